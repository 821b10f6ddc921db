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


def is_repeated(moment: dt.datetime, zone: str) -> bool:
    """Whether a moment lies in an hour that the clocks of a zone show twice."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


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
    assume(not is_repeated(expected, zone))  # the next test has that hour
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


@pytest.mark.parametrize(
    ("hours", "start"),
    [
        ("Tu 18:00-19:00", "2026-11-24T18:00:00-05:00"),
        ("Mo 10:00-11:00", "2026-11-30T10:00:00-05:00"),
        ("Mo 09:00-11:00", "2026-11-30T09:00:00-05:00"),
        ("Mo 10:01-11:00", "2026-11-23T10:01:00-05:00"),
        ("We[1] 19:00-20:30", "2026-12-02T19:00:00-05:00"),
        ("Mo-Fr 22:00-02:00", "2026-11-23T22:00:00-05:00"),
        ("Th 18:00-19:00; PH off", "2026-12-03T18:00:00-05:00"),
    ],
)
def test_hours_next_start_in_their_own_zone(hours: str, start: str) -> None:
    found = schedule.next_start(hours, "America/New_York", "US", MONDAY)
    assert found is not None
    assert found.isoformat() == start


def test_what_has_begun_starts_again_at_its_next_time() -> None:
    going_on = dt.datetime.fromisoformat("2026-11-24T18:30-06:00")
    found = schedule.next_start("Tu 18:00-19:00; Th 12:00-13:00", "America/Chicago", None, going_on)
    assert found is not None
    assert found.isoformat() == "2026-11-26T12:00:00-06:00"


def test_the_next_start_keeps_its_hour_across_a_change_of_clocks() -> None:
    saturday = dt.datetime.fromisoformat("2026-10-31T12:00-04:00")
    found = schedule.next_start("Su 18:00-19:00", "America/New_York", None, saturday)
    assert found is not None
    assert found.isoformat() == "2026-11-01T18:00:00-05:00"


@pytest.mark.parametrize(
    ("hours", "zone"),
    [
        ("24/7", "UTC"),
        ("off", "UTC"),
        ("garbage", "UTC"),
        ("Tu 18:00-19:00", None),
        ("Tu 18:00-19:00; SH off", "UTC"),
        ("2020 Mo 09:00-10:00", "UTC"),
    ],
)
def test_what_never_starts_or_can_not_be_known_has_no_next_start(hours: str, zone: str | None) -> None:
    assert schedule.next_start(hours, zone, None, MONDAY) is None


@given(rules(earliest=240), moments())
def test_the_next_start_is_a_moment_at_which_it_opens(rule: Weekly, at: tuple[str, dt.datetime]) -> None:
    zone, moment = at
    found = schedule.next_start(str(rule), zone, None, moment)
    assert found is not None
    assume(not is_repeated(found, zone))
    assert found >= moment
    assert rule.is_open(found, ZoneInfo(zone))
    assert not rule.is_open(found - MINUTE, ZoneInfo(zone))


def week(hours: str) -> set[str]:
    """Return the hours of the week as codes, without those of whole days."""
    return {code for code in schedule.hours_of_the_week(hours) if len(code) > 2}


@pytest.mark.parametrize(
    ("hours", "codes"),
    [
        ("Tu 18:00-19:00", "tu18"),
        ("Tu 18:30-20:15", "tu18 tu19 tu20"),
        ("Mo,We 09:00-10:00", "mo09 we09"),
        ("Su 23:00-01:00", "mo00 su23"),
        ("Mo 22:00-02:00", "mo22 mo23 tu00 tu01"),
        ("Tu[2] 18:00-19:00", "tu18"),
        ("Tu 18:00-19:00; PH off", "tu18"),
        ("off", ""),
        ("garbage", ""),
    ],
)
def test_hours_of_the_week_are_those_of_an_ordinary_one(hours: str, codes: str) -> None:
    assert week(hours) == {*codes.split()}


def test_the_days_of_the_hours_are_told_with_them() -> None:
    assert {*schedule.hours_of_the_week("Mo 23:00-01:00")} == {"mo23", "tu00", "mo", "tu"}


@pytest.mark.parametrize("hours", ["Tu[1] 18:00-19:00", "Tu[-1] 18:00-19:00", "Tu[1,3] 18:00-19:00"])
def test_what_meets_once_a_month_has_its_hour_of_the_week(hours: str) -> None:
    assert week(hours) == {"tu18"}


def test_what_is_always_open_is_open_in_every_hour_of_the_week() -> None:
    assert len(week("24/7")) == 7 * 24


@given(rules())
def test_an_hour_of_the_week_is_one_in_which_a_minute_is_open(rule: Weekly) -> None:
    monday = dt.datetime(2026, 1, 12, tzinfo=dt.UTC)
    minutes = [monday + n * MINUTE for n in range(7 * 24 * 60)]
    opened = [minute for minute in minutes if rule.is_open(minute, ZoneInfo("UTC"))]
    codes = {f"{DAYS[minute.weekday()].lower()}{minute.hour:02}" for minute in opened}
    assert week(str(rule)) == codes
