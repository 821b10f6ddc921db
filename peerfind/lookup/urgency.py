"""Does a query tell of danger to life now? Pure; the phrases are data (peerfind/data/urgent.yaml)."""

from collections.abc import Collection, Sequence

from peerfind.lookup.lexicon import Lexicon, Token, begins


def is_urgent(tokens: Sequence[Token], lexicon: Lexicon, fillers: Collection[str]) -> bool:
    """Whether a query tells of an act, or of thoughts and of nothing that shows that they are somebody else's story.

    `fillers` are words that people put between others and that change nothing: "I really just want to die".
    """
    spoken = [token for token in tokens if token.word not in fillers]
    found = {table for at in range(len(spoken)) for table in _tables_at(spoken, at, lexicon)}
    return "acts" in found or ("urgent" in found and "unless" not in found)


def _tables_at(spoken: Sequence[Token], at: int, lexicon: Lexicon) -> set[str]:
    """Return the tables of the urgent phrases that start at a word; a misspelt word silences nothing."""
    return {
        table
        for words, table, _ in lexicon.starting(spoken, at)
        if table in ("acts", "urgent", "unless") and len(words) <= len(spoken) - at
        if all(any(begins(word, s) for s in spoken[at + n].spellings) for n, word in enumerate(words))
        if table != "unless" or not any(token.mended for token in spoken[at : at + len(words)])
    }
