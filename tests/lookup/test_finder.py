import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerfind.directory.model import Listing
from peerfind.directory.parts import part_id, service_of
from peerfind.lookup.finder import CRISIS_LINES, Finder
from peerfind.lookup.places import Gazetteer, Place
from peerfind.lookup.query import Filters
from tests.lookup.examples import EVERYTHING, MONDAY, found, ids, listing

OPERATORS = [
    "+", "-", "&&", "||", "!", "(", ")", "{", "}", "[", "]", "^", '"', "~", "*", "?", ":", "\\", "/", "AND", "OR",
    "NOT", "IN", "TO", "name:", "kind:x", "988", "warmline", "ohio", "😀", "🇺🇸", "’", "\0", "é", " ",
]  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(OPERATORS), max_size=12).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_a_search_of_any_text_answers(finder: Finder, text: str) -> None:
    answer = finder.search(text, EVERYTHING, 5, MONDAY)
    assert answer.query == text
    assert len(answer.results) == min(answer.total, 5)
    assert (answer.turn is not None) == (answer.urgent or not answer.results)


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 100_000,
        "warmline " * 11_112,
        "1" * 100_000,
        "1" * 99_999 + "x",
        '"' * 100_000,
        "a" * 100_000,
        "ö" * 100_000,
        "- " * 50_000,
        "\ud800",
        '+-&&||!(){}[]^"~*?:\\ AND OR NOT',
        '"""',
        "AND",
    ],
    ids=lambda text: f"{text[:4]!a} x {len(text)}",
)
def test_a_search_of_a_strange_or_long_text_answers(finder: Finder, text: str) -> None:
    assert finder.search(text, EVERYTHING, 5, MONDAY).query == text


def test_operators_are_no_operators(finder: Finder) -> None:
    assert found(finder, "NOT harbour") == found(finder, "harbour NOT")
    assert found(finder, "NOT harbour")[0] == "harbour-lifeline"
    assert found(finder, "kind:warmline")[:2] == found(finder, "kind warmline")[:2]


@pytest.mark.parametrize("query", ["Gone Line", "gone-line", "a line that has closed"])
def test_a_closed_listing_is_never_found(finder: Finder, query: str) -> None:
    assert "gone-line" not in found(finder, query)


def test_a_paused_listing_is_never_found(gather: Callable[..., Finder]) -> None:
    assert found(gather(listing("a", status="paused"), listing("b")), "") == ["b"]


@pytest.mark.parametrize("name", ["gone-line", "Gone Line", "gone line", "GONE LINE!"])
def test_a_closed_listing_is_shown_by_its_id_or_name(finder: Finder, name: str) -> None:
    assert [result.listing.status for result in finder.show(name, MONDAY)] == ["closed"]


@pytest.mark.parametrize("name", ["gone", "Line", "", "harbour lifelines", "988"])
def test_a_part_of_a_name_shows_nothing(finder: Finder, name: str) -> None:
    assert finder.show(name, MONDAY) == []


def test_an_alias_shows_its_listing(finder: Finder) -> None:
    assert ids(finder.show("safe harbour", MONDAY)) == ["harbour-lifeline"]


def test_an_id_comes_before_another_listing_of_that_name(gather: Callable[..., Finder]) -> None:
    finder = gather(listing("other", name="Line"), listing("line", name="Other"))
    assert ids(finder.show("line", MONDAY)) == ["line"]


def test_a_result_tells_whether_it_is_open_and_how_fresh_it_is(finder: Finder) -> None:
    (result,) = finder.show("aunty-line", MONDAY)
    assert (result.state.open_now, result.freshness.state, result.feed) == (True, "fresh", "bundled")
    later = dt.datetime.fromisoformat("2029-11-24T23:00+00:00")
    (result,) = finder.show("aunty-line", later)
    assert (result.state.open_now, result.freshness.state) == (False, "stale")


def test_an_empty_query_finds_everything(finder: Finder) -> None:
    answer = finder.search("", EVERYTHING, 3, MONDAY)
    assert (answer.total, len(answer.results), answer.turn) == (8, 3, None)


