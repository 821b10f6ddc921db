"""HSDS over an API: 3.0, 3.1 and the UK's 1.0 and 3.x, read whole.

Servers ignore what they are asked: filters, page sizes, `full`, even the page. So everything is read, a page at a time,
until a page is empty, is the last, or brings nothing new; each service that the list only outlines is fetched alone.
A crawl that is not whole is an error: what it lacks would look like services that have closed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote

from peerfind.directory.model import Listing
from peerfind.errors import NetworkError, PeerfindError, RefusedError
from peerfind.feeds.cleaning import text_of
from peerfind.feeds.documents import Row, parse_json, row_of, rows_of
from peerfind.feeds.doubts import Doubts
from peerfind.feeds.hsds_services import ServiceReader
from peerfind.feeds.reader import Document, Facts, Getter, Warn

NAME = "hsds"
_MOST_PAGES = 5_000
_ASKED = "page={}&per_page=100&full=true"
_NESTED = ("phones", "contacts", "service_at_locations")
"""Lists of which some are filled where a list of services holds them whole."""
_ENVELOPES = ("contents", "content")
Page = tuple[str, bytes, Row]
"""A page's address, what came, and that as an object."""
_MOST_LOST = 0.01
"""The part of the services that may fail to be fetched one by one: those are passed over, and so not touched."""
_WHOLE = 0.9
"""The part of the announced number that must have come: services open and close while they are read."""


def recognises(url: str, start: bytes) -> bool:
    """Whether this looks like the format: its root, or a page of services."""
    if start.startswith(b"PK"):
        return False
    root = (
        b'"version"' in start and b'"resources"' not in start and (b'"openapi_url"' in start or b'"profile"' in start)
    )
    page = b'"contents"' in start or (b'"content"' in start and b'"totalElements"' in start)
    return root or page or url.partition("?")[0].rstrip("/").endswith("/services")


def crawl(url: str, getter: Getter) -> Iterator[Document]:
    """Yield the pages of services, then each service that they only outline. Raises NetworkError or RefusedError."""
    base = _base(url)
    outlined: dict[str, str] = {}
    seen: set[str] = set()
    total = 0
    for name, data, envelope in _pages(base, getter):
        fresh = [row for row in _services(envelope) if text_of(row.get("id")) not in seen]
        if not fresh:
            break
        seen |= {text_of(row.get("id")) for row in fresh}
        outlined |= {text_of(row.get("id")): _page_of(base, row) for row in fresh if not _is_whole(row)}
        total = max(total, _count(envelope, "total_items", "totalElements"))
        yield name, data
        if _is_last(envelope):
            break
    if len(seen) < total * _WHOLE:
        told = f"{base}: {len(seen):,} of {total:,} services came before the pages ended or repeated"
        raise NetworkError(told, hint="What was there before stays. Try again later.")
    yield from _details(base, list(outlined.values()), getter)


def _pages(base: str, getter: Getter) -> Iterator[Page]:
    """Yield pages as they come; all at once where the first says how many there are."""

    def address(page: int) -> str:
        return f"{base}/services?{_ASKED.format(page)}"

    first = _asked(address(1), getter)
    if first[2].get("first_page") is False or first[2].get("first") is False:
        yield _asked(address(0), getter)  # a server that counts from nought
    yield first
    pages = _count(first[2], "total_pages", "totalPages")
    if pages > _MOST_PAGES:
        raise RefusedError(f"{base}: {pages:,} pages, which no directory has")
    if pages:
        for name, got in getter.get_all(address(page) for page in range(2, pages + 1)):
            yield _asked(name, getter, got)
        return
    for page in range(2, _MOST_PAGES + 1):
        yield _asked(address(page), getter)
    raise RefusedError(f"{base}: more than {_MOST_PAGES:,} pages, which no directory has")


