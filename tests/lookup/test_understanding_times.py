"""When help is wanted, as it is read out of a query."""

import datetime as dt

import pytest

from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.query import Reading
from tests.lookup.examples import MONDAY, lexicon_of, reader_of

READER = reader_of(
    lexicon_of(
        ("now", "times", "now"),
        ("tonight", "times", "tonight"),
        ("tomorrow", "times", "tomorrow"),
        ("morning", "times", "morning"),
        ("evening", "times", "evening"),
        ("weekend", "times", "weekend"),
        ("24 7", "times", "always"),
        ("monday", "days", "mo"),
        ("tuesday", "days", "tu"),
        ("group", "kinds", "support_group"),
    )
)


def read(query: str) -> Reading:
    return READER.read(query, None, MONDAY)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("group now", "2026-11-23T15:00+00:00"),
        ("group tonight", "2026-11-23T18:00+00:00/2026-11-24T06:00+00:00"),
        ("group tomorrow morning", "2026-11-24T06:00+00:00/2026-11-24T12:00+00:00"),
        ("group on tuesdays", "2026-11-24T00:00+00:00/2026-11-25T00:00+00:00"),
        ("group tuesday evening", "2026-11-24T17:00+00:00/2026-11-24T22:00+00:00"),
        ("weekend group", "2026-11-28T00:00+00:00/2026-11-30T00:00+00:00"),
        ("group at 2am", "2026-11-24T02:00+00:00"),
        ("group tuesday at 7pm", "2026-11-24T19:00+00:00"),
        ("group monday at 7pm", "2026-11-23T19:00+00:00"),
        ("group monday at 7am", "2026-11-30T07:00+00:00"),
    ],
)
def test_when_help_is_wanted_is_understood(query: str, told: str) -> None:
    found = read(query)
    assert found.understood.open_at == told
    assert found.understood.kinds == ("support_group",)
    assert found.understood.rest == ""


@pytest.mark.parametrize("query", ["group", "group 24/7", "12 steps", "988"])
def test_without_a_time_any_time_is_meant(query: str) -> None:
    assert read(query).window is None
    assert read(query).understood.open_at is None


def test_a_time_is_asked_for_by_its_window_and_not_as_a_code() -> None:
    assert read("tuesday evening").asked == ()
    assert read("tuesday evening").window is not None


def test_a_time_of_day_is_not_left_among_the_words() -> None:
    assert read("group at 14:30").words == (("group",),)


def test_hours_are_those_of_whoever_asks() -> None:
    cleveland = MONDAY.astimezone(dt.timezone(dt.timedelta(hours=-5)))
    found = READER.read("tuesday evening", None, cleveland).understood.open_at
    assert found == "2026-11-24T17:00-05:00/2026-11-24T22:00-05:00"


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("warmline tuesday evening", "2026-11-24T17:00+00:00", "2026-11-24T22:00+00:00"),
        ("grupo el martes", "2026-11-24T00:00+00:00", "2026-11-25T00:00+00:00"),
        ("groupe samedi", "2026-11-28T00:00+00:00", "2026-11-29T00:00+00:00"),
        ("gruppe am wochenende", "2026-11-28T00:00+00:00", "2026-11-30T00:00+00:00"),
        ("gruppo domani mattina", "2026-11-24T06:00+00:00", "2026-11-24T12:00+00:00"),
    ],
)
def test_times_are_understood_in_the_languages_of_the_vocabulary(
    lexicon: Lexicon, query: str, start: str, end: str
) -> None:
    assert reader_of(lexicon).read(query, None, MONDAY).understood.open_at == f"{start}/{end}"


def test_tonight_starts_with_the_evening_in_the_real_vocabulary(lexicon: Lexicon) -> None:
    window = reader_of(lexicon).read("group tonight", None, MONDAY).window
    assert window is not None
    assert window.start.hour <= 18
