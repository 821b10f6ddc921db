"""The directory and its reference data from disk to the model. The only module here that reads files."""

import zoneinfo
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from peerfind.directory.model import Listing
from peerfind.directory.nodes import Fault, FaultError, Node, compose, plain
from peerfind.directory.reading import read_listings
from peerfind.directory.reference import EmergencyNumbers, Grammar, emergency_from
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Codes, Vocabulary
from peerfind.errors import DataError

_LARGEST_DATA_FILE = 4 * 1024 * 1024


_CODES_NOBODY_SAYS = ("times", "days")
"""Tables whose codes are other words: "we", "su", "always"."""


class FileFault(NamedTuple):
    """A fault in a named file, in the entry that starts in line `entry`."""

    file: str
    entry: int
    fault: Fault

    def __str__(self) -> str:
        return f"{self.file}:{self.fault.line}:{self.fault.column}: {self.fault.message}"


class Phrase(NamedTuple):
    """Words that people say when they mean a code; of urgent ones the code is their language."""

    text: str
    table: str
    code: str


class Reference(NamedTuple):
    """All of it."""

    vocabulary: Vocabulary
    phrases: tuple[Phrase, ...]
    emergency: dict[str, EmergencyNumbers]
    """By country."""
    grammar: Grammar
    said: tuple[str, ...]
    """Texts of people in no danger, whose words are known ones."""


class Directory(NamedTuple):
    """The listings that can be used, in file order, and what is wrong in their files."""

    listings: list[Listing]
    places: list[tuple[str, int]]
    """The file and line where each listing starts."""
    faults: list[FileFault]


def read_directory(
    files: Iterable[tuple[str, bytes]], codes: Codes, progress: Callable[[int], None] = lambda _: None
) -> Directory:
    """Read files of listings, given as (name, bytes); of two listings with one id the first is kept.

    `progress` is told how many entries have been read.
    """
    listings: list[Listing] = []
    places: list[tuple[str, int]] = []
    faults: list[FileFault] = []
    seen: dict[str, str] = {}
    for name, data in files:
        for entry in read_listings(data, codes):
            progress(len(listings))
            faults += [FileFault(name, entry.line, fault) for fault in entry.faults]
            if entry.listing is None:
                continue
            if entry.listing.id in seen:
                message = f"id {entry.listing.id!r} is taken (by {seen[entry.listing.id]}): choose another"
                faults.append(FileFault(name, entry.line, Fault(entry.line, 1, message, sort="taken")))
                continue
            seen[entry.listing.id] = f"{name}:{entry.line}"
            listings.append(entry.listing)
            places.append((name, entry.line))
    return Directory(listings, places, faults)


def codes_with(vocabulary: Vocabulary, places: Collection[str]) -> Codes:
    """Return the codes of a vocabulary, of places and of time zones."""
    tables = {name: table.keys() for name, table in vocabulary.labels.items()}
    return {**tables, "places": places, "timezones": {*filter(_is_of_a_place, zoneinfo.available_timezones())}}


def _is_of_a_place(zone: str) -> bool:
    """Whether a zone keeps the clock of a place, summer and winter; EST and Etc/GMT+5 keep that of none."""
    return zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/")))


def load_vocabulary(folder: Path) -> Vocabulary:
    """Load the vocabulary alone, without the phrases of searches. Raises DataError."""
    try:
        return _vocabulary(load_data(folder / "vocabulary.yaml"), load_data(folder / "languages.yaml"))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DataError(f"{folder}: the vocabulary has an unexpected shape ({error})") from error


