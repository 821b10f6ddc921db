"""What a query in plain words asks for: codes of the vocabulary and a place. Pure.

Phrases are looked up longest first, as whole words, in any of the vocabulary's languages. This is the room for all
that reads meaning out of free text; it knows the directory's words by its arguments only.
"""

from collections.abc import Callable, Collection, Mapping

from peerfind.directory.text import fold
from peerfind.lookup.places import Gazetteer, Place
from peerfind.lookup.query import Understood

Phrases = Mapping[str, Collection[tuple[str, str]]]
"""Folded, singular phrase -> the (table, code) pairs that it may mean."""
LONGEST_QUERY = 400
"""Characters that are read of a query; nobody types more."""
_LONGEST_PHRASE = 6
"""Words."""
_FIELDS = {"contacts": "contact"}
"""Tables whose field in `Understood` has another name."""
_TABLES = ("kinds", "topics", "audiences", "languages", "contacts", "settings", "costs", "dispatch")
_PLACE_WORDS = ("in", "near", "at", "around", "from", "en", "de", "a", "aus", "em")
_LARGE_CITY = 400_000
_NOISE = frozenset(
    "a an and any are as at be by can do for from get have has help how i id im in is it like me my near need of on or "
    "please some that the there this to want was we what when where which who with would you your looking find "
    "de la el los las un una en y para por con le les des du et pour un une der die das und fur ein eine mit im "
    "o os e um uma il lo gli di per".split()
)


def singular(word: str) -> str:
    """Return a word without its plural ending, so that "veterans" meets "veteran"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def singular_phrase(phrase: str) -> str:
    """Return a folded phrase with each of its words in the singular."""
    return " ".join(singular(word) for word in phrase.split())


def understand(
    query: str, phrases: Phrases, places: Gazetteer, home: str | None, mend: Callable[[str], str]
) -> Understood:
    """Read a query; `mend` returns the spelling of a word that the directory knows, or the word itself."""
    words = [mend(word) for word in fold(query[:LONGEST_QUERY]).split()]
    found: dict[str, dict[str, None]] = {table: {} for table in _TABLES}
    place: Place | None = None
    rest: list[str] = []
    at = 0
    while at < len(words):
        length, meanings = _longest_phrase(words[at:], phrases)
        where, spanned = _place_at(words, at, places, home) if place is None else (None, 0)
        if where and spanned >= length:
            place, at = where, at + spanned
            continue
        for table, code in meanings:
            found[table][code] = None
        if not meanings and words[at] not in _NOISE:
            rest.append(words[at])
        at += max(1, length)
    fields = {_FIELDS.get(table, table): tuple(codes) for table, codes in found.items()}
    return Understood(place=(place.code,) if place else (), rest=" ".join(rest), **fields)


def content_words(query: str) -> list[str]:
    """Return the folded words of a query that carry meaning, or all of them where none does."""
    words = list(dict.fromkeys(fold(query[:LONGEST_QUERY]).split()))
    return [word for word in words if word not in _NOISE] or words


def _longest_phrase(words: list[str], phrases: Phrases) -> tuple[int, Collection[tuple[str, str]]]:
    """Return how many of the first words make a known phrase, and what it means."""
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        phrase = singular_phrase(" ".join(words[:length]))
        if meanings := [m for m in phrases.get(phrase, ()) if m[0] in _TABLES]:
            return length, meanings
    return 0, ()


def _place_at(words: list[str], at: int, places: Gazetteer, home: str | None) -> tuple[Place | None, int]:
    """Return the place named from the word `at` on, and over how many words."""
    for length in range(min(4, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length])
        if len(name) < 4 and name not in ("uk", "usa", "uae", "nyc"):
            continue
        place = places.resolve(name, home)
        if place is None or (place.kind == "zip" and len(name) != 5):
            continue
        introduced = at > 0 and words[at - 1] in _PLACE_WORDS
        if place.kind != "city" or introduced or place.population >= _LARGE_CITY:
            return place, length
    return None, 0
