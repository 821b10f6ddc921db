"""Looking up: one engine behind every command. Pure but for reading the open index; the moment is an argument."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from peerfind.directory.freshness import Freshness, State, freshness
from peerfind.directory.model import Listing
from peerfind.directory.parts import is_part, service_of
from peerfind.directory.reference import EmergencyNumbers, Grammar
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Vocabulary
from peerfind.lookup.clauses import DANGER, POINTING
from peerfind.lookup.hours import OpenState, next_meeting, open_state
from peerfind.lookup.index import Hit, Index, compact
from peerfind.lookup.lexicon import Lexicon, Token
from peerfind.lookup.places import Gazetteer, Place
from peerfind.lookup.query import Answer, Filters, Need, Reading, Reason, Result, Turn
from peerfind.lookup.ranking import Queries, Ranker
from peerfind.lookup.retrieval import Found, Retrieval
from peerfind.lookup.spelling import Speller
from peerfind.lookup.table import SortedTable
from peerfind.lookup.understanding import Reader
from peerfind.lookup.urgency import is_urgent, names_danger, words_of_danger
from peerfind.record import Record, Same

_BATCH = 100
"""Listings fetched at a time while those that are open are picked out."""
_EXPORTED = 5_000
"""Listings fetched at a time when all are wanted."""
_MOST_OPEN = 5_000
"""Listings that are asked for their hours at the most."""
_MOST_MEETINGS = 50
"""Groups that are sorted by their next meeting."""
_WIDER = 8
"""Times as many listings are looked at where one service with many places would fill the screen."""
_KEPT = 4096
"""Listings whose state stays known, for many queries at one moment."""
_OPEN_FIRST = {True: 0, None: 1, False: 2}
CRISIS_LINES = 8
"""Crisis lines on one screen."""
LINES_ABOVE, FEWEST_LINES = 4, 2
"""Crisis lines above the results of a search: so many that fit the need, and of others if those are too few."""
_ANYBODY = frozenset({"survivors", "bereaved", "family"})
"""Audiences that somebody belongs to by what happened to them."""
_NOTHING = Need()


class Background(Record):
    """What look-ups need beside the listings."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    words: SortedTable
    """The words that spelling is mended by."""
    grammar: Grammar
    places: Gazetteer
    emergency: Callable[[str], EmergencyNumbers | None]
    """Returns a country's emergency numbers."""
    outdated: tuple[str, ...] = ()
    """Feeds whose meetings are too old to send somebody to."""


