"""Countries, states, cities and ZIP codes by name or code, from a sorted table searched by halving. Pure."""

import math
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal

from peerfind.directory.spelling import nearest
from peerfind.directory.text import digits, fold
from peerfind.lookup.table import SortedTable
from peerfind.record import Record

WORLDWIDE = "worldwide"
_BARE_CODES = ("US", "CA", "AU")
"""Countries whose people write the codes of their states and provinces alone."""


class Place(Record):
    """A place that a person can name."""

    kind: Literal["country", "region", "city", "zip", "point"]
    code: str
    """The place's ISO 3166 code; of a city or ZIP code, that of the state, province or country around it."""
    name: str
    population: int
    lat: float | None
    lon: float | None

    @property
    def country(self) -> str:
        """The country's ISO 3166-1 code."""
        return self.code[:2]

    @property
    def serving(self) -> list[str]:
        """The codes of what serves this place, nearest first: US-OH, US, worldwide."""
        return list(dict.fromkeys([self.code, self.country, WORLDWIDE]))


KM_A_MILE = 1.609344
_EARTH_RADIUS_KM = 6371.0088
_KM_A_DEGREE = 111.2
"""Of latitude; of longitude at the equator."""
GRIDS = (0.1, 0.5, 2.5)
"""Degrees; the sides of the cells by which the index finds what is near."""
_POINT = r"\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*"
_MOST_CELLS = 64


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points given in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(across)))


def cells_of(lat: float, lon: float) -> list[str]:
    """Return the cell of every grid that a point lies in."""
    return [_cell(grid, math.floor(lat / side), math.floor(lon / side)) for grid, side in enumerate(GRIDS)]


def cells_around(lat: float, lon: float, km: float) -> list[str]:
    """Return cells of one grid that cover the circle of a radius around a point; the finest grid that takes few."""
    north = km / _KM_A_DEGREE
    east = min(180.0, north / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + north)))))
    for grid, side in enumerate(GRIDS):
        rows = range(math.floor((lat - north) / side), math.floor((lat + north) / side) + 1)
        columns = range(math.floor((lon - east) / side), math.floor((lon + east) / side) + 1)
        if len(rows) * len(columns) <= _MOST_CELLS or side == GRIDS[-1]:
            return [_cell(grid, row, column) for row in rows for column in columns]
    raise AssertionError  # the last grid always answers


def _cell(grid: int, row: int, column: int) -> str:
    """Return the code of a cell; going east comes round to the west."""
    return f"{grid}:{row}:{column % round(360 / GRIDS[grid])}"


