"""The index in the user's cache: built on first use, keyed by content, replaced as a whole, rebuilt when damaged.

An index lives in a folder of its own, named by a digest of everything that it was built from. A new one is built
beside it and renamed into place, so that a reader sees a whole index or none, and of two builders one wins. Where the
cache can't be written the index lives in memory for this one look-up.
"""

import hashlib
import mmap
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec
import tantivy

from peerfind import __version__
from peerfind.directory.reference import Reference
from peerfind.errors import DataError
from peerfind.lookup.finder import Finder
from peerfind.lookup.index import FORMAT, Index, IndexDamagedError
from peerfind.lookup.places import Gazetteer

BUNDLED = "bundled"
"""The name under which the curated directory's listings are shown."""
DATA = Path(__file__).parents[1] / "data"
_REFERENCE_FILES = ("vocabulary.yaml", "languages.yaml", "emergency.yaml", "urgent.yaml")
_CONTENTS = "contents.json"
_ABANDONED_AFTER = 3600
"""Seconds after which another index in the cache is taken for one that nobody uses or builds any more."""
Progress = Callable[[int], None]
"""Told how many listings have been read."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the index: its files' sizes, to notice damage, and the data that look-ups need."""

    sizes: dict[str, int]
    reference: Reference
    phrases: dict[str, tuple[tuple[str, str], ...]]
    faults: tuple[str, ...]
    """The first faults found in the directory's files, for a person."""
    left_out: int
    """Listings that could not be read."""


class Opened(NamedTuple):
    """A finder, with what there is to say about the directory behind it."""

    finder: Finder
    contents: Contents
    in_memory_because: str | None


def directory_folder() -> Path:
    """Return the folder of the bundled directory: inside an installed package, else the checkout's root."""
    packaged = DATA / "directory"
    return packaged if packaged.is_dir() else DATA.parents[1]


def read_files(folder: Path) -> list[tuple[str, bytes]]:
    """Return the directory's files as (name, bytes), resources.yaml first. Raises DataError."""
    try:
        local = sorted((folder / "resources").glob("*.yaml"))
        files = [folder / "resources.yaml", *local]
        return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]
    except OSError as error:
        hint = "Set PEERFIND_DIRECTORY to a folder that holds resources.yaml, or unset it."
        raise DataError(f"the directory can't be read: {folder}: {error.strerror}", hint=hint) from error


def open_finder(folder: Path, cache: Path | None, progress: Progress = lambda _: None) -> Opened:
    """Open the index of a directory folder from the cache, building it where it is missing or damaged."""
    files = read_files(folder)
    places = Gazetteer(_mapped(DATA / "places.tsv"))
    if cache is None:
        return _in_memory(files, places, progress, "there is no folder for the cache")
    home = cache / f"index-{_key(files)}"
    try:
        return _open(home, places)
    except IndexDamagedError:
        shutil.rmtree(home, ignore_errors=True)
    try:
        _build_in(home, files, places, progress)
        return _open(home, places)
    except (OSError, DataError, IndexDamagedError) as error:
        return _in_memory(files, places, progress, str(error))


def forget(cache: Path | None) -> None:
    """Remove every index of the cache."""
    for folder in cache.glob("index-*") if cache else ():
        shutil.rmtree(folder, ignore_errors=True)


def _key(files: Iterable[tuple[str, bytes]]) -> str:
    """Return a digest of all that an index is built from."""
    digest = hashlib.sha256(f"{__version__} {FORMAT} {tantivy.__version__}".encode())
    reference = [(name, (DATA / name).read_bytes()) for name in _REFERENCE_FILES]
    for name, data in [*files, *reference]:
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    digest.update(str((DATA / "places.tsv").stat().st_size).encode())
    return digest.hexdigest()[:24]


def _open(home: Path, places: Gazetteer) -> Opened:
    """Open a finished index; raises IndexDamagedError when there is none or it is not whole."""
    try:
        contents = msgspec.json.decode((home / _CONTENTS).read_bytes(), type=Contents)
        whole = all((home / name).stat().st_size == size for name, size in contents.sizes.items())
    except (OSError, msgspec.DecodeError) as error:
        raise IndexDamagedError(str(error)) from error
    if not whole:
        raise IndexDamagedError("a file of the index has another size than when it was written")
    return Opened(_finder(Index.open(home), contents, places), contents, None)


def _build_in(home: Path, files: list[tuple[str, bytes]], places: Gazetteer, progress: Progress) -> None:
    """Build an index beside `home` and rename it into place, unless another process was faster."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="index-", suffix=".new", dir=home.parent) as made:
        work = Path(made) / "index"
        work.mkdir()
        contents = _build(files, places, progress, work)
        sizes = {path.name: path.stat().st_size for path in work.iterdir()}
        (work / _CONTENTS).write_bytes(msgspec.json.encode(msgspec.structs.replace(contents, sizes=sizes)))
        try:
            work.rename(home)
        except OSError:
            if not home.is_dir():
                raise
    _clear_abandoned(home)


def _in_memory(files: list[tuple[str, bytes]], places: Gazetteer, progress: Progress, because: str) -> Opened:
    held, contents = _indexed(files, places, progress, None)
    return Opened(_finder(Index(held), contents, places), contents, because)


def _build(files: list[tuple[str, bytes]], places: Gazetteer, progress: Progress, work: Path) -> Contents:
    _, contents = _indexed(files, places, progress, work)
    return contents


def _indexed(
    files: list[tuple[str, bytes]], places: Gazetteer, progress: Progress, work: Path | None
) -> tuple[tantivy.Index, Contents]:
    """Read the directory's YAML and index it, in a folder or in memory."""
    from peerfind.directory.loading import codes_of, load_reference, read_directory  # here: a look-up reads no YAML
    from peerfind.lookup.building import documents, new_index, phrases_of

    reference = load_reference(DATA)
    directory = read_directory(files, codes_of(reference, places.codes()), progress)
    refused = [fault for fault in directory.faults if fault.fault.refuses]
    contents = Contents(
        sizes={},
        reference=reference,
        phrases=phrases_of(reference.vocabulary),
        faults=tuple(str(fault) for fault in [*refused, *directory.faults][:3]),
        left_out=len({(fault.file, fault.entry) for fault in refused}),
    )
    return new_index(documents(directory.listings, places, BUNDLED), work), contents


def _finder(index: Index, contents: Contents, places: Gazetteer) -> Finder:
    return Finder(index, contents.reference, contents.phrases, places)


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
