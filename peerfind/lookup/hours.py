"""Opening hours: is a service open at a moment, and until when? Pure: the moment is an argument.

OpenStreetMap syntax is read by opening-hours-py. Where hours depend on public or school holidays that can't be known,
the answer is asked twice, for a holiday and for an ordinary day; only where both agree is it known.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, ParserError, State, UnknownCountryError

from peerfind.directory.model import Contact, Listing

ALWAYS = "24/7"
_HOLIDAYS = re.compile(r"\b(PH|SH)\b")
_EVERY_DAY = "Mo-Su"


class OpenState(NamedTuple):
    """Whether a service is open (None: can't be known) and when that changes next, in its own zone."""

    open_now: bool | None
    changes: dt.datetime | None = None


UNKNOWN = OpenState(None)


def hours_problem(hours: str) -> str | None:
    """Return what is wrong with an opening hours text, or None."""
    try:
        OpeningHours(hours)
    except ParserError as error:
        place = re.search(r"--> \d+:(\d+)", str(error))
        where = f" at character {place[1]}" if place else ""
        return f"{hours!r} does not parse{where}: write hours such as Mo-Fr 09:00-17:00; Sa 10:00-12:00"
    return None


def open_state(listing: Listing, moment: dt.datetime) -> OpenState:
    """Return whether any channel of the listing is open at the moment (timezone-aware), by its own hours or theirs."""
    zone, country = listing.timezone, listing.country
    texts = {c.hours or listing.hours for c in listing.contacts} if listing.contacts else {listing.hours}
    states = [_state(text, zone, country, moment) if text else UNKNOWN for text in sorted(texts, key=str)]
    opened = [s for s in states if s.open_now]
    if opened:
        return max(opened, key=lambda s: s.changes or _FAR)
    if any(s.open_now is None for s in states):
        return UNKNOWN
    return min(states, key=lambda s: s.changes or _FAR)


def contact_state(listing: Listing, contact: Contact, moment: dt.datetime) -> OpenState:
    """Return whether one channel is open at the moment."""
    text = contact.hours or listing.hours
    return _state(text, listing.timezone, listing.country, moment) if text else UNKNOWN


def next_start(listing: Listing, moment: dt.datetime) -> dt.datetime | None:
    """Return when a group next meets after the moment, in its own zone, or None where that can't be known."""
    if not listing.hours or listing.hours == ALWAYS or _HOLIDAYS.search(listing.hours):
        return None
    rule = _parsed(listing.hours, listing.timezone, listing.country)
    if rule is None:
        return None
    local = _local(moment, listing.timezone)
    if local is None:
        return None
    change = rule.next_change(local)
    if change is not None and rule.state(local)[0] == State.OPEN:
        change = rule.next_change(change)
    return change


_FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


def _state(hours: str, zone: str | None, country: str | None, moment: dt.datetime) -> OpenState:
    if hours == ALWAYS:
        return OpenState(open_now=True)
    local = _local(moment, zone)
    if local is None:
        return UNKNOWN
    readings = {
        _reading(text, zone, known, local)
        for text, known in _variants(hours, country)
    }
    return readings.pop() if len(readings) == 1 else _agreed(readings)


def _variants(hours: str, country: str | None) -> list[tuple[str, str | None]]:
    """Return the texts to ask, each with the country whose holidays it may use."""
    doubtful = {kind for kind in _HOLIDAYS.findall(hours) if kind == "SH" or not _has_calendar(country)}
    if not doubtful:
        return [(hours, country if "PH" in hours else None)]
    as_holiday = re.sub(rf"\b({'|'.join(doubtful)})\b", _EVERY_DAY, hours)
    return [(hours, country if _has_calendar(country) else None), (as_holiday, None)]


def _reading(hours: str, zone: str | None, country: str | None, local: dt.datetime) -> OpenState:
    rule = _parsed(hours, zone, country)
    if rule is None:
        return UNKNOWN
    state, _ = rule.state(local)
    if state == State.UNKNOWN:
        return UNKNOWN
    return OpenState(state == State.OPEN, rule.next_change(local))


def _agreed(readings: set[OpenState]) -> OpenState:
    """Return what all readings say; when only the time of the next change differs, that is left out."""
    answers = {r.open_now for r in readings}
    return OpenState(answers.pop()) if len(answers) == 1 else UNKNOWN


def _local(moment: dt.datetime, zone: str | None) -> dt.datetime | None:
    try:
        return moment.astimezone(ZoneInfo(zone)) if zone else None
    except (OSError, ValueError):  # no such zone, or no zone data on this machine
        return None


@lru_cache(maxsize=4096)
def _parsed(hours: str, zone: str | None, country: str | None) -> OpeningHours | None:
    try:
        return OpeningHours(hours, timezone=ZoneInfo(zone) if zone else None, country=country)
    except (ParserError, UnknownCountryError):
        return None


@lru_cache(maxsize=256)
def _has_calendar(country: str | None) -> bool:
    try:
        return bool(country) and OpeningHours("PH off", country=country) is not None
    except UnknownCountryError:
        return False
