"""What may be put on paper: nothing that is old, closed, known by hearsay or out of reach. Pure.

Paper outlives its facts, so what is printed must have been checked lately enough to last until it is thrown away.
"""

from collections.abc import Iterable

from peerfind.catalogue import ENGLISH, Catalogue
from peerfind.directory.model import DIALLED
from peerfind.directory.numbers import is_number
from peerfind.errors import StaleError
from peerfind.lookup.query import Result
from peerfind.record import Record

_NAMED = 5


class Refused(Record):
    """A listing that must not be printed, and why."""

    id: str
    why: str
    only_stale: bool = False
    """Whether it is refused for nothing but its age."""


def refusal(result: Result, catalogue: Catalogue = ENGLISH, *, discreet: bool = False) -> Refused | None:
    """Return why a listing must not be printed, in the language of a catalogue, or None.

    On `discreet` paper stand numbers only, because an address would say what it is for.
    """
    listing, say = result.listing, catalogue.say
    if listing.status != "active":
        return Refused(id=listing.id, why=say("is closed") if listing.status == "closed" else say("is paused"))
    if not listing.contacts and not listing.url:
        return Refused(id=listing.id, why=say("has no way to reach it"))
    if discreet and not any(is_number(contact.value) for contact in listing.contacts_of(*DIALLED)):
        return Refused(id=listing.id, why=say("has no number, and its address would say what it is for"))
    if all(source.how == "list" for source in listing.sources):
        return Refused(id=listing.id, why=say("is known from third-party lists alone"))
    if result.freshness.state == "stale":
        why = say("was last checked on {day}", day=result.freshness.since)
        return Refused(id=listing.id, why=why, only_stale=True)
    return None


def admit(
    results: Iterable[Result],
    catalogue: Catalogue = ENGLISH,
    *,
    allow_stale: bool = False,
    leave_out: bool = False,
    discreet: bool = False,
) -> list[Result]:
    """Return the results that may be printed, in their order.

    Raises StaleError when some may not, unless these are to be left out or, being old, allowed.
    """
    held = [*results]
    refused = [
        (result, why)
        for result in held
        if (why := refusal(result, catalogue, discreet=discreet)) is not None and not (allow_stale and why.only_stale)
    ]
    if refused and not leave_out:
        named = "; ".join(f"{why.id} {why.why}" for _, why in refused[:_NAMED])
        told = "{number} of {total} listings can't be printed: {named}"
        if more := max(len(refused) - _NAMED, 0):
            told = "{number} of {total} listings can't be printed: {named}; and {more} more"
        raise StaleError(told, hint=_hint(), number=len(refused), total=len(held), named=named, more=more)
    out = {id(result) for result, _ in refused}
    admitted = [result for result in held if id(result) not in out]
    if held and not admitted:
        told = "None of {total} listings can be printed"
        raise StaleError(told, hint=_hint(), total=len(held))
    return admitted


def _hint() -> str:
    hint = (
        "Dial them first: --layout call-sheet prints what to ask. --leave-out prints the others; "
        "--allow-stale prints old ones with NOT RECENTLY CHECKED on them."
    )
    return hint  # noqa: RET504  # scripts/messages.py finds it by its name
