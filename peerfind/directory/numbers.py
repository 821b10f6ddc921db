"""Numbers as they are dialled: their two forms, how they are written for people, how they are looked up. Pure."""

import re

from peerfind.directory.model import DIALLED, Contact
from peerfind.directory.text import digits, has_digit

_EMAIL = r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+"
_SPACING = frozenset(" \t\u00a0\u202f().+/*#-\u2010\u2011\u2012\u2013\u2014")
"""What may stand between the digits of a number, typed or copied from a page."""
_NORTH_AMERICAN_PREMIUM = ("+1900", "+1246976", "+1345976")
"""What every premium-rate number of North America starts with: of all its countries, of Barbados, of Cayman."""
_SHORTEST_LOCAL = 6
_SHORTEST_WITHIN = 3
SHORTEST_TAIL = 7
"""Digits; a number is found by this many of its last digits, a shorter one only whole."""


def is_number(value: str) -> bool:
    """Whether `value` is a number as dialled: + and country code in full, or a code or national number without +."""
    full = value.startswith("+")
    dialled = value[1:] if full else value.removeprefix("*")
    if not (dialled.isascii() and dialled.isdigit()):
        return False
    return 7 <= len(dialled) <= 15 and dialled[0] != "0" if full else 2 <= len(dialled) <= 11


def is_premium(value: str) -> bool:
    """Whether a number in full lies in a premium-rate range, where each minute costs the caller."""
    if not value.startswith("+") or (value.startswith("+1") and not value.startswith(_NORTH_AMERICAN_PREMIUM)):
        return False
    from phonenumbers import NumberParseException, PhoneNumberType, number_type, parse  # here: no look-up asks

    try:
        return bool(number_type(parse(value)) == PhoneNumberType.PREMIUM_RATE)
    except NumberParseException:
        return False


def contact_problem(contact: Contact) -> str | None:
    """Return what is wrong with a contact's value for its type, with what to write instead, or None."""
    value = contact.value
    if contact.type in ("phone", "sms") and not is_number(value):
        return f'{value!r} is not a number as dialled: write "988" for a short code, "+18005551234" for a full number'
    if contact.type == "email" and not re.fullmatch(_EMAIL, value):
        return f"{value!r} is not an email address"
    if contact.type in ("chat", "web", "app") and not value.startswith("https://"):
        return f"{value!r} is not a web address that starts with https://"
    if contact.type in ("whatsapp", "videophone") and not (is_number(value) or value.startswith("https://")):
        return f"{value!r} is neither a number as dialled nor a web address"
    if contact.say and is_number(value) and not _same_number(value, contact.say):
        return f"say {contact.say!r} has other digits than {value!r}: mend the wrong one, or both"
    return None


def _same_number(value: str, say: str) -> bool:
    """Whether people's way to write a number holds the one that is dialled, with or without its country code."""
    number, said = digits(value).lstrip("0"), digits(say).lstrip("0")
    if not value.startswith("+"):
        return said.startswith(number)
    local = len(said) >= _SHORTEST_LOCAL and number.endswith(said)
    return local or any(number[code:] in said for code in range(4) if len(number) - code >= _SHORTEST_LOCAL)


def as_dialled(contact: Contact) -> str:
    """Return the number the way people there write it, or the address of a contact that is not dialled."""
    if contact.type not in DIALLED or not is_number(contact.value):
        return contact.value.removeprefix("https://").rstrip("/") if contact.type != "email" else contact.value
    if contact.say:
        return contact.say
    if contact.value.startswith("+1") and len(contact.value) == len("+18775658860"):
        return f"{contact.value[2:5]}-{contact.value[5:8]}-{contact.value[8:]}"
    return contact.value


def dialled_digits(contact: Contact) -> set[str]:
    """Return the digits of the contact's number, as dialled and as people there write it."""
    if contact.type not in DIALLED or not is_number(contact.value):
        return set()
    return {digits(contact.value), digits(contact.say or "")} - {""}


def lookup_key(query: str) -> str | None:
    """Return the digits that a query asks for when it is nothing but a number (in any spacing), else None."""
    number = "".join(str(int(c)) for c in query if c.isdecimal())
    if not number or any(not c.isdecimal() and c not in _SPACING for c in query):
        return None
    trunk = number.lstrip("0")
    return trunk if len(number) > SHORTEST_TAIL and trunk else number


def numbers_in(query: str) -> list[str]:
    """Return the digits of each number of three digits or more that stands among a query's words."""
    found = re.findall(r"(?<![\w.])\+?\d[\d().\s-]*\d(?!\w)", query) if has_digit(query) else []
    return [key for text in found if len(digits(text)) >= _SHORTEST_WITHIN and (key := lookup_key(text))]
