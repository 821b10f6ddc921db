import time
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerfind.directory.nodes import Fault, FaultError, Mapping, Scalar, Sequence, compose, plain, split_items

YAML_LIKE = st.lists(
    st.sampled_from(
        ["- ", ": ", "a", "\n", "  ", "[", "]", "{", "}", ", ", '"', "'", "#", "&a ", "*a", "!t ", "|\n", "\t"]
    )
    | st.sampled_from(["? ", "---\n", "...\n", "%YAML 1.1\n", "\\u12", "\x00", "\x85", "\r", "\ufeff", "\ufffe", "é"]),
    max_size=30,
).map("".join)


def fault_of(text: str, first_line: int = 1) -> Fault:
    with pytest.raises(FaultError) as caught:
        compose(text, first_line)
    return caught.value.fault


def place_of(text: str) -> tuple[int, int]:
    return fault_of(text)[:2]


@pytest.mark.parametrize(
    "text",
    ["NO", "no", "yes", "on", "0116123", "+443457909090", "22:00", "1e3", "0x10", "2026-11-22", "~", "null", "1.0"],
)
def test_nothing_is_guessed_from_a_text(text: str) -> None:
    assert plain(compose(f"a: {text}")) == {"a": text}


def test_a_node_knows_its_line_and_column() -> None:
    node = compose("a:\n  - b\n  - c\n", first_line=41)
    assert isinstance(node, Mapping)
    held = node.pairs[0][1]
    assert isinstance(held, Sequence)
    assert held.items[1][:3] == (43, 5, "c")


def test_quotes_are_no_part_of_a_text() -> None:
    assert compose("a") == compose('"a"') == Scalar(1, 1, "a")


def test_a_duplicate_key_names_both_lines() -> None:
    fault = fault_of("name: A\nkind: b\nname: C\n", first_line=10)
    assert fault == Fault(12, 1, "'name' stands twice (first in line 10): keep one")


def test_a_duplicate_key_deep_inside_is_found() -> None:
    assert fault_of("a: {b: {c: 1, c: 2}}").message == "'c' stands twice (first in line 1): keep one"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a:\n\tb: c\n", (2, 1), "a tab or a special character at the start of a value"),
        ("a: b: c\n", (1, 5), "a colon inside a text: put the text in quotes"),
        ('a: "b\n', (1, 4), "a quote opens here and is not closed"),
        ("a: 1\n b: 2\n", (2, 2), "this line is indented 1 deeper than the one above"),
        ("a: 1\nb\nc: 2\n", (3, 1), "no colon after a field's name"),
        ("a: @b\n", (1, 4), "a tab or a special character at the start of a value"),
    ],
)
def test_malformed_yaml_is_explained_at_its_place(text: str, place: tuple[int, int], message: str) -> None:
    assert place_of(text) == place
    assert fault_of(text).message.startswith(message)


def test_an_anchor_is_refused_before_it_can_explode() -> None:
    lines = ["a0: &a0 x", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    started = time.process_time()
    told = "anchors and aliases (& and *) are not used here: write the value out"
    assert fault_of("\n".join(lines)) == Fault(1, 5, told)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("text", ["a: *b", "[*b]", "*b : c", "&b a: c", "&b [a]", "&b {a: c}"])
def test_aliases_and_anchors_are_refused_anywhere(text: str) -> None:
    assert fault_of(text).message == "anchors and aliases (& and *) are not used here: write the value out"


@pytest.mark.parametrize("text", ["!!python/object:os.system {}", "!!int 1", "!secret x", "a: !!binary aGk="])
def test_tags_are_refused(text: str) -> None:
    assert fault_of(text).message.startswith("tags such as ")


def test_a_key_must_be_a_word() -> None:
    assert fault_of("[a, b]: c").message == "a key must be a plain word"


def test_a_dozen_levels_are_deep_enough() -> None:
    assert plain(compose("[" * 12 + "a" + "]" * 12)) == [[[[[[[[[[[["a"]]]]]]]]]]]]
    assert fault_of("[" * 13 + "a" + "]" * 13) == Fault(1, 14, "nested more than 12 levels deep")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_quickly(opening: str) -> None:
    started = time.process_time()
    assert fault_of(opening * (60_000 // len(opening))).line == 1
    assert time.process_time() - started < 1


def test_an_entry_that_is_too_long_is_refused_unread() -> None:
    assert fault_of("a" * 65_537, 7) == Fault(7, 1, "one entry of 65,537 characters; the most is 65,536")


@pytest.mark.parametrize("text", ["", "# nothing\n", "--- a\n--- b\n"])
def test_a_text_holds_one_node(text: str) -> None:
    assert fault_of(text, 3) == Fault(3, 1, "several documents or none where one list belongs")


def test_a_character_that_yaml_forbids_is_a_fault() -> None:
    assert fault_of("a: \x07", 5) == Fault(5, 1, "holds a character that YAML does not allow")


def test_a_lone_surrogate_is_a_fault() -> None:
    assert fault_of("a: \ud800", 5) == Fault(5, 1, "holds a character that YAML does not allow")


@given(st.text() | YAML_LIKE)
@example("%TAG ! x\n")
@example("? [a]: {")
@example('"\\ud800"')
def test_any_text_composes_or_is_a_fault_at_a_place(text: str) -> None:
    try:
        node = compose(text)
    except FaultError as error:
        node = Scalar(*error.fault[:3])
    assert min(node.line, node.column) >= 1


def test_plain_leaves_no_hidden_character_in_keys_or_values() -> None:
    assert plain(compose('{"a\\u202e": ["b\\u200bc", {d: "\\e[31m"}]}')) == {"a": ["bc", {"d": "[31m"}]}


ITEM = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")), min_size=1, max_size=3)
ITEMS = st.lists(ITEM.map(lambda lines: "- " + "\n  ".join(lines) + "\n"))


@given(ITEMS)
def test_splitting_loses_no_item(items: list[str]) -> None:
    assert [item for _, item in split_items("".join(items))] == items


@given(ITEMS)
def test_each_item_knows_its_first_line(items: list[str]) -> None:
    starts = [1, *accumulate((item.count("\n") for item in items), initial=1)][1:-1] if items else []
    assert [line for line, _ in split_items("".join(items))] == starts


@given(st.text() | YAML_LIKE)
def test_splitting_any_text_leaves_out_at_most_its_head(text: str) -> None:
    joined = "".join(item for _, item in split_items(text))
    assert text.endswith(joined)
    left_out = text.removesuffix(joined).splitlines()
    assert all(not line.strip() or line.startswith(("#", "---")) for line in left_out)


def test_comments_before_the_first_item_are_skipped() -> None:
    assert [*split_items("# head\n---\n\n- a\n# tail\n- b\n")] == [(4, "- a\n# tail\n"), (6, "- b\n")]


def test_other_text_before_the_first_item_is_an_item_of_its_own() -> None:
    assert [*split_items("# head\nlistings:\n- a\n")] == [(1, "# head\nlistings:\n"), (3, "- a\n")]


def test_a_dash_alone_on_its_line_starts_an_item() -> None:
    assert [*split_items("- a\n-\n  b\n")] == [(1, "- a\n"), (2, "-\n  b\n")]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_a_file_without_items_yields_none(text: str) -> None:
    assert [*split_items(text)] == []
