"""What somebody asks for while browsing, and its answer. Pure: the moment is an argument."""

import datetime as dt

from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Place
from peerfind.lookup.query import Answer, Filters
from peerfind.record import Record

PAGE = 50
"""Listings found at a time."""
Facet = tuple[str, str, str]
"""A field of Filters, which is also a table of the vocabulary; the index's field; what people call it."""
FACETS: tuple[Facet, ...] = (
    ("kinds", "kind", "Kind"),
    ("topics", "topics", "About"),
    ("audiences", "audiences", "For"),
    ("languages", "languages", "Language"),
    ("contacts", "contacts", "Channel"),
)


class Asking(Record):
    """The words, what every listing must have, and how many to find."""

    text: str = ""
    filters: Filters = Filters()
    home: Place | None = None
    """What is near this comes first."""
    place_is_chosen: bool = False
    """Whether the place of the filters stands even when the words name another; that of the settings does not."""
    open_now: bool = False
    limit: int = PAGE

    def toggled(self, field: str, code: str) -> "Asking":
        """Return the same with a code of a field asked for, or no longer."""
        held: tuple[str, ...] = getattr(self.filters, field)
        kept = tuple(other for other in held if other != code)
        codes = kept if code in held else (*held, code)
        return self.replace(filters=self.filters.replace(**{field: codes}), limit=PAGE)

    def within(self, place: Place | None) -> "Asking":
        """Return the same for another place, or for anywhere."""
        filters = self.filters.replace(place=place)
        return self.replace(filters=filters, home=place, place_is_chosen=place is not None, limit=PAGE)

    def held(self, now: dt.datetime) -> Filters:
        """Return the filters at a moment."""
        return self.filters.replace(open_at=now) if self.open_now else self.filters


def answer(finder: Finder, asking: Asking, now: dt.datetime) -> Answer:
    """Return what answers best."""
    filters = asking.held(now)
    if filters.place and not asking.place_is_chosen and finder.read(asking.text, now, asking.home).place:
        filters = filters.replace(place=None)
    return finder.search(asking.text, filters, asking.limit, now, asking.home)


def counts(finder: Finder, asking: Asking, now: dt.datetime) -> dict[str, dict[str, int]]:
    """Return how many listings have each code of each facet, of those that the other filters let through."""
    return {field: finder.counts(indexed, asking.filters.replace(**{field: ()}), now) for field, indexed, _ in FACETS}


def told(asking: Asking, speaker: Speaker) -> str:
    """Return what must hold, in one line."""
    filters = asking.filters
    flags = {
        "open now": asking.open_now,
        f"open {filters.open_at:%a %H:%M}" if filters.open_at else "": filters.open_at and not asking.open_now,
        f"near {filters.near.name}" if filters.near else "": filters.near,
        "on your list": filters.ids is not None,
        "free": filters.free,
        "run by peers": filters.peer_run,
        "never sends police": filters.no_dispatch,
        "anonymous": filters.anonymous,
        f"age {filters.age}": filters.age is not None,
        f"checked within {filters.checked_within} days": filters.checked_within is not None,
    }
    labels = [speaker.label(field, code) for field, _, _ in FACETS for code in getattr(filters, field)]
    labels += [speaker.label("settings", code) for code in filters.settings]
    where = [filters.place.name] if filters.place else ["anywhere"]
    return ", ".join([*where, *(name for name, holds in flags.items() if holds), *labels])
