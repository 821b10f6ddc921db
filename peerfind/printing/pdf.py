"""Sheets as PDF, set by Typst: tagged, checked as PDF/UA-1, with all fonts inside."""

import json
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

from peerfind.directory.model import as_data
from peerfind.errors import DataError, UsageError
from peerfind.printing.labels import Labels
from peerfind.printing.sheet import Entry, Sheet
from peerfind.record import Record

Paper = Literal["us-letter", "a4"]
FONTS = (
    "Inter",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans CJK SC",
    "Noto Sans CJK KR",
    "Noto Sans CJK JP",
    "Libertinus Serif",
)
"""In the order in which they are tried for each character; Inter comes with the program."""
_SCRIPTS = {
    "ARABIC": "Noto Sans Arabic",
    "DEVANAGARI": "Noto Sans Devanagari",
    "CJK": "Noto Sans CJK SC",
    "HIRAGANA": "Noto Sans CJK JP",
    "KATAKANA": "Noto Sans CJK JP",
    "HANGUL": "Noto Sans CJK KR",
    "HEBREW": "Noto Sans Hebrew",
    "THAI": "Noto Sans Thai",
    "BENGALI": "Noto Sans Bengali",
    "GURMUKHI": "Noto Sans Gurmukhi",
    "TAMIL": "Noto Sans Tamil",
    "ETHIOPIC": "Noto Sans Ethiopic",
    "KHMER": "Noto Sans Khmer",
}
_MISSING = r'the text `"(.+?)"` could not be displayed'


class Setting(Record):
    """How a sheet is set."""

    layout: str
    """The name of a template; "booklet" is "booklet-pages" imposed."""
    paper: Paper
    labels: Labels
    codes: bool = True
    other: Sheet | None = None
    """The same list in a second language, for `bilingual`."""
    template: Path | None = None
    """Somebody's own template."""


def render(sheet: Sheet, setting: Setting) -> bytes:
    """Return a sheet as PDF. Raises UsageError for a template that can't be set, DataError for a missing font."""
    with as_file(files("peerfind").joinpath("printing")) as home:
        if setting.layout == "booklet":
            pages = _compiled(home / "templates" / "booklet.typ", home, _inputs(sheet, setting))
            return _imposed(pages, home, sheet, setting.paper)
        name = "booklet" if setting.layout == "booklet-pages" else setting.layout
        return _compiled(setting.template or home / "templates" / f"{name}.typ", home, _inputs(sheet, setting))


def sheet_data(sheet: Sheet, labels: Labels) -> dict[str, Any]:
    """Return a sheet as the templates get it: every field, codes with the words that stand for them."""
    held: dict[str, Any] = _whole(sheet)
    for section, written in zip(sheet.sections, held["sections"], strict=True):
        for entry, into in zip(section.entries, written["entries"], strict=True):
            into["code"] = _code(entry, labels)
    return held


def _code(entry: Entry, labels: Labels) -> dict[str, Any] | None:
    if entry.code is None:
        return None
    said = f"{entry.ways[0].verb} {entry.ways[0].number}"
    return {**_whole(entry.code), "alt": labels("scan", what=said)}


def _whole(value: Any) -> Any:
    """Return a record as data with all its fields, also those that say nothing."""
    if isinstance(value, Record):
        return {name: _whole(getattr(value, name)) for name in value.fields}
    if isinstance(value, tuple):
        return [_whole(part) for part in value]
    return as_data(value)


def _inputs(sheet: Sheet, setting: Setting) -> dict[str, str]:
    labels = setting.labels
    named = ("card", "card_name", "card_helps", "card_people", "card_place", "card_health", "contents", "index",
             "sheet", "service", "hours", "matches", "changed", "dialled_on", "by", "notes")  # fmt: skip
    texts = {name: labels(name) for name in named} | {"number": labels("phone")}
    inputs = {
        "sheet": json.dumps(sheet_data(sheet, labels)),
        "labels": json.dumps(texts),
        "fonts": json.dumps(_installed()),
        "paper": setting.paper,
        "codes": "yes" if setting.codes else "no",
    }
    if setting.other:
        inputs["other"] = json.dumps(sheet_data(setting.other, labels))
    return inputs


