"""CSV and TSV: one row a listing, for spreadsheets and for scripts that read their columns by name.

A spreadsheet guesses at what it opens: it runs =1+1, takes 24/7 for a day in July and 0116123 for 116123. So a number
stands only where letters come first ("Call 988", tel:988), and a text that might be guessed at gets an apostrophe in
front. Taking one apostrophe off the front of a cell gives back what was there. docs/export.md tells the whole form.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from peerfind.directory.links import link_of
from peerfind.directory.model import Age, ContactType, Listing, Place, Training, as_data
from peerfind.formats.exports.contents import Export
from peerfind.formats.lines import ways
from peerfind.formats.words import Speaker
from peerfind.lookup.query import Result
from peerfind.record import Record

_PARTS: dict[str, type[Record]] = {"place": Place, "age": Age, "training": Training}
"""Fields that take one column for each of their own: place_city, age_min."""
_NESTED = ("contacts", "translations", "sources", "extra")
"""Fields that stand at the end, in JSON."""
_LINKS: dict[str, tuple[ContactType, ...]] = {
    "tel": ("phone", "videophone"),
    "sms": ("sms",),
    "chat": ("chat", "whatsapp"),
    "email": ("email",),
}
"""Columns of addresses that a click opens, and the contact types that they hold."""
_YES_NO = {True: "yes", False: "no"}
_FORMULA = re.compile(r"[=+\-@'\s\uFF1D\uFF0B\uFF0D\uFF20]")
"""What a formula starts with, in full width too; and what stands in front of one here."""
_GUESSED = re.compile(
    r"""".*                         # the start of quoting, where a table with tabs is read so
    |[\d\W_]*(e[\d\W_]+)?          # a number, date or time: 988, 24/7, 2-1-1, 1e5
    |\d*\W*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*\d*""",  # a day: march-1
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_SEPARATOR = re.compile(r"([;,|]\s*)(?='*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
"""Where a spreadsheet that takes another character for the separator would see a formula start."""
_JSON_AFTER_SEPARATOR = re.compile(r"([;,|]\s*)([=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""


def render_csv(export: Export) -> str:
    """Return a table as Excel and LibreOffice open it: commas, CRLF (RFC 4180), and a byte order mark."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_rows(export))
    return BOM + out.getvalue()


def render_tsv(export: Export) -> str:
    """Return a table with tabs between its cells and no quoting; no cell holds a tab or the end of a line."""
    return "".join("\t".join(row) + "\n" for row in _rows(export))


def columns() -> list[str]:
    """Return the names of the columns, in order: the record's fields, with how to reach it after its address."""
    named: list[str] = []
    for name in Listing.fields:
        if name in _PARTS:
            named += [f"{name}_{part}" for part in _PARTS[name].fields]
        elif name not in _NESTED:
            named.append(name)
        if name == "url":
            named += ["reach", *_LINKS]
    return [*named, "freshness", "checked", "checked_how", "feed", *_NESTED]


def disarmed(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    text = _AFTER_SEPARATOR.sub(r"\1'", text)
    return f"'{text}" if _FORMULA.match(text) else text


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for anything else: neither a formula nor a number or day."""
    return f"'{text}" if text and _GUESSED.fullmatch(text) and not _FORMULA.match(text) else disarmed(text)


def _rows(export: Export) -> Iterator[list[str]]:
    names = columns()
    yield names
    for result in export.results:
        cells = _cells(result, export.speaker)
        yield [cells.get(name, "") for name in names]


def _cells(result: Result, speaker: Speaker) -> dict[str, str]:
    """Return what stands in a listing's row, by column."""
    listing, data = result.listing, as_data(result.listing)
    cells = {"status": listing.status, "reach": guarded(ways(listing, speaker)), "feed": guarded(result.feed)}
    for column, types in _LINKS.items():
        cells[column] = guarded(" ".join(filter(None, map(link_of, listing.contacts_of(*types)))))
    cells["freshness"] = result.freshness.state
    cells["checked"] = result.freshness.since.isoformat() if result.freshness.since else ""
    cells["checked_how"] = guarded(speaker.checked(result.freshness))
    for name in Listing.fields:
        if name in _NESTED:
            held = dict(listing.extra) if name == "extra" else data.get(name)
            cells[name] = _json(held) if held else ""
        elif name in _PARTS:
            cells |= {f"{name}_{part}": _cell(value) for part, value in data.get(name, {}).items()}
        elif name in data:
            cells[name] = _cell(data[name])
    return cells


def _cell(value: Any) -> str:
    """Return a field's value as a cell; several are joined by semicolons."""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return guarded("; ".join(part.replace("\\", "\\\\").replace(";", "\\;") for part in value))
    return str(value) if _is_day(value) else guarded(value)


def _is_day(value: str) -> bool:
    """Whether a spreadsheet that takes this for a day is right."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def _json(value: Any) -> str:
    """Return a nested value as compact JSON in which no formula stands after a separator."""
    text = json.dumps(as_data(value), ensure_ascii=False, separators=(",", ":"))
    return _JSON_AFTER_SEPARATOR.sub(lambda match: f"{match[1]}\\u{ord(match[2]):04x}", text)
