"""The codes that listings use, and what they are called. Pure."""

from typing import NamedTuple

FALLBACK_LANGUAGE = "en"


class Code(NamedTuple):
    """One code of a table."""

    label: dict[str, str]
    """What it is called, by language."""
    weight: float = 0.5
    window: int | None = None
    """Days after which a check of such a listing is due again."""


class Vocabulary(NamedTuple):
    """All codes by the name of their table (kinds, topics, audiences, contacts, settings, costs, dispatch ...)."""

    tables: dict[str, dict[str, Code]]

    def label(self, table: str, code: str, language: str = FALLBACK_LANGUAGE) -> str:
        """Return what the code is called in the language, in English where it has no such label, else the code."""
        held = self.tables[table].get(code)
        if held is None:
            return code
        return held.label.get(language) or held.label.get(FALLBACK_LANGUAGE) or code
