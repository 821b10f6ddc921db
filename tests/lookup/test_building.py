from collections.abc import Callable
from typing import Any

import pytest

from peerfind.lookup.building import CHECKED, FOR_EVERYONE, SUITED, Indexer, preference
from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Gazetteer
from tests.lookup.examples import MONDAY, found, listing

Codes = Callable[..., set[str]]


@pytest.fixture(scope="module")
def codes(gather: Callable[..., Finder]) -> Codes:
    """Return a function that gives the codes of an index field for one listing."""

    def of(field: str, **fields: Any) -> set[str]:
        return {*gather(listing("a-line", **fields)).index.counts(field)}

    return of


def test_the_whole_record_comes_back_as_it_went_in(gather: Callable[..., Finder]) -> None:
    held = listing(
        "a-line", aliases=["Línea"], contacts=[{"type": "sms", "value": "741741", "keyword": "HOME"}], new=["x"]
    )
    assert gather(held).show("a-line", MONDAY)[0].listing == held


def test_titles_are_names_and_the_id_without_spaces(codes: Codes) -> None:
    assert codes("title", name="Línea Uno", aliases=["AL"]) == {"lineauno", "al", "aline"}


@pytest.mark.parametrize(
    ("contacts", "numbers"),
    [
        ([{"type": "phone", "value": "+18005550100"}], {"18005550100"}),
        ([{"type": "sms", "value": "741741"}], {"741741"}),
        ([{"type": "phone", "value": "131114", "say": "13 11 14"}], {"131114"}),
        ([{"type": "phone", "value": "+61491570006", "say": "0491 570 006"}], {"61491570006", "0491570006"}),
        ([{"type": "phone", "value": "+18005550100"}, {"type": "sms", "value": "8005550100"}], {"18005550100"}),
        ([{"type": "phone", "value": "988"}, {"type": "phone", "value": "+18005550988"}], {"988", "18005550988"}),
    ],
)
def test_numbers_are_held_from_their_last_digit_on(codes: Codes, contacts: list[Any], numbers: set[str]) -> None:
    assert {number[::-1] for number in codes("number", contacts=contacts)} == numbers


def test_a_web_address_with_digits_is_no_number(codes: Codes) -> None:
    assert codes("number", contacts=[{"type": "chat", "value": "https://a.example/1234567"}]) == set()


def test_a_regional_language_is_also_its_base_language(codes: Codes) -> None:
    assert codes("languages", languages=["es-MX"]) == {"es", "es-MX"}


def test_a_contacts_own_languages_count(codes: Codes) -> None:
    contacts = [{"type": "phone", "value": "988", "languages": ["vi"]}]
    assert codes("languages", languages=["en"], contacts=contacts) == {"en", "vi"}


@pytest.mark.parametrize(
    ("fields", "settings"),
    [
        ({"setting": "hybrid"}, {"in_person", "online", "hybrid"}),
        ({"setting": "online", "place": {"city": "Lima"}}, {"online"}),
        ({"place": {"city": "Lima"}}, {"in_person"}),
        ({"contacts": [{"type": "chat", "value": "https://a.example/"}]}, {"online"}),
        (
            {"place": {"city": "Lima"}, "contacts": [{"type": "email", "value": "a@a.example"}]},
            {"in_person", "online"},
        ),
        ({"contacts": [{"type": "phone", "value": "988"}]}, set()),
    ],
)
def test_the_setting_is_as_said_or_follows_from_contacts_and_place(
    codes: Codes, fields: dict[str, Any], settings: set[str]
) -> None:
    assert codes("settings", **fields) == settings


@pytest.mark.parametrize(
    ("field", "fields", "held"),
    [
        ("audiences", {}, {"everyone"}),
        ("audiences", {"audiences": ["youth"]}, {"youth"}),
        ("dispatch", {}, {"unknown"}),
        ("peer_run", {}, set()),
        ("peer_run", {"peer_run": False}, {"false"}),
        ("peer_run", {"peer_run": "mixed"}, {"mixed"}),
        ("anonymous", {"anonymous": True}, {"true"}),
        ("costs", {}, set()),
        ("within", {"serves": ["US-OH", "CA"]}, {"US-OH", "US", "CA"}),
        ("serves", {"serves": ["US-OH", "CA"]}, {"US-OH", "CA"}),
        ("status", {"status": "paused"}, {"paused"}),
        ("open", {}, set()),
        ("open", {"hours": "24/7"}, {"always"}),
        ("open", {"hours": "Tu 18:00-19:30"}, {"tu", "tu18", "tu19"}),
        (
            "open",
            {"hours": "Tu 18:00-19:00", "contacts": [{"type": "sms", "value": "988", "hours": "24/7"}]},
            {"always"},
        ),
        (
            "open",
            {"contacts": [{"type": "sms", "value": "988", "hours": h} for h in ("Mo 09:00-10:00", "Tu 09:00-10:00")]},
            {"mo", "mo09", "tu", "tu09"},
        ),
        ("cells", {}, set()),
        ("cells", {"place": {"lat": 41.48, "lon": -81.7}}, {"0:414:2783", "1:82:556", "2:16:111"}),
    ],
)
def test_what_is_left_out_has_its_meaning(codes: Codes, field: str, fields: dict[str, Any], held: set[str]) -> None:
    assert codes(field, **fields) == held


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("zebra", {"summary": "A zebra."}),
        ("zebra", {"organization": "Zebra Trust"}),
        ("zebra", {"eligibility": "Zebras only"}),
        ("zebra", {"place": {"city": "Zebra"}}),
        ("zebra", {"aliases": ["Old Zebra"]}),
        ("cebra", {"translations": {"es": {"summary": "Una cebra."}}}),
        ("zebra", {"contacts": [{"type": "sms", "value": "741741", "keyword": "ZEBRA"}]}),
        ("zebra", {"training": {"certifying_body": "Zebra Board"}}),
        ("tuvalu", {"serves": ["TV"]}),
    ],
)
def test_a_listing_is_found_by_any_of_its_texts(
    gather: Callable[..., Finder], query: str, fields: dict[str, Any]
) -> None:
    assert found(gather(listing("other"), listing("a-line", **fields)), query) == ["a-line"]


