"""A state of a feed: its listings held as the lines of JSON that the store keeps. Pure.

A quarter of a million listings take a fifth of the memory so, and most of the next state are the same bytes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

import orjson

from peerfind.directory.changes import Change, Sort, compare_listings
from peerfind.directory.model import Listing, listing_from
from peerfind.lookup.packing import json_of


class Lines(Mapping[str, Listing]):
    """Listings by their ids, in the order in which they came."""

    def __init__(self, listings: Iterable[Listing] = ()) -> None:
        """`texts` holds the line of each listing by its id."""
        self.texts = {listing.id: _line(listing) for listing in listings}

    @classmethod
    def read(cls, lines: Iterable[bytes]) -> "Lines":
        """Return what was kept. Raises ValueError, TypeError or KeyError for anything else."""
        held = cls()
        for line in lines:
            held.texts[listing_from(orjson.loads(line)).id] = line.rstrip(b"\n") + b"\n"
        return held

    def copy(self) -> "Lines":
        """Return a state that can be changed by itself."""
        held = Lines()
        held.texts = self.texts.copy()
        return held

    def __getitem__(self, id_: str) -> Listing:
        return listing_from(orjson.loads(self.texts[id_]))

    def __contains__(self, id_: object) -> bool:
        return id_ in self.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def put(self, listing: Listing) -> None:
        """Take a listing in, instead of the one with its id."""
        self.texts[listing.id] = _line(listing)

    def take(self, other: "Lines", id_: str) -> None:
        """Take a listing of another state in as it stands there."""
        self.texts[id_] = other.texts[id_]

    def drop(self, id_: str) -> None:
        """Leave a listing out from now on."""
        del self.texts[id_]

    def written(self) -> Iterator[bytes]:
        """Yield the lines by id, as they are kept."""
        return (self.texts[id_] for id_ in sorted(self.texts))

    def naming(self, field: str) -> list[str]:
        """Return the ids of listings that have a field of this name, or a text that looks so."""
        sought = f'"{field}"'.encode()
        return [id_ for id_, line in self.texts.items() if sought in line]

    def compare(self, other: "Lines", id_: str) -> Change | None:
        """Return what differs in a listing from this state to another."""
        if self.texts.get(id_) == other.texts.get(id_):
            return None
        return compare_listings(self.get(id_), other.get(id_))


def _line(listing: Listing) -> bytes:
    return json_of(listing) + b"\n"  # another object on purpose: orjson's own holds on to eight times the room


class Changes(Sequence[Change]):
    """Changes of which nothing is held but where they are: each is made out again when somebody looks."""

    def __init__(
        self, before: Mapping[str, Listing], after: Mapping[str, Listing], ids: Sequence[tuple[Sort, str]]
    ) -> None:
        """`ids` tell the sort and id of each change."""
        self._before, self._after, self._ids = before, after, ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> Change: ...
    @overload
    def __getitem__(self, at: slice) -> "Changes": ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return Changes(self._before, self._after, self._ids[at])
        sort, id_ = self._ids[at]
        change = compare_listings(self._before.get(id_), None if sort == "gone" else self._after.get(id_))
        assert change is not None  # they were found to differ
        return change

    def counts(self) -> Counter[Sort]:
        """Return how many there are of each sort."""
        return Counter(sort for sort, _ in self._ids)
