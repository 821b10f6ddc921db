"""Hits of an index in the order in which people see them: what lies near, what has all that was asked, the rest."""

import math
from collections.abc import Iterator
from itertools import count

import tantivy

from peerfind.lookup.index import Hit, Index
from peerfind.lookup.places import Place, distance_km
from peerfind.lookup.query import Need
from peerfind.lookup.ranking import Queries, Ranker
from peerfind.record import Record

_RINGS_KM = (5.0, 25.0, 120.0)
"""Radii in which what is near is looked for, one after the other until there is enough."""
_MOST_NEAR = 1_000
"""Listings that are sorted by distance at once."""
_PAGE = 100
Found = tuple[Hit, float | None]
"""A hit, and its distance in kilometres where one was asked for."""


class Best(Record):
    """The best hits for a need, and how many there are."""

    total: int
    """With all that was asked or, where those are too few, with some of it."""
    full: list[Found]
    """Those that have all that was asked."""
    others: list[Found]
    exact: bool = False
    """Whether the first of them have just the name or number that was typed."""


class Retrieval:
    """The hits for one need."""

    def __init__(self, index: Index, ranker: Ranker, need: Need, today: int) -> None:
        self._index, self._ranker = index, ranker
        self.queries: Queries = ranker.queries(need, today)
        self._near = need.filters.near or need.reading.near
        self._within = need.filters.within_km or need.reading.within_km
        self._only_within = need.filters.within_km is not None

    def best(self, limit: int, most_full: int = 0) -> Best:
        """Return at least the best `limit`, and of those that have all that was asked `most_full`, if so many do."""
        first, *wider = self.queries.stages
        total, hits = self._index.find(first, max(limit, most_full, 1))
        located = self._located(max(limit, most_full)) if self._near else []
        total_located = len(located)
        located = located[: max(limit, most_full)]
        if self._only_within:
            return Best(total=total_located, full=located, others=[])
        seen: set[tuple[int, int]] = set()
        exact = self._exact(seen)
        full = exact + [found for found in located if _key(found[0]) not in seen]
        seen.update(_key(hit) for hit, _ in located)
        full += self._new(hits, seen)
        others: list[Found] = []
        for query in wider:
            if exact or len(full) + len(others) >= limit:
                break  # who typed a whole name or number looks for nothing else
            total, hits = self._index.find(query, limit + len(full) + len(others))
            others += self._new(hits, seen)
        return Best(total=max(total, len(full) + len(others)), full=full, others=others, exact=bool(exact))

    def ordered(self, page: int = _PAGE) -> Iterator[Found]:
        """Yield every hit once, best first, read a page at a time."""
        seen: set[tuple[int, int]] = set()
        yield from [] if self._only_within else self._exact(seen)
        located = self._located(page) if self._near else []
        yield from (found for found in located if _key(found[0]) not in seen)
        seen.update(_key(hit) for hit, _ in located)
        for query in () if self._only_within else self.queries.stages:
            for hits in self._pages(query, page):
                yield from self._new(hits, seen)

    def _exact(self, seen: set[tuple[int, int]]) -> list[Found]:
        """Return the hits that have just the name or number that was typed, the nearest first where a place was."""
        found = [one for query in self.queries.exact for one in self._new(self._index.find(query, _PAGE)[1], seen)]
        return sorted(found, key=lambda one: math.inf if one[1] is None else one[1]) if self._near else found

    def _new(self, hits: list[Hit], seen: set[tuple[int, int]]) -> list[Found]:
        """Return the hits that have not been seen, and take note of them."""
        new = [hit for hit in hits if _key(hit) not in seen]
        seen.update(_key(hit) for hit in new)
        return [*zip(new, self._distances(new), strict=True)]

    def _pages(self, query: tantivy.Query, size: int) -> Iterator[list[Hit]]:
        for offset in count(0, size):
            _, hits = self._index.find(query, size, offset)
            yield hits
            if len(hits) < size:
                return

    def _located(self, limit: int) -> list[Found]:
        """Return what lies near and has all that was asked, the nearest first."""
        assert self._near is not None
        rings = [km for km in _RINGS_KM if self._within is None or (km < self._within and not self._only_within)]
        found: list[Found] = []
        for km in [*rings, self._within] if self._within else rings:
            _, hits = self._index.find(self._ranker.around(self.queries.anywhere, self._near, km), _MOST_NEAR)
            found = [(hit, far) for hit, far in zip(hits, self._distances(hits), strict=True) if (far or 0.0) <= km]
            if len(found) >= limit:
                break
        return sorted(found, key=lambda one: one[1] or 0.0)

    def _distances(self, hits: list[Hit]) -> list[float | None]:
        """Return how far away each is, None for what is nowhere in particular or where no place was asked for."""
        if not self._near:
            return [None] * len(hits)
        return [_distance(self._near, point) for point in self._index.points(hits)]


def _distance(near: Place, point: tuple[float, float] | None) -> float | None:
    assert near.lat is not None
    assert near.lon is not None
    return distance_km(near.lat, near.lon, *point) if point else None


def _key(hit: Hit) -> tuple[int, int]:
    return hit.address.segment_ord, hit.address.doc
