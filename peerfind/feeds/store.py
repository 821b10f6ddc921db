"""What is kept of each feed in the user's data folder: always the old state or the new one, whole.

NAME.json is all that counts: it names the snapshot in use and the ones before it. Everything that it names is written
under a name made of its content and synced before NAME.json is replaced, so that a crash at any moment leaves the state
before or the state after.
"""

import datetime as dt
import errno
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peerfind.errors import DataError, RefusedError, UsageError
from peerfind.feeds.lines import Lines
from peerfind.lookup.snapshots import FEEDS
from peerfind.record import Record
from peerfind.whole import keep_file

KEPT = 3
"""Snapshots of a feed that are kept."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DAYS = ("read", "expires")


class Feed(Record):
    """One feed: what the user said of it, and where it stands."""

    name: str
    urls: tuple[str, ...]
    """Where it is found: the first that answers is read. Addresses, or the path of a file or folder."""
    format: str
    """The name of its reader, or `signed`."""
    enabled: bool = True
    meetings: bool = False
    """Whether it lists meetings, which end without a word."""
    about: Mapping[str, str] = {}
    """What its rows may leave out: country, region, timezone, program, organization, kind."""
    keys: tuple[str, ...] = ()
    """Of a signed feed: the fingerprints of the root keys trusted when it was added."""
    token: str | None = None
    snapshot: str | None = None
    """The file in use."""
    history: tuple[str, ...] = ()
    """The files kept, oldest first."""
    state: str | None = None
    """The file of what is held back and of what is missing."""
    read: dt.date | None = None
    """The day on which it was last read whole."""
    expires: dt.date | None = None
    content: str | None = None
    """A digest of the documents last read; the same ones say nothing new."""
    listings: int = 0
    held: int = 0
    """Changes that wait to be accepted."""


class State(Record):
    """What is not in the snapshot."""

    held: Mapping[str, Mapping[str, Any]] = {}
    """Id -> `listing` (as the feed has it), `reasons` and `change` (in words)."""
    missing: Mapping[str, str] = {}
    """Id -> since which day the feed lacks it."""


class FeedStore:
    """The feeds of one data folder."""

    def __init__(self, data: Path | None) -> None:
        if data is None:
            raise DataError("there is no folder to keep feeds in", hint="Set PEERFIND_DATA to a folder.")
        self.folder = data / FEEDS

    def names(self) -> list[str]:
        """Return the names of all feeds."""
        return sorted(path.stem for path in self.folder.glob("*.json"))

    def load(self, name: str) -> Feed:
        """Return one feed. Raises UsageError where there is none, DataError where its file can't be read."""
        path = self._file(name)
        try:
            held = json.loads(path.read_bytes())
            known = {key: value for key, value in held.items() if key in Feed.fields}
            for key in ("urls", "keys", "history"):
                known[key] = tuple(known.get(key, ()))
            known |= {day: dt.date.fromisoformat(known[day]) for day in _DAYS if known.get(day)}
            return Feed(**known | {"name": name})
        except FileNotFoundError as error:
            there = ", ".join(self.names()) or 'none; "peerfind feed add" adds one'
            raise UsageError(f"there is no feed {name!r}", hint=f"Feeds: {there}.") from error
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise DataError(f"{path} can't be read ({error})", hint="The feed's listings stay out of use.") from error

    def save(self, feed: Feed) -> None:
        """Put a feed's new state in place; the one moment at which anything changes."""
        held = {name: value for name, value in feed.as_dict().items() if name != "name"}
        held |= {day: held[day].isoformat() for day in _DAYS if held[day]}
        self._write(self._file(feed.name), json.dumps(held, indent=1, ensure_ascii=False, default=dict).encode(), 0o600)

    def remove(self, name: str) -> None:
        """Take a feed away with all that is kept of it."""
        try:
            self._file(name).unlink()
            shutil.rmtree(self.home(name), ignore_errors=True)
        except OSError as error:
            raise _unwritable(error, self.folder) from error

    def home(self, name: str) -> Path:
        """Return the folder of all that is kept of a feed."""
        return self.folder / name

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Keep other processes from changing a feed meanwhile. The system lets go when a process dies."""
        try:
            self.home(name).mkdir(parents=True, exist_ok=True)
            file = (self.home(name) / "lock").open("a")
        except OSError as error:
            raise _unwritable(error, self.folder) from error
        with file:
            try:
                _lock(file.fileno())
            except OSError as error:
                hint = "Wait until it is done; look-ups work meanwhile."
                raise RefusedError(f"{name}: another update is under way", hint=hint) from error
            yield

    def listings(self, feed: Feed) -> Lines:
        """Return the listings in use."""
        if not feed.snapshot:
            return Lines()
        try:
            with (self.home(feed.name) / feed.snapshot).open("rb") as file:
                return Lines.read(file)
        except (OSError, ValueError, TypeError, KeyError) as error:
            hint = f'"peerfind feed rollback {feed.name}" goes back to the one before.'
            raise DataError(f"the snapshot of {feed.name} can't be read ({error})", hint=hint) from error

    def state(self, feed: Feed) -> State:
        """Return what is held back and what is missing."""
        if not feed.state:
            return State()
        try:
            held = json.loads((self.home(feed.name) / feed.state).read_bytes())
            return State(held=held["held"], missing=held["missing"])
        except (OSError, ValueError, TypeError, KeyError):
            return State()  # the next update finds what is held anew

    def keep(self, feed: Feed, listings: Lines, state: State) -> Feed:
        """Put listings and state in use and return the feed as it now stands."""
        text = b"".join(listings.written())
        snapshot = f"{feed.name}@{_digest(text)}.jsonl"
        told = json.dumps(state.as_dict(), sort_keys=True, default=dict).encode()
        home, beside = self.home(feed.name), f"state@{_digest(told)}.json"
        if not (home / snapshot).is_file():
            self._write(home / snapshot, text)
        if not (home / beside).is_file():
            self._write(home / beside, told)
        history = (*(name for name in feed.history if name != snapshot), snapshot)[-KEPT:]
        now = feed.replace(
            snapshot=snapshot, history=history, state=beside, listings=len(listings), held=len(state.held)
        )
        self.save(now)
        self._clear(now)
        return now

    def rollback(self, feed: Feed, to: str | None) -> Feed:
        """Put an earlier snapshot in use: the one before, or the one named."""
        if not feed.history:
            raise UsageError(f"{feed.name} has not been read yet: there is nothing to go back to")
        at = feed.history.index(feed.snapshot) if feed.snapshot in feed.history else len(feed.history)
        choice = [name for name in feed.history if to and to in name] if to else [*feed.history[:at]][-1:]
        if len(choice) != 1:
            hint = f"Kept: {', '.join(feed.history)}. Name one to go to it."
            raise UsageError(f"{feed.name} has no {'such' if to else 'earlier'} snapshot", hint=hint)
        now = feed.replace(snapshot=choice[0])
        now = now.replace(listings=len(self.listings(now)))
        self.save(now)
        return now

    def _clear(self, feed: Feed) -> None:
        """Remove what nothing names any more; what can't be removed does no harm."""
        used = {*feed.history, feed.snapshot, feed.state}
        for path in self.home(feed.name).iterdir():
            if ("@" in path.name or path.name.endswith(".part")) and path.name not in used:
                path.unlink(missing_ok=True)
        for path in self.folder.glob(f"{feed.name}.json.*.part"):
            path.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name) or len(name) > 60 or name == "bundled":
            raise UsageError(f"{name!r} can't be a feed's name: use small letters and digits joined by hyphens")
        return self.folder / f"{name}.json"

    def _write(self, path: Path, data: bytes, mode: int = 0o644) -> None:
        try:
            keep_file(path, data, mode)
        except OSError as error:
            raise _unwritable(error, self.folder) from error


def digest_of(parts: Iterable[bytes]) -> str:
    """Return a digest of several contents in their order."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]


def _lock(descriptor: int) -> None:
    """Lock a file or raise OSError."""
    try:
        import fcntl  # here, because Windows has none
    except ImportError:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unwritable(error: OSError, folder: Path) -> DataError:
    why = "the disk is full" if error.errno == errno.ENOSPC else error.strerror
    hint = "Nothing was changed; what was there stays in use."
    return DataError(f"{error.filename or folder} can't be written: {why}", hint=hint)
