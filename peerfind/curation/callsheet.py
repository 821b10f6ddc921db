"""The sheet for dialling and ticking: written as CSV or plain text, and read back from CSV. Pure."""

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from io import StringIO

from peerfind.curation.queue import Due, dialled, last_call, outcome, what_to_do
from peerfind.directory.model import Contact, Listing
from peerfind.directory.text import clean
from peerfind.errors import UsageError
from peerfind.record import Record

COLUMNS = ("id", "name", "contact", "number", "say", "keyword", "matches", "dialled_on", "by", "note")
_NEEDED = ("id", "number", "matches", "dialled_on")
_ANSWERS = {
    "y": "yes",
    "yes": "yes",
    "x": "yes",
    "✓": "yes",
    "n": "no",
    "no": "no",
    "changed": "changed",
    "c": "changed",
}
_SPREADSHEET_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_FORMULA = re.compile(r"^[=+\-@\t\r]")


class Read(Record):
    """What a sheet says about one listing."""

    id: str
    result: str
    """yes: every number of it answered rightly; part: some did and the rest was not tried; no; changed."""
    day: dt.date | None
    """The earliest day on which one of its numbers was dialled."""
    by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def as_csv(queue: Iterable[Due]) -> str:
    """Return a row for each number of each listing, with empty columns to fill in."""
    shown = StringIO()
    writer = csv.writer(shown, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in queue:
        for contact in one.contacts:
            row = [one.listing.id, one.listing.name, _type(contact), contact.value, contact.say, contact.keyword]
            writer.writerow([_harmless(text or "") for text in row] + [""] * 4)
    return shown.getvalue()


def as_text(queue: Iterable[Due]) -> str:
    """Return the sheet for paper, with boxes to tick."""
    lines = ["Dial each number and tick what you hear. Say at once that you check a directory and need no help.", ""]
    for one in queue:
        lines.append(f"{one.listing.name}  ({one.listing.id})")
        lines += [f"  [ ] yes  [ ] no  [ ] changed   {what_to_do(contact)}" for contact in one.contacts]
        lines += ["  dialled on ____-__-__  by ________________  note ______________________________", ""]
    return "\n".join(lines)


def read_csv(text: str, listings: dict[str, Listing], today: dt.date) -> list[Read]:
    """Return what a filled-in sheet says, listing by listing. Raises UsageError with every row that is not clear."""
    problems: list[str] = []
    answered: dict[str, list[dict[str, str]]] = defaultdict(list)
    for number, held in enumerate(_rows(text), start=2):
        if not any(held.get(name) for name in ("matches", "dialled_on", "by")):
            continue
        if problem := _problem(held, listings, today):
            problems.append(f"row {number}: {problem}")
        answered[held.get("id", "")].append(held)
    if problems:
        raise UsageError("nothing was written, because\n" + "\n".join(f"- {problem}" for problem in problems))
    if not answered:
        raise UsageError("no row of the sheet is filled in", hint="Write yes, no or changed under matches.")
    return [_read(listings[id_], held) for id_, held in answered.items()]


def _rows(text: str) -> list[dict[str, str]]:
    """Return the filled cells of each row by its column. Raises UsageError for what is no such sheet."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows = csv.DictReader(StringIO(lines), dialect=_dialect(lines))
    try:
        missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
        held = [{k: clean(v).lstrip("'") for k, v in row.items() if k in COLUMNS and v} for row in rows]
    except csv.Error as error:
        raise UsageError(f"the sheet is not CSV: {error}", hint='Save it as "CSV UTF-8".') from error
    if missing:
        raise UsageError(f"the sheet has no column {missing[0]!r}", hint=f"Its columns are {', '.join(COLUMNS)}.")
    return held


def _problem(row: dict[str, str], listings: dict[str, Listing], today: dt.date) -> str | None:
    """Return what is not clear in a row that has an answer."""
    listing = listings.get(row.get("id", ""))
    if listing is None:
        return f"no listing has the id {row.get('id', '')!r}"
    if row.get("matches", "").lower() not in _ANSWERS:
        return f"matches is {row.get('matches', '')!r}: write yes, no or changed"
    if not any(_is(row, contact) for contact in dialled(listing)):
        return f"{listing.id} has no number {row.get('number', '')!r} (any more): print a new sheet"
    day = _day(row.get("dialled_on", ""))
    if day is None:
        return f"dialled_on is {row.get('dialled_on', '')!r}: write a date such as {today}"
    if day > today:
        return f"dialled_on {day} lies in the future"
    before = last_call(listing)
    return f"{listing.id} was dialled on {before} already" if before and before > day else None


def _day(text: str) -> dt.date | None:
    """Return the day of a date, as a spreadsheet may write it too; None where it could be read in two ways."""
    if match := _SPREADSHEET_DATE.fullmatch(text.strip()):
        first, second, year = map(int, match.groups())
        readings = {(first, second), (second, first)}
        days = {day for month, day_ in readings if (day := _date(year, month, day_))}
        return days.pop() if len(days) == 1 else None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _read(listing: Listing, rows: list[dict[str, str]]) -> Read:
    """Return what the rows of one listing say together."""
    contacts = dialled(listing)
    answers = {n: answer for n, contact in enumerate(contacts) if (answer := _answer(rows, contact))}
    return Read(
        id=listing.id,
        result=outcome(answers, len(contacts)),
        day=min(day for row in rows if (day := _day(row["dialled_on"]))),
        by=tuple(
            dict.fromkeys(name.strip() for row in rows for name in re.split("[,;]", row.get("by", "")) if name.strip())
        ),
        notes=tuple(dict.fromkeys(row["note"] for row in rows if row.get("note"))),
    )


def _answer(rows: list[dict[str, str]], contact: Contact) -> str:
    """Return the worst answer to a contact among the rows."""
    given = [_ANSWERS[row["matches"].lower()] for row in rows if _is(row, contact)]
    return next((answer for answer in ("no", "changed", "yes") if answer in given), "")


def _is(row: dict[str, str], contact: Contact) -> bool:
    """Whether a row is about a contact; spreadsheets take the plus from numbers, or write them with a point."""
    number = row.get("number", "").removesuffix(".0")
    same = number.lstrip("+") == contact.value.lstrip("+")
    return (
        same
        and row.get("contact", _type(contact)) == _type(contact)
        and row.get("keyword", "") == (contact.keyword or "").lstrip("'")
    )


def _type(contact: Contact) -> str:
    return contact.type + (f", then press {contact.press}" if contact.press else "")


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula or, of a number in full, for arithmetic."""
    return f"'{text}" if _FORMULA.match(text) else text


def _dialect(text: str) -> type[csv.Dialect]:
    """Return how cells are parted: spreadsheets of many countries write semicolons."""
    head = text.partition("\n")[0]

    class Parted(csv.excel):
        delimiter = max(",;\t", key=head.count)

    return Parted
