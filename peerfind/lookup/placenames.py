"""Places and distances in free text: "near Boston", "Portland, Oregon", "within 5 miles of 44113". Pure."""

import re
from collections.abc import Callable, Collection, Sequence

from peerfind.directory.text import fold, has_digit
from peerfind.lookup.places import KM_A_MILE, Gazetteer, Place
from peerfind.record import Record

CODE = r"\b[A-Za-z]{2}-[A-Za-z0-9]{1,3}\b"
"""A code such as US-OH, as it is typed."""
_DISTANCE = (
    r"\b(\d+(?:[.,]\d+)?)\s*-?(mi|miles?|kms?|kilomet(?:er|re)s?|millas?|kil[oó]metros?|meilen?)\b"
    r"(?: (?:of|from|de|von)\b)?"
)
_LONGEST, _LONGEST_BEFORE = 4, 5
"""Words of a place's name, and of what stands before one."""
_SHORTEST = 4
"""Letters of a name; shorter ones are codes, and mostly words."""
_LETTERS_OF_A_STATE = 2
"""Of its code, which may be a small word after the name of a town: "Portland, OR"."""
_SHORT_NAMES = ("uk", "usa", "uae", "nyc", "nsw", "cdmx")
_LARGE_CITY, _CITY_AT_HOME = 400_000, 90_000
"""People of a city that is read as one wherever it stands."""


class PlaceReader(Record):
    """What reading places takes."""

    places: Gazetteer
    noise: Collection[str]
    """Words that name no place."""
    before: Collection[str]
    """What stands before places, such as "near" and "in"."""
    words_first: Collection[str]
    """Names of towns that are words first."""
    means: Callable[[str], bool]
    """Whether a word or phrase means anything else."""

    def at(
        self, words: Sequence[str], at: int, home: str | None, *, after_others: bool = False
    ) -> tuple[Place | None, int]:
        """Return the place named from a word on, and over how many words; a person in country `home` writes.

        `after_others` says whether something else was understood before: "warmline oh" ends with a state.
        """
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            place = self._named(name, words, at, home, last=after_others and at + length == len(words))
            if self.places.is_city(name):
                inner, more = self._within(name, words, at + length, home)
                if inner:
                    return inner, length + more
            if place:
                return place, length
        return None, 0

    def _named(self, name: str, words: Sequence[str], at: int, home: str | None, *, last: bool) -> Place | None:
        """Return the place that a name means here, or None where it more likely means something else."""
        if name in self.noise:
            return None
        introduced = stands_after(words, at, self.before)
        if len(name) < _SHORTEST and name not in _SHORT_NAMES:
            return self.places.part(name, home) if introduced or last else None
        place = self.places.resolve(name, home)
        if place is None or (place.kind == "zip" and len(name) != 5) or name == fold(place.code):
            return None  # "it is" names no province; codes are read as they are typed, with their hyphen
        if place.kind != "city" or introduced:
            return place
        if name in self.words_first or self.means(name):
            return None
        return place if place.population >= (_CITY_AT_HOME if place.country == home else _LARGE_CITY) else None

    def _within(self, name: str, words: Sequence[str], at: int, home: str | None) -> tuple[Place | None, int]:
        """Return the city of a name in the state or country that the next words name: "Portland, Oregon"."""
        for length in range(min(2, len(words) - at), 0, -1):
            outer = " ".join(words[at : at + length])
            stated = outer not in self.noise or len(outer) == _LETTERS_OF_A_STATE
            found = self.places.resolve(f"{name}, {outer}", home) if stated else None
            if found and found.kind == "city":
                return found, length
        return None, 0


def stands_after(words: Sequence[str], at: int, phrases: Collection[str]) -> bool:
    """Whether one of some phrases stands before a word."""
    before = words[max(0, at - _LONGEST_BEFORE) : at]
    return any(" ".join(before[start:]) in phrases for start in range(len(before)))


def take_distance(text: str) -> tuple[str, float | None]:
    """Return a lower-case query without the distance that it names, and that distance in kilometres."""
    found = re.search(_DISTANCE, text) if has_digit(text) else None
    if not found:
        return text, None
    number = float(found[1].replace(",", "."))
    km = number * KM_A_MILE if found[2].startswith(("mi", "mei")) else number
    return f"{text[: found.start()]} {text[found.end() :]}", round(km, 1)
