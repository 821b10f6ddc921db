"""Mending misspelt words against the words of the index. A word that any listing holds is never changed."""

from collections.abc import Iterable
from functools import lru_cache

from peerfind.lookup.index import Index
from peerfind.lookup.lexicon import Lexicon

_SHORTEST = 4
"""Letters; shorter words and those with digits match exactly or not at all."""
_TWO_SLIPS_FROM = 7
"""Letters from which two slips are forgiven."""


class Speller:
    """Finds the word that somebody meant, among the words of the index and of the vocabulary's phrases."""

    def __init__(self, index: Index, lexicon: Lexicon, also: Iterable[str] = ()) -> None:
        """`also` are other words that somebody may have meant, however few listings hold them."""
        self._index = index
        self._lexicon = lexicon
        self._also = frozenset(also)
        # A query asks for each of its words several times, and a search for the nearest takes milliseconds.
        self._nearest = lru_cache(maxsize=1024)(self._find_nearest)

    def mend(self, word: str) -> str:
        """Return the known word nearest to `word`, or `word` itself when it is known or nothing is near."""
        if len(word) < _SHORTEST or not word.isalpha() or self._knows(word):
            return word
        return self._nearest(word) or word

    def _knows(self, word: str) -> bool:
        return word in self._also or self._index.knows(word) or self._lexicon.knows(word)

    def _find_nearest(self, word: str) -> str | None:
        """Return the likeliest known word: fewest slips, then the same first letter, the same length, the commonest."""
        from rapidfuzz import process  # here, because only a misspelling needs it
        from rapidfuzz.distance import OSA

        slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        pool = {w: 1 for w in self._lexicon.words | self._also if w[0] in word[:2]}
        for letter in dict.fromkeys(word[:2]):
            pool |= self._index.words(letter)
        near = process.extract(word, pool.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        ranked = [
            (distance, known[0] != word[0], abs(len(known) - len(word)), -pool[known], known)
            for known, distance, _ in near
            if len(known) >= _SHORTEST and known.isalpha()
        ]
        return min(ranked)[-1] if ranked else None
