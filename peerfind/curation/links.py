"""Whether the numbers of listings still stand on their pages. Pure: the pages were read before."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from peerfind.curation.pages import Page
from peerfind.curation.queue import dialled
from peerfind.curation.standing import stands_on
from peerfind.directory.model import Contact, Listing
from peerfind.record import Record

Verdict = Literal["stands", "not on its pages", "no page could be read"]


class Standing(Record):
    """What the pages of a listing say about one of its numbers."""

    listing: Listing
    contact: Contact
    verdict: Verdict
    pages: tuple[str, ...]
    """Where it stands; else the pages that were read in vain, or those that could not be read, each with why."""


def pages_of(listing: Listing) -> list[str]:
    """Return the pages on which a listing's numbers should stand: its sources and its own, each once."""
    own = [listing.url] if listing.url else []
    return list(dict.fromkeys([*(source.url for source in listing.sources if source.how != "list"), *own]))


def standings(listings: Iterable[Listing], pages: Mapping[str, Page]) -> Iterator[Standing]:
    """Yield what became of each number."""
    for listing in listings:
        read = [pages[url] for url in pages_of(listing) if url in pages]
        for contact in dialled(listing):
            on = tuple(page.url for page in read if not page.problem and stands_on(contact, page.text))
            if on:
                yield Standing(listing=listing, contact=contact, verdict="stands", pages=on)
                continue
            vain = tuple(page.url for page in read if not page.problem)
            failed = tuple(f"{page.url} ({page.problem})" for page in read if page.problem)
            verdict: Verdict = "not on its pages" if vain else "no page could be read"
            yield Standing(listing=listing, contact=contact, verdict=verdict, pages=(*vain, *failed))
