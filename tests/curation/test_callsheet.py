"""The sheet that is dialled from, and what it says when it comes back."""

import csv
import datetime as dt
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.curation.callsheet import COLUMNS, Read, as_csv, as_text, read_csv
from peerfind.curation.queue import Due, dialled
from peerfind.directory.freshness import Freshness
from peerfind.directory.model import Listing, Source, as_data, listing_from
from peerfind.errors import UsageError
from tests.directory.examples import listings

TODAY = dt.date(2026, 11, 23)
SOURCE = Source(url="https://a.example/", checked=dt.date(2026, 1, 1), how="page")
LINE = listing_from(
    {
        "id": "a-line",
        "name": "=A Line",
        "kind": "crisis_line",
        "summary": "x",
        "serves": ["US"],
        "contacts": [
            {"type": "phone", "value": "+18775550116", "say": "877-555-0116"},
            {"type": "phone", "value": "988", "press": "2"},
            {"type": "sms", "value": "988", "keyword": "HOLA"},
            {"type": "web", "value": "https://a.example/"},
        ],
        "sources": [as_data(SOURCE)],
    }
)


def due(listing: Listing) -> Due:
    return Due(listing=listing, fresh=Freshness(state="due", since=SOURCE.checked, source=SOURCE))


def filled(*rows: dict[str, str]) -> str:
    """Return the sheet of the line with its first rows filled in so."""
    held = list(csv.DictReader(StringIO(as_csv([due(LINE)]))))
    shown = StringIO()
    writer = csv.DictWriter(shown, COLUMNS)
    writer.writeheader()
    writer.writerows([{**row, **more} for row, more in zip(held, [*rows, *[{}] * 3], strict=False)])
    return shown.getvalue()


def read(text: str) -> list[Read]:
    return read_csv(text, {"a-line": LINE}, TODAY)


YES = {"matches": "yes", "dialled_on": "2026-11-20", "by": "Ada"}


def test_the_sheet_has_a_row_for_each_number_and_no_formula() -> None:
    rows = list(csv.reader(StringIO(as_csv([due(LINE)]))))
    assert rows[0] == list(COLUMNS)
    assert [row[:6] for row in rows[1:]] == [
        ["a-line", "'=A Line", "phone", "'+18775550116", "877-555-0116", ""],
        ["a-line", "'=A Line", "phone, then press 2", "988", "", ""],
        ["a-line", "'=A Line", "sms", "988", "", "HOLA"],
    ]


def test_the_sheet_on_paper_has_boxes_to_tick() -> None:
    text = as_text([due(LINE)])
    assert "  [ ] yes  [ ] no  [ ] changed   Call 988, then press 2\n" in text
    assert "  [ ] yes  [ ] no  [ ] changed   Text HOLA to 988\n" in text


def test_a_filled_sheet_confirms_by_the_earliest_day_and_all_names() -> None:
    (one,) = read(filled(YES, YES | {"by": "Ben", "dialled_on": "2026-11-19"}, YES | {"note": "kind"}))
    assert one == Read(id="a-line", result="yes", day=dt.date(2026, 11, 19), by=("Ada", "Ben"), notes=("kind",))


def test_numbers_that_were_not_dialled_leave_a_listing_unconfirmed() -> None:
    assert [one.result for one in read(filled(YES, YES))] == ["part"]
    assert [one.result for one in read(filled(YES, YES | {"matches": "No"}, YES))] == ["no"]


def test_a_sheet_that_a_spreadsheet_saved_is_read_too() -> None:
    text = filled(YES, YES, YES).replace("'+18775550116", "18775550116.0").replace(",", ";")
    text = text.replace("phone; then press 2", "phone, then press 2").replace('"', "")
    assert [one.result for one in read("\ufeff" + text.replace("phone, then", "phone, then"))] == ["yes"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "b-line"}, "row 2: no listing has the id 'b-line'"),
        ({"matches": "maybe"}, "row 2: matches is 'maybe': write yes, no or changed"),
        ({"matches": ""}, "row 2: matches is '': write yes, no or changed"),
        ({"number": "+18775550117"}, "row 2: a-line has no number '+18775550117' (any more): print a new sheet"),
        ({"dialled_on": "11/05/2026"}, "row 2: dialled_on is '11/05/2026': write a date such as 2026-11-23"),
        ({"dialled_on": "2026-11-24"}, "row 2: dialled_on 2026-11-24 lies in the future"),
    ],
)
def test_a_row_that_is_not_clear_stops_the_whole_sheet(change: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match="nothing was written") as raised:
        read(filled(YES | change, YES, YES))
    assert message in str(raised.value)


@pytest.mark.parametrize("date", ["11/22/2026", "22.11.2026", "22/11/2026", "11/22/2026 "])
def test_a_date_of_a_spreadsheet_is_read_where_it_can_mean_one_day_alone(date: str) -> None:
    (one,) = read(filled(*({**YES, "dialled_on": date, "by": "Ada; Ben"} for _ in range(3))))
    assert (one.day, one.by) == (dt.date(2026, 11, 22), ("Ada", "Ben"))


def test_an_older_call_does_not_take_the_place_of_a_newer() -> None:
    called = LINE.replace(sources=(SOURCE.replace(how="call", checked=dt.date(2026, 11, 22)),))
    with pytest.raises(UsageError, match="a-line was dialled on 2026-11-22 already"):
        read_csv(filled(YES, YES, YES), {"a-line": called}, TODAY)


def test_an_empty_sheet_says_what_to_fill_in() -> None:
    with pytest.raises(UsageError, match="no row of the sheet is filled in"):
        read(filled())
    with pytest.raises(UsageError, match="the sheet has no column 'id'"):
        read("a,b\n1,2\n")


@given(listing=listings)
def test_what_a_sheet_asks_can_be_answered(listing: Listing) -> None:
    rows = list(csv.DictReader(StringIO(as_csv([due(listing)]))))
    shown = StringIO()
    writer = csv.DictWriter(shown, COLUMNS)
    writer.writeheader()
    writer.writerows([{**row, **YES} for row in rows])
    undialled = listing.replace(sources=(SOURCE,))
    if dialled(listing):
        assert [one.result for one in read_csv(shown.getvalue(), {listing.id: undialled}, TODAY)] == ["yes"]


@given(text=st.text(st.sampled_from('id,number\n;"=x1\r\0é'), max_size=80))
def test_no_text_breaks_the_reader_of_sheets(text: str) -> None:
    for sheet in (text, "id,number,matches,dialled_on\n" + text):
        with pytest.raises(UsageError):
            read(sheet)
