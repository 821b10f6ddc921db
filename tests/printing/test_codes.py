import pytest

from peerfind.directory.model import contact_from
from peerfind.printing.codes import code_of, link_of


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ({"type": "phone", "value": "988"}, "tel:988"),
        ({"type": "phone", "value": "+18005550100"}, "tel:+18005550100"),
        ({"type": "sms", "value": "741741", "keyword": "HELP ME"}, "sms:741741?body=HELP%20ME"),
        ({"type": "sms", "value": "741741"}, "sms:741741"),
        ({"type": "whatsapp", "value": "+18005550100"}, "https://wa.me/18005550100"),
        ({"type": "email", "value": "a@b.example"}, "mailto:a@b.example"),
        ({"type": "chat", "value": "https://b.example/chat"}, "https://b.example/chat"),
        ({"type": "videophone", "value": "https://b.example/v"}, "https://b.example/v"),
    ],
)
def test_a_contact_is_the_link_that_a_phone_opens(contact: dict[str, str], link: str) -> None:
    assert link_of(contact_from(contact)) == link


@pytest.mark.parametrize("link", ["tel:988", "https://example.org/" + "a" * 200])
def test_a_module_is_at_least_half_a_millimetre_and_the_border_is_quiet(link: str) -> None:
    code = code_of(link)
    modules = int(code.svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    assert code.millimetres >= 0.5 * modules
    assert 'd="M4 4.5' in code.svg
