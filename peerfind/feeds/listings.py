"""Plain peerfind listings: YAML as volunteers write it; JSON (an object, a list, a line each) and CSV as `export` does.

What a newer peerfind writes can be read by an older one: fields that this version does not know survive, a kind that it
does not know becomes the kind of other services, and a part that it can't read (a new type of contact, a new code) is
left out and told of, not the listing. One that can't be read at all never hides the others.

Sources keep the addresses that they were read at, http too: they say where a fact comes from, and nobody is sent there.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from peerfind.directory.conforming import Conforming
from peerfind.directory.model import Listing
from peerfind.directory.nodes import DEEPEST, Fault, FaultError, Mapping, Node, Scalar, Sequence
from peerfind.directory.reading import Entry, read_newer, read_newer_listings
from peerfind.errors import RefusedError
from peerfind.feeds.cleaning import LINE, cut, link
from peerfind.feeds.csv_table import is_table, read_rows
from peerfind.feeds.documents import parse_json
from peerfind.feeds.doubts import Doubts
from peerfind.feeds.reader import Document, Facts, Getter, Warn
from peerfind.feeds.terms import OTHER, codes
from peerfind.lookup import schedule

NAME = "peerfind"
_ENDINGS = (".yaml", ".yml", ".jsonl")
_ITEM = re.compile(rb"^- +id:", re.MULTILINE)
_ENVELOPES = ("results", "listings")
_OF_THE_MOMENT = frozenset({
    "open_now", "next_meeting", "freshness", "checked", "feed", "also_in", "score", "lacks", "distance_km", "reasons",
})  # fmt: skip
"""What `export` and `search` tell beside the record (docs/json.md)."""


def recognises(url: str, start: bytes) -> bool:
    """Whether this looks like the format."""
    named = url.partition("?")[0].endswith(_ENDINGS)
    return (
        named or is_table(start) or _ITEM.search(start) is not None or (b'"sources"' in start and b'"serves"' in start)
    )


def crawl(url: str, getter: Getter) -> Iterator[Document]:
    """Yield the one document."""
    yield url, getter.get(url)


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the listings. Raises RefusedError where there are none."""
    doubts = Doubts(warn)
    known = Conforming(codes(facts.places))
    seen: set[str] = set()
    for name, data in documents:
        for entry in _entries(name, data, known):
            called = entry.listing.id if entry.listing else f"{name.rpartition('/')[2]}:{entry.line}"
            for fault in entry.faults:
                doubts.note(("passed over: " if fault.refuses else "") + fault.message, called)
            if entry.listing is None:
                continue
            if entry.listing.id in seen:
                doubts.note("passed over: an id stands twice", called)
                continue
            seen.add(entry.listing.id)
            yield _checked(entry.listing, doubts)
    if not seen:
        raise RefusedError(f"{facts.name}: no listing in it that can be read; what was there before stays")
    doubts.tell()


def _entries(name: str, data: bytes, known: Conforming) -> Iterator[Entry]:
    """Yield the items of a document in any of the forms."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_table(start):
        for row in read_rows(name, data):
            yield (
                Entry(None, row.line, [Fault(row.line, 1, row.fault)])
                if row.fault
                else _entry(row.record, row.line, known)
            )
    elif start.startswith(b"{") and (lines := _lines(data)) is not None:
        for number, value in lines:
            yield _entry(value, number, known)
    elif start.startswith((b"{", b"[", b"<")):
        held = parse_json(name, data)
        if isinstance(held, dict):
            held = next((held[field] for field in _ENVELOPES if isinstance(held.get(field), list)), [held])
        for number, value in enumerate(held if isinstance(held, list) else [], 1):
            yield _entry(value, number, known)
    else:
        yield from read_newer_listings(data, known.codes, OTHER)


def _lines(data: bytes) -> list[tuple[int, Any]] | None:
    """Return the values of JSON lines, numbered, or None where the document is one value over several lines."""
    texts = [(number, text) for number, text in enumerate(data.split(b"\n"), 1) if text.strip()]
    values = [(number, _value(text)) for number, text in texts]
    whole = sum(isinstance(value, dict) for _, value in values)
    single = len(values) == 1 and not (whole and "id" in values[0][1])
    return None if single or not whole else values


def _value(text: bytes) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def _entry(value: object, number: int, known: Conforming) -> Entry:
    """Read one value of JSON as a listing: what is empty says nothing; what is not known stays as it is."""
    try:
        if not isinstance(value, dict):
            return read_newer(Scalar(number, 1, ""), known.codes, OTHER)
        told = {
            field: held for field, held in value.items() if field not in _OF_THE_MOMENT and held not in (None, [], {})
        }
        if listing := known.listing(told):
            return Entry(listing, number, [])
        fields = [
            (Scalar(number, 1, name), _node(held, number, 1, name in Listing.fields)) for name, held in told.items()
        ]
        return read_newer(Mapping(number, 1, fields), known.codes, OTHER)
    except FaultError as error:
        return Entry(None, number, [error.fault])


def _node(value: object, line: int, depth: int, pruned: bool) -> Node:  # noqa: FBT001  # handed down as it is
    """Return a value of JSON as the YAML reader's nodes, if `pruned` without what is empty in it. Raises FaultError."""
    if depth > DEEPEST:
        raise FaultError(Fault(line, 1, f"nested more than {DEEPEST} levels deep"))
    if isinstance(value, dict):
        held = {key: part for key, part in value.items() if not (pruned and part in (None, []))}
        return Mapping(
            line, 1, [(Scalar(line, 1, key), _node(part, line, depth + 1, pruned)) for key, part in held.items()]
        )
    if isinstance(value, list):
        return Sequence(line, 1, [_node(part, line, depth + 1, pruned) for part in value])
    if isinstance(value, bool):
        return Scalar(line, 1, "true" if value else "false")
    if isinstance(value, float):
        return Scalar(line, 1, f"{value:.12f}".rstrip("0").removesuffix("."))
    return Scalar(line, 1, "" if value is None else str(value))


def _checked(listing: Listing, doubts: Doubts) -> Listing:
    """Return a listing without links other than https, and with hours that can be reckoned with, or as words."""
    if listing.url and not link(listing.url):
        doubts.note("a link does not start with https and is left out", listing.id)
        listing = listing.replace(url=None)
    if any(contact.value.startswith("https:") and not link(contact.value) for contact in listing.contacts):
        doubts.note("a way to reach it is no https link and is left out", listing.id)
        kept = [c for c in listing.contacts if not c.value.startswith("https:") or link(c.value)]
        listing = listing.replace(contacts=tuple(kept))
    if listing.hours and schedule.problem(listing.hours):
        doubts.note("hours can't be read, and are kept as words", listing.id)
        told = "; ".join(filter(None, [listing.hours, listing.hours_note]))
        listing = listing.replace(hours=None, hours_note=cut(told, LINE))
    if any(contact.hours and schedule.problem(contact.hours) for contact in listing.contacts):
        doubts.note("hours of a contact can't be read, and are left out", listing.id)
        kept = [c.replace(hours=None) if c.hours and schedule.problem(c.hours) else c for c in listing.contacts]
        listing = listing.replace(contacts=tuple(kept))
    return listing
