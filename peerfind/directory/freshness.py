"""How long ago, and how, a listing was checked. Pure: today is an argument."""

import datetime as dt
from typing import Literal

from peerfind.directory.model import DIALLED, Listing, Source
from peerfind.directory.vocabulary import Vocabulary
from peerfind.record import Record

State = Literal["fresh", "due", "stale", "undated"]
STRENGTH = {"list": 0, "copy": 1, "page": 2, "reply": 3, "call": 4}
"""How much a kind of check is worth, weakest first."""
_LIVE = ("call", "reply", "page")
_WINDOW_DIALLED, _WINDOW_OTHER = 180, 365


class Freshness(Record):
    """The check that counts for a listing, the day it counts from, and what follows from that."""

    state: State
    since: dt.date | None
    source: Source


def counts_from(source: Source) -> dt.date | None:
    """Return the day from which a check counts: of the check, or for copies and lists the page's own date."""
    if source.how in _LIVE:
        return source.checked
    return first_day(source.page_date) if source.page_date else None


def first_day(date: str) -> dt.date | None:
    """Return the first day of a date told as YYYY, YYYY-MM or YYYY-MM-DD, so that age is never understated; or None."""
    try:
        return dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :])
    except ValueError:
        return None


def window(listing: Listing, vocabulary: Vocabulary) -> int:
    """Return the days after which the listing is due for a check."""
    usual = _WINDOW_DIALLED if any(c.type in DIALLED for c in listing.contacts) else _WINDOW_OTHER
    return vocabulary.windows.get(listing.kind, usual)


def freshness(listing: Listing, today: dt.date, vocabulary: Vocabulary) -> Freshness:
    """Return how fresh the listing is: by its newest first-hand check, else by third-party lists."""
    first_hand = [s for s in listing.sources if s.how != "list"] or [*listing.sources]
    source = max(first_hand, key=lambda s: (counts_from(s) or dt.date.min, STRENGTH[s.how]))
    since = counts_from(source)
    if since is None:
        return Freshness(state="undated", since=None, source=source)
    age, due = (today - since).days, window(listing, vocabulary)
    state: State = "fresh" if age <= due else "due" if age <= 2 * due else "stale"
    return Freshness(state=state, since=since, source=source)


def lasts_until(listing: Listing, since: dt.date, vocabulary: Vocabulary) -> dt.date:
    """Return the last day on which a listing whose check counts from a day is not stale."""
    return since + dt.timedelta(days=2 * window(listing, vocabulary))


def strength(listing: Listing) -> int:
    """Return how strongly the listing was ever checked, as a value of STRENGTH."""
    return max(STRENGTH[source.how] for source in listing.sources)
