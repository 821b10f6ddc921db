import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.feeds.schedules import hours_of
from peerfind.lookup.schedule import problem

TODAY = dt.date(2026, 11, 23)
FIELDS = ("freq", "interval", "byday", "opens_at", "closes_at", "until", "count", "bymonthday", "byyearday", "valid_to",
          "valid_from", "description", "notes")  # fmt: skip


def rule(days: str = "MO,TU,WE,TH,FR", time: str = "09:00-17:00", **fields: Any) -> dict[str, Any]:
    opens, closes = time.split("-")
    return {"freq": "WEEKLY", "interval": 1, "byday": days, "opens_at": opens, "closes_at": closes, **fields}


@pytest.mark.parametrize(
    ("schedules", "hours"),
    [
        ([rule()], "Mo-Fr 09:00-17:00"),
        ([rule("TH,FR", "10:00:00-18:00:00")], "Th,Fr 10:00-18:00"),
        ([rule(), rule("SA", "10:00-12:00")], "Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
        ([rule("MO", "09:00-12:00"), rule("MO", "13:00-17:00")], "Mo 09:00-12:00,13:00-17:00"),
        ([rule("FR", "22:00-02:00")], "Fr 22:00-02:00"),
        ([rule("FR", "18:00-00:00")], "Fr 18:00-24:00"),
        ([rule("MO,TU,WE,TH,FR,SA,SU", "00:00-23:59")], "24/7"),
        ([rule("2TU", freq="MONTHLY")], "Tu[2] 09:00-17:00"),
        ([rule("1MO,3MO", freq="MONTHLY"), rule("-1FR", freq="MONTHLY")], "Mo[1],Mo[3],Fr[-1] 09:00-17:00"),
        ([rule(interval="")], "Mo-Fr 09:00-17:00"),
        ([rule(valid_to="2005-01-01"), rule("SA")], "Sa 09:00-17:00"),
    ],
)
def test_the_two_common_rules_become_opening_hours(schedules: list[dict[str, Any]], hours: str) -> None:
    assert hours_of(schedules, TODAY)[0] == hours
    assert problem(hours) is None


@pytest.mark.parametrize(
    "schedule",
    [
        rule(interval=2),
        rule(until="2027-01-01"),
        rule(count=3),
        rule(bymonthday="2,3"),
        rule(byyearday="2,3,4"),
        rule(valid_to="2027-01-01"),
        rule(byday=""),
        rule("2TU"),
        rule("TU", freq="MONTHLY"),
        rule("6TU", freq="MONTHLY"),
        rule("MO", freq="DAILY"),
        rule("MO", "10:00+01:00-11:00+01:00".replace("+01:00-", "Z-")),
        rule("MO", "25:00-26:00"),
        rule("MO", "09:75-10:00"),
        rule("MO", "09:00-09:00"),
        rule("MO", "-"),
        rule("MO;rm", "09:00-10:00"),
    ],
)
def test_every_other_rule_stays_words_and_makes_words_of_all(schedule: dict[str, Any]) -> None:
    hours, note = hours_of([rule("SA"), schedule], TODAY)
    assert hours is None
    assert note is not None
    assert "SA" in note.upper()


def test_what_a_schedule_says_is_told_beside_the_hours() -> None:
    held = hours_of([rule(description="Not on public holidays")], TODAY, "Closed from 2026-12-25 to 2026-12-26.")
    assert held == ("Mo-Fr 09:00-17:00", "Not on public holidays. Closed from 2026-12-25 to 2026-12-26.")


def test_a_day_of_every_week_and_of_every_month_stay_words() -> None:
    assert hours_of([rule("TU"), rule("2TU", "18:00-19:00", freq="MONTHLY")], TODAY)[0] is None


def test_no_schedule_tells_nothing() -> None:
    assert hours_of([], TODAY) == (None, None)
    assert hours_of([rule(valid_to="2005-01-01")], TODAY) == (None, None)


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: st.one_of(
                    st.sampled_from(
                        ["WEEKLY", "MONTHLY", "MO", "1MO", "-1FR", "09:00", "24:00", "00:00", "1", 1, None]
                    ),
                    st.text(max_size=8),
                )
                for name in FIELDS
            },
        ),
        max_size=4,
    )
)
def test_whatever_comes_out_is_opening_hours(schedules: list[dict[str, Any]]) -> None:
    hours, _ = hours_of(schedules, TODAY)
    assert hours is None or problem(hours) is None
