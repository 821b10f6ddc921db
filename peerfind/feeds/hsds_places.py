"""Where a service of HSDS is to be had: its own unit is the service at a location, so a listing is made of each place.

Locations at one address are one place; so are shelters that hide in one town, of which nothing but the town is told.
What is online, gets post or has neither address nor coordinates is no place: it belongs to the service as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peerfind.directory.model import Listing, Place
from peerfind.directory.parts import part_id
from peerfind.feeds.admission import NOT_SEEN
from peerfind.feeds.areas import Address, Areas, place_of
from peerfind.feeds.cleaning import line, text_of
from peerfind.feeds.documents import Row, row_of, rows_of
from peerfind.feeds.doubts import Doubts

MOST_PLACES = 500
"""Places of one service that are taken."""
_HIDDEN_HOME = re.compile(r"(?i)\b(?:shelter|refuge|safe ?house|safe home)s?\b")
_HIDDEN_FROM = re.compile(r"(?i)\b(?:domestic|abus\w+|batter\w+|violence|traffick\w+)\b")
VIRTUAL = "virtual"
_NOWHERE = ("postal", VIRTUAL)


class Site(NamedTuple):
    """A place of a service; of a service that is nowhere in particular, that."""

    own: str
    """What the feed calls the place."""
    address: Address | None
    place: Place | None
    here: tuple[Row, ...]
    """The services at locations that are one here."""


class Places(NamedTuple):
    """Where a service is to be had."""

    sites: Sequence[Site]
    """At least one."""
    elsewhere: Sequence[Row] = ()
    """Its services at locations that are at none of these."""


class Sites:
    """Finds the places of the services of one feed."""

    def __init__(self, areas: Areas, doubts: Doubts) -> None:
        self._areas, self._doubts = areas, doubts

    def of(self, service: Row, name: str, description: str) -> Places:
        """Return where a service is to be had."""
        words = f"{name}. {description}"
        hides = bool(_HIDDEN_HOME.search(words) and _HIDDEN_FROM.search(words))
        sites: list[Site] = []
        elsewhere: list[Row] = []
        for row in rows_of(service.get("service_at_locations")):
            if site := self._site(row, name, hides=hides):
                sites.append(site)
            else:
                elsewhere.append(row)
        if not sites:
            return Places([Site("", None, None, tuple(elsewhere))])
        if len(sites) == 1:
            return Places(sites, elsewhere)
        if found := [*_joined(site for site in sites if site.place)]:
            return Places(found, [*elsewhere, *_rows(site for site in sites if not site.place)])
        return Places([sites[0]._replace(here=_rows(sites))], elsewhere)

    def _site(self, row: Row, name: str, *, hides: bool) -> Site | None:
        """Return where a service at a location is; of a home that people hide in, the town alone."""
        location = row_of(row.get("location"))
        if text_of(location.get("location_type")).strip() in _NOWHERE:
            return None
        address = self._address(location)
        given = location.get("latitude"), location.get("longitude")
        point = self._areas.point(*given)
        if point is None and any(text_of(degrees).strip() for degrees in given):
            self._doubts.note("coordinates can't be right and are left out", name)
        if hides:
            place = Place(city=address.city, region=address.region) if address and address.city else None
        else:
            place = place_of(address or self._areas.address("", "", "", "", ""), "", point)
        if not address and not place:
            return None
        own = text_of(location.get("id")) or text_of(row.get("location_id")) or text_of(row.get("id"))
        return Site(own or repr(_spot(place)), address, place, (row,))

    def _address(self, location: Row) -> Address | None:
        """Return the first address of a location that is no address for post, else the first."""
        rows = rows_of(location.get("addresses")) + rows_of(location.get("physical_addresses"))
        row = next((row for row in rows if text_of(row.get("address_type")) != "postal"), next(iter(rows), None))
        if row is None:
            return None
        street = ", ".join(filter(None, (line(row.get(part), 120) for part in ("address_1", "address_2"))))
        return self._areas.address(
            street, *(row.get(part) for part in ("city", "state_province", "postal_code", "country"))
        )


def ids_of(whole: str, sites: Sequence[Site], before: Mapping[str, Listing]) -> dict[str, Site]:
    """Return the places of the service that is called `whole`, by the ids of their listings.

    A place keeps the id under which it was in use `before`. Of the others one has the service's own id: where that was
    in use, so that what people noted stays where it was, else the one that the feed gives the lowest id. So neither the
    order of locations nor a new or closed one makes a listing move to another place.
    """
    if len(sites) == 1 and not before:
        return {whole: sites[0]}  # at once, because most are so
    parts = {part_id(whole, site.own): site for site in sites}
    left = {id_: site for id_, site in parts.items() if id_ not in before}
    if not left or len(parts) == 1:
        return {whole: sites[0]} if left else parts
    held = before.get(whole)
    stood = _spot(held.place) if held else None
    first = min(left, key=lambda id_: (stood is not None and _spot(left[id_].place) != stood, _rank(left[id_])))
    if held and NOT_SEEN in held.extra and len(left) < len(parts) and _spot(left[first].place) != stood:
        return parts
    return {whole: parts[first], **{id_: site for id_, site in parts.items() if id_ != first}}


def locations(service: Row) -> list[Row]:
    """Return the locations of a service."""
    return [row_of(row.get("location")) for row in rows_of(service.get("service_at_locations"))]


def _joined(sites: Iterator[Site]) -> Iterator[Site]:
    """Yield sites by their ids, those at one spot as one, which is called by its lowest id."""
    spots: dict[object, list[Site]] = {}
    for site in sorted(sites, key=_rank):
        spots.setdefault(_spot(site.place), []).append(site)
    for held in spots.values():
        yield held[0]._replace(here=_rows(held))


def _rows(sites: Iterable[Site]) -> tuple[Row, ...]:
    return tuple(row for site in sites for row in site.here)


def _rank(site: Site) -> tuple[int, str]:
    """Return where a site stands among others, whatever their order in the feed."""
    return len(site.own), site.own


def _spot(place: Place | None) -> object:
    """Return what tells a place from others: its address, without one all that is known."""
    if place is None:
        return None
    told = place.address, place.city, place.region, place.postcode
    return told if place.address else (*told, place.lat, place.lon)
