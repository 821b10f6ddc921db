"""Adding a feed: what format it has, and whose keys it is trusted by from then on."""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from peerfind.directory.spelling import nearest
from peerfind.directory.vocabulary import Codes
from peerfind.errors import DataError, NetworkError, PeerfindError, RefusedError, UsageError
from peerfind.feeds.client import Client, check_address
from peerfind.feeds.reader import Reader, reader_for
from peerfind.feeds.store import Feed, FeedStore
from peerfind.feeds.updating import SIGNED, reader_of
from peerfind.record import Record
from peerfind.whole import keep_file

MEETINGS = ("tsml", "bmlt")
"""Formats that list meetings, which end without a word."""
ABOUT = ("country", "region", "timezone", "program", "organization", "kind")
_TABLES = {"country": "places", "region": "places", "timezone": "timezones", "kind": "kinds"}
"""What is said of a feed by a code, and the table of codes that it must be one of."""
_START = 64 * 1024
_SHOWN = 32
"""Hexadecimal digits of a fingerprint: 128 bits, which nobody can find twice."""


class Found(Record):
    """What is at an address."""

    feed: Feed
    root: bytes | None = None
    """Of a signed feed: the root to trust it by."""


def find_feed(  # noqa: PLR0913
    store: FeedStore,
    urls: tuple[str, ...],
    readers: Collection[Reader],
    *,
    name: str | None,
    format_: str | None,
    about: Mapping[str, str],
    token: str | None = None,
) -> Found:
    """Return the feed at an address (with its mirrors) or in a file, not yet added. Raises PeerfindError."""
    for url in urls:
        if "://" in url:
            check_address(url)
        elif not Path(url).exists():
            hint = "Name an https address, which starts with https://, or a file or folder."
            raise DataError(f"{url} is not there", hint=hint)
    urls = tuple(url if "://" in url else str(Path(url).resolve()) for url in urls)
    name = name or name_for(urls[0])
    if name in store.names():
        raise UsageError(f"there is a feed {name!r} already", hint='Choose another --name, or "peerfind feed remove".')
    feed = Feed(name=name, urls=urls, format=format_ or "", about=about, token=token)
    client = Client(token=token, own=urls)
    try:
        if format_ in (None, SIGNED):
            try:
                root = _read(client, _below(urls[0], "metadata/1.root.json"))
                return Found(feed=feed.replace(format=SIGNED, keys=(fingerprint(root),)), root=root)
            except PeerfindError:
                if format_:
                    raise
        reader = reader_of(format_, readers) if format_ else _recognised(client, urls[0], readers)
    finally:
        client.close()
    return Found(feed=feed.replace(format=reader.NAME, meetings=reader.NAME in MEETINGS))


def add(store: FeedStore, found: Found) -> None:
    """Keep a feed, with the root that it is trusted by."""
    with store.locked(found.feed.name):
        if found.root:
            try:
                keep_file(store.home(found.feed.name) / "root.json", found.root)
            except OSError as error:
                raise DataError(f"{store.folder} can't be written: {error.strerror}") from error
        store.save(found.feed)


def check_about(about: Mapping[str, str], known: Callable[[], Codes]) -> None:
    """Raise UsageError where what is said of a feed's rows is no code: every listing would bear it."""
    for field, table in _TABLES.items():
        told = about.get(field)
        if told is None:
            continue
        codes = [code for code in known()[table] if table != "places" or ("-" in code) == (field == "region")]
        if told not in codes:
            near = nearest(told, codes)
            hint = f"Did you mean {near}?" if near else "A code such as US, US-OH, America/New_York or support_group."
            raise UsageError(f"--{field} {told}: there is no such code", hint=hint)


def fingerprint(root: bytes) -> str:
    """Return the fingerprint of a root: of all its keys together. Raises RefusedError for what is no root."""
    from peerfind.feeds.signed import fingerprints  # here, because it loads The Update Framework

    return joined(fingerprints(root))


def joined(keys: Collection[str]) -> str:
    """Return one fingerprint of several keys."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:_SHOWN]


def agrees(shown: str, told: str) -> bool:
    """Whether somebody told the whole fingerprint, in any spacing."""
    return re.sub(r"[\s:-]", "", told).lower() == shown


def grouped(shown: str) -> str:
    """Return a fingerprint as people compare it."""
    return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))


def name_for(url: str) -> str:
    """Return a name for a feed, of where it is."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    told = host or Path(url).stem
    return re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")[:60].strip("-") or "feed"


def _recognised(client: Client, url: str, readers: Collection[Reader]) -> Reader:
    if reader := reader_for(url, _read(client, url, most=_START), readers):
        return reader
    names = ", ".join([SIGNED, *(reader.NAME for reader in readers)])
    raise RefusedError(f"{url} is in no format that is known", hint=f"If you know it, say --format: {names}.")


def _below(url: str, path: str) -> str:
    return f"{url.rstrip('/')}/{path}"


def _read(client: Client, url: str, most: int = 1024 * 1024) -> bytes:
    """Return the start of a document."""
    if "://" not in url:
        path = Path(url)
        try:
            first = next(file for file in sorted(path.rglob("*")) if file.is_file()) if path.is_dir() else path
            with first.open("rb") as file:
                return file.read(most)
        except (OSError, StopIteration) as error:
            raise NetworkError(f"{url} can't be read") from error
    held = b""
    with client.open(url) as answer:
        for piece in answer.content:
            held += piece
            if len(held) >= most:
                break
    return held[:most]
