"""HSDS as a table a file, zipped with a datapackage.json: joined on disk and read one service at a time.

The largest open dataset of this form has 250,000 services and some three million rows. They go into a temporary
database of SQLite, which keeps them out of memory, each under the id of what it belongs to; then services are read from
their own table as they stand there, and what belongs to each is looked up.
"""

import csv
import io
import lzma
import sqlite3
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import orjson

from peerfind.directory.model import Listing
from peerfind.errors import DataError, RefusedError
from peerfind.feeds.cleaning import text_of
from peerfind.feeds.documents import Row, parse_json, row_of, rows_of
from peerfind.feeds.doubts import Doubts
from peerfind.feeds.hsds_services import ServiceReader
from peerfind.feeds.reader import Document, Facts, Getter, Warn

NAME = "hsds-tabular"
_PACKAGE = "datapackage.json"
_MOST_MEMBERS, _LARGEST_MEMBER, _LARGEST_ALL, _LARGEST_PACKAGE = 500, 2 << 30, 4 << 30, 16 << 20
_LONGEST = 20_000
"""Characters of a cell."""
_SPOILT = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError, OverflowError,
    IndexError, struct.error, OSError,
)  # fmt: skip
"""What zipfile raises over bytes that are not as they were written."""
_BATCH = 20_000
"""Rows written at once."""
_MOST_PARTS, _MOST_OF_SERVICE = 200, 2_000
"""Rows that belong to one thing, and to a service, which may be at many locations."""

