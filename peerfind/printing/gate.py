"""What may be put on paper: nothing that is old, closed, known by hearsay or out of reach. Pure.

Paper outlives its facts, so what is printed must have been checked lately enough to last until it is thrown away.
"""

from collections.abc import Iterable

from peerfind.errors import StaleError
from peerfind.lookup.query import Result
from peerfind.record import Record

_NAMED = 5
_HINT = (
    "Dial them first: --layout call-sheet prints what to ask. --leave-out prints the others; "
    "--allow-stale prints old ones with NOT RECENTLY CHECKED on them."
)


class Refused(Record):
    """A listing that must not be printed, and why."""

    id: str
    why: str
    only_stale: bool = False
    """Whether it is refused for nothing but its age."""


def refusal(result: Result) -> Refused | None:
    """Return why a listing must not be printed, or None."""
    listing = result.listing
    if listing.status != "active":
        return Refused(id=listing.id, why=f"is {listing.status}")
    if not listing.contacts and not listing.url:
        return Refused(id=listing.id, why="has no way to reach it")
    if all(source.how == "list" for source in listing.sources):
        return Refused(id=listing.id, why="is known from third-party lists alone")
    if result.freshness.state == "stale":
        return Refused(id=listing.id, why=f"was last checked on {result.freshness.since}", only_stale=True)
    return None


def admit(results: Iterable[Result], *, allow_stale: bool = False, leave_out: bool = False) -> list[Result]:
    """Return the results that may be printed, in their order.

    Raises StaleError when some may not, unless these are to be left out or, being old, allowed.
    """
    held = [*results]
    refused = [
        (result, why)
        for result in held
        if (why := refusal(result)) is not None and not (allow_stale and why.only_stale)
    ]
    if refused and not leave_out:
        named = "; ".join(f"{why.id} {why.why}" for _, why in refused[:_NAMED])
        more = f"; and {len(refused) - _NAMED} more" if len(refused) > _NAMED else ""
        raise StaleError(f"{len(refused)} of {len(held)} listings can't be printed: {named}{more}", hint=_HINT)
    out = {id(result) for result, _ in refused}
    admitted = [result for result in held if id(result) not in out]
    if held and not admitted:
        raise StaleError(f"none of {len(held)} listings can be printed", hint=_HINT)
    return admitted
