import re
from typing import Any

import vobject
from hypothesis import HealthCheck, given, settings

from peerfind.directory.model import Contact, Listing, Place
from peerfind.formats.exports import vcard
from tests.directory.examples import listings
from tests.formats.exports.examples import PLAIN, export_of, properties, unescaped, unfolded

NUMBERS = (
    Contact(type="phone", value="+18005550100", press="2"),
    Contact(type="phone", value="988"),
    Contact(type="sms", value="741741", keyword="HOME"),
)


def card(**fields: object) -> list[str]:
    return unfolded(vcard.render(export_of(PLAIN.replace(**fields))))


def parsed(text: str) -> list[Any]:
    """Return the cards as a library reads them; it knows version 3, whose syntax is the same."""
    return [*vobject.readComponents(text.replace("VERSION:4.0", "VERSION:3.0"))]


def test_a_library_reads_the_cards() -> None:
    held = [PLAIN.replace(contacts=NUMBERS), PLAIN.replace(id="other", name="Línea, noche; día")]
    first, second = parsed(vcard.render(export_of(*held)))
    assert [tel.value for tel in first.tel_list] == ["tel:+18005550100", "988", "741741"]
    assert [label.value for label in first.contents["x-ablabel"]] == ["Call, then press 2", "Call", "Text HOME"]
    assert (first.fn.value, second.fn.value) == ("Night Owl", "Línea, noche; día")
    assert "Checked: read on the provider's or a government's page 22 Nov 2026; not dialled" in first.note.value


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(listings)
def test_a_library_reads_any_card(listing: Listing) -> None:
    (held,) = parsed(vcard.render(export_of(listing)))
    numbers = [c.value for c in listing.contacts if c.type in ("phone", "sms")]
    assert [tel.value.removeprefix("tel:") for tel in held.contents.get("tel", ())] == numbers
    assert held.fn.value == listing.name
    assert listing.id in held.note.value


def test_a_full_number_is_a_uri_and_a_short_code_a_text() -> None:
    assert [line for line in card(contacts=NUMBERS) if "TEL" in line] == [
        "item1.TEL;VALUE=uri;TYPE=voice;PREF=1:tel:+18005550100",
        "item2.TEL;VALUE=text;TYPE=voice;PREF=2:988",
        "item3.TEL;VALUE=text;TYPE=text;PREF=3:741741",
    ]


def test_other_ways_have_properties_of_their_own() -> None:
    contacts = (
        Contact(type="email", value="a@a.example"),
        Contact(type="chat", value="https://a.example/c;x,y"),
        Contact(type="whatsapp", value="+447700900000"),
        Contact(type="videophone", value="+18005550100"),
    )
    named = [line for line in card(contacts=contacts, url="https://a.example/") if "ABLabel" not in line]
    assert named[7:12] == [
        "item1.EMAIL;PREF=1:a@a.example",
        "item2.URL;PREF=2:https://a.example/c;x,y",
        "item3.IMPP;PREF=3:https://wa.me/447700900000",
        "item4.TEL;VALUE=uri;TYPE=video;PREF=4:tel:+18005550100",
        "URL:https://a.example/",
    ]


def test_a_card_tells_who_it_is_in_version_4() -> None:
    held = card(organization="Owls, Inc.", aliases=("Owl", "Hoot"), languages=("en", "es"), topics=("grief",))
    assert held[:10] == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        held[3],
        "FN:Night Owl",
        "ORG:Owls\\, Inc.",
        "NICKNAME:Owl,Hoot",
        "CATEGORIES:Warmline,Grief and loss",
        "LANG;PREF=1:en",
        "LANG;PREF=2:es",
    ]
    assert re.fullmatch(r"UID:urn:uuid:[0-9a-f-]{36}", held[3])
    assert held[3] == card()[3]


def test_a_place_is_an_address_and_a_point() -> None:
    place = Place(address="1 Main St", city="Akron", region="US-OH", postcode="44308", lat=41.08, lon=-81.52)
    held = dict(properties(vcard.render(export_of(PLAIN.replace(place=place)))))
    assert held["ADR"] == ";;1 Main St;Akron;OH;44308;United States"
    assert held["GEO"] == "geo:41.08,-81.52"


def test_long_lines_are_folded_between_characters() -> None:
    made = vcard.render(export_of(PLAIN.replace(summary="é危🙂" * 60)))
    lines = made.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert "é危🙂" * 60 in unescaped(dict(properties(made))["NOTE"])


def test_an_alert_comes_before_all_else() -> None:
    (note,) = [line for line in card(alert="Closed on Sundays from June.") if line.startswith("NOTE:")]
    assert note.startswith("NOTE:ALERT: Closed on Sundays from June.\\n")
