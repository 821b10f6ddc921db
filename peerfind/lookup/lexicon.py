"""What people's words mean in the vocabulary's codes. Pure.

Phrases stand in a table by their first one or two words, so that a reader finds every phrase that starts at a word of a
query with two look-ups. Of the vocabulary's phrases the roots are compared ("grieving" meets "grieve"), of the urgent
ones the words as they are: "suicidal" is one, "suicide" is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from peerfind.directory.reference import URGENT_TABLES
from peerfind.directory.spelling import nearest
from peerfind.directory.text import fold
from peerfind.lookup.index import stem
from peerfind.lookup.table import SortedTable, to_lines

Meaning = tuple[str, str]
"""A table of the vocabulary and a code in it."""
Row = tuple[tuple[str, ...], str, str]
"""The words of a phrase (or their roots), the table and the code."""
RELATED = "related"
"""The table of words that tell of the same things."""
HINT = "hint "
"""Before the table of a phrase that only hints at its code (peerfind/data/meanings.yaml)."""
NO_MEANINGS = (*URGENT_TABLES, RELATED)
"""Tables whose rows tell of no code."""
_SHORTEST_STEM = 5
"""Letters; "cut" and "cutting", "use" and "using", "meet" and "meeting" are different words to people."""
_HANGUL = ("\uac00", "\ud7a3")
"""The first and last letter."""


class Token:
    """A word of a query: as it was typed, or the spellings that may have been meant, the likeliest first."""

    __slots__ = ("mended", "roots", "spellings")

    def __init__(self, *spellings: str, mended: bool = False) -> None:
        self.spellings = spellings
        self.mended = mended
        self.roots = tuple([root(word) for word in spellings])

    @property
    def word(self) -> str:
        """The likeliest spelling."""
        return self.spellings[0]


class Lexicon:
    """Looks up codes, labels and synonyms of all languages; case, accents, plurals and most endings do not matter."""

    def __init__(self, table: SortedTable) -> None:
        self._table = table
        self._rows = lru_cache(maxsize=8192)(self._read)

    def starting(self, tokens: Sequence[Token], at: int) -> Iterator[Row]:
        """Yield the rows whose first words are those from `at` on; whoever asks compares the rest."""
        follows = tokens[at + 1].roots if at + 1 < len(tokens) else ()
        for first in tokens[at].roots:
            yield from self._rows(first)
            for second in follows:
                yield from self._rows(f"{first} {second}")
            if _is_hangul(first):
                yield from self._rows(first[0])

    def meanings(self, phrase: str) -> list[Meaning]:
        """Return what a whole phrase surely means."""
        tokens = [Token(word) for word in fold(phrase).split()]
        rows = self.starting(tokens, 0) if tokens else ()
        return [
            (table, code)
            for words, table, code in rows
            if len(words) == len(tokens) and table not in NO_MEANINGS and not table.startswith(HINT)
            if all(word in token.roots for word, token in zip(words, tokens, strict=True))
        ]

    def related(self, word: str) -> list[str]:
        """Return words that tell of the same things, such as "flood" and "disaster"."""
        return [other for words, table, held in self._rows(root(word)) if table == RELATED for other in held.split(" ")]

    def resolve(self, table: str, text: str) -> str | None:
        """Return the code of a table that a person means by its code, label or a synonym, else None."""
        codes = [code for held, code in self.meanings(text) if held == table]
        return text if text in codes else next(iter(codes), None)

    def suggest(self, table: str, text: str) -> str | None:
        """Return the code of a table whose code, label or synonym is nearest to a misspelt text, else None."""
        phrases = {phrase: code for _, phrase, held, code in self._table if held == table}
        best = nearest(text, phrases)
        return phrases[best] if best else None

    def _read(self, key: str) -> tuple[Row, ...]:
        return tuple((tuple(phrase.split(" ")), table, code) for _, phrase, table, code in self._table.rows(key))


def lexicon_lines(phrases: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the table of a lexicon of (words, table, code)."""
    rows: set[tuple[str, ...]] = set()
    for text, table, code in phrases:
        words = fold(text).split()
        if not words:
            continue
        roots = [root(word) for word in words]
        held = words if table in URGENT_TABLES else roots
        rows.add((_key(roots), " ".join(held), table, code))
    return to_lines(rows)


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """Return what the forms of a folded word share: "addict" of "addicted" and "addiction", "veteran" of "veterans"."""
    if len(word) > _SHORTEST_STEM and word.isascii() and len(stemmed := stem(word)) >= _SHORTEST_STEM:
        return stemmed
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def begins(word: str, spelling: str) -> bool:
    """Whether a word of a phrase is the query's; a Korean verb goes on with its ending."""
    return spelling == word or (_is_hangul(word) and spelling.startswith(word))


def _key(roots: Sequence[str]) -> str:
    return roots[0][0] if _is_hangul(roots[0]) else " ".join(roots[:2])


def _is_hangul(word: str) -> bool:
    return _HANGUL[0] <= word[:1] <= _HANGUL[1]
