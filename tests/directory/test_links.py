import pytest

from peerfind.directory.links import link_of
from peerfind.directory.model import Contact


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        (Contact(type="phone", value="+18005550100", say="800-555-0100"), "tel:+18005550100"),
        (Contact(type="phone", value="988", press="2"), "tel:988"),
        (Contact(type="phone", value="*4141"), "tel:*4141"),
        (Contact(type="sms", value="741741"), "sms:741741"),
        (Contact(type="sms", value="741741", keyword="HOME"), "sms:741741?body=HOME"),
        (Contact(type="sms", value="741741", keyword="HOME & more"), "sms:741741?body=HOME%20%26%20more"),
        (Contact(type="whatsapp", value="+447700900000"), "https://wa.me/447700900000"),
        (Contact(type="whatsapp", value="741741"), None),
        (Contact(type="whatsapp", value="https://wa.me/447700900000"), "https://wa.me/447700900000"),
        (Contact(type="videophone", value="https://a.example/v"), "https://a.example/v"),
        (Contact(type="email", value="help+us@a.example"), "mailto:help+us@a.example"),
        (Contact(type="email", value='a"b@a.example'), "mailto:a%22b@a.example"),
        (Contact(type="chat", value="https://a.example/chat"), "https://a.example/chat"),
        (Contact(type="chat", value="javascript:alert(1)"), None),
        (Contact(type="app", value="Some App"), None),
    ],
)
def test_every_way_to_reach_a_service_has_its_link(contact: Contact, link: str | None) -> None:
    assert link_of(contact) == link
