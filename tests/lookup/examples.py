"""Listings to look up, and what was found of them."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peerfind.directory.loading import Reference
from peerfind.directory.model import Listing, listing_from
from peerfind.lookup.building import documents, new_index
from peerfind.lookup.finder import Background, Finder
from peerfind.lookup.index import Index
from peerfind.lookup.lexicon import Lexicon, lexicon_lines
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Filters, Result
from peerfind.lookup.store import open_finder
from peerfind.lookup.table import SortedTable

MONDAY = dt.datetime.fromisoformat("2026-11-23T15:00:00+00:00")
"""In New York it is ten in the morning."""
EVERYTHING = Filters()


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


def lexicon_of(reference: Reference) -> Lexicon:
    """Return the lexicon of the real vocabulary."""
    return Lexicon(SortedTable(lexicon_lines(reference.phrases)))


def finder_of(listings: Iterable[Listing], reference: Reference, places: Gazetteer) -> Finder:
    """Return a finder over some listings in memory."""
    background = Background(
        vocabulary=reference.vocabulary,
        lexicon=lexicon_of(reference),
        places=places,
        urgent=reference.urgent,
        noise=reference.noise,
        emergency=reference.emergency.get,
    )
    return Finder(Index(new_index(documents(listings, places, "bundled"), None)), background)


def ids(results: Iterable[Result]) -> list[str]:
    """Return the ids of what was found, in its order."""
    return [result.listing.id for result in results]


def found(finder: Finder, query: str, filters: Filters = EVERYTHING) -> list[str]:
    """Return the ids that a query finds."""
    return ids(finder.search(query, filters, 10, MONDAY).results)


def open_and_ask(folder: Path, cache: Path, query: str) -> tuple[list[str], str | None]:
    """Open a directory and search it, as another process would, and return what was found and any trouble."""
    opened = open_finder(folder, cache)
    return found(opened.finder, query), opened.in_memory_because
