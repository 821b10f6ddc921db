"""Opening hours of a listing: is it open at a moment, and until when? Pure: the moment is an argument."""

import datetime as dt
from collections.abc import Collection

from peerfind.directory.model import Contact, Listing
from peerfind.record import Record

ALWAYS = "24/7"
_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


class OpenState(Record):
    """Whether a service is open (None: can't be known) and when that changes next, in its own zone."""

    open_now: bool | None
    changes: dt.datetime | None = None


UNKNOWN = OpenState(open_now=None)
OPEN = OpenState(open_now=True)


def open_state(listing: Listing, moment: dt.datetime, channels: Collection[str] = ()) -> OpenState:
    """Return whether any channel of the listing is open at the moment (timezone-aware), by its own hours or theirs.

    Where it has some of the `channels` that somebody wants, whether one of these is.
    """
    wanted = [c for c in listing.contacts if c.type in channels] or listing.contacts
    texts = {c.hours or listing.hours for c in wanted} if wanted else {listing.hours}
    states = [_state(listing, text, moment) for text in sorted(texts, key=str)]
    opened = [state for state in states if state.open_now]
    if opened:
        return max(opened, key=lambda state: state.changes or _FAR)
    if any(state.open_now is None for state in states):
        return UNKNOWN
    return min(states, key=lambda state: state.changes or _FAR)


def contact_state(listing: Listing, contact: Contact, moment: dt.datetime) -> OpenState:
    """Return whether one channel is open at the moment."""
    return _state(listing, contact.hours or listing.hours, moment)


def next_meeting(listing: Listing, moment: dt.datetime) -> dt.datetime | None:
    """Return when a group next meets, from the moment on, in its own zone; None for what is no group or not known."""
    if listing.kind != "support_group" or not listing.hours or listing.hours == ALWAYS:
        return None
    from peerfind.lookup import schedule  # here, because only groups meet

    return schedule.next_start(listing.hours, listing.timezone, listing.country, moment)


def _state(listing: Listing, hours: str | None, moment: dt.datetime) -> OpenState:
    if not hours:
        return UNKNOWN
    if hours == ALWAYS:
        return OPEN
    from peerfind.lookup import schedule  # here, because most crisis lines are always open

    is_open, changes = schedule.state(hours, listing.timezone, listing.country, moment)
    return OpenState(open_now=is_open, changes=changes)
