import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerfind.directory.nodes import Fault
from peerfind.directory.reading import Entry, read_listing
from tests.directory.examples import CODES, SOURCE, ids, item, read


@pytest.mark.parametrize(
    "broken",
    [
        '- id: b\n  name: "Night Owl\n',
        "- id: b\n  name: 'Night Owl\n",
        "- id: b\n  serves: [US\n",
        "- id: b\n\tname: B\n",
        "- id: b\n  name: a: b\n",
        "- id: b\n   name: B\n",
        "- id: b\n  id: b\n",
        "- &a id: *a\n",
        "- text\n",
        "- [a, b]\n",
        "- \n",
        "-\n",
        "- id: b\n---\n",
        "- " + "[" * 70_000 + "\n",
    ],
)
def test_a_broken_listing_only_loses_itself(broken: str) -> None:
    entries = read(item(id="a") + broken + item(id="c"))
    assert ids(entries) == ["a", "c"]
    assert len(entries[1].faults) == 1
    assert 7 <= entries[1].faults[0].line <= 9


def test_a_tab_is_explained_where_it_stands() -> None:
    entry = read(item(id="a") + "- id: b\n\tname: B\n")[1]
    assert entry.faults[0][:2] == (8, 1)
    assert "indent with spaces" in entry.faults[0].message


def test_a_duplicate_key_names_both_lines() -> None:
    entry = read(item() + item(id="b") + "  name: C\n")[1]
    assert entry == Entry(None, 7, [Fault(13, 3, "'name' stands twice (first in line 8): keep one")])


def test_a_listing_may_start_with_a_dash_alone_on_its_line() -> None:
    assert ids(read(item(id="a") + item(id="b").replace("- ", "-\n  ", 1))) == ["a", "b"]


def test_what_is_no_listing_is_told_so() -> None:
    assert read("- text\n") == [Entry(None, 1, [Fault(1, 1, 'a listing belongs here: "- id: ..."')])]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n", b"\xef\xbb\xbf", b"---\n"])
def test_an_empty_file_has_no_entries(data: bytes) -> None:
    assert read(data) == []


@pytest.mark.parametrize("newline", [b"\r\n", b"\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_windows_newlines_and_a_byte_order_mark_change_nothing(newline: bytes, mark: bytes) -> None:
    text = "# head\n" + item(id="a") + item(id="b", name="Línea")
    assert read(mark + text.encode().replace(b"\n", newline)) == read(text)
    assert [entry.line for entry in read(text)] == [2, 8]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_bytes_that_are_not_utf_8_are_told_with_line_and_column(mark: bytes) -> None:
    entries = read(mark + (item(id="a") + item(id="b")).encode() + b"- id: c\n  name: Caf\xe9 Owl\n")
    assert ids(entries) == ["a", "b"]
    told = Fault(14, 12, "byte 0xe9 is not UTF-8: save the file as UTF-8", sort="encoding")
    assert told in [fault for entry in entries for fault in entry.faults]


def test_a_listing_with_bytes_that_are_not_utf_8_is_not_used() -> None:
    assert ids(read((item(id="a") + item(id="b", name="Caf#")).encode().replace(b"#", b"\xe9"))) == ["a"]


def test_the_column_of_bytes_that_are_not_utf_8_counts_characters() -> None:
    assert read("# Línea ".encode() + b"\xff\n")[0].faults[0][:2] == (1, 9)


def test_a_listing_indented_as_a_whole_is_read() -> None:
    assert ids(read("".join(f" {row}\n" for row in item().splitlines()))) == ["night-owl"]


def test_a_listing_may_be_read_alone() -> None:
    entry = read_listing(item(), 40, CODES)
    assert (entry.line, entry.faults, ids([entry])) == (40, [], ["night-owl"])


@pytest.mark.parametrize("opening", ["[", "- ", "- [", "{a: ", "- {a: [", "- - [", "- a:\n   - b:\n  "])
def test_twenty_megabytes_of_nesting_are_refused_quickly(opening: str) -> None:
    data = b"- " + opening.encode().replace(b"\n- ", b"\n  - ") * (20_000_000 // len(opening))
    started = time.process_time()
    entries = read(data)
    assert time.process_time() - started < 2
    assert [entry.listing for entry in entries] == [None] * len(entries)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("serves", "ZZ-{:03}"),
        ("topics", "z{}"),
        ("languages", "zz-{:03}"),
        ("aliases", "[{}]"),
        ("contacts", "{{x: {}}}"),
    ],
)
def test_a_thousand_faults_in_one_listing_are_found_quickly(field: str, value: str) -> None:
    codes = {**CODES, "places": [f"US-{n:03}" for n in range(5_000)], "languages": [f"a{n}" for n in range(500)]}
    text = item(**{field: f"[{', '.join(value.format(n) for n in range(1_000))}]"})
    started = time.process_time()
    assert read_listing(text, 1, codes).faults
    assert time.process_time() - started < 1


PIECES = ["- ", "- id: a\n", "  ", "\n", ": ", "name", "kind: warmline\n", "serves: [NO]\n", f"sources: [{SOURCE}]\n"]
PIECES += ["contacts: [{type: phone, value: ", "}]", "place: {lat: ", "age: ", "1e3", '"', "'", "[", "{", "}", "]", ","]
PIECES += ["&a", "*a", "!!t", "|", ">", "#", "\t", "\r", "\x00", "\u202e", "\x85", "\ufeff", "translations: {es: ", "é"]
BYTES = st.binary() | st.lists(st.sampled_from(PIECES).map(str.encode) | st.binary(max_size=2), max_size=30).map(
    b"".join
)


@given(BYTES)
@example(b"\xef\xbb\xbf\xff")
@example(b"- ? a\n")
@example(b"- a: {? [b]: c}\n")
def test_no_bytes_raise_anything(data: bytes) -> None:
    for entry in read(data):
        assert entry.listing is not None or entry.faults
        assert all(min(fault.line, fault.column) >= 1 for fault in entry.faults)


@given(st.lists(st.integers(0, 3), max_size=4), st.data())
def test_no_damage_to_a_listing_raises_anything(cuts: list[int], data: st.DataObject) -> None:
    text = item(contacts="[{type: phone, value: '988'}]", place="{lat: 1.5}", age="{min: 1}", translations="{es: {}}")
    for length in cuts:
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + length :]
    assert all(entry.listing is not None or entry.faults for entry in read(text))