def _fonts(home: Path) -> Any:
    import typst

    return typst.Fonts(font_paths=[str(home / "fonts")])


def _installed() -> list[str]:
    """Return those of FONTS that there are; a template would warn of each other."""
    with as_file(files("peerfind").joinpath("printing")) as home:
        families = set(_fonts(home).families())
    return [name for name in (*FONTS, *_SCRIPTS.values()) if name in families]


def _compiled(template: Path, home: Path, inputs: Mapping[str, str]) -> bytes:
    import typst  # here, because only paper is set

    try:
        source = template.read_bytes()
    except OSError as error:
        raise DataError("{file}: {reason}", file=template, reason=error.strerror) from error
    try:
        with tempfile.TemporaryDirectory(prefix="peerfind-") as root:
            # A template of one's own stands beside the shared one, and sees nothing else of the disk.
            for shared in (home / "templates").glob("*.typ"):
                Path(root, shared.name).write_bytes(shared.read_bytes())
            Path(root, "main.typ").write_bytes(source)
            compiler = typst.Compiler(str(Path(root, "main.typ")), root=root, font_paths=_fonts(home))
            made = compiler.compile(format="pdf", sys_inputs=dict(inputs), pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        raise _explained(error, template) from error
    assert isinstance(made, bytes)
    return made


def _imposed(pages: bytes, home: Path, sheet: Sheet, paper: Paper) -> bytes:
    """Return pages two a side, in the order in which the folded stack reads."""
    import typst

    with tempfile.TemporaryDirectory(prefix="peerfind-") as root:
        Path(root, "pages.pdf").write_bytes(pages)
        Path(root, "main.typ").write_bytes((home / "templates" / "imposed.typ").read_bytes())
        count = len(re.findall(rb"/Type\s*/Page\b", pages))
        inputs = {
            "sheets": json.dumps(imposition(count)),
            "paper": paper,
            "title": sheet.title,
            "language": sheet.language,
        }
        compiler = typst.Compiler(str(Path(root, "main.typ")), root=root, font_paths=_fonts(home))
        # Only for the printer: pages inside pages have no tags. Who reads on a screen takes booklet-pages.
        made = compiler.compile(format="pdf", sys_inputs=inputs, timestamp=0, pdf_tags=False)
    assert isinstance(made, bytes)
    return made


def imposition(pages: int) -> list[tuple[int | None, int | None]]:
    """Return the pages, left and right, of each side of a booklet's sheets; None is an empty half."""
    whole = -(-pages // 4) * 4
    sides: list[tuple[int, int]] = []
    for sheet in range(whole // 4):
        sides += [(whole - 2 * sheet, 1 + 2 * sheet), (2 + 2 * sheet, whole - 1 - 2 * sheet)]
    return [tuple(page if page <= pages else None for page in side) for side in sides]  # type: ignore[misc]


def _explained(error: Any, template: Path) -> DataError | UsageError:
    """Return what Typst says as what somebody can do about it."""
    if missing := re.search(_MISSING, str(error.diagnostic or error.message)):
        letter = re.sub(r"\\u\{(\w+)\}", lambda code: chr(int(code[1], 16)), missing[1])[0]
        name = unicodedata.name(letter, f"U+{ord(letter):04X}")
        script = next((font for key, font in _SCRIPTS.items() if name.startswith(key)), "a Noto font for it")
        hint = "Install {script} (on Debian: fonts-noto-core and fonts-noto-cjk), then print again."
        return DataError("No font here has {letter!r} ({name})", hint=hint, letter=letter, name=name, script=script)
    first = str(error.message).splitlines()[0]
    hint = "Mend the template."
    return UsageError("{file}: {fault}", hint="; ".join(error.hints) or hint, file=template.name, fault=first)
