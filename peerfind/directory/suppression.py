"""Numbers and addresses that a person asked to have removed, kept so that no source brings them back. Pure.

The list must not publish what it keeps away. A number has little entropy (a country's are some ten billion), so no hash
of one can withstand somebody who tries them all; a slow one can make that dear. Each entry has a salt of its own,
sixteen bits of a fast hash, which spare nearly every value the slow one, and scrypt over 64 MiB, which takes about a
quarter of a second. So the list protects against being read, searched, or matched with another list; somebody with a
guess can test it, and somebody who tries all billion numbers needs about an hour of a processor for each entry.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from peerfind.directory.text import digits, fold
from peerfind.record import Record

_COST, _BLOCK = 2**16, 8
_MEMORY = 2 * 128 * _COST * _BLOCK
_PREFIX = 4
"""Hexadecimal digits of the fast hash."""
_COMPARED = 9
"""Digits; with more, a number within its country would differ from the same one in full."""


class Suppressed(Record):
    """One value that must not come back."""

    salt: str
    prefix: str
    hash: str
    date: str
    reason: str
    """Who asked and why, in words that do not tell the value."""


class Suppression:
    """All of them."""

    def __init__(self, entries: Iterable[Suppressed]) -> None:
        self._entries = tuple(entries)

    def holds(self, value: str) -> bool:
        """Whether a number, email, web or street address is one that must not come back, however it is written."""
        if not self._entries or not (plain := normal_form(value)):
            return False
        return any(
            entry.prefix == _fast(plain, entry.salt) and hmac.compare_digest(entry.hash, _slow(plain, entry.salt))
            for entry in self._entries
        )


def suppressed(value: str, *, date: str, reason: str, salt: str | None = None) -> Suppressed:
    """Return the entry for a value."""
    plain, salt = normal_form(value), salt or secrets.token_hex(8)
    return Suppressed(salt=salt, prefix=_fast(plain, salt), hash=_slow(plain, salt), date=date, reason=reason)


def normal_form(value: str) -> str:
    """Return the one form of a value that is compared: digits of a number in full, else small words.

    Of a number the last nine digits count, so that +49 30 1234567 and 030 1234567 are the same.
    """
    number = digits(value).lstrip("0")
    if number and not any(c.isalpha() for c in value):
        return number[-_COMPARED:]
    address = value.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return address if "@" in address or "/" in address else fold(address)


def _fast(plain: str, salt: str) -> str:
    return hashlib.sha256(f"{salt} {plain}".encode()).hexdigest()[:_PREFIX]


def _slow(plain: str, salt: str) -> str:
    made = hashlib.scrypt(plain.encode(), salt=salt.encode(), n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=16)
    return made.hex()
