"""The few kinds of tantivy's queries that a search is made of."""

from collections.abc import Iterable

import tantivy

from peerfind.lookup.index import CODES, STEMS, stem

Occurring = tuple[tantivy.Occur, tantivy.Query]


class Terms:
    """Makes queries for one index."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema

    def word(self, field: str, word: str) -> tantivy.Query:
        """Return the query for a word in a field of words."""
        if field == STEMS:
            return tantivy.Query.term_query(self.schema, field, stem(word), index_option="freq")
        return tantivy.Query.term_query(self.schema, field, word)

    def codes(self, field: str, codes: Iterable[str]) -> tantivy.Query:
        """Return the query for what has any of some codes of a name."""
        # A set query walks the whole dictionary of terms, twenty times as long as these few look-ups.
        # What a terminal or pipe sent may be no text: then no listing has it.
        terms = [f"{field}:{code}".encode("utf-8", "replace").decode() for code in codes]
        return any_of(tantivy.Query.term_query(self.schema, CODES, term, index_option="basic") for term in terms)

    def between(self, field: str, low: int | None, high: int | None) -> tantivy.Query:
        """Return the query for what has a number between two, both included."""
        return tantivy.Query.range_query(self.schema, field, tantivy.FieldType.Integer, low, high)


def scored(query: tantivy.Query, points: float) -> tantivy.Query:
    """Return a query that gives the same points to whatever answers it."""
    return tantivy.Query.const_score_query(query, points)


def any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Return the query for what answers any of some, with the points of each."""
    held = [(tantivy.Occur.Should, query) for query in queries]
    return held[0][1] if len(held) == 1 else tantivy.Query.boolean_query(held)


def best_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Return the query for what answers any of some, with the points of the best."""
    held = list(queries)
    return held[0] if len(held) == 1 else tantivy.Query.disjunction_max_query(held)
