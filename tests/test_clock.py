import datetime as dt

import pytest

from peerfind.clock import read_clock
from peerfind.errors import UsageError


def test_the_clock_can_be_set() -> None:
    moment = dt.datetime.fromisoformat("2026-11-22T18:00+02:00")
    assert read_clock({"PEERFIND_NOW": "2026-11-22T18:00+02:00"}) == moment


def test_without_that_it_is_the_machines_and_knows_its_zone() -> None:
    before = dt.datetime.now(dt.UTC)
    assert before <= read_clock({}) <= dt.datetime.now(dt.UTC)


def test_what_is_no_moment_is_told() -> None:
    with pytest.raises(UsageError, match="PEERFIND_NOW is 'soon'"):
        read_clock({"PEERFIND_NOW": "soon"})
