"""Queries that filter by what must hold and order by what fits best.

A need is answered in stages, each wider than the one before: listings that have just what was asked, those that have
something like each of it (a helpline for a warmline, a nation-wide service for one of the state), those that lack one
thing, two things ... In a directory of any size a stage is cheap, because the rarest of the things that it asks for
leads; and the next is needed only when too few have been found.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import tantivy

from peerfind.lookup.clauses import TOO_MANY, Clause, Clauses
from peerfind.lookup.index import Index
from peerfind.lookup.places import WORLDWIDE, Place, cells_around
from peerfind.lookup.query import Filters, Need
from peerfind.lookup.terms import Occurring, Terms, any_of, best_of, scored
from peerfind.record import Record

NOT_OFFERED = ("closed", "paused")
"""Statuses of what can't be had now."""
_MOST_LACKING = 3
"""Things that a listing may lack before it is looked for by anything that it has."""
_MOST_COMBINATIONS = 15
"""Ways to lack so many things that are worth looking at; who asks for seven things gets some of them."""


class Queries(Record):
    """The queries for a need, each wider than the one before, and what they are made of."""

    exact: tuple[tantivy.Query, ...]
    """For listings that have just this name or number."""
    anywhere: tantivy.Query
    """For listings that have all that was asked, wherever that can be had."""
    stages: tuple[tantivy.Query, ...]
    clauses: tuple[Clause, ...]


class Ranker:
    """Builds the queries for one index."""

    def __init__(
        self,
        index: Index,
        akin: Mapping[str, Sequence[str]],
        told: Callable[[str, str], str],
        outdated: Sequence[str] = (),
    ) -> None:
        """`akin` are the kinds that serve the need of a kind; `told` returns what a code of a table is called.

        Groups of the feeds that are `outdated` are left out.
        """
        self._outdated = outdated
        self._terms = Terms(index.schema)
        self._clauses = Clauses(index, self._terms, akin, told)

    def queries(self, need: Need, today: int) -> Queries:
        """Return the queries for a need on a day (a proleptic ordinal)."""
        held = [(tantivy.Occur.Must, clause) for clause in self._filtering(need.filters, today)]
        held.append((tantivy.Occur.MustNot, self._terms.codes("status", NOT_OFFERED)))
        if self._outdated:
            parts = self._terms.codes("feed", self._outdated), self._terms.codes("kind", ("support_group",))
            held.append((tantivy.Occur.MustNot, tantivy.Query.boolean_query([(tantivy.Occur.Must, q) for q in parts])))
        preferred = [*self._clauses.preferring(need)]
        if not need.text.strip():
            every = scored(tantivy.Query.all_query(), 1.0)
            everything = _all_of([every], preferred, held)
            return Queries(exact=(), anywhere=everything, stages=(everything,), clauses=())
        named, place = [*self._clauses.by_name(need)], [*self._clauses.by_place(need)]
        asked, beside = [*self._clauses.asked(need)], [*self._clauses.beside(need)]
        unwanted = [(tantivy.Occur.MustNot, query) for query in self._clauses.unwanted(need)]
        stages = [
            _all_of([stage], [*preferred, *further], [*held, *unwanted])
            for stage, further in _narrowing(named, place, asked, beside)
        ]
        telling = [clause for clause in (*place, *asked) if clause.held_by < TOO_MANY] or [*place, *asked]
        answering = any_of([clause.wide for clause in (*named, *telling, *beside)])
        if unwanted:
            preferred.append(Clause(why="is not what is not wanted", query=self._clauses.wanted(unwanted)))
        stages += [_all_of([clause.wide, answering], preferred, held) for clause in place]
        exact = [_all_of([clause.query], preferred, held) for clause in named if clause.exact]
        all_asked = [clause.query for clause in asked] or [answering]
        return Queries(
            exact=tuple(exact),
            anywhere=_all_of(all_asked, [*named, *beside, *preferred], [*held, *unwanted]),
            stages=(*stages, _all_of([answering], preferred, held)),
            clauses=(*named, *place, *asked, *beside, *preferred),
        )

    def one(self, field: str, code: str) -> tantivy.Query:
        """Return a query for the listings that have a code."""
        return self._terms.codes(field, [code])

    def around(self, query: tantivy.Query, place: Place, km: float) -> tantivy.Query:
        """Return a query for those of its listings that lie in the cells around a place."""
        assert place.lat is not None
        assert place.lon is not None
        cells = scored(self._terms.codes("cells", cells_around(place.lat, place.lon, km)), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, cells), (tantivy.Occur.Must, query)])

    def _filtering(self, filters: Filters, today: int) -> Iterator[tantivy.Query]:
        """Yield a clause without points for each thing that must hold."""
        fields = {
            "kind": filters.kinds,
            "topics": filters.topics,
            "audiences": filters.audiences,
            "languages": filters.languages,
            "contacts": filters.contacts,
            "settings": filters.settings,
            "costs": ("free",) if filters.free else (),
            "peer_run": ("true", "mixed") if filters.peer_run else (),
            "dispatch": ("never-without-consent",) if filters.no_dispatch else (),
            "anonymous": ("true",) if filters.anonymous else (),
        }
        for field, codes in fields.items():
            if codes:
                yield scored(self._terms.codes(field, codes), 0.0)
        if filters.ids is not None:
            yield scored(self._terms.codes("id", filters.ids), 0.0)
        if filters.whole_place and not filters.place:
            yield scored(self._terms.codes("serves", [WORLDWIDE]), 0.0)
        if filters.place:
            served = [self._terms.codes("serves", filters.place.serving)]
            if not filters.whole_place:
                served.append(self._terms.codes("within", [filters.place.code]))
            yield scored(any_of(served), 0.0)
        if filters.age is not None:
            yield scored(self._terms.between("age_min", None, filters.age), 0.0)
            yield scored(self._terms.between("age_max", filters.age, None), 0.0)
        if filters.checked_within is not None:
            yield scored(self._terms.between("checked_day", max(1, today - filters.checked_within), None), 0.0)


