"""Does a query tell of danger to life now? Pure; the phrases are data (peerfind/data/urgent.yaml)."""

from peerfind.directory.reference import UrgentPhrases
from peerfind.directory.text import fold


def is_urgent(query: str, urgent: UrgentPhrases) -> bool:
    """Whether the query holds an urgent phrase and no word that shows that it is about something else."""
    padded = f" {fold(query)} "
    if not any(f" {phrase} " in padded for phrase in urgent.phrases):
        return False
    return not any(f" {word} " in padded for word in urgent.unless)
