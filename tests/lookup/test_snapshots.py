import datetime as dt
from pathlib import Path

import pytest

from peerfind.lookup.snapshots import Current, outdated_meetings, remarks

TODAY = dt.date(2026, 11, 23)


def read_before(days: int, *, meetings: bool = False, expires: int | None = None) -> Current:
    runs_out = {} if expires is None else {"expires": TODAY + dt.timedelta(expires)}
    return Current(feed="na", path=Path("x"), read=TODAY - dt.timedelta(days), meetings=meetings, **runs_out)


@pytest.mark.parametrize(("days", "left_out"), [(0, False), (14, False), (15, True), (-400, False)])
def test_meetings_are_left_out_after_a_fortnight(days: int, *, left_out: bool) -> None:
    assert bool(outdated_meetings([read_before(days, meetings=True)], TODAY)) is left_out
    assert outdated_meetings([read_before(days)], TODAY) == ()


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (read_before(3), ""),
        (read_before(14, meetings=True), ""),
        (read_before(15, meetings=True), "its meetings are left out, because they were last read 15 days ago"),
        (read_before(61), "was last read 61 days ago"),
        (read_before(20, expires=-1), "ran out on 2026-11-22 and is 20 days old (a wrong clock looks the same)"),
        (read_before(3, expires=11), ""),
        (read_before(-365), "is the clock right?"),
    ],
)
def test_age_is_told_when_it_matters(held: Current, told: str) -> None:
    line = "; ".join(remarks([held], TODAY))
    assert told in line
    assert bool(line) is bool(told)
