"""Listings to index documents: everything by which a listing can be found."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest

import tantivy

from peerfind.directory.freshness import STRENGTH, counts_from, strength
from peerfind.directory.model import Contact, Listing, Setting
from peerfind.directory.numbers import SHORTEST_TAIL, dialled_digits
from peerfind.directory.text import fold
from peerfind.lookup.hours import ALWAYS as DAY_AND_NIGHT
from peerfind.lookup.index import EVERYONE, POINT, POINT_SCALE, compact, stem
from peerfind.lookup.moments import ALWAYS
from peerfind.lookup.packing import Packer, json_of
from peerfind.lookup.places import WORLDWIDE, Gazetteer, cells_of
from peerfind.lookup.schedule import hours_of_the_week

OLDEST = 200
"""Years; stands for "no upper age"."""
SUITED, FOR_EVERYONE, CHECKED = 0.1, 0.04, 0.01
_MOST_SEEN = 20_000
"""Listings whose words are counted."""
_REMOTE = ("chat", "web", "app", "email", "whatsapp", "videophone")


class Indexer:
    """Makes the index documents of a directory."""

    def __init__(self, places: Gazetteer, weights: Mapping[str, float], sample: bytes) -> None:
        """`weights` are the vocabulary's, of kinds; `sample` is what records are packed against."""
        self._places, self._weights = places, weights
        self._packer = Packer(sample)
        self._area = lru_cache(maxsize=None)(self._find_area)
        self._left = _MOST_SEEN
        self.seen: Counter[str] = Counter()
        """In how many listings each word stands; of the first listings only, the others say nothing new."""

    def document(self, feed: str, listing: Listing, text: bytes = b"") -> tantivy.Document:
        """Return the index document of a listing; `text` is the same as JSON, where it has been JSON before."""
        names = [fold(name) for name in (listing.name, *listing.aliases)]
        words = fold(" . ".join([*names, *_about(listing)])).split(" ")
        words += [word for code in listing.serves for word in self._area(code)]
        if self._left:
            self._left -= 1
            self.seen.update(set(words))
        codes = [
            *codes_of(listing, feed),
            *{f"title:{compact(title)}" for title in (*names, listing.id.replace("-", ""))},
        ]
        located = {}
        if point := _point(listing, self._places):
            codes += [f"cells:{cell}" for cell in cells_of(*point)]
            located = {field: round(degrees * POINT_SCALE) for field, degrees in zip(POINT, point, strict=True)}
        weight = preference(listing, self._weights)
        return tantivy.Document(
            name=" ".join(names),
            stems=" ".join([stem(word) for word in words]),
            codes=" ".join(codes),
            age_min=(listing.age.min if listing.age else None) or 0,
            age_max=(listing.age.max if listing.age else None) or OLDEST,
            checked_day=max((day.toordinal() for s in listing.sources if (day := counts_from(s))), default=0),
            preference=2.0**weight - 2.0,  # tantivy multiplies by log2(2 + field)
            record=self._packer.pack(feed, text or json_of(listing)),
            **located,
        )

    def _find_area(self, code: str) -> list[str]:
        """Return the words of an area's name."""
        return [] if code == WORLDWIDE else fold(self._places.name_of(code)).split()


def preference(listing: Listing, weights: Mapping[str, float]) -> float:
    """Return what the listing's points are multiplied with, 1 to 1.15, to order listings that fit alike.

    A kind that answers most questions comes first, then what is there for everyone, then what was checked in a
    stronger way.
    """
    suited = SUITED * weights.get(listing.kind, 0.0)
    checked = CHECKED * strength(listing) / max(STRENGTH.values())
    return 1.0 + suited + (0.0 if listing.audiences else FOR_EVERYONE) + checked


def codes_of(listing: Listing, feed: str) -> list[str]:
    """Return every code by which a listing can be found or left out."""
    codes = [
        f"id:{listing.id}",
        f"feed:{feed}",
        *_of_one("status", listing.status),
        *_of_one("kind", listing.kind),
        *_of_one("dispatch", listing.dispatch or "unknown"),
        *_of_one("costs", listing.cost),
        *_of_one("peer_run", listing.peer_run),
        *_of_one("anonymous", listing.anonymous),
        *_of_some("topics", listing.topics),
        *_of_some("audiences", listing.audiences or (EVERYONE,)),
        *_of_some("languages", _with_base_language(listing.languages_by_any_channel)),
        *_of_some("settings", _settings(listing)),
        *_of_some("serves", listing.serves),
        *_of_some("within", _around(listing.serves)),
        *_of_hours(listing),
        *(f"number:{digits}" for digits in _numbers(listing)),
    ]
    return codes + [f"contacts:{kind}" for kind in dict.fromkeys([contact.type for contact in listing.contacts])]


