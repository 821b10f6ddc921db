"""The directory for other Python programs: `from peerfind import Directory`. docs/python.md shows how."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypedDict, Unpack

from peerfind.clock import read_clock
from peerfind.directory.model import Listing
from peerfind.errors import UsageError
from peerfind.lookup.asking import code_of, one_of, place_of, point_of
from peerfind.lookup.finder import CRISIS_LINES, Finder
from peerfind.lookup.places import Place
from peerfind.lookup.query import Answer, Filters, Result, Turn
from peerfind.lookup.snapshots import current_snapshots, outdated_meetings
from peerfind.lookup.store import directory_folder, open_finder
from peerfind.settings import load_settings

__all__ = ["Answer", "Directory", "Listing", "Result", "Turn", "Wanted"]
Codes = str | Iterable[str]
"""One code or several, each as a code or in words: "warmline", ["es", "Vietnamese"]."""


class Wanted(TypedDict, total=False):
    """What every listing found must have; of several codes for one thing any is enough."""

    kinds: Codes
    topics: Codes
    audiences: Codes
    languages: Codes
    contacts: Codes
    """Ways to reach it: "phone", "sms", "chat" ..."""
    settings: Codes
    """Where it happens: "online", "in_person", "hybrid"."""
    place: str
    """What it serves, or a part of it: a country, state, province, city or US ZIP code."""
    near: str
    """A city, a US ZIP code or "LAT,LON"; what is nearest comes first, up to 120 km."""
    within_km: float
    """Only what is not further from `near`."""
    open_at: dt.datetime
    """Only what is known to be open then."""
    open_now: bool
    free: bool
    peer_run: bool
    no_dispatch: bool
    """Only what never sends police without consent."""
    anonymous: bool
    age: int
    checked_within: int
    """Days."""


FACETS = {"kinds": "kind", "places": "serves"} | {
    name: name for name in ("topics", "audiences", "languages", "contacts", "settings")
}
"""Table -> the name of its codes in the index."""
_CODES = ("kinds", "topics", "audiences", "languages", "contacts", "settings")
_PLAIN = ("within_km", "open_at", "free", "peer_run", "no_dispatch", "anonymous", "age", "checked_within")


class Directory:
    """An open directory of peer support and crisis help. Look-ups are local, leave no trace, and may run in threads.

    >>> from peerfind import Directory
    >>> directory = Directory.open()
    >>> answer = directory.search("someone to talk to at night", place="Ohio")
    >>> len(answer.results)
    5
    """

    def __init__(self, finder: Finder, home: Place | None, now: dt.datetime | None) -> None:
        """Take what `open` has made ready."""
        self.finder = finder
        self._home = home
        self._now = now

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str] | None = None,
        *,
        cache: str | os.PathLike[str] | None = None,
        home: str | None = None,
        now: dt.datetime | None = None,
    ) -> "Directory":
        """Open the directory in a folder; without one that of the user's settings, which is the bundled one at first.

        `cache` is where the index is kept (the user's cache without it), `home` the place of those who ask: what is
        near it comes first. `now` stops the clock, for tests and reproducible lists. Opening takes a tenth of a second,
        and some seconds the first time. Raises DataError, or UsageError for a place that is not known.
        """
        settings = load_settings(os.environ)
        chosen = folder or settings.directory.value
        feeds = current_snapshots(settings.data)
        outdated = outdated_meetings(feeds, (now or read_clock(os.environ)).date())
        folder, kept = Path(chosen) if chosen else directory_folder(), Path(cache) if cache else settings.cache
        opened = open_finder(folder, kept, feeds=feeds, outdated=outdated)
        place = place_of(opened.finder, home, settings.guessed_country, "home") if home else None
        return cls(opened.finder, place, now.astimezone() if now else None)

    def search(
        self,
        query: str = "",
        *,
        limit: int = 5,
        literal: bool = False,
        explain: bool = False,
        **wanted: Unpack[Wanted],
    ) -> Answer:
        """Return the listings that answer best to a query in plain words, among those that have what is wanted.

        When the words tell of danger to life, or nothing is found, the answer's `turn` holds the emergency number and
        crisis lines of the place: show them first. Raises UsageError for a code or place that is not known.

        >>> answer = Directory.open().search("grief", kinds="support_group", languages=["es", "English"])
        >>> {result.listing.kind for result in answer.results}
        {'support_group'}
        """
        now = self._moment()
        return self.finder.search(
            query, self._filters(wanted, now), limit, now, self._home, literal=literal, explain=explain
        )

    def every(self, **wanted: Unpack[Wanted]) -> list[Result]:
        """Return every listing that has what is wanted and is in service, by id. Raises UsageError."""
        now = self._moment()
        return self.finder.every(self._filters(wanted, now), now)

    def show(self, name: str) -> Result:
        """Return the listing of an id, or of just that name; closed ones too: see its `status`.

        Raises NothingFoundError, or UsageError where several have the name.

        >>> Directory.open().show("trans-lifeline").listing.name
        'Trans Lifeline'
        """
        return one_of(self.finder, name, self._moment(), self._home)

    def crisis(self, place: str | None = None, *, limit: int = CRISIS_LINES) -> Turn:
        """Return the emergency numbers and crisis lines of a place (of home, without one), those open now first.

        Raises UsageError.

        >>> Directory.open().crisis("Kenya").emergency.general
        '999'
        """
        where = self._place(place, "place") if place else self._home
        return self.finder.turn(where, self._moment(), limit)

    def facets(self, table: str, **wanted: Unpack[Wanted]) -> dict[str, int]:
        """Return the codes of a table with the number of listings that have each, the most first.

        The tables are kinds, topics, audiences, languages, contacts, settings and places. Raises UsageError.

        >>> Directory.open().facets("kinds", place="Kenya")["crisis_line"] > 0
        True
        """
        if table not in FACETS:
            raise UsageError(f"{table!r} is not a table", hint=f"There are {', '.join(FACETS)}.")
        now = self._moment()
        counts = self.finder.counts(FACETS[table], self._filters(wanted, now), now)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def __iter__(self) -> Iterator[Result]:
        return iter(self.every())

    def __len__(self) -> int:
        return self.finder.index.count(["status:active"])

    def _moment(self) -> dt.datetime:
        return self._now or read_clock(os.environ)

    def _place(self, text: str, option: str) -> Place:
        return place_of(self.finder, text, self._home.country if self._home else None, option)

    def _filters(self, wanted: Wanted, now: dt.datetime) -> Filters:
        """Return the filters. Raises TypeError for a name that is none, UsageError for a value that means nothing."""
        if unknown := wanted.keys() - Wanted.__annotations__.keys():
            raise TypeError(f"unknown filters: {', '.join(sorted(unknown))}")
        home = self._home.country if self._home else None
        given: dict[str, Any] = {**wanted}
        values: dict[str, Any] = {name: self._codes(name, given.get(name, ())) for name in _CODES}
        values |= {name: given[name] for name in _PLAIN if name in given}
        if wanted.get("open_now"):
            values.setdefault("open_at", now)
        return Filters(
            **values,
            place=self._place(wanted["place"], "place") if wanted.get("place") else None,
            near=point_of(self.finder, wanted["near"], home, "near") if wanted.get("near") else None,
        )

    def _codes(self, table: str, asked: Codes) -> tuple[str, ...]:
        texts = [asked] if isinstance(asked, str) else asked
        return tuple(code_of(self.finder, table, text, table) for text in texts)
