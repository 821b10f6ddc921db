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


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("rape", "Grape Growers"),
        ("988", "Class of 1988 Alumni"),
        ("trans", "Transport Workers"),
        ("gay", "Gayle's Group"),
        ("aa", "AAA Auto Club"),
        ("ed", "Ed's Place"),
        ("ptsd", "PTSA Parents"),
        ("bpd", "BPDA Brokers"),
        ("ocd", "OCDE Reports"),
    ],
)
def test_a_word_never_finds_names_that_only_look_like_it(gather: Gather, query: str, name: str) -> None:
    assert found(gather(listing("other", name=name)), query) == []


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("rape", {"topics": ["sexual-assault"]}),
        ("trans", {"audiences": ["trans"]}),
        ("gay", {"audiences": ["lgbtq"]}),
        ("ocd", {"topics": ["ocd"]}),
        ("988", {"contacts": [{"type": "phone", "value": "988"}]}),
    ],
)
def test_what_was_meant_is_found_beside_a_hundred_others(gather: Gather, query: str, fields: dict[str, Any]) -> None:
    others = [listing(f"other-{n}", name=f"{query}x number {n}", summary=f"Of {query}y.") for n in range(100)]
    assert found(gather(*others, listing("meant", name="Hope", **fields)), query) == ["meant"]


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
    others = [listing(f"other-{n}") for n in range(30)]
    meant = listing("meant", name="Hope", topics=["grief"])
    finder = gather(*others, listing("word", name="A Grief Observed"), meant)
    assert found(finder, "help with grief") == ["meant", "word"]
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
    finder = gather(listing("some", audiences=["farmers"]), listing("all"))
    assert found(finder, "plain service") == ["all", "some"]
    assert found(finder, "plain service for farmers")[0] == "some"


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


@pytest.mark.parametrize("query", ["", "support", "veterans", "grief group ohio", "someone to talk to", "suicidal"])
def test_the_order_is_the_same_every_time(bundled: Finder, query: str) -> None:
    runs = [[(r.listing.id, r.score) for r in bundled.search(query, EVERYTHING, 50, MONDAY).results] for _ in range(5)]
    assert all(run == runs[0] for run in runs)
    assert len(runs[0]) > 5


def test_a_smaller_limit_gives_the_start_of_the_same_order(bundled: Finder) -> None:
    many = bundled.search("veterans", EVERYTHING, 30, MONDAY).results
    assert ids(bundled.search("veterans", EVERYTHING, 7, MONDAY).results) == ids(many)[:7]


def test_the_order_does_not_depend_on_the_order_of_building(gather: Gather) -> None:
    kinds = ["crisis_line", "warmline", "support_group", "training", "app"]
    held = [listing(f"l-{n}", kind=kinds[n % 5], serves=["US" if n % 3 else "US-OH"]) for n in range(40)]
    one, other = gather(*held), gather(*held[::-1])
    for query in ("plain service", "warmline in ohio", "someone to talk to"):
        scores = [[r.score for r in finder.search(query, EVERYTHING, 40, MONDAY).results] for finder in (one, other)]
        assert scores[0] == scores[1]


@pytest.mark.parametrize("query", ["warmline in ohio", "plain service", ""])
def test_two_builds_of_the_same_listings_give_the_same_order(gather: Gather, query: str) -> None:
    held = [listing(f"l-{n}", kind="warmline" if n % 2 else "helpline") for n in range(40)]
    answers = [gather(*held).search(query, EVERYTHING, 40, MONDAY) for _ in range(2)]
    assert answers[0] == answers[1]


def test_kinds_that_serve_the_same_need_follow_the_kind_asked_for(gather: Gather) -> None:
    kinds = ["support_group", "helpline", "training", "warmline", "crisis_line"]
    finder = gather(*(listing(f"a-{kind.replace('_', '-')}", kind=kind, name="Plain") for kind in kinds))
    order = found(finder, "some warmline")
    assert order[0] == "a-warmline"
    assert {*order[1:3]} == {"a-helpline", "a-crisis-line"}


def test_what_has_all_that_was_asked_comes_before_what_lacks_some(gather: Gather) -> None:
    finder = gather(
        listing("neither", summary="A group about grief for veterans in name only."),
        listing("topic", topics=["grief"]),
        listing("both", topics=["grief"], audiences=["veterans"]),
        listing("audience", audiences=["veterans"]),
    )
    order = found(finder, "grief help for veterans")
    assert order[0] == "both"
    assert {*order[1:3]} == {"topic", "audience"}


