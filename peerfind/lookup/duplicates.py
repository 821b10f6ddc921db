"""The same service told of by several sources: the first source's listing is shown and names the others. Pure.

Two listings are the same when two things agree, because one thing is often shared by several services: one number with
several keys, one page for all of an agency, one name in every town.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from peerfind.directory.text import digits, fold
from peerfind.record import Record

Data = Mapping[str, Any]
"""A listing as `as_data` returns it."""
Key = tuple[object, ...]


class Duplicates(Record):
    """Which listings are not shown, and where those that stand for them are told of too."""

    hidden: Mapping[str, frozenset[str]]
    """Source -> ids."""
    also_in: Mapping[tuple[str, str], tuple[str, ...]]
    """(source, id) of a listing that is shown -> the other sources."""


def find_duplicates(sources: Sequence[tuple[str, Iterable[Data]]]) -> Duplicates:
    """Return the duplicates between sources, of which the first has most weight; within a source there are none."""
    shown: dict[Key, tuple[str, str]] = {}
    hidden: dict[str, set[str]] = defaultdict(set)
    also: dict[tuple[str, str], list[str]] = defaultdict(list)
    facts: set[object] = set()
    for number, (source, listings) in enumerate(sources, 1):
        keys, seen = [], set[object]()
        for listing in listings:
            told = {*_facts(listing)}
            # Every key holds one of these facts. What shares none with an earlier source is no duplicate, and nothing
            # comes after the last source, which may be a million listings, to be compared with it.
            if number < len(sources) or not facts.isdisjoint(told):
                keys.append((listing["id"], dict.fromkeys(_keys(listing))))
            if number < len(sources):
                seen |= told
        facts |= seen
        common = Counter(key for _, held in keys for key in held)
        new: dict[Key, tuple[str, str]] = {}
        for id_, held in keys:
            telling = [key for key in held if common[key] == 1]
            first = next((shown[key] for key in telling if key in shown), None)
            if first:
                hidden[source].add(id_)
                also[first].append(source)
            new.update((key, first or (source, id_)) for key in telling if key not in shown)
        shown.update(new)
    return Duplicates(
        hidden={source: frozenset(ids) for source, ids in hidden.items()},
        also_in={which: tuple(dict.fromkeys(names)) for which, names in also.items()},
    )


def _keys(listing: Data) -> Iterator[Key]:
    """Yield pairs of facts; listings that share one are the same. What is closed or paused stands for nothing."""
    if listing.get("status", "active") != "active":
        return
    kind, when = listing.get("kind"), listing.get("hours") if listing.get("kind") == "support_group" else None
    names = [fold(name) for name in (listing["name"], *listing.get("aliases", ()))]
    page = _page(listing.get("url"))
    numbers = [*_numbers(listing)]
    where = _where(listing.get("place") or {})
    for name in names:
        if page:
            yield "name, page", name, page, when, where if when else None
        if where:
            yield "name, place", name, where, when
        yield from (("name, number", name, number, when, where if when else None) for number in numbers)
    if kind != "support_group":
        yield from (("number, page", number, page) for number in numbers if page)
        yield from (("number, kind", number, kind) for number in numbers if str(number[0]).startswith("+"))


def _facts(listing: Data) -> Iterator[object]:
    """Yield something for each number, page and street, so that listings with the same one yield the same."""
    yield from (contact["value"] for contact in listing.get("contacts", ()))
    if page := _page(listing.get("url")):
        yield page
    if street := (place := listing.get("place") or {}).get("address"):
        yield place.get("region"), digits(street if street.isascii() else fold(street))


def _numbers(listing: Data) -> Iterator[Key]:
    for contact in listing.get("contacts", ()):
        if contact["type"] in ("phone", "sms", "whatsapp"):
            yield contact["value"], contact.get("press"), (contact.get("keyword") or "").upper()


def _page(url: str | None) -> str | None:
    """Return an address without what two people would write differently."""
    if not url:
        return None
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _where(place: Data) -> Key | None:
    street, city = fold(place.get("address") or ""), fold(place.get("city") or "")
    return (street, city, place.get("region")) if street and city else None
