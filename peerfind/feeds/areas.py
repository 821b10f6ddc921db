"""Places that rows of a feed name in free text, as codes: "OR", "Oregon", "USA", "12 Quay Rd, Portmere BT1 0ZZ, UK"."""

import re
from functools import lru_cache
from typing import Any

from peerfind.directory.model import Place
from peerfind.directory.text import fold
from peerfind.feeds.cleaning import line
from peerfind.feeds.documents import number_of
from peerfind.feeds.reader import Facts
from peerfind.feeds.zones import zone_of

_POSTCODES = (
    r"\d{5}(?:-\d{4})?",
    r"[A-Z]\d[A-Z] ?\d[A-Z]\d",
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
    r"\d{4}",
)
_POSTCODE = re.compile(rf"(?:^|\s)({'|'.join(_POSTCODES)})$")


class Address:
    """An address in its parts; every part may be empty."""

    __slots__ = ("city", "country", "postcode", "region", "street")

    def __init__(self, street: str, city: str, region: str | None, postcode: str, country: str | None) -> None:
        self.street, self.city, self.region, self.postcode, self.country = street, city, region, postcode, country


class Areas:
    """Finds the codes of places for the rows of one feed; what a row leaves out its configuration may tell."""

    def __init__(self, facts: Facts) -> None:
        self._places = facts.places
        self._home = facts.country or (facts.region or "")[:2] or None
        self._region = facts.region
        self._zone = facts.timezone
        self.country = lru_cache(maxsize=4096)(self._country)
        self.region = lru_cache(maxsize=4096)(self._find_region)

    def _country(self, text: str) -> str | None:
        """Return the country that a text names."""
        named = self._places.named(text) or self._places.named(fold(text).replace(" ", ""))
        countries = [place.code for place in named if place.kind == "country"]
        parts = {place.country for place in named if place.kind == "region" and len(text) > 3}
        return countries[0] if countries else parts.pop() if len(parts) == 1 else None

    def _find_region(self, text: str, country: str | None) -> str | None:
        """Return the state or province that a text names in a country; without one, where only one is called so."""
        for spelling in (text, fold(text).replace(" ", "")):
            coded = self._places.named(f"{country}-{spelling}") if country and len(spelling) <= 3 else ()
            named = [place.code for place in (*coded, *self._places.named(spelling)) if place.kind == "region"]
            fitting = [code for code in named if code[:2] == country or (country is None and len(spelling) > 3)]
            if coded or len(set(fitting)) == 1:
                return next(iter(fitting), None)
        return None

    def address(self, street: object, city: object, state: object, postcode: object, country: object) -> Address:
        """Return the parts of an address, its codes found."""
        nation = self.country(line(country, 60)) or self._home
        region = self.region(line(state, 60), nation) if line(state, 60) else None
        return Address(line(street), line(city, 80), region, line(postcode, 20), nation or (region or "")[:2] or None)

    def parse(self, text: object) -> Address:
        """Return the parts of an address in one line: street, town, state and postcode, country."""
        parts = [part.strip() for part in line(text).split(",") if part.strip()]
        country = self.country(parts[-1]) if parts and not self._is_state(parts[-1]) else None
        parts = parts[:-1] if country else parts
        nation = country or self._home
        region, postcode, named = None, "", ""
        for _ in range(2):
            if not parts or region:
                break
            found = _POSTCODE.search(parts[-1]) if not postcode else None
            words = parts.pop()
            if found:
                postcode, words = found[1], words[: found.start()].strip()
            region = self.region(words, nation) if words and (postcode or parts) else None
            if words and not region:
                parts.append(words)
                break
            named = words
        city = parts.pop() if parts and not re.match(r"\d", parts[-1]) else ""
        city = city or (named if len(named) > 3 and self._places.is_city(named) else "")
        return Address(", ".join(parts), city, region, postcode, nation)

    def _is_state(self, text: str) -> bool:
        """Whether a text ends an address as the code of a state at home, such as CA, which is a country too."""
        return len(text) <= 3 and self.region(text, self._home) is not None

    def serves(self, address: Address | None) -> tuple[str, ...]:
        """Return whom what is at an address serves: its state or province, else the feed's own, else its country."""
        known = self._region if address is None or not address.country or address.country == self._home else None
        for code in (address and address.region, known, address and address.country, self._home):
            if code:
                return (code,)
        return ()

    def around(self) -> tuple[str, ...]:
        """Return whom the whole feed serves, by its configuration."""
        return tuple(code for code in (self._region or self._home,) if code)

    def zone(self, address: Address | None) -> str | None:
        """Return the zone of an address that names none: the feed's own, else that of a place that keeps one."""
        if self._zone:
            return self._zone
        return (
            (zone_of(address.region) or zone_of(address.country))
            if address
            else zone_of(next(iter(self.around()), None))
        )

    @staticmethod
    def point(lat: object, lon: object) -> tuple[float, float] | None:
        """Return coordinates, unless they are out of range or one of the usual mistakes."""
        north, east = number_of(lat, -90, 90), number_of(lon, -180, 180)
        if north is None or east is None or north == east or (abs(north) < 0.01 and abs(east) < 0.01):
            return None
        return round(north, 6), round(east, 6)


def place_of(address: Address, venue: str = "", point: tuple[float, float] | None = None) -> Place | None:
    """Return an address as the record holds places, or None where there is nothing to find it by."""
    street = ", ".join(part for part in (venue, address.street) if part)[:300]
    lat, lon = point or (None, None)
    held = {"address": street, "city": address.city, "region": address.region, "postcode": address.postcode}
    given: dict[str, Any] = {name: value for name, value in (held | {"lat": lat, "lon": lon}).items() if value}
    return Place(**given) if given.keys() - {"region"} else None
