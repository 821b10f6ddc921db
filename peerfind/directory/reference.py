"""What every look-up needs beside the listings: the vocabulary, emergency numbers, urgent phrases. Pure."""

from msgspec import Struct

from peerfind.directory.model import Source
from peerfind.directory.vocabulary import Phrase, Vocabulary


class EmergencyNumbers(Struct, frozen=True, kw_only=True, omit_defaults=True):
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


class UrgentPhrases(Struct, frozen=True, kw_only=True):
    """Folded phrases that mean danger to life now, and words that show that somebody means something else."""

    phrases: tuple[str, ...]
    unless: tuple[str, ...]


class Reference(Struct, frozen=True, kw_only=True):
    """All of it."""

    vocabulary: Vocabulary
    phrases: tuple[Phrase, ...]
    emergency: dict[str, EmergencyNumbers]
    urgent: UrgentPhrases
    noise: tuple[str, ...]
    """Folded words that carry no meaning in a query."""
