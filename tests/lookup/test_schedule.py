import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peerfind.lookup import schedule

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
CHANGES = {
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "America/Santiago": ("2026-04-05", "2026-09-06"),
}
"""Zones, and the days on which their clocks change."""
MINUTE = dt.timedelta(minutes=1)
OFFICE = "Mo-Fr 09:00-17:00; PH off"
THANKSGIVING = dt.datetime.fromisoformat("2026-11-26T15:00+00:00")
MONDAY = dt.datetime.fromisoformat("2026-11-23T15:00+00:00")


class Weekly:
    """A rule such as Mo-Fr 09:00-17:00, asked one minute at a time by what a clock on the wall shows."""

    def __init__(self, first: int, last: int, opens: int, closes: int) -> None:
        self.first, self.last, self.opens, self.closes = first, last, opens, closes

    def __repr__(self) -> str:
        times = "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.opens, self.closes))
        return f"{DAYS[self.first]}-{DAYS[self.last]} {times}"

    def is_open(self, moment: dt.datetime, zone: ZoneInfo) -> bool:
        wall = moment.astimezone(zone)
        return self.first <= wall.weekday() <= self.last and self.opens <= wall.hour * 60 + wall.minute < self.closes

    def next_change(self, moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
        now, later = self.is_open(moment, zone), moment + MINUTE
        while self.is_open(later, zone) == now:
            later += MINUTE
        return later


@st.composite
def rules(draw: st.DrawFn, earliest: int = 0) -> Weekly:
    first, last = sorted(draw(st.tuples(st.integers(0, 6), st.integers(0, 6))))
    opens = draw(st.integers(earliest, 23 * 60))
    return Weekly(first, last, opens, draw(st.integers(opens + 1, 24 * 60 - 1)))


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, dt.datetime]:
    """Return a zone and a minute within two days of a change of its clocks."""
    zone = draw(st.sampled_from([*CHANGES]))
    noon = dt.datetime.fromisoformat(draw(st.sampled_from(CHANGES[zone])) + "T12:00+00:00")
    return zone, noon + draw(st.integers(-2880, 2880)) * MINUTE


@given(rules(), moments())
def test_open_agrees_with_the_clock_on_the_wall_across_clock_changes(rule: Weekly, at: tuple[str, dt.datetime]) -> None:
    zone, moment = at
    is_open, _ = schedule.state(str(rule), zone, None, moment)
    assert is_open == rule.is_open(moment, ZoneInfo(zone))


@given(rules(earliest=240), moments())
def test_the_next_change_agrees_with_a_count_of_minutes_across_clock_changes(
    rule: Weekly, at: tuple[str, dt.datetime]
) -> None:
    zone, moment = at
    expected = rule.next_change(moment, ZoneInfo(zone))
    assume(not expected.astimezone(ZoneInfo(zone)).fold)  # the next test has that hour
    _, changes = schedule.state(str(rule), zone, None, moment)
    assert changes is not None
    assert changes.astimezone(dt.UTC) == expected


@pytest.mark.xfail(reason="opening-hours-py passes over the second run of the hour that clocks repeat")
def test_a_change_in_the_second_run_of_a_repeated_hour_is_told() -> None:
    before = dt.datetime.fromisoformat("2026-04-05T02:59+00:00")
    _, changes = schedule.state("Mo-Sa 04:00-23:01", "America/Santiago", None, before)
    assert changes == dt.datetime.fromisoformat("2026-04-05T03:00+00:00")


def test_a_public_holiday_is_known_by_the_country() -> None:
    is_open, changes = schedule.state(OFFICE, "America/New_York", "US", THANKSGIVING)
    assert is_open is False
    assert changes is not None
    assert changes.isoformat() == "2026-11-27T09:00:00-05:00"


def test_a_holiday_of_one_country_is_a_working_day_in_another() -> None:
    assert schedule.state(OFFICE, "America/New_York", "GB", THANKSGIVING)[0] is True


@pytest.mark.parametrize("country", [None, "ZZ", ""])
def test_without_the_countrys_holidays_open_hours_are_unknown(country: str | None) -> None:
    assert schedule.state(OFFICE, "America/New_York", country, THANKSGIVING) == (None, None)


def test_without_the_countrys_holidays_the_night_is_still_closed() -> None:
    night = dt.datetime.fromisoformat("2026-11-26T23:00+00:00")
    assert schedule.state(OFFICE, "America/New_York", None, night) == (False, None)


def test_school_holidays_are_never_known() -> None:
    assert schedule.state("Mo-Fr 09:00-17:00; SH off", "America/New_York", "US", MONDAY) == (None, None)


@pytest.mark.parametrize("zone", ["Nowhere/At_All", "../etc/passwd", "", None, "/etc/localtime", "x\0y"])
def test_an_unknown_zone_leaves_the_state_unknown(zone: str | None) -> None:
    assert schedule.state("Mo-Fr 09:00-17:00", zone, "US", MONDAY) == (None, None)


@pytest.mark.parametrize("hours", ["garbage", "Mo-Fr 9-17h", "", "Mo-Fr 09:00-17:00 unknown"])
def test_hours_that_say_nothing_leave_the_state_unknown(hours: str) -> None:
    assert schedule.state(hours, "America/New_York", "US", MONDAY) == (None, None)


@pytest.mark.parametrize("hours", ["Mo-Fr 09:00-17:00; SH off", "2020 Mo 09:00-10:00", "off"])
def test_hours_that_never_change_again_are_answered_at_once(hours: str) -> None:
    started = time.process_time()
    schedule.state(hours, "America/New_York", "US", MONDAY)
    assert time.process_time() - started < 0.2


def test_hours_past_midnight_belong_to_the_day_before() -> None:
    early = dt.datetime.fromisoformat("2026-11-24T03:59-05:00")
    assert schedule.state("Mo 20:00-04:00", "America/New_York", None, early)[0] is True
    assert schedule.state("Tu 20:00-04:00", "America/New_York", None, early)[0] is False


def test_what_never_opens_has_no_next_change() -> None:
    assert schedule.state("off", "America/New_York", None, MONDAY) == (False, None)


@pytest.mark.parametrize("hours", ["24/7", "Mo-Fr 09:00-17:00; PH off", "Tu 18:00-19:00", "Mo-Su 20:00-04:00"])
def test_good_hours_have_no_problem(hours: str) -> None:
    assert schedule.problem(hours) is None


def test_a_problem_names_the_character_where_the_hours_go_wrong() -> None:
    problem = schedule.problem("Mo-Fr 9-17h")
    assert problem is not None
    assert "'Mo-Fr 9-17h' does not parse at character 7" in problem
