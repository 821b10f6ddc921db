"""What somebody who adds a listing is asked."""

import pytest

from peerfind.curation.dialling import as_dialled_from
from peerfind.curation.questions import ask_for_listing, slug
from tests.directory.examples import CODES


def asked(*answers: str) -> tuple[dict[str, object], list[str]]:
    """Return the listing that comes of the answers, and what was told between."""
    given, told = iter(answers), list[str]()
    data = ask_for_listing(lambda *_: next(given), told.append, CODES, "2026-11-23")
    assert next(given, None) is None
    return data, told


AT_LEAST = ("Night Owl", "support_group", "US", "Peers listen.")
NOTHING_MORE = [""] * 8
SOURCE = ("https://a.example/", "page")


def test_the_least_that_is_needed_makes_a_listing() -> None:
    data, told = asked(*AT_LEAST, "", *NOTHING_MORE, *SOURCE)
    assert told == []
    assert data == {
        "name": "Night Owl",
        "kind": "support_group",
        "serves": ["US"],
        "summary": "Peers listen.",
        "id": "night-owl",
        "contacts": [],
        "sources": [{"url": "https://a.example/", "checked": "2026-11-23", "how": "page"}],
    }


def test_an_answer_that_is_wrong_is_asked_for_again_with_what_to_write() -> None:
    answers = ("Night Owl", "suport_group", "support_group", "US-OX", "US-OH, US", "", "Peers listen.")
    data, told = asked(*answers, "", "Mo-Fr 9-5", "24/7", *[""] * 7, "a example", "a.example", "phoned", "page")
    assert (data["serves"], data["hours"]) == (["US-OH", "US"], "24/7")
    assert told[0] == "  kind: 'suport_group' is not known: did you mean support_group?"
    assert "places" not in told[1]
    assert "write hours such as" in told[3]
    assert "is not one of call, reply, page, copy, list" in told[5]


def test_a_zone_is_asked_for_where_hours_need_one_and_police_where_they_may_come() -> None:
    answers = ("Night Owl", "warmline", "US", "Peers listen.", "")
    data, _ = asked(*answers, "Mo 09:00-17:00", "America/New_York", *[""] * 7, "last-resort", *SOURCE)
    assert (data["timezone"], data["dispatch"]) == ("America/New_York", "last-resort")


def test_yes_and_an_address_without_its_beginning_are_taken() -> None:
    data, told = asked(*AT_LEAST, "", *[""] * 5, "yes", "", "prairie.example.ca", "prairie.example.ca/about", "page")
    assert told == []
    assert (data["peer_run"], data["url"]) == ("true", "https://prairie.example.ca")
    (source,) = data["sources"]  # type: ignore[misc]
    assert source["url"] == "https://prairie.example.ca/about"


def test_the_way_is_guessed_and_a_wrong_answer_keeps_the_number() -> None:
    contacts = ("877-555-0116", "telephon", "", "help@a.example", "", "a.example/chat", "", "")
    data, told = asked(*AT_LEAST, *contacts, *NOTHING_MORE, *SOURCE)
    assert [contact["type"] for contact in data["contacts"]] == ["phone", "email", "web"]  # type: ignore[attr-defined]
    assert told[0].startswith("  Write one of phone, sms")


def test_numbers_are_stored_as_they_are_dialled() -> None:
    numbers = ("(877) 555-0116", "phone", "741741", "sms", "HOME", "https://a.example/chat", "chat", "")
    data, told = asked(*AT_LEAST, *numbers, *NOTHING_MORE, *SOURCE)
    assert data["contacts"] == [
        {"type": "phone", "value": "+18775550116", "say": "(877) 555-0116"},
        {"type": "sms", "value": "741741", "keyword": "HOME"},
        {"type": "chat", "value": "https://a.example/chat"},
    ]
    assert told == ["  Stored as it is dialled: +18775550116"]


def test_what_is_no_number_is_asked_for_again() -> None:
    data, told = asked(*AT_LEAST, "call us", "phone", "", *NOTHING_MORE, *SOURCE)
    assert data["contacts"] == []
    assert "'call us' is not a number as dialled" in told[0]


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("988", "US", "988"),
        ("116 123", "GB", "116123"),
        ("0345 790 9090", "GB", "+443457909090"),
        ("+44 345 790 9090", "US", "+443457909090"),
        ("1-800-273-TALK", "US", "+18002738255"),
        ("13 11 14", "AU", "131114"),
        ("12", "US", "12"),
        ("nothing", "US", "nothing"),
    ],
)
def test_a_number_is_read_as_people_of_a_country_write_it(text: str, country: str, value: str) -> None:
    assert as_dialled_from(text, country)["value"] == value


def test_an_id_is_made_of_the_name() -> None:
    assert slug("Línea de Ayuda: ¡Hoy!") == "linea-de-ayuda-hoy"
