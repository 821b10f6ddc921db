"""How the words of a search are read, how that is told, and how it is turned off."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]
pytestmark = pytest.mark.usefixtures("groups")
QUERY = "grief group in spanish tuesday evening near Cleveland, not a crisis line"


def answer(run: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("search", *arguments, "--json").out)
    return found


def reading_line(outcome: Outcome) -> str:
    """Return what a terminal says of the reading, up to the empty line, unwrapped."""
    return " ".join(outcome.out.partition("Read as: ")[2].partition("\n\n")[0].split())


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_says_how_the_words_were_read(run: Run) -> None:
    assert reading_line(run("search", QUERY, "--color", "never")) == (
        "Support group, Grief and loss, Spanish, near Cleveland, Tue 17:00 to 22:00, not crisis line; "
        "--literal takes the words as they are."
    )


@pytest.mark.usefixtures("on_terminal")
@pytest.mark.parametrize("query", ["rubber bowl", "zzzqqq"])
def test_words_that_were_read_as_nothing_else_need_no_line(run: Run, query: str) -> None:
    outcome = run("search", query, "--color", "never")
    assert "Read as" not in outcome.out + outcome.err


def test_a_pipe_gets_no_line_about_the_reading(run: Run) -> None:
    outcome = run("search", QUERY)
    assert "Read as" not in outcome.out + outcome.err


@pytest.mark.usefixtures("on_terminal")
@pytest.mark.parametrize("options", [(), ("--explain",), ("--near", "Akron"), ("--literal",)])
def test_without_colour_nothing_is_wider_than_80_columns_or_escaped(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = run("search", QUERY, *options).out
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.usefixtures("on_terminal")
def test_colour_changes_nothing_but_escapes(run: Run) -> None:
    coloured = run("search", QUERY, "--explain").out
    assert "\x1b[2mRead as: " in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == run("search", QUERY, "--explain", "--color", "never").out


def test_literal_words_are_nothing_but_words(run: Run) -> None:
    understood = answer(run, "Grief in Cleveland on Tuesday", "--literal")["understood"]
    assert understood.pop("rest") == "grief in cleveland on tuesday"
    assert [name for name, value in understood.items() if value not in (None, [])] == []


def test_literal_words_do_not_stand_over_the_place_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_PLACE", "US-OH")
    assert "nairobi-grief" in run("search", "grief", "nairobi").out
    assert "nairobi-grief" not in run("search", "grief", "nairobi", "--literal").out


def test_options_hold_for_literal_words_too(run: Run) -> None:
    found = answer(run, "grief", "--literal", "--near", "44113", "--within", "10mi")
    assert [(result["id"], result["distance_km"]) for result in found["results"]] == [("cleveland-grief", 1.0)]


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_says_nothing_of_a_reading_that_is_off(run: Run) -> None:
    assert "Read as" not in run("search", QUERY, "--literal").out


def test_a_batch_can_be_literal(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("grief tuesday\nI want to die tonight\n", "utf-8")
    outcome = run("search", "--batch", str(queries), "--literal")
    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(f["understood"]["rest"], f["understood"]["open_at"], f["urgent"]) for f in found] == [
        ("grief tuesday", None, False),
        ("i want to die tonight", None, True),
    ]


@pytest.mark.parametrize("query", ["I want to die", "i feel sucidal", "suicidal grief"])
def test_danger_is_noticed_in_literal_words(run: Run, query: str) -> None:
    found = answer(run, query, "--literal", "--in", "Ohio")
    assert found["urgent"] is True
    assert found["emergency"]["general"] == "911"
    assert [line["id"] for line in found["crisis_lines"]] == ["harbour-lifeline"]


@pytest.mark.usefixtures("on_terminal")
def test_danger_in_literal_words_comes_first_on_a_terminal(run: Run) -> None:
    shown = run("search", "suicidal grief", "--literal", "--in", "Ohio", "--color", "never").out
    assert shown.startswith("In danger now? Call 911 (emergency, United States).\nHarbour Lifeline  open now")


def test_reasons_come_with_their_points_the_most_first(run: Run) -> None:
    reasons = answer(run, "grief group", "--in", "Ohio", "--explain")["results"][0]["reasons"]
    points = [reason["points"] for reason in reasons]
    assert points == sorted(points, reverse=True)
    assert all(points)
    assert {"grief and loss", "support group"} <= {reason["why"] for reason in reasons}


def test_reasons_are_there_only_when_asked_for(run: Run) -> None:
    assert "reasons" not in answer(run, "grief group", "--in", "Ohio")["results"][0]


def test_reasons_change_nothing_else(run: Run) -> None:
    explained = answer(run, QUERY, "--explain")
    for result in explained["results"]:
        result.pop("reasons", None)
    assert explained == answer(run, QUERY)


def test_a_batch_can_be_explained(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("grief\nsober\n", "utf-8")
    lines = run("search", "--batch", str(queries), "--explain").out.splitlines()
    assert all(json.loads(line)["results"][0]["reasons"] for line in lines)


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_shows_the_reasons_below_each_listing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = run("search", "grief group", "--explain", "--limit", "1").out
    reasons = re.findall(r"^ {3,6}(\d+\.\d)  (\S.*)$", shown, re.MULTILINE)
    assert {"grief and loss", "support group"} <= {why for _, why in reasons}
    assert "grief and loss" not in run("search", "grief group", "--limit", "1").out


def test_an_answer_counts_what_has_all_that_was_asked(run: Run) -> None:
    assert answer(run, "grief group", "--limit", "1")["total"] == 4
    assert answer(run, "grief group in Kenya", "--limit", "1")["total"] == 1
