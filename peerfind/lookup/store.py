"""The index in the user's cache: built on first use, keyed by content, replaced as a whole, rebuilt when damaged.

An index lives in a folder of its own, named by a digest of everything that it was built from. A new one is built
beside it and renamed into place (filling.py), so that a reader sees a whole index or none, and of two builders one
wins. Where the cache can't be written the index lives in memory for this one look-up.
"""

import json
import mmap
import os
import shutil
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import tantivy

from peerfind import __version__
from peerfind.directory.reference import EmergencyNumbers, Grammar, emergency_from
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import DataError
from peerfind.lookup.finder import Background, Finder
from peerfind.lookup.index import FORMAT, Index, IndexDamagedError
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.snapshots import Current
from peerfind.lookup.table import Buffer, SortedTable
from peerfind.record import Record

DATA = Path(__file__).parents[1] / "data"
_REFERENCE_FILES = (
    "vocabulary.yaml",
    "meanings.yaml",
    "languages.yaml",
    "emergency.yaml",
    "urgent.yaml",
    "grammar.yaml",
)
_ENGINE = tantivy.__version__  # type: ignore[attr-defined]  # its stubs leave it out
CONTENTS, LEXICON, WORDS = "contents.json", "phrases.tsv", "words.tsv"
PLACES = "places.tsv"
SAMPLE, EMERGENCY = "sample.json", "emergency.json"
_SEALED_UP_TO = 16 * 1024 * 1024
"""Bytes; 2.5 million, the bundled directory's index, take a millisecond."""
Progress = Callable[[int], None]
"""Told how many listings have been read."""


class Contents(Record):
    """What stands beside the index: seals of its files, to notice damage, and what most look-ups need."""

    seals: dict[str, list[int]]
    """File -> size and checksum."""
    vocabulary: Vocabulary
    grammar: Grammar
    faults: tuple[str, ...]
    """The first faults found in the directory's files, for a person."""
    left_out: int
    """Listings that could not be read."""


class Opened(Record):
    """A finder, with what there is to say about the directory behind it."""

    finder: Finder
    contents: Contents
    in_memory_because: str | None = None


class Sources(Record):
    """Everything that an index is built from, beside what the program brings."""

    files: list[tuple[str, bytes]]
    """The curated directory's files, as (name, bytes)."""
    snapshots: tuple[tuple[str, Path], ...]
    """Feed -> its snapshot, whose name tells its content."""
    outdated: tuple[str, ...] = ()
    """Feeds whose meetings are too old to send somebody to."""


def directory_folder() -> Path:
    """Return the folder of the bundled directory: inside an installed package, else the checkout's root."""
    packaged = DATA / "directory"
    return packaged if packaged.is_dir() else DATA.parents[1]


def read_files(folder: Path) -> list[tuple[str, bytes]]:
    """Return the directory's files as (name, bytes), resources.yaml first. Raises DataError."""
    try:
        inner = folder / "resources"
        local = (
            sorted(entry.name for entry in os.scandir(inner) if entry.name.endswith(".yaml")) if inner.is_dir() else []
        )
        names = ["resources.yaml", *(f"resources/{name}" for name in local)]
        return [(name, _bytes_of(f"{folder}/{name}")) for name in names]
    except OSError as error:
        hint = "Set PEERFIND_DIRECTORY to a folder that holds resources.yaml, or unset it."
        raise DataError(f"the directory can't be read: {folder}: {error.strerror}", hint=hint) from error


