"""What look-ups need beside listings and vocabulary: emergency numbers and the small words of a question. Pure."""

from typing import Any

from peerfind.directory.model import Source, source_from
from peerfind.record import Record


class EmergencyNumbers(Record):
    """A country's emergency numbers, as dialled there; `general` answers for all services."""

    general: str | None = None
    police: str | None = None
    ambulance: str | None = None
    fire: str | None = None
    sources: tuple[Source, ...] = ()

    def spoken(self) -> list[tuple[str, str]]:
        """Return (service, number) pairs: the general number alone where there is one."""
        if self.general:
            return [("emergency", self.general)]
        named = [("ambulance", self.ambulance), ("police", self.police), ("fire", self.fire)]
        return [(service, number) for service, number in named if number]


URGENT_TABLES = ("urgent", "acts", "unless")
"""The tables of phrases that tell of danger to life: thoughts and plans; what is happening now, which nothing silences;
words that show that somebody means something else."""


class Grammar(Record):
    """The small words of a question, folded (peerfind/data/grammar.yaml)."""

    noise: dict[str, list[str]]
    """Language -> words that carry no meaning in a search."""
    negations: tuple[str, ...]
    articles: tuple[str, ...]
    """Words that may stand between a negation and what it goes with."""
    near: tuple[str, ...]
    inside: tuple[str, ...]
    words_before_towns: tuple[str, ...]
    """Names of towns that are words first."""
    without: tuple[str, ...] = ()
    """Negations of which it is enough that what follows hints at something."""
    fillers: tuple[str, ...] = ()
    """Words that change nothing in an urgent phrase (peerfind/data/urgent.yaml)."""


def emergency_from(data: dict[str, Any]) -> EmergencyNumbers:
    """Return a country's numbers as emergency.yaml holds them. Raises TypeError or ValueError."""
    return EmergencyNumbers(**{**data, "sources": tuple(source_from(source) for source in data.get("sources", ()))})
