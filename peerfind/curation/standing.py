"""Whether a number stands on a page, in any spacing and form. Pure."""

import re
from html.parser import HTMLParser

from peerfind.directory.model import Contact
from peerfind.directory.text import digits

_BETWEEN = r"[\s\u00a0\u2009\u202f().\-\u2010-\u2015/·•]{0,4}"
"""What may stand between two digits of a number."""
_UNREAD = ("script", "style", "noscript", "template")
_LONGEST_CODE = 6
_LEAST_NATIONAL = 6
_NORTH_AMERICA = "1"
_AREA = 3
"""Digits of an area code; those after it are often told as a word, such as 800-273-TALK."""
_KEYPAD = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}


def page_text(page: str) -> str:
    """Return what a reader of an HTML page can see, and the numbers and addresses that its links dial."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return " ".join("".join(reader.parts).split())


def with_digits(text: str, most: int = 20_000) -> str:
    """Return the parts of a page's text that hold a digit, which are all that is compared."""
    return " | ".join(part for part in text.split(" | ") if re.search(r"\d", part))[:most]


def stands_on(contact: Contact, text: str) -> bool:
    """Whether a contact's number stands in the text of a page, with or without its country's code."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in _patterns(contact))


def _patterns(contact: Contact) -> list[str]:
    value = contact.value
    if not value.startswith("+"):
        return [_pattern(number) for number in dict.fromkeys([digits(value), *_said(contact)]) if number]
    code, national = _parts(value)
    return [_pattern(national, code)]


def _parts(value: str) -> tuple[str, str]:
    """Return the country's code and the rest of a number in full; no code where it is of no country's plan."""
    from phonenumbers import NumberParseException, parse  # here, because only curation needs it

    try:
        code = str(parse(value).country_code)
    except NumberParseException:
        return "", digits(value)
    return code, digits(value)[len(code) :]


def _said(contact: Contact) -> list[str]:
    said = digits(contact.say or "")
    return [said] if said == digits(contact.value).lstrip("0") or said.lstrip("0") == digits(contact.value) else []


def _pattern(number: str, code: str = "") -> str:
    """Return a pattern of a number: not as a part of a longer one; after its country's code, a trunk 0, or alone."""
    signs = [*number]
    if code == _NORTH_AMERICA:
        signs[_AREA:] = [f"[{sign}{_KEYPAD[sign]}]" if sign in _KEYPAD else sign for sign in signs[_AREA:]]
    spaced = _BETWEEN.join(signs)
    before = r"(?<!\d)(?<!\d[-.])"
    if code and len(number) >= _LEAST_NATIONAL:
        return rf"(?<!\d)(?:(?:\+|00|011)?{_BETWEEN}{code}{_BETWEEN})?(?:\(?0\)?{_BETWEEN})?{spaced}(?!\d)"
    if len(number) <= _LONGEST_CODE:
        before += r"(?<!\d[\s\u00a0])(?<!\d\)\s)"
    return rf"{before}{spaced}(?!\d)(?![-.]\d)(?!\s\d{{4}}(?!\d))"


class _Reader(HTMLParser):
    """Collects text, and what links dial."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a link dials; see what is not shown."""
        if tag in _UNREAD:
            self._hidden += 1
        elif tag not in ("a", "b", "em", "i", "span", "strong", "u"):
            self.parts.append(" | ")  # so that two cells never read as one number
        for name, value in attrs:
            if name == "href" and value and value.startswith(("tel:", "sms:")):
                self.parts.append(f" | {value[4:].partition('?')[0]} | ")

    def handle_endtag(self, tag: str) -> None:
        """See the end of what is not shown."""
        if tag in _UNREAD and self._hidden:
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._hidden:
            self.parts.append(data)
