"""A service of HSDS, with all that belongs to it nested, to listings: 3.0, 3.1, the UK profiles, and tables joined.

The same for the API and for tabular data. Fields that a version does not know are simply not there.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from peerfind.directory.model import Age, Cost, Listing, Setting, Source, Status
from peerfind.feeds.areas import Address, Areas
from peerfind.feeds.cleaning import LINE, SUMMARY, cut, line, link, scrubbed, text_of
from peerfind.feeds.documents import Row, number_of, row_of, rows_of
from peerfind.feeds.doubts import Doubts
from peerfind.feeds.hsds_contacts import ContactReader
from peerfind.feeds.hsds_places import MOST_PLACES, Places, Site, Sites, ids_of, locations
from peerfind.feeds.identity import listing_id, source_of
from peerfind.feeds.reader import Facts
from peerfind.feeds.schedules import MOST_SCHEDULES, hours_of
from peerfind.feeds.terms import codes_of_terms, kind_of

_STATUS: dict[str, Status] = {
    "": "active", "active": "active", "temporarily closed": "paused", "inactive": "paused", "defunct": "closed",
}  # fmt: skip
_SETTINGS: dict[str, Setting] = {"physical": "in_person", "virtual": "online", "venue": "in_person", "online": "online"}
_LINES = ("crisis_line", "warmline", "helpline")
"""Kinds that people call from wherever they are: offices where the same is answered are no places to look for."""
_LONG_SCHEDULES = 2000
"""Letters; schedules longer than that are hardly shared."""
_SCHEDULES = ("schedules", "regular_schedules")
_MOST_TERMS, _MOST_AREAS = 20, 20


class ServiceReader:
    """Makes listings of the services of one feed."""

    def __init__(self, facts: Facts, doubts: Doubts) -> None:
        self._facts, self._doubts = facts, doubts
        self._areas = Areas(facts)
        self._sites, self._contacts = Sites(self._areas, doubts), ContactReader(facts, doubts)
        self._known_hours: dict[str, tuple[str | None, str | None]] = {}

    def listings(self, service: Row, page: str | None) -> Iterator[Listing]:
        """Yield a service as a listing for each of its places; `page` is where its row can be read.

        What can't be used is told of and left out.
        """
        own, name = text_of(service.get("id")).strip(), line(service.get("name"))
        if not own or not name:
            self._doubts.note("passed over: a service has no id or name", name or own)
            return
        organization = row_of(service.get("organization"))
        description = line(service.get("description"), SUMMARY) or line(organization.get("description"), SUMMARY)
        places = self._sites.of(service, name, description)
        ids = self._ids(listing_id("hsds", self._facts.name, own), places, name)
        source = source_of(self._facts, page, _updated(service))
        everywhere = self._everywhere(service, organization, places, source, name=name, description=description)
        answering: list[object] = []
        for id_, site in ids.items():
            here = self._here(service, site, name)
            if not here["serves"]:
                self._doubts.note("passed over: no country: give the feed a country or region in its settings", name)
                continue
            contacts = self._contacts.at(site, places.elsewhere, service, organization, name)
            if everywhere.kind in _LINES:
                reached = contacts, here["serves"], here["hours"], here["hours_note"]
                if reached in answering:
                    continue
                answering.append(reached)
            yield everywhere.replace(id=id_, contacts=contacts, **here)

    def _ids(self, whole: str, places: Places, name: str) -> dict[str, Site]:
        """Return the places of a service that are taken, by the ids of their listings."""
        ids = ids_of(whole, places.sites, self._facts.before)
        if len(ids) <= MOST_PLACES:
            return ids
        reason = f"a service has more than {MOST_PLACES} places, and only so many are taken"
        self._doubts.note(reason, f"{name}: {len(ids):,} places")
        return dict(islice(ids.items(), MOST_PLACES))

    def _everywhere(  # noqa: PLR0913
        self, service: Row, organization: Row, places: Places, source: Source, *, name: str, description: str
    ) -> Listing:
        """Return what a service is at all its places, as a listing that says nothing yet of any of them."""
        terms = self._terms(service)
        topics, audiences, unknown = codes_of_terms(terms)
        alias = line(service.get("alternate_name"))
        return Listing(
            id="",
            name=name,
            aliases=(alias,) if alias and alias != name else (),
            kind=self._facts.kind or kind_of(name, terms),
            organization=line(organization.get("name")) or self._facts.organization,
            summary=description or cut(f"{name}.", SUMMARY),
            alert=line(service.get("alert")) or None,
            status=self._status(service, name),
            url=self._url(service, organization, name),
            contacts=(),
            serves=(),
            place=None,
            setting=_setting(service, places),
            hours=None,
            hours_note=None,
            timezone=None,
            languages=self._contacts.languages(service, name),
            audiences=audiences,
            topics=topics,
            **_cost(service, self._facts.fetched),
            age=_age(service),
            eligibility=_eligibility(service) or None,
            sources=(source,),
            extra={"terms": unknown} if unknown else {},
        )

    def _here(self, service: Row, site: Site, name: str) -> dict[str, Any]:
        """Return for whom, where and when a service is to be had at one of its places."""
        hours, note = self._hours(service, site, name)
        return {
            "serves": self._serves(service, site.address),
            "place": site.place,
            "hours": hours,
            "hours_note": note,
            "timezone": self._areas.zone(site.address),
        }

    def _hours(self, service: Row, site: Site, name: str) -> tuple[str | None, str | None]:
        """Return when the service is open at a place, and what there is to say of that."""
        schedules, holidays = _schedules(service, site)
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


def _updated(service: Row) -> object:
    """Return when somebody looked at a service: being checked says more than being saved."""
    return text_of(service.get("assured_date")).strip() or service.get("last_modified")


def _setting(service: Row, places: Places) -> Setting | None:
    """Return where the service happens, by its locations and the way in which it is attended."""
    types = {text_of(location.get("location_type")).strip() for location in locations(service)}
    types |= {text_of(service.get("attending_type")).strip().lower()}
    told: set[Setting] = {_SETTINGS[word] for word in types if word in _SETTINGS}
    if any(site.address or site.place for site in places.sites):
        told.add("in_person")
    return "hybrid" if len(told) > 1 else next(iter(told), None)


def _schedules(service: Row, site: Site) -> tuple[list[Row], str]:
    """Return the schedules of the service at a place, else of the service, else of the place; and holidays."""
    for owners in (site.here, (service,), [row_of(row.get("location")) for row in site.here]):
        held = [row for owner in owners for name in _SCHEDULES for row in rows_of(owner.get(name))]
        if held:
            return held[:MOST_SCHEDULES], " ".join(filter(None, map(_holidays, owners)))
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