def test_the_place_in_the_words_is_asked_for_and_others_are_marked(gather: Gather) -> None:
    finder = gather(
        listing("tx", kind="warmline", serves=["US-TX"]),
        listing("us", kind="warmline"),
        listing("oh", kind="warmline", serves=["US-OH"]),
        listing("world", kind="warmline", serves=["worldwide"]),
    )
    results = finder.search("warmline in Ohio", EVERYTHING, 9, MONDAY).results
    assert [(result.listing.id, result.lacks) for result in results] == [
        ("oh", ()),
        ("us", ()),
        ("world", ()),
        ("tx", ("place",)),
    ]


def test_the_language_in_the_words_is_asked_for_and_others_are_marked(gather: Gather) -> None:
    finder = gather(
        listing("en", kind="warmline", languages=["en"]),
        listing("mx", kind="warmline", languages=["es-MX"]),
        listing("phone", kind="warmline", contacts=[{"type": "phone", "value": "988", "languages": ["es"]}]),
    )
    results = finder.search("warmline in Spanish", EVERYTHING, 9, MONDAY).results
    assert {result.listing.id: result.lacks for result in results[:2]} == {"mx": (), "phone": ()}
    assert [result.lacks for result in results[2:]] == [("languages",)]


def test_what_filters_ask_for_is_never_marked_as_lacking(gather: Gather, places: Gazetteer) -> None:
    (result,) = gather(listing("a", serves=["US"])).search("", Filters(place=places.resolve("Ohio")), 9, MONDAY).results
    assert result.lacks == ()


def test_a_part_of_a_country_that_was_asked_for_lacks_nothing(gather: Gather) -> None:
    results = gather(listing("oh", serves=["US-OH"])).search("plain service usa", EVERYTHING, 9, MONDAY).results
    assert [result.lacks for result in results] == [()]


@pytest.mark.parametrize(
    ("query", "unwanted"),
    [
        ("grief group not religious", {"topics": ["grief", "spirituality"]}),
        ("grief group without Zebra", {"topics": ["grief"], "name": "Zebra"}),
        ("grief group not for veterans", {"topics": ["grief"], "audiences": ["veterans"]}),
    ],
)
def test_what_is_unwanted_does_not_come_first(gather: Gather, query: str, unwanted: dict[str, Any]) -> None:
    group = {"kind": "support_group"}
    finder = gather(listing("unwanted", **group, **unwanted), listing("wanted", **group, topics=["grief"]))
    assert found(finder, query)[0] == "wanted"


def test_who_does_not_want_to_call_still_finds_a_line_that_can_be_texted(gather: Gather) -> None:
    both = [{"type": "phone", "value": "988"}, {"type": "sms", "value": "988"}]
    finder = gather(listing("both", contacts=both), listing("phone", contacts=both[:1]))
    assert found(finder, "text not phone") == ["both"]


def test_a_name_is_unwanted_and_not_what_was_asked_for_beside_it(gather: Gather) -> None:
    group = {"kind": "support_group"}
    finder = gather(
        listing("aa", name="AA", topics=["substance-use"], **group),
        listing("sober", topics=["substance-use"], **group),
        listing("other", topics=["grief"], **group),
    )
    assert found(finder, "recovery group not AA")[0] == "sober"


@pytest.mark.parametrize(
    ("query", "first"),
    [("call 988 now", "short"), ("is 741741 real", "sms"), ("what is +1 800 555 0100 please", "full")],
)
def test_a_number_among_words_finds_its_listing(gather: Gather, query: str, first: str) -> None:
    finder = gather(
        listing("other", summary="A real line to call now."),
        listing("short", contacts=[{"type": "phone", "value": "988"}]),
        listing("sms", contacts=[{"type": "sms", "value": "741741"}]),
        listing("full", contacts=[{"type": "phone", "value": "+18005550100"}]),
    )
    assert found(finder, query)[0] == first


def test_a_rarer_word_that_was_not_understood_still_orders_what_fits(gather: Gather) -> None:
    finder = gather(listing("plain", topics=["grief"]), listing("owls", topics=["grief"], summary="With owls."))
    assert found(finder, "grief group with owls")[0] == "owls"


