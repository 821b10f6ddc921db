"""PF8: listings that are one service under two names, and numbers that look alike."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from peerfind.curation.findings import Given, Item, Path, Problem, Rule
from peerfind.directory.lookalikes import look_alikes
from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.numbers import is_number
from peerfind.directory.text import fold

_ALIKE = 85
"""How much alike, out of 100, the names of two listings are that share a number or an address."""
_LARGEST_GROUP = 40
"""Listings that share something, of which each is compared with each; of more, each with its next by name."""
_NEXT = 6


def _look_alike(items: list[Item], given: Given) -> Iterator[tuple[Item, Problem]]:
    by_id = {item.listing.id: item for item in items}
    for found in look_alikes(item.listing for item in items):
        key = " ".join(dict.fromkeys(found.numbers))
        if key in given.settled.look_alikes:
            continue
        for id_ in found.listings:
            listing = by_id[id_].listing
            others = ", ".join(other for other in found.listings if other != id_)
            for path in _holding(listing, found.numbers):
                one, other = found.numbers
                told = f"{one} also stands in" if one == other else f"{one} and {other} could be taken for one another:"
                settle = (
                    "compare both with their sources, and settle it in peerfind/data/settled.yaml if both are right"
                )
                yield by_id[id_], Problem(path, f"{told} {others}; {settle}")


def _holding(listing: Listing, numbers: tuple[str, str]) -> Iterator[Path]:
    """Yield the path of the first contact with each of the numbers."""
    for number in dict.fromkeys(numbers):
        at = [n for n, c in enumerate(listing.contacts) if c.type in DIALLED and c.value == number]
        yield from ((("contacts", n, "value")) for n in at[:1])


def _same_service(items: list[Item], given: Given) -> Iterator[tuple[Item, Problem]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.listing.status == "active":
            for key in set(_keys(item.listing)):
                groups[key].append(item)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_id = {item.listing.id: item for item in items}
    for key, held in groups.items():
        for one, other in _compared(held):
            shared[one.listing.id, other.listing.id].add(key)
    for (first, second), keys in shared.items():
        one, other = by_id[first], by_id[second]
        if " ".join(sorted((first, second))) in given.settled.listings or not _same(one.listing, other.listing, keys):
            continue
        what = " and ".join(sorted({key.partition(" ")[0] for key in keys}))
        told = f"may be the same service as {first} ({one.file}:{one.line}; same {what}): keep one"
        yield other, Problem(("name",), f"{told}, or settle the two in peerfind/data/settled.yaml")


def _keys(listing: Listing) -> Iterator[str]:
    """Yield what two listings of one service would share."""
    yield f"name {fold(listing.name)}"
    if listing.url:
        yield f"address {re.sub(r'^https?://(www[.])?', '', listing.url).rstrip('/').lower()}"
    for contact in listing.contacts:
        if contact.type in DIALLED and is_number(contact.value):
            country = "" if contact.value.startswith("+") else listing.serves[0][:2]
            yield f"number {country}{contact.value} {contact.keyword or ''} {contact.press or ''}"


def _compared(held: list[Item]) -> Iterator[tuple[Item, Item]]:
    if len(held) <= _LARGEST_GROUP:
        yield from combinations(held, 2)
        return
    order = {id(item): n for n, item in enumerate(held)}
    named = sorted(held, key=lambda item: fold(item.listing.name))
    for n, one in enumerate(named):
        for other in named[n + 1 : n + _NEXT]:
            yield (one, other) if order[id(one)] < order[id(other)] else (other, one)


def _same(one: Listing, other: Listing, keys: set[str]) -> bool:
    """Whether two listings that share something are probably one: same area, same sort, and names alike."""
    from rapidfuzz import fuzz  # here: no look-up asks

    if not set(one.serves) & set(other.serves):
        return False
    if any(key.startswith("name ") for key in keys):
        return one.kind == other.kind or len(keys) > 1
    alike = fuzz.token_sort_ratio(fold(one.name), fold(other.name)) >= _ALIKE
    every = {key.partition(" ")[0] for key in keys} >= {"number", "address"}
    return one.kind == other.kind and (alike or every)


_NUMBER = 'contacts: [{type: phone, value: "'
RULES = (
    Rule(
        code="PF801",
        name="look-alike-numbers",
        severity="error",
        across=_look_alike,
        what="Two listings have one number, or numbers within two slips of the finger. One may be a slip or a "
        "swindle: compare both with their sources; if both are right, say why in "
        "peerfind/data/settled.yaml.",
        bad=f'- {{id: one, {_NUMBER}+12025550143"}}]}}\n- {{id: two, name: Mountain, {_NUMBER}+12025550134"}}]}}\n',
        good=f'- {{id: one, {_NUMBER}+12025550143"}}]}}\n- {{id: two, name: Mountain, {_NUMBER}+14405550198"}}]}}\n',
    ),
    Rule(
        code="PF802",
        name="same-service",
        severity="error",
        across=_same_service,
        what="Two listings share their name, or an address or number with much the same name: probably one "
        "service twice.",
        bad='- {id: one, name: Harbour Line}\n- {id: two, name: "Harbour Line!"}\n',
        good="- {id: one, name: Harbour Line}\n- {id: two, name: Mountain Rescue Friends}\n",
    ),
)
