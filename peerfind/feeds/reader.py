"""What a module for one feed format is: which addresses to fetch, and how to turn what came into listings."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from peerfind.directory.model import Listing
from peerfind.errors import PeerfindError
from peerfind.lookup.places import Gazetteer
from peerfind.record import Record

Document = tuple[str, bytes]
"""A fetched document: its address (or its name inside an archive) and its content."""
Warn = Callable[[str], None]
"""Told in a line what was dropped or doubted, and where."""


class Facts(Record):
    """What is known of a feed beside its content: from its configuration, and the day."""

    name: str
    """The feed's own name in this installation, such as `na-ohio`."""
    url: str
    fetched: dt.date
    places: Gazetteer
    country: str | None = None
    """ISO 3166-1, for rows that name none."""
    region: str | None = None
    """ISO 3166-2, likewise."""
    timezone: str | None = None
    """An IANA name, for rows that name none."""
    program: str | None = None
    """Whose meetings these are, where the format does not say: `aa`, `al-anon`, `recovery-dharma` ..."""
    organization: str | None = None
    kind: str | None = None
    """The kind of every listing, where the format has none."""
    before: Mapping[str, Listing] = {}
    """What is in use of it by ids, for formats whose rows don't tell which of several listings of one service had
    which id."""


class Getter(Protocol):
    """The way to the network, or to a folder that stands for it."""

    def get(self, url: str, *, anew: bool = False) -> bytes:
        """Return one document, with `anew` from its server even if it is held. Raises NetworkError or RefusedError."""

    def get_all(self, urls: Iterable[str]) -> Iterator[tuple[str, bytes | PeerfindError]]:
        """Yield each address with its document or what went wrong, in their order, several on their way at a time."""


class Reader(Protocol):
    """A module of this package that knows one format; its functions are these methods, without `self`."""

    NAME: str
    """The format's name in the configuration, such as `tsml`."""

    def recognises(self, url: str, start: bytes) -> bool:
        """Whether this looks like the format: an address and the first 64 KiB of what it answers."""

    def crawl(self, url: str, getter: Getter) -> Iterator[Document]:
        """Yield every document of the feed at this address. Raises NetworkError or RefusedError if not whole."""

    def read(self, documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
        """Yield the listings that the documents tell of, each with an id that stays the same from read to read.

        Raises RefusedError where the whole is not in the format; a row that can't be used is told of and passed over.
        """


def reader_for(url: str, start: bytes, readers: Iterable[Reader]) -> Reader | None:
    """Return the reader of what an address answers, or None where no format fits; `start` is its first 64 KiB."""
    return next((reader for reader in readers if reader.recognises(url, start)), None)
