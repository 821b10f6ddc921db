"""What look-ups need beside listings and vocabulary: emergency numbers and urgent phrases. Pure."""

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


class UrgentPhrases(Record):
    """Folded phrases that mean danger to life now."""

    phrases: tuple[str, ...]
    """Thoughts and plans."""
    unless: tuple[str, ...]
    """Words that show that somebody means something else, and silence `phrases`."""
    acts: tuple[str, ...] = ()
    """What is happening now, or has just happened; nothing silences these."""


def emergency_from(data: dict[str, Any]) -> EmergencyNumbers:
    """Return a country's numbers as emergency.yaml holds them. Raises TypeError or ValueError."""
    return EmergencyNumbers(**{**data, "sources": tuple(source_from(source) for source in data.get("sources", ()))})
