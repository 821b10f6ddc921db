import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.lookup.moments import DAYS, Window, take_clock, window

HOUR = dt.timedelta(hours=1)
SPANS = {"morning": range(6, 12), "afternoon": range(12, 17), "evening": range(17, 22)}
"""Times of the vocabulary within one day, and their hours."""
MOMENTS = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC))  # noqa: DTZ001
TIMES = st.sampled_from(["now", "today", "tomorrow", "tonight", "night", "weekend", "weekdays", *SPANS])
CLOCKS = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def at(text: str) -> dt.datetime:
    """Return a moment of November 2026, whose 23rd is a Monday: "23 15:00"."""
    return dt.datetime.strptime(f"2026-11-{text} +0000", "%Y-%m-%d %H:%M %z")


def asked(times: str, days: str, now: str) -> str | None:
    """Return the window of some times and days, asked at a moment, as two moments."""
    found = window(times.split(), days.split(), None, at(now))
    return f"{found.start:%d %H:%M} - {found.end:%d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("times", "now", "stretch"),
    [
        ("now", "23 15:20", "23 15:20 - 23 15:20"),
        ("today", "23 15:20", "23 15:20 - 24 00:00"),
        ("tomorrow", "23 15:20", "24 00:00 - 25 00:00"),
        ("tonight", "23 15:20", "23 18:00 - 24 06:00"),
        ("tonight", "23 20:00", "23 20:00 - 24 06:00"),
        ("tonight", "23 02:00", "23 02:00 - 23 06:00"),
        ("tonight", "23 06:00", "23 18:00 - 24 06:00"),
        ("night", "23 05:59", "23 05:59 - 23 06:00"),
        ("tomorrow tonight", "23 02:00", "24 18:00 - 25 06:00"),
        ("morning", "23 05:00", "23 06:00 - 23 12:00"),
        ("morning", "23 08:00", "23 08:00 - 23 12:00"),
        ("morning", "23 12:00", "24 06:00 - 24 12:00"),
        ("tomorrow morning", "23 05:00", "24 06:00 - 24 12:00"),
        ("afternoon", "23 15:20", "23 15:20 - 23 17:00"),
        ("evening", "23 23:00", "24 17:00 - 24 22:00"),
        ("weekend", "23 15:20", "28 00:00 - 30 00:00"),
        ("weekend", "28 15:20", "28 15:20 - 30 00:00"),
        ("weekend", "29 15:20", "29 15:20 - 30 00:00"),
        ("weekdays", "23 15:20", "23 15:20 - 28 00:00"),
        ("weekdays", "21 15:20", "23 00:00 - 28 00:00"),
    ],
)
def test_a_time_is_the_next_stretch_that_it_may_mean(times: str, now: str, stretch: str) -> None:
    assert asked(times, "", now) == stretch


@pytest.mark.parametrize(
    ("times", "days", "now", "stretch"),
    [
        ("", "mo", "23 15:20", "23 15:20 - 24 00:00"),
        ("", "tu", "23 15:20", "24 00:00 - 25 00:00"),
        ("", "su", "23 15:20", "29 00:00 - 30 00:00"),
        ("", "tu we", "23 15:20", "24 00:00 - 26 00:00"),
        ("", "su mo", "24 15:20", "29 00:00 - 01 00:00"),
        ("", "mo tu we th fr sa su", "24 15:20", "24 15:20 - 01 00:00"),
        ("evening", "tu", "23 15:20", "24 17:00 - 24 22:00"),
        ("evening", "mo", "23 23:00", "30 17:00 - 30 22:00"),
        ("night", "fr", "23 02:00", "27 21:00 - 28 06:00"),
        ("now", "tu", "23 15:20", "24 00:00 - 25 00:00"),
    ],
)
def test_a_day_is_the_next_one_of_its_name(times: str, days: str, now: str, stretch: str) -> None:
    assert asked(times, days, now) == stretch


def test_of_days_that_do_not_follow_each_other_the_next_is_meant() -> None:
    assert asked("", "tu th", "23 15:20") == "24 00:00 - 25 00:00"
    assert asked("", "tu th", "25 15:20") == "26 00:00 - 27 00:00"


