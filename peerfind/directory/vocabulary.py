"""The codes that listings use, and what they are called. Pure."""

from collections.abc import Iterator
from typing import Any, NamedTuple

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


class Phrase(NamedTuple):
    """Words that people say when they mean a code."""

    text: str
    table: str
    code: str


def vocabulary_from(tables: dict[str, Any], languages: dict[str, dict[str, str]]) -> Vocabulary:
    """Return the vocabulary of plain mappings as vocabulary.yaml and languages.yaml hold them.

    Raises KeyError or ValueError when a table has not the shape that those files document.
    """
    held = {
        name: {
            code: Code(
                label=dict(entry["label"]),
                weight=float(entry.get("weight", 0.5)),
                window=int(entry["window"]) if "window" in entry else None,
            )
            for code, entry in codes.items()
        }
        for name, codes in tables.items()
    }
    return Vocabulary(tables=held | {"languages": {code: Code(label=names) for code, names in languages.items()}})


def phrases_from(tables: dict[str, Any], languages: dict[str, dict[str, str]]) -> Iterator[Phrase]:
    """Yield every code, label and synonym of the same mappings."""
    for table, codes in tables.items():
        for code, entry in codes.items():
            synonyms = [word for words in (entry.get("synonyms") or {}).values() for word in words]
            for text in [code.replace("_", " "), *entry["label"].values(), *synonyms]:
                yield Phrase(text, table, code)
    for code, names in languages.items():
        for text in [code, *names.values()]:
            yield Phrase(text, "languages", code)
