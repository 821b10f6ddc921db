"""OpenStreetMap opening hours, read by opening-hours-py. Pure: the moment is an argument.

Where hours depend on holidays that can't be known, they are asked twice, for a holiday and for an ordinary day; only
where both agree is the answer known.
"""

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import (  # type: ignore[attr-defined]  # its stubs leave the errors out
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

from peerfind.lookup.moments import Window

_HOLIDAYS = r"\b(PH|SH)\b"
_EVERY_DAY = "Mo-Su"
_ORDINARY_WEEK = dt.datetime(2026, 1, 12)  # noqa: DTZ001  # the hours' own clock
"""A Monday without holidays near."""
_WEEKS_OF_A_MONTH = 5
"""Some groups meet on the first Tuesday only."""
Answer = tuple[bool | None, dt.datetime | None]
"""Open, closed or unknown, and when that changes next, in the zone of the hours."""
_UNKNOWN: Answer = (None, None)
_FAR = 366
"""Days after which a change is no longer looked for."""


@lru_cache(maxsize=4096)
def problem(hours: str) -> str | None:
    """Return what is wrong with an opening hours text, or None."""
    try:
        OpeningHours(hours)
    except ParserError as error:
        place = re.search(r"--> \d+:(\d+)", str(error))
        where = f" at character {place[1]}" if place else ""
        instead = _likely(hours) or "hours such as Mo-Fr 09:00-17:00; Sa 10:00-12:00"
        return f"{hours!r} does not parse{where}: write {instead}"
    return None


def _likely(hours: str) -> str | None:
    """Return what people mean who write Mon-Fri 9am-5pm, with other dashes or quotes; None where that is not plain."""
    plain = re.sub('[\u201c\u201d"]', "", hours).replace("\u2013", "-").replace("\u2014", "-")
    plain = re.sub(r"(?i)\b(mo|tu|we|th|fr|sa|su)[a-z]{1,7}\b", lambda match: match[1].capitalize(), plain)
    plain = re.sub(r"(?i) +(?:to|through|until) +| +- +", "-", plain)
    plain = re.sub(r"(?i)\b(\d{1,2})(?::(\d\d))? ?([ap])\.?m\b\.?", _of_24_hours, plain)
    plain = re.sub(r"(?<![\d:])(\d):", r"0\1:", plain)
    try:
        OpeningHours(plain)
    except ParserError:
        return None
    return f'"{plain}"' if plain != hours else None


def _of_24_hours(match: re.Match[str]) -> str:
    """Return an hour of the morning or afternoon as one of the day."""
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "p")
    return f"{hour:02}:{match[2] or '00'}"


def state(hours: str, zone: str | None, country: str | None, moment: dt.datetime) -> Answer:
    """Return whether a service with these hours, in a zone and with a country's public holidays, is open."""
    local = _local(moment, zone)
    if local is None:
        return _UNKNOWN
    answers = {_answer(text, zone, known, local) for text, known in _variants(hours, country)}
    if len(answers) == 1:
        return answers.pop()
    states = {is_open for is_open, _ in answers}
    return (states.pop(), None) if len(states) == 1 else _UNKNOWN


def next_start(hours: str, zone: str | None, country: str | None, moment: dt.datetime) -> dt.datetime | None:
    """Return when the hours next begin, from the moment on, in their own zone; None where that can't be known.

    What has begun already and is still going on has begun; the next time is meant.
    """
    is_open, changes = state(hours, zone, country, moment)
    if is_open and changes:
        is_open, changes = state(hours, zone, country, changes)
    return changes if is_open is False else None


@lru_cache(maxsize=4096)
def hours_of_the_week(hours: str) -> tuple[str, ...]:
    """Return the hours of the week in which a service is open in some week of a month: "tu18", and their days: "tu"."""
    rule = _parsed(hours, None, None)
    if rule is None:
        return ()
    weeks = _ORDINARY_WEEK, _ORDINARY_WEEK + dt.timedelta(days=7 * _WEEKS_OF_A_MONTH)
    found = dict.fromkeys(
        code
        for start, end, held, _ in rule.intervals(*weeks)
        if held == State.OPEN
        for code in Window(start=start, end=min(end, weeks[1])).hours()
    )
    return tuple(dict.fromkeys([*found, *(code[:2] for code in found)]))


def _variants(hours: str, country: str | None) -> list[tuple[str, str | None]]:
    """Return the texts to ask, each with the country whose public holidays it may use."""
    named = set(re.findall(_HOLIDAYS, hours))
    if not named:
        return [(hours, None)]  # and no calendar is loaded, which takes longer than all else here
    known = country if _has_calendar(country) else None
    doubtful = {kind for kind in named if kind == "SH" or not known}
    if not doubtful:
        return [(hours, known)]
    on_holiday = re.sub(rf"\b({'|'.join(doubtful)})\b", _EVERY_DAY, hours)
    return [(hours, known), (on_holiday, known)]


def _answer(hours: str, zone: str | None, country: str | None, local: dt.datetime) -> Answer:
    rule = _parsed(hours, zone, country)
    if rule is None:
        return _UNKNOWN
    held, _ = rule.state(local)
    return _UNKNOWN if held == State.UNKNOWN else (held == State.OPEN, rule.next_change(local))


def _local(moment: dt.datetime, zone: str | None) -> dt.datetime | None:
    try:
        return moment.astimezone(ZoneInfo(zone)) if zone else None
    except (OSError, ValueError, KeyError):  # no such zone, or no zone data on this machine
        return None


@lru_cache(maxsize=4096)
def _parsed(hours: str, zone: str | None, country: str | None) -> OpeningHours | None:
    try:
        zoned = ZoneInfo(zone) if zone else None
        return OpeningHours(hours, timezone=zoned, country=country, max_interval_days=_FAR)
    except (ParserError, UnknownCountryError):
        return None


@lru_cache(maxsize=256)
def _has_calendar(country: str | None) -> bool:
    try:
        return bool(country) and OpeningHours("PH off", country=country) is not None
    except UnknownCountryError:
        return False
