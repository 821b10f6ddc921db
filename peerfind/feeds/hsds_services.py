"""A service of HSDS, with all that belongs to it nested, to a listing: 3.0, 3.1, the UK profiles, and tables joined.

The same for the API and for tabular data. Fields that a version does not know are simply not there.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from peerfind.directory.model import Age, Contact, Cost, Listing, Place, Setting, Status
from peerfind.directory.numbers import contact_problem
from peerfind.feeds.areas import Address, Areas, place_of
from peerfind.feeds.cleaning import LINE, SUMMARY, cut, email, line, link, scrubbed, text_of
from peerfind.feeds.documents import Row, number_of, row_of, rows_of
from peerfind.feeds.doubts import Doubts, UnusableError
from peerfind.feeds.identity import listing_id, source_of
from peerfind.feeds.numbers import numbers_of
from peerfind.feeds.reader import Facts
from peerfind.feeds.schedules import hours_of
from peerfind.feeds.terms import codes_of_terms, kind_of, language_of

_STATUS: dict[str, Status] = {
    "": "active", "active": "active", "temporarily closed": "paused", "inactive": "paused", "defunct": "closed",
}  # fmt: skip
_UNREACHABLE, _SPOKEN = {"fax", "pager"}, {"voice", "cell", "mobile", "phone", "telephone"}
_WRITTEN, _VIDEO, _TEXTPHONE = {"text", "sms"}, {"video", "videophone"}, {"textphone", "tty", "tdd"}
_SETTINGS: dict[str, Setting] = {"physical": "in_person", "virtual": "online", "venue": "in_person", "online": "online"}
_LONG_SCHEDULES = 2000
"""Letters; schedules longer than that are hardly shared."""
_MOST_CONTACTS, _MOST_TERMS, _MOST_LANGUAGES, _MOST_AREAS = 10, 20, 30, 20
_HIDDEN_HOME = re.compile(r"(?i)\b(?:shelter|refuge|safe ?house|safe home)s?\b")
_HIDDEN_FROM = re.compile(r"(?i)\b(?:domestic|abus\w+|batter\w+|violence|traffick\w+)\b")


class ServiceReader:
    """Makes listings of the services of one feed."""

    def __init__(self, facts: Facts, doubts: Doubts) -> None:
        self._facts, self._doubts = facts, doubts
        self._areas = Areas(facts)
        self._known_hours: dict[str, tuple[str | None, str | None]] = {}

    def listing(self, service: Row, page: str | None) -> Listing:
        """Return a service as a listing; `page` is where its row can be read. Raises UnusableError."""
        own, name = text_of(service.get("id")).strip(), line(service.get("name"))
        if not own or not name:
            raise UnusableError("a service has no id or name", name or own)
        places = self._places(service)
        address = places[0][1] if places else None
        organization = row_of(service.get("organization"))
        serves = self._serves(service, address)
        if not serves:
            raise UnusableError("no country: give the feed a country or region in its settings", name)
        terms = self._terms(service)
        topics, audiences, unknown = codes_of_terms(terms)
        hours, note = self._hours(service, name)
        description = line(service.get("description"), SUMMARY) or line(organization.get("description"), SUMMARY)
        updated = text_of(service.get("assured_date")).strip() or service.get("last_modified")
        return Listing(
            id=listing_id("hsds", self._facts.name, own),
            name=name,
            aliases=tuple(alias for alias in (line(service.get("alternate_name")),) if alias and alias != name),
            kind=self._facts.kind or kind_of(name, terms),
            organization=line(organization.get("name")) or self._facts.organization,
            summary=description or cut(f"{name}.", SUMMARY),
            alert=line(service.get("alert")) or None,
            status=self._status(service, name),
            url=self._url(service, organization, name),
            contacts=self._contacts(service, organization, address, name),
            serves=serves,
            place=self._place(places, name, description),
            setting=self._setting(service, places),
            hours=hours,
            hours_note=note,
            timezone=self._areas.zone(address),
            languages=self._languages(service, name),
            audiences=audiences,
            topics=topics,
            **_cost(service, self._facts.fetched),
            age=_age(service),
            eligibility=_eligibility(service) or None,
            sources=(source_of(self._facts, page, updated),),
            extra={"terms": unknown} if unknown else {},
        )

    def _hours(self, service: Row, name: str) -> tuple[str | None, str | None]:
        """Return when the service is open, and what there is to say of that."""
        schedules, holidays = _schedules(service)
        told = repr((schedules, holidays))  # most services of a feed share theirs with others
        if told not in self._known_hours:
            self._known_hours[told] = hours_of(schedules, self._facts.fetched, holidays)
        hours, note = self._known_hours[told] if len(told) < _LONG_SCHEDULES else self._known_hours.pop(told)
        if schedules and not hours:
            why = "is told in words" if note else "is over"
            self._doubts.note(f"a schedule is no rule for every week or month, or {why}", name)
        return hours, note

    def _status(self, service: Row, name: str) -> Status:
        """Return whether the service is offered; what is not plainly so is hidden."""
        told = line(service.get("status"), 40).lower()
        if told not in _STATUS:
            self._doubts.note("a status is not known, so the service is taken for paused", f"{told}, {name}")
        return _STATUS.get(told, "paused")

    def _url(self, service: Row, organization: Row, name: str) -> str | None:
        given = [service.get("url"), organization.get("website"), organization.get("url")]
        given += [row.get("url") for row in rows_of(service.get("additional_urls"))]
        if any(text_of(url).strip() and not link(url) for url in given):
            self._doubts.note("a link does not start with https and is left out", name)
        return next((held for url in given if (held := link(url))), None)

    def _places(self, service: Row) -> list[tuple[Row, Address]]:
        """Return the physical locations of a service with their addresses."""
        held = []
        for location in _locations(service):
            if text_of(location.get("location_type")).strip() in ("postal", "virtual"):
                continue
            rows = rows_of(location.get("addresses")) + rows_of(location.get("physical_addresses"))
            for row in [row for row in rows if text_of(row.get("address_type")) != "postal"] or rows:
                street = ", ".join(filter(None, (line(row.get(part), 120) for part in ("address_1", "address_2"))))
                parts = (row.get(part) for part in ("city", "state_province", "postal_code", "country"))
                held.append((location, self._areas.address(street, *parts)))
                break
        return held

    def _place(self, places: list[tuple[Row, Address]], name: str, description: str) -> Place | None:
        """Return where the service is; of a home that people hide in, the town alone."""
        if not places:
            return None
        location, address = places[0]
        if len(places) > 1:
            self._doubts.note("more than one place: the first is taken", name)
        words = f"{name}. {description}"
        if _HIDDEN_HOME.search(words) and _HIDDEN_FROM.search(words):
            return Place(city=address.city or None, region=address.region) if address.city else None
        given = location.get("latitude"), location.get("longitude")
        point = self._areas.point(*given)
        if point is None and any(text_of(degrees).strip() for degrees in given):
            self._doubts.note("coordinates can't be right and are left out", name)
        return place_of(address, "", point)

    def _serves(self, service: Row, address: Address | None) -> tuple[str, ...]:
        """Return the countries and regions whose names are those of service areas, else where the service is."""
        country = address.country if address else self._facts.country
        names = (
            line(row.get("name") or row.get("service_area"), 60)
            for row in rows_of(service.get("service_areas"))[:_MOST_AREAS]
        )
        found = [self._areas.region(name, country) or self._areas.country(name) for name in names if name]
        return tuple(dict.fromkeys(code for code in found if code)) or self._areas.serves(address)

    def _terms(self, service: Row) -> list[str]:
        """Return the names of the terms that a service is filed under."""
        terms = [row_of(row.get("taxonomy_term")).get("name") for row in rows_of(service.get("attributes"))]
        terms += [row_of(row.get("taxonomy")).get("name") for row in rows_of(service.get("service_taxonomys"))]
        return [term for value in terms[:_MOST_TERMS] if (term := line(value, 100))]

    def _contacts(self, service: Row, organization: Row, address: Address | None, name: str) -> tuple[Contact, ...]:
        """Return every way to reach a service, each once: its own first, its organization's last."""
        country = (address.country if address else None) or self._facts.country
        held: dict[tuple[str, str], Contact] = {}
        for phone in _phones(service, organization):
            for contact in self._numbers(phone, country, name):
                held.setdefault((contact.type, contact.value), contact)
        address_ = email(service.get("email")) or email(organization.get("email"))
        if address_:
            held["email", address_] = Contact(type="email", value=address_)
        for location in _locations(service):
            url = link(location.get("url"))
            if url and text_of(location.get("location_type")).strip() == "virtual":
                held["web", url] = Contact(type="web", value=url)
        return tuple(held.values())[:_MOST_CONTACTS]

    def _numbers(self, phone: Row, country: str | None, name: str) -> Iterator[Contact]:
        words = set(re.findall(r"[a-z]+", text_of(phone.get("type")).lower()))
        if words & _UNREACHABLE and not words & (_SPOKEN | _WRITTEN):
            self._doubts.note("faxes and pagers are left out", name)
            return
        texted = bool(words & _WRITTEN and not words & _SPOKEN)
        numbers = numbers_of(phone.get("number"), country, texted=texted)
        if not numbers and text_of(phone.get("number")).strip():
            self._doubts.note(
                "a number can't be dialled as it stands and is left out", f"{line(phone.get('number'), 30)}, {name}"
            )
        kind: Any = "sms" if texted else "videophone" if words & _VIDEO else "phone"
        extension = text_of(phone.get("extension")).strip()
        for number in numbers:
            notes = [
                number.note or "",
                "textphone (TTY)" if words & _TEXTPHONE else "",
                f"extension {line(extension, 10)}" if extension not in ("", "0") else "",
                line(phone.get("description"), 120),
            ]
            spoken = tuple(self._languages(phone, name))
            contact = Contact(
                type=kind, value=number.value, languages=spoken, note="; ".join(filter(None, notes)) or None
            )
            if not contact_problem(contact):
                yield contact

    def _languages(self, row: Row, name: str) -> tuple[str, ...]:
        """Return the languages of a service or phone; a row may hold a code, a name, or nothing but an id."""
        found: dict[str, None] = {}
        for language in rows_of(row.get("languages"))[:_MOST_LANGUAGES]:
            code, called = line(language.get("code") or language.get("language"), 40), line(language.get("name"), 40)
            if known := language_of(code, called) if code or called else None:
                found[known] = None
            elif code or called:
                self._doubts.note("a language is not known", f"{code or called}, {name}")
        return tuple(found)

    @staticmethod
    def _setting(service: Row, places: list[tuple[Row, Address]]) -> Setting | None:
        """Return where the service happens, by its locations and the way in which it is attended."""
        types = {text_of(location.get("location_type")).strip() for location in _locations(service)}
        types |= {text_of(service.get("attending_type")).strip().lower()}
        told: set[Setting] = {_SETTINGS[word] for word in types if word in _SETTINGS}
        if places:
            told.add("in_person")
        return "hybrid" if len(told) > 1 else next(iter(told), None)


