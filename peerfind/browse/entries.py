"""What stands on one line or two: a result in the list, a way out of danger. The words come from formats. Pure."""

import datetime as dt
import re

from rich.text import Text

from peerfind.directory.model import DIALLED, Contact, Listing
from peerfind.formats.facts import danger as in_danger
from peerfind.formats.facts import lacks
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.query import Result, Turn
from peerfind.record import Record

_WAYS_IN_DANGER = 2
_SEPARATOR = "  "


class Copied(Record):
    """Something to copy, and what it is."""

    text: str
    told: str


class Row(Record):
    """A line of the panel for danger, with what it copies, if anything."""

    shown: Text
    copies: tuple[Copied, ...] = ()


def entry(result: Result, speaker: Speaker, now: dt.datetime) -> tuple[Text, Text]:
    """Return a result as two lines: what it is, and how to reach it; the number leads, so that nothing cuts it off."""
    listing = result.listing
    kind = speaker.label("kinds", listing.kind).lower()
    beside = _SEPARATOR.join(filter(None, [kind, *lacks(result, speaker), speaker.distance(result)]))
    named = Text().append(listing.name, style="bold").append(f"{_SEPARATOR}{beside}", style="dim")
    line = Text("  ").append_text(_first_way(listing, speaker)).append(_SEPARATOR)
    if result.next_meeting:
        line.append(f"next meeting {speaker.moment(result.next_meeting, now)}{_SEPARATOR}")
    opened = speaker.open_state(listing, result.state, now)
    return named, line.append(f"{opened}{_SEPARATOR}").append(speaker.whereabouts(listing), style="dim")


def danger(where: Turn, speaker: Speaker, now: dt.datetime) -> list[Row]:
    """Return where to turn, the emergency number first."""
    before, number, after = in_danger(where, speaker)
    spoken = where.emergency.spoken() if where.emergency else ()
    emergency = tuple(Copied(text=number, told=f"{service} {number}") for service, number in spoken)
    rows = [Row(shown=Text(before).append(number, style="bold").append(after), copies=emergency)]
    if not where.place:
        rows = [Row(shown=Text("Ctrl+P names your place, for its emergency number and crisis lines."))]
    for result in where.crisis_lines:
        listing = result.listing
        first = {contact.type: contact for contact in reversed(listing.contacts)}
        ways = [_way(contact, speaker) for contact in reversed(first.values())]
        line = Text(" or ").join(ways[:_WAYS_IN_DANGER] or [_first_way(listing, speaker)])
        opened = speaker.open_state(listing, result.state, now)
        shown = line.append(f"{_SEPARATOR}{listing.name}{_SEPARATOR}").append(opened, style="dim")
        rows.append(Row(shown=shown, copies=ways_to_copy(listing, speaker)))
    return rows


def ways_to_copy(listing: Listing, speaker: Speaker) -> tuple[Copied, ...]:
    """Return the numbers of a listing as they are dialled, in order of preference, then what else reaches it."""
    ways: dict[str, str] = {}
    for contact in sorted(listing.contacts, key=lambda contact: contact.type not in DIALLED):
        ways.setdefault(contact.value, _way(contact, speaker).plain)
    return tuple(Copied(text=text, told=f"{told} ({listing.name})") for text, told in ways.items())


def pages(listing: Listing) -> tuple[str, ...]:
    """Return the web addresses of a listing, its own page first; nothing but web addresses."""
    values = [listing.url or "", *(contact.value for contact in listing.contacts)]
    return tuple(dict.fromkeys(value for value in values if re.match(r"https?://", value)))


def _first_way(listing: Listing, speaker: Speaker) -> Text:
    if listing.contacts:
        return _way(listing.contacts[0], speaker)
    return _way(Contact(type="web", value=listing.url), speaker) if listing.url else Text("")


def _way(contact: Contact, speaker: Speaker) -> Text:
    verb, number, _ = reach(contact, speaker)
    return Text(f"{verb} ").append(number, style="bold")
