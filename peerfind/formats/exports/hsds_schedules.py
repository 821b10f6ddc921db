"""Opening hours as HSDS holds them: rows of one recurrence and one span each. Pure.

HSDS has neither public holidays nor time zones with daylight saving, so every row carries the hours and the zone in
words too, and hours that need more than weekdays, times and "the first Tuesday" are told in those words alone.
"""

import re
from collections.abc import Iterator

from peerfind.lookup.hours import ALWAYS

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_WEEKLY = re.compile(rf"(?:({_DAY}(?:-{_DAY})?(?:,\s?{_DAY}(?:-{_DAY})?)*)\s+)?(\S.*)")
_MONTHLY = re.compile(rf"({_DAY})\[(-?[1-5])\]\s+(\S.*)")
_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_HOLIDAYS = re.compile(r"(PH|SH)(,(PH|SH))*\s+\S.*")
Span = tuple[str, str]
Schedule = dict[str, str | int]


def schedules(hours: str, timezone: str | None) -> list[Schedule]:
    """Return the rows for a listing's hours, in OpenStreetMap's syntax, without their ids."""
    told: Schedule = {"description": f"{hours} ({timezone})" if timezone and hours != ALWAYS else hours}
    rows = _rows("Mo-Su 00:00-24:00" if hours == ALWAYS else hours)
    return [{**row, **told} for row in rows] if rows else [told]


def _rows(hours: str) -> list[Schedule] | None:
    """Return a row for each span of time, or None where the hours say more than rows can."""
    weekly: dict[str, tuple[Span, ...]] = {}
    monthly: list[Schedule] = []
    for rule in (part.strip() for part in hours.split(";")):
        if _HOLIDAYS.fullmatch(rule) or not rule:
            continue  # told in words
        if match := _MONTHLY.fullmatch(rule):
            spans = _spans(match[3])
            monthly += [_row("MONTHLY", match[2] + match[1].upper(), span) for span in spans or ()]
        elif match := _WEEKLY.fullmatch(rule):
            # Of several rules for a day the last holds; "off" leaves no span.
            spans = _spans(match[2])
            weekly |= dict.fromkeys(_days(match[1] or "Mo-Su"), spans or ())
        else:
            return None
        if spans is None:
            return None
    return [*_weekly(weekly), *monthly] or None


def _weekly(by_day: dict[str, tuple[Span, ...]]) -> Iterator[Schedule]:
    """Yield a row for each span, with all the days that have it."""
    spans = dict.fromkeys(span for day in _DAYS for span in by_day.get(day, ()))
    for span in spans:
        yield _row("WEEKLY", ",".join(day.upper() for day in _DAYS if span in by_day.get(day, ())), span)


def _row(frequency: str, days: str, span: Span) -> Schedule:
    opens, closes = span
    return {
        "freq": frequency,
        "interval": 1,
        "wkst": "MO",
        "byday": days,
        "opens_at": opens,
        "closes_at": "23:59" if closes == "24:00" else closes,
    }


def _spans(text: str) -> tuple[Span, ...] | None:
    """Return spans such as 09:00-12:00,13:00-17:00; none for "off", None for what is neither."""
    if text == "off":
        return ()
    found = [_SPAN.fullmatch(part.strip()) for part in text.split(",")]
    spans = tuple((match[1], match[2]) for match in found if match)
    return spans if len(spans) == len(found) and all(max(span) <= "24:00" for span in spans) else None


def _days(text: str) -> Iterator[str]:
    """Yield each day of a text such as Mo-We,Fr; a span may go over the end of the week."""
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        yield from (_DAYS[at % 7] for at in range(start, end + 1 if end >= start else end + 8))
