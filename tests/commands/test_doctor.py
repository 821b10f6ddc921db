import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peerfind.feeds.adding import add, find_feed
from peerfind.feeds.lines import Lines
from peerfind.feeds.publishing import Publisher
from peerfind.feeds.store import Feed, FeedStore, State
from peerfind.feeds.updating import update
from tests.conftest import Outcome
from tests.feeds.examples import NOW, around, listing, number

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
    assert areas == {"program", "clock", "directory", "sources", "feeds", "index", "settings", "terminal", "fonts"}


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


@pytest.fixture
def store(surroundings: Path) -> FeedStore:
    return FeedStore(surroundings / "data")


def kept(store: FeedStore, **told: Any) -> Feed:
    feed = Feed(name="far", urls=("https://feeds.example.org/far",), format="tsml", read=NOW.date()).replace(**told)
    return store.keep(feed, Lines([listing("far-1", number(1))]), State())


def problems(told: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(f["facts"]["problem"], f["state"]) for f in told if "problem" in f["facts"]]


def test_without_feeds_that_is_told(run: Run) -> None:
    (none,) = found(run, "feeds")
    assert (none["state"], none["facts"]) == ("fine", {"feeds": 0})


def test_a_feed_is_told_with_its_age_and_that_nobody_signs_it(run: Run, store: FeedStore) -> None:
    kept(store, read=NOW.date() - dt.timedelta(days=3))
    (feed,) = found(run, "feeds")
    assert feed["told"].startswith("Feed far (tsml): 1 listing, read 3 days ago; not signed")
    assert (feed["facts"]["days_old"], feed["facts"]["signed"], feed["facts"]["held"]) == (3, False, 0)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"read": NOW.date() - dt.timedelta(days=61)}, ("old", "do")),
        ({"read": NOW.date() - dt.timedelta(days=15), "meetings": True}, ("old", "do")),
        ({"read": NOW.date() + dt.timedelta(days=2)}, ("clock", "do")),
        ({"read": None}, ("never-read", "do")),
    ],
)
def test_what_is_wrong_with_a_feed_is_told_with_what_to_do(
    run: Run, store: FeedStore, told: dict[str, Any], problem: tuple[str, str]
) -> None:
    kept(store, **told)
    assert problems(found(run, "feeds")) == [problem]


def test_a_disabled_feed_needs_nothing(run: Run, store: FeedStore) -> None:
    kept(store, read=None, enabled=False)
    (feed,) = found(run, "feeds")
    assert (feed["state"], ", disabled:" in feed["told"]) == ("fine", True)


def test_changes_that_wait_are_told(run: Run, store: FeedStore) -> None:
    store.save(kept(store).replace(held=2))
    (_, held) = found(run, "feeds")
    assert held["told"] == "Feed far: 2 changes are held for review; the state before them is in use."
    assert "peerfind update far --accept ID" in held["advice"]


def test_files_that_are_gone_or_damaged_hide_no_other_feed(run: Run, store: FeedStore) -> None:
    (store.home("far") / str(kept(store).snapshot)).unlink()
    kept(store, name="other")
    (store.folder / "third.json").write_text("{", "utf-8")
    (store.folder / "x y.json").write_text("{}", "utf-8")
    told = found(run, "feeds")
    assert problems(told) == [("snapshot-gone", "do"), ("unreadable", "do"), ("unreadable", "do")]
    assert any(str(store.folder / "x y.json") in one["advice"] for one in told)
    assert told[2]["told"].startswith("Feed other (tsml): 1 listing, read today")


@pytest.fixture
def signed(store: FeedStore, tmp_path: Path) -> Feed:
    publisher = Publisher(tmp_path / "feed", tmp_path / "keys", NOW)
    publisher.init()
    publisher.publish([listing("far-1", number(1))])
    add(store, find_feed(store, (str(publisher.folder),), (), name="far", format_=None, about={}))
    update(store, "far", around(NOW))
    return store.load("far")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, []),
        (50, [("expired", "do")]),
        (350, [("old", "do"), ("keys-expiring", "note"), ("expired", "do")]),
        (400, [("old", "do"), ("keys-expired", "do"), ("expired", "do")]),
    ],
)
def test_a_signed_feed_is_told_with_its_keys_and_until_when_they_count(
    run: Run, signed: Feed, monkeypatch: pytest.MonkeyPatch, days: int, expected: list[tuple[str, str]]
) -> None:
    monkeypatch.setenv("PEERFIND_NOW", (NOW + dt.timedelta(days=days)).isoformat())
    told = found(run, "feeds")
    assert problems(told) == expected
    assert told[0]["facts"]["fingerprint"] == signed.keys[0]
    assert {*told[0]["facts"]["expires"]} == {"root", "targets", "snapshot", "timestamp"}
    assert "; its keys count until" in told[0]["told"]
