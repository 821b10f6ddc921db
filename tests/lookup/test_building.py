from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from peerfind.errors import DataError
from peerfind.lookup.building import documents, new_index
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


def test_titles_are_names_and_the_id_with_and_without_spaces(codes: Codes) -> None:
    titles = codes("title", name="Línea Uno", aliases=["AL"])
    assert titles == {"linea uno", "lineauno", "al", "a line", "aline"}


def test_a_number_is_indexed_by_its_tails_of_seven_digits_and_more(codes: Codes) -> None:
    numbers = codes("number", contacts=[{"type": "phone", "value": "+18005550100"}])
    assert numbers == {"18005550100", "8005550100", "005550100", "05550100", "5550100"}


def test_a_short_code_is_indexed_whole(codes: Codes) -> None:
    assert codes("number", contacts=[{"type": "sms", "value": "741741"}]) == {"741741"}


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
        ("how", {}, {"page"}),
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


def test_a_folder_that_is_not_there_is_a_fault_of_the_data(places: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the index can't be written"):
        new_index(documents([listing("a")], places, "bundled"), tmp_path / "missing")


def test_an_index_of_nothing_finds_nothing(gather: Callable[..., Finder]) -> None:
    assert found(gather(), "warmline") == []
