import pytest

from peerfind.directory.model import Contact
from peerfind.formats.exports.notes import facts, uri, way, when
from tests.formats.exports.examples import PLAIN, result_of, speaker


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        (Contact(type="phone", value="+18005550100"), "tel:+18005550100"),
        (Contact(type="phone", value="988", press="2"), "tel:988"),
        (Contact(type="phone", value="*4141"), "tel:*4141"),
        (Contact(type="sms", value="741741"), "sms:741741"),
        (Contact(type="sms", value="741741", keyword="HOME & more"), "sms:741741?body=HOME%20%26%20more"),
        (Contact(type="whatsapp", value="+447700900000"), "https://wa.me/447700900000"),
        (Contact(type="whatsapp", value="741741"), None),
        (Contact(type="whatsapp", value="https://wa.me/447700900000"), "https://wa.me/447700900000"),
        (Contact(type="email", value='a"b@a.example'), "mailto:a%22b@a.example"),
        (Contact(type="chat", value="https://a.example/chat"), "https://a.example/chat"),
        (Contact(type="chat", value="javascript:alert(1)"), None),
    ],
)
def test_an_address_to_tap_on(contact: Contact, address: str | None) -> None:
    assert uri(contact) == address


def test_a_way_tells_what_to_press_and_to_send() -> None:
    assert way(Contact(type="phone", value="988", press="2", languages=("es",)), speaker()) == (
        "Call 988 (then press 2; Spanish)"
    )
    assert way(Contact(type="sms", value="741741", keyword="HOME"), speaker()) == "Text HOME to 741741"


@pytest.mark.parametrize(
    ("hours", "zone", "note", "told"),
    [
        ("24/7", "Europe/Oslo", None, "day and night"),
        ("Mo 09:00-10:00", "Europe/Oslo", "not in July", "Mo 09:00-10:00 (Europe/Oslo); not in July"),
        (None, None, "evenings", "evenings"),
        (None, "Europe/Oslo", None, ""),
    ],
)
def test_hours_are_told_with_their_zone(hours: str, zone: str, note: str, told: str) -> None:
    assert when(PLAIN.replace(hours=hours, timezone=zone, hours_note=note), speaker()) == told


def test_only_what_is_known_is_told() -> None:
    assert [label for label, _ in facts(result_of(PLAIN), speaker())] == ["Serves", "Police", "Checked"]
