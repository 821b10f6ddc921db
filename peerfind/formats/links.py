"""What a terminal or a page opens when somebody chooses a way to reach a service. Pure."""

from peerfind.directory.model import Contact
from peerfind.directory.numbers import is_number


def link_of(contact: Contact) -> str:
    """Return the address that starts a call, a message or a page; empty where there is none."""
    value = contact.value
    if contact.type == "email":
        return f"mailto:{value}"
    if not is_number(value):
        return value if value.startswith("https://") else ""
    if contact.type == "whatsapp":
        return f"https://wa.me/{value.removeprefix('+')}"
    if contact.type == "sms":
        return f"sms:{value}" + (f"?body={contact.keyword}" if contact.keyword and contact.keyword.isalnum() else "")
    return f"tel:{value}" if contact.type in ("phone", "videophone") else ""