def _bytes_of(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # every look-up reads every file: twice as fast so
        return file.read()


def load_places() -> Gazetteer:
    """Return the bundled table of places, mapped into memory."""
    return Gazetteer(SortedTable(_mapped(DATA / PLACES)))


def open_finder(
    folder: Path,
    cache: Path | None,
    progress: Progress = lambda _: None,
    feeds: Iterable[Current] = (),
    outdated: tuple[str, ...] = (),
) -> Opened:
    """Open the index of a directory folder and of feeds from the cache, building it where it is missing or damaged.

    Meetings of the feeds that are `outdated` are not found.
    """
    sources = _sources(folder, feeds, outdated)
    places = load_places()
    home = cache / f"index-{_key(sources)}" if cache else None
    if home:
        try:
            return _open(home, places, outdated)
        except IndexDamagedError:
            shutil.rmtree(home, ignore_errors=True)
    from peerfind.lookup.filling import build_in, build_in_memory  # here, because it reads YAML, and is seldom needed

    because = "there is no folder for the cache"
    if home:
        try:
            build_in(home, sources, places, progress)
            return _open(home, places, outdated)
        except (OSError, DataError, IndexDamagedError) as error:
            because = str(error)
    return build_in_memory(sources, places, progress, because)


def index_folder(folder: Path, cache: Path | None, feeds: Iterable[Current] = ()) -> Path | None:
    """Return where in the cache the index of a directory folder and of feeds is, or None where it is not."""
    if cache is None:
        return None
    home = cache / f"index-{_key(_sources(folder, feeds))}"
    return home if home.is_dir() else None


def open_ready(
    folder: Path, cache: Path | None, feeds: Iterable[Current] = (), outdated: tuple[str, ...] = ()
) -> Opened | None:
    """Open the index of a directory folder and of feeds where the cache has it, and whole; build none."""
    home = index_folder(folder, cache, feeds)
    try:
        return _open(home, load_places(), outdated) if home else None
    except IndexDamagedError:
        return None


def _sources(folder: Path, feeds: Iterable[Current], outdated: tuple[str, ...] = ()) -> Sources:
    snapshots = tuple((held.feed, held.path) for held in feeds)
    return Sources(files=read_files(folder), snapshots=snapshots, outdated=outdated)


def _key(sources: Sources) -> str:
    """Return a name for all that an index is built from.

    Checksums notice accidents, not attacks, and that is all there is to notice in the user's own files: CRC-32 finds
    every change of up to four bytes, such as a digit of a number, and overlooks one other in four billion. Of reference
    data, which changes with a release or under an editor, the size and the time of the last change are taken; of
    snapshots, which never change, the name.
    """
    names = f"{__version__} {FORMAT} {_ENGINE}"
    for path in [DATA / name for name in (*_REFERENCE_FILES, PLACES)]:
        status = path.stat()
        names += f" {status.st_size}:{status.st_mtime_ns}"
    names += "".join(f" {path.name}:{path.stat().st_size}" for _, path in sources.snapshots)
    content, size = 0, 0
    for name, data in sources.files:
        names += f" {name}:{len(data)}"
        content = zlib.crc32(data, content)
        size += len(data)
    return f"{zlib.crc32(names.encode()):08x}{content:08x}{size:x}"


def _open(home: Path, places: Gazetteer, outdated: tuple[str, ...]) -> Opened:
    """Open a finished index; raises IndexDamagedError when there is none or it is not whole."""
    try:
        contents = _contents(json.loads((home / CONTENTS).read_bytes()))
        whole = contents.seals == seals_of(home, contents.seals)
        lexicon, words = _mapped(home / LEXICON), _mapped(home / WORDS)
        sample = (home / SAMPLE).read_bytes()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamagedError(str(error)) from error
    if not whole:
        raise IndexDamagedError("a file of the index is not as it was written")
    background = background_of(contents, lexicon, words, (home / EMERGENCY).read_bytes, places)
    background = background.replace(outdated=outdated)

    def set_aside() -> None:
        (home / CONTENTS).unlink(missing_ok=True)  # so that the next look-up builds another

    return Opened(finder=Finder(Index.open(home, sample, set_aside), background), contents=contents)


def seals_of(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return the size and checksum of each file: a digit that changed on the disk must not be dialled.

    Of tables of words, which nobody dials, and of a large index, which no look-up can read through, the size alone:
    there each record's own checksum (packing.py) is enough for what is dialled.
    """
    sizes = {name: (folder / name).stat().st_size for name in names}
    small = sum(sizes.values()) <= _SEALED_UP_TO
    return {
        name: [size, zlib.crc32(_bytes_of(f"{folder}/{name}")) if small and name not in (LEXICON, WORDS) else 0]
        for name, size in sizes.items()
    }


def background_of(
    contents: Contents, lexicon: Buffer, words: Buffer, read_emergency: Callable[[], bytes], places: Gazetteer
) -> Background:
    """Return what a finder knows beside the listings, from what stands beside an index."""

    def emergency(country: str) -> EmergencyNumbers | None:
        held = json.loads(read_emergency()).get(country)
        return emergency_from(held) if held else None

    return Background(
        vocabulary=contents.vocabulary,
        lexicon=Lexicon(SortedTable(lexicon)),
        words=SortedTable(words),
        grammar=contents.grammar,
        places=places,
        emergency=emergency,
    )


def _contents(data: dict[str, Any]) -> Contents:
    """Return the contents that were written as JSON."""
    return Contents(
        **{
            **data,
            "vocabulary": Vocabulary(**data["vocabulary"]),
            "grammar": Grammar(**data["grammar"]),
        }
    )


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