def test_words_that_tell_of_the_same_things_are_found(gather: Gather) -> None:
    finder = gather(listing("other"), listing("flood", summary="After a flood."))
    assert found(finder, "hurricane") == ["flood"]


def test_a_literal_query_finds_its_words_only(gather: Gather) -> None:
    finder = gather(listing("topic", topics=["grief"]), listing("word", summary="Good grief."))
    answer = finder.search("grief", EVERYTHING, 9, MONDAY, literal=True)
    assert ids(answer.results)[0] == "word"
    assert answer.understood.topics == ()


def test_what_is_open_when_it_is_asked_for_comes_first(gather: Gather) -> None:
    held = {"kind": "support_group", "timezone": "UTC"}
    finder = gather(
        listing("monday", hours="Mo 18:00-19:00", **held),
        listing("unknown", **held),
        listing("tuesday", hours="Tu 18:00-19:00", **held),
    )
    assert found(finder, "group tuesday evening")[0] == "tuesday"


def test_groups_at_the_time_asked_for_come_by_their_next_meeting(gather: Gather) -> None:
    hours = {"late": "Tu 20:00-21:00", "early": "Tu 17:30-19:00", "middle": "Tu 19:00-20:00"}
    held = {"kind": "support_group", "timezone": "UTC"}
    finder = gather(*(listing(id_, hours=text, **held) for id_, text in hours.items()))
    results = finder.search("group tuesday evening", EVERYTHING, 9, MONDAY).results
    assert ids(results) == ["early", "middle", "late"]
    assert [f"{r.next_meeting:%a %H:%M}" for r in results] == ["Tue 17:30", "Tue 19:00", "Tue 20:00"]


def test_what_is_always_open_is_open_at_any_time_asked_for(gather: Gather) -> None:
    finder = gather(listing("shut", hours="Mo 09:00-10:00", timezone="UTC"), listing("always", hours="24/7"))
    assert found(finder, "helpline at 3am")[0] == "always"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("harbour lifeline", "this is its name"),
        ("988", "this is its number"),
        ("crisis line", "crisis line"),
        ("warmline in ohio", "warmline"),
        ("warmline in ohio", "serves Ohio"),
        ("msaada simu", 'has "msaada"'),
        ("msaada simu", "all the words are in its name"),
    ],
)
def test_the_reasons_say_what_a_listing_has(finder: Finder, query: str, why: str) -> None:
    result = finder.search(query, EVERYTHING, 5, MONDAY, explain=True).results[0]
    assert why in [reason.why for reason in result.reasons]


@pytest.mark.parametrize("query", ["grief group for veterans in ohio tonight", "suicidal", "harbour", "he drinks", ""])
def test_every_reason_has_words_and_points_the_most_first(bundled: Finder, query: str) -> None:
    for result in bundled.search(query, EVERYTHING, 10, MONDAY, explain=True).results:
        points = [reason.points for reason in result.reasons]
        assert all(reason.why.strip() for reason in result.reasons)
        assert all(points)
        assert points == sorted(points, reverse=True)


@pytest.mark.parametrize("query", ["anxiety warmline in ohio", "veterans in canada", "kenya crisis line"])
def test_a_reason_is_true_of_its_listing(finder: Finder, query: str) -> None:
    labels, told = finder.vocabulary.labels, 0
    akin = finder.vocabulary.akin
    for result in finder.search(query, EVERYTHING, 9, MONDAY, explain=True).results:
        held = result.listing
        codes = {"topics": held.topics, "audiences": held.audiences, "kinds": (held.kind,)}
        for table, of_it in codes.items():
            others = {code: names["en"].lower() for code, names in labels[table].items() if code not in of_it}
            wrong = {name for code, name in others.items() if held.kind not in akin.get(code, ())}
            assert not {reason.why.lower() for reason in result.reasons} & wrong
        told += len(result.reasons)
    assert told


def test_a_kind_that_serves_the_same_need_has_a_reason(gather: Gather) -> None:
    (result,) = gather(listing("a", kind="crisis_line")).search("warmline", EVERYTHING, 5, MONDAY, explain=True).results
    assert result.score > 0
    assert result.reasons


def test_without_being_asked_nothing_is_explained(finder: Finder) -> None:
    assert all(result.reasons == () for result in finder.search("warmline", EVERYTHING, 5, MONDAY).results)
