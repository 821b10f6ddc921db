"""What stands on paper, before it has a shape: texts in their order, numbers as dialled, marks of age. Pure.

Every layout and every format is made from a `Sheet`; nothing but what it holds is printed. setter.py makes them.
"""

import datetime as dt
from collections.abc import Iterator

from peerfind.printing.codes import Code
from peerfind.record import Record


class Way(Record):
    """One way to reach a service."""

    verb: str
    """What to do: "Call", "Text HOME to"."""
    number: str
    """The number as people there write it, or an address."""
    dialled: bool
    """Whether it is a number, to be set large and never broken."""
    link: str | None = None
    beside: str = ""
    """Keys to press, languages, hours of this way alone, a note."""


class Fact(Record):
    """A fact with its name, such as hours."""

    label: str
    text: str


class Entry(Record):
    """One service."""

    id: str
    name: str
    kind: str
    alert: str = ""
    """What has to be known before anything else is tried."""
    what: str
    """What it is, in plain words."""
    language: str
    """The language of `what`."""
    foreign: str = ""
    """Says so where that is not the language of the sheet."""
    ways: tuple[Way, ...]
    facts: tuple[Fact, ...]
    checked: str
    stale: str = ""
    """The stamp of what was not checked recently."""
    code: Code | None = None


class Section(Record):
    """Services under one heading; a sheet in one piece has a section without."""

    title: str
    entries: tuple[Entry, ...]


class Organization(Record):
    """Who hands the list out."""

    name: str = ""
    contact: str = ""
    logo: str = ""
    """A picture as SVG text."""


class Edition(Record):
    """Which printing it is, and how long it holds."""

    code: str
    """Tells editions apart: a date and what the numbers add up to."""
    day: dt.date
    until: dt.date
    ids: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]
    """Of each of them, every number as dialled, with its keys or keyword: "+18005550100 2", "741741 HOME"."""


class Sheet(Record):
    """A list ready to be set."""

    title: str
    language: str
    right_to_left: bool
    danger: str
    """What to do in danger, with the emergency number of the place; empty where no place is known."""
    sections: tuple[Section, ...]
    organization: Organization
    edition: Edition
    edition_line: str
    printed: str
    until: str
    report: str

    @property
    def entries(self) -> Iterator[Entry]:
        """Every entry, in order."""
        return (entry for section in self.sections for entry in section.entries)
