"""The fixed texts of printed lists in one language, dates and hours among them (peerfind/data/print-labels.yaml)."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from peerfind.directory.vocabulary import FALLBACK_LANGUAGE
from peerfind.errors import UsageError

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\b"
_CLOCK = r"\b(\d{1,2}):(\d{2})\b"
_SIMPLE = rf"(?:{_DAY}|{_CLOCK}|[-,;\s+]|\b(?:off|closed|24/7)\b)+"
_NOON = 12


class Labels:
    """Texts in one language; what it has not is English."""

    def __init__(self, language: str, texts: Mapping[str, Any], english: Mapping[str, Any]) -> None:
        self.language = language
        self._texts, self._english = texts, english

    def __call__(self, name: str, **filled: object) -> str:
        """Return a text with its braces filled in."""
        text: str = self._texts.get(name) or self._english[name]
        return text.format(**filled) if filled else text

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return bool(self._texts.get("direction") == "rtl")

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts one after the other, with the comma of the language; a full-width one takes no space."""
        comma = self("comma")
        return (comma if comma == "、" else f"{comma} ").join(texts)

    def called(self, table: str, code: str) -> str | None:
        """Return what a kind, topic or audience is called, where the vocabulary has no word of the language."""
        held: Mapping[str, str] = self._texts.get(table, {})
        return held.get(code)

    def place(self, code: str) -> str | None:
        """Return what a country or region is called, where that is not its English name."""
        return _place_names(self.language).get(code)

    def date(self, day: dt.date) -> str:
        """Return a day as people who read the language write it."""
        return self("date", day=day.day, month=self._month(day.month), year=day.year)

    def partial_date(self, date: str) -> str:
        """Return a date told as YYYY, YYYY-MM or YYYY-MM-DD."""
        parts = [int(part) for part in date.split("-")]
        match parts:
            case [year, month]:
                return self("month", month=self._month(month), year=year)
            case [year, month, day]:
                return self.date(dt.date(year, month, day))
        return date

    def _month(self, number: int) -> str:
        months: list[str] = self._texts.get("months") or self._english["months"]
        return months[number - 1]

    def hours(self, text: str) -> str:
        """Return opening hours in words; what is not plain days and times stays as OpenStreetMap writes it."""
        if text == "24/7":
            return self("always")
        if not re.fullmatch(_SIMPLE, text):
            return text
        names = self._texts.get("days") or self._english["days"]
        named = dict(zip(_DAYS, names, strict=True)) | {"PH": self("holidays")}
        told = re.sub(_CLOCK, lambda found: self._clock(int(found[1]), found[2]), text)
        told = re.sub(_DAY, lambda found: named[found[0]], told)
        told = re.sub(r"\b(off|closed)\b", self("closed"), told)
        return re.sub(r"\s*;\s*", "; ", re.sub(r"\s*-\s*", "–", re.sub(r",(?=\S)", ", ", told)))

    def _clock(self, hour: int, minute: str) -> str:
        if (self._texts.get("clock") or self._english["clock"]) != "12" or hour > 24:
            return f"{hour:02}:{minute}"
        if hour % _NOON == 0 and minute == "00":
            return self("noon" if hour == _NOON else "midnight")
        half = "am" if hour % 24 < _NOON else "pm"
        return f"{hour % _NOON or _NOON}{'' if minute == '00' else ':' + minute} {half}"


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """Return the texts of all languages."""
    from peerfind.directory.nodes import compose, plain  # here, because they load YAML and a completion needs none

    return plain(compose(files("peerfind").joinpath("data/print-labels.yaml").read_text("utf-8")))  # type: ignore[no-any-return]


@cache
def _place_names(language: str) -> dict[str, str]:
    """Return code -> name of the places whose name is not the English one."""
    file = files("peerfind").joinpath(f"data/place-names/{language}.tsv")
    if not file.is_file():
        return {}
    return dict(line.split("\t") for line in file.read_text("utf-8").splitlines())


def labels_of(language: str) -> Labels:
    """Return the texts of a language. Raises UsageError where there are none."""
    texts = catalogue()
    if language not in texts:
        hint = "There are {languages}; peerfind/data/print-labels.yaml takes more."
        raise UsageError(
            "Lists can't be printed in {language!r}", hint=hint, language=language, languages=", ".join(texts)
        )
    return Labels(language, texts[language], texts[FALLBACK_LANGUAGE])
