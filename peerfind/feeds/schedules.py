"""Schedules of HSDS to OpenStreetMap opening hours: the two common rules, and words for all others. Pure.

A rule is translated where it says all that there is to say: every week on some days, or every month on the nth weekday.
Recurrence rules are never run, and a numeric offset is never taken for a time zone. One schedule that can't be
translated makes words of all: half the hours would tell people "closed" when it is open.
"""

import datetime as dt
import re
from collections.abc import Iterable

from peerfind.feeds.cleaning import LINE, cut, line, scrubbed, text_of
from peerfind.feeds.documents import Row

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHOWN = tuple(day.title() for day in _DAYS)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2}(?:\.0+)?)?")
_LIMITS = ("until", "count", "bymonthday", "byweekno", "byyearday", "bysetpos", "valid_to")
"""What makes a rule more than one of the two common ones."""
_WHOLE_DAY = "00:00-24:00"
_RANGE = 3
"""Days in a row from which on a range is written."""
MOST_SCHEDULES = 40
"""Schedules of one service that are looked at."""
Span = tuple[str, str]
"""A day, such as Mo or Tu[2], and the time on it."""


def hours_of(schedules: Iterable[Row], today: dt.date, holidays: str = "") -> tuple[str | None, str | None]:
    """Return opening hours where all schedules in force say just that, and what else they say in words."""
    held = [row for row in [*schedules][:MOST_SCHEDULES] if not _is_over(row, today)]
    spans = [_spans(row) for row in held]
    words = list(dict.fromkeys(said for said in (*map(_said, held), holidays) if said))
    if all(spans) and not _clash(spans):
        told = [span for found in spans if found for span in found]
        return (_written(told) if told else None), cut(" ".join(words), LINE) or None
    told_all = dict.fromkeys([*(_told(row) for row in held), *words])
    return None, cut(" ".join(text for text in told_all if text), LINE) or None


def _is_over(row: Row, today: dt.date) -> bool:
    day = text_of(row.get("valid_to"))[:10]
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)) and day < today.isoformat()


def _spans(row: Row) -> list[Span]:
    """Return the days and times of a rule that is one of the two common ones, else nothing."""
    if any(row.get(name) and text_of(row[name]).strip() for name in _LIMITS) or text_of(
        row.get("interval")
    ).strip() not in ("", "1"):
        return []
    time = _time(row)
    rule = text_of(row.get("freq")).strip().upper()
    days = [day.strip().upper() for day in text_of(row.get("byday")).split(",") if day.strip()]
    pattern = {"WEEKLY": rf"({'|'.join(_DAYS)})", "MONTHLY": rf"(-1|[1-5])({'|'.join(_DAYS)})"}.get(rule)
    if not time or not pattern or not days or not all(re.fullmatch(pattern, day) for day in days):
        return []
    return [(day.title() if rule == "WEEKLY" else f"{day[-2:].title()}[{day[:-2]}]", time) for day in days]


def _time(row: Row) -> str | None:
    """Return the time of a day; one with an offset is not the clock on the wall, and is left to words."""
    found = [_CLOCK.fullmatch(text_of(row.get(name)).strip()) for name in ("opens_at", "closes_at")]
    if not found[0] or not found[1]:
        return None
    opens, closes = (f"{int(match[1]):02d}:{match[2]}" for match in found if match)
    if max(opens, closes) > "24:00" or opens == "24:00" or int(opens[3:]) > 59 or int(closes[3:]) > 59:
        return None
    if opens == "00:00" and closes in ("23:59", "24:00"):
        return _WHOLE_DAY
    return f"{opens}-{closes.replace('00:00', '24:00')}" if opens != closes else None


def _clash(spans: list[list[Span]]) -> bool:
    """Whether a day of every month is a day of every week too: the later rule would replace the other."""
    days = {day for found in spans for day, _ in found}
    return any("[" in day and day[:2] in days for day in days)


def _written(spans: list[Span]) -> str:
    """Return days and times as rules, days with the same times joined."""
    times: dict[str, list[str]] = {}
    for day, time in spans:
        if time not in times.setdefault(day, []):
            times[day].append(time)
    days: dict[str, list[str]] = {}
    for day in sorted(times, key=lambda day: (_SHOWN.index(day[:2]), day)):
        days.setdefault(",".join(sorted(times[day])), []).append(day)
    if days == {_WHOLE_DAY: [*_SHOWN]}:
        return "24/7"
    return "; ".join(f"{_joined(held)} {time}" for time, held in days.items())


def _joined(days: list[str]) -> str:
    """Return days as people write them: Mo-Fr, We[1]."""
    if all("[" not in day for day in days) and len(days) >= _RANGE:
        first, last = _SHOWN.index(days[0]), _SHOWN.index(days[-1])
        if last - first == len(days) - 1:
            return f"{days[0]}-{days[-1]}"
    return ",".join(days)


def _said(row: Row) -> str:
    """Return what a schedule says in words of its own."""
    texts = (scrubbed(row.get(name), LINE) for name in ("description", "notes"))
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts if text)


def _told(row: Row) -> str:
    """Return a rule in words, as far as it has any."""
    parts = [line(row.get(name), 60) for name in ("freq", "byday")]
    clock = "-".join(filter(None, (line(row.get(name), 20) for name in ("opens_at", "closes_at"))))
    dates = [
        f"{word} {line(row.get(name), 20)}"
        for name, word in (("valid_from", "from"), ("valid_to", "to"), ("until", "until"))
        if line(row.get(name), 20)
    ]
    told = " ".join(filter(None, [*parts, clock, *dates]))
    return f"{told[:1].upper()}{told[1:].lower() if told.isupper() else told[1:]}." if told else ""
