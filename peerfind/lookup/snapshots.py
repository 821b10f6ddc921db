"""The feeds in the user's data folder, as a look-up needs them: one small file each names the snapshot in use."""

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from peerfind.record import Record

FEEDS = "feeds"
"""The folder of all feeds, in the user's data folder. NAME.json tells of one feed, NAME/ holds its snapshots."""
MEETINGS_KEPT = 14
"""Days after which meetings that were not read again are no longer shown: people travel to meetings."""
LISTINGS_KEPT = 60
"""Days after which other listings that were not read again are told to be old."""


class Current(Record):
    """One feed's snapshot in use."""

    feed: str
    path: Path
    """JSON lines in a file named FEED@DIGEST.jsonl, which never changes."""
    read: dt.date | None = None
    """The day on which the feed was last read whole."""
    expires: dt.date | None = None
    """The last day for which its maintainers vouch for it."""
    meetings: bool = False
    """Whether it lists meetings, which end without a word."""

    def days_old(self, today: dt.date) -> int:
        """Return for how many days the feed has not been read; less than 0 where the clock was changed."""
        return (today - self.read).days if self.read else 0


def current_snapshots(data: Path | None) -> tuple[Current, ...]:
    """Return the snapshots in use, by feed; a feed whose file can't be read, or that is disabled, has none."""
    folder = data / FEEDS if data else None
    if folder is None or not folder.is_dir():
        return ()
    names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".json"))
    return tuple(held for name in names if (held := _current(folder, name.removesuffix(".json"))))


def _current(folder: Path, name: str) -> Current | None:
    try:
        held = json.loads((folder / f"{name}.json").read_bytes())
        path = folder / name / held["snapshot"] if held.get("snapshot") and held.get("enabled", True) else None
        if path is None or not path.is_file():
            return None
        days = {key: dt.date.fromisoformat(held[key]) for key in ("read", "expires") if held.get(key)}
        return Current(feed=name, path=path, meetings=held.get("meetings") is True, **days)
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def outdated_meetings(feeds: Iterable[Current], today: dt.date) -> tuple[str, ...]:
    """Return the feeds whose meetings are too old to send somebody to."""
    return tuple(held.feed for held in feeds if held.meetings and held.days_old(today) > MEETINGS_KEPT)


def remarks(feeds: Iterable[Current], today: dt.date) -> Iterator[str]:
    """Yield what somebody should know about the age of feeds, a feed a phrase."""
    for held in feeds:
        days = held.days_old(today)
        if days < 0:
            yield f"{held.feed} was read on {held.read}, which is after today: is the clock right?"
        elif held.meetings and days > MEETINGS_KEPT:
            yield f"{held.feed}: its meetings are left out, because they were last read {days} days ago"
        elif days > LISTINGS_KEPT:
            yield f"{held.feed} was last read {days} days ago"
        elif held.expires and held.expires < today:
            yield f"{held.feed} ran out on {held.expires} and is {days} days old (a wrong clock looks the same)"
