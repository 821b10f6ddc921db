"""The log of what was printed, and which of it is no longer right. Nothing about people or questions is kept."""

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from peerfind.catalogue import ENGLISH, Catalogue
from peerfind.directory.model import Listing
from peerfind.directory.numbers import SHORTEST_TAIL
from peerfind.directory.text import digits
from peerfind.errors import DataError
from peerfind.printing.setter import numbers_of
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
        raise DataError("{file}: {reason}", hint=hint, file=folder / _FILE, reason=error.strerror) from error


def editions(folder: Path) -> Iterator[Edition]:
    """Yield the editions that were printed, the oldest first; a damaged line is passed over."""
    try:
        lines = (folder / _FILE).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise DataError("{file}: {reason}", file=folder / _FILE, reason=error) from error
    for line in lines:
        try:
            held = json.loads(line)
            yield Edition(
                code=held["code"],
                day=dt.date.fromisoformat(held["day"]),
                until=dt.date.fromisoformat(held["until"]),
                ids=tuple(held["ids"]),
                numbers=tuple(map(tuple, held["numbers"])),
            )
        except (ValueError, KeyError, TypeError):
            continue


def recall(
    printed: Iterable[Edition],
    find: Callable[[str], Listing | None],
    today: dt.date,
    about: str = "",
    catalogue: Catalogue = ENGLISH,
) -> Iterator[Recalled]:
    """Yield the editions that now carry something changed, closed or out of date, said in a catalogue's language.

    `find` returns the listing of an id; `about` is a number or id, to be told of the editions that carry it at all.
    """
    for edition in printed:
        if about:
            because = [catalogue.say("carries it")] if _carries(edition, about) else []
        else:
            because = [*_because(edition, find, today, catalogue)]
        if because:
            yield Recalled(code=edition.code, day=edition.day, because=tuple(because))


def _carries(edition: Edition, about: str) -> bool:
    """Whether an edition carries an id or a number, however that is written."""
    dialled = digits(about)
    numbers = (digits(number.partition(" ")[0]) for held in edition.numbers for number in held)
    long = len(dialled) >= SHORTEST_TAIL
    return about in edition.ids or any(n == dialled or (long and n.endswith(dialled)) for n in numbers)


def _because(
    edition: Edition, find: Callable[[str], Listing | None], today: dt.date, catalogue: Catalogue
) -> Iterator[str]:
    say = catalogue.say
    if edition.until < today:
        yield say("not to be used after {day}", day=edition.until)
    for id_, numbers in zip(edition.ids, edition.numbers, strict=False):
        listing = find(id_)
        if listing is None:
            yield say("{id} is no longer listed", id=id_)
        elif listing.status == "closed":
            yield f"{id_} {say('is closed')}" + (f" ({listing.closed})" if listing.closed else "")
        elif listing.status != "active":
            yield f"{id_} {say('is paused')}"
        else:
            for gone in (number for number in numbers if number not in numbers_of(listing)):
                yield say("{number} is no longer a number of {id}", number=gone, id=id_)