def _locations(service: Row) -> list[Row]:
    return [row_of(row.get("location")) for row in rows_of(service.get("service_at_locations"))]


def _schedules(service: Row) -> tuple[list[Row], str]:
    """Return the schedules of the service itself, else at its first place, else of that place; and holidays."""
    first = row_of(next(iter(rows_of(service.get("service_at_locations"))), None))
    for owner in (service, first, row_of(first.get("location"))):
        if held := rows_of(owner.get("schedules")) + rows_of(owner.get("regular_schedules")):
            return held, _holidays(owner)
    return [], ""


def _holidays(owner: Row) -> str:
    """Return the holiday schedules of UK 1.0 in words."""
    rows = rows_of(owner.get("holiday_schedules"))[:_MOST_AREAS]
    dated = [(row, line(row.get("start_date"), 10), line(row.get("end_date"), 10)) for row in rows]
    told = [
        f"{'Closed' if row.get('closed') is True else 'Other hours'} from {start} to {end}."
        for row, start, end in dated
    ]
    return " ".join(text for text, (_, start, end) in zip(told, dated, strict=True) if start and end)


def _phones(service: Row, organization: Row) -> Iterator[Row]:
    """Yield the phones of every object that a service is reached through, the nearest first."""
    owners: list[Row] = [service]
    for place in rows_of(service.get("service_at_locations")):
        owners += [place, row_of(place.get("location"))]
    for owner in [*owners, organization]:
        yield from rows_of(owner.get("phones"))
        for contact in rows_of(owner.get("contacts")):
            yield from rows_of(contact.get("phones"))


