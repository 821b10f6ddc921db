import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]


def found(run: Run, area: str, *states: str) -> list[dict[str, Any]]:
    held = json.loads(run("doctor", "--json").out)
    assert held["fine"] == all(finding["state"] != "do" for finding in held["findings"])
    return [f for f in held["findings"] if f["area"] == area and (not states or f["state"] in states)]


@pytest.fixture(autouse=True)
def utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


def test_all_is_in_order(run: Run) -> None:
    outcome = run("doctor")
    assert (outcome.status, outcome.err) == (0, "")
    assert "TO DO" not in outcome.out


def test_every_area_is_looked_at(run: Run) -> None:
    areas = {finding["area"] for finding in json.loads(run("doctor", "--json").out)["findings"]}
    assert areas == {"program", "clock", "directory", "sources", "index", "settings", "terminal", "fonts"}


@pytest.mark.parametrize(
    ("moment", "told"), [("2020-01-01T00:00+00:00", "before"), ("2040-01-01T00:00+00:00", "ten years")]
)
def test_a_clock_that_can_not_be_right_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, moment: str, told: str
) -> None:
    monkeypatch.setenv("PEERFIND_NOW", moment)
    (clock,) = found(run, "clock", "do")
    assert told in clock["told"]
    assert run("doctor").status == 1


def test_an_old_directory_is_told_with_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2027-06-01T00:00+00:00")
    (directory,) = found(run, "directory", "do")
    assert "peerfind update" in directory["advice"]


def test_the_share_within_the_window_is_counted(run: Run) -> None:
    (source,) = found(run, "sources")
    facts = source["facts"]
    states = [facts.get(state, 0) for state in ("fresh", "due", "stale", "undated")]
    assert facts["within_window"] == round(facts.get("fresh", 0) / sum(states), 3)
    assert sum(states) <= facts["listings"]


def test_a_cache_that_can_not_be_written_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "file"))
    outcome = run("doctor")
    assert outcome.status == 1
    assert outcome.out.count("TO DO  ") == 2
    assert "Set PEERFIND_CACHE to a folder that can be written." in outcome.out


def test_the_doctor_speaks_spanish(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_UI_LANGUAGE", "es")
    assert "bien   El reloj dice 23 nov 2026.\n" in run("doctor").out
