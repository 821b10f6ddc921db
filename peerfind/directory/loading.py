"""The directory and its reference data from disk to the model. The only module here that reads files."""

import zoneinfo
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from peerfind.directory.model import Listing
from peerfind.directory.nodes import Fault, FaultError, Node, compose, plain
from peerfind.directory.reading import Codes, read_listings
from peerfind.directory.reference import EmergencyNumbers, UrgentPhrases, emergency_from
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import DataError

_LARGEST_DATA_FILE = 4 * 1024 * 1024


class FileFault(NamedTuple):
    """A fault in a named file, in the entry that starts in line `entry`."""

    file: str
    entry: int
    fault: Fault

    def __str__(self) -> str:
        return f"{self.file}:{self.fault.line}:{self.fault.column}: {self.fault.message}"


class Phrase(NamedTuple):
    """Words that people say when they mean a code."""

    text: str
    table: str
    code: str


class Reference(NamedTuple):
    """All of it."""

    vocabulary: Vocabulary
    phrases: tuple[Phrase, ...]
    emergency: dict[str, EmergencyNumbers]
    """By country."""
    urgent: UrgentPhrases
    noise: tuple[str, ...]
    """Folded words that carry no meaning in a query."""


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
                faults.append(FileFault(name, entry.line, Fault(entry.line, 1, message)))
                continue
            seen[entry.listing.id] = f"{name}:{entry.line}"
            listings.append(entry.listing)
            places.append((name, entry.line))
    return Directory(listings, places, faults)


def codes_of(reference: Reference, places: Collection[str]) -> Codes:
    """Return the codes that listings may use."""
    tables = {name: table.keys() for name, table in reference.vocabulary.labels.items()}
    return {**tables, "places": places, "timezones": zoneinfo.available_timezones()}


def load_reference(folder: Path) -> Reference:
    """Load the reference data of a data folder (peerfind/data). Raises DataError."""
    tables = _load_yaml(folder / "vocabulary.yaml")
    languages = _load_yaml(folder / "languages.yaml")
    urgent = _load_yaml(folder / "urgent.yaml")
    try:
        return Reference(
            vocabulary=_vocabulary(tables, languages),
            phrases=tuple(_phrases(tables, languages)),
            emergency={code: emergency_from(held) for code, held in _load_yaml(folder / "emergency.yaml").items()},
            urgent=UrgentPhrases(
                phrases=tuple(_folded(urgent["phrases"])),
                unless=tuple(_folded(urgent["unless"])),
                acts=tuple(_folded(urgent["acts"])),
            ),
            noise=tuple(_folded(_load_yaml(folder / "noise.yaml"))),
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise DataError(f"{folder}: the reference data has an unexpected shape ({error})") from error


def _folded(groups: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the folded phrases of all languages, each once."""
    return iter(dict.fromkeys(fold(phrase) for group in groups.values() for phrase in group))


def _load_yaml(path: Path) -> Any:
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
    )


def _phrases(tables: dict[str, Any], languages: dict[str, dict[str, str]]) -> Iterator[Phrase]:
    """Yield every code, label and synonym of the same mappings."""
    for table, codes in tables.items():
        for code, entry in codes.items():
            synonyms = [word for words in (entry.get("synonyms") or {}).values() for word in words]
            for text in [code.replace("_", " "), *entry["label"].values(), *synonyms]:
                yield Phrase(text, table, code)
    for code, names in languages.items():
        for text in [code, *names.values()]:
            yield Phrase(text, "languages", code)
