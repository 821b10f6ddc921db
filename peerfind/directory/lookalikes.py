"""Numbers that could be taken for one another: the same under two names, or within two slips of the finger. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.numbers import is_number

SLIPS = 2
"""Slips of the finger within which one number can be taken for another."""
_PASSES = 2
"""Parts in which what numbers leave is compared, so that half of it is held at a time."""


class LookAlike(NamedTuple):
    """Two numbers and the listings that have them; the numbers are equal where listings share one."""

    numbers: tuple[str, str]
    listings: tuple[str, ...]


def look_alikes(listings: Iterable[Listing]) -> list[LookAlike]:
    """Return every two numbers of active listings in one country that look alike, in order.

    Short codes are compared for equality only: within two slips of one another they all are. A code that listings share
    by design is told apart by its keyword or keys.
    """
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for listing in listings:
        if listing.status == "active":
            for contact in listing.contacts:
                if contact.type in DIALLED and is_number(contact.value):
                    holders[contact.value][listing.id] = listing.serves[0][:2]
    near = (
        LookAlike(pair, tuple(sorted({**holders[pair[0]], **holders[pair[1]]})))
        for pair in near_numbers([number for number in holders if number.startswith("+")])
    )
    return sorted([*_shared(holders), *(found for found in near if len(found.listings) > 1)])


def slips_between(number: str, other: str) -> int:
    """Return how many digits were changed, left out, added or swapped with a neighbour, at least."""
    from rapidfuzz.distance import OSA  # here, because only reports need it

    return OSA.distance(number, other)


def near_numbers(numbers: Collection[str]) -> set[tuple[str, str]]:
    """Return the pairs of different numbers within two slips of one another, each in order.

    Two such numbers leave the same digits when up to two are taken out of each; so only numbers that leave the same are
    compared, and the work grows with their count and not with its square.
    """
    from rapidfuzz.distance import OSA  # here, because only reports need it

    found: set[tuple[str, str]] = set()
    for part in range(_PASSES):
        first: dict[int, str] = {}
        others: dict[int, list[str]] = {}
        for number in numbers:
            for rest in {rest for rest in map(int, shortened(number[1:])) if rest % _PASSES == part}:
                if first.setdefault(rest, number) is not number:
                    others.setdefault(rest, [first[rest]]).append(number)
        for held in others.values():
            found |= {(min(pair), max(pair)) for pair in combinations(held, 2)}
    return {pair for pair in found if OSA.distance(*pair, score_cutoff=SLIPS) <= SLIPS}


def shortened(digits: str) -> set[str]:
    """Return a number's digits with up to two of them left out: numbers within two slips share one of these."""
    one = {digits[:n] + digits[n + 1 :] for n in range(len(digits))}
    return {digits} | one | {rest[:n] + rest[n + 1 :] for rest in one for n in range(len(rest))}


def _shared(holders: dict[str, dict[str, str]]) -> Iterator[LookAlike]:
    """Yield the numbers that listings share: a full one anywhere, a short code within a country."""
    for number, countries in holders.items():
        if len(countries) > 1:
            groups: dict[str, list[str]] = defaultdict(list)
            for id_, country in countries.items():
                groups["" if number.startswith("+") else country].append(id_)
            yield from (LookAlike((number, number), tuple(sorted(ids))) for ids in groups.values() if len(ids) > 1)