class Gazetteer:
    """Looks places up in the lines of peerfind/data/places.tsv (`scripts/build_places.py` tells its columns)."""

    def __init__(self, table: SortedTable) -> None:
        self._table = table
        self._named = lru_cache(maxsize=8192)(self._read)

    def named(self, name: str) -> tuple[Place, ...]:
        """Return every place with exactly this name or code (case and accents apart)."""
        return self._named(fold(name))

    def _read(self, key: str) -> tuple[Place, ...]:
        return tuple(_place(row) for row in self._table.rows(key))

    def resolve(self, text: str, home: str | None = None) -> Place | None:
        """Return the place that a person in country `home` most likely means by a name, code or US ZIP code.

        Of several, a state at home comes first, then a country, then the most people, those at home counted
        twenty times: from the US, Georgia is the state and Paris is in France. "Portland, Oregon" is read as it says.
        """
        if _is_zip(text.strip()):
            code = text.strip()[:5]
            return next((place for key in (code, code[:3]) for place in self.named(f"zip {key}")), None)
        if "," in text:
            inner, *outer = text.split(",")
            within = [p for p in self.named(inner) if all(self._lies_in(p, part, home) for part in outer)]
            return max(within, key=lambda p: p.population, default=None)

        def likely(place: Place) -> tuple[int, int, str]:
            at_home = place.country == home
            first = 2 if at_home and place.kind == "region" else 1 if place.kind == "country" else 0
            return first, place.population * (20 if at_home else 1), place.code

        meant = self.named(text)
        if len(text) <= 3 and not any(place.kind == "country" for place in meant):
            meant = (part,) if (part := self.part(text, home)) else meant
        return max(meant, key=likely, default=None)

    def point(self, text: str, home: str | None = None) -> Place | None:
        """Return the place with coordinates that a name, a US ZIP code or "41.48,-81.70" means."""
        if match := re.fullmatch(_POINT, text):
            lat, lon = float(match[1]), float(match[2])
            inside = abs(lat) <= 90 and abs(lon) <= 180
            return Place(kind="point", code="", name=text.strip(), population=0, lat=lat, lon=lon) if inside else None
        place = self.resolve(text, home)
        if place and place.lat is None:
            cities = [p for p in self.named(text) if p.lat is not None]
            return max(cities, key=lambda city: city.population, default=None)
        return place

    def part(self, code: str, home: str | None) -> Place | None:
        """Return the state or province that a bare code such as OH means: at home, else where people write so."""
        for country in filter(None, (home, *_BARE_CODES)):
            if found := [place for place in self.named(f"{country}-{code}") if place.kind == "region"]:
                return found[0]
        return None

    def is_city(self, name: str) -> bool:
        """Whether any city has this name."""
        return any(place.kind == "city" for place in self.named(name))

    def _lies_in(self, place: Place, outer: str, home: str | None) -> bool:
        """Whether a place lies in what is named after its comma: "Oregon", "OR" or "US"."""
        if place.code.upper() == f"{place.country}-{outer.strip().upper()}":
            return True
        around = self.resolve(outer, home)
        return around is not None and place.code.startswith(around.code)

    def name_of(self, code: str) -> str:
        """Return the English name of a country or region code, or the code where it has none."""
        if code == WORLDWIDE:
            return "worldwide"
        return next((p.name for p in self.named(code) if p.code == code and p.kind != "city"), code)

    def codes(self) -> set[str]:
        """Return the codes of all countries and regions, and `worldwide`."""
        return {WORLDWIDE} | {code for _, kind, code, *_ in self._table if kind in ("country", "region")}

    def starting(self, prefix: str) -> Iterator[tuple[str, Place]]:
        """Yield every folded name that starts so, with its place."""
        return ((row[0], _place(row)) for row in self._table.starting(prefix))

    def names(self, people: int) -> Iterator[str]:
        """Yield the folded names of countries, states and provinces, and of cities of so many people or more."""
        return (
            key
            for key, kind, _, _, population, *_ in self._table
            if kind in ("country", "region") or int(population) >= people
        )

    def suggest(self, text: str, kinds: Collection[str] = ("country", "region", "city")) -> str | None:
        """Return the name of the place nearest to a misspelt one: a country or region, else a large city."""
        large = [(key, p) for key, p in self._rows() if len(key) > 3 and (p.kind != "city" or p.population > 50_000)]
        for wanted in (("country", "region"), ("city",)):
            names = {key: p.name for key, p in large if p.kind in wanted and p.kind in kinds}
            if best := nearest(text, names, alike=75):
                return names[best]
        return None

    def _rows(self) -> Iterator[tuple[str, Place]]:
        return ((row[0], _place(row)) for row in self._table)


def _is_zip(text: str) -> bool:
    """Whether a text has the form of a US ZIP code: 44113 or 44113-1234."""
    code, dash, more = text.partition("-")
    return len(code) == 5 and digits(code) == code and (not dash or (len(more) == 4 and digits(more) == more))


def _place(row: list[str]) -> Place:
    _, kind, code, name, population, lat, lon = row
    held: Literal["country", "region", "city", "zip"] = kind  # type: ignore[assignment]  # the table holds no other
    return Place(
        kind=held,
        code=code,
        name=name,
        population=int(population),
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
    )
