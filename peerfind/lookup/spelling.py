"""What a misspelt word may have been meant to be, among the words of the directory and of the vocabulary.

The words stand in a table by their first letter and length, the commonest first, so that a misspelling is compared with
a few hundred words and never with a whole large directory.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from peerfind.lookup.table import SortedTable, to_lines

_SHORTEST = 4
"""Letters; shorter words and those with digits match exactly or not at all."""
_SLIPS_FROM = ((10, 3), (6, 2), (_SHORTEST, 1))
"""Letters from which so many slips are forgiven."""
_LONGEST = 24
_MOST_SPELLINGS = 6
_LONG = 8
"""Letters from which on a word one slip further away may be the one that was meant."""
_SHORTEST_PART = 4
"""Letters of a word that may be written together with another."""


class Speller:
    """Finds the words that somebody may have meant."""

    def __init__(self, words: SortedTable, holds: Callable[[str], bool] = lambda _: False) -> None:
        """Mend by a table; `holds` says whether the index holds a word that the table may lack."""
        self._table = words
        self._holds = holds
        self._bucket = lru_cache(maxsize=512)(self._read)
        self.spellings: Callable[[str], tuple[str, ...]] = lru_cache(maxsize=8192)(self._find)

    def knows(self, word: str) -> bool:
        """Whether the word is a known one."""
        return word in self._bucket(_key(word[:1], len(word))) or self._holds(word)

    def _find(self, word: str) -> tuple[str, ...]:
        """Return the word itself where it is known or nothing is near, else what it may be, the likeliest first."""
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or _is_hangul(word) or self.knows(word):
            return (word,)
        near = self._near(word)
        if not near or near[0][0] > 1:
            near = [(1, parts) for parts in self._parted(word)] + near
        further = len(word) >= _LONG
        return tuple(known for far, known in near if far <= near[0][0] + further)[:_MOST_SPELLINGS] or (word,)

    def _near(self, word: str) -> list[tuple[int, str]]:
        """Return known words with how far they are: fewest slips, the same first letter, as long, the commonest."""
        from rapidfuzz import process  # here, because only a misspelling needs it
        from rapidfuzz.distance import OSA

        slips = next(count for letters, count in _SLIPS_FROM if len(word) >= letters)
        pool = [
            known
            for length in range(max(_SHORTEST, len(word) - slips), len(word) + slips + 1)
            for letter in dict.fromkeys(word[:2])
            for known in self._bucket(_key(letter, length))
        ]
        found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=slips, limit=None)
        ranked = sorted((d + (w[0] != word[0]), abs(len(w) - len(word)), at, w) for w, d, at in found)
        return [(far, known) for far, *_, known in ranked]

    def _parted(self, word: str) -> list[str]:
        """Return the two known words that were written as one, if that is what it is."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        parts = ((word[:cut], word[cut:]) for cut in cuts)
        return [f"{a} {b}" for a, b in parts if self._in_table(a) and self._in_table(b)][:1]

    def _in_table(self, word: str) -> bool:
        return word in self._bucket(_key(word[:1], len(word)))

    def _read(self, key: str) -> Mapping[str, None]:
        return dict.fromkeys(word for _, words in self._table.rows(key) for word in words.split(" "))


def word_lines(counts: Mapping[str, int], said: Iterable[str], places: Iterable[str]) -> bytes:
    """Return the table of a speller: words with how often they stand in listings, what people say, names of places.

    In this order, and the commonest first, they are taken to be meant where they are as near.
    """
    often = {word: -1 for name in places for word in name.split()} | dict.fromkeys(said, 0) | dict(counts)
    buckets: dict[str, list[str]] = {}
    for word in sorted(often, key=lambda word: (-often[word], word)):
        if word.isalpha() and len(word) <= _LONGEST:
            buckets.setdefault(_key(word[0], len(word)), []).append(word)
    return to_lines((key, " ".join(words)) for key, words in buckets.items())


def _is_hangul(word: str) -> bool:
    """Whether a word is Korean: a letter there is a syllable, and verbs that differ by one are strangers."""
    return "\uac00" <= word[0] <= "\ud7a3"


def _key(letter: str, length: int) -> str:
    return f"{letter}{length}"
