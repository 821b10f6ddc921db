import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Filters
from tests.lookup.examples import MONDAY, found, ids, listing


def every(finder: Finder, **filters: Any) -> list[str]:
    return ids(finder.every(Filters(**filters), MONDAY))


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"ids": ("ke-simu", "aunty-line", "gone-line")}, ["ke-simu", "aunty-line"]),
        ({"kinds": ("warmline",)}, ["aunty-line", "oh-night-warmline"]),
        ({"kinds": ("warmline", "online_community")}, ["aunty-line", "oh-night-warmline", "world-room"]),
        ({"topics": ("anxiety",)}, ["oh-night-warmline"]),
        ({"topics": ("anxiety", "psychosis")}, ["oh-night-warmline", "world-room"]),
        ({"audiences": ("veterans",)}, ["old-soldiers"]),
        ({"languages": ("es",)}, ["harbour-lifeline", "old-soldiers"]),
        ({"languages": ("sw",)}, ["ke-simu"]),
        ({"contacts": ("chat",)}, ["harbour-lifeline"]),
        ({"contacts": ("sms",)}, ["aunty-line"]),
        ({"settings": ("in_person",)}, ["oh-night-warmline"]),
        ({"settings": ("online",)}, ["harbour-lifeline", "old-soldiers"]),
        ({"free": True}, ["aunty-line", "harbour-lifeline", "oh-night-warmline"]),
        ({"peer_run": True}, ["aunty-line", "oh-night-warmline", "old-soldiers", "world-room"]),
        ({"no_dispatch": True}, ["aunty-line"]),
        ({"anonymous": True}, ["aunty-line"]),
        ({"kinds": ("warmline",), "free": True, "topics": ("anxiety",)}, ["oh-night-warmline"]),
        ({"kinds": ("advocacy",)}, []),
    ],
)
def test_a_filter_leaves_only_what_has_it(finder: Finder, filters: dict[str, Any], left: list[str]) -> None:
    assert every(finder, **filters) == left


@pytest.mark.parametrize(
    ("name", "left"),
    [
        (
            "Ohio",
            ["aunty-line", "harbour-lifeline", "oh-night-warmline", "oh-peer-specialist", "old-soldiers", "world-room"],
        ),
        ("Columbus, Ohio", None),
        ("Texas", ["aunty-line", "harbour-lifeline", "old-soldiers", "world-room"]),
        ("Canada", ["old-soldiers", "world-room"]),
        ("Kenya", ["ke-simu", "world-room"]),
        ("Peru", ["world-room"]),
    ],
)
def test_a_state_is_served_by_itself_its_country_and_the_world(
    finder: Finder, places: Gazetteer, name: str, left: list[str] | None
) -> None:
    served = every(finder, place=places.resolve(name))
    assert served == (left or every(finder, place=places.resolve("Ohio")))


def test_a_country_is_also_served_in_its_parts(finder: Finder, places: Gazetteer) -> None:
    country = places.resolve("United States")
    assert "oh-night-warmline" in every(finder, place=country)
    assert "oh-night-warmline" not in every(finder, place=country, whole_place=True)


@pytest.mark.parametrize(("age", "left"), [(12, []), (13, ["teens"]), (24, ["teens"]), (25, []), (0, [])])
def test_ages_at_both_ends_are_taken(gather: Callable[..., Finder], age: int, left: list[str]) -> None:
    assert every(gather(listing("teens", age={"min": 13, "max": 24})), age=age) == left


@pytest.mark.parametrize(("age", "left"), [(59, []), (60, ["old"]), (119, ["old"])])
def test_without_an_upper_age_anybody_older_is_taken(gather: Callable[..., Finder], age: int, left: list[str]) -> None:
    assert every(gather(listing("old", age={"min": 60})), age=age) == left


def test_without_ages_anybody_is_taken(gather: Callable[..., Finder]) -> None:
    assert every(gather(listing("all")), age=5) == ["all"]


@pytest.mark.parametrize(("days", "left"), [(21, []), (22, ["aunty-line"]), (24, ["aunty-line", "oh-night-warmline"])])
def test_only_what_was_checked_within_some_days_is_left(finder: Finder, days: int, left: list[str]) -> None:
    assert every(finder, kinds=("warmline",), checked_within=days) == left


