"""The log of what was printed, and which of it is no longer right. Nothing about people or questions is kept."""

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from peerfind.directory.model import DIALLED, Listing
from peerfind.errors import DataError
from peerfind.printing.sheet import Edition
from peerfind.record import Record

_FILE = "editions.jsonl"


class Recalled(Record):
    """An edition with something on it that has changed since."""

    code: str
    day: dt.date
    because: tuple[str, ...]


def log(folder: Path, edition: Edition) -> None:
    """Note an edition in the user's data folder, unless it is there already. Raises DataError."""
    held = {
        "code": edition.code,
        "day": edition.day.isoformat(),
        "until": edition.until.isoformat(),
        "ids": edition.ids,
        "numbers": edition.numbers,
    }
    if any(known.code == edition.code for known in editions(folder)):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # One write of one line: a reader sees it whole or not at all.
        line = (json.dumps(held, ensure_ascii=False) + "\n").encode()
        handle = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)
    except OSError as error:
        hint = "The list itself was made; without the log, recall can't warn of it later."
        raise DataError(f"{folder / _FILE}: {error.strerror}", hint=hint) from error


def editions(folder: Path) -> Iterator[Edition]:
    """Yield the editions that were printed, the oldest first; a damaged line is passed over."""
    try:
        lines = (folder / _FILE).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise DataError(f"{folder / _FILE}: {error}") from error
    for line in lines:
        try:
            held = json.loads(line)
            yield Edition(
                code=held["code"],
                day=dt.date.fromisoformat(held["day"]),
                until=dt.date.fromisoformat(held["until"]),
                ids=tuple(held["ids"]),
                numbers=tuple(held["numbers"]),
            )
        except (ValueError, KeyError, TypeError):
            continue


def recall(
    printed: Iterable[Edition], find: Callable[[str], Listing | None], today: dt.date, about: str = ""
) -> Iterator[Recalled]:
    """Yield the editions that now carry something changed, closed or out of date.

    `find` returns the listing of an id; `about` is a number or id, to be told of the editions that carry it at all.
    """
    for edition in printed:
        if about:
            because = ["carries it"] if about in edition.ids or about in edition.numbers else []
        else:
            because = [*_because(edition, find, today)]
        if because:
            yield Recalled(code=edition.code, day=edition.day, because=tuple(because))


def _because(edition: Edition, find: Callable[[str], Listing | None], today: dt.date) -> Iterator[str]:
    if edition.until < today:
        yield f"not to be used after {edition.until}"
    current: set[str] = set()
    for id_ in edition.ids:
        listing = find(id_)
        if listing is None:
            yield f"{id_} is no longer listed"
        elif listing.status != "active":
            yield f"{id_} is {listing.status}" + (f" since {listing.closed}" if listing.closed else "")
        else:
            current.update(contact.value for contact in listing.contacts_of(*DIALLED))
    yield from (
        f"{number} is no longer a number of these services" for number in edition.numbers if number not in current
    )
