"""The index in the user's cache: built on first use, keyed by content, replaced as a whole, rebuilt when damaged.

An index lives in a folder of its own, named by a digest of everything that it was built from. A new one is built
beside it and renamed into place, so that a reader sees a whole index or none, and of two builders one wins. Where the
cache can't be written the index lives in memory for this one look-up.
"""

import json
import mmap
import os
import shutil
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import tantivy

from peerfind import __version__
from peerfind.directory.model import as_data
from peerfind.directory.reference import EmergencyNumbers, Grammar, emergency_from
from peerfind.directory.vocabulary import Vocabulary
from peerfind.errors import DataError
from peerfind.lookup.finder import Background, Finder
from peerfind.lookup.index import FORMAT, Index, IndexDamagedError
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import BUNDLED
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
_CONTENTS, _LEXICON, _WORDS = "contents.json", "phrases.tsv", "words.tsv"
_PLACES = "places.tsv"
_SAMPLE, _EMERGENCY = "sample.json", "emergency.json"
_MOST_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of feeds that are indexed for one look-up: some ten thousand listings, a few seconds."""
_SEALED_UP_TO = 16 * 1024 * 1024
"""Bytes; 2.5 million, the bundled directory's index, take a millisecond."""
_ABANDONED_AFTER = 3600
"""Seconds after which another index in the cache is taken for one that nobody uses or builds any more."""
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
    return Gazetteer(SortedTable(_mapped(DATA / _PLACES)))


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
    if cache is None:
        return _in_memory(sources, places, progress, "there is no folder for the cache")
    home = cache / f"index-{_key(sources)}"
    try:
        return _open(home, places, outdated)
    except IndexDamagedError:
        shutil.rmtree(home, ignore_errors=True)
    try:
        _build_in(home, sources, places, progress)
        return _open(home, places, outdated)
    except (OSError, DataError, IndexDamagedError) as error:
        return _in_memory(sources, places, progress, str(error))


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
    for path in [DATA / name for name in (*_REFERENCE_FILES, _PLACES)]:
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
        contents = _contents(json.loads((home / _CONTENTS).read_bytes()))
        whole = contents.seals == _seals(home, contents.seals)
        lexicon, words = _mapped(home / _LEXICON), _mapped(home / _WORDS)
        sample = (home / _SAMPLE).read_bytes()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamagedError(str(error)) from error
    if not whole:
        raise IndexDamagedError("a file of the index is not as it was written")
    background = _background(contents, lexicon, words, (home / _EMERGENCY).read_bytes, places)
    background = background.replace(outdated=outdated)

    def set_aside() -> None:
        (home / _CONTENTS).unlink(missing_ok=True)  # so that the next look-up builds another

    return Opened(finder=Finder(Index.open(home, sample, set_aside), background), contents=contents)


def _seals(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return the size and checksum of each file: a digit that changed on the disk must not be dialled.

    Of tables of words, which nobody dials, and of a large index, which no look-up can read through, the size alone:
    there each record's own checksum (packing.py) is enough for what is dialled.
    """
    sizes = {name: (folder / name).stat().st_size for name in names}
    small = sum(sizes.values()) <= _SEALED_UP_TO
    return {
        name: [size, zlib.crc32(_bytes_of(f"{folder}/{name}")) if small and name not in (_LEXICON, _WORDS) else 0]
        for name, size in sizes.items()
    }


def _build_in(home: Path, sources: Sources, places: Gazetteer, progress: Progress) -> None:
    """Build an index beside `home` and rename it into place, unless another process was faster."""
    import tempfile  # here, because it is built once

    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="index-", suffix=".new", dir=home.parent) as made:
        work = Path(made) / "index"
        work.mkdir()
        contents, _, tables = _build(sources, places, progress, work)
        (work / _LEXICON).write_bytes(tables.lexicon)
        (work / _WORDS).write_bytes(tables.words)
        (work / _SAMPLE).write_bytes(tables.sample)
        (work / _EMERGENCY).write_bytes(tables.emergency)
        seals = _seals(work, [path.name for path in work.iterdir()])
        (work / _CONTENTS).write_text(json.dumps(as_data(contents.replace(seals=seals))), "utf-8")
        try:
            work.rename(home)
        except OSError:
            if not home.is_dir():
                raise
    _clear_abandoned(home)


def _in_memory(sources: Sources, places: Gazetteer, progress: Progress, because: str) -> Opened:
    """Build an index for this one look-up, without feeds where they are too large for that or can't be read."""
    try:
        large = sum(path.stat().st_size for _, path in sources.snapshots) > _MOST_IN_MEMORY
        built = None if large else _build(sources, places, progress, None)
        why = "they are too large to be indexed at every look-up"
    except (OSError, DataError) as error:
        if not sources.snapshots:
            raise
        built, why = None, str(error)
    if built is None:
        because = f"{because}; the listings of feeds are left out: {why}"
        built = _build(sources.replace(snapshots=()), places, progress, None)
    contents, index, tables = built
    background = _background(contents, tables.lexicon, tables.words, lambda: tables.emergency, places)
    background = background.replace(outdated=sources.outdated)
    return Opened(finder=Finder(Index(index, tables.sample), background), contents=contents, in_memory_because=because)


def _build(
    sources: Sources, places: Gazetteer, progress: Progress, work: Path | None
) -> tuple[Contents, tantivy.Index, Any]:
    """Read the directory's YAML and index it, in a folder or in memory."""
    from peerfind.directory.loading import codes_with, load_reference, read_directory  # here: a look-up reads no YAML
    from peerfind.lookup.compiling import compile_index

    reference = load_reference(DATA)
    directory = read_directory(sources.files, codes_with(reference.vocabulary, places.codes()), progress)
    refused = [fault for fault in directory.faults if fault.fault.refuses]
    if not directory.listings:
        raise DataError(f"no listing could be read: {next(map(str, refused), 'the files are empty')}")
    contents = Contents(
        seals={},
        vocabulary=reference.vocabulary,
        grammar=reference.grammar,
        faults=tuple(str(fault) for fault in refused[:3]),
        left_out=len({(fault.file, fault.entry) for fault in refused}),
    )
    index, tables = compile_index((BUNDLED, directory.listings), sources.snapshots, reference, DATA / _PLACES, work)
    return contents, index, tables


def _background(
    contents: Contents, lexicon: Buffer, words: Buffer, read_emergency: Callable[[], bytes], places: Gazetteer
) -> Background:
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


def _clear_abandoned(home: Path) -> None:
    """Remove other indexes that nobody can be using."""
    for other in home.parent.glob("index-*"):
        try:
            old = time.time() - other.stat().st_mtime > _ABANDONED_AFTER
        except OSError:
            continue
        if old and other != home:
            shutil.rmtree(other, ignore_errors=True)