def test_nothing_found_still_shows_where_to_turn(finder: Finder, places: Gazetteer) -> None:
    answer = finder.search("zzzzqqqq", Filters(place=places.resolve("Ohio")), 5, MONDAY)
    assert (answer.total, answer.urgent) == (0, False)
    assert answer.turn is not None
    assert answer.turn.emergency is not None
    assert answer.turn.emergency.spoken() == [("emergency", "911")]
    assert ids(answer.turn.crisis_lines) == ["harbour-lifeline"]


def test_an_urgent_query_shows_where_to_turn_though_something_is_found(finder: Finder, places: Gazetteer) -> None:
    answer = finder.search("I feel suicidal", EVERYTHING, 5, MONDAY, places.resolve("US"))
    assert answer.urgent
    assert answer.results
    assert answer.turn is not None
    assert ids(answer.turn.crisis_lines) == ["harbour-lifeline"]


@pytest.mark.parametrize("query", ["i feel sucidal", "i feel suicidel", "quiero moriir"])
def test_a_misspelt_urgent_query_is_urgent(bundled: Finder, query: str) -> None:
    assert bundled.search(query, EVERYTHING, 5, MONDAY).urgent


def test_a_query_that_is_not_urgent_and_finds_something_has_no_turn(finder: Finder) -> None:
    assert finder.search("warmline", EVERYTHING, 5, MONDAY).turn is None


@pytest.mark.parametrize("query", ["suicide loss group", "suicidal person training", "movie where she wants to die"])
def test_words_that_show_another_meaning_are_not_mended_away(finder: Finder, query: str) -> None:
    assert not finder.search(query, EVERYTHING, 5, MONDAY).urgent


def test_the_turn_is_for_the_place_in_the_words(finder: Finder, places: Gazetteer) -> None:
    turn = finder.search("suicidal in Kenya", EVERYTHING, 5, MONDAY, places.resolve("US")).turn
    assert turn is not None
    assert turn.place is not None
    assert (turn.place.code, ids(turn.crisis_lines)) == ("KE", ["ke-simu"])


def test_the_place_asked_for_comes_before_the_place_in_the_words(finder: Finder, places: Gazetteer) -> None:
    turn = finder.search("suicidal in Kenya", Filters(place=places.resolve("US")), 5, MONDAY).turn
    assert turn is not None
    assert ids(turn.crisis_lines) == ["harbour-lifeline"]


def test_small_words_do_not_turn_anybody_to_another_country(finder: Finder, places: Gazetteer) -> None:
    turn = finder.search("it is so hard, I want to die", EVERYTHING, 5, MONDAY, places.resolve("US")).turn
    assert turn is not None
    assert turn.place is not None
    assert turn.place.country == "US"


@pytest.fixture(scope="module")
def lines(gather: Callable[..., Finder]) -> Finder:
    """Crisis lines of many places, by id: where they serve and whether they are open."""
    shut = {"hours": "off", "timezone": "UTC"}
    held = {
        "us-shut": {"serves": ["US"]} | shut,
        "us-unknown": {"serves": ["US"]},
        "us-open": {"serves": ["US"], "hours": "24/7"},
        "oh-open": {"serves": ["US-OH"], "hours": "24/7"},
        "tx-open": {"serves": ["US-TX"], "hours": "24/7"},
        "gb-open": {"serves": ["GB"], "hours": "24/7"},
        "world-open": {"serves": ["worldwide"], "hours": "24/7"},
        "us-closed-for-good": {"serves": ["US"], "hours": "24/7", "status": "closed"},
    }
    crisis = [listing(id_, kind="crisis_line", topics=["suicide"], **fields) for id_, fields in held.items()]
    return gather(*crisis, listing("us-warm", kind="warmline", hours="24/7"))


def test_a_state_turns_to_its_own_lines_its_countrys_and_the_worlds_open_ones_first(
    lines: Finder, places: Gazetteer
) -> None:
    turn = lines.turn(places.resolve("Ohio"), MONDAY)
    assert ids(turn.crisis_lines) == ["oh-open", "us-open", "world-open", "us-unknown", "us-shut"]


