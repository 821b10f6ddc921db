import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.feeds.weekly import DAYS, days_of, hours_of, minutes_of, not_weekly
from peerfind.lookup.schedule import problem


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        (0, ("Su",)),
        (6, ("Sa",)),
        ("0", ("Su",)),
        (2.0, ("Tu",)),
        ("Sunday", ("Su",)),
        ("Wed", ("We",)),
        ("thursdays", ("Th",)),
        ([5, 1, 3], ("Mo", "We", "Fr")),
        (["0", "6"], ("Sa", "Su")),
        (7, ()),
        ("T", ()),
        ("someday", ()),
        (None, ()),
        (True, ()),
    ],
)
def test_days_are_read_with_sunday_first(raw: object, days: tuple[str, ...]) -> None:
    assert days_of(raw) == days


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ("9:00", 540), ("19:00:00", 1140), ("7:00 PM", 1140), ("7:30pm", 1170), ("7 p.m.", 1140), ("12:15 am", 15),
        ("noon", 720), ("midnight", 0), ("24:00:00", 1440), ("00:00", 0), ("", None), ("19", None), ("25:00", None),
        ("13:00 PM", None), ("9:75", None), ("Invalid time", None), (None, None), (1900, None),
    ],
)  # fmt: skip
def test_times_are_read_in_all_their_forms(raw: object, minutes: int | None) -> None:
    assert minutes_of(raw) == minutes


@pytest.mark.parametrize(
    ("start", "lasts", "hours"),
    [
        (1080, 60, "Fr 18:00-19:00"),
        (1380, 90, "Fr 23:00-00:30"),
        (1350, 90, "Fr 22:30-24:00"),
        (1080, 720, "Fr 18:00+"),
        (1080, 5, "Fr 18:00+"),
        (0, 1440, "Fr 00:00+"),
        (1439, 60, "Fr 23:59-00:59"),
        (1080, None, "Fr 18:00+"),
    ],
)
def test_meetings_cross_midnight_and_odd_lengths_are_left_open(start: int, lasts: int | None, hours: str) -> None:
    assert hours_of(("Fr",), start, lasts) == hours


@given(st.sets(st.sampled_from(DAYS), min_size=1), st.integers(0, 1440), st.one_of(st.none(), st.integers(-2000, 2000)))
def test_all_hours_are_opening_hours(days: set[str], start: int, lasts: int | None) -> None:
    assert problem(hours_of(tuple(sorted(days)), start, lasts)) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("First Friday Speaker (monthly)", True),
        ("Meets only on the first Friday of the month.", True),
        ("Every other week", True),
        ("2nd and 4th Sundays only", True),
        ("1st Thursday is step study", False),
        ("Monthly Pages Group", True),
        ("First Things First", False),
        ("", False),
    ],
)
def test_words_that_a_meeting_is_not_weekly_are_heard(words: str, told: bool) -> None:  # noqa: FBT001
    assert not_weekly(words) is told
