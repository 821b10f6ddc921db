import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from peerfind.lookup.table import SortedTable, to_lines

FIELDS = st.text(st.characters(exclude_characters="\t\n\r", codec="utf-8"), max_size=6)
KEYS = st.one_of(FIELDS, st.sampled_from(["a", "ab", "a b", "b", "é", "ab\x01"]))
ROWS = st.lists(st.tuples(KEYS, FIELDS, FIELDS), max_size=30)


@given(ROWS, KEYS)
def test_rows_are_those_that_a_plain_scan_finds(rows: list[tuple[str, str, str]], key: str) -> None:
    held = SortedTable(to_lines(rows))
    assert sorted(held.rows(key)) == sorted([*row] for row in rows if row[0] == key)


@given(ROWS)
def test_every_row_is_found_by_its_key(rows: list[tuple[str, str, str]]) -> None:
    held = SortedTable(to_lines(rows))
    assert all([*row] in list(held.rows(row[0])) for row in rows)


def test_a_key_does_not_find_longer_keys_that_start_like_it() -> None:
    held = SortedTable(to_lines([("ohio", "1"), ("ohio city", "2"), ("ohi", "3")]))
    assert list(held.rows("ohio")) == [["ohio", "1"]]


def test_rows_that_share_a_key_come_in_the_order_of_their_bytes() -> None:
    held = SortedTable(to_lines([("a", "2"), ("b", "0"), ("a", "1")]))
    assert list(held.rows("a")) == [["a", "1"], ["a", "2"]]


def test_all_rows_are_given_in_order() -> None:
    assert list(SortedTable(to_lines([("b", "1"), ("a", "2")]))) == [["a", "2"], ["b", "1"]]


def test_an_empty_table_has_no_rows() -> None:
    assert list(SortedTable(b"").rows("a")) == []


def test_a_search_of_lines_that_never_end_comes_to_an_end() -> None:
    code = "from peerfind.lookup.table import SortedTable; print(list(SortedTable(bytes(99)).rows('a')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=5, check=False)
    assert done.stdout == "[]\n"
