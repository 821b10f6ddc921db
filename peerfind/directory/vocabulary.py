"""The codes that listings use, with the labels and words that people use for them. Pure."""

from typing import Any

from msgspec import Struct

from peerfind.directory.spelling import nearest
from peerfind.directory.text import fold

FALLBACK_LANGUAGE = "en"


class Code(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One code of a table: what it is called and what people say when they mean it, by language."""

    label: dict[str, str] = {}
    synonyms: dict[str, tuple[str, ...]] = {}
    weight: float = 0.5
    window: int | None = None
    """Days after which a check of such a listing is due again."""

    def spoken(self, code: str) -> list[str]:
        """Return the folded words for this code: itself, its labels and its synonyms, each once."""
        words = [code, *self.label.values(), *(word for group in self.synonyms.values() for word in group)]
        return list(dict.fromkeys(fold(word) for word in words))


class Vocabulary(Struct, frozen=True, kw_only=True):
    """All tables by name (kinds, topics, audiences, contacts, settings, costs, dispatch, checks, languages)."""

    tables: dict[str, dict[str, Code]]

    def label(self, table: str, code: str, language: str = FALLBACK_LANGUAGE) -> str:
        """Return what the code is called in the language, in English where it has no such label, else the code."""
        held = self.tables[table].get(code)
        if held is None:
            return code
        return held.label.get(language) or held.label.get(FALLBACK_LANGUAGE) or code

    def words(self, table: str) -> dict[str, str]:
        """Return every folded code, label and synonym of a table with the first code that it means."""
        found: dict[str, str] = {}
        for code, held in self.tables[table].items():
            for word in held.spoken(code):
                found.setdefault(word, code)
        return found

    def resolve(self, table: str, text: str) -> str | None:
        """Return the code that a person means by its code, label or a synonym, in any case or language, else None."""
        return text if text in self.tables[table] else self.words(table).get(fold(text))

    def suggest(self, table: str, text: str) -> str | None:
        """Return the code whose code, label or synonym is nearest to a misspelt text, else None."""
        words = self.words(table)
        word = nearest(text, words)
        return words[word] if word else None

    def phrases(self) -> dict[str, list[tuple[str, str]]]:
        """Return every folded code, label and synonym with the (table, code) pairs that it may mean."""
        found: dict[str, list[tuple[str, str]]] = {}
        for table in self.tables:
            for code, held in self.tables[table].items():
                for word in held.spoken(code):
                    found.setdefault(word, []).append((table, code))
        return found


def vocabulary_from(tables: dict[str, Any], languages: dict[str, dict[str, str]]) -> Vocabulary:
    """Return the vocabulary of plain mappings as vocabulary.yaml and languages.yaml hold them.

    Raises KeyError or ValueError when a table has not the shape that those files document.
    """
    held = {
        name: {
            code: Code(
                label=dict(entry["label"]),
                synonyms={language: tuple(words) for language, words in (entry.get("synonyms") or {}).items()},
                weight=float(entry.get("weight", 0.5)),
                window=int(entry["window"]) if "window" in entry else None,
            )
            for code, entry in codes.items()
        }
        for name, codes in tables.items()
    }
    held["languages"] = {
        code: Code(label={k: v for k, v in names.items() if k != "own"}, synonyms={"own": (names.get("own", code),)})
        for code, names in languages.items()
    }
    return Vocabulary(tables=held)