def _cost(service: Row, today: dt.date) -> dict[str, Any]:
    """Return what a service costs: free only where every amount in force is nothing."""
    options = [row for row in rows_of(service.get("cost_options")) if not _is_past(row.get("valid_to"), today)]
    amounts = [number_of(row.get("amount"), 0, 10_000_000) for row in options]
    cost: Cost | None = None
    if amounts and None not in amounts:
        cost = "varies" if any(amounts) and not all(amounts) else "paid" if any(amounts) else "free"
    told = [line(row.get("option") or row.get("amount_description"), 60) for row in options]
    note = line(service.get("fees_description") or service.get("fees")) or cut(", ".join(filter(None, told)), LINE)
    return {"cost": cost, "cost_note": note or None}


def _is_past(day: object, today: dt.date) -> bool:
    text = text_of(day)[:10]
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and text < today.isoformat()


def _age(service: Row) -> Age | None:
    """Return the ages that a service takes, where they can be so."""
    rows: Iterable[Row] = [service, *rows_of(service.get("eligibilitys"))]
    least = next((age for row in rows if (age := number_of(row.get("minimum_age"), 0, 120)) is not None), None)
    most = next((age for row in rows if (age := number_of(row.get("maximum_age"), 0, 120)) is not None), None)
    if (least is None and most is None) or (least is not None and most is not None and least > most):
        return None
    held = {name: int(age) for name, age in (("min", least), ("max", most)) if age is not None}
    return Age(**held)


def _eligibility(service: Row) -> str:
    """Return who can use a service, in its words."""
    told = scrubbed(service.get("eligibility_description"))
    named = (line(row.get("eligibility"), 80) for row in rows_of(service.get("eligibilitys"))[:_MOST_AREAS])
    return told or cut(", ".join(dict.fromkeys(filter(None, named))), LINE)
