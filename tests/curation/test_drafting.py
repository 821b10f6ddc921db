"""Changes to a listing, from words on a command line."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.curation.drafting import apply, data_from_json, parse_assignment, typed
from peerfind.directory.model import Listing, as_data
from peerfind.errors import UsageError
from tests.directory.examples import CODES, listings

HELD: dict[str, Any] = {
    "id": "a",
    "topics": ["grief", "crisis"],
    "contacts": [{"type": "phone", "value": "988"}, {"type": "sms", "value": "988"}],
    "place": {"city": "Cleveland"},
}


def changed(*texts: str) -> dict[str, Any]:
    return apply(HELD, [parse_assignment(text) for text in texts])


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("hours=Mo-Fr 09:00-17:00", "hours", "Mo-Fr 09:00-17:00"),
        ("summary=Peers = listeners.", "summary", "Peers = listeners."),
        ("topics=grief, stress", "topics", ["grief", "stress"]),
        ("topics=[grief, stress]", "topics", ["grief", "stress"]),
        ("topics+=stress", "topics", ["grief", "crisis", "stress"]),
        ("topics+=grief", "topics", ["grief", "crisis"]),
        ("topics-=grief", "topics", ["crisis"]),
        ("place.city=Akron", "place", {"city": "Akron"}),
        ("place.postcode=01234", "place", {"city": "Cleveland", "postcode": "01234"}),
        ("translations.es.summary=Hola", "translations", {"es": {"summary": "Hola"}}),
        ("age={min: 18}", "age", {"min": "18"}),
        ("contacts[2].value=741741", "contacts", [HELD["contacts"][0], {"type": "sms", "value": "741741"}]),
        ("contacts-={type: sms}", "contacts", [HELD["contacts"][0]]),
        (
            'contacts+={type: sms, value: "0116123"}',
            "contacts",
            [*HELD["contacts"], {"type": "sms", "value": "0116123"}],
        ),
        ("contacts+=type: chat, value: x", "contacts", [*HELD["contacts"], {"type": "chat", "value": "x"}]),
    ],
)
def test_a_change_does_what_it_says(text: str, field: str, value: Any) -> None:
    assert changed(text)[field] == value


@pytest.mark.parametrize("text", ["place=", "place.city=", "topics=", "contacts=[]"])
def test_an_empty_value_takes_a_field_away(text: str) -> None:
    assert text.partition("=")[0].partition(".")[0] not in changed(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hours", "'hours' is not a change to a field"),
        ("hour=x", "'hour' is not a field"),
        ("contacts[1].valeu=988", "'valeu' is not a field"),
        ("contacts[0].value=988", "positions count from 1"),
        ("contacts[3].value=988", "no such place in the list; there are 2"),
        ("id=b", "an id is stable for ever"),
        ("hours+=x", "hours is no list"),
        ("topics-=stress", "there is no such topics"),
        ("contacts+={type", "nothing"),
    ],
)
def test_what_is_not_clear_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        changed(text)
    assert message in str(raised.value) or message == "nothing"


def test_a_misspelt_field_is_suggested() -> None:
    with pytest.raises(UsageError) as raised:
        changed("sumary=x")
    assert raised.value.hint == "Did you mean summary?"


@pytest.mark.parametrize("text", [b"[]", b"{", b"\xff", b'{"nmae": "x"}', b'{"extra": {}}'])
def test_json_that_is_no_listing_is_refused(text: bytes) -> None:
    with pytest.raises(UsageError):
        data_from_json(text)


@given(listing=listings)
def test_data_is_typed_as_a_file_would_be(listing: Listing) -> None:
    again = typed(as_data(listing), CODES).listing
    assert apply(as_data(again), []) == apply(as_data(listing), [])


@given(
    text=st.text(max_size=40)
    | st.from_regex(r"[a-z_]{1,9}(\[\d\])?(\.[a-z]{1,5})?[+-]?=[\[{a-z: ,\"']{0,9}", fullmatch=True)
)
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(UsageError):
        changed(text)


@pytest.mark.parametrize(
    "text",
    ["contacts=+18005550199", "contacts+=+18005550199", "sources+=2026-11-23", 'contacts+=["988"]', "contacts={}"],
)
def test_a_plain_value_never_takes_the_place_of_contacts_or_sources(text: str) -> None:
    with pytest.raises(UsageError, match="does not say what it is") as refused:
        parse_assignment(text)
    assert "To add one, write" in refused.value.hint
    assert "[1]." in refused.value.hint


def test_one_contact_never_takes_the_place_of_all_unless_it_is_meant() -> None:
    with pytest.raises(UsageError, match="would take the place of all contacts"):
        parse_assignment('contacts={type: phone, value: "988"}')
    assert changed('contacts=[{type: phone, value: "988"}]')["contacts"] == [HELD["contacts"][0]]


@pytest.mark.parametrize(
    ("change", "value", "say"),
    [
        ("contacts[1].value=+18007209617", "+18007209617", "1-800-720-9617"),
        ("contacts[1].value=1-800-720-9617", "+18007209617", "1-800-720-9617"),
        ("contacts[1].value=(800) 720-9617", "+18007209617", "(800) 720-9617"),
        ("contacts[1].value=988", "988", "1-800-720-9616"),  # check refuses it: the two do not agree
        ('contacts=[{type: phone, value: "800 720 9617"}]', "+18007209617", "800 720 9617"),
        ('contacts=[{type: phone, value: "800 720 9617", say: "800-720-9617"}]', "+18007209617", "800-720-9617"),
    ],
)
def test_a_number_is_taken_as_people_write_it(change: str, value: str, say: str) -> None:
    held = {"contacts": [{"type": "phone", "value": "+18007209616", "say": "1-800-720-9616"}], "serves": ["US-OH"]}
    assert apply(held, [parse_assignment(change)])["contacts"] == [{"type": "phone", "value": value, "say": say}]


def test_a_number_with_a_zero_before_it_keeps_its_spacing() -> None:
    held = {"contacts": [{"type": "phone", "value": "+443001233393", "say": "0300 123 3393"}], "serves": ["GB"]}
    change = parse_assignment("contacts[1].value=+443001233394")
    assert apply(held, [change])["contacts"][0]["say"] == "0300 123 3394"
