"""Listings to look up, what was found of them, and what every look-up needs, made once for each process."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
import yaml

from peerfind.directory.loading import Phrase, Reference, load_reference
from peerfind.directory.model import Listing, listing_from
from peerfind.directory.text import fold
from peerfind.lookup import store
from peerfind.lookup.building import Indexer
from peerfind.lookup.compiling import index_of, words_said
from peerfind.lookup.finder import Background, Finder
from peerfind.lookup.index import Index
from peerfind.lookup.lexicon import Lexicon, Token, lexicon_lines
from peerfind.lookup.packing import json_of, sample_of
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Filters, Result
from peerfind.lookup.spelling import word_lines
from peerfind.lookup.store import DATA, open_finder
from peerfind.lookup.table import SortedTable
from peerfind.lookup.understanding import Reader

MONDAY = dt.datetime.fromisoformat("2026-11-23T15:00:00+00:00")
"""In New York it is ten in the morning."""
EVERYTHING = Filters()
LARGE_TOWN = 200_000
"""People of a town whose name is among the words that people say."""
SPOKEN = ("en", "es", "fr", "de", "pt", "it", "vi")
"""Languages whose names are words that people say."""


def listing(id_: str, **fields: Any) -> Listing:
    """Return a plain listing with some fields replaced or added."""
    held = {
        "id": id_,
        "name": id_.replace("-", " ").title(),
        "kind": "helpline",
        "summary": "A plain service.",
        "serves": ["US"],
        "sources": [{"url": "https://plain.example/", "checked": "2026-11-01", "how": "page"}],
    }
    return listing_from(held | fields)


@cache
def the_reference() -> Reference:
    """Return the real reference data."""
    return load_reference(DATA)


@cache
def the_places() -> Gazetteer:
    """Return the real table of places."""
    return Gazetteer(SortedTable((DATA / "places.tsv").read_bytes()))


@cache
def the_lexicon() -> Lexicon:
    """Return the lexicon of the real vocabulary."""
    return Lexicon(SortedTable(lexicon_lines(the_reference().phrases)))


@cache
def the_words() -> SortedTable:
    """Return the words that people may mean beside those of listings."""
    return SortedTable(word_lines({}, words_said(the_reference(), SPOKEN), the_places().names(LARGE_TOWN)))


class Words(SortedTable):
    """The words of a few listings, and after them all others, whose table takes too long to make for each test."""

    def rows(self, key: str) -> Iterator[list[str]]:
        yield from super().rows(key)
        yield from the_words().rows(key)


def lexicon_of(*phrases: tuple[str, str, str]) -> Lexicon:
    """Return a lexicon of a few (words, table, code)."""
    return Lexicon(SortedTable(lexicon_lines(Phrase(*phrase) for phrase in phrases)))


def tokens(text: str) -> list[Token]:
    """Return folded words as tokens; "a/b" is a word that may be spelt in two ways."""
    return [Token(*word.split("/")) for word in text.split()]


def reader_of(
    lexicon: Lexicon, spelt: Mapping[str, tuple[str, ...]] | None = None, names: Collection[str] = ()
) -> Reader:
    """Return a reader of some phrases that knows the real places and small words, and only the slips it is given."""
    slips = spelt or {}
    return Reader(
        lexicon=lexicon,
        grammar=the_reference().grammar,
        places=the_places(),
        spellings=lambda word: slips.get(word, (word,)),
        is_spoken=SPOKEN.__contains__,
        is_name=names.__contains__,
    )


def finder_of(*listings: Listing, fed: bool = False) -> Finder:
    """Return a finder over some listings in memory; the words of those that were `fed` stand in no table."""
    sample = sample_of(json_of(listing) for listing in listings)
    indexer = Indexer(the_places(), the_reference().vocabulary.weights, sample)
    index = index_of((indexer.document("bundled", listing) for listing in listings), None)
    background = Background(
        vocabulary=the_reference().vocabulary,
        lexicon=the_lexicon(),
        words=Words(word_lines({} if fed else indexer.seen, (), ())),
        grammar=the_reference().grammar,
        places=the_places(),
        emergency=the_reference().emergency.get,
    )
    return Finder(Index(index, sample), background)


def ids(results: Iterable[Result]) -> list[str]:
    """Return the ids of what was found, in its order."""
    return [result.listing.id for result in results]


def found(finder: Finder, query: str, filters: Filters = EVERYTHING) -> list[str]:
    """Return the ids that a query finds."""
    return ids(finder.search(query, filters, 10, MONDAY).results)


def small_data(to: Path) -> Path:
    """Make a folder of reference data like the real one, but with so few phrases and places that it is soon read."""
    to.mkdir()
    copyfile(DATA / "grammar.yaml", to / "grammar.yaml")
    tables, languages, emergency = (_loaded(name) for name in ("vocabulary", "languages", "emergency"))
    for entry in (entry for codes in tables.values() for entry in codes.values()):
        entry["synonyms"] = {}
    urgent = {"en": {"phrases": ["suicidal"], "examples": {"urgent": ["suicidal"], "not_urgent": ["a course"]}}}
    files = {
        "vocabulary": tables,
        "meanings": {},
        "languages": {code: languages[code] for code in ("en", "es", "sw")},
        "emergency": {code: emergency[code] for code in ("US", "KE", "AU")},
        "urgent": urgent,
    }
    for name, held in files.items():
        (to / f"{name}.yaml").write_text(yaml.dump(held, default_style='"', width=1000), "utf-8")
    rows = [row for row in (DATA / "places.tsv").read_text("utf-8").splitlines(keepends=True) if _is_kept(row)]
    (to / "places.tsv").write_text("".join(rows), "utf-8")
    return to


def _loaded(name: str) -> Any:
    """Return a file of the real reference data, all of it as texts."""
    return yaml.load((DATA / f"{name}.yaml").read_text("utf-8"), yaml.CBaseLoader)


def _is_kept(row: str) -> bool:
    key, kind, code, name, _, *_ = row.split("\t")
    few = code[:2] in ("US", "KE", "CA", "AU") and kind in ("country", "region")
    return (few and key in (fold(code), fold(name))) or key in ("columbus", "zip 43215")


def open_and_ask(folder: Path, cache: Path, query: str, data: Path = DATA) -> tuple[list[str], str | None]:
    """Open a directory and search it, as another process would, and return what was found and any trouble."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "DATA", data)
        opened = open_finder(folder, cache)
        return found(opened.finder, query), opened.in_memory_because
