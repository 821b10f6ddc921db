"""The codes that listings use, and what they are called. Pure."""

from collections.abc import Collection, Mapping

from peerfind.record import Record

FALLBACK_LANGUAGE = "en"
Codes = Mapping[str, Collection[str]]
"""The codes that texts of a listing may be, by the name of their table: of the vocabulary, places or timezones."""


class Vocabulary(Record):
    """All codes by the name of their table: kinds, topics, audiences, contacts, settings, costs, dispatch ..."""

    labels: dict[str, dict[str, dict[str, str]]]
    """Table -> code -> language -> what it is called."""
    weights: dict[str, float]
    """Kind -> how well it answers a question that names no kind, 0 to 1."""
    windows: dict[str, int]
    """Kind -> days after which a check of such a listing is due again, where the kind has its own."""
    akin: dict[str, list[str]]
    """Kind -> kinds that serve the same need almost as well."""

    def label(self, table: str, code: str, language: str = FALLBACK_LANGUAGE) -> str:
        """Return what the code is called in the language, in English where it has no such label, else the code.

        A language of a region (es-US) is called as the language is.
        """
        names = self.labels[table].get(code) or self.labels[table].get(code.partition("-")[0], {})
        return names.get(language) or names.get(FALLBACK_LANGUAGE) or code
