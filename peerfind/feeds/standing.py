"""How a feed stands: its age and until when its keys count; from what is kept of it, without a network."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from peerfind.errors import PeerfindError
from peerfind.feeds.store import Feed, FeedStore
from peerfind.record import Record

_ROLES = ("root", "targets", "snapshot", "timestamp")
"""The roles of The Update Framework, whose verified statements lie beside what was read."""


class Standing(Record):
    """How one feed stands on a day."""

    name: str
    file: Path
    """Where it is kept."""
    feed: Feed | None
    """None where what is kept of it can't be read."""
    fault: str = ""
    """Why it can't be read."""
    there: bool = False
    """Whether its snapshot in use is there."""
    days_old: int | None = None
    """Days since it was last read whole, less than 0 where the clock was changed; None where it never was."""
    expires: dict[str, dt.date]
    """Role of a signed feed -> the last day on which its statement counts."""


def standings(store: FeedStore, today: dt.date) -> Iterator[Standing]:
    """Yield how each feed stands; one that can't be read hides no other."""
    for name in store.names():
        file = store.folder / f"{name}.json"  # also of a name that no feed can have
        try:
            feed = store.load(name)
        except PeerfindError as error:
            yield Standing(name=name, file=file, feed=None, fault=str(error), expires={})
            continue
        home = store.home(name)
        yield Standing(
            name=name,
            file=file,
            feed=feed,
            there=bool(feed.snapshot) and (home / str(feed.snapshot)).is_file(),
            days_old=(today - feed.read).days if feed.read else None,
            expires=_expires(home / "metadata") if feed.keys else {},
        )


def _expires(folder: Path) -> dict[str, dt.date]:
    """Return until when each statement counts, of those that are there and can be read."""
    days = {}
    for role in _ROLES:
        try:
            told = json.loads((folder / f"{role}.json").read_bytes())["signed"]["expires"]
            days[role] = dt.date.fromisoformat(told[:10])
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return days
