"""Which edition of a directory this is: the day of its newest check, how many listings, and a digest of its text. Pure.

Read from the text of its files with patterns, because a version is also asked for where no index was ever built.
"""

import re
import zlib
from collections.abc import Iterable

from peerfind.record import Record


class Edition(Record):
    """What tells one state of a directory from another."""

    newest: str
    """The day of the newest check, as 2026-11-22; empty where there is none."""
    listings: int
    digest: str
    """Eight hexadecimal digits that differ where the text does; against mix-ups, not against attacks."""


def edition_of(files: Iterable[tuple[str, bytes]]) -> Edition:
    """Return the edition of a directory's files, given as (name, bytes)."""
    newest, listings, digest = b"", 0, 0
    for _, text in files:
        newest = max([newest, *re.findall(rb"\bchecked: [\"']?(\d{4}-\d\d-\d\d)", text)])
        listings += len(re.findall(rb"(?m)^- id:", text))
        digest = zlib.crc32(text, digest)
    return Edition(newest=newest.decode(), listings=listings, digest=f"{digest:08x}")