def _narrowing(
    named: Sequence[Clause], place: Sequence[Clause], asked: Sequence[Clause], beside: Sequence[Clause]
) -> Iterator[tuple[tantivy.Query, Sequence[Clause]]]:
    """Yield what makes out each stage but the last: all of it, something like all of it, all but one thing ...

    With each comes what gives further points there. What can't be had at the place asked for is none of these.
    """
    everything = [*place, *asked]
    if not everything:
        return
    by_name = [any_of([clause.query for clause in named])] if named else []
    yield best_of([_all_of([clause.query for clause in everything], [*named, *beside]), *by_name]), ()
    if any(clause.like for clause in everything):
        yield best_of([_all_of([clause.wide for clause in everything], [*named, *beside]), *by_name]), ()
    there = [clause.wide for clause in place]
    for lacking in range(1, min(len(asked), _MOST_LACKING + 1)):
        if math.comb(len(asked), lacking) > _MOST_COMBINATIONS:
            return
        several = combinations(asked, len(asked) - lacking)
        some = [
            _all_of([clause.query for clause in parts], ())
            for parts in several
            if min(clause.held_by for clause in (*parts, *place)) < TOO_MANY
        ]
        if some:
            yield best_of([_all_of([*there, best_of(some)], ()), *by_name]), beside


def _all_of(
    required: Iterable[tantivy.Query],
    beside: Iterable[Clause],
    held: Iterable[Occurring] = (),
) -> tantivy.Query:
    """Return a query for what has all that is required, with the points of that and of what is beside it."""
    must = [(tantivy.Occur.Must, query) for query in required]
    return tantivy.Query.boolean_query([*held, *must, *((tantivy.Occur.Should, clause.query) for clause in beside)])
