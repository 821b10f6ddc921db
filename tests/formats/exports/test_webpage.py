import re
from html.parser import HTMLParser

from peerfind.catalogue import load_catalogue
from peerfind.directory.model import Contact, Translation
from peerfind.formats.exports import webpage
from tests.formats.exports.examples import PLAIN, export_of

VOID = ("meta", "link", "br")


class Nesting(HTMLParser):
    """Checks that every element is closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PAGE = webpage.render(export_of(PLAIN, PLAIN.replace(id="other", contacts=(Contact(type="phone", value="988"),))))


def test_every_element_is_closed_in_its_place() -> None:
    page = Nesting(PAGE)
    assert page.open == []
    assert page.ids == ["night-owl", "other"]


def test_a_screen_reader_finds_its_way() -> None:
    assert '<html lang="en">' in PAGE
    assert PAGE.count('<th scope="col">') == 3
    assert PAGE.count('<th scope="row">') == 2
    assert all(f"<{name}>" in PAGE for name in ("caption", "main", "h1", "thead", "tbody"))


def test_a_page_needs_nothing_else() -> None:
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(|src=", PAGE)


def test_a_number_can_be_tapped() -> None:
    assert '<a href="tel:988" rel="noreferrer">Call <bdi class="number">988</bdi></a>' in PAGE


def test_a_text_in_another_language_says_so() -> None:
    held = PLAIN.replace(translations={"es": Translation(summary="Escuchan.")})
    assert '<span lang="es" dir="auto">Escuchan.</span>' in webpage.render(export_of(held, language="es"))
    assert '<span dir="auto">Peers listen.</span>' in webpage.render(export_of(PLAIN, language="es"))


def test_an_alert_comes_before_the_ways_to_reach_a_service() -> None:
    page = webpage.render(export_of(PLAIN.replace(alert="Closed <now>.")))
    assert page.index("<strong>ALERT: <bdi>Closed &lt;now&gt;.</bdi></strong>") < page.index("<ul>")


def test_the_page_speaks_the_reader_s_language_and_names_the_listing_s() -> None:
    told = export_of(PLAIN)
    page = webpage.render(told.replace(speaker=told.speaker.replace(catalogue=load_catalogue("es"))))
    assert '<html lang="es">' in page
    assert '<th scope="col">Cómo contactarlo</th>' in page
    assert "<dt>Policía</dt>" in page
    assert '<span lang="en" dir="auto">Peers listen.</span>' in page
