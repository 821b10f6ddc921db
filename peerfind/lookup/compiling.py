"""A whole index with the tables that look-ups read beside it, from listings and reference data.

The curated directory and every snapshot of a feed become segments of one index. A large snapshot is cut into portions
that as many processes index as the machine has cores; docs/decisions/0004 tells how their segments are joined.
"""

import gc
import json
import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any

import orjson
import tantivy

from peerfind.directory.loading import Reference
from peerfind.directory.model import Listing, as_data, listing_from
from peerfind.directory.text import fold
from peerfind.errors import DataError
from peerfind.lookup.building import Indexer
from peerfind.lookup.duplicates import Duplicates, find_duplicates
from peerfind.lookup.index import schema
from peerfind.lookup.lexicon import lexicon_lines
from peerfind.lookup.packing import json_of, sample_of
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.spelling import word_lines
from peerfind.lookup.table import SortedTable
from peerfind.record import Record

_HEAP = 384_000_000
"""Bytes that tantivy may hold before it writes a segment; half a million listings take half of it."""
_SAMPLED = 2_000
"""Listings, from all sources, that the others are packed against."""
_PORTION = 4_000_000
"""Bytes of a snapshot that are worth a process of their own."""
_LARGE_TOWN = 200_000
"""People."""
_META = "meta.json"


Snapshot = tuple[str, Path]
"""A feed and its listings as JSON, one a line, in a file that never changes."""


SameInFeed = tuple[frozenset[str], dict[str, tuple[str, ...]]]
"""Ids of one feed's listings that another source's stand for, and id -> other feeds that tell of the same."""


Job = tuple[str, Path, tuple[int, int], Path, Mapping[str, float], bytes, SameInFeed, Path]
"""What indexing a portion takes (see `_compile_portion`)."""


class Tables(Record):
    """What look-ups read beside the index, as bytes."""

    lexicon: bytes
    words: bytes
    sample: bytes
    emergency: bytes


