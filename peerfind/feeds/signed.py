"""Our own signed feed as its readers see it: The Update Framework's checks, then listings as JSON lines.

python-tuf decides what is authentic, complete and new enough; this module fetches for it, tells its refusals in words,
and reads the documents. docs/decisions/0005 says why it is built so.
"""

import datetime as dt
import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tuf.api import exceptions as tuf
from tuf.api.metadata import Metadata, Root, TargetFile, Targets
from tuf.ngclient import FetcherInterface, Updater

from peerfind.directory.model import Listing
from peerfind.errors import NetworkError, PeerfindError, RefusedError
from peerfind.feeds import listings
from peerfind.feeds.client import Client, StatusError
from peerfind.feeds.reader import Document, Facts, Warn
from peerfind.record import Record

FORMAT = 1
"""Raised only when older programs could not read the feed any more; new fields don't raise it."""
_LARGEST = 512 * 1024 * 1024
_CLOCK = "If this computer's clock is wrong, that looks the same: check the date."


Stream = Callable[[str], Iterator[bytes]]
"""Yields the content of an address in pieces. Raises NetworkError or RefusedError."""


class Verified(Record):
    """What a signed feed says, checked."""

    documents: tuple[Document, ...]
    expires: dt.date


class _Fetcher(FetcherInterface):
    """The framework's way to fetch, over ours. What goes wrong is kept, to be told in our words."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.failure: PeerfindError | None = None

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield from self._stream(url)
        except StatusError as error:
            self.failure = error
            raise tuf.DownloadHTTPError(str(error), error.status) from error
        except PeerfindError as error:
            self.failure = error
            raise tuf.DownloadError(str(error)) from error


def over(client: Client) -> Stream:
    """Return the stream of a client."""

    def stream(url: str) -> Iterator[bytes]:
        with client.open(url) as answer:
            yield from answer.content

    return stream


def of_folder(url: str) -> Iterator[bytes]:
    """Yield a file of a feed on a disk, by its file address."""
    path = Path(unquote(urlsplit(url).path))
    try:
        yield path.read_bytes()
    except FileNotFoundError as error:
        raise StatusError(f"{path} is not there", 404) from error
    except OSError as error:
        raise NetworkError(f"{path} can't be read: {error.strerror}") from error


def fingerprints(root: bytes) -> tuple[str, ...]:
    """Return the fingerprints of a root's keys. Raises RefusedError for what is no root signed by its own keys."""
    try:
        held = Metadata[Root].from_bytes(root)
        held.verify_delegate(Root.type, held)
        return tuple(sorted(held.signed.roles[Root.type].keyids))
    except (tuf.RepositoryError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefusedError("its root is not signed by its own keys, or is no root at all") from error


def fetch(  # noqa: PLR0913
    url: str,
    stream: Stream,
    home: Path,
    now: dt.datetime,
    progress: Callable[[int], None] = lambda _: None,
    *,
    root: bytes,
) -> Verified:
    """Return the feed at an address, verified from the pinned root on. Raises NetworkError or RefusedError."""
    metadata, targets = home / "metadata", home / "targets"
    fetcher = _Fetcher(stream)
    metadata.mkdir(parents=True, exist_ok=True)
    targets.mkdir(exist_ok=True)
    for left_over in metadata.glob("tmp*"):
        left_over.unlink(missing_ok=True)
    base = url.rstrip("/")
    try:
        updater = Updater(str(metadata), f"{base}/metadata/", str(targets), f"{base}/targets/", fetcher, bootstrap=root)
        updater._trusted_set.reference_time = now.astimezone(dt.UTC)  # noqa: SLF001  # one clock for the whole program
        updater.refresh()
        return _verified(updater, progress, targets)
    except tuf.DownloadError as error:
        raise _unreached(error, fetcher.failure, url) from error
    except tuf.RepositoryError as error:
        raise _refused(error) from error


def _verified(updater: Updater, progress: Callable[[int], None], folder: Path) -> Verified:
    trusted = updater._trusted_set  # noqa: SLF001  # the framework has no other way to list the targets
    _check_format(trusted.targets)
    documents, used = [], set()
    for number, (name, target) in enumerate(sorted(trusted.targets.targets.items())):
        progress(number)
        _check_target(name, target)
        path = Path(updater.find_cached_target(target) or updater.download_target(target))
        used.add(path)
        documents.append((name, path.read_bytes()))
    for path in folder.iterdir():
        if path not in used:
            path.unlink(missing_ok=True)
    dates = (trusted.timestamp.expires, trusted.snapshot.expires, trusted.targets.expires)
    return Verified(documents=tuple(documents), expires=min(dates).date())


def _check_format(targets: Targets) -> None:
    told = targets.unrecognized_fields.get("x-peerfind-format", FORMAT)
    if not isinstance(told, int) or told > FORMAT:
        raise RefusedError("the feed needs a newer peerfind", hint="What was read before stays in use.")


def _check_target(name: str, target: TargetFile) -> None:
    if not name.startswith("listings/") or not name.endswith(".jsonl.gz") or ".." in name or target.length > _LARGEST:
        raise RefusedError(f"{name!r} is not a document of a feed")


def _unreached(error: tuf.DownloadError, failure: PeerfindError | None, url: str) -> PeerfindError:
    """Return what to tell where a document did not come."""
    if isinstance(error, tuf.DownloadLengthMismatchError):
        return RefusedError(f"a document of {url} is longer than its maintainers signed it")
    if isinstance(failure, RefusedError):
        return failure
    return NetworkError(str(failure or error) or f"{url} can't be reached", hint="What was read before stays in use.")


def _refused(error: tuf.RepositoryError) -> RefusedError:
    """Return a refusal of the framework in words."""
    if isinstance(error, tuf.ExpiredMetadataError):
        return RefusedError(
            "what the feed says has run out: it was not renewed, or an old copy is being served", hint=_CLOCK
        )
    if isinstance(error, tuf.BadVersionNumberError):
        return RefusedError("an older state of the feed is being served than the one read before")
    if isinstance(error, tuf.LengthOrHashMismatchError):
        return RefusedError("a document is not the one that its maintainers signed")
    if isinstance(error, tuf.UnsignedMetadataError):
        return RefusedError("the signatures are not those of the keys that are trusted for this feed")
    return RefusedError(f"the feed is not whole: {error}")


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the listings of the documents; one that can't be used is told of and passed over."""
    return listings.read(map(_unpacked, documents), facts, warn)


def _unpacked(document: Document) -> Document:
    name, data = document
    try:
        return name.removesuffix(".gz"), gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(f"{name} is not a document of a feed") from error
