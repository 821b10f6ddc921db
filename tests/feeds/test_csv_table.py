import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerfind.directory.model import Listing, as_data
from peerfind.errors import RefusedError
from peerfind.feeds import listings
from peerfind.feeds.csv_table import _BESIDE, _columns, is_table, read_rows
from peerfind.feeds.readers import READERS
from peerfind.formats.exports import spreadsheet
from peerfind.formats.exports.spreadsheet import BOM
from tests.conftest import Outcome
from tests.directory.examples import listings as any_listing
from tests.feeds.examples import listing
from tests.feeds.reading import problems, read
from tests.formats.exports.examples import export_of
from tests.formats.exports.test_round_trips import without_empty_parts

OWL = listing("night-owl", "+16145550142", hours="24/7", timezone="America/New_York", peer_run=True, age={"min": 18})
ELK = listing("old-elk", "+16145550143")


def exported(*held: Listing) -> str:
    return spreadsheet.render_csv(export_of(*held))


def changed(row: int, column: str, cell: str) -> bytes:
    """Return the table of two listings with another cell."""
    table = [*csv.reader(io.StringIO(exported(OWL, ELK).removeprefix(BOM), newline=""))]
    table[row][table[0].index(column)] = cell
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def only(columns: Iterable[str]) -> bytes:
    """Return the table of a listing with only these columns, in another order."""
    rows = csv.DictReader(io.StringIO(exported(OWL).removeprefix(BOM), newline=""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["id", "name", *sorted({*columns} - {"id", "name"})], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@settings(max_examples=40, deadline=None)
@given(any_listing)
def test_a_table_is_read_as_json_is(held: Listing) -> None:
    record = as_data(without_empty_parts(held))
    table, document = (read(listings, form) for form in (exported(held).encode(), json.dumps([record]).encode()))
    assert table == document
    assert problems(table.only, http_sources=True) == []


def test_the_columns_are_those_of_an_export() -> None:
    assert sorted(spreadsheet.columns()) == sorted([*_columns(), *_BESIDE])


def test_what_a_spreadsheet_would_take_for_something_else_is_read_as_it_was() -> None:
    held = OWL.replace(name="=1+1", aliases=("a; -b", "c\\d"), eligibility="Call; =now", summary="'+1")
    assert read(listings, exported(held).encode()).only == held


def test_columns_may_stand_in_any_order_and_those_for_people_may_be_left_out() -> None:
    assert read(listings, only(_columns())).only == OWL


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (changed(0, "cost", "costs"), "v3:1: there is no column 'costs'; did you mean 'cost'?"),
        (changed(0, "cost", "name"), "v3:1: the column 'name' stands there twice"),
        (changed(0, "contacts", "reach"), "stands there twice"),
        (only({*_columns()} - {"contacts"}), "v3:1: the column 'contacts' is missing"),
        (b"id,name\n", "columns are missing, such as 'aliases'"),
        (exported(OWL).replace(",", ";").encode(), "v3:1: ; stands between the columns where a comma should"),
        (exported(OWL.replace(name="Caf\u00e9")).removeprefix(BOM).encode("cp1252"), "v3:2: not UTF-8"),
        (changed(1, "name", "x").rstrip() + b'"', "not CSV"),
        (exported().encode(), "no listing in it"),
    ],
    ids=range(9),
)
def test_a_table_that_is_no_export_is_refused_with_what_is_wrong(document: bytes, told: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(told)):
        read(listings, document)


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("contacts", "614-555-0142", "contacts: '614-555-0142' can't be read"),
        ("age_min", "18 or so", "age_min: '18 or so' can't be read"),
        ("sources", "[", "sources: '[' can't be read"),
        ("id", "Night Owl", "id"),
    ],
)
def test_a_row_that_can_not_be_read_hides_no_other(column: str, cell: str, told: str) -> None:
    found = read(listings, changed(1, column, cell))
    assert found.only == ELK
    assert found.warned("passed over: ")
    assert found.warned(told)


def test_a_row_of_another_length_is_passed_over() -> None:
    found = read(listings, exported(OWL).encode() + b"x,y\r\n")
    assert (found.only, found.warned("a row of 2 cells where there are")) == (OWL, True)


@given(st.text() | st.lists(st.text(max_size=9)).map(",".join))
def test_no_row_makes_the_reader_fail(row: str) -> None:
    header = exported().encode()
    with contextlib.suppress(RefusedError):
        assert all(isinstance(one.record, dict) for one in read_rows("x.csv", header + row.encode("utf-8", "replace")))


def test_the_format_is_recognised() -> None:
    recognising = (reader for reader in READERS if reader.recognises("https://x.example/t", exported().encode()))
    assert next(recognising) is listings
    assert is_table(b"id;name;kind")
    assert not is_table(b"identity,name")


def test_a_feed_is_brought_up_to_date_from_a_table(run: Callable[..., Outcome], tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(exported(OWL).encode())
    second.write_bytes(exported(OWL.replace(summary="Peers listen at night."), ELK).encode())
    assert run("feed", "add", str(first), "--name", "owls").status == 0
    told = run("update", "owls", "--from", str(second), "--accept", "all")
    assert (told.status, "(2 added)" in told.out) == (0, True)
    second.write_text("id,name\n", "utf-8")
    refused = run("update", "owls", "--from", str(second))
    assert (refused.status, "columns are missing" in refused.err) == (5, True)
    assert "Peers listen at night." in run("show", "night-owl").out