def load_reference(folder: Path) -> Reference:
    """Load the reference data of a data folder (peerfind/data). Raises DataError."""
    tables = load_data(folder / "vocabulary.yaml")
    languages = load_data(folder / "languages.yaml")
    urgent = load_data(folder / "urgent.yaml")
    meanings = load_data(folder / "meanings.yaml")
    small = load_data(folder / "grammar.yaml")
    try:
        fillers = _folded(held.get("fillers", ()) for held in urgent.values())
        towns = _folded([small.pop("words_before_towns")])
        return Reference(
            vocabulary=_vocabulary(tables, languages),
            phrases=(*_phrases(tables, languages), *_hints(meanings), *_urgent(urgent, frozenset(fillers))),
            emergency={code: emergency_from(held) for code, held in load_data(folder / "emergency.yaml").items()},
            said=tuple(text for held in urgent.values() for text in held["examples"]["not_urgent"]),
            grammar=Grammar(
                noise={language: [*_folded([words])] for language, words in small.pop("noise").items()},
                **{name: _folded(words.values()) for name, words in small.items()},
                words_before_towns=towns,
                fillers=fillers,
            ),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DataError(f"{folder}: the reference data has an unexpected shape ({error})") from error


def _folded(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the folded phrases of all groups, each once."""
    return tuple(dict.fromkeys(fold(phrase) for group in groups for phrase in group))


def load_data(path: Path) -> Any:
    """Return a data file as mappings, lists and texts. Raises DataError."""
    try:
        node: Node = compose(path.read_text("utf-8"), longest=_LARGEST_DATA_FILE)
    except OSError as error:
        raise DataError(f"{path.name}: {error.strerror}") from error
    except UnicodeError as error:
        raise DataError(f"{path.name}: not UTF-8") from error
    except FaultError as error:
        raise DataError(f"{path.name}:{error.fault.line}: {error.fault.message}") from error
    return plain(node)


def _vocabulary(tables: dict[str, Any], languages: dict[str, dict[str, str]]) -> Vocabulary:
    """Return the vocabulary of plain mappings as vocabulary.yaml and languages.yaml hold them."""
    labels = {name: {code: entry["label"] for code, entry in codes.items()} for name, codes in tables.items()}
    kinds = tables["kinds"]
    return Vocabulary(
        labels=labels | {"languages": languages},
        weights={code: float(entry["weight"]) for code, entry in kinds.items()},
        windows={code: int(entry["window"]) for code, entry in kinds.items() if "window" in entry},
        akin={code: entry["akin"] for code, entry in kinds.items() if "akin" in entry},
    )


def _phrases(tables: dict[str, Any], languages: dict[str, dict[str, str]]) -> Iterator[Phrase]:
    """Yield every code, label and synonym of the same mappings."""
    for table, codes in tables.items():
        for code, entry in codes.items():
            synonyms = [word for words in (entry.get("synonyms") or {}).values() for word in words]
            named = [] if table in _CODES_NOBODY_SAYS else [code.replace("_", " ")]
            for text in [*named, *entry["label"].values(), *synonyms]:
                yield Phrase(text, table, code)
    for code, names in languages.items():
        for text in [code, *names.values()]:
            yield Phrase(text, "languages", code)


def _hints(meanings: dict[str, Any]) -> Iterator[Phrase]:
    """Yield the phrases of meanings.yaml; of words that go together, each with the others as its code."""
    for group in (group for groups in meanings.pop("related", {}).values() for group in groups):
        words = [fold(word) for word in group]
        yield from (Phrase(word, "related", " ".join(w for w in words if w != word)) for word in words)
    for table, codes in meanings.items():
        for code, by_language in codes.items():
            for text in (text for texts in by_language.values() for text in texts):
                yield Phrase(text, f"hint {table}", code)


def _urgent(languages: dict[str, Any], fillers: Collection[str]) -> Iterator[Phrase]:
    """Yield the phrases of urgent.yaml, each of its patterns written out, without fillers."""
    for language, held in languages.items():
        groups = held.get("words") or {}
        for name, table in (("phrases", "urgent"), ("acts", "acts"), ("unless", "unless")):
            for pattern in held.get(name) or ():
                for text in _written_out(pattern, groups):
                    words = [word for word in fold(text).split() if word not in fillers]
                    yield Phrase(" ".join(words), table, language)


def _written_out(pattern: str, groups: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield what a pattern stands for: "kill <self>" with each of the words of the group `self`."""
    before, found, rest = pattern.partition("<")
    if not found:
        yield pattern
        return
    name, _, after = rest.partition(">")
    for word in groups[name]:
        yield from (before + word + ending for ending in _written_out(after, groups))
