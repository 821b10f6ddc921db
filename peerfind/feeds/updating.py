"""One update of one feed: fetch, verify, read, review, and put in use; or nothing at all."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from peerfind import __version__
from peerfind.directory.model import Listing, as_data, listing_from
from peerfind.errors import DataError, NetworkError, PeerfindError, RefusedError, UsageError
from peerfind.feeds.admission import Unwanted, admitted
from peerfind.feeds.client import Client, Limits, token_for
from peerfind.feeds.lines import Changes, Lines
from peerfind.feeds.reader import Document, Facts, Reader
from peerfind.feeds.review import Held, Neighbours, Review, not_seen, review
from peerfind.feeds.spool import Spool
from peerfind.feeds.store import Feed, FeedStore, State, digest_of
from peerfind.lookup.places import Gazetteer
from peerfind.record import Record

SIGNED = "signed"
"""The format of our own signed feed."""
ALL = "all"
_ROOT = "root.json"
_READ_BY = __version__.encode()
"""Stands for how documents are read: those that an older version read are read again, though nothing changed there."""
Progress = Callable[[int], None]
"""Told how many documents have come."""


class Surroundings(Record):
    """What an update takes from outside, beside the feed itself; what is dear is made only when it is needed."""

    now: dt.datetime
    readers: tuple[Reader, ...]
    places: Callable[[], Gazetteer]
    neighbours: Neighbours
    environ: Mapping[str, str] = {}
    limits: Limits = Limits()
    unwanted: Unwanted = staticmethod(lambda _: False)


class Outcome(Record):
    """What came of an update."""

    feed: Feed
    result: Literal["unchanged", "applied", "held"]
    changes: Changes = Changes({}, {}, ())
    """What counts from now on."""
    held: Mapping[str, Mapping[str, Any]] = {}
    """Id -> what waits to be accepted, as the state keeps it."""
    warnings: tuple[str, ...] = ()
    """What of the feed could not be used."""


class Fetched(Record):
    """A feed's documents."""

    url: str
    documents: tuple[Document, ...]
    expires: dt.date | None = None
    spool: Spool | None = None


