"""Results of a search to a sheet, in one language. Pure."""

import datetime as dt
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from peerfind.directory.freshness import Freshness, lasts_until
from peerfind.directory.links import link_of
from peerfind.directory.model import DIALLED, Contact, Listing
from peerfind.directory.numbers import as_dialled, is_number
from peerfind.directory.reference import EmergencyNumbers
from peerfind.directory.text import clean
from peerfind.directory.vocabulary import Vocabulary
from peerfind.lookup.places import WORLDWIDE, Gazetteer, Place
from peerfind.lookup.query import Result
from peerfind.printing.codes import code_of
from peerfind.printing.labels import Labels
from peerfind.printing.sheet import Edition, Entry, Fact, Organization, Section, Sheet, Way
from peerfind.record import Record

Grouping = Literal["none", "place", "kind", "topic"]
_MOST_WAYS = 4
_MOST_PLACES = 4
_LONGEST = 300
"""Letters of one text of a listing, as in its record: whatever comes from elsewhere must not push a number away."""
_DAYS_OF_USE = 180
"""Days that a list may be used for, unless something on it is stale sooner."""


class Setter(Record):
    """Turns results into a sheet, in one language."""

    labels: Labels
    vocabulary: Vocabulary
    places: Gazetteer
    today: dt.date
    with_codes: bool = True
    discreet: bool = False
    """Whether nothing may tell what the list is for: only initials, numbers and their hours are left."""

    def sheet(  # noqa: PLR0913  # each says one thing about the whole list
        self,
        results: Sequence[Result],
        *,
        title: str = "",
        place: Place | None = None,
        emergency: EmergencyNumbers | None = None,
        grouping: Grouping = "none",
        organization: Organization = Organization(),  # noqa: B008  # a record is immutable
        report: str = "",
    ) -> Sheet:
        """Return the results as a sheet, in their order within each section."""
        edition = self.edition(results)
        numbers = " · ".join(self._emergency(emergency)) if emergency else ""
        office = self._office(organization)
        reported = self._apart(report) or office.contact
        return Sheet(
            title=self._title(title, place),
            language=self.labels.language,
            right_to_left=self.labels.right_to_left,
            danger=self.labels("danger", numbers=numbers) if numbers and not self.discreet else numbers,
            sections=tuple(self._sections(results, "none" if self.discreet else grouping, place)),
            organization=Organization() if self.discreet else office,
            edition=edition,
            edition_line=self.labels("edition", code=self._apart(edition.code)),
            printed=self.labels("printed", date=self.labels.date(edition.day)),
            until=self.labels("until", date=self.labels.date(edition.until)),
            report=self.labels("report", address=reported) if reported and not self.discreet else "",
        )

    def _joined(self, *texts: str | None) -> str:
        return "; ".join(self._apart(_tame(text)) for text in texts if text)

    def _apart(self, text: str) -> str:
        """Return a text that keeps its own direction, and turns none around it, inside one from right to left."""
        return f"\u2068{text}\u2069" if text and self.labels.right_to_left else text

    def _office(self, held: Organization) -> Organization:
        """Return who hands the list out; a number with spaces does not break at them."""
        contact = re.sub(r"(?<=\d) (?=\d)", "\u00a0", held.contact)
        return held.replace(name=self._apart(held.name), contact=self._apart(contact))

    def _title(self, title: str, place: Place | None) -> str:
        if title or self.discreet:
            return title or self.labels("phone")
        return self.labels("title") + (f": {self._named(place)}" if place else "")

    def edition(self, results: Sequence[Result]) -> Edition:
        """Return which edition this is: the same listings with the same numbers on the same day have the same code."""
        listings = [result.listing for result in results]
        numbers = tuple(numbers_of(listing) for listing in listings)
        told = "\n".join([*(listing.id for listing in listings), *map(" ".join, numbers), self.labels.language])
        return Edition(
            code=f"{self.today:%Y-%m-%d}-{zlib.crc32(told.encode()) & 0xFFFF:04X}",
            day=self.today,
            until=min(self.today + dt.timedelta(days=_DAYS_OF_USE), *self._ends(results)),
            ids=tuple(listing.id for listing in listings),
            numbers=numbers,
        )

    def _ends(self, results: Iterable[Result]) -> Iterator[dt.date]:
        """Yield the day on which each listing will be stale; those that bear no date, or a stamp, have none."""
        yield dt.date.max
        for listing, fresh in ((result.listing, result.freshness) for result in results):
            if fresh.since and fresh.state != "stale":
                yield lasts_until(listing, fresh.since, self.vocabulary)

    def _emergency(self, numbers: EmergencyNumbers) -> Iterator[str]:
        for service, number in numbers.spoken():
            yield number if service == "emergency" else f"{number} ({self.labels(service)})"

    def _sections(self, results: Iterable[Result], grouping: Grouping, home: Place | None) -> Iterator[Section]:
        """Yield the groups in the order of the vocabulary, crisis first; places from the smallest to the world.

        What serves all of the country of `home` stands before what serves its parts, because it is for everybody.
        """
        grouped: dict[str, list[Entry]] = {}
        for result in results:
            entry = self.entry(result)
            told = entry.replace(kind="") if grouping == "kind" else entry
            grouped.setdefault(_group(result.listing, grouping), []).append(told)
        match grouping:
            case "none":
                titles = dict.fromkeys(grouped, "")
            case "place":
                named = {code: self._place(code) for code in grouped}
                whole = home.country if home and home.code == home.country else ""
                codes = sorted(grouped, key=lambda c: (c != whole, c == WORLDWIDE, "-" not in c, named[c]))
                titles = {code: named[code][:1].upper() + named[code][1:] for code in codes}
            case "kind" | "topic":
                table = f"{grouping}s"
                titles = {code: self._called(table, code) for code in self.vocabulary.labels[table] if code in grouped}
        for code, title in titles.items():
            yield Section(title=title, entries=tuple(grouped[code]))

    def entry(self, result: Result) -> Entry:
        """Return one result as it is printed."""
        listing, language = result.listing, self.labels.language
        translated = listing.translations.get(language)
        own = translated.summary if translated and translated.summary else None
        foreign = own is None and language != "en"
        ways = [self.way(contact) for contact in _in_order(listing, language)]
        ways = [way for way in ways if way.dialled or not self.discreet][:_MOST_WAYS]
        if not ways and listing.url:
            ways = [Way(verb=self.labels("web"), number=_bare(listing.url), dialled=False, link=listing.url)]
        entry = Entry(
            id=listing.id,
            name=self._apart(_tame(listing.name)),
            kind=self._called("kinds", listing.kind),
            alert=_tame(listing.alert),
            what=_tame(own or listing.summary),
            language="en" if own is None else language,
            foreign=self.labels("only_in", language=self.labels("english")) if foreign else "",
            ways=tuple(ways),
            facts=tuple(self._facts(listing)),
            checked=self.checked(result.freshness),
            stale=self.labels("stale") if result.freshness.state == "stale" else "",
            code=code_of(ways[0].link) if self.with_codes and ways and ways[0].link else None,
        )
        return self._disguised(entry, listing.name) if self.discreet else entry

    def _disguised(self, entry: Entry, name: str) -> Entry:
        return entry.replace(
            name=_initials(name),
            kind="",
            alert="",
            what="",
            foreign="",
            facts=tuple(fact for fact in entry.facts if fact.label == self.labels("hours")),
        )

    def way(self, contact: Contact) -> Way:
        """Return a way to reach a service: what to do, the number, what to know beside it."""
        verb = self.labels(contact.type)
        if contact.type == "sms" and contact.keyword:
            verb = self.labels("keyword", keyword=_tame(contact.keyword))
        beside = [
            self.labels("press", keys=contact.press) if contact.press else "",
            self.labels.listed(self._apart(self._own_name(code)) for code in contact.languages),
            self.labels.hours(contact.hours) if contact.hours else "",
            "" if self.discreet else self._apart(_tame(contact.note)),
        ]
        return Way(
            verb=verb,
            number=as_dialled(contact),
            dialled=contact.type in DIALLED and is_number(contact.value),
            link=link_of(contact),
            beside=" · ".join(filter(None, beside)),
        )

    def checked(self, fresh: Freshness) -> str:
        """Return how and when a listing was checked."""
        source = fresh.source
        if source.how == "list":
            return self.labels("list")
        if source.how == "copy" and not source.page_date:
            return self.labels("undated")
        date = self.labels.partial_date(source.page_date) if source.how == "copy" and source.page_date else None
        return self.labels(source.how, date=date or self.labels.date(source.checked))

    def _facts(self, listing: Listing) -> Iterator[Fact]:
        hours = self.labels.hours(listing.hours) if listing.hours else ""
        zone = listing.timezone.rpartition("/")[2].replace("_", " ") if listing.timezone and hours else ""
        told = (
            f"{hours} ({self.labels('zone', place=self._apart(zone))})" if zone and listing.hours != "24/7" else hours
        )
        held = {
            "hours": self._joined(told, None if self.discreet else listing.hours_note) or self.labels("unknown_hours"),
            "dispatch": self.labels(listing.dispatch) if listing.dispatch and listing.dispatch != "unknown" else "",
            "cost": self._joined(self.labels(listing.cost) if listing.cost else "", listing.cost_note),
            "languages": self.labels.listed(self._apart(self._own_name(code)) for code in listing.languages),
            "audience": self.labels.listed(self._called("audiences", code) for code in listing.audiences),
            "place": self._apart(self._where(listing)),
            "eligibility": self._apart(_tame(listing.eligibility)),
        }
        if listing.languages and not _speaks(listing.languages, self.labels.language):
            # Small paper shows the first facts only, and this one decides whether to call.
            held = {"languages": held.pop("languages")} | held
        yield from (Fact(label=self.labels(name), text=text) for name, text in held.items() if text)

    def _where(self, listing: Listing) -> str:
        place = listing.place
        if place and (place.address or place.city):
            return _tame(", ".join(filter(None, [place.address, place.city, place.postcode])))
        names = [self._place(code) for code in listing.serves[:_MOST_PLACES]]
        more = len(listing.serves) - len(names)
        return self.labels.listed(names) + (f" +{more}" if more else "")

    def _place(self, code: str) -> str:
        return self.labels.place(code) or self.places.name_of(code)

    def _named(self, place: Place) -> str:
        return place.name if place.kind in ("city", "zip", "point") else self._place(place.code)

    def _called(self, table: str, code: str) -> str:
        return self.labels.called(table, code) or self.vocabulary.label(table, code, self.labels.language)

    def _own_name(self, code: str) -> str:
        """Return what speakers of a language call it, in its own script."""
        return self.vocabulary.label("languages", code, "own")


