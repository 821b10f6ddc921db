"""PF7: fields of one listing that do not fit one another."""

import re
from collections.abc import Iterator

from peerfind.curation.findings import Given, Item, Problem, Rule

_HIDDEN_TOPICS = frozenset({"domestic-violence", "sexual-assault"})
_HIDDEN_WORDS = re.compile(
    r"(?i)\bsafe ?(house|home|shelter)s?\b|\b(secret|confidential|undisclosed) (place|location|address)"
)
_HOUSES = re.compile(
    r"(?i)\b(shelter|refuge|safe ?house|women'?s house|frauenhaus|casa de acogida|transition house)s?\b"
)


def _closed(item: Item, given: Given) -> Iterator[Problem]:
    listing = item.listing
    if listing.status == "closed" and not listing.closed:
        yield Problem(("status",), f"a closed listing needs the date: write closed: {given.today}")
    elif listing.closed and listing.status != "closed":
        yield Problem(("closed",), "a listing with the day on which it closed needs status: closed")
    elif listing.closed and listing.closed > given.today and listing.status == "closed":
        yield Problem(
            ("closed",), f"closed {listing.closed} lies in the future: write paused, or the day on which it closed"
        )


def _replaced(items: list[Item], _: Given) -> Iterator[tuple[Item, Problem]]:
    ids = {item.listing.id: item.listing for item in items}
    for item in items:
        other = item.listing.replaced_by
        if other == item.listing.id:
            yield item, Problem(("replaced_by",), "a listing can't replace itself: write the id of the other one")
        elif other and other not in ids:
            yield item, Problem(("replaced_by",), f"there is no listing {other!r}: write the id of one, or take it out")
        elif other and ids[other].replaced_by == item.listing.id:
            yield (
                item,
                Problem(("replaced_by",), f"{other} is replaced by this listing in turn: one of the two is open"),
            )


def _unreachable(item: Item, _: Given) -> Iterator[Problem]:
    listing = item.listing
    if listing.status == "active" and not listing.contacts and not listing.url:
        yield Problem((), "there is no way to reach it: give a contact or a url")


def _confidential(item: Item, _: Given) -> Iterator[Problem]:
    listing = item.listing
    place = listing.place
    if not place or not (place.address or place.lat is not None or place.postcode):
        return
    words = " ".join(filter(None, [listing.name, listing.summary, listing.hours_note, listing.eligibility]))
    hides = (
        _HIDDEN_WORDS.search(words)
        or (_HIDDEN_TOPICS & set(listing.topics))
        or (_HOUSES.search(words) and {"survivors", "women"} & set(listing.audiences))
    )
    if hides:
        at = "address" if place.address else "lat" if place.lat is not None else "postcode"
        told = "people hide from violence here: give the city at most, and take address, postcode and coordinates out"
        yield Problem(("place", at), told)


def _ages(item: Item, _: Given) -> Iterator[Problem]:
    age = item.listing.age
    if age and age.min is not None and age.max is not None and age.min > age.max:
        yield Problem(("age", "min"), f"nobody is {age.min} or older and {age.max} or younger: swap min and max")


RULES = (
    Rule(
        code="PF701",
        name="closed-without-date",
        severity="error",
        within=_closed,
        what="A listing that has ended stays, with the day, so that nobody adds it again; status and day go together.",
        bad="status: closed\n",
        good="status: closed\nclosed: 2026-06-30\n",
    ),
    Rule(
        code="PF702",
        name="replaced-by-nothing",
        severity="error",
        across=_replaced,
        what="`replaced_by` names a listing that is not there.",
        bad="status: closed\nclosed: 2026-06-30\nreplaced_by: nobody-knows\n",
        good="status: closed\nclosed: 2026-06-30\n",
    ),
    Rule(
        code="PF703",
        name="unreachable",
        severity="error",
        within=_unreachable,
        what="An active listing needs a contact or a web address.",
        bad="url:\ncontacts:\n",
        good='url: "https://harbour.example/"\ncontacts:\n',
    ),
    Rule(
        code="PF704",
        name="confidential-place",
        severity="error",
        within=_confidential,
        what="The street address, postcode or coordinates of a place where people hide from violence must not be "
        "published.",
        bad="topics: [domestic-violence]\nplace: {address: 12 Long Street, city: Columbus, region: US-OH}\n",
        good="topics: [domestic-violence]\nplace: {city: Columbus, region: US-OH}\n",
    ),
    Rule(
        code="PF705",
        name="impossible-ages",
        severity="error",
        within=_ages,
        what="The least age is above the most.",
        bad="age: {min: 24, max: 13}\n",
        good="age: {min: 13, max: 24}\n",
    ),
)
