import datetime as dt

import pytest
from hypothesis import given

from peerfind.directory.freshness import Freshness, counts_from, freshness, strength, window
from peerfind.directory.model import Contact, ContactType, How, Listing, Source
from peerfind.directory.vocabulary import Vocabulary
from tests.directory import examples

VOCABULARY = Vocabulary(labels={"kinds": {}}, weights={}, windows={"crisis_line": 90}, akin={})
CALL = Contact(type="phone", value="988")
TODAY = dt.date(2026, 11, 23)


def source(how: How, checked: str = "2026-11-22", page_date: str | None = None) -> Source:
    return Source(url="https://a.example/", checked=dt.date.fromisoformat(checked), how=how, page_date=page_date)


def listing(*sources: Source, kind: str = "warmline", contacts: tuple[Contact, ...] = (CALL,)) -> Listing:
    return Listing(id="a", name="A", kind=kind, summary="S.", contacts=contacts, serves=("US",), sources=sources)


def fresh(*sources: Source) -> Freshness:
    return freshness(listing(*sources), TODAY, VOCABULARY)


@pytest.mark.parametrize("how", ["call", "reply", "page"])
def test_a_live_check_counts_from_its_own_day(how: How) -> None:
    assert counts_from(source(how, "2026-11-22", "2020-01-01")) == dt.date(2026, 11, 22)


@pytest.mark.parametrize("how", ["copy", "list"])
def test_a_copy_or_list_counts_from_the_date_of_the_page(how: How) -> None:
    assert counts_from(source(how, "2026-11-22", "2026-03-31")) == dt.date(2026, 3, 31)


@pytest.mark.parametrize("how", ["copy", "list"])
def test_a_copy_or_list_of_an_undated_page_counts_from_no_day(how: How) -> None:
    assert counts_from(source(how)) is None


@pytest.mark.parametrize(
    ("told", "day"), [("2026", "2026-01-01"), ("2026-03", "2026-03-01"), ("2026-03-31", "2026-03-31")]
)
def test_a_partial_date_counts_from_its_first_day(told: str, day: str) -> None:
    assert counts_from(source("copy", page_date=told)) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("told", ["2026-13", "2026-02-30", "0000", "٢٠٢٦"])
def test_a_date_that_no_calendar_has_counts_as_none(told: str) -> None:
    assert counts_from(source("copy", page_date=told)) is None


@given(examples.sources)
def test_no_check_counts_from_later_than_its_dates(held: Source) -> None:
    since = counts_from(held)
    if held.how in ("call", "reply", "page"):
        assert since == held.checked
    elif held.page_date is None:
        assert since is None
    else:
        assert since is not None
        assert f"{since:%Y-%m-%d}"[: len(held.page_date)] == held.page_date
        assert since.isoformat() <= held.page_date.ljust(10, "~")


@pytest.mark.parametrize(("kind", "days"), [("crisis_line", 90), ("warmline", 180), ("support_group", 180)])
def test_the_window_of_a_listing_with_a_number(kind: str, days: int) -> None:
    assert window(listing(source("page"), kind=kind), VOCABULARY) == days


@pytest.mark.parametrize("kind", ["phone", "sms", "whatsapp", "videophone"])
def test_every_dialled_contact_makes_the_window_shorter(kind: ContactType) -> None:
    assert window(listing(source("page"), contacts=(Contact(type=kind, value="988"),)), VOCABULARY) == 180


@pytest.mark.parametrize("kind", ["chat", "email", "web", "app"])
def test_a_listing_without_a_number_has_a_year(kind: ContactType) -> None:
    assert window(listing(source("page"), contacts=(Contact(type=kind, value="x"),)), VOCABULARY) == 365
    assert window(listing(source("page"), contacts=()), VOCABULARY) == 365


def test_a_crisis_line_without_a_number_keeps_its_window() -> None:
    assert window(listing(source("page"), kind="crisis_line", contacts=()), VOCABULARY) == 90


@pytest.mark.parametrize(("kind", "days"), [("crisis_line", 90), ("warmline", 180), ("app", 365)])
@pytest.mark.parametrize(
    ("windows", "more", "state"), [(0, 0, "fresh"), (1, 0, "fresh"), (1, 1, "due"), (2, 0, "due"), (2, 1, "stale")]
)
def test_the_state_changes_the_day_after_each_window(kind: str, days: int, windows: int, more: int, state: str) -> None:
    held = listing(source("call", "2026-01-01"), kind=kind, contacts=() if kind == "app" else (CALL,))
    today = dt.date(2026, 1, 1) + dt.timedelta(days=days * windows + more)
    assert freshness(held, today, VOCABULARY).state == state


def test_an_undated_page_is_undated_whenever_it_was_read() -> None:
    copy = source("copy", "2026-11-23")
    assert fresh(copy) == Freshness(state="undated", since=None, source=copy)


def test_the_age_of_a_copy_is_that_of_its_page() -> None:
    copy = source("copy", "2026-11-23", "2025-11-22")
    assert fresh(copy) == Freshness(state="stale", since=dt.date(2025, 11, 22), source=copy)


def test_the_newest_first_hand_check_counts() -> None:
    old, new = source("call", "2026-01-01"), source("copy", "2026-11-22", "2026-11-01")
    assert fresh(old, new).source == fresh(new, old).source == new


def test_a_dated_check_counts_before_an_undated_one() -> None:
    dated = source("page", "2020-01-01")
    assert fresh(source("copy"), dated).source == dated


def test_of_two_checks_of_one_day_the_stronger_counts() -> None:
    page, call = source("page"), source("call")
    assert fresh(page, call).source == fresh(call, page).source == call


def test_a_newer_list_does_not_hide_an_older_first_hand_check() -> None:
    page, other = source("page", "2026-01-01"), source("list", page_date="2026-11-01")
    assert fresh(other, page).source == page


def test_a_listing_that_only_lists_tell_of_counts_from_the_newest() -> None:
    older, newer = source("list", page_date="2019"), source("list", page_date="2026-10")
    assert fresh(older, newer) == Freshness(state="fresh", since=dt.date(2026, 10, 1), source=newer)


def test_a_listing_that_only_undated_lists_tell_of_is_undated() -> None:
    assert fresh(source("list"), source("list")).state == "undated"


@pytest.mark.parametrize(
    ("hows", "value"),
    [(["list"], 0), (["list", "copy"], 1), (["page", "copy"], 2), (["reply"], 3), (["list", "call"], 4)],
)
def test_the_strength_is_that_of_the_strongest_check(hows: list[How], value: int) -> None:
    assert strength(listing(*(source(how) for how in hows))) == value
