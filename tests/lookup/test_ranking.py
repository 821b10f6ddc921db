from collections.abc import Callable
from typing import Any

import pytest

from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Filters
from tests.lookup.examples import EVERYTHING, MONDAY, found, ids, listing

Gather = Callable[..., Finder]


@pytest.mark.parametrize("query", ["Harbour Lifeline", "harbour lifeline", "HARBOUR-LIFELINE", "harbourlifeline"])
def test_the_whole_name_comes_first(finder: Finder, query: str) -> None:
    assert found(finder, query)[0] == "harbour-lifeline"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Safe Harbour", "harbour-lifeline"),
        ("hl", "harbour-lifeline"),
        ("safeharbour", "harbour-lifeline"),
        ("Help Phone Kenya", "ke-simu"),
    ],
)
def test_a_whole_alias_comes_first(finder: Finder, query: str, first: str) -> None:
    assert found(finder, query)[0] == first


def test_an_id_finds_its_listing(finder: Finder) -> None:
    assert found(finder, "ke-simu")[0] == "ke-simu"


@pytest.mark.parametrize(
    ("query", "first"),
    [("Harbuor Lifline", "harbour-lifeline"), ("harbor lifeline", "harbour-lifeline"), ("anty line", "aunty-line")],
)
def test_a_misspelt_name_comes_first(finder: Finder, query: str, first: str) -> None:
    assert found(finder, query)[0] == first


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("13 11 14", "thirteen-line"),
        ("131114", "thirteen-line"),
        ("0491 570 006", "thirteen-line"),
        ("0491570006", "thirteen-line"),
        ("+61 491 570 006", "thirteen-line"),
        ("0061 491 570 006", "thirteen-line"),
        ("+1 800 555 0100", "aunty-line"),
        ("(800) 555-0100", "aunty-line"),
        ("1-800-555-0100", "aunty-line"),
        ("800.555.0100", "aunty-line"),
        ("555-0100", "aunty-line"),
        ("988", "harbour-lifeline"),
        ("9-8-8", "harbour-lifeline"),
        ("1190", "ke-simu"),
        ("55501", "aunty-line"),
    ],
)
def test_a_number_finds_its_listing_in_any_spacing(finder: Finder, query: str, id_: str) -> None:
    assert found(finder, query)[0] == id_


@pytest.mark.parametrize("query", ["0800 1111 222", "08001111222", "+44 800 1111 222", "800 1111 222"])
def test_a_national_number_finds_a_full_one(gather: Gather, query: str) -> None:
    held = listing("gb-line", serves=["GB"], contacts=[{"type": "phone", "value": "+448001111222"}])
    assert found(gather(listing("other"), held), query) == ["gb-line"]


@pytest.mark.parametrize("query", ["98", "9889", "0100", "13 11 15", "+1 800 555 0101"])
def test_another_number_finds_nothing(finder: Finder, query: str) -> None:
    assert found(finder, query) == []


def test_a_number_of_a_closed_line_finds_nothing(finder: Finder) -> None:
    assert found(finder, "+1 800 555 0199") == []


@pytest.mark.parametrize("fruit", ["Grape Growers", "Grapevine Circle", "Drape Makers", "Rapeseed Farmers", "Scrape"])
def test_rape_never_finds_words_that_only_look_like_it(gather: Gather, fruit: str) -> None:
    held = listing("crisis", name="Hope Line", topics=["sexual-assault"])
    assert found(gather(held, listing("fruit", name=fruit)), "rape") == ["crisis"]


def test_rape_finds_help_after_sexual_violence_in_the_real_directory(bundled: Finder) -> None:
    results = bundled.search("rape", EVERYTHING, 10, MONDAY).results
    assert len(results) == 10
    assert all("sexual-assault" in result.listing.topics for result in results)


def test_words_in_the_name_come_before_words_elsewhere(gather: Gather) -> None:
    finder = gather(listing("about", summary="About zebras: zebra, zebra."), listing("named", name="Zebra"))
    assert found(finder, "zebra") == ["named", "about"]


