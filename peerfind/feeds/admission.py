"""The one gate through which every listing of every feed comes in. Pure.

What a feed says may be wrong, hostile or unwanted here; what does not pass is told of and left out.
"""

from collections.abc import Callable, Iterable, Iterator

from peerfind.directory.model import Contact, Listing
from peerfind.directory.numbers import contact_problem
from peerfind.directory.text import hidden_characters
from peerfind.feeds.reader import Warn

Unwanted = Callable[[str], bool]
"""Whether a number, address or name is one that must not come back."""
NOT_SEEN = "not_seen_since"
"""The field that says since when a listing's feed lacks it."""
OWN = ("also_in", NOT_SEEN)
"""Fields that only this program sets."""


def admitted(listings: Iterable[Listing], warn: Warn, unwanted: Unwanted = lambda _: False) -> Iterator[Listing]:
    """Yield the listings that may come in, each id once."""
    seen: set[str] = set()
    for listing in listings:
        if listing.id in seen:
            warn(f"{listing.id}: this id came before; the first is kept")
        elif problem := _problem(listing, unwanted):
            warn(f"{listing.id}: {problem}; left out")
        else:
            seen.add(listing.id)
            yield _without_what_is_ours(_without_open_page(listing, warn))


def _without_open_page(listing: Listing, warn: Warn) -> Listing:
    """Return a listing without a page that can be changed on its way to the reader."""
    if not listing.url or listing.url.startswith("https://"):
        return listing
    warn(f"{listing.id}: its page is not https: {listing.url}; the page is left out")
    return listing.replace(url=None)


def _without_what_is_ours(listing: Listing) -> Listing:
    extra = {name: value for name, value in listing.extra.items() if name not in OWN}
    return listing if len(extra) == len(listing.extra) else listing.replace(extra=extra)


def _problem(listing: Listing, unwanted: Unwanted) -> str | None:
    """Return why a listing may not come in."""
    texts = [listing.name, listing.summary, *(contact.value for contact in listing.contacts)]
    if any(hidden_characters(text) for text in texts):
        return "holds hidden characters"
    if not listing.sources:
        return "names no source"
    if problem := next(filter(None, map(contact_problem, listing.contacts)), None):
        return problem
    if any(unwanted(value) for value in _identifying(listing, listing.contacts)):
        return "somebody asked to have it removed"
    return None


def _identifying(listing: Listing, contacts: Iterable[Contact]) -> Iterator[str]:
    yield from (contact.value for contact in contacts)
    yield from filter(None, [listing.url, listing.place and listing.place.address])
