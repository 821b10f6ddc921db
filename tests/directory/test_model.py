import datetime as dt
import json

import pytest
from hypothesis import given

from peerfind.directory.model import Contact, Listing, Place, Source, as_data, listing_from
from tests.directory import examples

SOURCE = Source(url="https://a.example/", checked=dt.date(2026, 11, 22), how="page")
PLAIN = Listing(id="a", name="A", kind="warmline", summary="S.", serves=("US",), sources=(SOURCE,))


def test_data_holds_the_required_fields_and_what_differs_from_the_default() -> None:
    assert as_data(PLAIN) == {
        "id": "a",
        "name": "A",
        "kind": "warmline",
        "summary": "S.",
        "serves": ["US"],
        "sources": [{"url": "https://a.example/", "checked": "2026-11-22", "how": "page"}],
    }


def test_data_stands_in_the_canonical_order() -> None:
    held = as_data(PLAIN.replace(topics=("grief",), status="paused", cost="free"))
    assert [*held] == ["id", "name", "kind", "summary", "status", "serves", "topics", "cost", "sources"]


def test_false_and_zero_are_said_in_data() -> None:
    held = as_data(listing_from({**as_data(PLAIN), "peer_run": False, "anonymous": False, "age": {"min": 0}}))
    assert (held["peer_run"], held["anonymous"], held["age"]) == (False, False, {"min": 0})


def test_unknown_fields_stand_after_the_known_ones_in_data() -> None:
    held = as_data(PLAIN.replace(extra={"pets": ["dogs"]}))
    assert [*held][-2:] == ["sources", "pets"]
    assert held["pets"] == ["dogs"]


def test_unknown_fields_of_data_are_kept_as_extra() -> None:
    assert listing_from({**as_data(PLAIN), "pets": "dogs"}).extra == {"pets": "dogs"}


def test_a_field_named_extra_is_unknown_like_any_other() -> None:
    assert listing_from({**as_data(PLAIN), "extra": "x", "pets": "dogs"}).extra == {"extra": "x", "pets": "dogs"}


def test_dates_may_come_as_text_or_as_dates() -> None:
    held = {**as_data(PLAIN), "closed": dt.date(2025, 7, 17)}
    assert listing_from(held) == listing_from({**held, "closed": "2025-07-17"})


@given(examples.listings)
def test_a_listing_survives_json(listing: Listing) -> None:
    assert listing_from(json.loads(json.dumps(as_data(listing)))) == listing


@pytest.mark.parametrize(
    ("serves", "place", "country"),
    [
        (("US",), None, "US"),
        (("US-OH", "CA"), None, "US"),
        (("worldwide",), None, None),
        (("worldwide",), Place(region="NO-03"), "NO"),
        (("US",), Place(city="Oslo"), "US"),
    ],
)
def test_the_country_is_that_of_the_place_or_of_the_first_area(
    serves: tuple[str, ...], place: Place | None, country: str | None
) -> None:
    assert PLAIN.replace(serves=serves, place=place).country == country


def test_languages_of_single_contacts_follow_those_of_the_listing() -> None:
    spanish, both = (Contact(type="phone", value="988", languages=codes) for codes in (("es",), ("en", "es")))
    listing = PLAIN.replace(languages=("en",), contacts=(spanish, both))
    assert listing.languages_by_any_channel == ("en", "es")


def test_contacts_are_found_by_type_in_their_order() -> None:
    text, email, call = (
        Contact(type="sms", value="1"),
        Contact(type="email", value="2"),
        Contact(type="phone", value="3"),
    )
    assert [*PLAIN.replace(contacts=(text, email, call)).contacts_of("phone", "sms")] == [text, call]
