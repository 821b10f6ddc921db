"""Does a query tell of danger to life now? Pure; the phrases are data (peerfind/data/urgent.yaml)."""

from collections.abc import Iterable

from peerfind.directory.reference import UrgentPhrases
from peerfind.directory.text import fold

_HANGUL = ("\uac00", "\ud7a3")
"""The first and last letter."""


def is_urgent(query: str, urgent: UrgentPhrases, *, mended: str = "") -> bool:
    """Whether the query, as typed or with its spelling mended, tells of an act, or of thoughts and of nothing else."""
    texts = [f" {fold(query)} ", f" {fold(mended)} "]
    if _any_in(urgent.acts, texts):
        return True
    return _any_in(urgent.phrases, texts) and not _any_in(urgent.unless, texts)


def _any_in(phrases: Iterable[str], texts: list[str]) -> bool:
    return any(_bounded(phrase) in text for phrase in phrases for text in texts)


def _bounded(phrase: str) -> str:
    """Return the phrase between word boundaries; a Korean verb goes on with its ending."""
    return f" {phrase}" if _HANGUL[0] <= phrase[-1:] <= _HANGUL[1] else f" {phrase} "
