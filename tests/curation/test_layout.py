import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.curation.layout import first_difference, format_text
from peerfind.directory.nodes import compose, plain, split_items
from tests.curation.listings import whole

ROOT = Path(__file__).parents[2]
HEAD = "# yaml-language-server: $schema=peerfind/data/listing.schema.json\n\n"
COMMENT = re.compile(r"#c\d+#")


def values(text: str) -> list[object]:
    """Return what the items of a file hold, without what order they stand in."""
    return sorted(
        (plain(compose(item)) for _, item in split_items(text)), key=lambda held: json.dumps(held, sort_keys=True)
    )


@pytest.mark.parametrize("path", [ROOT / "resources.yaml", ROOT / "resources" / "us-oh.yaml"], ids=lambda p: p.name)
def test_the_directory_stands_in_its_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(text) == text


def test_fields_stand_in_the_records_order_and_unknown_ones_last() -> None:
    text = "- name: Harbour\n  colour: blue\n  id: harbour\n"
    assert format_text(text) == "- id: harbour\n  name: Harbour\n  colour: blue\n"


def test_short_parts_stand_on_one_line_and_numbers_in_quotes() -> None:
    text = "- id: a\n  contacts:\n  - type: phone\n    value: +12025550144\n"
    assert format_text(text) == '- id: a\n  contacts:\n    - {type: phone, value: "+12025550144"}\n'


def test_a_comment_stays_above_or_beside_what_it_is_about() -> None:
    text = (
        "- id: a  # an old id\n  # all of it\n  contacts:\n    # by night\n    - {value: '988', type: phone}  # ask\n"
        "  name: Harbour # first\n  # at the end\n"
    )
    assert format_text(text) == (
        "- id: a  # an old id\n  name: Harbour  # first\n  # all of it\n  contacts:\n    # by night\n"
        '    - {type: phone, value: "988"}  # ask\n  # at the end\n'
    )


def test_a_comment_inside_a_short_list_gives_each_part_a_line() -> None:
    text = "- id: a\n  topics: [grief,\n    # not sure\n    crisis]\n"
    assert format_text(text) == "- id: a\n  topics:\n    - grief\n    # not sure\n    - crisis\n"


def test_a_comment_above_a_listing_moves_with_it() -> None:
    text = HEAD + whole("id: b\n") + "\n# about a\n" + whole("id: a\n")
    made = format_text(text)
    assert made.startswith(HEAD + "# about a\n- id: a\n")
    assert made.index("- id: a") < made.index("- id: b")


def test_a_number_sign_inside_a_text_is_no_comment() -> None:
    text = '- id: a\n  name: "Press # now" # really\n  summary: a#b\n'
    assert format_text(text) == '- id: a\n  name: "Press # now"  # really\n  summary: "a#b"\n'


@pytest.mark.parametrize(
    "broken", ["- id: [a\n", "- id: a\n  id: b\n", "- &x id: a\n", "- text\n", "- !!str a\n", "plain\n", ""]
)
def test_what_cannot_be_read_stays_as_it_is(broken: str) -> None:
    assert format_text(broken) == broken


def test_listings_beside_one_that_cannot_be_read_keep_their_places() -> None:
    text = whole("id: b\n") + "\n- id: [broken\n\n" + whole("id: a\n")
    assert format_text(text) == text


def test_hidden_characters_and_wrong_values_survive() -> None:
    text = '- id: a\n  name: "Har\\u202ebour"\n  status: active\n  anonymous: perhaps\n  age: {min: ten}\n'
    assert format_text(text) == text


def test_the_first_line_that_differs_is_told() -> None:
    assert first_difference("- id: a\n  name: B\n") is None
    assert first_difference("- id: a\n  kind: x\n  name: B\n") == (1, "  name: B")
    assert first_difference("- id: a\n  name: B \n") == (1, "  name: B")


WORDS = st.text(st.sampled_from("abc XYZ09:#-,'\"[]{}&*!|>%@`\n\té你\u202e\u00a0\\"), max_size=12)
FIELDS = ("id", "name", "kind", "summary", "aliases", "contacts", "place", "age", "sources", "colour", "peer_run")
PARTS = ("type", "value", "note", "min", "city", "es")


class Scribe:
    """Writes files with values in every style of YAML and comments wherever one may stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def one_of(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def comment(self) -> str:
        if self.draw(st.integers(0, 3)):
            return ""
        self.comments += 1
        return f" #c{self.comments}# " + self.one_of("", "note", "a: b", "- x", "{", "# more", '"')

    def line(self, indent: str) -> str:
        """Write a comment with a line to itself, an empty line, or nothing."""
        text = self.comment().strip()
        return f"{indent}{text}\n" if text else self.one_of("", "", "\n")

    def text(self, indent: str) -> str:
        written = self.draw(WORDS)
        plain_letters = re.sub(r"[^ -~é你]", "", written)
        quoted = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in re.sub(r'([\\"])', r"\\\1", written))
        block = f"{self.one_of('|', '>', '|-')}\n{indent}    {plain_letters.strip() or 'x'}"
        bare = self.one_of("grief", "true", "12", "2026-11-22", "41.50", "no", "a b")
        return self.one_of(bare, f'"{quoted}"', "'" + plain_letters.replace("'", "''") + "'", block)

    def flow(self) -> str:
        word = self.one_of("a", '"b c"', "'d'", '"988"', "1")
        over_lines = f"[{word},{self.comment()}\n      z]"
        return self.one_of(f"[{word}, x]", f"{{type: {word}, note: y}}", over_lines, "[]")

    def value(self, indent: str, depth: int) -> str:
        kind = self.draw(st.integers(0, 3 if depth < 2 else 1))
        if kind < 2:
            return " " + (self.flow() if kind else self.text(indent))
        if kind == 2:
            return f"{self.comment()}\n{self.mapping(PARTS, indent + '  ', depth + 1)}".rstrip("\n")
        beside, items = self.comment(), []
        for _ in range(self.draw(st.integers(1, 2))):
            inner = self.mapping(PARTS, indent + "    ", depth + 1).strip()
            above = self.line(indent + "  ")
            items.append(above + f"{indent}  - {self.flow() if inner.startswith('#') else inner}")
        return beside + "\n" + "\n".join(items)

    def mapping(self, names: tuple[str, ...], indent: str, depth: int) -> str:
        chosen = self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
        return "".join(f"{self.line(indent)}{indent}{name}:{self.value(indent, depth)}\n" for name in chosen)

    def item(self) -> str:
        body = self.mapping(FIELDS, "  ", 0)
        start = next(match.start() for match in re.finditer(r"^  \w", body, re.MULTILINE))
        serves = self.one_of("", f"  serves: [{self.one_of('US', 'DE', 'worldwide')}]{self.comment()}\n")
        return body[:start].replace("  #", "#") + f"- {body[start + 2 :]}{serves}{self.line('  ')}"


@st.composite
def files(draw: st.DrawFn) -> str:
    scribe = Scribe(draw)
    return (
        scribe.line("")
        + "".join(scribe.line("") + scribe.item() for _ in range(draw(st.integers(1, 3))))
        + scribe.line("")
    )


@given(files())
def test_every_value_and_comment_is_kept_and_the_form_is_reached_at_once(text: str) -> None:
    made = format_text(text)
    assert sorted(COMMENT.findall(made)) == sorted(COMMENT.findall(text))
    assert values(made) == values(text)
    assert format_text(made) == made


@given(st.text(st.sampled_from("- ab:#\n [],{}\"'|>&*!\t"), max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    made = format_text(text)
    assert format_text(made) == made
