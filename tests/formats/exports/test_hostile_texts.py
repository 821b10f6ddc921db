"""Whatever a listing says changes nothing but its own text, in every format."""

import csv
import io
import json
import zipfile
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, example, given, settings
from markdown_it import MarkdownIt

from peerfind.directory.model import listing_from
from peerfind.directory.nodes import compose, plain
from peerfind.directory.text import clean, hidden_characters
from peerfind.formats.exports import (
    hsds,
    hsds_tables,
    json_documents,
    markdown_table,
    spreadsheet,
    vcard,
    webpage,
    yaml_file,
)
from peerfind.formats.exports.contents import Renderer
from tests.formats.exports.examples import (
    ATTACKS,
    attacked,
    export_of,
    from_record,
    from_row,
    hostile,
    properties,
    table,
    unescaped,
    unfolded,
)

some = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
TEXTS: list[Renderer] = [
    json_documents.render_lines,
    json_documents.render_document,
    spreadsheet.render_csv,
    spreadsheet.render_tsv,
    yaml_file.render,
    vcard.render,
    hsds.render,
    webpage.render,
    markdown_table.render,
]
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
every_attack = pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))


class Page(HTMLParser):
    """Notes the elements of a page, and the text of the first cell of its rows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.names: list[str] = []
        self._in_name = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        if tag == "th" and ("scope", "row") in attrs:
            self.names.append("")
            self._in_name = True

    def handle_endtag(self, tag: str) -> None:
        self._in_name = self._in_name and tag != "th"

    def handle_data(self, data: str) -> None:
        if self._in_name:
            self.names[-1] += data


def cells_seen(text: str, delimiter: str) -> list[str]:
    return [
        cell.strip()
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter)
        for cell in row
    ]


@pytest.mark.parametrize(
    "render", TEXTS, ids=lambda render: f"{render.__module__.rpartition('.')[2]}.{render.__name__}"
)
@every_attack
def test_no_hidden_character_leaves(render: Renderer, text: str) -> None:
    made = render(export_of(attacked(text)))
    assert isinstance(made, str)
    assert not {*hidden_characters(made.removeprefix("\ufeff"))} - {"\r"}


@some
@given(hostile)
@example("a;=1; '=2")
def test_a_table_keeps_its_shape_and_runs_nothing(text: str) -> None:
    wanted = attacked(clean(text))
    for render in (spreadsheet.render_csv, spreadsheet.render_tsv):
        made = render(export_of(attacked(text), attacked("tame")))
        assert [from_row(row) for row in table(made)] == [wanted, attacked("tame")]
        assert [cell for row in table(made) for cell in row.values() if cell.startswith(FORMULA)] == []


@every_attack
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_no_formula_starts_where_another_separator_is_taken(text: str, delimiter: str) -> None:
    for render in (spreadsheet.render_csv, spreadsheet.render_tsv):
        made = render(export_of(attacked(text)))
        assert [cell for cell in cells_seen(made, delimiter) if cell.startswith(FORMULA)] == []


@every_attack
def test_the_tables_of_hsds_run_nothing(text: str) -> None:
    package = zipfile.ZipFile(io.BytesIO(hsds_tables.render(export_of(attacked(text)))))
    for name in package.namelist():
        cells = cells_seen(package.read(name).decode(), ",") if name.endswith(".csv") else []
        assert [cell for cell in cells if cell.startswith(FORMULA) and cell != "+18005550100"] == []


@some
@given(hostile)
def test_yaml_and_json_hold_the_text_and_nothing_else(text: str) -> None:
    export, wanted = export_of(attacked(text)), attacked(clean(text))
    assert from_record(json.loads(json_documents.render_lines(export))) == wanted
    (item,) = plain(compose(yaml_file.render(export), longest=10_000_000))
    assert listing_from(item) == wanted


@some
@given(hostile)
def test_cards_hold_the_text_and_nothing_else(text: str) -> None:
    made = vcard.render(export_of(attacked(text)))
    tame = vcard.render(export_of(attacked("tame")))
    assert [name for name, _ in properties(made)] == [name for name, _ in properties(tame)]
    held = dict(properties(made))
    assert unescaped(held["FN"]) == clean(text)
    assert unescaped(held["NOTE"]).count("\n") == unescaped(dict(properties(tame))["NOTE"]).count("\n")
    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    assert len(unfolded(made)) == len(unfolded(tame))


@some
@given(hostile)
def test_a_page_holds_the_text_and_nothing_else(text: str) -> None:
    made = Page(webpage.render(export_of(attacked(text))))
    assert made.elements == Page(webpage.render(export_of(attacked("tame")))).elements
    assert made.names == [clean(text)]


@some
@given(hostile)
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    made = markdown_table.render(export_of(attacked(text)))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(made)
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 14
    assert {child.type for cell in cells for child in cell.children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in cells[7].children or ()) == clean(text)


@every_attack
def test_hsds_holds_the_text_and_nothing_else(text: str) -> None:
    (service,) = json.loads(hsds.render(export_of(attacked(text))))["contents"]
    assert (service["name"], service["organization"]["name"]) == (clean(text), clean(text))
