"""Weekly meeting times to OpenStreetMap opening hours. Pure."""

import re

from peerfind.feeds.cleaning import text_of

DAYS = ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")
"""As both meeting formats count them, Sunday first."""
_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap])?\.?\s*m?\.?", re.IGNORECASE)
_WORDS = {"noon": 720, "midnight": 0, "12 noon": 720, "12 midnight": 0}
DAY = 1440
"""Minutes."""
SHORTEST, LONGEST = 15, 360
"""Minutes that a meeting lasts; another length is a slip, and only the start is told."""
USUAL = 60
_NOT_WEEKLY = re.compile(
    r"(?i)\bmonthly\b|\b(?:once|twice) (?:a|per) month\b|\bbi-?(?:weekly|monthly)\b|\b(?:every other|alternat\w+) week"
    r"|\bevery (?:two|2|three|3) weeks\b|\bfortnight"
    r"|\bonly\b[^.]{0,30}\b(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\b"
    r"|\b(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\b[^.]{0,30}\bonly\b"
)


def days_of(value: object) -> tuple[str, ...]:
    """Return the days that a number from 0 (Sunday) to 6, a name, or a list of them means, in the week's order."""
    if isinstance(value, list):
        found = {day for item in value[:7] for day in days_of(item)}
        return tuple(day for day in _WEEK if day in found)
    text = text_of(value).strip().lower()
    if re.fullmatch(r"[0-6](?:\.0+)?", text):
        return (DAYS[int(text[0])],)
    named = [DAYS[at] for at, name in enumerate(_NAMES) if len(text) >= 2 and name.startswith(text.rstrip("s."))]
    if not named and len(text) > 3:
        named = [DAYS[at] for at, name in enumerate(_NAMES) if text.startswith(name[:4])]
    return tuple(named) if len(named) == 1 else ()


def minutes_of(value: object) -> int | None:
    """Return a time of day, such as 9:00, 7:00 PM, 19:00:00 or noon, in minutes; 24:00 is 1440."""
    text = text_of(value).strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    found = _CLOCK.fullmatch(text)
    if not found or (found[2] is None and not found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return hour * 60 + minute if minute < 60 and hour * 60 + minute <= DAY else None


def hours_of(days: tuple[str, ...], start: int, lasts: int | None) -> str:
    """Return the hours of a meeting on some days; one without a likely length is told by its start alone."""
    begins = _clock(start % DAY)
    if lasts is None or not SHORTEST <= lasts <= LONGEST:
        return f"{','.join(days)} {begins}+"
    end = start % DAY + lasts
    return f"{','.join(days)} {begins}-{'24:00' if end == DAY else _clock(end % DAY)}"


def not_weekly(text: str) -> bool:
    """Whether words say that a meeting listed for every week is not held every week.

    "1st Thursday is step study" tells of a rotation, not of how often; what is not clear stays weekly, its words shown.
    """
    return _NOT_WEEKLY.search(text) is not None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
