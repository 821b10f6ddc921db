"""Reads documents in tests: the facts of a feed, what came of it, and servers that are objects."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from peerfind.directory.conforming import Conforming
from peerfind.directory.model import Listing, as_data, listing_from
from peerfind.directory.numbers import contact_problem
from peerfind.directory.text import hidden_characters
from peerfind.errors import NetworkError, PeerfindError
from peerfind.feeds.listings import _entry
from peerfind.feeds.reader import Document, Facts, Reader
from peerfind.feeds.terms import codes
from peerfind.lookup import schedule
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.store import load_places

DATA = Path(__file__).parent / "data"
GOLDEN = Path(__file__).parent / "golden"
URL = "https://feed.example.org/v3"
TODAY = dt.date(2026, 11, 23)


class Read(NamedTuple):
    """What came of a feed."""

    listings: list[Listing]
    warnings: list[str]

    @property
    def only(self) -> Listing:
        (listing,) = self.listings
        return listing

    def warned(self, words: str) -> bool:
        return any(words in warning for warning in self.warnings)


@cache
def places() -> Gazetteer:
    return load_places()


def facts(**given: Any) -> Facts:
    return Facts(**{"name": "test", "url": URL, "fetched": TODAY, "places": places(), "country": "US", **given})


def read(reader: Reader, *documents: Any, **given: Any) -> Read:
    """Read documents, given as values of JSON, bytes, or (name, either)."""
    named = [held if isinstance(held, tuple) else (URL, held) for held in documents]
    data = [(name, held if isinstance(held, bytes) else json.dumps(held).encode()) for name, held in named]
    warnings: list[str] = []
    listings = list(reader.read(data, facts(**given), warnings.append))
    return Read(listings, warnings)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def problems(listing: Listing, *, http_sources: bool = False) -> list[str]:
    """Return why a listing is not fit for the directory: what the reader of YAML would say, and the rules of feeds."""
    data = as_data(listing)
    told = [] if listing_from(json.loads(json.dumps(data))) == listing else ["does not survive a round trip"]
    entry = _entry(data, 1, known())
    told += [fault.message for fault in entry.faults if "is not a field" not in fault.message]
    told += [] if entry.listing and _said(as_data(entry.listing)) == _said(data) else ["is read as something else"]
    told += [problem for contact in listing.contacts if (problem := contact_problem(contact))]
    told += [problem for hours in [listing.hours] if hours and (problem := schedule.problem(hours))]
    if hidden_characters(json.dumps(data, ensure_ascii=False)):
        told.append("holds hidden characters")
    links = [listing.url, *(contact.value for contact in listing.contacts if ":" in contact.value)]
    links += [] if http_sources else [source.url for source in listing.sources]
    return told + [f"{link} is no https link" for link in links if link and not link.startswith("https://")]


@cache
def known() -> Conforming:
    """Return what knows listings with the program's own codes."""
    return Conforming(codes(places()))


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something; an empty part says nothing."""
    return {name: value for name, value in data.items() if value not in ({}, [], None)}


class Server:
    """A server of documents: what it answers to an address, and which it was asked for."""

    def __init__(self, answers: Mapping[str, Any], failing: Mapping[str, int] | None = None) -> None:
        """`failing` tells how often an address fails before it answers."""
        self.answers = dict(answers)
        self.failing = dict(failing or {})
        self.asked: list[str] = []

    def get(self, url: str, *, anew: bool = False) -> bytes:
        self.asked.append(url)
        if self.failing.get(url, 0) > 0:
            self.failing[url] -= 1
            raise NetworkError(f"{url}: 503")
        if url not in self.answers:
            raise NetworkError(f"{url}: 404")
        held = self.answers[url]
        return held if isinstance(held, bytes) else json.dumps(held).encode()

    def get_all(self, urls: Iterable[str]) -> Iterator[tuple[str, bytes | PeerfindError]]:
        for url in urls:
            try:
                yield url, self.get(url)
            except PeerfindError as error:
                yield url, error


def crawled(reader: Reader, url: str, server: Server) -> list[Document]:
    return list(reader.crawl(url, server))


def same_as_golden(name: str, listings: list[Listing]) -> bool:
    """Compare with a golden file of a listing a line; write it where it is not there yet."""
    golden = GOLDEN / name
    text = "".join(json.dumps(as_data(listing), ensure_ascii=False) + "\n" for listing in listings)
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
        return False
    return golden.read_text("utf-8") == text
