"""Does a query tell of danger to life now? Pure; the phrases are data (peerfind/data/urgent.yaml)."""

from peerfind.directory.reference import UrgentPhrases
from peerfind.directory.text import fold

_HANGUL = ("\uac00", "\ud7a3")
"""The first and last letter."""


def is_urgent(query: str, urgent: UrgentPhrases) -> bool:
    """Whether the query holds an urgent phrase and no word that shows that it is about something else."""
    padded = f" {fold(query)} "
    if not any(_bounded(phrase) in padded for phrase in urgent.phrases):
        return False
    return not any(_bounded(word) in padded for word in urgent.unless)


def _bounded(phrase: str) -> str:
    """Return the phrase between word boundaries; a Korean verb goes on with its ending."""
    return f" {phrase}" if _HANGUL[0] <= phrase[-1:] <= _HANGUL[1] else f" {phrase} "
