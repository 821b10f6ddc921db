"""Numbers as feeds write them, to numbers as they are dialled.

A feed's number is a text for people: "1-800-985-5990 press 2", "800-799-SAFE (7233)", "+1 741741". Words are cut off
before anything is read, else their letters become digits. What is valid as a full number is one; what is not may be a
short code of the record's own country, and is then stored without a country code; anything else is refused: a wrong
number is worse than none.
"""

import re
from functools import lru_cache

from peerfind.directory.numbers import is_number
from peerfind.directory.text import clean, digits
from peerfind.feeds.cleaning import LINE, cut, text_of
from peerfind.record import Record

_QUOTES = "\"'“”‘’`« »"
_HEAD = re.compile(r"\+?[\d().\s/\u2010-\u2015-]*")
_VANITY = re.compile(r"\+?[\d(][\d().\s-]*(?:[A-Z]{3,}[\d-]*)+(?=$|[\s(,;])")
_EXTENSION = re.compile(r"[\s,;]*(?:x|ext\.?|extn\.?|extension|#|,,+)[\s.:]*(\d{1,7})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:or|and|/|&|o|ou|oder)\s+(?=[+(]?\d)|\s*[;|\n]\s*")
_NORTH_AMERICAN, _NATIONAL, _CALLED = 1, 10, 4
"""A calling code, and the digits of a number there and of a code that can be called, with a calling code before it."""
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_MOST_NUMBERS, _LONGEST = 6, 200


class Dialled(Record):
    """A number, and what was said about it."""

    value: str
    """As the directory holds numbers: E.164 or a short code."""
    note: str | None = None
    """What stood behind it, such as an extension or keys to press."""


def numbers_of(value: object, country: str | None, *, texted: bool = False) -> list[Dialled]:
    """Return the numbers that a field of a record in a country holds; those that can't be dialled are left out.

    `texted` says that they are for text messages.
    """
    texts = [text for text in _BETWEEN.split(text_of(value)[:_LONGEST]) if text.strip()]
    return [number for text in texts[:_MOST_NUMBERS] if (number := dialled(text, country, texted=texted))]


@lru_cache(maxsize=65536)
def dialled(text: str, country: str | None, *, texted: bool = False) -> Dialled | None:
    """Return one number, or None where it is none that can be dialled in the record's country (ISO 3166-1)."""
    if "\ufffd" in text:
        return None
    text = clean(text).strip(_QUOTES).removeprefix("tel:").strip()
    head = _HEAD.match(text)
    assert head is not None  # it may be empty
    number, rest = head[0], text[head.end() :]
    if vanity := _VANITY.match(text):
        number, rest = vanity[0].translate(_KEYPAD), re.sub(r"^\s*\(?[\d\s.-]+\)?", "", text[vanity.end() :])
        spelt = _full(number, country) if len(digits(number).removeprefix("1")) == _NATIONAL else None
        value = spelt if spelt and spelt.startswith("+1") else None
    else:
        value = _as_dialled(number, country, texted=texted)
    return Dialled(value=value, note=_note(rest)) if value else None


def _as_dialled(number: str, country: str | None, *, texted: bool) -> str | None:
    """Return a number without any words as a full number, else as a short code of the country."""
    if not 2 <= len(digits(number)) <= 15 or len(digits(number)) != sum(c.isdigit() for c in number):
        return None
    return _full(number, country) or (_short(number, country, texted=texted) if country else None)


def _full(number: str, country: str | None) -> str | None:
    import phonenumbers as known  # here, because no look-up reads feeds

    try:
        parsed = known.parse(number, country)
    except known.NumberParseException:
        return None
    if not known.is_valid_number(parsed):
        return None
    value = known.format_number(parsed, known.PhoneNumberFormat.E164)
    return value if is_number(value) else None


def _short(number: str, country: str, *, texted: bool) -> str | None:
    """Return a short code of the country, out of a text that may have forced a country code before it.

    In North America every five or six digits could be one, so also what is left of a number that was cut short: there
    a code of more than three digits is only for texts, and stands in one piece.
    """
    import phonenumbers as known  # as above

    code, calling = digits(number), known.country_code_for_region(country)
    if calling == _NORTH_AMERICAN and len(code) > _CALLED and not (texted and re.fullmatch(r"\+?\d+", number.strip())):
        return None
    if number.strip().startswith("+"):
        code = code.removeprefix(str(calling))
    try:
        parsed = known.parse(code, country)
    except known.NumberParseException:
        return None
    return code if known.is_valid_short_number_for_region(parsed, country) and is_number(code) else None


def _note(rest: str) -> str | None:
    """Return what stood behind a number in words."""
    if extension := _EXTENSION.match(rest):
        return f"extension {extension[1]}"
    words = rest.strip(" .,;:()[]-–/")
    return cut(words, LINE // 3) if re.search(r"[^\W\d_]", words) else None