@lru_cache(maxsize=65536)
def _of_some(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes of a name as the index holds them; most listings share theirs with many others."""
    return tuple(f"{name}:{code}" for code in codes)


@lru_cache(maxsize=1024)
def _of_one(name: str, code: str | bool | None) -> tuple[str, ...]:  # noqa: FBT001  # a record's own yes or no
    return () if code is None else (f"{name}:{str(code).lower()}",)


@lru_cache(maxsize=65536)
def _around(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return areas and all that they lie in."""
    return tuple(dict.fromkeys(part for code in codes for part in (code, code.partition("-")[0])))


def _numbers(listing: Listing) -> list[str]:
    """Return the listing's numbers, the last digit first, so that one is found by the digits that it ends in."""
    held = sorted({digits[::-1] for contact in listing.contacts for digits in dialled_digits(contact)})
    # Of a full number and its national form the first is enough, which starts with the other.
    return [digits for digits, longer in zip_longest(held, held[1:], fillvalue="") if not _ends(digits, longer)]


def _ends(digits: str, longer: str) -> bool:
    return len(digits) >= SHORTEST_TAIL and longer.startswith(digits)


def _point(listing: Listing, places: Gazetteer) -> tuple[float, float] | None:
    """Return where the listing is: its place's own point, else the middle of its ZIP code or town."""
    place = listing.place
    if place is None:
        return None
    if place.lat is not None and place.lon is not None:
        return place.lat, place.lon
    known = places.resolve(place.postcode) if place.postcode else None
    if (known is None or known.lat is None) and place.city and place.region:
        towns = [p for p in places.named(place.city) if p.kind == "city" and p.code.startswith(place.region)]
        known = max(towns, key=lambda town: town.population, default=None)
    return (known.lat, known.lon) if known and known.lat is not None and known.lon is not None else None


def _of_hours(listing: Listing) -> tuple[str, ...]:
    """Return the codes of the hours of the week in which any channel is open, by the listing's own clock."""
    texts = {c.hours or listing.hours for c in listing.contacts} or {listing.hours}
    return _open_at(texts.pop()) if len(texts) == 1 else _open_at(*sorted(filter(None, texts)))


@lru_cache(maxsize=16384)
def _open_at(*texts: str | None) -> tuple[str, ...]:
    if DAY_AND_NIGHT in texts:
        return (f"open:{ALWAYS}",)
    return tuple(dict.fromkeys(f"open:{code}" for text in texts if text for code in hours_of_the_week(text)))


def _about(listing: Listing) -> Iterator[str]:
    """Yield every text of the listing but its names and the areas that it serves."""
    yield listing.summary
    yield from filter(None, [listing.organization, listing.eligibility, listing.cost_note, listing.hours_note])
    yield from (code.replace("-", " ") for code in [*listing.topics, *listing.audiences])
    yield listing.kind.replace("_", " ")
    if listing.place and listing.place.city:
        yield listing.place.city
    for translation in listing.translations.values():
        yield from filter(None, [translation.summary, translation.eligibility])
    yield from (contact.keyword for contact in listing.contacts if contact.keyword)
    if listing.training:
        yield from filter(None, [listing.training.certifying_body, listing.training.requirements])


@lru_cache(maxsize=4096)
def _with_base_language(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for code in codes for part in (code, code.partition("-")[0])))


def _settings(listing: Listing) -> tuple[Setting, ...]:
    """Return where the service happens: as said, else online by its contacts and in person by its place."""
    if listing.setting == "hybrid":
        return "in_person", "online", "hybrid"
    if listing.setting:
        return (listing.setting,)
    online: tuple[Setting, ...] = ("online",) if any(_is_remote(c) for c in listing.contacts) else ()
    return (*online, "in_person") if listing.place else online


def _is_remote(contact: Contact) -> bool:
    return contact.type in _REMOTE