def test_a_country_does_not_turn_to_lines_of_its_states(lines: Finder, places: Gazetteer) -> None:
    turn = lines.turn(places.resolve("United States"), MONDAY)
    assert ids(turn.crisis_lines) == ["us-open", "world-open", "us-unknown", "us-shut"]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Ohio", [("emergency", "911")]),
        ("43215", [("emergency", "911")]),
        ("Australia", [("emergency", "000")]),
        ("Germany", [("ambulance", "112"), ("police", "110"), ("fire", "112")]),
    ],
)
def test_the_emergency_numbers_are_those_of_the_country(
    lines: Finder, places: Gazetteer, name: str, numbers: list[tuple[str, str]]
) -> None:
    emergency = lines.turn(places.resolve(name), MONDAY).emergency
    assert emergency is not None
    assert emergency.spoken() == numbers


def test_without_a_place_there_is_no_emergency_number(lines: Finder) -> None:
    assert lines.turn(None, MONDAY).emergency is None


def test_only_so_many_crisis_lines_are_shown(gather: Callable[..., Finder], places: Gazetteer) -> None:
    finder = gather(*(listing(f"line-{n}", kind="crisis_line") for n in range(20)))
    assert len(finder.turn(places.resolve("US"), MONDAY).crisis_lines) == CRISIS_LINES == 8


def test_crisis_lines_of_the_real_directory_serve_the_state(bundled: Finder, places: Gazetteer) -> None:
    lines = bundled.turn(places.resolve("Ohio"), MONDAY).crisis_lines
    assert lines[0].listing.contacts[0].value == "988"
    assert all({"US-OH", "US", "worldwide"} & {*line.listing.serves} for line in lines)


def test_codes_are_counted_among_what_the_filters_let_through(finder: Finder) -> None:
    assert finder.counts("kind", Filters(topics=("crisis",)), MONDAY) == {"crisis_line": 2}


def test_closed_listings_are_not_counted(finder: Finder) -> None:
    assert finder.counts("kind", EVERYTHING, MONDAY)["warmline"] == 2


def test_a_name_is_shown_with_and_without_its_spaces(finder: Finder) -> None:
    assert ids(finder.show("harbourlifeline", MONDAY)) == ids(finder.show("Harbour  Lifeline!", MONDAY))


def test_a_language_that_no_listing_has_is_not_understood(gather: Callable[..., Finder]) -> None:
    finder = gather(listing("a", languages=["en"]), listing("b", languages=["es"]))
    assert finder.search("help in spanish", EVERYTHING, 5, MONDAY).understood.languages == ("es",)
    assert finder.search("help in icelandic", EVERYTHING, 5, MONDAY).understood.languages == ()


def test_a_name_in_the_directory_may_be_unwanted(gather: Callable[..., Finder]) -> None:
    finder = gather(listing("zebra", name="Zebra"), listing("other"))
    assert finder.search("help not zebra", EVERYTHING, 5, MONDAY).understood.unwanted == ("zebra",)


def test_the_place_of_the_user_decides_between_places_of_one_name(finder: Finder, places: Gazetteer) -> None:
    assert finder.read("georgia", MONDAY, places.resolve("US")).understood.place == ("US-GA",)
    assert finder.read("georgia", MONDAY).understood.place == ("GE",)


def test_a_result_tells_when_a_group_next_meets(finder: Finder) -> None:
    (result,) = finder.show("old-soldiers", MONDAY)
    assert result.next_meeting is not None
    assert result.next_meeting.isoformat() == "2026-11-24T18:00:00-06:00"


def test_a_group_is_told_to_meet_at_the_time_asked_for(finder: Finder) -> None:
    results = finder.search("veterans group next tuesday evening", EVERYTHING, 5, MONDAY).results
    assert f"{results[0].next_meeting:%a %H}" == "Tue 18"


def test_what_is_no_group_does_not_meet(finder: Finder) -> None:
    assert [result.next_meeting for result in finder.show("aunty-line", MONDAY)] == [None]


def test_a_query_that_was_understood_tells_so(finder: Finder) -> None:
    read = finder.search("warmline in Ohio tonight, not religious", EVERYTHING, 5, MONDAY).understood
    assert (read.kinds, read.place, read.unwanted) == (("warmline",), ("US-OH",), ("religious",))
    assert read.open_at is not None


@pytest.mark.parametrize("query", ["i want to die", "kill myself", "unalive myself", "he is going to kill me"])
def test_without_a_place_who_is_in_danger_is_led_to_the_lines_of_any_country(bundled: Finder, query: str) -> None:
    answer = bundled.search(query, EVERYTHING, 5, MONDAY)
    assert answer.turn is not None
    assert ids(answer.turn.crisis_lines) == ["find-a-helpline"]
    assert answer.results[0].listing.id == "find-a-helpline"


