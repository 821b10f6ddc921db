"""What gives a listing points, and why. Every number here is a weight in points.

A whole name or number stands above all else; whatever was understood is worth more than any word; where two listings
fit alike, the nearer comes first, then the one that the index prefers (see building.preference).
"""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import tantivy

from peerfind.directory.numbers import lookup_key, numbers_in
from peerfind.directory.text import fold
from peerfind.lookup.index import GROUPS, NAME, STEMS, Index, compact
from peerfind.lookup.lexicon import Meaning
from peerfind.lookup.moments import ALWAYS
from peerfind.lookup.places import WORLDWIDE, Place
from peerfind.lookup.query import ONE_IS_ENOUGH, Need
from peerfind.lookup.terms import Occurring, Terms, any_of, best_of, scored
from peerfind.record import Record

WHOLE_NAME, WHOLE_NUMBER, NUMBER_WITHIN = 200.0, 200.0, 60.0
NAME_WITHIN = 60.0
ALL_IN_NAME, PHRASE_IN_NAME = 14.0, 8.0
ONLY_FACETS = 0.4
"""Share of the points of a name that holds nothing but words which say what is asked: many names do."""
IN_NAME, IN_STEMS = 3.0, 1.2
ASKED = {
    "audiences": 20.0, "topics": 20.0, "kinds": 16.0, "languages": 18.0, "dispatch": 26.0, "contacts": 10.0,
    "settings": 6.0, "costs": 3.0,
}  # fmt: skip
GRAVE, GRAVER = frozenset({"domestic-violence", "sexual-assault"}), 1.5
"""Topics that come before whom somebody is: who is beaten needs a line for that, and only then one for mothers."""
AKIN = 0.5
"""Share of the points of a kind for a kind that serves the same need, such as a warmline for a helpline."""
HINTED = 1 / 3
"""Share of the points for what the words only hint at."""
ONE_OF_SEVERAL = 0.7
"""Share of the points for each of several codes that one phrase means."""
NARROWER, ONCE_READ = 0.5, 0.1
"""Shares of a word's points once it was read as something, which has points of its own: as something wider, such as
"earthquake" as trauma; as just what it says."""
OTHER_SPELLING = 0.6
"""Share of a word's points for each spelling further down the list of those that may have been meant."""
RELATED = 0.6
"""Share of a word's points for a word that tells of the same things."""
COMMON = 0.1
"""Share of the listings from which on a word that was read as something is no longer looked for in texts."""
PLACE = {"place": 16.0, "parts": 10.0, "around": 5.0, "world": 0.8}
OPEN_THEN = 8.0
NOT_UNWANTED = 15.0
FOR_OTHERS = -5.0
"""What is for a group alone that nobody named comes after what is for everybody. Taken from the few that it holds for:
points for all the others would make a search of a large directory twice as long."""
NEARER = {"region": 7.0, "country": 5.0, "world": 0.8}
"""Where no place is known, the lines of one country are of use to few."""
URGENT = {"kinds": 12.0, "topics": 5.0, "world": 20.0}
DANGER = ("suicide", "crisis")
"""Topics of what is there for danger to life."""
POINTING = ("crisis_line", "helpline", "directory")
"""Kinds that are of use in danger where somebody's country is not known, if they serve the whole world."""
TOO_MANY = 50_000
"""Listings; what so many have does not by itself make one of them an answer."""
_FIELD = {"kinds": "kind"}


class Clause(Record):
    """A query that gives points, and why."""

    why: str
    query: tantivy.Query
    like: tantivy.Query | None = None
    """A query for what is much like it, with fewer points."""
    held_by: int = 0
    """How many listings have what was asked for, or more."""
    exact: bool = False
    """Whether the whole query is the listing's name or number."""

    @property
    def wide(self) -> tantivy.Query:
        """Both queries."""
        return best_of([self.query, self.like]) if self.like else self.query


