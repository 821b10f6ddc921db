"""What `peerfind update` and `peerfind feed` share: the store, what an update takes from around it, and its telling."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from peerfind.clock import read_clock
from peerfind.commands.session import Session, tell
from peerfind.directory.model import Listing
from peerfind.directory.suppression import Suppression
from peerfind.directory.text import counted
from peerfind.directory.vocabulary import Codes
from peerfind.errors import DataError, PeerfindError
from peerfind.feeds.review import Neighbours
from peerfind.feeds.store import Feed, FeedStore
from peerfind.feeds.updating import Outcome, Surroundings
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Filters
from peerfind.settings import load_settings

_MOST_TOLD = 40
"""Changes that are told one by one."""


def open_store() -> FeedStore:
    """Return the user's feeds."""
    return FeedStore(load_settings(os.environ).data)


def surroundings() -> Surroundings:
    """Return what an update takes from around it."""
    from peerfind.feeds.readers import READERS  # here, because a completion reads no feed

    session = cache(lambda: Session(place="anywhere"))

    def known() -> Iterator[str]:
        """Yield the digits of every number that can be looked up."""
        return (reverse[::-1] for reverse in session().finder.index.counts("number"))

    def holder(digits: str) -> tuple[str, str] | None:
        """Return the id and name of a listing that has a number."""
        results = session().finder.search(digits, Filters(), 1, session().now).results
        return (results[0].listing.id, results[0].listing.name) if results else None

    return Surroundings(
        now=read_clock(os.environ),
        readers=READERS,
        places=_places,
        neighbours=Neighbours(known, holder),
        environ=os.environ,
        unwanted=_unwanted,
    )


def _unwanted(value: str) -> bool:
    """Whether somebody asked to have a number, address or name removed, so that no feed may bring it back."""
    return _suppression().holds(value)


@cache
def _suppression() -> Suppression:
    from peerfind.curation.background import load_suppression  # here, because it reads YAML
    from peerfind.lookup.store import DATA

    return load_suppression(DATA)


@cache
def _places() -> Gazetteer:
    from peerfind.lookup.store import load_places  # here, because an unchanged feed needs none

    return load_places()


def known_codes() -> Codes:
    """Return the codes that listings may use."""
    from peerfind.feeds.terms import codes  # here, because it reads YAML

    return codes(_places())


def read_whole_directory(folder: Path | None) -> list[Listing]:
    """Return the listings of a folder of YAML files. Raises DataError for the first fault in them."""
    from peerfind.directory.loading import read_directory  # here, because an update reads no YAML
    from peerfind.lookup.store import directory_folder, read_files

    read = read_directory(read_files(folder or directory_folder()), known_codes())
    if faults := [fault for fault in read.faults if fault.fault.refuses]:
        raise DataError(f"{faults[0]} (and {len(faults) - 1} more)", hint='"peerfind check" lists them all.')
    return read.listings


def prepare_look_ups() -> None:
    """Build the index of what is now in use, so that the next look-up need not."""
    Session(place="anywhere")


def told(outcome: Outcome, *, check: bool) -> Iterator[str]:
    """Yield what came of an update, for people."""
    name, changes = outcome.feed.name, outcome.changes
    verb = "would change" if check else "changed"
    if not changes and not outcome.held:
        yield f"{name}: unchanged."
    if changes:
        counts = ", ".join(f"{count} {sort}" for sort, count in changes.counts().items())
        yield f"{name}: {counted(len(changes), 'listing', 'listings')} {verb} ({counts})."
    if len(changes) < outcome.feed.listings:
        yield from _some(changes)
    if outcome.held:
        yield f"{name}: {len(outcome.held)} held back; the last good state stays in use:"
        yield from _some([_held(id_, held) for id_, held in outcome.held.items()])
        yield f"Look at each, then: peerfind update {name} --accept ID (or all)."
    if outcome.warnings:
        yield f"{name}: {len(outcome.warnings)} could not be used or are doubtful:"
        yield from _some(outcome.warnings)


def _held(id_: str, held: Any) -> str:
    reasons = "; ".join(held["reasons"])
    return f"{held['change'] or id_}\n  held because {reasons}"


def _some(things: Sequence[object]) -> Iterator[str]:
    for thing in things[:_MOST_TOLD]:
        yield "  " + str(thing).replace("\n", "\n  ")
    if len(things) > _MOST_TOLD:
        yield f"  and {len(things) - _MOST_TOLD} more; --json tells all"


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return what came of an update, for scripts."""
    feed = outcome.feed
    return {
        "feed": feed.name,
        "result": outcome.result,
        "listings": feed.listings,
        "changes": [
            {
                "id": change.listing.id,
                "name": change.listing.name,
                "sort": change.sort,
                "fields": [{"field": f.path, "old": f.old, "new": f.new, "says": str(f)} for f in change.details],
            }
            for change in outcome.changes
        ],
        "held": [{"id": id_, **held} for id_, held in outcome.held.items()],
        "warnings": [*outcome.warnings],
    }


def described(feed: Feed) -> dict[str, Any]:
    """Return what is known of a feed, for scripts; its token is not told."""
    return {
        "name": feed.name,
        "urls": [*feed.urls],
        "format": feed.format,
        "signed": bool(feed.keys),
        "fingerprint": feed.keys[0] if feed.keys else None,
        "enabled": feed.enabled,
        "about": dict(feed.about),
        "listings": feed.listings,
        "held": feed.held,
        "read": feed.read.isoformat() if feed.read else None,
        "expires": feed.expires.isoformat() if feed.expires else None,
        "snapshot": feed.snapshot,
        "history": [*feed.history],
    }


class Bar:
    """A progress bar on a terminal, and nothing elsewhere."""

    def __init__(self, title: str) -> None:
        self._bar: Any = None
        if sys.stderr.isatty():
            from rich.console import Console  # here, because scripts see no bar
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(title, total=None)
            self._bar.start()

    def tell(self, done: int) -> None:
        """Take note of how many documents have come."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def each(names: list[str], job: Callable[[str], None]) -> list[PeerfindError]:
    """Do a job for each feed and return what went wrong, so that one feed never keeps the others from it."""
    failures: list[PeerfindError] = []
    for name in names:
        try:
            job(name)
        except PeerfindError as error:
            failures.append(error)
            if len(names) > 1:
                tell(f"{error} {error.hint}".strip())
    return failures


def read_token(file: Path | None) -> str | None:
    """Return the token in a file. Raises DataError."""
    if file is None:
        return None
    try:
        return file.read_text("utf-8").strip() or None
    except (OSError, UnicodeError) as error:
        raise DataError(f"{file} can't be read") from error