def test_the_words_of_danger_are_no_names(bundled: Finder) -> None:
    named = ids(bundled.search("i want to die", EVERYTHING, 20, MONDAY).results[:5])
    assert not {"ch-die-dargebotene-hand", "li-dargebotene-hand"} & {*named}


def test_above_the_results_stand_few_lines_that_fit(bundled: Finder, places: Gazetteer) -> None:
    ohio = Filters(place=places.resolve("Ohio"))
    for query, first in [("suicidal", "suicide-and-crisis-lifeline"), ("he is going to kill me", "national-domestic")]:
        answer = bundled.search(query, ohio, 5, MONDAY)
        assert answer.turn is not None
        told = ids(answer.turn.crisis_lines)
        assert told[0].startswith(first)
        assert len(told) in {2, 3, 4}
        assert not {*told} & {*ids(answer.below)}


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("mi marido me pega", "national-domestic-violence-hotline", "nisa-helpline"),
        ("my partner hits me, I am a mother", "national-domestic-violence-hotline", "postpartum-support-international"),
        ("muslim woman whose husband beats her", "nisa-helpline", "national-domestic-violence-hotline"),
    ],
)
def test_what_is_for_a_group_that_was_not_named_comes_later(
    bundled: Finder, places: Gazetteer, query: str, before: str, after: str
) -> None:
    given = ids(bundled.search(query, Filters(place=places.resolve("US")), 40, MONDAY).results)
    assert given.index(before) < given.index(after)


@pytest.mark.parametrize("query", ["suicide loss group", "my brother died by suicide", "mi hermano se suicidó"])
def test_who_lost_somebody_to_suicide_finds_what_is_for_that(bundled: Finder, places: Gazetteer, query: str) -> None:
    answer = bundled.search(query, Filters(place=places.resolve("US")), 5, MONDAY)
    assert not answer.urgent
    assert {"survivor-day", "alliance-of-hope", "afsp-healing-conversations"} <= {*ids(answer.results)}


@pytest.mark.parametrize(
    ("query", "slip"), [("j ai envi de mourir", "envie"), ("suicidel thoughts tonight", "suicidel")]
)
def test_what_a_feed_misspells_hides_no_danger(gather: Callable[..., Finder], query: str, slip: str) -> None:
    misspelt = gather(listing("badly-typed", name=f"House of {slip}", summary=f"{slip} {slip}"), fed=True)
    assert misspelt.urgent(query, MONDAY)


def places_of(service: str, name: str, count: int) -> list[Listing]:
    """Return the listings of a service at so many places, each a degree further north."""
    ids_ = [service, *(part_id(service, str(n)) for n in range(1, count))]
    return [
        listing(
            id_, name=name, kind="peer_center", summary="Peers meet over tea.", place={"lat": 40.0 + n, "lon": -82.0}
        )
        for n, id_ in enumerate(ids_)
    ]


def test_a_service_with_many_places_leaves_room_for_others_and_loses_none(gather: Callable[..., Finder]) -> None:
    held = [*places_of("hsds-oh-1", "Tea House", 8), *places_of("hsds-oh-2", "Warm Kitchen", 3)]
    finder = gather(*held)
    few, every = (finder.search("peer center", EVERYTHING, limit, MONDAY).results for limit in (4, 100))
    assert {service_of(id_) for id_ in ids(few)[:2]} == {"hsds-oh-1", "hsds-oh-2"}
    assert sorted(ids(every)) == sorted(one.id for one in held)


def test_the_places_of_a_name_stand_together_and_the_nearest_first(gather: Callable[..., Finder]) -> None:
    finder = gather(*places_of("hsds-oh-1", "Tea House", 4), *places_of("hsds-oh-2", "Warm Kitchen", 3))
    assert {service_of(id_) for id_ in found(finder, "tea house")[:4]} == {"hsds-oh-1"}
    north = Filters(near=Place(kind="point", code="", name="north", population=0, lat=43.0, lon=-82.0))
    assert [r.listing.place.lat for r in finder.search("tea house", north, 4, MONDAY).results if r.listing.place] == [
        43.0, 42.0, 41.0, 40.0,
    ]  # fmt: skip
