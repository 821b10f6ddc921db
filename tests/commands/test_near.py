"""Searching by place and time: what is near, what is not too far, and when a group meets next."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from peerfind.commands.options import parse_distance
from peerfind.lookup.finder import Finder
from tests.conftest import Outcome

Run = Callable[..., Outcome]
pytestmark = pytest.mark.usefixtures("groups")


def ids(outcome: Outcome) -> list[str]:
    return [line.split("\t")[0] for line in outcome.out.splitlines()]


def answer(run: Run, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("search", *arguments, "--json").out)
    return found


def one(run: Run, name: str, *arguments: str) -> dict[str, Any]:
    """Return one listing of an answer."""
    return next(result for result in answer(run, *arguments)["results"] if result["id"] == name)


def test_what_is_nearest_comes_first(run: Run) -> None:
    found = run("search", "--kind", "support_group", "--near", "44113", "--within", "60km", "--format", "{id}")
    assert ids(found) == ["cleveland-grief", "cleveland-early-birds", "cleveland-sober", "akron-grief"]


@pytest.mark.parametrize("place", ["44113", "Cleveland", "Cleveland, Ohio", "41.48,-81.70", " 41.48 ; -81.70 "])
def test_a_place_is_a_zip_code_a_city_or_a_point(run: Run, place: str) -> None:
    assert ids(run("search", "grief", "--near", place))[:2] == ["cleveland-grief", "akron-grief"]


def test_a_point_south_of_the_equator_needs_no_quoting(run: Run) -> None:
    assert ids(run("search", "grief", "--near", "-1.3,36.83", "--limit", "1")) == ["nairobi-grief"]


@pytest.mark.parametrize(
    ("distance", "found"),
    [
        ("0.5mi", []),
        ("10mi", ["cleveland-grief"]),
        ("46.5 km", ["cleveland-grief"]),
        ("47.5km", ["cleveland-grief", "akron-grief"]),
        ("30 MILES", ["cleveland-grief", "akron-grief"]),
        ("9000mi", ["cleveland-grief", "akron-grief", "nairobi-grief"]),
    ],
)
def test_only_what_is_not_too_far_is_found(run: Run, distance: str, found: list[str]) -> None:
    assert ids(run("search", "grief", "--near", "44113", "--within", distance)) == found


@pytest.mark.parametrize(
    ("text", "km"), [("10mi", 16.09344), ("1 mile", 1.609344), ("2.5 miles", 4.02336), ("15km", 15.0), (" 7 KM ", 7.0)]
)
def test_a_distance_is_read_in_miles_or_kilometres(local: Finder, text: str, km: float) -> None:
    assert parse_distance(text, local.places.point("44113")) == pytest.approx(km)


def test_nothing_near_enough_says_what_to_leave_out(run: Run) -> None:
    outcome = run("search", "grief", "--near", "44113", "--within", "0.5mi")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Try to leave out --near or --within, or use fewer or other words." in outcome.err


def test_an_export_holds_only_what_is_not_too_far(run: Run) -> None:
    lines = run("export", "--near", "44113", "--within", "10mi").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [
        "cleveland-early-birds",
        "cleveland-grief",
        "cleveland-sober",
    ]


def test_opening_hours_are_asked_for_among_what_is_near(run: Run) -> None:
    near = ("--near", "44113", "--within", "60km", "--at")
    assert ids(run("search", *near, "2026-11-24T19:00-05:00")) == ["cleveland-grief"]
    assert ids(run("search", *near, "2026-11-26T20:00-05:00")) == ["akron-grief"]


def test_a_template_tells_the_distance_and_the_next_meeting(run: Run) -> None:
    template = r"{name}\t{distance_km}\t{next_meeting}"
    lines = run("search", "grief", "--near", "44113", "--in", "US", "--format", template).out.splitlines()
    assert lines[:2] == [
        "Lakeside Grief Group\t1\t2026-11-24T18:30-05:00",
        "Rubber Bowl Grief Group\t47\t2026-11-26T19:00-05:00",
    ]
    assert "Grief on the Screen\t\t2026-11-24T19:00-06:00" in lines


def test_a_template_leaves_empty_what_is_not_known(run: Run) -> None:
    assert run("search", "steel sober circle", "--limit", "1", "--format", "<{distance_km}|{next_meeting}>").out == (
        "<|>\n"
    )


def test_the_distance_is_there_only_where_both_places_are_known(run: Run) -> None:
    near = ("grief", "--near", "44113", "--in", "US")
    assert one(run, "cleveland-grief", *near)["distance_km"] == 1.0
    assert "distance_km" not in one(run, "screen-grief", *near)
    assert "distance_km" not in one(run, "cleveland-grief", "grief")


def test_the_next_meeting_is_told_in_the_zone_of_the_group(run: Run) -> None:
    assert json.loads(run("show", "nairobi-grief", "--json").out)["next_meeting"] == "2026-11-29T13:00+03:00"
    assert json.loads(run("show", "cleveland-sober", "--json").out)["next_meeting"] is None
    assert json.loads(run("show", "harbour-lifeline", "--json").out)["next_meeting"] is None


def test_the_next_meeting_counts_from_the_time_in_the_words(run: Run) -> None:
    assert one(run, "cleveland-early-birds", "aa early birds")["next_meeting"] == "2026-11-24T06:30-05:00"
    assert one(run, "cleveland-early-birds", "aa early birds thursday")["next_meeting"] == "2026-11-26T06:30-05:00"


def test_place_distance_time_and_what_is_not_wanted_are_understood(run: Run) -> None:
    query = "grief group tuesday evening within 15 km of 44113, not a crisis line"
    understood = answer(run, query)["understood"]
    assert (understood["place"], understood["near"], understood["within_km"]) == (["US-OH"], "44113", 15.0)
    assert understood["open_at"] == "2026-11-24T17:00+00:00/2026-11-24T22:00+00:00"
    assert (understood["kinds"], understood["topics"]) == (["support_group"], ["grief"])
    assert (understood["unwanted"], understood["rest"]) == (["crisis line"], "")


def test_what_the_words_do_not_say_is_left_empty(run: Run) -> None:
    understood = answer(run, "grief in Ohio")["understood"]
    assert understood["place"] == ["US-OH"]
    assert [understood[name] for name in ("near", "within_km", "open_at", "unwanted")] == [None, None, None, []]


def test_a_single_time_is_a_moment_and_no_interval(run: Run) -> None:
    assert answer(run, "grief at 2am")["understood"]["open_at"] == "2026-11-24T02:00+00:00"


def test_a_place_in_the_words_measures_the_distance(run: Run) -> None:
    assert one(run, "cleveland-grief", "grief group near Cleveland")["distance_km"] == 1.7
    assert one(run, "cleveland-grief", "grief near Cleveland", "--near", "44113")["distance_km"] == 1.0


def test_a_distance_in_the_words_excludes_nothing(run: Run) -> None:
    assert "akron-grief" in ids(run("search", "grief within 10 miles of Cleveland"))


def test_what_a_listing_lacks_of_place_and_language_is_told(run: Run) -> None:
    query = ("grief group in spanish near Cleveland", "--limit", "0")
    assert one(run, "akron-grief", *query)["lacks"] == []
    assert one(run, "cleveland-grief", *query)["lacks"] == ["languages"]
    assert one(run, "nairobi-grief", "grief group in spanish in Ohio", "--in", "Kenya")["lacks"] == [
        "place",
        "languages",
    ]


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_tells_miles_and_the_next_meeting_in_both_zones(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = run("search", "grief", "--near", "44113", "--limit", "1").out.splitlines()
    assert "  next meeting Tue 18:30 there, Tue 23:30 your time" in lines
    assert "  0.6 mi away · Cleveland, Ohio · English · Free" in lines
    assert max(map(len, lines)) <= 80


@pytest.mark.usefixtures("on_terminal")
def test_a_terminal_tells_kilometres_where_people_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "  2.4 km away · Kenya · English, Swahili\n" in run("search", "grief", "--near", "Nairobi").out
