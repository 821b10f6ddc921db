"""Does a query tell of danger to life now? Pure; the phrases are data (peerfind/data/urgent.yaml)."""

from collections.abc import Collection, Sequence

from peerfind.lookup.lexicon import Lexicon, Token, begins
from peerfind.lookup.query import Reading

_NAMED = ("suicide",)
"""The topics of a query that names danger and nothing beside it."""
_LINES = frozenset({"crisis_line", "helpline"})


def is_urgent(
    tokens: Sequence[Token], lexicon: Lexicon, fillers: Collection[str], *, names_danger: bool = False
) -> bool:
    """Whether a query tells of an act, or of thoughts and of nothing that shows that they are somebody else's story.

    `fillers` are words that people put between others and that change nothing: "I really just want to die". Of a
    query that `names_danger` no phrase has to tell of thoughts.
    """
    spoken = _spoken(tokens, fillers)
    found = {table for at in range(len(spoken)) for table, _ in _phrases_at(spoken, at, lexicon)}
    return "acts" in found or ((names_danger or "urgent" in found) and "unless" not in found)


def names_danger(reading: Reading) -> bool:
    """Whether a query is nothing but the word for suicide, with a place or a wish for a line.

    Nobody knows what who types it means, and lines too many do less harm than none.
    """
    said = reading.understood
    beside = said.audiences or reading.unread or reading.hinted or reading.unwanted
    return said.topics == _NAMED and not beside and _LINES.issuperset(said.kinds)


def words_of_danger(tokens: Sequence[Token], lexicon: Lexicon, fillers: Collection[str]) -> frozenset[str]:
    """Return the words of the phrases for which a query is urgent; they are not part of a name that is looked for."""
    spoken = _spoken(tokens, fillers)
    return frozenset(
        spelling
        for at in range(len(spoken))
        for table, length in _phrases_at(spoken, at, lexicon)
        if table != "unless"
        for token in spoken[at : at + length]
        for spelling in token.spellings
    )


def _spoken(tokens: Sequence[Token], fillers: Collection[str]) -> list[Token]:
    return [token for token in tokens if token.word not in fillers]


def _phrases_at(spoken: Sequence[Token], at: int, lexicon: Lexicon) -> set[tuple[str, int]]:
    """Return the tables and lengths of the urgent phrases that start at a word; a misspelt word silences nothing."""
    return {
        (table, len(words))
        for words, table, _ in lexicon.starting(spoken, at)
        if table in ("acts", "urgent", "unless") and len(words) <= len(spoken) - at
        if all(any(begins(word, s) for s in spoken[at + n].spellings) for n, word in enumerate(words))
        if table != "unless" or not any(token.mended for token in spoken[at : at + len(words)])
    }