class Finder:
    """Answers look-ups from one open index."""

    def __init__(self, index: Index, directory: Background) -> None:
        self.index = index
        self.vocabulary = directory.vocabulary
        self.lexicon = directory.lexicon
        self.places = directory.places
        self._emergency = directory.emergency
        self._fillers = frozenset(directory.grammar.fillers)
        self._reader = Reader(
            lexicon=self.lexicon,
            grammar=directory.grammar,
            places=self.places,
            spellings=Speller(directory.words, index.holds).spellings,
            is_spoken=lambda code: index.count([f"languages:{code}"]) > 0,
            is_name=index.is_title,
        )
        # Of danger only the words of the directory's own table are known: what some feed writes hides no slip.
        self._known = Speller(directory.words)
        self._read = lru_cache(maxsize=1)(self._reader.read)  # a command reads a query before it asks for the answer
        self._ranker = Ranker(index, self.vocabulary.akin, self._told, directory.outdated)
        self._state = lru_cache(maxsize=_KEPT)(self._state_at)

    def search(  # noqa: PLR0913
        self,
        text: str,
        filters: Filters,
        limit: int,
        now: dt.datetime,
        home: Place | None = None,
        *,
        literal: bool = False,
        explain: bool = False,
    ) -> Answer:
        """Return what answers best to a query in plain words; with an empty one, whatever the filters let through.

        `home` puts what is near first, unless the words name another place. A `literal` query is nothing but its
        words; `explain` gives each result its reasons.
        """
        reading = self._reader.literal(text) if literal else self.read(text, now, home)
        urgent = self.urgent(text, now, home)
        danger = words_of_danger(self._alarming(text), self.lexicon, self._fillers) if urgent else frozenset()
        need = Need(text=text, reading=reading, filters=filters, home=home, urgent=urgent, danger=danger)
        retrieval = self._retrieval(need, now)
        if filters.open_at:
            found = list(self._open(retrieval, need, filters.open_at, now))
            total, found = len(found), found[:limit]
        else:
            total, found = self._best(retrieval, need, limit, now)
        results = [result for _, result in found]
        if explain:
            reasons = [self._reasons(hit, retrieval.queries) for hit, _ in found]
            results = [result.replace(reasons=why) for result, why in zip(results, reasons, strict=True)]
        turn = None
        if urgent or not results:
            place = self._where(text, reading, filters, now) or home
            turn = self.turn(place, now, LINES_ABOVE, reading)
        return Answer(query=text, urgent=urgent, understood=reading.understood, total=total, results=results, turn=turn)

    def _best(
        self, retrieval: Retrieval, need: Need, limit: int, now: dt.datetime
    ) -> tuple[int, list[tuple[Hit, Result]]]:
        """Return how many listings answer, and the best; a service with many places leaves room for others."""
        window = need.reading.window
        best = retrieval.best(limit, _MOST_MEETINGS if window else 0)
        full = self._by_meeting(best.full, window.start) if window else best.full
        found = [(hit, self._result(hit, now, now, need, km)) for hit, km in [*full, *best.others][:limit]]
        as_asked = window or best.exact or need.filters.near or need.reading.near
        if as_asked or not any(is_part(result.listing.id) for _, result in found):
            return best.total, found
        if len(found) == limit:
            more = retrieval.best(limit * _WIDER)
            wider = [*more.full, *more.others][limit : limit * _WIDER]
            found += [(hit, self._result(hit, now, now, need, km)) for hit, km in wider]
        first = {service_of(result.listing.id): at for at, (_, result) in reversed([*enumerate(found)])}
        order = sorted(range(len(found)), key=lambda at: (first[service_of(found[at][1].listing.id)] != at, at))
        return best.total, [found[at] for at in order[:limit]]

    def urgent(self, text: str, now: dt.datetime, home: Place | None = None) -> bool:
        """Whether a query in plain words tells of danger to life."""
        alone = names_danger(self.read(text, now, home))
        return is_urgent(self._alarming(text), self.lexicon, self._fillers, names_danger=alone)

    def _alarming(self, text: str) -> list[Token]:
        return self._reader.tokens(text, self._known.spellings)

    def read(self, text: str, now: dt.datetime, home: Place | None = None) -> Reading:
        """Return what a query in plain words asks for; of places with one name, one at `home` is meant."""
        return self._read(text, home.country if home else None, now)

    def _where(self, text: str, reading: Reading, filters: Filters, now: dt.datetime) -> Place | None:
        """Return where somebody is, as far as they say; also when their words were to be taken as they are."""
        place = filters.place or reading.place or (filters.near if filters.near and filters.near.code else None)
        return place or self._reader.read(text, None, now).place

    def every(self, filters: Filters, now: dt.datetime) -> list[Result]:
        """Return every listing that the filters let through, in the order of the ids asked for, else by id."""
        need = Need(filters=filters)
        retrieval = self._retrieval(need, now)
        if filters.open_at:
            found = [result for _, result in self._open(retrieval, need, filters.open_at, now)]
        else:
            found = [self._result(hit, now, now, need, km) for hit, km in retrieval.ordered(_EXPORTED)]
        place = {id_: at for at, id_ in enumerate(filters.ids or ())}
        return sorted(found, key=lambda result: (place.get(result.listing.id, 0), result.listing.id))

    def turn(
        self, place: Place | None, now: dt.datetime, limit: int = CRISIS_LINES, reading: Reading | None = None
    ) -> Turn:
        """Return the emergency numbers and crisis lines of a place, those open now first.

        With the `reading` of a query come those that fit it and few others: the ones on its topics, for everybody or
        for whom it names, of the whole country first. Without a place they are what leads to the lines of any.
        """
        kinds, topics = (("crisis_line",), ()) if place else (POINTING, DANGER)
        filters = Filters(kinds=kinds, topics=topics, place=place, whole_place=True)
        need = Need(text=" ", filters=filters, home=place, urgent=True)
        results = [self._result(hit, now, now) for hit, _ in islice(self._retrieval(need, now).ordered(), _BATCH)]
        results.sort(
            key=lambda r: (_OPEN_FIRST[r.state.open_now], -r.score, -len({c.type for c in r.listing.contacts}))
        )
        if reading:
            results.sort(key=lambda r: (r.state.open_now is False, *_aside(r.listing, reading, place)))
            fitting = sum(not any(_aside(r.listing, reading, place)[:2]) for r in results)
            limit = min(limit, max(FEWEST_LINES, fitting))
        emergency = self._emergency(place.country) if place else None
        return Turn(place=place, emergency=emergency, crisis_lines=results[:limit])

    def show(self, name: str, now: dt.datetime) -> list[Result]:
        """Return the listing of that id, else those of exactly that name or alias; active or not."""
        for field, code in (("id", name), ("title", compact(fold(name)))):
            _, hits = self.index.find(self._ranker.one(field, code), 20)
            if hits:
                return [self._result(hit, now, now) for hit in hits]
        return []

    def with_id(self, id_: str, now: dt.datetime) -> Result | None:
        """Return the listing of that id, active or not."""
        _, hits = self.index.find(self._ranker.one("id", id_), 1)
        return self._result(hits[0], now, now) if hits else None

    def name_of(self, id_: str) -> str:
        """Return the name of the listing of that id; nothing where there is none. Its state is not looked at."""
        _, hits = self.index.find(self._ranker.one("id", id_), 1)
        return self.index.read(hits[0])[0].name if hits else ""

    def counts(self, field: str, filters: Filters, now: dt.datetime) -> dict[str, int]:
        """Return the codes of an index field with the number of listings that the filters let through."""
        retrieval = self._retrieval(Need(filters=filters), now)
        if filters.within_km is None:
            return self.index.counts(field, retrieval.queries.stages[-1])
        from peerfind.lookup.building import codes_of  # here, because what lies within a circle is seldom counted

        codes = [code for hit, _ in retrieval.ordered() for code in codes_of(*self.index.read(hit))]
        return Counter(code.removeprefix(f"{field}:") for code in codes if code.startswith(f"{field}:"))

    def states(self, feed: str, today: dt.date) -> Iterator[State]:
        """Yield how fresh each active listing of a feed is."""
        _, hits = self.index.find(self._ranker.one("feed", feed), max(1, self.index.size))
        for hit in hits:
            listing, _ = self.index.read(hit)
            if listing.status == "active":
                yield freshness(listing, today, self.vocabulary).state

    def _told(self, table: str, code: str) -> str:
        """Return what a code of the vocabulary or of a place is called."""
        return self.places.name_of(code) if table == "places" else self.vocabulary.label(table, code).lower()

    def _retrieval(self, need: Need, now: dt.datetime) -> Retrieval:
        return Retrieval(self.index, self._ranker, need, now.date().toordinal())

    def _open(
        self, retrieval: Retrieval, need: Need, moment: dt.datetime, now: dt.datetime
    ) -> Iterator[tuple[Hit, Result]]:
        """Yield what is known to be open at a moment, best first; age counts from `now`."""
        for hit, km in islice(retrieval.ordered(_BATCH), _MOST_OPEN):
            result = self._result(hit, moment, now, need, km)
            if result.state.open_now:
                yield hit, result

    def _by_meeting(self, found: list[Found], when: dt.datetime) -> list[Found]:
        """Return the hits with the groups among them in the order in which they next meet."""
        starts = [next_meeting(self.index.read(hit)[0], when) for hit, _ in found]
        sooner = iter(sorted((start, at) for at, start in enumerate(starts) if start))
        return [found[next(sooner)[1]] if start else found[at] for at, start in enumerate(starts)]

    def _reasons(self, hit: Hit, queries: Queries) -> tuple[Reason, ...]:
        """Return what gave a listing its points, the most first."""
        given = [Reason(why=c.why, points=round(self.index.score(c.wide, hit), 2)) for c in queries.clauses]
        return tuple(sorted((reason for reason in given if reason.points), key=lambda reason: -reason.points))

    def _result(
        self, hit: Hit, moment: dt.datetime, now: dt.datetime, need: Need = _NOTHING, km: float | None = None
    ) -> Result:
        listing, feed = self.index.read(hit)
        channels = need.filters.contacts or need.reading.understood.contact
        state, fresh = self._state(Same(listing), moment, now.date(), channels)
        window = need.reading.window
        return Result(
            listing=listing,
            score=round(hit.score, 3),
            state=state,
            freshness=fresh,
            feed=feed,
            distance_km=None if km is None else round(km, 1),
            next_meeting=next_meeting(listing, window.start if window else moment),
            lacks=tuple(_lacking(listing, need)),
        )

    def _state_at(
        self, listing: Same[Listing], moment: dt.datetime, today: dt.date, channels: tuple[str, ...]
    ) -> tuple[OpenState, Freshness]:
        """Return whether a listing is open at a moment, by the channels wanted, and how fresh it is on a day."""
        return open_state(listing.value, moment, channels), freshness(listing.value, today, self.vocabulary)


def _aside(listing: Listing, reading: Reading, place: Place | None) -> tuple[bool, bool, bool, bool]:
    """Return in what a crisis line misses a need, the gravest first: its group, its topics, all of the country."""
    topics = frozenset(reading.understood.topics or DANGER)
    return (
        not _ANYBODY.union(reading.understood.audiences).issuperset(listing.audiences),
        topics.isdisjoint(listing.topics),
        frozenset(DANGER).isdisjoint(listing.topics),
        place is not None and place.country not in listing.serves,
    )


def _lacking(listing: Listing, need: Need) -> Iterator[str]:
    """Yield which of place and languages the words ask for and the listing has not."""
    place, languages = need.reading.place, need.reading.understood.languages
    if place and not any(code in place.serving or code.startswith(place.code) for code in listing.serves):
        yield "place"
    spoken = {code.split("-")[0] for code in listing.languages_by_any_channel}
    if languages and not spoken.intersection(code.split("-")[0] for code in languages):
        yield "languages"
