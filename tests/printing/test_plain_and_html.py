import html.parser
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.reference import EmergencyNumbers
from peerfind.directory.text import clean
from peerfind.printing.html import to_html
from peerfind.printing.plain import to_markdown, to_text
from tests.printing.examples import result, sheet

HOSTILE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    clean
) | st.sampled_from(
    ["<script>alert(1)</script>", "# Title", "[x](javascript:1)", "`code`", '" onload="x', "a | b", "---", "*b*"]
)


class Shown(html.parser.HTMLParser):
    """What a page shows, and the elements that it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))


def shown(page: str) -> Shown:
    parser = Shown()
    parser.feed(page)
    return parser


def test_a_text_has_a_fact_a_line_with_danger_before_all() -> None:
    lines = to_text(sheet()).splitlines()
    assert lines[:3] == ["Lake Health · lake.example", "Someone to talk to: Ohio", "In danger now? Call 911"]
    assert "  Call: 800-555-0100 (then press 2)" in lines
    assert "  Text HOME to: 741741" in lines
    assert lines[-1] == "Wrong number? Tell us: lake.example"


def test_markdown_has_headings_and_bold_numbers() -> None:
    text = to_markdown(sheet(grouping="kind"))
    assert text.startswith("# Someone to talk to: Ohio\n")
    assert "## Warmline" in text
    assert r"- Call: **800-555-0100** (then press 2)" in text


def test_a_page_names_its_language_and_direction() -> None:
    assert '<html lang="ar" dir="rtl">' in to_html(sheet(language="ar"), "{what}")


def test_every_picture_of_a_page_has_words_and_numbers_do_not_break() -> None:
    page = to_html(sheet(), "Code: {what}")
    assert page.count('role="img"') == page.count('aria-label="Code: Call 800-555-0100"') == 1
    assert "white-space: nowrap" in page
    assert '<a href="tel:+18005550100">' in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_headings_of_a_page_go_down_one_level_at_a_time(language: str) -> None:
    for grouping in ("none", "kind"):
        levels = [int(n) for n in re.findall(r"<h(\d)", to_html(sheet(language=language, grouping=grouping), "{what}"))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@given(HOSTILE)
def test_no_text_of_a_listing_becomes_markup_of_a_page(text: str) -> None:
    tags = shown(to_html(sheet(), "{what}")).tags
    page = shown(to_html(sheet(result(name=text, summary=text)), "{what}"))
    assert page.tags == tags
    assert page.text.count(clean(text)) >= 2


@given(HOSTILE)
def test_no_text_of_a_listing_becomes_a_heading_of_markdown(text: str) -> None:
    made = to_markdown(sheet(result(name=text, summary=text)))
    assert len([line for line in made.splitlines() if line.startswith("#")]) == 2
    assert "<script" not in made.replace("\\<", "")


def test_what_to_do_in_danger_is_printed_at_the_foot_of_each_page_and_ends_no_style() -> None:
    page = to_html(sheet(emergency=EmergencyNumbers(general='9</style>"1')), "{what}")
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    written = re.findall(r'@bottom-center { content: "([^"]*)"', style)[0]
    assert re.sub(r"\\([0-9a-f]{6})", lambda code: chr(int(code[1], 16)), written) == 'In danger now? Call 9</style>"1'