@pytest.mark.parametrize("times", ["", "always"])
def test_without_a_time_there_is_no_window(times: str) -> None:
    assert window(times.split(), [], None, at("23 15:00")) is None


@pytest.mark.parametrize(
    ("clock", "times", "days", "moment"),
    [
        ("16:00", "", "", "23 16:00"),
        ("15:00", "", "", "23 15:00"),
        ("02:00", "", "", "24 02:00"),
        ("16:00", "tomorrow", "", "24 16:00"),
        ("15:00", "tomorrow", "", "24 15:00"),
        ("16:00", "", "tu", "24 16:00"),
        ("02:00", "", "mo", "30 02:00"),
        ("16:00", "weekend", "", "28 16:00"),
    ],
)
def test_a_time_of_day_is_the_next_moment_at_which_a_clock_shows_it(
    clock: str, times: str, days: str, moment: str
) -> None:
    found = window(times.split(), days.split(), dt.time.fromisoformat(clock), at("23 15:00"))
    assert found == Window(start=at(moment), end=at(moment))


def test_tomorrow_at_an_hour_that_has_passed_today_is_tomorrow() -> None:
    found = window(["tomorrow"], [], dt.time(9), at("23 15:00"))
    assert found == Window(start=at("24 09:00"), end=at("24 09:00"))


@given(st.lists(TIMES, max_size=2), st.lists(st.sampled_from(DAYS), max_size=3), st.none() | CLOCKS, MOMENTS)
def test_a_window_never_lies_in_the_past(
    times: list[str], days: list[str], clock: dt.time | None, now: dt.datetime
) -> None:
    found = window(times, days, clock, now)
    if found:
        assert now.replace(second=0, microsecond=0) <= found.start <= found.end
        assert found.start - now < dt.timedelta(days=9)


@given(st.sampled_from([*SPANS]), st.sampled_from([*DAYS, None]), MOMENTS)
def test_a_window_holds_only_the_hours_and_days_asked_for(time: str, day: str | None, now: dt.datetime) -> None:
    found = window([time], [day] if day else [], None, now)
    assert found is not None
    assert {code[2:] for code in found.hours()} <= {f"{hour:02}" for hour in SPANS[time]}
    assert day is None or {code[:2] for code in found.hours()} == {day}


@given(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7), MOMENTS)
def test_a_window_of_days_touches_no_other_day(days: list[str], now: dt.datetime) -> None:
    found = window([], days, None, now)
    assert found is not None
    assert {code[:2] for code in found.hours()} <= {*days}


@pytest.mark.xfail(reason="a window of several days holds the hours between them, too")
def test_a_part_of_several_days_holds_only_its_hours() -> None:
    found = window(["weekend", "evening"], [], None, at("23 15:00"))
    assert found is not None
    assert {int(code[2:]) for code in found.hours()} == {*SPANS["evening"]}


@pytest.mark.parametrize(
    ("query", "time", "rest"),
    [
        ("warmline at 2am", "02:00", "warmline at"),
        ("warmline 2 am", "02:00", "warmline"),
        ("2 a.m. warmline", "02:00", "warmline"),
        ("12am", "00:00", ""),
        ("12pm", "12:00", ""),
        ("7:30pm group", "19:30", "group"),
        ("7.30 pm group", "19:30", "group"),
        ("14:30", "14:30", ""),
        ("00:00", "00:00", ""),
        ("grupo a las 20h", "20:00", "grupo a las"),
        ("groupe à 20h30", "20:30", "groupe à"),
        ("gruppe um 20 uhr", "20:00", "gruppe um"),
        ("gruppe um 19:30 uhr", "19:30", "gruppe um"),
        ("group at noon", "12:00", "group at"),
        ("mediodía", "12:00", ""),
        ("at midnight", "00:00", "at"),
        ("mitternacht", "00:00", ""),
    ],
)
def test_a_time_of_day_is_taken_out_of_a_query(query: str, time: str, rest: str) -> None:
    left, found = take_clock(query)
    assert (" ".join(left.split()), found) == (rest, dt.time.fromisoformat(time))


