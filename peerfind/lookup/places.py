"""Countries, states, cities and ZIP codes by name or code, from a sorted table searched by halving. Pure."""

from collections.abc import Iterator
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

    kind: Literal["country", "region", "city", "zip"]
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


class Gazetteer:
    """Looks places up in the lines of peerfind/data/places.tsv (`scripts/build_places.py` tells its columns)."""

    def __init__(self, table: SortedTable) -> None:
        self._table = table

    def named(self, name: str) -> list[Place]:
        """Return every place with exactly this name or code (case and accents apart)."""
        return [_place(row) for row in self._table.rows(fold(name))]

    def resolve(self, text: str, home: str | None = None) -> Place | None:
        """Return the place that a person in country `home` most likely means by a name, code or US ZIP code.

        Of several, a state at home comes first, then a country, then the most people, those at home counted
        twenty times: from the US, Georgia is the state and Paris is in France. "Portland, Oregon" is read as it says.
        """
        if _is_zip(text.strip()):
            return next(iter(self.named(f"zip {text.strip()[:3]}")), None)
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
            meant = self._parts(text, home) or meant
        return max(meant, key=likely, default=None)

    def _parts(self, text: str, home: str | None) -> list[Place]:
        """Return the state or province that a bare code such as OH means: at home, else where people write so."""
        for country in filter(None, (home, *_BARE_CODES)):
            if found := [place for place in self.named(f"{country}-{text}") if place.kind == "region"]:
                return found
        return []

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
        return {WORLDWIDE} | {place.code for _, place in self._rows() if place.kind in ("country", "region")}

    def suggest(self, text: str) -> str | None:
        """Return the name of the country, region or large city nearest to a misspelt one."""
        large = [(key, p) for key, p in self._rows() if p.kind != "zip" and len(key) > 3 and p.population > 50_000]
        for kinds in (("country", "region"), ("city",)):
            names = {key: p.name for key, p in large if p.kind in kinds}
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
