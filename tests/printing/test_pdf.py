import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from peerfind.errors import DataError, UsageError
from peerfind.lookup.query import Result
from peerfind.printing.labels import labels_of
from peerfind.printing.pdf import Setting, imposition, render
from peerfind.printing.sheet import Organization, Sheet
from tests.printing.examples import result, sheet

PAPERS = {"us-letter": (612.0, 792.0), "a4": (595.28, 841.89)}
LAYOUTS = ["list", "cards", "folded-cards", "tearoff", "booklet-pages", "poster", "large-print", "bilingual",
           "discreet", "crisis-card", "call-sheet"]  # fmt: skip
HOSTILE = [
    "#panic()",
    '#image("/etc/passwd")',
    "$x^2$",
    "= Heading",
    "<label> @ref",
    "*bold* _it_",
    "\\ // /* `",
    "[[]]",
]


OFFICE = Organization(
    name="Harbor County Office of Peer Services",
    contact="1200 Long Avenue, Suite 400, Harbor City, OH 44000 · help@harbor.example · 1-800-555-0100",
)


def some(count: int) -> list[Result]:
    return [result(f"line-{n}", name=f"Line {n} of many") for n in range(count)]


def made(layout: str, *results: Result, paper: Any = "us-letter", language: str = "en", **more: Any) -> bytes:
    other = sheet(*results, language="es", **more) if layout == "bilingual" else None
    held: Sheet = sheet(*results, language=language, **more)
    return render(held, Setting(layout=layout, paper=paper, labels=labels_of(language), other=other))


@cache
def plain(layout: str, paper: str) -> bytes:
    return made(layout, *some(3), paper=paper)


def texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def size_of(page: Any) -> tuple[float, float]:
    return round(float(page.mediabox.width), 2), round(float(page.mediabox.height), 2)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_is_as_large_as_its_paper(layout: str, paper: str) -> None:
    width, height = PAPERS[paper]
    wanted = {"call-sheet": (height, width), "booklet-pages": (round(height / 2, 2), width)}.get(
        layout, (width, height)
    )
    for page in pypdf.PdfReader(io.BytesIO(plain(layout, paper))).pages:
        assert size_of(page) == pytest.approx(wanted, abs=0.1)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_is_tagged_and_says_its_title_and_language(layout: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(plain(layout, "us-letter")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_fonts_are_embedded(layout: str) -> None:
    for page in pypdf.PdfReader(io.BytesIO(plain(layout, "us-letter"))).pages:
        fonts: Any = page["/Resources"].get("/Font", {})  # type: ignore[attr-defined]
        for font in fonts.values():
            inner = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_numbers_stand_whole_on_one_line_with_keyword_and_emergency_number(layout: str, paper: str) -> None:
    told = "\n".join(texts(plain(layout, paper)))
    assert "800-555-0100" in told
    assert layout in ("crisis-card", "discreet") or "HOME" in told
    assert layout == "call-sheet" or "911" in told or layout == "discreet"


LONG: dict[str, Any] = {
    "name": "The Long Name of a Helpline for People of Every Age in Every County of Northeastern Ohio and Beyond " * 2,
    "summary": "Trained peers who went through it themselves listen, and help to find the next step. " * 2,
    "hours_note": "Closed on public holidays; after hours a recorded message tells where else to call. " * 2,
    "contacts": [
        {
            "type": "phone",
            "value": "+18005550100",
            "press": "2",
            "languages": ["en", "es"],
            "note": "Toll-free, for all",
        },
        {
            "type": "sms",
            "value": "+18005550101",
            "keyword": "LISTENTOME",
            "note": "The reply comes from another number",
        },
        {"type": "chat", "value": "https://a-long-name-of-a-site.example.org/some/where/far/down/chat-with-us-now"},
    ],
}
CARD = (85 / 25.4 * 72, 54 / 25.4 * 72)


def boxes(page: Any, text: Any) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each letter that is drawn with its left, bottom, right and top."""
    for at in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, at))
        if letter.strip() and letter.isprintable():
            yield letter, *text.get_charbox(at)


def cells_of(page: Any, rows: int) -> dict[tuple[int, int], str]:
    """Return what stands on each card of a sheet, by column and row from below; no letter crosses an edge."""
    width, height = page.get_size()
    x, y = (width - 2 * CARD[0]) / 2, (height - rows * CARD[1]) / 2
    cells: dict[tuple[int, int], str] = {}
    for letter, left, bottom, right, top in boxes(page, page.get_textpage()):
        cell = int((left - x) // CARD[0]), int((bottom - y) // CARD[1])
        assert cell == (int((right - x) // CARD[0]), int((top - y) // CARD[1])), letter
        cells[cell] = cells.get(cell, "") + letter
    return cells


def off_the_page(data: bytes) -> str:
    """Return the letters that no printer would print."""
    off = ""
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        for letter, left, bottom, right, top in boxes(page, page.get_textpage()):
            if left < 4 or bottom < 4 or right > width - 4 or top > height - 4:
                off += letter
    return off


def overprinted(data: bytes) -> str:
    """Return the letters that stand on others: a quarter of the smaller one is covered."""
    covered = ""
    for page in pypdfium2.PdfDocument(data):
        near: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
        for letter, left, bottom, right, top in boxes(page, page.get_textpage()):
            cells = [(x, y) for x in range(int(left) // 12, int(right) // 12 + 1)
                     for y in range(int(bottom) // 12, int(top) // 12 + 1)]  # fmt: skip
            for other in {box for cell in cells for box in near.get(cell, [])}:
                wide, high = min(right, other[2]) - max(left, other[0]), min(top, other[3]) - max(bottom, other[1])
                smaller = min((right - left) * (top - bottom), (other[2] - other[0]) * (other[3] - other[1]))
                if wide > 0 and high > 0 and wide * high > smaller / 4:
                    covered += letter
            for cell in cells:
                near.setdefault(cell, []).append((left, bottom, right, top))
    return covered


def too_small(data: bytes, least: float) -> str:
    """Return the letters that are set below a size in points."""
    small = ""
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, at))
            # What the reader of the PDF adds between words has no size of its own.
            drawn = letter.strip() and letter.isprintable() and not pypdfium2.raw.FPDFText_IsGenerated(text, at)
            if drawn and pypdfium2.raw.FPDFText_GetFontSize(text, at) < least - 0.05:
                small += letter
    return small


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_letter_lies_on_its_page_and_is_large_enough_to_read(layout: str, language: str) -> None:
    results = [result("short"), result("long", **LONG), *some(3)]
    for paper in PAPERS:
        try:
            data = made(layout, *results, paper=paper, language=language, organization=OFFICE)
        except DataError:
            pytest.skip("needs a font for the language")
        assert off_the_page(data) == "", paper
        assert language == "ar" or overprinted(data) == "", paper  # joined letters cover one another
        assert too_small(data, 16 if layout == "large-print" else 6) == "", paper


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("wide", ["", "W"])
def test_a_number_its_keyword_and_the_emergency_number_stand_on_each_card(paper: str, wide: str) -> None:
    fields = LONG | ({"name": wide * 300, "summary": wide * 240, "hours_note": wide * 300} if wide else {})
    data = made("cards", result("long", **fields), result("short"), paper=paper)
    assert overprinted(data) == ""
    (page,) = pypdfium2.PdfDocument(data)
    cells = cells_of(page, 5)
    assert sorted(cells) == [(column, row) for column in range(2) for row in range(5)]
    assert all("800-555-010" in told and "911" in told for told in cells.values())
    assert sum("LISTENTOME" in told for told in cells.values()) == 5
    assert sum("HOME" in told and "741741" in told for told in cells.values()) == 5


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("wide", ["", "W"])
def test_the_numbers_of_a_folded_card_stand_below_its_fold(paper: str, wide: str) -> None:
    fields = LONG | ({"name": wide * 300, "summary": wide * 240, "hours_note": wide * 300} if wide else {})
    (page,) = pypdfium2.PdfDocument(made("folded-cards", result("long", **fields), result("short"), paper=paper))
    panels = cells_of(page, 4)
    assert len(panels) == 8
    assert all(("800-555-010" in told and "911" in told) == (row % 2 == 0) for (_, row), told in panels.items())


@pytest.mark.parametrize("layout", ["list", "booklet-pages", "large-print", "bilingual"])
def test_the_emergency_number_stands_on_every_page(layout: str) -> None:
    pages = texts(made(layout, *some(30)))
    assert len(pages) > 3
    assert [number for number, text in enumerate(pages) if "911" not in text] == []


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != "call-sheet"])
def test_what_is_stale_is_stamped_in_every_layout(layout: str) -> None:
    old = {"sources": [{"url": "https://harbour.example/", "checked": "2020-01-01", "how": "call"}]}
    assert "NOT RECENTLY CHECKED" in "".join(texts(made(layout, result("old-line", **old), result("other"))))


@pytest.mark.parametrize("layout", ["cards", "folded-cards", "crisis-card", "tearoff", "list", "poster"])
def test_every_layout_says_where_to_report_a_wrong_number(layout: str) -> None:
    assert "lake.example" in "".join(texts(made(layout, result()))).replace("\ufffe", "")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_card_with_much_to_say_cuts_no_number_address_or_hours(language: str) -> None:
    contacts = [
        {"type": "phone", "value": "+18005550100", "press": "2", "note": "1-800-4-A-PEER-TO-LISTEN, toll-free"},
        {"type": "email", "value": "a.rather.long.name@listening-for-everybody.example"},
    ]
    told = "".join("".join(texts(made("cards", result(**(LONG | {"contacts": contacts})), language=language))).split())
    told = told.replace("\ufffe", "-").replace("\u200b", "")
    assert re.findall(r"[\d.@]\S{0,3}…", told) == []
    assert "a.rather.long.name@listening-for-everybody.example" in told


def test_an_address_that_breaks_at_a_hyphen_gets_no_second_one() -> None:
    contacts = [{"type": "web", "value": "https://listening.example/online-support-groups-and-meetings-for-everyone"}]
    data = made("cards", result(contacts=contacts), language="es")
    told = "".join("".join(texts(data)).split()).replace("\ufffe", "-")  # a hyphen at the end of a line
    assert "listening.example/online-support-groups-and-meetings-for-everyone" in told


def test_a_discreet_card_holds_a_dozen_numbers_and_the_next_card_the_rest() -> None:
    contacts = [[{"type": "phone", "value": f"+180055501{n:02}"}] for n in range(30)]
    (page,) = pypdfium2.PdfDocument(
        made("discreet", *(result(f"line-{n}", contacts=c) for n, c in enumerate(contacts)))
    )
    cells = cells_of(page, 5)
    counts = [told.count("800-555-01") for told in cells.values()]
    assert sorted(counts) == [6] * 3 + [12] * 6
    assert {number for told in cells.values() for number in re.findall(r"800-555-01\d\d", told)} == {
        f"800-555-01{n:02}" for n in range(30)
    }


@pytest.mark.parametrize("layout", ["cards", "folded-cards", "crisis-card"])
def test_a_card_from_right_to_left_begins_at_its_right_edge(layout: str) -> None:
    try:
        (page,) = pypdfium2.PdfDocument(made(layout, result(name="Q"), language="ar"))
    except DataError:
        pytest.skip("needs a font for the language")
    text, (width, _) = page.get_textpage(), page.get_size()
    ends = {right for letter, _, _, right, _ in boxes(page, text) if letter == "Q"}
    inset = 3.5 / 25.4 * 72
    assert max(ends) == pytest.approx(width / 2 + CARD[0] - inset, abs=2)
    assert min(ends) == pytest.approx(width / 2 - inset, abs=2)


def test_a_number_stays_as_large_where_what_to_do_is_told_in_many_words() -> None:
    heights = []
    for keyword in ("HOME", "A-KEYWORD-OF-THIRTY-LETTERS-OR"):
        contacts = [{"type": "sms", "value": "+18005550101", "keyword": keyword}]
        (page,) = pypdfium2.PdfDocument(made("folded-cards", result(contacts=contacts), language="es"))
        text = page.get_textpage()
        at, _ = text.search("800-555-0101").get_next()
        _, bottom, _, top = text.get_charbox(at)
        heights.append(top - bottom)
    assert heights[0] == pytest.approx(heights[1], abs=0.1)


def test_danger_is_read_before_every_service() -> None:
    (page,) = texts(plain("list", "us-letter"))
    assert page.index("In danger now? Call 911") < page.index("Line 0 of many") < page.index("Line 1 of many")


@pytest.mark.parametrize(
    ("layout", "paper"),
    [("list", "us-letter"), ("tearoff", "a4"), ("cards", "a4"), ("folded-cards", "us-letter"), ("poster", "us-letter")],
)
def test_codes_are_read_back_from_the_drawn_page(layout: str, paper: str) -> None:
    drawn = pypdfium2.PdfDocument(plain(layout, paper))[0].render(scale=200 / 72, grayscale=True)
    picture = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
    found = {code.text for code in zxingcpp.read_barcodes(picture)}
    assert found == {"tel:+18005550100"}


def test_cards_are_ten_on_a_sheet_and_a_short_list_fills_it_with_copies() -> None:
    assert "\n".join(texts(plain("cards", "a4"))).count("of many") == 9
    assert len(texts(made("cards", *some(10)))) == 1
    assert len(texts(made("cards", *some(11)))) == 2


@pytest.mark.parametrize("paper", PAPERS)
def test_six_services_are_one_poster(paper: str) -> None:
    assert len(texts(made("poster", *some(6), paper=paper))) == 1


@pytest.mark.parametrize("layout", ["list", "cards", "large-print", "tearoff", "call-sheet"])
def test_three_hundred_services_are_all_there(layout: str) -> None:
    count = 300 if layout == "list" else 40
    told = "\n".join(texts(made(layout, *some(count))))
    assert all(f"Line {n} of many" in told.replace("\r\n", " ") or f"line-{n}" in told for n in range(count))


@pytest.mark.parametrize(
    ("layout", "hostile"),
    [*((layout, HOSTILE[0]) for layout in LAYOUTS), *(("list", hostile) for hostile in HOSTILE[1:])],
)
def test_hostile_text_is_printed_as_it_is(layout: str, hostile: str) -> None:
    told = "".join("".join(texts(made(layout, result(name=hostile, summary=hostile)))).split())
    assert layout == "discreet" or "".join(hostile.split()) in told


def everywhere(text: str) -> dict[str, Any]:
    """Return fields of a listing that all say `text`, and an address as long as one may be."""
    contacts = [
        {"type": "phone", "value": "+18005550100", "note": text},
        {"type": "chat", "value": "https://x.example/" + "W" * 450},
    ]
    return {"name": text, "summary": text, "hours_note": text, "eligibility": text, "contacts": contacts}


@pytest.mark.parametrize(
    ("layout", "text"),
    [*((layout, "W" * 10_000) for layout in LAYOUTS), ("list", "Helpline " * 1_100), ("cards", "Helpline " * 1_100)],
    ids=lambda given: given[:12],
)
def test_ten_thousand_letters_push_nothing_off_the_page(layout: str, text: str) -> None:
    data = made(layout, result("line-0", **everywhere(text)), *some(3)[1:])
    assert off_the_page(data) + overprinted(data) == ""
    told, tame = ("".join(texts(pages)) for pages in (data, plain(layout, "us-letter")))
    assert told.count("800-555-0100") == tame.count("800-555-0100")


@pytest.mark.parametrize("layout", ["list", "bilingual", "call-sheet"])
def test_a_text_that_turns_directions_moves_no_letter_but_its_own(layout: str) -> None:
    turned = {"name": "\u202eHarbour\u2067", "summary": "\u202ePeers listen.\u2066\u200f", "hours_note": "a\x00\n\nb"}
    plainly = {"name": "Harbour", "summary": "Peers listen.", "hours_note": "a b"}
    drawn = [made(layout, result(**fields), result("other")) for fields in (turned, plainly)]
    first, second = ([list(boxes(page, page.get_textpage())) for page in pypdfium2.PdfDocument(data)] for data in drawn)
    assert first == second


def test_a_number_in_letters_is_read_from_left_to_right_in_arabic_too() -> None:
    contacts = [{"type": "phone", "value": "+14422983263", "languages": ["es"], "note": "442-AYUDAME"}]
    try:
        (page,) = pypdfium2.PdfDocument(made("list", result(contacts=contacts), language="ar"))
    except DataError:
        pytest.skip("needs a font for Arabic")
    lines: dict[int, list[tuple[float, str]]] = {}
    for letter, left, bottom, *_ in boxes(page, page.get_textpage()):
        lines.setdefault(round(bottom), []).append((left, letter))
    assert any("442AYUDAME" in "".join(letter for _, letter in sorted(line)) for line in lines.values())


@pytest.mark.parametrize("layout", ["poster", "tearoff", "cards"])
def test_a_long_word_of_a_name_makes_letters_smaller_rather_than_leave_the_page(layout: str) -> None:
    data = made(layout, result(name="Selbsthilfekontakte"))
    assert off_the_page(data) + overprinted(data) == ""
    assert "Selbsthilfekontakte" in "".join(texts(data))


@pytest.mark.parametrize("language", ["es", "ru", "vi", "pl"])
def test_latin_and_cyrillic_need_no_fonts_of_the_system(language: str) -> None:
    data = made("list", result(), language=language)
    assert "911" in texts(data)[0]
    fonts: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all("Inter" in str(font["/BaseFont"]) for font in fonts.values())


def test_a_character_that_no_font_has_is_an_error_that_names_it() -> None:
    with pytest.raises(DataError, match=r"No font here has .* \(U\+F0000\)") as caught:
        made("list", result(summary="\U000f0000 is nobody's letter"))
    assert "Install" in caught.value.hint


def test_somebodys_own_template_is_used_and_its_faults_are_told(tmp_path: Path) -> None:
    own, broken = tmp_path / "own.typ", tmp_path / "broken.typ"
    own.write_text('#import "base.typ": *\n#show: page-setup\n= Our own\n#for e in all-entries [#e.name ]\n')
    broken.write_text("#nothing-such\n")
    setting = Setting(layout="list", paper="a4", labels=labels_of("en"))
    assert "Our own" in texts(render(sheet(), setting.replace(template=own)))[0]
    with pytest.raises(UsageError, match=r"broken.typ: unknown variable"):
        render(sheet(), setting.replace(template=broken))


def test_a_template_sees_nothing_else_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    own = tmp_path / "own.typ"
    own.write_text('#read("secret.txt")\n')
    with pytest.raises(UsageError, match="not found"):
        render(sheet(), Setting(layout="list", paper="a4", labels=labels_of("en"), template=own))


def test_a_booklet_is_two_pages_a_side() -> None:
    data = made("booklet", *some(3), grouping="kind")
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    assert size_of(page) == (792.0, 612.0)


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (4, [(4, 1), (2, 3)]),
        (5, [(None, 1), (2, None), (None, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_pages_are_imposed_so_that_the_folded_stack_reads_in_order(pages: int, sides: list[tuple[int, int]]) -> None:
    assert imposition(pages) == sides


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert made("list", *some(2)) == made("list", *some(2))
