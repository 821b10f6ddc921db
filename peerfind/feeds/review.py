"""What of a new state of a feed counts at once, and what a person has to confirm. Pure.

A signature tells who published, not whether the number is right: numbers of crisis lines have been swapped, planted one
digit off, and bought up. So what people dial changes only under somebody's eyes; all else is applied.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peerfind.directory.changes import SORTS, Change, FieldChange, Sort, compare_listings
from peerfind.directory.lookalikes import SLIPS, shortened, slips_between
from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.numbers import is_number, is_premium
from peerfind.directory.parts import service_of
from peerfind.errors import RefusedError
from peerfind.feeds.admission import NOT_SEEN
from peerfind.feeds.lines import Changes, Lines
from peerfind.record import Record

GUARDED = ("crisis_line", "warmline")
"""Kinds whose numbers, keywords and dispatch policy change only when somebody confirms it."""
MOST_NUMBERS, MOST_GONE, MOST_MEETINGS_GONE = 0.05, 0.2, 0.4
"""Shares of what a feed has: more is a mass change, and more meetings gone than the last refuse the whole."""
GONE_AFTER = 2
"""Complete reads without a meeting after which it is gone."""
_AT_ONCE = ("status", "closed", "replaced_by", "alert")
"""Fields that count at once even where the rest of a change is held back: they only ever close."""
_LONG = 9
"""Digits; shorter numbers are all near one another."""


class Held(Record):
    """A change that waits for somebody to confirm it."""

    change: Change
    reasons: tuple[str, ...]


class Review(Record):
    """What came of comparing."""

    listings: Lines
    """The state to use from now on."""
    applied: Changes
    held: tuple[Held, ...]
    missing: Mapping[str, str]
    """Id -> the day since which the feed lacks it, or for meetings how many times in a row, as text."""


class Neighbours:
    """Numbers in full of other listings, to find those that a number could be taken for."""

    def __init__(self, known: Callable[[], Iterable[str]], holder: Callable[[str], tuple[str, str] | None]) -> None:
        """`known` returns the digits of every number there is; `holder` the id and name of the listing that has one."""
        self._known, self._holder = known, holder
        self._kept: frozenset[str] | None = None

    def near(self, numbers: Collection[str]) -> dict[str, dict[str, str]]:
        """Return, for those of the numbers that are like others but not the same: id of the other -> that in words."""
        if not numbers:
            return {}
        if self._kept is None:
            self._kept = frozenset(digits for digits in self._known() if len(digits) >= _LONG)
        fresh = {value.removeprefix("+") for value in numbers} - self._kept
        found: dict[str, dict[str, str]] = {}
        for number, digits in sorted(_alike(fresh, self._kept)):
            slips = slips_between(number, digits)
            if slips <= SLIPS and (other := self._holder(digits)):
                told = f"+{number} is {_count(slips)} from {digits} of {other[1]}"
                found.setdefault(f"+{number}", {}).setdefault(other[0], told)
        return found


def _alike(numbers: Collection[str], others: Collection[str]) -> set[tuple[str, str]]:
    """Return the pairs of a number and another that leave the same digits; the smaller side is kept in memory."""
    few, many = (numbers, others) if len(numbers) < len(others) else (others, numbers)
    left: dict[str, list[str]] = {}
    for digits in few:
        for rest in shortened(digits):
            left.setdefault(rest, []).append(digits)
    pairs = {(digits, held) for digits in many for rest in shortened(digits) for held in left.get(rest, ())}
    return pairs if many is numbers else {(held, digits) for digits, held in pairs}


class _Weighed(NamedTuple):
    """What has to be known of a change to decide on it."""

    rank: int
    """Of its sort in SORTS."""
    id: str
    sort: Sort
    is_new: bool
    is_guarded: bool
    dialled: bool
    numbers: frozenset[str]
    """In full, that the listing did not have before."""
    lost: frozenset[str] | None
    """Values of its contacts that it has no more; None where anything else changes of what people dial."""
    reasons: tuple[str, ...]


def review(  # noqa: PLR0913
    old: Lines,
    new: Lines,
    *,
    today: dt.date,
    missing: Mapping[str, str],
    neighbours: Neighbours,
    accepted: Collection[str] = (),
    meetings: bool = False,
) -> Review:
    """Compare what is in use with what the feed says now.

    `missing` is what the review before returned; changes of the listings in `accepted` are not held. Raises
    RefusedError when so many meetings are gone that the feed is probably broken.
    """
    before = _as_seen(old)
    gone = sorted(before.keys() - new.keys())
    if meetings and before and len(gone) > MOST_MEETINGS_GONE * len(before) and "all" not in accepted:
        raise RefusedError(f"{len(gone)} of {len(before)} meetings are gone: the feed is probably broken")
    weighed = sorted(_weigh(change) for id_ in new if (change := before.compare(new, id_)))
    altered = _altered(weighed)
    mass = _mass(before, len(altered))
    near = neighbours.near({number for one in weighed for number in one.numbers})
    result = before.copy()
    applied: list[tuple[Sort, str]] = []
    held: list[Held] = []
    for one in weighed:
        reasons = [*one.reasons, *_taken_for(one, near), *(mass if one.id in altered else ())]
        if not reasons or {one.id, "all"} & set(accepted):
            result.take(new, one.id)
            applied.append((one.sort, one.id))
            continue
        change = before.compare(new, one.id)
        assert change is not None  # it was weighed
        held.append(Held(change=change, reasons=tuple(dict.fromkeys(reasons))))
        if change.old and (closing := compare_listings(change.old, _closing(change.old, change.listing))):
            result.put(closing.listing)
            applied.append((closing.sort, one.id))
    left = _without(result, old=old, gone=gone, missing=missing, today=today, accepted=accepted, meetings=meetings)
    return Review(
        listings=result,
        applied=Changes(before, result, [*applied, *(("gone", id_) for id_ in left.applied)]),
        held=(*held, *left.held),
        missing=left.missing,
    )


class _Left(NamedTuple):
    """What became of what the feed lacks: ids that count as gone, what waits, and what the next review has to know."""

    applied: list[str]
    held: list[Held]
    missing: dict[str, str]


def _without(  # noqa: PLR0913
    result: Lines,
    *,
    old: Lines,
    gone: list[str],
    missing: Mapping[str, str],
    today: dt.date,
    accepted: Collection[str],
    meetings: bool,
) -> _Left:
    """Say of what the feed lacks that it was not seen; of meetings, take away what lacked twice."""
    many = len(gone) > MOST_GONE * len(old) if old else False
    reason = (f"a mass change: {len(gone)} of {len(old)} listings are gone",)
    left = _Left([], [], {})
    for id_ in gone:
        if many and not set(accepted) & {id_, "all"}:
            left.held.append(Held(change=Change(old=result[id_], new=None), reasons=reason))
            result.take(old, id_)
            if id_ in missing:
                left.missing[id_] = missing[id_]
        elif meetings:
            times = int(missing.get(id_, "0")) + 1
            if times >= GONE_AFTER:
                result.drop(id_)
                left.applied.append(id_)
            else:
                left.missing[id_] = str(times)
        else:
            left.missing[id_] = missing.get(id_, today.isoformat())
            result.put(not_seen(result[id_], left.missing[id_]))
            if id_ not in missing:
                left.applied.append(id_)
    return left


def not_seen(listing: Listing, since: str) -> Listing:
    """Return a listing with the mark that its feed lacks it, and since when."""
    return listing.replace(extra={**listing.extra, NOT_SEEN: since})


def _as_seen(old: Lines) -> Lines:
    """Return a state without the marks that the feed lacked a listing."""
    held = old.copy()
    for id_ in old.naming(NOT_SEEN):
        listing = old[id_]
        held.put(listing.replace(extra={name: told for name, told in listing.extra.items() if name != NOT_SEEN}))
    return held


def _altered(weighed: Sequence[_Weighed]) -> frozenset[str]:
    """Return the ids of listings whose numbers are others now, or gone.

    A number that went over from a service's listing to a new one, of another place of that service, is still there.
    """
    dialled = [one for one in weighed if one.dialled]
    taken: dict[str, set[str]] = {}
    for one in weighed if dialled else ():
        if one.is_new:
            taken.setdefault(service_of(one.id), set()).update(one.numbers)
    went_over = (one.lost is not None and one.lost <= taken.get(service_of(one.id), set()) for one in dialled)
    return frozenset(one.id for one, went in zip(dialled, went_over, strict=True) if not went)


def _mass(before: Lines, changed: int) -> tuple[str, ...]:
    """Return the reason to hold every number where so many changed at once."""
    if not changed:
        return ()
    with_numbers = sum(any(contact.type in DIALLED for contact in listing.contacts) for listing in before.values())
    if changed <= MOST_NUMBERS * with_numbers:
        return ()
    return (f"a mass change: {changed} of {with_numbers} listings get other numbers",)


def _weigh(change: Change) -> _Weighed:
    old, new = change.old, change.listing
    numbers = _numbers(new) - (_numbers(old) if old else set())
    dialled = [field for field in change.details if field.dialled]
    gone = [field.old for field in dialled if field.new is None and isinstance(field.old, Mapping)]
    return _Weighed(
        rank=SORTS.index(change.sort),
        id=new.id,
        sort=change.sort,
        is_new=old is None,
        is_guarded=new.kind in GUARDED,
        dialled=bool(dialled),
        numbers=frozenset(number for number in numbers if number.startswith("+")),
        lost=frozenset(contact["value"] for contact in gone) if len(gone) == len(dialled) else None,
        reasons=(*_reasons(change), *(f"{n} costs the caller (premium rate)" for n in numbers if is_premium(n))),
    )


def _reasons(change: Change) -> Iterator[str]:
    """Yield why a change of what was there has to be confirmed."""
    old, new = change.old, change.listing
    if old and {old.kind, new.kind} & set(GUARDED):
        yield from (f"what a {old.kind} is dialled by changes" for field in change.details if field.dialled)
        if any(field.path == "dispatch" for field in change.details):
            yield f"whether a {old.kind} sends the police changes"
        if old.kind in GUARDED and new.kind != old.kind:
            yield f"a {old.kind} becomes a {new.kind}"
    yield from (reason for field in change.details if (reason := _slip(field)))


def _taken_for(one: _Weighed, near: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield for each new number which other listing's it could be taken for.

    Places of one service often have numbers in a row; those of a line for people in danger are looked at even so.
    """
    for number in sorted(one.numbers):
        yield from [told for other, told in near.get(number, {}).items() if not _is_its_own(one, other)][:1]


def _is_its_own(one: _Weighed, other: str) -> bool:
    """Whether a listing is the one that changes or, unless it is guarded, one of the same service."""
    return other == one.id or (not one.is_guarded and service_of(other) == service_of(one.id))


def _slip(field: FieldChange) -> str | None:
    """Return why a number that is almost the old one has to be confirmed."""
    if not (field.dialled and field.path.endswith("value") and isinstance(field.old, str)):
        return None
    if not (isinstance(field.new, str) and is_number(field.old) and is_number(field.new)):
        return None
    slips = slips_between(field.old, field.new)
    return f"{field.new} is {_count(slips)} from the old {field.old}" if slips <= SLIPS else None


def _count(slips: int) -> str:
    return "one slip" if slips == 1 else f"{slips} slips"


def _numbers(listing: Listing) -> set[str]:
    return {c.value for c in listing.contacts if c.type in DIALLED and is_number(c.value)}


def _closing(old: Listing, new: Listing) -> Listing:
    """Return the old listing with what the new one says of its end or of an alert."""
    told = new.__dict__
    return old.replace(**{name: told[name] for name in _AT_ONCE if name in old.fields and name in told})
