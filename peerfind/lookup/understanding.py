"""What a query in plain words asks for: codes of the vocabulary and a place. Pure.

Phrases are looked up longest first, as whole words, in any of the vocabulary's languages. This is the room for all
that reads meaning out of free text; it knows the directory's words by its arguments only.
"""

import re
from collections.abc import Callable, Collection

from peerfind.directory.text import fold
from peerfind.lookup.lexicon import Lexicon, Meaning
from peerfind.lookup.places import Gazetteer, Place
from peerfind.lookup.query import Understood
from peerfind.record import Record

LONGEST_QUERY = 400
"""Characters that are read of a query; nobody types more."""
_LONGEST_PHRASE = 6
"""Words."""
_TABLES = ("kinds", "topics", "audiences", "languages", "contacts", "settings", "costs", "dispatch")
_PLACE_CODE = r"\b[A-Za-z]{2}-[A-Za-z0-9]{1,3}\b"
_PLACE_WORDS = ("in", "near", "at", "around", "from", "en", "de", "a", "aus", "em")
_LARGE_CITY = 400_000


class Reader(Record):
    """What reading a query takes: the vocabulary's phrases, the words without meaning, the places."""

    lexicon: Lexicon
    noise: Collection[str]
    places: Gazetteer
    mend: Callable[[str], str]
    """Returns the spelling of a word that the directory knows, or the word itself."""

    def words(self, query: str) -> list[str]:
        """Return the folded words of a query that carry meaning (all of them where none does), spelling mended."""
        words = list(dict.fromkeys(self.mended(query).split()))
        return [word for word in words if word not in self.noise] or words

    def understand(self, query: str, home: str | None) -> Understood:
        """Read what a query asks for; of places with one name, one in the country `home` is meant."""
        coded = re.search(_PLACE_CODE, query[:LONGEST_QUERY])
        place = self.places.resolve(coded[0], home) if coded else None
        if coded and place:
            query = query.replace(coded[0], " ")
        return _understand(self.mended(query).split(), self, home, place)

    def mended(self, query: str) -> str:
        """Return the folded query with its spelling mended."""
        words = fold(query[:LONGEST_QUERY]).split()
        return " ".join(w if w in self.noise or self.places.named(w) else self.mend(w) for w in words)


def _understand(words: list[str], reader: Reader, home: str | None, place: Place | None) -> Understood:
    found: dict[str, dict[str, None]] = {table: {} for table in _TABLES}
    rest: list[str] = []
    at = 0
    while at < len(words):
        length, meanings = _longest_phrase(words[at:], reader)
        where, spanned = _place_at(words, at, reader, home) if place is None else (None, 0)
        if where and spanned >= length:
            place, at = where, at + spanned
            continue
        for table, code in meanings:
            found[table][code] = None
        if not meanings and words[at] not in reader.noise:
            rest.append(words[at])
        at += max(1, length)
    return Understood(
        place=(place.code,) if place else (),
        kinds=tuple(found["kinds"]),
        topics=tuple(found["topics"]),
        audiences=tuple(found["audiences"]),
        languages=tuple(found["languages"]),
        contact=tuple(found["contacts"]),
        settings=tuple(found["settings"]),
        costs=tuple(found["costs"]),
        dispatch=tuple(found["dispatch"]),
        rest=" ".join(rest),
    )


def _longest_phrase(words: list[str], reader: Reader) -> tuple[int, list[Meaning]]:
    """Return how many of the first words make a known phrase, and what it means."""
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in reader.noise:
            continue
        if meanings := [meaning for meaning in reader.lexicon.meanings(phrase) if _meant(phrase, meaning)]:
            return length, meanings
    return 0, []


def _meant(phrase: str, meaning: Meaning) -> bool:
    """Whether a phrase in a sentence means the code: "is" and "my" are words before they are languages."""
    table, code = meaning
    return table in _TABLES and not (table == "languages" and phrase == code)


def _place_at(words: list[str], at: int, reader: Reader, home: str | None) -> tuple[Place | None, int]:
    """Return the place named from the word `at` on, and over how many words."""
    for length in range(min(4, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        if name in reader.noise:
            continue
        if len(name) < 4 and name not in ("uk", "usa", "uae", "nyc"):
            continue
        place = reader.places.resolve(name, home)
        if place is None or (place.kind == "zip" and len(name) != 5) or name == fold(place.code):
            continue  # "it is" names no province; codes are read as they are typed, with their hyphen
        introduced = at > 0 and words[at - 1] in _PLACE_WORDS
        if place.kind != "city" or introduced or place.population >= _LARGE_CITY:
            return place, length
    return None, 0
