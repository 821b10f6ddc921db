"""Pages can be read by everybody: by their structure in every language, and by axe-core where there is a browser.

npm pack axe-core && tar xzf axe-core-*.tgz
PEERFIND_AXE=package/axe.min.js pytest tests/printing/test_accessibility.py
"""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from peerfind.formats.exports import webpage
from peerfind.printing.html import to_html
from peerfind.printing.labels import catalogue
from peerfind.printing.setter import Grouping
from peerfind.printing.sheet import Organization
from tests.formats.exports.examples import PLAIN, export_of
from tests.printing.examples import result, sheet

LANGUAGES = [*catalogue()]
GROUPINGS: tuple[Grouping, ...] = ("none", "place", "kind", "topic")
OLD = {"sources": [{"url": "https://harbour.example/", "checked": "2020-11-01", "how": "call"}]}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
VOID = ("meta", "img", "path", "br")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = os.environ.get("PEERFIND_AXE", "")
axe = pytest.mark.skipif(
    not (CHROMIUM and Path(AXE).is_file()), reason="no Chromium here, or PEERFIND_AXE names no axe.min.js"
)


class Page(HTMLParser):
    """The elements of a page, each with its attributes, its text and the elements around it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words: list[str] = []
        self.elements.append((tag, dict(attrs), words, [name for name, _ in self._open]))
        if tag not in VOID:
            self._open.append((tag, words))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, words in self._open:
            words.append(data)

    def texts(self, *tags: str) -> list[str]:
        """Return the texts of all elements of these kinds."""
        return ["".join(words).strip() for tag, _, words, _ in self.elements if tag in tags]

    def attributes(self, tag: str) -> Iterator[dict[str, str | None]]:
        """Yield the attributes of all elements of a kind."""
        return (held for name, held, _, _ in self.elements if name == tag)


def page_of(language: str, grouping: Grouping) -> str:
    held = [
        result(),
        result("old", **OLD),
        result("bare", languages=[], cost=None, contacts=[], url="https://x.example/"),
    ]
    organization = Organization(name="Lake Health", contact="lake.example", logo=LOGO)
    return to_html(sheet(*held, language=language, grouping=grouping, organization=organization), "{what}")


def exported() -> str:
    return webpage.render(export_of(PLAIN, PLAIN.replace(id="other")))


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_what_a_screen_reader_needs(language: str, grouping: Grouping) -> None:
    page = Page(page_of(language, grouping))
    (root,) = page.attributes("html")
    assert (root["lang"], root["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    levels = [int(tag[1]) for tag, *_ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "" not in page.texts("title", "h1", "h2", "h3", "a", "li", "dt", "dd")
    assert [len(page.texts(name)) for name in ("main", "header", "footer")] == [1, 1, 1]
    assert all("alt" in held for held in page.attributes("img"))
    assert all(held["aria-label"] for _, held, _, _ in page.elements if held.get("role") == "img")
    assert all(around[-1] == "ul" for tag, _, _, around in page.elements if tag == "li")


def test_a_table_has_headers_for_rows_and_columns() -> None:
    page = Page(exported())
    assert {held["scope"] for held in page.attributes("th")} == {"col", "row"}
    assert len(page.texts("caption")) == 1
    assert [held["lang"] for held in page.attributes("html")] == ["en"]


@axe
@pytest.mark.parametrize("language", ["en", "ar", None])
def test_axe_finds_no_violation(language: str | None, tmp_path: Path) -> None:
    page = page_of(language, "kind") if language else exported()
    assert violations(page, tmp_path) == []


@axe
def test_axe_would_find_one(tmp_path: Path) -> None:
    assert "image-alt" in violations(page_of("en", "none").replace(' alt=""', ""), tmp_path)


def violations(page: str, folder: Path) -> list[str]:
    """Return what axe-core finds in a page that headless Chromium shows."""
    show = "document.body.innerHTML = '<pre></pre>'; document.querySelector('pre').textContent"
    run = f"axe.run().then(found => {{{show} = JSON.stringify(found.violations)}})"
    script = f"<script>{Path(AXE).read_text('utf-8')}</script><script>{run}</script>"
    file = folder / "page.html"
    file.write_text(page.replace("</body>", script + "</body>"), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
    called = [str(CHROMIUM), *options, f"--user-data-dir={folder / 'browser'}", file.as_uri()]
    shown = subprocess.run(called, capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search("<pre>(.*)</pre>", shown, re.DOTALL)
    assert found, "axe-core said nothing"
    return [violation["id"] for violation in json.loads(html.unescape(found[1]))]