def test_a_word_is_found_by_another_of_its_english_forms(gather: Callable[..., Finder]) -> None:
    assert found(gather(listing("a-line", summary="We were quilting.")), "quilts") == ["a-line"]


def test_an_index_of_nothing_finds_nothing(gather: Callable[..., Finder]) -> None:
    assert found(gather(), "warmline") == []


@pytest.mark.parametrize(
    ("place", "near"),
    [
        ({"lat": 1.0, "lon": 2.0, "postcode": "44113"}, (1.0, 2.0)),
        ({"postcode": "44113"}, (41.5, -81.7)),
        ({"postcode": "SW1A 1AA", "city": "Columbus", "region": "US-OH"}, (40.0, -83.0)),
        ({"city": "Columbus", "region": "US-OH"}, (40.0, -83.0)),
        ({"city": "Columbus", "region": "US-GA"}, (32.5, -84.9)),
    ],
)
def test_a_listing_is_at_its_own_point_or_in_the_middle_of_its_zip_code_or_town(
    gather: Callable[..., Finder], place: dict[str, Any], near: tuple[float, float]
) -> None:
    finder = gather(listing("a", place=place))
    (point,) = finder.index.points(finder.index.find(finder._ranker.one("id", "a"), 1)[1])
    assert point == pytest.approx(near, abs=0.1)


@pytest.mark.parametrize(
    "place", [{"city": "Columbus"}, {"region": "US-OH"}, {"city": "Lima", "region": "US-ZZ"}, None]
)
def test_a_listing_that_is_nowhere_in_particular_has_no_point(
    gather: Callable[..., Finder], place: dict[str, Any] | None
) -> None:
    finder = gather(listing("a", place=place) if place else listing("a"))
    assert finder.index.points(finder.index.find(finder._ranker.one("id", "a"), 1)[1]) == [None]


WEIGHTS = {"crisis_line": 1.0, "warmline": 0.9, "training": 0.0}


def preferred(**fields: Any) -> float:
    return preference(listing("a", **{"kind": "training", **fields}), WEIGHTS)


def test_a_kind_that_answers_most_is_preferred_to_what_is_for_everyone_and_that_to_what_was_checked() -> None:
    some, lists = {"audiences": ["veterans"]}, [{"url": "https://a.example/", "checked": "2026-11-01", "how": "list"}]
    calls = [{"url": "https://a.example/", "checked": "2026-11-01", "how": "call"}]
    suited = preferred(kind="crisis_line", sources=lists, **some)
    everyone = preferred(sources=lists)
    called = preferred(sources=calls, **some)
    assert suited > everyone > called > preferred(sources=lists, **some) >= 1.0


@pytest.mark.parametrize("kind", ["crisis_line", "warmline", "training", "unheard_of"])
@pytest.mark.parametrize("audiences", [[], ["veterans"]])
def test_a_preference_only_orders_what_fits_alike(kind: str, audiences: list[str]) -> None:
    assert 1.0 <= preferred(kind=kind, audiences=audiences) <= 1.0 + SUITED + FOR_EVERYONE + CHECKED


def test_words_are_counted_by_the_listings_that_have_them(places: Gazetteer) -> None:
    indexer = Indexer(places, {}, b"")
    for n in range(3):
        indexer.document("bundled", listing(f"l-{n}", name="Zebra Zebra", summary="Of stripes." if n else "Of owls."))
    assert (indexer.seen["zebra"], indexer.seen["stripes"], indexer.seen["owls"]) == (3, 2, 1)


def test_the_words_of_the_area_served_are_counted(places: Gazetteer) -> None:
    indexer = Indexer(places, {}, b"")
    indexer.document("bundled", listing("a", serves=["US-OH", "KE", "worldwide"]))
    assert {"ohio", "kenya"} <= {*indexer.seen}
    assert "worldwide" not in indexer.seen
