"""A listing's facts in words that people read; shared by the formats for people. Pure."""

import datetime as dt
from collections.abc import Sequence

from peerfind.directory.freshness import Freshness
from peerfind.directory.model import Contact, Listing
from peerfind.directory.numbers import as_dialled
from peerfind.directory.reference import EmergencyNumbers
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE, Vocabulary
from peerfind.lookup.hours import ALWAYS, OpenState
from peerfind.lookup.places import KM_A_MILE, Gazetteer
from peerfind.lookup.query import Result, Understood
from peerfind.record import Record

_MOST_PLACES = 5
_IN_MILES = ("US", "GB")
_DIALLED = ("call", "reply")


class Speaker(Record):
    """Says things about listings for one reader: in English, with the listing's own words in the reader's language."""

    vocabulary: Vocabulary
    places: Gazetteer
    language: str = FALLBACK_LANGUAGE
    """The language that the listing's own words are shown in, where it has them."""
    zone: dt.tzinfo | None = None
    """The reader's zone; times elsewhere are told in both."""

    def label(self, table: str, code: str) -> str:
        """Return what a code is called."""
        return self.vocabulary.label(table, code)

    def labels(self, table: str, codes: tuple[str, ...]) -> str:
        """Return what codes are called, in one line."""
        return ", ".join(self.label(table, code) for code in codes)

    def reading(self, understood: Understood) -> str:
        """Return what a query was read as, in one line; empty where it was nothing but its words."""
        tables = {"kinds": "kinds", "topics": "topics", "audiences": "audiences", "languages": "languages",
                  "contact": "contacts", "settings": "settings", "costs": "costs", "dispatch": "dispatch"}  # fmt: skip
        told = [self.label(table, code) for name, table in tables.items() for code in getattr(understood, name)]
        where = understood.near or ", ".join(self.places.name_of(code) for code in understood.place)
        if understood.within_km:
            told.append(f"within {self._far(understood.within_km, understood.place)} of {where}" if where else "")
        elif where:
            told.append(f"near {where}" if understood.near else where)
        if understood.open_at:
            told.append(_when(understood.open_at))
        told += [f"not {words}" for words in understood.unwanted]
        return ", ".join(filter(None, told))

    def distance(self, result: Result) -> str:
        """Return how far away the listing is, the way people there say it."""
        if result.distance_km is None:
            return ""
        return f"{self._far(result.distance_km, [result.listing.country or ''])} away"

    @staticmethod
    def _far(km: float, places: Sequence[str]) -> str:
        """Return a distance the way people in a country measure it."""
        miles = any(code[:2] in _IN_MILES for code in places)
        return f"{km / KM_A_MILE:.1f} mi" if miles else f"{km:.1f} km"

    def summary(self, listing: Listing) -> str:
        """Return the summary in the reader's language where the listing has it."""
        translated = listing.translations.get(self.language)
        return (translated.summary if translated else None) or listing.summary

    def where(self, listing: Listing) -> str:
        """Return whom the listing serves, by place."""
        names = [self.places.name_of(code) for code in listing.serves[:_MOST_PLACES]]
        more = len(listing.serves) - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")

    def open_state(self, listing: Listing, state: OpenState, now: dt.datetime) -> str:
        """Return whether the service is open, and until or from when."""
        if state.open_now is None:
            return listing.hours_note or ("hours: " + listing.hours if listing.hours else "hours not known")
        if listing.hours == ALWAYS and state.changes is None:
            return "open now, day and night"
        if state.changes is None:
            return "open now" if state.open_now else "closed now"
        when = self.moment(state.changes, now)
        return f"open now, until {when}" if state.open_now else f"closed now, opens {when}"

    def moment(self, when: dt.datetime, now: dt.datetime) -> str:
        """Return a time of the service's clock, with the reader's beside it where the two differ."""
        told = _clock(when, now)
        if self.zone and when.utcoffset() != (here := when.astimezone(self.zone)).utcoffset():
            return f"{told} there, {_clock(here, now.astimezone(self.zone))} your time"
        return told

    def checked(self, fresh: Freshness) -> str:
        """Return how and when the listing was checked, in words."""
        source = fresh.source
        how = self.label("checks", source.how)
        if source.how in _DIALLED:
            return f"{how} {_day(source.checked)}" + _age(fresh)
        if source.how == "page":
            return f"{how} {_day(source.checked)}; not dialled" + _age(fresh)
        dated = f"dated {_partial(source.page_date)}" if source.page_date else "undated"
        return f"{how}, {dated}, read {_day(source.checked)}; not dialled" + _age(fresh)


def reach(contact: Contact, speaker: Speaker) -> tuple[str, str, str]:
    """Return how to use a contact: what to do (Call), the number or address alone, and what to know beside it."""
    verb = speaker.label("contacts", contact.type)
    number = as_dialled(contact)
    if contact.type == "sms" and contact.keyword:
        number = f"{contact.keyword} to {number}"
    beside = [
        f"then press {contact.press}" if contact.press else "",
        speaker.labels("languages", contact.languages),
        contact.note or "",
        contact.hours or "",
    ]
    return verb, number, "; ".join(dict.fromkeys(part for part in beside if part))


def emergency(numbers: EmergencyNumbers) -> str:
    """Return a country's emergency numbers in one line: "911" or "ambulance 119, police 110"."""
    spoken = numbers.spoken()
    return ", ".join(number if service == "emergency" else f"{service} {number}" for service, number in spoken)


def _when(interval: str) -> str:
    """Return an ISO 8601 moment or interval in words."""
    start, *end = (dt.datetime.fromisoformat(part) for part in interval.split("/"))
    told = f"{start:%a %H:%M}"
    if not end:
        return told
    return f"{told} to {end[0]:%H:%M}" if end[0] - start < dt.timedelta(days=1) else f"{told} to {end[0]:%a %H:%M}"


def _age(fresh: Freshness) -> str:
    return {"due": "; due for a new check", "stale": "; NOT RECENTLY CHECKED"}.get(fresh.state, "")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _partial(date: str) -> str:
    """Return a date told as YYYY, YYYY-MM or YYYY-MM-DD in words."""
    year, *rest = (int(part) for part in date.split("-"))
    if not rest:
        return str(year)
    month = dt.date(year, rest[0], 1)
    return f"{rest[1]} {month:%b %Y}" if len(rest) > 1 else f"{month:%b %Y}"


def _clock(when: dt.datetime, now: dt.datetime) -> str:
    """Return the time of day, with the weekday unless it is today, and the date when it is not this week."""
    days = (when.date() - now.astimezone(when.tzinfo).date()).days
    if days == 0:
        return f"{when:%H:%M}"
    return f"{when:%a %H:%M}" if days < 7 else f"{when:%a} {when.day} {when:%b %H:%M}"
