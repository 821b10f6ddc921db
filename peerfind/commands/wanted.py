"""What `peerfind print` puts on paper: what answers a question, or what a list names; and the place that it is for."""

from collections.abc import Sequence

from peerfind.commands.chosen import listings_of, read_ids
from peerfind.commands.options import EVERYTHING, Asked
from peerfind.commands.session import Session, tell
from peerfind.errors import NothingFoundError, UsageError
from peerfind.lookup.places import WORLDWIDE, Place
from peerfind.lookup.query import Result
from peerfind.printing.gate import admit
from peerfind.record import Record

_USUAL = 12


class Wanted(Record):
    """What is to be printed, in its order."""

    results: Sequence[Result]
    total: int
    """How many there are, also where not all of them are at hand."""
    place: Place | None
    """The place that was asked for."""
    home: Place | None
    """The place whose emergency number stands above the list."""
    limit: int | None
    asked: int = 0
    """How many ids were asked for, where any were; and how many of them are not there."""
    missing: int = 0


def wanted(
    session: Session, asked: Asked, query: str, ids: str | None, limit: int | None, *, leave_out: bool
) -> Wanted:
    """Return what is to be printed; a limit of 0 is none, and without one lists are whole.

    Raises NothingFoundError, and UsageError where nothing says what to print.
    """
    filters, place = asked.filters(session), session.place
    if not (query or ids or place or asked.given()):
        hint = "Write what somebody needs, filters such as --kind warmline --in Ohio, or a list (--list, --ids)."
        raise UsageError("What to print?", hint=hint)
    named = read_ids(ids) if ids else filters.ids
    gone: list[str] = []
    if named is not None and not query:
        found, gone = listings_of(session, filters, named)
        total = len(found)
    else:
        filters = filters.replace(ids=named)
        if query and not asked.place and (read := session.finder.read(query, session.now, session.home).place):
            place, filters = read, filters.replace(place=None)
        limit = _USUAL if limit is None else limit
        most = limit if limit and not leave_out else EVERYTHING
        answer = session.finder.search(query, filters, most, session.now, session.home)
        found = [result for result in answer.results if "place" not in result.lacks]
        total = answer.total if len(answer.results) == most else len(found)
    if not found:
        raise NothingFoundError("Nothing to print.", hint="" if gone else "Use fewer words or filters.")
    home = place or _common_country(session, found)
    return Wanted(
        results=found, total=total, place=place, home=home, limit=limit or None,
        asked=len(named or ()), missing=len(gone),
    )  # fmt: skip


def let_through(session: Session, found: Wanted, *, allow_stale: bool, leave_out: bool, discreet: bool) -> list[Result]:
    """Return what may be printed, as far as the limit goes, and tell what is not. Raises StaleError."""
    results = found.results if leave_out else found.results[: found.limit]
    admitted = admit(results, session.catalogue, allow_stale=allow_stale, leave_out=leave_out, discreet=discreet)[
        : found.limit
    ]
    passed = next(at for at, result in enumerate(results, 1) if result is admitted[-1])
    if out := passed - len(admitted):
        told = "Left out: {out}, not checked recently or hearsay."
        if discreet:
            told = "Left out: {out}, not checked recently, hearsay or without a number."
        tell(session.say(told, out=out))
    _tell_rest(session, found, admitted, passed)
    return admitted


def to_dial(session: Session, found: Wanted) -> list[Result]:
    """Return what is to be dialled before it may be printed, as far as the limit goes."""
    results = [*found.results[: found.limit]]
    _tell_rest(session, found, results, len(results))
    return results


def _tell_rest(session: Session, found: Wanted, results: Sequence[Result], passed: int) -> None:
    if passed < found.total:
        told = "{number} of {total} are printed; --limit takes more, 0 all."
        tell(session.say(told, number=len(results), total=found.total))


def _common_country(session: Session, results: Sequence[Result]) -> Place | None:
    """Return the country that every listing serves: the user's where it is one, else the only one there is."""
    served = [{code[:2] for code in r.listing.serves if code != WORLDWIDE} for r in results]
    common = set.intersection(*held) if (held := [codes for codes in served if codes]) else set()
    if session.home and (not held or session.home.country in common):
        return session.home
    if len(common) == 1:
        named = session.finder.places.named(*common)
        return next((place for place in named if place.kind == "country"), None)
    if held:
        told = "No one country's emergency number fits all of these: name a place with --in."
        tell(session.say(told))
    return None
