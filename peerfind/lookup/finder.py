"""Looking up: one engine behind every command. Pure but for reading the open index; the moment is an argument."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from peerfind.directory.freshness import freshness
from peerfind.directory.reference import Reference
from peerfind.directory.text import fold
from peerfind.lookup.hours import open_state
from peerfind.lookup.index import Hit, Index
from peerfind.lookup.places import Gazetteer, Place
from peerfind.lookup.query import Answer, Filters, Result, Turn, Understood
from peerfind.lookup.ranking import Ranker
from peerfind.lookup.spelling import Speller
from peerfind.lookup.understanding import Phrases, content_words, understand
from peerfind.lookup.urgency import is_urgent

_BATCH = 100
"""Listings fetched at a time while those that are open are picked out."""
_MOST_OPEN = 5_000
"""Listings that are asked for their hours at the most."""
CRISIS_LINES = 8
"""Crisis lines on one screen."""


class Finder:
    """Answers look-ups from one open index."""

    def __init__(self, index: Index, reference: Reference, phrases: Phrases, places: Gazetteer) -> None:
        self.index = index
        self.reference = reference
        self.vocabulary = reference.vocabulary
        self.places = places
        self._phrases = phrases
        weights = {code: kind.weight for code, kind in self.vocabulary.tables["kinds"].items()}
        self._ranker = Ranker(index.schema, weights)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self.index, {word for phrase in self._phrases for word in phrase.split()})

    def search(self, text: str, filters: Filters, limit: int, now: dt.datetime, home: Place | None = None) -> Answer:
        """Return what answers best to a query in plain words; with an empty one, whatever the filters let through."""
        understood = self._understand(text, home)
        if understood.place and filters.place is None:
            home = self.places.resolve(understood.place[0]) or home
        words = [self._speller.mend(word) for word in content_words(text)]
        urgent = is_urgent(text, self.reference.urgent)
        query = self._ranker.query(
            text, words, understood, filters, home, urgent=urgent, today=now.date().toordinal()
        )
        if filters.open_at:
            found = [r for r in self._results(query, filters.open_at) if r.state.open_now]
            total, results = len(found), found[:limit]
        else:
            total, hits = self.index.find(query, limit)
            results = [self._result(hit, now) for hit in hits]
        turn = self.turn(filters.place or home, now) if urgent or not results else None
        return Answer(text, urgent, understood, total, results, turn)

    def every(self, filters: Filters, now: dt.datetime) -> Iterator[Result]:
        """Yield every listing that the filters let through, by id."""
        query = self._ranker.query("", [], Understood(), filters, None, urgent=False, today=now.date().toordinal())
        results = self._results(query, filters.open_at) if filters.open_at else self._all(query, now)
        kept = [r for r in results if not filters.open_at or r.state.open_now]
        yield from sorted(kept, key=lambda r: r.listing.id)

    def turn(self, place: Place | None, now: dt.datetime, limit: int = CRISIS_LINES) -> Turn:
        """Return the emergency numbers and crisis lines of a place, those open now first."""
        asked = Understood(topics=("suicide", "crisis"), audiences=("everyone",))
        filters = Filters(kinds=("crisis_line",), place=place)
        query = self._ranker.query(" ", [], asked, filters, place, urgent=True, today=now.date().toordinal())
        _, hits = self.index.find(query, _BATCH)
        results = [self._result(hit, now) for hit in hits]
        results.sort(key=lambda r: {True: 0, None: 1, False: 2}[r.state.open_now])
        emergency = self.reference.emergency.get(place.country) if place else None
        return Turn(place, emergency, results[:limit])

    def show(self, name: str, now: dt.datetime) -> list[Result]:
        """Return the listing of that id, else those of exactly that name or alias; active or not."""
        for field, code in (("id", name), ("title", fold(name))):
            _, hits = self.index.find(self._ranker.one(field, code), 20)
            if hits:
                return [self._result(hit, now) for hit in hits]
        return []

    def counts(self, field: str, filters: Filters, now: dt.datetime) -> dict[str, int]:
        """Return the codes of an index field with the number of listings that the filters let through."""
        query = self._ranker.query("", [], Understood(), filters, None, urgent=False, today=now.date().toordinal())
        return self.index.counts(field, query)

    def _understand(self, text: str, home: Place | None) -> Understood:
        return understand(text, self._phrases, self.places, home.country if home else None, self._speller.mend)

    def _all(self, query: object, now: dt.datetime) -> Iterator[Result]:
        offset = 0
        while True:
            _, hits = self.index.find(query, _BATCH, offset)
            yield from (self._result(hit, now) for hit in hits)
            if len(hits) < _BATCH:
                return
            offset += _BATCH

    def _results(self, query: object, moment: dt.datetime) -> Iterator[Result]:
        return islice(self._all(query, moment), _MOST_OPEN)

    def _result(self, hit: Hit, now: dt.datetime) -> Result:
        fresh = freshness(hit.listing, now.date(), self.vocabulary)
        return Result(hit.listing, round(hit.score, 3), open_state(hit.listing, now), fresh, hit.feed)
