"""Which listings need to be dialled, the most harmful to leave unchecked first, and what a call adds to them. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from peerfind.directory.freshness import STRENGTH, Freshness, freshness, strength
from peerfind.directory.model import DIALLED, Contact, Listing, Source, as_data
from peerfind.directory.numbers import as_dialled, is_number
from peerfind.directory.vocabulary import Vocabulary
from peerfind.record import Record

_FIRST = ("crisis_line", "warmline")
"""The kinds whose callers a wrong number hurts most."""
_VERBS = {"phone": "Call", "whatsapp": "WhatsApp", "videophone": "Videophone"}


class Due(Record):
    """A listing that needs checking, and the check it has."""

    listing: Listing
    fresh: Freshness

    @property
    def overdue(self) -> bool:
        """Whether nobody can say that it was right within twice the time after which it should be checked."""
        return self.fresh.state in ("stale", "undated")

    @property
    def contacts(self) -> list[Contact]:
        """What can be dialled or texted, each once: the same number with another key counts as another."""
        return dialled(self.listing)


def dialled(listing: Listing) -> list[Contact]:
    """Return the contacts of a listing that have a number."""
    return [contact for contact in listing.contacts if contact.type in DIALLED and is_number(contact.value)]


def by_harm(listings: Iterable[Listing], today: dt.date, vocabulary: Vocabulary) -> list[Due]:
    """Return the active listings in the order in which they should be checked.

    Crisis lines come first, then warmlines; then what was checked longest ago, or at a time nobody knows; then what was
    checked most weakly.
    """
    active = (listing for listing in listings if listing.status == "active")
    return sorted((Due(listing=x, fresh=freshness(x, today, vocabulary)) for x in active), key=_harm)


def _harm(one: Due) -> tuple[int, dt.date, int, str]:
    kind = one.listing.kind
    rank = _FIRST.index(kind) if kind in _FIRST else len(_FIRST)
    return rank, one.fresh.since or dt.date.min, strength(one.listing), one.listing.id


def what_to_do(contact: Contact) -> str:
    """Return how to try a contact, in words."""
    number = as_dialled(contact)
    if contact.type == "sms":
        return f"Text {contact.keyword} to {number}" if contact.keyword else f"Text {number}"
    pressed = f", then press {contact.press}" if contact.press else ""
    return f"{_VERBS[contact.type]} {number}{pressed}"


def with_call(listing: Listing, day: dt.date, by: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the data of a listing whose every number was dialled and answered on a day.

    An earlier call to the same page's numbers gets the new date; else the call is one more source, with the page that
    the number was last read on.
    """
    held: dict[str, Any] = as_data(listing)
    page = max(listing.sources, key=lambda source: (source.how != "list", STRENGTH[source.how], source.checked)).url
    call = as_data(Source(url=page, checked=day, how="call", by=by))
    calls = [n for n, source in enumerate(listing.sources) if source.how == "call"]
    if not calls:
        return held | {"sources": [*held["sources"], call]}
    newest = max(calls, key=lambda n: listing.sources[n].checked)
    call["url"] = listing.sources[newest].url
    return held | {"sources": [call if n == newest else source for n, source in enumerate(held["sources"])]}


def last_call(listing: Listing) -> dt.date | None:
    """Return the day of the newest call."""
    return max((source.checked for source in listing.sources if source.how == "call"), default=None)


def outcome(answers: Mapping[int, str], contacts: int) -> str:
    """Return what the answers to a listing's contacts mean together: yes only where every number answered rightly."""
    held = list(answers.values())
    for answer in ("no", "changed"):
        if answer in held:
            return answer
    return "yes" if held.count("yes") == contacts and contacts else "part" if "yes" in held else ""
