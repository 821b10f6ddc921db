"""What an export holds, and what each of its formats is: a function from that to text or bytes. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from peerfind.directory.model import Listing, as_data, listing_from
from peerfind.directory.text import clean
from peerfind.formats.words import Speaker
from peerfind.lookup.query import Result
from peerfind.record import Record


class Export(Record):
    """Listings to write out, in their order, with what there is to say about them."""

    results: tuple[Result, ...]
    speaker: Speaker
    moment: dt.datetime

    @classmethod
    def of(cls, results: Iterable[Result], speaker: Speaker, moment: dt.datetime) -> Self:
        """Return an export of listings whose every text is one line without hidden characters.

        The readers of files and feeds see to that already; what leaves for other programs is worth a second look.
        """
        checked = tuple(result.replace(listing=cleaned(result.listing)) for result in results)
        return cls(results=checked, speaker=speaker, moment=moment)


Renderer = Callable[[Export], str | bytes]
"""What every module of a format offers."""


def cleaned(listing: Listing) -> Listing:
    """Return the listing without control, direction-changing and invisible characters, itself where it has none."""
    data = as_data(listing)
    clean_data = _cleaned(data)
    return listing if clean_data == data else listing_from(clean_data)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    if isinstance(value, Mapping):
        return {clean(key): _cleaned(part) for key, part in value.items()}
    return value
