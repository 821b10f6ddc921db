"""Looking up: one engine behind every command. Pure but for reading the open index; the moment is an argument."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import count, islice

import tantivy

from peerfind.directory.freshness import freshness
from peerfind.directory.reference import EmergencyNumbers, UrgentPhrases
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Vocabulary
from peerfind.lookup.hours import open_state
from peerfind.lookup.index import EVERYONE, Hit, Index
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.places import Gazetteer, Place
from peerfind.lookup.query import Answer, Filters, Need, Result, Turn, Understood
from peerfind.lookup.ranking import Ranker
from peerfind.lookup.spelling import Speller
from peerfind.lookup.understanding import Reader
from peerfind.lookup.urgency import is_urgent
from peerfind.record import Record

_BATCH = 100
"""Listings fetched at a time while those that are open are picked out."""
_MOST_OPEN = 5_000
"""Listings that are asked for their hours at the most."""
_OPEN_FIRST = {True: 0, None: 1, False: 2}
CRISIS_LINES = 8
"""Crisis lines on one screen."""


class Background(Record):
    """What look-ups need beside the listings."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    places: Gazetteer
    urgent: UrgentPhrases
    noise: tuple[str, ...]
    emergency: Callable[[str], EmergencyNumbers | None]
    """Returns a country's emergency numbers."""


class Finder:
    """Answers look-ups from one open index."""

    def __init__(self, index: Index, directory: Background) -> None:
        self.index = index
        self.vocabulary = directory.vocabulary
        self.lexicon = directory.lexicon
        self.places = directory.places
        self._emergency = directory.emergency
        self._urgent = directory.urgent
        danger = {word for phrase in (*self._urgent.phrases, *self._urgent.acts) for word in phrase.split()}
        speller = Speller(index, self.lexicon, also=danger)
        self._reader = Reader(
            lexicon=self.lexicon, noise=frozenset(directory.noise), places=self.places, mend=speller.mend
        )
        self._ranker = Ranker(index.schema, self.vocabulary.weights)

    def search(self, text: str, filters: Filters, limit: int, now: dt.datetime, home: Place | None = None) -> Answer:
        """Return what answers best to a query in plain words; with an empty one, whatever the filters let through.

        `home` puts what is near first, unless the words name another place.
        """
        understood = self.understand(text, home)
        named = self.places.resolve(understood.place[0]) if understood.place else None
        near = filters.place or named or home
        urgent = is_urgent(text, self._urgent, mended=self._reader.mended(text))
        need = Need(
            text=text,
            words=tuple(self._reader.words(text)),
            understood=understood,
            filters=filters,
            near=near,
            urgent=urgent,
        )
        if filters.open_at:
            found = list(self._open(need, filters.open_at, now))
            total, results = len(found), found[:limit]
        else:
            total, hits = self.index.find(self._query(need, now), limit)
            results = [self._result(hit, now, now) for hit in hits]
        turn = self.turn(near, now) if urgent or not results else None
        return Answer(query=text, urgent=urgent, understood=understood, total=total, results=results, turn=turn)

    def understand(self, text: str, home: Place | None = None) -> Understood:
        """Return what a query in plain words asks for; of places with one name, one at `home` is meant."""
        return self._reader.understand(text, home.country if home else None)

    def every(self, filters: Filters, now: dt.datetime) -> list[Result]:
        """Return every listing that the filters let through, by id."""
        need = Need(filters=filters)
        found = self._open(need, filters.open_at, now) if filters.open_at else self._all(need, now, now)
        return sorted(found, key=lambda result: result.listing.id)

    def turn(self, place: Place | None, now: dt.datetime, limit: int = CRISIS_LINES) -> Turn:
        """Return the emergency numbers and crisis lines of a place, those open now first."""
        need = Need(
            understood=Understood(topics=("suicide", "crisis"), audiences=(EVERYONE,)),
            filters=Filters(kinds=("crisis_line",), place=place, whole_place=True),
            near=place,
            urgent=True,
        )
        _, hits = self.index.find(self._query(need, now), _BATCH)
        results = [self._result(hit, now, now) for hit in hits]
        results.sort(
            key=lambda r: (_OPEN_FIRST[r.state.open_now], -r.score, -len({c.type for c in r.listing.contacts}))
        )
        emergency = self._emergency(place.country) if place else None
        return Turn(place=place, emergency=emergency, crisis_lines=results[:limit])

    def show(self, name: str, now: dt.datetime) -> list[Result]:
        """Return the listing of that id, else those of exactly that name or alias; active or not."""
        for field, code in (("id", name), ("title", fold(name))):
            _, hits = self.index.find(self._ranker.one(field, code), 20)
            if hits:
                return [self._result(hit, now, now) for hit in hits]
        return []

    def counts(self, field: str, filters: Filters, now: dt.datetime) -> dict[str, int]:
        """Return the codes of an index field with the number of listings that the filters let through."""
        return self.index.counts(field, self._query(Need(filters=filters), now))

    def _query(self, need: Need, now: dt.datetime) -> tantivy.Query:
        return self._ranker.query(need, now.date().toordinal())

    def _all(self, need: Need, moment: dt.datetime, now: dt.datetime) -> Iterator[Result]:
        """Yield all that answers, best first, with what holds at a moment; age counts from `now`."""
        query = self._query(need, now)
        for offset in count(0, _BATCH):
            _, hits = self.index.find(query, _BATCH, offset)
            yield from (self._result(hit, moment, now) for hit in hits)
            if len(hits) < _BATCH:
                return

    def _open(self, need: Need, moment: dt.datetime, now: dt.datetime) -> Iterator[Result]:
        """Yield what is known to be open at a moment, best first."""
        return (result for result in islice(self._all(need, moment, now), _MOST_OPEN) if result.state.open_now)

    def _result(self, hit: Hit, moment: dt.datetime, now: dt.datetime) -> Result:
        fresh = freshness(hit.listing, now.date(), self.vocabulary)
        state = open_state(hit.listing, moment)
        return Result(listing=hit.listing, score=round(hit.score, 3), state=state, freshness=fresh, feed=hit.feed)
