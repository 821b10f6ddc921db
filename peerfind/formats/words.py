"""A listing's facts in words that people read, in the reader's language; shared by the formats for people. Pure."""

import datetime as dt
import re
from collections.abc import Sequence

from peerfind.catalogue import ENGLISH, SOURCE, Catalogue
from peerfind.directory.freshness import Freshness
from peerfind.directory.model import Contact, Listing
from peerfind.directory.numbers import as_dialled
from peerfind.directory.reference import EmergencyNumbers
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE, Vocabulary
from peerfind.lookup.hours import ALWAYS, OpenState
from peerfind.lookup.places import KM_A_MILE, Gazetteer
from peerfind.lookup.query import Result, Understood
from peerfind.record import Record

_FROM_ANYWHERE = frozenset({"crisis_line", "warmline", "helpline"})
"""Kinds whose own town matters to nobody who calls."""
_MOST_PLACES = 5
_IN_MILES = ("US", "GB")
_DIALLED = ("call", "reply")
IN_WORDS = {
    "Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday",
    "Su": "Sunday", "PH": "public holidays", "SH": "school holidays", "off": "closed", "24/7": "day and night",
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
"""The words of opening hours as listings hold them, written out."""


class Speaker(Record):
    """Says things about listings for one reader: with the listing's own words in one language, all else in another."""

    vocabulary: Vocabulary
    places: Gazetteer
    language: str = FALLBACK_LANGUAGE
    """The language that the listing's own words are shown in, where it has them."""
    zone: dt.tzinfo | None = None
    """The reader's zone; times elsewhere are told in both."""
    catalogue: Catalogue = ENGLISH
    """The language of all else."""
    written_out: bool = False
    """Whether days, months and units are whole words, for somebody who hears them read."""

    def say(self, message: str, **values: object) -> str:
        """Return a message in the reader's language, with its values."""
        return self.catalogue.say(message, **values)

    def label(self, table: str, code: str) -> str:
        """Return what a code is called."""
        return self.vocabulary.label(table, code, self.catalogue.language)

    def labels(self, table: str, codes: tuple[str, ...]) -> str:
        """Return what codes are called, in one line."""
        return ", ".join(self.label(table, code) for code in codes)

    def place(self, code: str) -> str:
        """Return what a country or region is called."""
        return self.catalogue.place(code) or self.say(self.places.name_of(code))

    def reading(self, understood: Understood) -> str:
        """Return what a query was read as, in one line; empty where it was nothing but its words."""
        tables = {"kinds": "kinds", "topics": "topics", "audiences": "audiences", "languages": "languages",
                  "contact": "contacts", "settings": "settings", "costs": "costs", "dispatch": "dispatch"}  # fmt: skip
        told = [self.label(table, code) for name, table in tables.items() for code in getattr(understood, name)]
        where = understood.near or ", ".join(self.place(code) for code in understood.place)
        if understood.within_km:
            far = self._far(understood.within_km, understood.place)
            told.append(self.say("within {distance} of {place}", distance=far, place=where) if where else "")
        elif where:
            told.append(self.say("near {place}", place=where) if understood.near else where)
        if understood.open_at:
            told.append(self._interval(understood.open_at))
        told += [self.say("not {words}", words=words) for words in understood.unwanted]
        return ", ".join(filter(None, told))

    def distance(self, result: Result) -> str:
        """Return how far away the listing is, the way people there say it."""
        if result.distance_km is None:
            return ""
        return self.say("{distance} away", distance=self._far(result.distance_km, [result.listing.country or ""]))

    def _far(self, km: float, places: Sequence[str]) -> str:
        """Return a distance the way people in a country measure it."""
        miles = any(code[:2] in _IN_MILES for code in places)
        number, unit = (km / KM_A_MILE, "miles" if self.written_out else "mi") if miles else (
            km, "kilometers" if self.written_out else "km")  # fmt: skip
        return f"{number:.1f} {self.say(unit)}"

    def summary(self, listing: Listing) -> str:
        """Return the summary in the reader's language where the listing has it."""
        translated = listing.translations.get(self.language)
        return (translated.summary if translated else None) or listing.summary

    def where(self, listing: Listing) -> str:
        """Return whom the listing serves, by place."""
        names = ", ".join(self.place(code) for code in listing.serves[:_MOST_PLACES])
        more = len(listing.serves) - _MOST_PLACES
        return self.say("{places} and {number} more", places=names, number=more) if more > 0 else names

    def whereabouts(self, listing: Listing) -> str:
        """Return the town and region of what people go to, to tell places of a service apart; else whom it serves."""
        local = len(listing.serves) == 1 and "-" in listing.serves[0] and listing.kind not in _FROM_ANYWHERE
        town = listing.place.city if listing.place and local and listing.setting != "online" else None
        return ", ".join(filter(None, [town, self.where(listing)]))

    def hours(self, text: str) -> str:
        """Return opening hours (OpenStreetMap's syntax) with their days and months in the reader's words."""
        if self.catalogue.language == SOURCE and not self.written_out:
            return text

        def told(match: re.Match[str]) -> str:
            return self.say(IN_WORDS[match[0]] if self.written_out else match[0])

        words = re.sub(r"(?<![A-Za-z\d])(?:" + "|".join(IN_WORDS) + r")(?![A-Za-z\d])", told, text)
        return words.replace("-", f" {self.say('to')} ") if self.written_out else words

    def open_state(self, listing: Listing, state: OpenState, now: dt.datetime) -> str:
        """Return whether the service is open, and until or from when."""
        if state.open_now is None:
            if listing.hours_note:
                return listing.hours_note
            hours = self.hours(listing.hours or "")
            return self.say("hours: {hours}", hours=hours) if hours else self.say("hours not known")
        if listing.hours == ALWAYS and state.changes is None:
            return self.say("open now, day and night")
        if state.changes is None:
            return self.say("open now") if state.open_now else self.say("closed now")
        when = self.moment(state.changes, now)
        return self.say("open now, until {when}" if state.open_now else "closed now, opens {when}", when=when)

    def moment(self, when: dt.datetime, now: dt.datetime) -> str:
        """Return a time of the service's clock, with the reader's beside it where the two differ."""
        told = self._clock(when, now)
        if self.zone and when.utcoffset() != (here := when.astimezone(self.zone)).utcoffset():
            return self.say(
                "{there} there, {here} your time", there=told, here=self._clock(here, now.astimezone(self.zone))
            )
        return told

    def checked(self, fresh: Freshness) -> str:
        """Return how and when the listing was checked, in words."""
        source = fresh.source
        how, day, age = self.label("checks", source.how), self.day(source.checked), self._age(fresh)
        if source.how in _DIALLED:
            return self.say("{how} {day}", how=how, day=day) + age
        if source.how == "page":
            return self.say("{how} {day}; not dialled", how=how, day=day) + age
        dated = self.say("dated {date}", date=self.partial(source.page_date)) if source.page_date else (
            self.say("undated"))  # fmt: skip
        return self.say("{how}, {dated}, read {day}; not dialled", how=how, dated=dated, day=day) + age

    def _age(self, fresh: Freshness) -> str:
        told = {"due": "; due for a new check", "stale": "; NOT RECENTLY CHECKED"}.get(fresh.state, "")
        return self.say(told)

    def day(self, day: dt.date) -> str:
        """Return a date."""
        return self.say("{day} {month} {year}", day=day.day, month=self.month(day), year=day.year)

    def partial(self, date: str) -> str:
        """Return a date told as YYYY, YYYY-MM or YYYY-MM-DD in words."""
        year, *rest = (int(part) for part in date.split("-"))
        if not rest:
            return str(year)
        if len(rest) > 1:
            return self.day(dt.date(year, *rest))
        return self.say("{month} {year}", month=self.month(dt.date(year, rest[0], 1)), year=year)

    def month(self, day: dt.date) -> str:
        """Return the name of a day's month."""
        return self.say(f"{day:%B}" if self.written_out else f"{day:%b}")

    def weekday(self, day: dt.date) -> str:
        """Return the name of a day of the week."""
        return self.say(f"{day:%A}" if self.written_out else f"{day:%a}")

    def _clock(self, when: dt.datetime, now: dt.datetime) -> str:
        """Return the time of day, with the weekday unless it is today, and the date when it is not this week."""
        days = (when.date() - now.astimezone(when.tzinfo).date()).days
        if days == 0:
            return f"{when:%H:%M}"
        date = "" if days < 7 else " " + self.say("{day} {month}", day=when.day, month=self.month(when))
        return f"{self.weekday(when)}{date} {when:%H:%M}"

    def _interval(self, interval: str) -> str:
        """Return an ISO 8601 moment or interval in words."""
        start, *end = (dt.datetime.fromisoformat(part) for part in interval.split("/"))
        told = f"{self.weekday(start)} {start:%H:%M}"
        if not end:
            return told
        until = f"{end[0]:%H:%M}" if end[0] - start < dt.timedelta(days=1) else f"{self.weekday(end[0])} {end[0]:%H:%M}"
        return self.say("{start} to {end}", start=told, end=until)


def reach(contact: Contact, speaker: Speaker) -> tuple[str, str, str]:
    """Return how to use a contact: what to do (Call), the number or address alone, and what to know beside it."""
    verb = speaker.label("contacts", contact.type)
    number = as_dialled(contact)
    if contact.type == "sms" and contact.keyword:
        number = speaker.say("{keyword} to {number}", keyword=contact.keyword, number=number)
    beside = [
        speaker.say("then press {digits}", digits=contact.press) if contact.press else "",
        speaker.labels("languages", contact.languages),
        contact.note or "",
        speaker.hours(contact.hours or ""),
    ]
    return verb, number, "; ".join(dict.fromkeys(part for part in beside if part))


def emergency(numbers: EmergencyNumbers, catalogue: Catalogue = ENGLISH) -> str:
    """Return a country's emergency numbers in one line: "911" or "ambulance 119, police 110"."""
    return ", ".join(
        number if service == "emergency" else f"{catalogue.say(service)} {number}"
        for service, number in numbers.spoken()
    )
