"""Numbers as people write them, turned into numbers as they are dialled. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from peerfind.directory.model import DIALLED
from peerfind.directory.numbers import is_number
from peerfind.directory.text import digits

_SHORT_CODE = 6
"""Digits; a number of so many or fewer is dialled as it is."""


def as_dialled_from(text: str, country: str) -> dict[str, str]:
    """Return the value of a number as somebody in a country writes it, and beside it how to say it.

    A short code stays as it is; a full number gets its country's code. What is neither comes back as it was written.
    """
    plain = re.sub(r"[\s().\-–]+", "", text)
    if is_number(plain) and (plain.startswith("+") or len(plain) <= _SHORT_CODE):
        return {"value": plain} if plain == text or plain.startswith("+") else {"value": plain, "say": text}
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_possible_number, parse

    try:
        number = parse(text, country)
    except NumberParseException:
        return {"value": text}
    if not is_possible_number(number):
        return {"value": text}
    value = format_number(number, PhoneNumberFormat.E164)
    return {"value": value} if any(c.isalpha() for c in text) else {"value": value, "say": text}


def with_numbers(before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a changed listing with its numbers as they are dialled, and how to say each changed with it.

    What was not changed stays as it was, and so does what a change says outright.
    """
    contacts, serves = after.get("contacts"), after.get("serves")
    if not isinstance(contacts, list):
        return after
    country = str(serves[0])[:2] if isinstance(serves, list) and serves else ""
    held = before.get("contacts")
    old = held if isinstance(held, list) else []
    made = [_settled(contact, old[n] if n < len(old) else {}, country) for n, contact in enumerate(contacts)]
    return {**after, "contacts": made}


def _settled(contact: Any, was: Any, country: str) -> Any:
    """Return a contact whose number was written or changed, as the record holds it."""
    if not isinstance(contact, Mapping) or contact == was or contact.get("type") not in DIALLED:
        return contact
    value, was = str(contact.get("value", "")), was if isinstance(was, Mapping) else {}
    changed = value != was.get("value")
    said = str(contact.get("say") or "")
    if changed and not is_number(value):
        found = as_dialled_from(value, country)
        kept = "" if said == was.get("say") else said
        return {**contact, **found, **({"say": kept} if kept else {})} if is_number(found["value"]) else contact
    if changed and said and said == was.get("say"):
        return {**contact, "say": _said_anew(said, str(was.get("value")), value) or said}
    return contact


def _said_anew(say: str, old: str, new: str) -> str | None:
    """Return a number in the spacing in which another of its length was written; None where more is said."""
    shown = digits(say).lstrip("0")
    if len(old) != len(new) or not digits(old).endswith(shown):
        return None
    zeros = len(digits(say)) - len(shown)
    left = iter("0" * zeros + digits(new)[len(digits(new)) - len(shown) :])
    return re.sub(r"\d", lambda _: next(left), say)