def test_a_copy_counts_from_the_date_of_its_page(finder: Finder) -> None:
    assert every(finder, topics=("crisis",), checked_within=52) == []
    assert every(finder, topics=("crisis",), checked_within=53) == ["harbour-lifeline"]


def test_what_bears_no_date_was_not_checked_within_any_time(finder: Finder) -> None:
    assert "ke-simu" not in every(finder, checked_within=1_000_000)
    assert "old-soldiers" in every(finder, checked_within=1_000_000)


def test_days_are_counted_from_now_and_not_from_the_hour_asked_for(gather: Callable[..., Finder]) -> None:
    spring = MONDAY + dt.timedelta(days=100)
    assert every(gather(listing("a", hours="24/7")), checked_within=30, open_at=spring) == ["a"]


def test_the_age_of_a_check_is_told_as_of_now_and_not_of_the_hour_asked_for(gather: Callable[..., Finder]) -> None:
    years_later = Filters(open_at=MONDAY + dt.timedelta(days=1000))
    (result,) = gather(listing("a", hours="24/7")).search("", years_later, 5, MONDAY).results
    assert result.freshness.state == "fresh"


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("2026-11-23T15:00+00:00", ["aunty-line"]),
        ("2026-11-24T02:00+00:00", ["oh-night-warmline"]),
        ("2026-11-26T15:00+00:00", []),
        ("2026-11-24T07:30+00:00", ["oh-night-warmline"]),
    ],
)
def test_only_what_is_open_at_the_moment_is_left(finder: Finder, moment: str, left: list[str]) -> None:
    assert every(finder, kinds=("warmline",), open_at=dt.datetime.fromisoformat(moment)) == left


def test_what_may_be_open_is_not_left(gather: Callable[..., Finder]) -> None:
    assert every(gather(listing("unknown"), listing("always", hours="24/7")), open_at=MONDAY) == ["always"]


def test_the_total_counts_only_what_is_open(gather: Callable[..., Finder]) -> None:
    lines = [listing(f"line-{n}", hours="24/7" if n % 2 else "off", timezone="UTC") for n in range(250)]
    answer = gather(*lines).search("", Filters(open_at=MONDAY), 3, MONDAY)
    assert (answer.total, len(answer.results)) == (125, 3)


def test_every_listing_is_given_beyond_one_batch(gather: Callable[..., Finder]) -> None:
    assert len(every(gather(*(listing(f"line-{n}") for n in range(250))))) == 250


def test_filters_hold_for_words_too(finder: Finder) -> None:
    assert found(finder, "crisis line", Filters(languages=("es",))) == ["harbour-lifeline"]


def test_a_filter_of_every_field_can_exclude(gather: Callable[..., Finder], places: Gazetteer) -> None:
    finder = gather(listing("plain", serves=["KE"], age={"max": 5}, hours="off", timezone="UTC", peer_run=False))
    filters = {
        "ids": ("other",), "kinds": ("app",), "topics": ("ocd",), "audiences": ("men",), "languages": ("fr",),
        "contacts": ("sms",),
        "settings": ("online",), "place": places.resolve("US"), "open_at": MONDAY, "free": True, "peer_run": True,
        "no_dispatch": True, "anonymous": True, "age": 6, "checked_within": 1,
    }  # fmt: skip
    assert {*filters} | {"whole_place", "near", "within_km"} == {*Filters.fields}
    assert [name for name, value in filters.items() if every(finder, **{name: value})] == []


def test_a_distance_can_exclude(gather: Callable[..., Finder], places: Gazetteer) -> None:
    finder = gather(listing("far", place={"postcode": "10001"}), listing("nowhere"))
    assert every(finder, near=places.point("44113"), within_km=10.0) == []
    assert every(finder, near=places.point("44113"), within_km=1000.0) == ["far"]


def test_a_place_to_be_near_leaves_out_nothing(gather: Callable[..., Finder], places: Gazetteer) -> None:
    finder = gather(listing("far", place={"postcode": "10001"}), listing("nowhere"))
    assert every(finder, near=places.point("44113")) == ["far", "nowhere"]
