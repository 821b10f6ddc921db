"""The table that `export` writes as CSV, to records as its JSON holds them; docs/export.md tells the form. Pure.

A column that is missing would take all its facts away, and one that nobody knows may be a slip of such a name: so the
columns have to be those of an export, in any order. A row that can't be read hides no other.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from peerfind.directory.model import Age, Listing, Place, Training
from peerfind.directory.spelling import nearest
from peerfind.errors import RefusedError
from peerfind.record import Record

_PARTS: dict[str, type[Record]] = {"place": Place, "age": Age, "training": Training}
"""Fields that take one column for each of their own: place_city, age_min."""
_BESIDE = frozenset({"reach", "tel", "sms", "chat", "email", "freshness", "checked", "checked_how", "feed"})
"""Columns for people, made of the others."""
_MARK = b"\xef\xbb\xbf"
_ARMED = re.compile(r"([;,|]\s*)'(?='*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
"""An apostrophe that keeps a spreadsheet from seeing a formula after a separator."""
_BETWEEN = re.compile(r"((?:\\.|[^;\\])*)(?:; |$)")
_HINT = "Write the table with: peerfind export --format csv. What was read before stays in use."


class Row(NamedTuple):
    """A row of the table."""

    line: int
    """Where it starts in the file, counted from 1."""
    record: dict[str, Any]
    fault: str = ""
    """Why it can't be read."""


def is_table(start: bytes) -> bool:
    """Whether a document starts as such a table: with its first columns, or with them between other marks."""
    return re.match(rb'"?id"?[,;\t]"?name\b', start.removeprefix(_MARK)) is not None


def read_rows(name: str, data: bytes) -> Iterator[Row]:
    """Yield the rows of a table. Raises RefusedError where it is no table of an export."""
    short = name.partition("?")[0]
    try:
        text = data.removeprefix(_MARK).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusedError(f"{short}:{line}: not UTF-8: save the table as CSV UTF-8", hint=_HINT) from error
    cells = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(cells, [])
        _check(short, header)
        before = cells.line_num
        for row in cells:
            if row:
                yield _row(before + 1, header, row)
            before = cells.line_num
    except csv.Error as error:
        raise RefusedError(f"{short}:{cells.line_num}: not CSV ({error})", hint=_HINT) from error


def _check(name: str, header: list[str]) -> None:
    """Raise RefusedError where the columns are not those of an export."""
    known = _columns()
    if len(header) == 1 and (separator := next((mark for mark in ";\t" if mark in header[0]), None)):
        told = "a tab" if separator == "\t" else separator
        raise RefusedError(f"{name}:1: {told} stands between the columns where a comma should", hint=_HINT)
    for column in dict.fromkeys(header):
        if header.count(column) > 1:
            raise RefusedError(f"{name}:1: the column {column!r} stands there twice", hint=_HINT)
        if column not in known and column not in _BESIDE:
            near = nearest(column, known)
            told = f"; did you mean {near!r}?" if near else ""
            raise RefusedError(f"{name}:1: there is no column {column[:40]!r}{told}", hint=_HINT)
    missing = [column for column in known if column not in header]
    if len(missing) > 1:
        raise RefusedError(f"{name}:1: {len(missing)} columns are missing, such as {missing[0]!r}", hint=_HINT)
    if missing:
        raise RefusedError(f"{name}:1: the column {missing[0]!r} is missing", hint=_HINT)


@cache
def _columns() -> dict[str, Callable[[str], Any]]:
    """Return the columns that hold the record, each with what reads its cells."""
    found: dict[str, Callable[[str], Any]] = {}
    for field in Listing.fields:
        if field in _PARTS:
            found |= {f"{field}_{part}": _READS.get(f"{field}_{part}", _text) for part in _PARTS[field].fields}
        else:
            found[field] = _READS.get(field, _text)
    return found


def _row(line: int, header: list[str], cells: list[str]) -> Row:
    """Return a row with the record that its cells hold."""
    if len(cells) != len(header):
        return Row(line, {}, f"a row of {len(cells)} cells where there are {len(header)} columns")
    reads = _columns()
    record: dict[str, Any] = {}
    for column, cell in zip(header, cells, strict=True):
        if not cell or column in _BESIDE:
            continue
        try:
            value = reads[column](cell.removeprefix("'"))
        except (ValueError, RecursionError):
            return Row(line, {}, f"{column}: {cell[:40]!r} can't be read")
        part, _, field = column.partition("_")
        if part in _PARTS:
            record.setdefault(part, {})[field] = value
        else:
            record[column] = value
    extra = record.pop("extra", {})
    return Row(line, {**extra, **record} if isinstance(extra, dict) else record)


def _text(cell: str) -> str:
    return _ARMED.sub(r"\1", cell)


def _texts(cell: str) -> list[str]:
    """Return what stands between semicolons that no backslash escapes."""
    return [re.sub(r"\\(.)", r"\1", part) for part in _BETWEEN.findall(_text(cell)) if part]


def _truth(cell: str) -> bool | str:
    return {"yes": True, "no": False}.get(cell, cell)


def _nested(cell: str) -> Any:
    return json.loads(cell, parse_constant=lambda _: None)


_READS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(("aliases", "serves", "languages", "audiences", "topics"), _texts),
    **dict.fromkeys(("peer_run", "anonymous"), _truth),
    **dict.fromkeys(("age_min", "age_max"), int),
    **dict.fromkeys(("place_lat", "place_lon"), float),
    **dict.fromkeys(("contacts", "translations", "sources", "extra"), _nested),
}
"""What reads the cells of the columns that are no plain text."""
