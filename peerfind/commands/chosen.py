"""The listings that a command writes out: all that the filters let through, or those of given ids in their order."""

import sys
from pathlib import Path

from peerfind.commands.session import Session, tell
from peerfind.directory.spelling import nearest
from peerfind.errors import DataError, NothingFoundError
from peerfind.lookup.query import Filters, Result


def read_ids(file: str) -> tuple[str, ...]:
    """Return the ids of a file, or of standard input, each once. Raises DataError."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise DataError("--ids {file}: {reason}", file=file, reason=error.strerror) from error
    lines = (line.partition("#")[0].strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def listings_of(session: Session, filters: Filters, ids: tuple[str, ...] | None) -> tuple[list[Result], list[str]]:
    """Return what the filters let through, in the order of the ids where there are any; and the ids left out."""
    if ids is None:
        return session.finder.every(filters, session.now), []
    found = session.finder.every(filters.replace(ids=ids), session.now) if ids else []
    by_id = {result.listing.id: result for result in found}
    missing = [id_ for id_ in ids if id_ not in by_id]
    for id_ in missing:
        tell(_why_missing(session, id_))
    return [by_id[id_] for id_ in ids if id_ in by_id], missing


def tell_missing(missing: int, asked: int) -> None:
    """Raise NothingFoundError where ids that were asked for are not in what was written."""
    if missing:
        told = "{missing} of {asked} ids are left out; the rest is written."
        raise NothingFoundError(told, missing=missing, asked=asked)


def _why_missing(session: Session, id_: str) -> str:
    """Return why an id that was asked for is left out."""
    known = next((result.listing for result in session.finder.show(id_, session.now) if result.listing.id == id_), None)
    if known is None:
        if near := nearest(id_, session.finder.index.ids(id_[:3])):
            return session.say("{id}: no listing has this id; did you mean {near}?", id=id_, near=near)
        return session.say("{id}: no listing has this id.", id=id_)
    if known.status == "active":
        return session.say("{id}: the filters leave it out.", id=id_)
    status = session.say("closed") if known.status == "closed" else session.say("paused")
    if known.replaced_by:
        return session.say("{id}: {status}; now {new}; left out.", id=id_, status=status, new=known.replaced_by)
    return session.say("{id}: {status}; left out.", id=id_, status=status)
