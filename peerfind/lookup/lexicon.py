"""What people's words mean in the vocabulary's codes. Pure."""

from collections.abc import Iterable
from functools import cached_property

from peerfind.directory.spelling import nearest
from peerfind.directory.text import fold
from peerfind.lookup.table import SortedTable, to_lines

Meaning = tuple[str, str]
"""A table of the vocabulary and a code in it."""


class Lexicon:
    """Looks up codes, labels and synonyms of all languages; case, accents and plural endings do not matter."""

    def __init__(self, table: SortedTable) -> None:
        self._table = table

    def meanings(self, phrase: str) -> list[Meaning]:
        """Return what a phrase may mean, in the vocabulary's order."""
        return [(table, code) for _, table, code in self._table.rows(_key(phrase))]

    def resolve(self, table: str, text: str) -> str | None:
        """Return the code of a table that a person means by its code, label or a synonym, else None."""
        codes = [code for held, code in self.meanings(text) if held == table]
        return text if text in codes else next(iter(codes), None)

    def suggest(self, table: str, text: str) -> str | None:
        """Return the code of a table whose code, label or synonym is nearest to a misspelt text, else None."""
        phrases = {phrase: code for phrase, held, code in self._table if held == table}
        best = nearest(text, phrases)
        return phrases[best] if best else None

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any phrase, in the singular or plural."""
        return word in self.words or _singular(word) in self.words

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for phrase, *_ in self._table for word in phrase.split())


def lexicon_lines(phrases: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the table of a lexicon of (words, table, code)."""
    return to_lines({(_key(words), table, code) for words, table, code in phrases if _key(words)})


def _key(phrase: str) -> str:
    """Return a phrase folded, each of its words in the singular."""
    return " ".join(_singular(word) for word in fold(phrase).split())


def _singular(word: str) -> str:
    """Return a word without its plural ending, so that "veterans" meets "veteran"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