_FIELDS: dict[str, tuple[str, ...]] = {
    "organization": ("name", "description", "email", "website"),
    "location": ("location_type", "url", "latitude", "longitude"),
    "address": ("address_1", "address_2", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("id", "number", "extension", "type", "description"),
    "schedule": ("freq", "interval", "byday", "until", "count", "bymonthday", "byweekno", "byyearday", "valid_from",
                 "valid_to", "opens_at", "closes_at", "description", "notes"),
    "language": ("name", "code"),
    "service_area": ("name",),
    "cost_option": ("valid_to", "option", "amount", "amount_description"),
    "contact": ("id",),
    "attribute": ("taxonomy_term_id",),
    "url": ("url",),
    "service_at_location": ("id", "location_id"),
}  # fmt: skip
"""The columns that are kept of each table: of contacts nobody's name, title or address. What a service may have more of
than is read, its locations, comes last."""
_PARENTS = {
    sort: f"{sort}_id" for sort in ("service", "service_at_location", "location", "organization", "contact", "phone")
}
"""What a row may belong to, with the column that tells its id."""
_OF_SERVICES = {"attribute": "link_id", "service_at_location": "service_id"}
"""What belongs to a service alone, whatever else it names."""
_LISTED_AS = {
    "address": "addresses", "phone": "phones", "schedule": "schedules", "language": "languages",
    "service_area": "service_areas", "cost_option": "cost_options", "contact": "contacts",
    "service_at_location": "service_at_locations", "attribute": "attributes", "url": "additional_urls",
}  # fmt: skip
_SORTS = ("service", "taxonomy_term", *_FIELDS)


def recognises(url: str, start: bytes) -> bool:  # noqa: ARG001  # the protocol's
    """Whether this looks like the format: a zip file."""
    return start.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def crawl(url: str, getter: Getter) -> Iterator[Document]:
    """Yield the zip file."""
    yield url, getter.get(url)


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the services of the zip files. Raises RefusedError, or DataError where the disk is full."""
    doubts = Doubts(warn)
    reader = ServiceReader(facts, doubts)
    seen: set[str] = set()
    for name, data in documents:
        with _unzipping(name):
            archive = zipfile.ZipFile(io.BytesIO(data))
        with archive, _joining(), closing(sqlite3.connect("")) as database:
            tables = _tables(name, archive, doubts)
            joined = _Joined(database, archive, tables, doubts)
            for service in joined.services():
                for listing in reader.listings(service, None):
                    if listing.id not in seen:
                        seen.add(listing.id)
                        yield listing
    if not seen:
        raise RefusedError(f"{facts.name}: no service in it; what was there before stays")
    doubts.tell()


@contextmanager
def _joining() -> Iterator[None]:
    """Turn what the database raises into an error of our own."""
    try:
        yield
    except sqlite3.Error as error:
        raise DataError(f"the tables can't be joined on this disk: {error}") from error


@contextmanager
def _unzipping(name: str) -> Iterator[None]:
    """Turn what the library raises over a spoilt archive into an error of our own."""
    try:
        yield
    except _SPOILT as error:
        raise RefusedError(f"{name.partition('?')[0]}: not a zip file that can be read ({error})") from error


def _tables(name: str, archive: zipfile.ZipFile, doubts: Doubts) -> dict[str, list[str]]:
    """Return the members that hold each sort of table, as the package describes them. Raises RefusedError."""
    members = _checked(name, archive)
    package = min((member for member in members if PurePosixPath(member).name == _PACKAGE), key=len, default=None)
    if package is None:
        raise RefusedError(f"{name.partition('?')[0]}: no {_PACKAGE} in it")
    if archive.getinfo(package).file_size > _LARGEST_PACKAGE:
        raise RefusedError(f"{name.partition('?')[0]}: a {_PACKAGE} of {archive.getinfo(package).file_size:,} bytes")
    with _unzipping(name):
        described = row_of(parse_json(package, archive.read(package)))
    folder = package.removesuffix(_PACKAGE)
    found: dict[str, list[str]] = {}
    for resource in rows_of(described.get("resources")):
        path, sort = text_of(resource.get("path")), _sort_of(text_of(resource.get("name")))
        if sort is None:
            continue
        if folder + path in members:
            found.setdefault(sort, []).append(folder + path)
        else:
            doubts.note("a table that the package describes is not in it", path or sort)
    if "service" not in found:
        raise RefusedError(f"{name.partition('?')[0]}: no table of services in it")
    return found


def _checked(name: str, archive: zipfile.ZipFile) -> set[str]:
    """Return the members of an archive. Raises RefusedError for what no honest one holds."""
    infos = archive.infolist()
    for info in infos:
        path = PurePosixPath(info.filename)
        outside = (
            not info.filename
            or path.is_absolute()
            or ".." in path.parts
            or "\\" in info.filename
            or ":" in info.filename
        )
        linked = stat.S_ISLNK(info.external_attr >> 16)
        if outside or linked or info.flag_bits & 1 or info.file_size > _LARGEST_MEMBER:
            why = "is a link" if linked else "leads outside" if outside else "is locked or too large"
            raise RefusedError(f"{name.partition('?')[0]}: {info.filename[:80]!r} {why}")
    size = sum(info.file_size for info in infos)
    if len(infos) > _MOST_MEMBERS or size > _LARGEST_ALL or len({info.filename for info in infos}) < len(infos):
        raise RefusedError(f"{name.partition('?')[0]}: {len(infos):,} files of {size:,} bytes, or one name twice")
    return {info.filename for info in infos if not info.is_dir()}


def _sort_of(name: str) -> str | None:
    """Return the sort of table that a resource's name tells, in the singular or plural."""
    plain = name.lower().replace("-", "_")
    others = {"taxonomy_terms": "taxonomy_term", "addresses": "address", "physical_address": "address"}
    singular = others.get(plain) or (plain if plain in _SORTS else plain.removesuffix("s"))
    return singular if singular in _SORTS else None


class _Joined:
    """Tables joined by the ids in them."""

    def __init__(
        self, database: sqlite3.Connection, archive: zipfile.ZipFile, tables: Mapping[str, list[str]], doubts: Doubts
    ) -> None:
        self._database, self._archive, self._tables, self._doubts = database, archive, tables, doubts
        self._terms: dict[str, str] = {}
        self._owning: set[str] = set()
        """Sorts of things that any row belongs to; of the others nobody need ask."""
        self._one = lru_cache(maxsize=4096)(self._read_one)
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -65536")  # KiB
        database.execute("CREATE TABLE held (owner TEXT, sort TEXT, row BLOB)")
        self._fill()
        database.execute("CREATE INDEX by_owner ON held (owner)")

    def services(self) -> Iterator[Row]:
        """Yield each service with all that belongs to it nested."""
        for row in self._rows("service"):
            own = row.get("id", "")
            service: dict[str, Any] = {**row, **self._parts("service", own)}
            service["organization"] = self._one("organization", row.get("organization_id", ""))
            for place in service.get("service_at_locations", ()):
                place.update(self._parts("service_at_location", place.get("id", "")))
                place["location"] = self._one("location", place.get("location_id", ""))
            yield service

    def _fill(self) -> None:
        """Write every row of every table under the things that it belongs to."""
        for row in self._rows("taxonomy_term"):
            self._terms[row.get("id", "")] = row.get("name", "")[:300]
        for sort, fields in _FIELDS.items():
            batch: list[tuple[str, str, bytes]] = []
            for row in self._rows(sort):
                kept = orjson.dumps({name: row[name][:_LONGEST] for name in fields if row.get(name)})
                for parent, own in self._owners(sort, row):
                    self._owning.add(parent)
                    batch.append((f"{parent} {own}", sort, kept))
                if len(batch) >= _BATCH:
                    self._write(batch)
                    batch = []
            self._write(batch)

    def _write(self, batch: list[tuple[str, str, bytes]]) -> None:
        self._database.executemany("INSERT INTO held VALUES (?, ?, ?)", batch)

    @staticmethod
    def _owners(sort: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield the sort and id of what a row belongs to; an organization and a location stand under their own."""
        if sort in ("organization", "location"):
            yield sort, row.get("id", "")
        elif sort in _OF_SERVICES:
            yield "service", row.get(_OF_SERVICES[sort], "")
        else:
            yield from ((parent, own) for parent, column in _PARENTS.items() if (own := row.get(column)))

    def _read_one(self, sort: str, own: str) -> dict[str, Any]:
        """Return an organization or a location with its parts."""
        if not own:
            return {}
        parts = self._parts(sort, own)
        return {**parts.pop(sort, {}), **parts}

    def _parts(self, sort: str, own: str) -> dict[str, Any]:
        """Return what belongs to a thing: lists by their names in the API."""
        parts: dict[str, Any] = {}
        if sort not in self._owning:
            return parts
        query = "SELECT sort, row FROM held WHERE owner = ? LIMIT ?"
        most = _MOST_OF_SERVICE if sort == "service" else _MOST_PARTS
        rows = self._database.execute(query, (f"{sort} {own}", most)).fetchall()
        if len(rows) == most:
            self._doubts.note(f"{most:,} rows belong to one thing, and no more of them are read", f"{sort} {own}")
        for kind, text in rows:
            row = orjson.loads(text)
            if kind == sort:
                parts[sort] = row
            elif kind == "attribute":
                name = self._terms.get(row.get("taxonomy_term_id", ""), "")
                parts.setdefault("attributes", []).append({"taxonomy_term": {"name": name}})
            elif kind in _LISTED_AS:
                parts.setdefault(_LISTED_AS[kind], []).append(row)
        for contact in parts.get("contacts", ()):
            contact.update(self._parts("contact", contact.get("id", "")))
        for phone in parts.get("phones", ()):
            phone.update(self._parts("phone", phone.get("id", "")))
        return parts

    def _rows(self, sort: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a sort of table."""
        for member in self._tables.get(sort, ()):
            cells = self._cells(member)
            header = [cell.strip().lower() for cell in next(cells, ())]
            yield from (dict(zip(header, row, strict=False)) for row in cells if row)

    def _cells(self, member: str) -> Iterator[list[str]]:
        """Yield the lines of a table; one that can't be read is told of and passed over. Raises RefusedError."""
        with _unzipping(member):
            raw = self._archive.open(member)
        with raw:
            lines = csv.reader(io.TextIOWrapper(raw, "utf-8-sig", errors="replace", newline=""))
            while True:
                try:
                    yield next(lines)
                except StopIteration:
                    return
                except csv.Error as error:
                    self._doubts.note("passed over: a row that can't be read", f"{member}: {error}")
                except _SPOILT as error:
                    raise RefusedError(f"{member}: not a zip file that can be read ({error})") from error