class Clauses:
    """Makes the clauses for a need."""

    def __init__(
        self, index: Index, terms: Terms, akin: Mapping[str, Sequence[str]], told: Callable[[str, str], str]
    ) -> None:
        """`akin` are the kinds that serve the need of a kind; `told` returns what a code of a table is called."""
        self._index, self._terms = index, terms
        self._akin, self._told = akin, told

    def by_name(self, need: Need) -> Iterator[Clause]:
        """Yield clauses for whole names and numbers, and for names that hold all of the words."""
        whole, likeliest = fold(need.text), " ".join(spellings[0] for spellings in need.reading.words)
        titles = [title for title in dict.fromkeys([compact(whole), compact(likeliest)]) if title]
        if any(self._index.is_title(title) for title in titles):
            name = scored(self._terms.codes("title", titles), WHOLE_NAME)
            yield Clause(why="this is its name", query=name, exact=True)
        if (number := lookup_key(need.text)) and (held := self._index.numbers(number)):
            digits = scored(self._terms.codes("number", held), WHOLE_NUMBER)
            yield Clause(why="this is its number", query=digits, exact=True)
        elif numbers := [held for number in self._numbers_wanted(need) for held in self._index.numbers(number)]:
            yield Clause(why="this number is its", query=scored(self._terms.codes("number", numbers), NUMBER_WITHIN))
        words = [spellings for spellings in need.reading.words if spellings[0] not in need.danger]
        for held_name, part in need.reading.names:
            if not need.danger.isdisjoint(held_name.split()):
                continue
            within = scored(self._terms.codes("title", [compact(held_name)]), NAME_WITHIN * part)
            yield Clause(why="its whole name is among the words", query=within)
        if len(words) > 1:
            share = 1.0 if need.reading.unread else ONLY_FACETS
            every = [(tantivy.Occur.Must, self._spelt("name", spellings)) for spellings in words]
            named = scored(tantivy.Query.boolean_query(every), ALL_IN_NAME * share)
            yield Clause(why="all the words are in its name", query=named)
            in_a_row = [part for spellings in words for part in spellings[0].split()]
            phrase = tantivy.Query.phrase_query(self._terms.schema, "name", [*in_a_row], slop=1)
            yield Clause(why="its name has the words in a row", query=scored(phrase, PHRASE_IN_NAME * share))

    def _numbers_wanted(self, need: Need) -> list[str]:
        unwanted = {word for words, _ in need.reading.unwanted for word in words}
        return [number for number in numbers_in(need.text) if number not in unwanted]

    def by_place(self, need: Need) -> Iterator[Clause]:
        """Yield the clause for the place that was asked for."""
        if place := need.reading.place:
            held_by = self._index.count([f"within:{place.code}"])
            around = best_of(self._around(place))
            yield Clause(
                why=f"serves {self._told('places', place.code)}",
                query=self._serving(place),
                like=around,
                held_by=held_by,
            )

    def asked(self, need: Need) -> Iterator[Clause]:
        """Yield a clause for each thing that was asked for, and for each word that was read as nothing."""
        reading = need.reading
        for group in reading.asked:
            told = " or ".join(dict.fromkeys(self._told(table, code) for table, code in group))
            akin = [*self._like(group)]
            held_by = self._index.count(f"{_FIELD.get(table, table)}:{code}" for table, code in group)
            like = best_of(akin) if akin else None
            yield Clause(why=told, query=self._one_of(group), like=like, held_by=held_by)
        if reading.window:
            slots = [ALWAYS, *reading.window.slots()]
            then = scored(self._terms.codes("open", slots), OPEN_THEN)
            held_by = self._index.count(f"open:{slot}" for slot in slots)
            yield Clause(why="open then", query=then, held_by=held_by)
        for spellings in reading.unread:
            if need.danger.isdisjoint(spellings) and any(self._index.share(spelling) for spelling in spellings):
                word = self._word(spellings, reading.related, 1.0)
                yield Clause(why=f'has "{spellings[0]}"', query=word)

    def beside(self, need: Need) -> Iterator[Clause]:
        """Yield a clause for each thing that is only hinted at, and for each rare word that was read as something."""
        reading = need.reading
        for group in reading.hinted:
            told = " or ".join(dict.fromkeys(self._told(table, code) for table, code in group))
            yield Clause(why=f"perhaps {told}", query=best_of(self._meant(group, HINTED)))
        unread, narrower = frozenset(reading.unread), frozenset(reading.narrower)
        for spellings in reading.words:
            if not need.danger.isdisjoint(spellings):
                continue
            if len(spellings) == 1 and spellings not in unread and self._index.share(spellings[0]) <= COMMON:
                share = NARROWER if spellings in narrower else ONCE_READ
                yield Clause(why=f'has "{spellings[0]}"', query=self._word(spellings, reading.related, share))

    def _one_of(self, group: Sequence[Meaning]) -> tantivy.Query:
        """Return the query for what has one of some codes; more of one table ("medical student") are better."""
        tables = {table for table, _ in group}
        if len(group) == 1 or tables <= ONE_IS_ENOUGH:
            return best_of(self._meant(group))
        return any_of(self._meant(group, ONE_OF_SEVERAL))

    def _meant(self, group: Iterable[Meaning], share: float = 1.0) -> Iterator[tantivy.Query]:
        for table, code in group:
            field = _FIELD.get(table, table)
            points = ASKED[table] * share * self._telling(f"{field}:{code}") * (GRAVER if code in GRAVE else 1.0)
            yield scored(self._terms.codes(field, [code]), points)

    def _telling(self, code: str) -> float:
        """Return how much it tells of a listing that it has a code: about 1, the more the rarer."""
        return 0.8 + 0.1 * math.log10(max(1.0, self._index.size / (1 + self._index.count([code]))))

    def _like(self, group: Iterable[Meaning]) -> Iterator[tantivy.Query]:
        for table, code in group:
            akin = self._akin.get(code, ()) if table == "kinds" else ()
            if akin and self._index.count(f"kind:{kind}" for kind in akin) < TOO_MANY:
                yield scored(self._terms.codes("kind", akin), ASKED[table] * AKIN)

    def _serving(self, place: Place) -> tantivy.Query:
        """Return the query for what serves just this place, or any part of this country."""
        if place.code == place.country:
            return scored(self._terms.codes("within", [place.code]), PLACE["parts"])
        return scored(self._terms.codes("serves", [place.code]), PLACE["place"])

    def _around(self, place: Place) -> Iterator[tantivy.Query]:
        points = PLACE["around"] if place.code != place.country else PLACE["place"]
        yield scored(self._terms.codes("serves", [place.country]), points)
        yield scored(self._terms.codes("serves", [WORLDWIDE]), PLACE["world"])

    def _word(self, spellings: Sequence[str], related: Mapping[str, Sequence[str]], share: float) -> tantivy.Query:
        """Return a query for a word as it may have been meant, and for words that tell of the same things."""
        alike = [(spelling, OTHER_SPELLING**n) for n, spelling in enumerate(spellings)]
        alike += [(word, RELATED) for word in related.get(spellings[0], ())]
        in_names = [
            scored(self._terms.word(NAME, word), IN_NAME * self._index.rarity(word) * share * likeness)
            for word, likeness in alike
        ]
        in_texts = [
            tantivy.Query.boost_query(self._terms.word(STEMS, word), IN_STEMS * share * likeness)
            for word, likeness in alike
        ]
        return best_of([*in_names, *in_texts])

    def preferring(self, need: Need) -> Iterator[Clause]:
        """Yield clauses that order listings which fit alike."""
        place = need.reading.place or need.filters.place or need.home
        if place:
            if place.code != place.country:
                nearer = scored(self._terms.codes("serves", [place.code]), NEARER["region"])
                yield Clause(why=f"nearer: {self._told('places', place.code)}", query=nearer)
            nearer = scored(self._terms.codes("serves", [place.country]), NEARER["country"])
            yield Clause(why=f"nearer: all of {self._told('places', place.country)}", query=nearer)
        elif need.reading.asked:
            yield Clause(why="worldwide", query=scored(self._terms.codes("serves", [WORLDWIDE]), NEARER["world"]))
        if need.reading.asked:
            named = {code for group in need.reading.asked + need.reading.hinted for _, code in group}
            yield Clause(why="for a group that was not named", query=self._for_others(named))
        if need.urgent:
            line = scored(self._terms.codes("kind", ["crisis_line"]), URGENT["kinds"])
            yield Clause(why="urgent: a crisis line", query=line)
            topic = scored(self._terms.codes("topics", DANGER), URGENT["topics"])
            yield Clause(why="urgent: for a crisis", query=topic)
        if need.urgent and not place:
            held = [("serves", [WORLDWIDE]), ("kind", POINTING), ("topics", DANGER)]
            lines = [(tantivy.Occur.Must, self._terms.codes(field, codes)) for field, codes in held]
            leading = scored(tantivy.Query.boolean_query(lines), URGENT["world"])
            yield Clause(why="urgent: leads to the lines of any country", query=leading)

    def _for_others(self, named: Collection[str]) -> tantivy.Query:
        """Return the query that takes points from what is for groups, none of which is named."""
        others = self._terms.codes("audiences", [group for group in GROUPS if group not in named])
        held = [(tantivy.Occur.Must, others)]
        if theirs := [group for group in GROUPS if group in named]:
            held.append((tantivy.Occur.MustNot, self._terms.codes("audiences", theirs)))
        return scored(tantivy.Query.boolean_query(held), FOR_OTHERS)

    def unwanted(self, need: Need) -> Iterator[tantivy.Query]:
        """Yield queries for what is not wanted: by the words themselves, and by whom it is for or what it is about."""
        for words, meanings in need.reading.unwanted:
            if all(table == "contacts" for table, _ in meanings) and meanings:
                continue  # who does not want to call may still take a line that can be texted
            held = [(tantivy.Occur.Must, self._terms.word("stems", word)) for word in words]
            yield tantivy.Query.boolean_query(held)
            asked = {meaning for group in need.reading.asked for meaning in group}
            for table, code in meanings:
                if (table, code) in asked:
                    continue
                if table in ("topics", "audiences") or (table == "kinds" and len(meanings) == 1):
                    yield self._terms.codes(_FIELD.get(table, table), [code])

    def wanted(self, unwanted: Iterable[Occurring]) -> tantivy.Query:
        """Return the query that gives points to all but the unwanted."""
        every = (tantivy.Occur.Must, tantivy.Query.all_query())
        return scored(tantivy.Query.boolean_query([every, *unwanted]), NOT_UNWANTED)

    def _spelt(self, field: str, spellings: Iterable[str]) -> tantivy.Query:
        return any_of(self._terms.word(field, spelling) for spelling in spellings)
