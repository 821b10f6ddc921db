"""What of a new state of a feed counts at once, and what a person has to confirm. Pure.

A signature tells who published, not whether the number is right: numbers of crisis lines have been swapped, planted one
digit off, and bought up. So what people dial changes only under somebody's eyes; all else is applied.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from peerfind.directory.changes import Change, FieldChange, compare
from peerfind.directory.lookalikes import SLIPS, shortened, slips_between
from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.numbers import is_number, is_premium
from peerfind.errors import RefusedError
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

    listings: Mapping[str, Listing]
    """The state to use from now on."""
    applied: tuple[Change, ...]
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
        left: dict[str, list[str]] = {}
        for number in {value.removeprefix("+") for value in numbers} - self._kept:
            for rest in shortened(number):
                left.setdefault(rest, []).append(number)
        found: dict[str, dict[str, str]] = {}
        for digits in sorted(self._kept) if left else ():
            for number in sorted({held for rest in shortened(digits) for held in left.get(rest, ())}):
                slips = slips_between(number, digits)
                if slips <= SLIPS and (other := self._holder(digits)):
                    told = f"+{number} is {_count(slips)} from {digits} of {other[1]}"
                    found.setdefault(f"+{number}", {}).setdefault(other[0], told)
        return found


def review(  # noqa: PLR0913
    old: Mapping[str, Listing],
    new: Mapping[str, Listing],
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
    before = {id_: _as_seen(listing) for id_, listing in old.items()}
    changes = compare(before, new)
    gone = [change for change in changes if change.new is None]
    if meetings and before and len(gone) > MOST_MEETINGS_GONE * len(before) and "all" not in accepted:
        raise RefusedError(f"{len(gone)} of {len(before)} meetings are gone: the feed is probably broken")
    others = [change for change in changes if change.new is not None]
    mass = _mass(before, others)
    near = neighbours.near({value for change in others for value in _new_numbers(change) if value.startswith("+")})
    result, applied, held = dict(before), [], []
    for change in others:
        listing = change.listing
        reasons = [*_reasons(change, near), *(mass if _dialled(change) and change.old else ())]
        if not reasons or {listing.id, "all"} & set(accepted):
            result[listing.id] = listing
            applied.append(change)
            continue
        held.append(Held(change=change, reasons=tuple(dict.fromkeys(reasons))))
        if change.old and (closing := _closing(change.old, listing)) != change.old:
            result[listing.id] = closing
            applied += compare({listing.id: change.old}, {listing.id: closing})
    left = _without(result, old=old, gone=gone, missing=missing, today=today, accepted=accepted, meetings=meetings)
    return Review(
        listings=left.listings,
        applied=(*applied, *left.applied),
        held=(*held, *left.held),
        missing=left.missing,
    )


def _without(  # noqa: PLR0913
    result: dict[str, Listing],
    *,
    old: Mapping[str, Listing],
    gone: list[Change],
    missing: Mapping[str, str],
    today: dt.date,
    accepted: Collection[str],
    meetings: bool,
) -> Review:
    """Say of what the feed lacks that it was not seen; of meetings, take away what lacked twice."""
    many = len(gone) > MOST_GONE * len(old) if old else False
    reason = (f"a mass change: {len(gone)} of {len(old)} listings are gone",)
    held, applied, now_missing = [], [], {}
    for change in gone:
        id_ = change.listing.id
        if many and not set(accepted) & {id_, "all"}:
            held.append(Held(change=change, reasons=reason))
            result[id_] = old[id_]
            if id_ in missing:
                now_missing[id_] = missing[id_]
            continue
        if meetings:
            times = int(missing.get(id_, "0")) + 1
            if times >= GONE_AFTER:
                del result[id_]
                applied.append(change)
            else:
                now_missing[id_] = str(times)
            continue
        since = missing.get(id_, today.isoformat())
        now_missing[id_] = since
        result[id_] = not_seen(change.listing, since)
        if id_ not in missing:
            applied.append(change)
    return Review(listings=result, applied=tuple(applied), held=tuple(held), missing=now_missing)


def not_seen(listing: Listing, since: str) -> Listing:
    """Return a listing with the mark that its feed lacks it, and since when."""
    return listing.replace(extra={**listing.extra, "not_seen_since": since})


def _as_seen(listing: Listing) -> Listing:
    """Return a listing without the mark that its feed lacked it."""
    if "not_seen_since" not in listing.extra:
        return listing
    return listing.replace(extra={name: value for name, value in listing.extra.items() if name != "not_seen_since"})


def _mass(before: Mapping[str, Listing], changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the reason to hold every number where too many changed at once."""
    with_numbers = sum(any(contact.type in DIALLED for contact in listing.contacts) for listing in before.values())
    changed = sum(change.old is not None and _dialled(change) for change in changes)
    if not with_numbers or changed <= MOST_NUMBERS * with_numbers:
        return ()
    return (f"a mass change: {changed} of {with_numbers} listings get other numbers",)


def _reasons(change: Change, near: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield why a change has to be confirmed."""
    old, new = change.old, change.listing
    if old and {old.kind, new.kind} & set(GUARDED):
        yield from (f"what a {old.kind} is dialled by changes" for field in change.details if field.dialled)
        if any(field.path == "dispatch" for field in change.details):
            yield f"whether a {old.kind} sends the police changes"
        if old.kind in GUARDED and new.kind != old.kind:
            yield f"a {old.kind} becomes a {new.kind}"
    yield from (reason for field in change.details if (reason := _slip(field)))
    for number in _new_numbers(change):
        if is_premium(number):
            yield f"{number} costs the caller (premium rate)"
        yield from [told for other, told in near.get(number, {}).items() if other != new.id][:1]


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


def _dialled(change: Change) -> bool:
    return any(field.dialled for field in change.details)


def _new_numbers(change: Change) -> set[str]:
    """Return the numbers that a listing did not have before."""
    return _numbers(change.listing) - (_numbers(change.old) if change.old else set())


def _numbers(listing: Listing) -> set[str]:
    return {c.value for c in listing.contacts if c.type in DIALLED and is_number(c.value)}


def _closing(old: Listing, new: Listing) -> Listing:
    """Return the old listing with what the new one says of its end or of an alert."""
    told = new.__dict__
    return old.replace(**{name: told[name] for name in _AT_ONCE if name in old.fields and name in told})