def _asked(name: str, getter: Getter, got: bytes | PeerfindError | None = None) -> Page:
    """Return a page, of which this came before if anything; one that is lost or spoilt is asked for once more."""
    try:
        if isinstance(got, PeerfindError):
            raise got
        data = getter.get(name) if got is None else got
        return name, data, row_of(parse_json(name, data))
    except (NetworkError, RefusedError):
        data = getter.get(name, anew=True)
        return name, data, row_of(parse_json(name, data))


def _details(base: str, urls: list[str], getter: Getter) -> Iterator[Document]:
    """Yield services fetched one by one; those that fail are asked for once more."""
    lost: list[str] = []
    last: PeerfindError | None = None
    for name, got in getter.get_all(urls):
        if isinstance(got, PeerfindError):
            lost.append(name)
        else:
            yield name, got
    still = 0
    for name, got in getter.get_all(lost):
        if isinstance(got, PeerfindError):
            still, last = still + 1, got
        else:
            yield name, got
    if last and still > len(urls) * _MOST_LOST:
        told = f"{base}: {still:,} of {len(urls):,} services could not be fetched ({last})"
        raise NetworkError(told, hint="What was there before stays. Try again later.") from last


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the services. Raises RefusedError where there are none.

    What a page outlines waits for the document of its own; only where no service has one, as in a file of one page, is
    the outline all that there is.
    """
    doubts = Doubts(warn)
    reader = _Reader(facts, doubts)
    outlined: dict[str, Row] = {}
    alone = False
    for name, data in documents:
        page, services = _held(name, data, doubts)
        alone = alone or not page
        for service in services:
            own = text_of(service.get("id"))
            if page and not _is_whole(service):
                outlined.setdefault(own, service)
            else:
                outlined.pop(own, None)
                yield from reader.listings(service)
    for service in outlined.values():
        if alone:
            doubts.note("passed over: in the list, but not fetched whole", text_of(service.get("name")))
        else:
            yield from reader.listings(service)
    if not reader.seen and not outlined:
        raise RefusedError(f"{facts.name}: no service in it; what was there before stays")
    doubts.tell()


class _Reader:
    """Reads services, each once."""

    def __init__(self, facts: Facts, doubts: Doubts) -> None:
        self._services, self._doubts, self._base = ServiceReader(facts, doubts), doubts, _base(facts.url)
        self.seen: set[str] = set()

    def listings(self, service: Row) -> Iterator[Listing]:
        """Yield the listings of a service, unless it was seen before."""
        own = text_of(service.get("id"))
        if own not in self.seen:
            self.seen.add(own)
            yield from self._services.listings(service, _page_of(self._base, service))


def _held(name: str, data: bytes, doubts: Doubts) -> tuple[bool, list[Row]]:
    """Return whether a document is a page, and the services in it. Raises RefusedError where a page is no JSON."""
    try:
        value = parse_json(name, data)
    except RefusedError:
        if "/services/" not in name:
            raise
        doubts.note("passed over: what the server sent for a service is not JSON", name)
        return False, []
    return isinstance(value, list) or any(field in row_of(value) for field in _ENVELOPES), _services(value)


def _services(value: Any) -> list[Row]:
    """Return the services of a page, of a list, or the one that a document is."""
    if isinstance(value, list):
        return rows_of(value)
    held = row_of(value)
    for name in _ENVELOPES:
        if name in held:
            return rows_of(held[name])
    return [held] if "id" in held and ("status" in held or "organization" in held) else []


def _is_whole(service: Row) -> bool:
    """Whether a service of a list comes with what belongs to it."""
    return any(rows_of(service.get(name)) for name in _NESTED)


def _is_last(envelope: Row) -> bool:
    return envelope.get("last_page") is True or envelope.get("last") is True


def _count(envelope: Row, *names: str) -> int:
    value = next((envelope[name] for name in names if name in envelope), 0)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _base(url: str) -> str:
    """Return the API's address without what follows it."""
    return re.sub(r"/services$", "", url.partition("?")[0].partition("#")[0].rstrip("/"))


def _page_of(base: str, service: Row) -> str:
    return f"{base}/services/{quote(unquote(text_of(service.get('id'))), safe='')}"