def update(  # noqa: PLR0913
    store: FeedStore,
    name: str,
    around: Surroundings,
    *,
    source: Path | None = None,
    accept: Collection[str] = (),
    check: bool = False,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Bring one feed up to date, from where it lives or from `source`; with `check` only say what would change.

    `accept` names listings whose changes are confirmed, or all: of what an earlier update held back, where it held
    something back, so that nobody confirms what has not been shown; else of what is read now. Raises PeerfindError.
    """
    with store.locked(name):
        feed = store.load(name)
        state = store.state(feed)
        if accept and state.held and source is None:
            return _accept(store, feed, state, around, accept, check=check)
        fetched = _fetch(store, feed, around, source, progress)
        parts = (part for address, data in fetched.documents for part in (address.encode(), data))
        content = digest_of((_READ_BY, *parts))
        today = around.now.date()
        if source is not None and feed.read and feed.read > today and feed.content == content:
            today = feed.read
        feed = feed.replace(read=today, expires=fetched.expires)
        if content == feed.content and feed.snapshot and not (feed.meetings and state.missing) and not accept:
            outcome = Outcome(feed=feed, result="held" if state.held else "unchanged", held=state.held)
            if not check:
                store.save(feed)
        else:
            outcome = _reviewed(store, feed.replace(content=content), state, fetched, around, accept, check=check)
        if fetched.spool and not check:
            fetched.spool.complete()
        return outcome


def _reviewed(  # noqa: PLR0913, PLR0917
    store: FeedStore,
    feed: Feed,
    state: State,
    fetched: Fetched,
    around: Surroundings,
    accept: Collection[str],
    *,
    check: bool,
) -> Outcome:
    """Read the documents, compare what they say with what is in use, and put in use what counts."""
    warnings: list[str] = []
    old = store.listings(feed)
    new = Lines(admitted(_read(feed, fetched, around, old, warnings.append), warnings.append, around.unwanted))
    if not new:
        reason = f" ({warnings[0]})" if warnings else ""
        raise RefusedError(f"{feed.name}: no listing can be read{reason}", hint="What was read before stays in use.")
    found = review(
        old,
        new,
        today=around.now.date(),
        missing=state.missing,
        neighbours=around.neighbours,
        accepted=accept,
        meetings=feed.meetings,
    )
    return _put_in_use(store, feed, found, warnings, check=check)


def _put_in_use(store: FeedStore, feed: Feed, found: Review, warnings: list[str], *, check: bool) -> Outcome:
    held = {item.change.listing.id: _told(item) for item in found.held}
    if not check:
        feed = store.keep(feed, found.listings, State(held=held, missing=found.missing))
    result: Literal["unchanged", "applied", "held"] = "held" if held else "applied" if found.applied else "unchanged"
    return Outcome(feed=feed, result=result, changes=found.applied, held=held, warnings=tuple(warnings))


def _told(item: Held) -> Mapping[str, Any]:
    new = item.change.new
    return {
        "change": str(item.change),
        "reasons": [*item.reasons],
        "listing": as_data(new) if new else None,
    }


def _accept(  # noqa: PLR0913
    store: FeedStore, feed: Feed, state: State, around: Surroundings, accept: Collection[str], *, check: bool
) -> Outcome:
    """Apply changes that were held back before, just as they were shown then; nothing is fetched."""
    if unknown := set(accept) - {ALL} - state.held.keys():
        hint = f"Held: {', '.join(state.held)}."
        raise UsageError(f"{feed.name}: nothing is held of {', '.join(sorted(unknown))}", hint=hint)
    chosen = [id_ for id_ in state.held if {id_, ALL} & set(accept)]
    old = store.listings(feed)
    listings, missing, today = old.copy(), dict(state.missing), around.now.date()
    for id_ in chosen:
        if held := state.held[id_]["listing"]:
            listings.put(listing_from(held))
        elif feed.meetings:
            listings.drop(id_)
            missing.pop(id_, None)
        else:
            missing.setdefault(id_, today.isoformat())
            listings.put(not_seen(listings[id_], missing[id_]))
    left = {id_: told for id_, told in state.held.items() if id_ not in chosen}
    if not check:
        feed = store.keep(feed, listings, State(held=left, missing=missing))
    found = (old.compare(listings, id_) for id_ in chosen)
    changes = Changes(old, listings, [(change.sort, change.listing.id) for change in found if change])
    return Outcome(feed=feed, result="held" if left else "applied", changes=changes, held=left)


def _read(
    feed: Feed, fetched: Fetched, around: Surroundings, old: Lines, warn: Callable[[str], None]
) -> Iterator[Listing]:
    today = around.now.date()
    facts = Facts(name=feed.name, url=fetched.url, fetched=today, places=around.places(), before=old, **feed.about)
    if feed.format == SIGNED:
        from peerfind.feeds.signed import read  # here, because it loads The Update Framework

        return read(fetched.documents, facts, warn)
    return reader_of(feed.format, around.readers).read(fetched.documents, facts, warn)


def reader_of(name: str, readers: Collection[Reader]) -> Reader:
    """Return the reader of a format. Raises UsageError."""
    for reader in readers:
        if name == reader.NAME:
            return reader
    names = ", ".join([SIGNED, *(reader.NAME for reader in readers)])
    raise UsageError(f"{name!r} is not a format of feeds", hint=f"There are {names}.")


def _fetch(store: FeedStore, feed: Feed, around: Surroundings, source: Path | None, progress: Progress) -> Fetched:
    """Return a feed's documents: from the first of its addresses that answers as it should."""
    failures: list[PeerfindError] = []
    for url in [str(source)] if source else feed.urls:
        try:
            if "://" not in url:
                return _from_disk(store, feed, Path(url), around)
            client = Client(around.limits, token_for(feed.name, around.environ) or feed.token, own=feed.urls)
            try:
                return _from_network(store, feed, url, client, around, progress)
            finally:
                client.close()
        except (NetworkError, RefusedError, DataError) as error:
            failures.append(error)
    refused = [error for error in failures if isinstance(error, RefusedError)]
    raise _stays((refused or failures)[0], feed)


def _stays(error: PeerfindError, feed: Feed) -> PeerfindError:
    """Return an error that also tells what is still there."""
    since = f"The state of {feed.read} stays in use." if feed.snapshot else "Nothing was read from it before."
    sort = next(sort for sort in (RefusedError, NetworkError, DataError) if isinstance(error, sort))
    return sort(f"{feed.name}: {error}", hint=" ".join(filter(None, [error.hint, since])))


def _from_network(  # noqa: PLR0913, PLR0917
    store: FeedStore, feed: Feed, url: str, client: Client, around: Surroundings, progress: Progress
) -> Fetched:
    home = store.home(feed.name)
    try:
        if feed.format == SIGNED:
            from peerfind.feeds import signed  # here, because it loads The Update Framework

            held = signed.fetch(url, signed.over(client), home, around.now, progress, root=(home / _ROOT).read_bytes())
            return Fetched(url=url, documents=held.documents, expires=held.expires)
        spool = Spool(client, home, progress)
        documents = tuple(reader_of(feed.format, around.readers).crawl(url, spool))
    except OSError as error:
        hint = "Nothing was changed; what was there stays in use."
        raise DataError(f"{error.filename or home}: {error.strerror}", hint=hint) from error
    return Fetched(url=url, documents=documents, spool=spool)


def _from_disk(store: FeedStore, feed: Feed, path: Path, around: Surroundings) -> Fetched:
    """Return the documents of a file or folder, such as a USB stick's."""
    home = store.home(feed.name)
    try:
        if feed.format == SIGNED:
            from peerfind.feeds import signed  # here, because it loads The Update Framework

            root = (home / _ROOT).read_bytes()
            held = signed.fetch(path.resolve().as_uri(), signed.of_folder, home, around.now, root=root)
            return Fetched(url=feed.urls[0], documents=held.documents, expires=held.expires)
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        documents = tuple((file.name, file.read_bytes()) for file in files)
    except OSError as error:
        raise DataError(f"{error.filename or path} can't be read: {error.strerror}") from error
    return Fetched(url=feed.urls[0], documents=documents)