def _group(listing: Listing, grouping: Grouping) -> str:
    """Return the code of the group that a listing stands in; the empty one where there are no groups."""
    match grouping:
        case "kind":
            return listing.kind
        case "topic":
            return listing.topics[0] if listing.topics else "general"
        case "place":
            return listing.place.region if listing.place and listing.place.region else listing.serves[0]
    return ""


def numbers_of(listing: Listing) -> tuple[str, ...]:
    """Return every number of a listing as dialled, with the keys to press or the keyword to send."""
    dialled = (contact for contact in listing.contacts_of(*DIALLED) if is_number(contact.value))
    told = (" ".join(filter(None, [one.value, one.press, one.keyword])) for one in dialled)
    return tuple(dict.fromkeys(told))


def _speaks(codes: Iterable[str], language: str) -> bool:
    return any(code.partition("-")[0] == language for code in codes)


def _in_order(listing: Listing, language: str) -> list[Contact]:
    """Return one contact of each channel, those that answer in a reader's language first, then the rest.

    Two channels are never one too many. Where no contact is said to answer in the language, they stay as they are.
    """
    own = [contact for contact in listing.contacts if _speaks(contact.languages, language)]

    def foreign(contact: Contact) -> bool:
        return bool(own and contact.languages) and contact not in own

    best = sorted(listing.contacts, key=lambda contact: (contact not in own, foreign(contact)))
    channels = dict.fromkeys(contact.type for contact in listing.contacts)
    firsts = [next(contact for contact in best if contact.type == channel) for channel in channels]
    return [*sorted(firsts, key=foreign), *(contact for contact in best if contact not in firsts)]


def _tame(text: str | None) -> str:
    """Return a text of a listing that turns no direction around it and is not longer than one may be."""
    whole = clean(text or "")
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"


def _initials(name: str) -> str:
    """Return the first letters of a name, which mean something only to somebody who knows it."""
    return "".join(word[0].upper() for word in name.split() if word[0].isalnum())[:4]


def _bare(url: str) -> str:
    return url.removeprefix("https://").removeprefix("www.").rstrip("/")
