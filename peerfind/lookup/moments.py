"""When somebody wants help, from the words for it: "tonight", "Tuesday evening", "at 2am". Pure.

A time is read as the next stretch of the user's clock that it may mean.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection

from peerfind.directory.text import has_digit
from peerfind.record import Record

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
ALWAYS = "always"
"""The time of the vocabulary that asks for help around the clock."""
_HOURS = {"tonight": (18, 30), "morning": (6, 12), "afternoon": (12, 17), "evening": (17, 22), "night": (21, 30)}
"""Time of the vocabulary -> first hour and the hour after the last, past midnight counted on; the first that is meant
counts."""
_SPANS = {"weekend": ("sa", "su"), "weekdays": DAYS[:5]}
_CLOCK = (
    r"(?:(?<=\bat )|(?<=\baround )|(?<=\bby )|\b)(?:"
    r"(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3])(?::(?P<minute24>[0-5]\d)(?:\s*(?:h|uhr)\b)?|\s*(?:h(?P<minute_h>[0-5]\d)?|uhr)\b)"
    r"|(?P<noon>noon|midday|mediod[ií]a|midi)\b|(?P<midnight>midnight|medianoche|minuit|mitternacht)\b)"
)
_NAMED = ("noon", "midday", "mediod", "midi", "midnight", "medianoche", "minuit", "mitternacht")
_HOURS_OF_A_DAY = 24
_MOST_HOURS = 7 * _HOURS_OF_A_DAY


class Window(Record):
    """A stretch of time that somebody asks for; of a single moment both ends are the same."""

    start: dt.datetime
    end: dt.datetime

    def text(self) -> str:
        """Return the moment, or the interval, as ISO 8601 writes it."""
        ends = [self.start, self.end] if self.end > self.start else [self.start]
        return "/".join(end.isoformat(timespec="minutes") for end in ends)

    def hours(self) -> list[str]:
        """Return the hours of the week that the window touches, as codes such as "tu18"."""
        first = self.start.replace(minute=0, second=0, microsecond=0)
        hours = int((max(self.end - dt.timedelta(microseconds=1), self.start) - first) / dt.timedelta(hours=1)) + 1
        moments = (first + dt.timedelta(hours=n) for n in range(min(hours, _MOST_HOURS)))
        return [f"{DAYS[moment.weekday()]}{moment.hour:02}" for moment in moments]

    def slots(self) -> list[str]:
        """Return the same, with the code of a day ("tu") for all of its hours."""
        hours = self.hours()
        count = Counter(code[:2] for code in hours)
        whole = [day for day in count if count[day] >= _HOURS_OF_A_DAY]
        return [*whole, *(code for code in hours if code[:2] not in whole)]


def take_clock(text: str) -> tuple[str, dt.time | None]:
    """Return a lower-case query without its first time of day, and that time."""
    told = has_digit(text) or any(name in text for name in _NAMED)  # the pattern takes longer to read than most queries
    found = re.search(_CLOCK, text) if told else None
    if not found:
        return text, None
    part = found.groupdict()
    if part["noon"] or part["midnight"]:
        time = dt.time(12 if part["noon"] else 0)
    elif part["hour"]:
        time = dt.time(int(part["hour"]) % 12 + (12 if part["half"] == "p" else 0), int(part["minute"] or 0))
    else:
        time = dt.time(int(part["hour24"]), int(part["minute24"] or part["minute_h"] or 0))
    return f"{text[: found.start()]} {text[found.end() :]}", time


def window(times: Collection[str], days: Collection[str], clock: dt.time | None, now: dt.datetime) -> Window | None:
    """Return when help is wanted by the codes understood and a time of day, from `now` on; None where none is said."""
    wanted = [day for day in DAYS if day in days or any(day in _SPANS.get(time, ()) for time in times)]
    hours = next((_HOURS[time] for time in _HOURS if time in times), None)
    if not (wanted or hours or clock or {"now", "today", "tomorrow"} & set(times)):
        return None
    if clock:
        return _at(clock, wanted, _midnight(now) + dt.timedelta(days=1) if "tomorrow" in times else now)
    if "now" in times and not wanted:
        return Window(start=now, end=now)
    first, last = hours or (0, 24)
    overnight = last > 24 and not wanted and "tomorrow" not in times
    day = _midnight(now + dt.timedelta(days="tomorrow" in times) - dt.timedelta(days=overnight))
    while not _is_one(day, wanted) or day + dt.timedelta(hours=last) <= now:
        day += dt.timedelta(days=1)
    following = day
    while wanted and _is_one(following + dt.timedelta(days=1), wanted) and following - day < dt.timedelta(days=6):
        following += dt.timedelta(days=1)
    return Window(start=max(day + dt.timedelta(hours=first), now), end=following + dt.timedelta(hours=last))


def _at(clock: dt.time, wanted: Collection[str], now: dt.datetime) -> Window:
    moment = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    while moment < now or not _is_one(moment, wanted):
        moment += dt.timedelta(days=1)
    return Window(start=moment, end=moment)


def _is_one(day: dt.datetime, wanted: Collection[str]) -> bool:
    return not wanted or DAYS[day.weekday()] in wanted


def _midnight(moment: dt.datetime) -> dt.datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
