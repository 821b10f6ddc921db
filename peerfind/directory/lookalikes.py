"""Numbers that could be taken for one another: the same under two names, or within two slips of the finger. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, product
from typing import NamedTuple

from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.numbers import is_number

SLIPS = 2
"""Slips of the finger within which one number can be taken for another."""


class LookAlike(NamedTuple):
    """Two numbers and the listings that have them; the numbers are equal where two listings share one."""

    numbers: tuple[str, str]
    listings: tuple[str, str]


def look_alikes(listings: Iterable[Listing]) -> list[LookAlike]:
    """Return every pair of active listings in one country whose numbers look alike, in order.

    Short codes are compared for equality only: within two slips of one another they all are. A code that listings share
    by design is told apart by its keyword or keys.
    """
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for listing in listings:
        if listing.status == "active":
            for contact in listing.contacts:
                if contact.type in DIALLED and is_number(contact.value):
                    holders[contact.value][listing.id] = listing.serves[0][:2]
    shared = [
        LookAlike((number, number), pair)
        for number, ids in holders.items()
        for pair in combinations(sorted(ids), 2)
        if ids[pair[0]] == ids[pair[1]] or number.startswith("+")
    ]
    return sorted([*shared, *_near(holders)])


def slips_between(number: str, other: str) -> int:
    """Return how many digits were changed, left out, added or swapped with a neighbour, at least."""
    from rapidfuzz.distance import OSA  # here, because only reports need it

    return OSA.distance(number, other)


def _near(holders: dict[str, dict[str, str]]) -> list[LookAlike]:
    from rapidfuzz import process  # here, because only this report needs it
    from rapidfuzz.distance import OSA

    full = sorted(number for number in holders if number.startswith("+"))
    near = (
        (number, other)
        for at, number in enumerate(full)
        for other, _, _ in process.extract(number, full[at + 1 :], scorer=OSA.distance, score_cutoff=SLIPS, limit=None)
    )
    return [LookAlike((a, b), ids) for a, b in near for ids in product(holders[a], holders[b]) if ids[0] != ids[1]]