@pytest.mark.parametrize(
    "query",
    [
        "988",
        "13 11 14",
        "24h",
        "24/7",
        "25:00",
        "12:60",
        "1 ambulance",
        "i am 2",
        "3 amigos",
        "13pm",
        "12 steps",
        "1:1",
    ],
)
def test_other_numbers_are_no_time_of_day(query: str) -> None:
    assert take_clock(query) == (query, None)


@given(CLOCKS, st.sampled_from(["%H:%M", "%I:%M%p", "%I:%M %p", "%Hh%M"]))
def test_any_time_is_read_as_it_is_written(time: dt.time, written: str) -> None:
    assert take_clock(f"group {time.strftime(written).lower()} please")[1] == time


@pytest.mark.parametrize(
    ("start", "end", "slots"),
    [
        ("23 15:20", "23 15:20", "mo15"),
        ("23 15:00", "23 16:00", "mo15"),
        ("23 15:59", "23 17:01", "mo15 mo16 mo17"),
        ("23 22:00", "24 02:00", "mo22 mo23 tu00 tu01"),
        ("29 23:00", "30 01:00", "su23 mo00"),
    ],
)
def test_a_window_touches_the_hours_of_the_week_that_it_begins_in(start: str, end: str, slots: str) -> None:
    held = Window(start=at(start), end=at(end))
    assert held.hours() == held.slots() == slots.split()


@pytest.mark.parametrize(
    ("start", "end", "slots"),
    [
        ("23 00:00", "24 00:00", "mo"),
        ("23 22:00", "25 00:00", "tu mo22 mo23"),
        ("28 00:00", "30 00:00", "sa su"),
        ("23 00:01", "25 00:00", "mo tu"),
        ("23 01:00", "24 00:00", " ".join(f"mo{hour:02}" for hour in range(1, 24))),
    ],
)
def test_a_whole_day_is_one_code(start: str, end: str, slots: str) -> None:
    assert Window(start=at(start), end=at(end)).slots() == slots.split()


def test_a_window_of_a_week_and_more_touches_every_hour_once() -> None:
    held = Window(start=at("01 12:30"), end=at("20 12:30"))
    assert len(held.hours()) == len({*held.hours()}) == 7 * 24
    assert {*held.slots()} == {*DAYS}


@given(MOMENTS.map(lambda moment: moment.replace(second=0, microsecond=0)), st.integers(1, 2000))
def test_each_minute_of_a_window_lies_in_one_of_its_hours(start: dt.datetime, minutes: int) -> None:
    held = Window(start=start, end=start + minutes * HOUR / 60)
    passed = [start + n * HOUR / 60 for n in range(minutes)]
    assert held.hours() == [*dict.fromkeys(f"{DAYS[moment.weekday()]}{moment.hour:02}" for moment in passed)]


@given(MOMENTS, st.integers(0, 20_000))
def test_the_codes_of_a_window_stand_for_its_hours(start: dt.datetime, minutes: int) -> None:
    held = Window(start=start, end=start + minutes * HOUR / 60)
    told = {f"{code[:2]}{hour:02}" for code in held.slots() for hour in ([int(code[2:])] if code[2:] else range(24))}
    assert told == {*held.hours()}


@pytest.mark.parametrize(
    ("end", "text"),
    [("23 15:00", "2026-11-23T15:00+00:00"), ("24 06:00", "2026-11-23T15:00+00:00/2026-11-24T06:00+00:00")],
)
def test_a_window_is_told_as_a_moment_or_an_interval(end: str, text: str) -> None:
    assert Window(start=at("23 15:00"), end=at(end)).text() == text


def test_a_day_is_one_of_the_clock_on_the_wall() -> None:
    now = dt.datetime(2026, 11, 1, 0, 30, tzinfo=ZoneInfo("America/New_York"))
    found = window(["tomorrow"], [], None, now)
    assert found is not None
    assert found.text() == "2026-11-02T00:00-05:00/2026-11-03T00:00-05:00"
