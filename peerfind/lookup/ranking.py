"""A query of tantivy's that filters by what must hold and orders by what fits best.

Every number here is a weight in points. A whole name or number stands above all else; a facet that was understood is
worth about as much as a rare word in the name; where two listings fit the words alike, the nearer, the better suited
and the more strongly checked comes first.
"""

from collections.abc import Iterable, Mapping

import tantivy

from peerfind.directory.numbers import lookup_key
from peerfind.directory.text import fold
from peerfind.lookup.index import EVERYONE, stem
from peerfind.lookup.places import WORLDWIDE
from peerfind.lookup.query import Filters, Need, Understood

WHOLE_NAME, WHOLE_NUMBER = 200.0, 200.0
PHRASE_IN_NAME, ALL_IN_NAME = 14.0, 10.0
IN_NAME, IN_STEMS, IN_ABOUT = 3.0, 1.4, 1.0
UNDERSTOOD = {
    "kinds": 12.0, "audiences": 12.0, "topics": 9.0, "languages": 9.0, "dispatch": 14.0, "contact": 6.0,
    "settings": 3.0, "costs": 1.0,
}  # fmt: skip
ONCE_UNDERSTOOD = 0.25
"""Share of a word's points once it was understood as a facet or place, which has points of its own."""
FOR_EVERYONE = 3.0
"""For what is not meant for some people only, where nobody in particular is asked for."""
PLACE_UNDERSTOOD = 12.0
NEARER = {"region": 3.0, "country": 2.0}
SUITED = 4.0
"""For the kind that answers most questions best; others in proportion to their weight in the vocabulary."""
CHECKED = {"call": 0.5, "reply": 0.45, "page": 0.4, "copy": 0.25}
URGENT = {"kinds": 12.0, "topics": 5.0}
_FIELD = {"contact": "contacts"}


class Ranker:
    """Builds queries for one index schema."""

    def __init__(self, schema: tantivy.Schema, kind_weights: Mapping[str, float]) -> None:
        self._schema = schema
        self._kind_weights = kind_weights

    def query(self, need: Need, today: int) -> tantivy.Query:
        """Return the query for a need on a day (a proleptic ordinal)."""
        clauses = [(tantivy.Occur.Must, clause) for clause in self._filtering(need.filters, today)]
        if need.text.strip():
            fitting = [*self._by_text(need), *self._by_meaning(need.understood)]
            clauses.append((tantivy.Occur.Must, _any_of(fitting)))
        else:
            clauses.append((tantivy.Occur.Must, self._points(tantivy.Query.all_query(), 1.0)))
            clauses += [(tantivy.Occur.Should, clause) for clause in self._by_meaning(need.understood)]
        clauses += [(tantivy.Occur.Should, clause) for clause in self._preferring(need)]
        return tantivy.Query.boolean_query(clauses)

    def _filtering(self, filters: Filters, today: int) -> Iterable[tantivy.Query]:
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
        yield self._points(self._codes("status", ["active"]), 0.0)
        for field, codes in fields.items():
            if codes:
                yield self._points(self._codes(field, codes), 0.0)
        if filters.whole_place and not filters.place:
            yield self._points(self._codes("serves", [WORLDWIDE]), 0.0)
        if filters.place:
            served = [self._codes("serves", filters.place.serving)]
            if not filters.whole_place:
                served.append(self._codes("within", [filters.place.code]))
            yield self._points(_any_of(served), 0.0)
        if filters.age is not None:
            yield self._points(self._range("age_min", None, filters.age), 0.0)
            yield self._points(self._range("age_max", filters.age, None), 0.0)
        if filters.checked_within is not None:
            yield self._points(self._range("checked_day", max(1, today - filters.checked_within), None), 0.0)

    def one(self, field: str, code: str) -> tantivy.Query:
        """Return a query for the listings that have a code."""
        return self._codes(field, [code])

    def _by_text(self, need: Need) -> Iterable[tantivy.Query]:
        """Yield clauses for the words themselves: whole names and numbers, then names, then anywhere."""
        text, words, whole = need.text, list(need.words), fold(need.text)
        titles = [title for title in dict.fromkeys([whole, " ".join(words), whole.replace(" ", "")]) if title]
        if titles:
            yield self._points(self._codes("title", titles), WHOLE_NAME)
        if number := lookup_key(text):
            yield self._points(self._codes("number", [number]), WHOLE_NUMBER)
        if len(words) > 1:
            yield self._points(tantivy.Query.phrase_query(self._schema, "name", list(words), slop=1), PHRASE_IN_NAME)
            every = [(tantivy.Occur.Must, self._term("name", word)) for word in words]
            yield self._points(tantivy.Query.boolean_query(every), ALL_IN_NAME)
        unread = need.understood.rest.split()
        for word in words:
            share = 1.0 if word in unread else ONCE_UNDERSTOOD
            terms = [
                tantivy.Query.boost_query(self._term(field, word), points * share)
                for field, points in (("name", IN_NAME), ("stems", IN_STEMS), ("about", IN_ABOUT))
            ]
            yield tantivy.Query.disjunction_max_query(terms)

    def _by_meaning(self, understood: Understood) -> Iterable[tantivy.Query]:
        """Yield a clause with points for each thing understood."""
        for name, points in UNDERSTOOD.items():
            field = "kind" if name == "kinds" else _FIELD.get(name, name)
            if codes := getattr(understood, name):
                yield self._points(self._codes(field, codes), points)
        for code in understood.place:
            yield self._points(self._codes("serves", [code]), PLACE_UNDERSTOOD)
            if "-" not in code:
                yield self._points(self._codes("within", [code]), PLACE_UNDERSTOOD / 2)

    def _preferring(self, need: Need) -> Iterable[tantivy.Query]:
        """Yield clauses that order listings which fit alike."""
        if not need.understood.audiences:
            yield self._points(self._codes("audiences", [EVERYONE]), FOR_EVERYONE)
        if place := need.near:
            if place.code != place.country:
                yield self._points(self._codes("serves", [place.code]), NEARER["region"])
            yield self._points(self._codes("serves", [place.country]), NEARER["country"])
        for kind, weight in self._kind_weights.items():
            yield self._points(self._codes("kind", [kind]), weight * SUITED)
        for how, points in CHECKED.items():
            yield self._points(self._codes("how", [how]), points)
        if need.urgent:
            yield self._points(self._codes("kind", ["crisis_line"]), URGENT["kinds"])
            yield self._points(self._codes("topics", ["suicide", "crisis"]), URGENT["topics"])

    def _term(self, field: str, word: str) -> tantivy.Query:
        if field == "stems":
            return tantivy.Query.term_query(self._schema, field, stem(word), index_option="freq")
        return tantivy.Query.term_query(self._schema, field, word)

    def _codes(self, field: str, codes: Iterable[str]) -> tantivy.Query:
        # A set query walks the whole dictionary of terms, twenty times as long as these few look-ups.
        return _any_of(tantivy.Query.term_query(self._schema, field, code, index_option="basic") for code in codes)

    def _points(self, query: tantivy.Query, points: float) -> tantivy.Query:
        return tantivy.Query.const_score_query(query, points)

    def _range(self, field: str, low: int | None, high: int | None) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, field, tantivy.FieldType.Integer, low, high)


def _any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    held = [(tantivy.Occur.Should, query) for query in queries]
    return held[0][1] if len(held) == 1 else tantivy.Query.boolean_query(held)
