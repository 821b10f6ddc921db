"""What a phone, terminal or page opens when somebody chooses a way to reach a service. Pure."""

from peerfind.directory.model import Contact
from peerfind.directory.numbers import is_number


def link_of(contact: Contact) -> str | None:
    """Return the address that starts a call, a message or a page: tel:, sms:, mailto: or https:; or None."""
    value = contact.value
    if contact.type == "email":
        return f"mailto:{_quoted(value, '@+')}"
    if value.startswith("https://"):
        return value
    if not is_number(value):
        return None
    if contact.type == "sms":
        return f"sms:{value}" + (f"?body={_quoted(contact.keyword)}" if contact.keyword else "")
    if contact.type == "whatsapp":
        return f"https://wa.me/{value[1:]}" if value.startswith("+") else None
    return f"tel:{value}"


def _quoted(text: str, safe: str = "") -> str:
    from urllib.parse import quote  # here, because a number needs none

    return quote(text, safe=safe)