def test_a_phrase_in_the_name_comes_before_its_words_apart(gather: Gather) -> None:
    finder = gather(listing("apart", name="Owl of the Quiet Night"), listing("phrase", name="The Big Night Owl Club"))
    assert found(finder, "night owl") == ["phrase", "apart"]


def test_what_was_understood_comes_before_the_bare_word(gather: Gather) -> None:
    finder = gather(listing("word", name="A Grief Observed"), listing("meant", name="Hope", topics=["grief"]))
    assert found(finder, "grief") == ["meant", "word"]
    assert found(finder, "deuil") == ["meant"]


def test_local_comes_before_national_before_worldwide(gather: Gather, places: Gazetteer) -> None:
    finder = gather(
        listing("world", serves=["worldwide"]), listing("land", serves=["US"]), listing("here", serves=["US-OH"])
    )
    ohio = places.resolve("Ohio")
    assert found(finder, "", Filters(place=ohio)) == ["here", "land", "world"]
    assert found(finder, "plain service", Filters(place=ohio)) == ["here", "land", "world"]
    assert ids(finder.search("plain", EVERYTHING, 9, MONDAY, ohio).results) == ["here", "land", "world"]


def test_the_place_in_the_words_comes_before_home(gather: Gather, places: Gazetteer) -> None:
    finder = gather(listing("us", serves=["US"]), listing("ke", serves=["KE"]))
    answer = finder.search("plain service kenya", EVERYTHING, 9, MONDAY, places.resolve("US"))
    assert ids(answer.results) == ["ke", "us"]


def test_what_is_for_everyone_comes_first_where_nobody_is_named(gather: Gather) -> None:
    long = "A plain service for anybody at any hour of a long day and of a long night."
    finder = gather(listing("some", audiences=["farmers"]), listing("all", summary=long))
    assert found(finder, "plain service") == ["all", "some"]
    assert found(finder, "plain service for farmers") == ["some", "all"]


@pytest.mark.parametrize(
    ("first", "second"),
    [({"how": "call"}, {"how": "page"}), ({"how": "page"}, {"how": "copy"}), ({"how": "copy"}, {"how": "list"})],
)
def test_of_two_alike_the_more_strongly_checked_comes_first(
    gather: Gather, first: dict[str, Any], second: dict[str, Any]
) -> None:
    source = {"url": "https://a.example/", "checked": "2026-11-01"}
    finder = gather(listing("b", sources=[source | second]), listing("a", sources=[source | first]))
    assert found(finder, "plain service") == ["a", "b"]


def test_a_stale_listing_is_shown_after_others_and_not_hidden(gather: Gather) -> None:
    old = {"url": "https://a.example/", "checked": "2026-11-01", "how": "list", "page_date": "2011"}
    assert found(gather(listing("old", sources=[old]), listing("new")), "plain service") == ["new", "old"]


def test_a_warmline_comes_before_a_training_where_no_kind_is_named(gather: Gather) -> None:
    finder = gather(listing("course", kind="training"), listing("warm", kind="warmline"))
    assert found(finder, "plain service") == ["warm", "course"]
    assert found(finder, "plain training") == ["course", "warm"]


def test_an_urgent_query_puts_crisis_lines_first(gather: Gather) -> None:
    warm = listing("warm", kind="warmline", summary="When you are suicidal.", topics=["suicide"])
    crisis = listing("crisis", kind="crisis_line", topics=["suicide"])
    assert found(gather(warm, crisis), "suicidal") == ["crisis", "warm"]


@pytest.mark.parametrize("query", ["", "help", "veterans", "grief group ohio", "someone to talk to", "suicidal"])
def test_the_order_is_the_same_every_time(bundled: Finder, query: str) -> None:
    runs = [[(r.listing.id, r.score) for r in bundled.search(query, EVERYTHING, 50, MONDAY).results] for _ in range(5)]
    assert all(run == runs[0] for run in runs)
    assert len(runs[0]) > 5


def test_a_smaller_limit_gives_the_start_of_the_same_order(bundled: Finder) -> None:
    many = bundled.search("veterans", EVERYTHING, 30, MONDAY).results
    assert ids(bundled.search("veterans", EVERYTHING, 7, MONDAY).results) == ids(many)[:7]
