"""Fills the store: builds an index in the cache, or in memory for one look-up. Most look-ups find one there already."""

import json
import shutil
import tempfile
import time
from pathlib import Path

import tantivy

from peerfind.directory import loading
from peerfind.directory.model import as_data
from peerfind.errors import DataError
from peerfind.lookup import store
from peerfind.lookup.compiling import Tables, compile_index
from peerfind.lookup.finder import Finder
from peerfind.lookup.index import Index
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import BUNDLED

_MOST_IN_MEMORY = 8 * 1024 * 1024
"""Bytes of feeds that are indexed for one look-up: some ten thousand listings, a few seconds."""
_ABANDONED_AFTER = 3600
"""Seconds after which another index in the cache is taken for one that nobody uses or builds any more."""


def build_in(home: Path, sources: store.Sources, places: Gazetteer, progress: store.Progress) -> None:
    """Build an index beside `home` and rename it into place, unless another process was faster."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="index-", suffix=".new", dir=home.parent) as made:
        work = Path(made) / "index"
        work.mkdir()
        contents, _, tables = _build(sources, places, progress, work)
        (work / store.LEXICON).write_bytes(tables.lexicon)
        (work / store.WORDS).write_bytes(tables.words)
        (work / store.SAMPLE).write_bytes(tables.sample)
        (work / store.EMERGENCY).write_bytes(tables.emergency)
        seals = store.seals_of(work, [path.name for path in work.iterdir()])
        (work / store.CONTENTS).write_text(json.dumps(as_data(contents.replace(seals=seals))), "utf-8")
        try:
            work.rename(home)
        except OSError:
            if not home.is_dir():
                raise
    _clear_abandoned(home)


def build_in_memory(sources: store.Sources, places: Gazetteer, progress: store.Progress, because: str) -> store.Opened:
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
    background = store.background_of(contents, tables.lexicon, tables.words, lambda: tables.emergency, places)
    background = background.replace(outdated=sources.outdated)
    finder = Finder(Index(index, tables.sample), background)
    return store.Opened(finder=finder, contents=contents, in_memory_because=because)


def _build(
    sources: store.Sources, places: Gazetteer, progress: store.Progress, work: Path | None
) -> tuple[store.Contents, tantivy.Index, Tables]:
    """Read the directory's YAML and index it, in a folder or in memory."""
    reference = loading.load_reference(store.DATA)
    codes = loading.codes_with(reference.vocabulary, places.codes())
    directory = loading.read_directory(sources.files, codes, progress)
    refused = [fault for fault in directory.faults if fault.fault.refuses]
    if not directory.listings:
        raise DataError(f"no listing could be read: {next(map(str, refused), 'the files are empty')}")
    contents = store.Contents(
        seals={},
        vocabulary=reference.vocabulary,
        grammar=reference.grammar,
        faults=tuple(str(fault) for fault in refused[:3]),
        left_out=len({(fault.file, fault.entry) for fault in refused}),
    )
    bundled, table = (BUNDLED, directory.listings), store.DATA / store.PLACES
    return contents, *compile_index(bundled, sources.snapshots, reference, table, work)


def _clear_abandoned(home: Path) -> None:
    """Remove other indexes that nobody can be using."""
    for other in home.parent.glob("index-*"):
        try:
            old = time.time() - other.stat().st_mtime > _ABANDONED_AFTER
        except OSError:
            continue
        if old and other != home:
            shutil.rmtree(other, ignore_errors=True)