def compile_index(
    curated: tuple[str, Sequence[Listing]],
    snapshots: Sequence[Snapshot],
    reference: Reference,
    places: Path,
    folder: Path | None,
) -> tuple[tantivy.Index, Tables]:
    """Return an index of curated listings and of snapshots, in a folder or in memory.

    `curated` are the listings and the name that they are shown under; `places` is the file of the table of places.
    Raises DataError when the disk won't take it or a snapshot holds something else.
    """
    feed, listings = curated
    few = _SAMPLED // (1 + len(snapshots))
    texts = [json_of(listing) for listing in listings[:: 1 + len(listings) // few]]
    sample = sample_of([*texts, *(line for _, path in snapshots for line in _lines_from_all_over(path, few))])
    gazetteer = Gazetteer(SortedTable(places.read_bytes()))
    weights = reference.vocabulary.weights
    indexer = Indexer(gazetteer, weights, sample)
    same = _duplicates(feed, listings, snapshots)
    shown = (_telling(listing, same.also_in.get((feed, listing.id), ())) for listing in listings)
    documents: list[Iterator[tantivy.Document]] = [(indexer.document(feed, listing) for listing in shown)]
    if folder is None:
        documents += [
            _documents(indexer, name, path, (0, path.stat().st_size), _of_feed(same, name)) for name, path in snapshots
        ]
    jobs = _jobs(snapshots, places, weights, sample, folder, same) if folder else []
    with _compiled_beside(jobs) as words_of_portions:
        index = index_of(chain.from_iterable(documents), folder)
        lexicon = lexicon_lines(reference.phrases)
        for counted in words_of_portions:
            indexer.seen.update(counted)
    if folder and jobs:
        _join(folder, [job[-1] for job in jobs])
        index = tantivy.Index.open(str(folder))
    spoken = {code for listing in listings for code in listing.languages_by_any_channel}
    return index, Tables(
        lexicon=lexicon,
        words=word_lines(indexer.seen, words_said(reference, spoken), gazetteer.names(_LARGE_TOWN)),
        sample=sample,
        emergency=json.dumps(as_data(reference.emergency)).encode(),
    )


def _duplicates(feed: str, listings: Iterable[Listing], snapshots: Sequence[Snapshot]) -> Duplicates:
    """Return what several sources tell of; the curated directory comes first."""
    if not snapshots:
        return Duplicates(hidden={}, also_in={})
    curated = (feed, (as_data(listing) for listing in listings))
    others = ((name, (_data(line, path) for line in _lines(path, 0, path.stat().st_size))) for name, path in snapshots)
    return find_duplicates([curated, *others])


def _of_feed(same: Duplicates, feed: str) -> SameInFeed:
    """Return the ids of a feed's listings that are not shown, and the other feeds that tell of those that are."""
    told = {id_: names for (source, id_), names in same.also_in.items() if source == feed}
    return same.hidden.get(feed, frozenset()), told


def _telling(listing: Listing, also_in: Sequence[str]) -> Listing:
    """Return a listing that says which other feeds tell of it."""
    return listing.replace(extra={**listing.extra, "also_in": [*also_in]}) if also_in else listing


def _jobs(  # noqa: PLR0913, PLR0917  # each of them goes to another process
    snapshots: Iterable[Snapshot],
    places: Path,
    weights: Mapping[str, float],
    sample: bytes,
    folder: Path,
    same: Duplicates,
) -> list[Job]:
    """Return what has to be done to index snapshots beside what the folder holds."""
    return [
        (feed, path, (start, end), places, weights, sample, _of_feed(same, feed), folder / f"portion-{number}-{start}")
        for number, (feed, path) in enumerate(snapshots)
        for start, end in _portions(path, os.cpu_count() or 1)
    ]


@contextmanager
def _compiled_beside(jobs: Sequence[Job]) -> Iterator[Iterable[Counter[str]]]:
    """Index portions in other processes meanwhile, if there are several; yield the words that were seen in each."""
    if len(jobs) < 2:
        yield (_compile_portion(*job) for job in jobs)
        return
    from concurrent.futures import ProcessPoolExecutor  # here, because only large snapshots need it
    from multiprocessing import get_context

    # tantivy has threads, which a fork would not bring along; nothing goes in circles, so nothing looks for such.
    workers = min(len(jobs), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=gc.disable) as pool:
        yield _or_here(pool.map(_compile_portion, *zip(*jobs, strict=True)), jobs)


def _or_here(counts: Iterable[Counter[str]], jobs: Iterable[Job]) -> Iterator[Counter[str]]:
    """Yield the words of each portion; where no process can be started, or a script has no guard, do it here."""
    from concurrent.futures import BrokenExecutor

    try:
        yield from counts
    except BrokenExecutor:
        for job in jobs:
            shutil.rmtree(job[-1], ignore_errors=True)
            yield _compile_portion(*job)


def _compile_portion(  # noqa: PLR0913, PLR0917  # another process's whole world
    feed: str,
    path: Path,
    between: tuple[int, int],
    places: Path,
    weights: Mapping[str, float],
    sample: bytes,
    same: SameInFeed,
    to: Path,
) -> Counter[str]:
    """Index the lines of a snapshot that begin between two offsets, in a folder; return the words that were seen."""
    indexer = Indexer(Gazetteer(SortedTable(places.read_bytes())), weights, sample)
    to.mkdir()
    index_of(_documents(indexer, feed, path, between, same), to)
    return indexer.seen


def _documents(
    indexer: Indexer, feed: str, path: Path, between: tuple[int, int], same: SameInFeed
) -> Iterator[tantivy.Document]:
    """Yield the documents of the listings of a snapshot whose lines begin between two offsets."""
    hidden, told = same
    for line in _lines(path, *between):
        listing = _listing(line, path)
        if listing.id in told:
            yield indexer.document(feed, _telling(listing, told[listing.id]))
        elif listing.id not in hidden:
            yield indexer.document(feed, listing, line)


def index_of(documents: Iterable[tantivy.Document], folder: Path | None) -> tantivy.Index:
    """Return an index of the documents in one segment."""
    try:
        held = tantivy.Index(schema(), path=str(folder) if folder else None)
        writer = held.writer(heap_size=_HEAP, num_threads=1)
        for document in documents:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        held.reload()
    except (ValueError, OSError) as error:
        raise DataError(f"the index can't be written: {error}") from error
    return held


def _join(folder: Path, portions: Iterable[Path]) -> None:
    """Move the segments of indexes with the same schema into the index of a folder."""
    meta = json.loads((folder / _META).read_bytes())
    for portion in portions:
        held = json.loads((portion / _META).read_bytes())["segments"]
        names = [segment["segment_id"].replace("-", "") for segment in held]
        for path in [path for path in portion.iterdir() if path.stem in names]:
            path.rename(folder / path.name)
        meta["segments"] += held
        shutil.rmtree(portion)
    (folder / _META).write_text(json.dumps(meta), "utf-8")


def _portions(path: Path, most: int) -> list[tuple[int, int]]:
    """Return the offsets between which as many processes as are worth while take the lines of a file."""
    size = path.stat().st_size
    count = max(1, min(most, size // _PORTION))
    edges = [size * number // count for number in range(count + 1)]
    return [*pairwise(edges)]


def _lines(path: Path, start: int, end: int) -> Iterator[bytes]:
    """Yield the lines that begin from `start` on and before `end`."""
    with path.open("rb") as file:
        file.seek(max(0, start - 1))
        at = start - 1 + len(file.readline()) if start else 0
        for line in file:
            if at >= end:
                return
            at += len(line)
            if text := line.strip():
                yield text


def _lines_from_all_over(path: Path, count: int) -> list[bytes]:
    """Return about so many lines from all over a file."""
    size = path.stat().st_size
    starts = dict.fromkeys(size * part // count for part in range(count))
    return [line for start in starts for line in islice(_lines(path, start, size), 1)]


def _data(line: bytes, path: Path) -> Any:
    try:
        held = orjson.loads(line)
        _ = held["id"], held["name"], held.get("status")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(f"{path}: not a listing: {line[:80]!r} ({error})") from error
    return held


def _listing(line: bytes, path: Path) -> Listing:
    try:
        return listing_from(orjson.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(f"{path}: not a listing: {line[:80]!r} ({error})") from error


def words_said(reference: Reference, spoken: Collection[str]) -> Iterator[str]:
    """Yield the words that people may mean beside those of the listings: of phrases and small words.

    `spoken` are the listings' languages.
    """
    # Hardly anybody means the name of a rare language, and it is often one slip from another word.
    meant = (phrase.text for phrase in reference.phrases if phrase.table != "languages" or phrase.code in spoken)
    yield from (word for text in meant for word in fold(text).split())
    yield from (word for texts in reference.grammar.noise.values() for text in texts for word in text.split())
    yield from (word for text in reference.said for word in fold(text).split())
