"""Write what is generated in this repository, or with --check compare it: exit status 1 names what is out of date.

The catalogues of the languages that the program speaks are compiled by scripts/messages.py.

python scripts/generate.py [--check]
"""

import asyncio
import datetime as dt
import json
import os
import sys
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
os.environ["PEERFIND_UI_LANGUAGE"] = "en"

import manpages  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.text import Text  # noqa: E402

from peerfind.cli import main  # noqa: E402
from peerfind.curation.background import load_settled  # noqa: E402
from peerfind.curation.coverage import coverage  # noqa: E402
from peerfind.curation.explaining import document  # noqa: E402
from peerfind.curation.lookalikes import report  # noqa: E402
from peerfind.directory.loading import codes_with, load_reference, read_directory  # noqa: E402
from peerfind.directory.lookalikes import look_alikes  # noqa: E402
from peerfind.directory.model import Listing  # noqa: E402
from peerfind.directory.schema import listings_schema  # noqa: E402
from peerfind.formats.words import Speaker  # noqa: E402
from peerfind.lookup.store import load_places, open_finder, read_files  # noqa: E402

DATA = ROOT / "peerfind" / "data"
PLACES = load_places()
MOMENT = "2026-11-23T21:30:00-05:00"
"""When the pictures were taken, so that they stay the same."""
ORDER = ["print", "someone", "to", "talk", "to", "--in", "Ohio", "--leave-out", "--limit", "5", "--paper", "letter",
         "--organization", "Lake Health", "--address", "lake.example"]  # fmt: skip
PAPERS = ("list", "cards", "tearoff")
SESSION = (["search", "someone", "to", "talk", "to", "--in", "Ohio", "--limit", "2"], ["crisis", "--in", "Kenya"])


def schema() -> str:
    """Return the JSON Schema of a file of listings."""
    tables = {name: table.keys() for name, table in load_reference(DATA).vocabulary.labels.items()}
    return json.dumps(listings_schema(tables), indent=2, ensure_ascii=False) + "\n"


@cache
def directory() -> list[Listing]:
    """Return the listings of this repository."""
    return read_directory(read_files(ROOT), codes_with(load_reference(DATA).vocabulary, PLACES.codes())).listings


def covered() -> str:
    """Return the report of what the directory holds."""
    return coverage(directory(), load_reference(DATA).vocabulary, PLACES)


def alike() -> str:
    """Return the report of numbers that look alike."""
    return report(look_alikes(directory()), load_settled(DATA).look_alikes)


def commands() -> str:
    """Return the reference of all commands: their help as the program prints it."""
    parts = ["# Commands\n\nGenerated from the program's own help by scripts/generate.py; do not edit.\n"]
    for words, (command, context) in manpages.ALL.items():
        if words:
            title = f"{'#' * (1 + len(words))} {context.info_name}"
            parts.append(f"{title}\n\n```\n{command.get_help(context).strip()}\n```\n")
    return "\n".join(parts)


def picture() -> str:
    """Return a picture of a terminal in which the program has been used."""
    console = Console(record=True, width=92, file=StringIO(), force_terminal=True, color_system="standard")
    for arguments in SESSION:
        console.print(Text.assemble(("$ ", "dim"), ("peerfind " + " ".join(arguments), "bold")))
        console.print(Text.from_ansi(_output_of(arguments)))
    return console.export_svg(title="peerfind", unique_id="peerfind")


def _output_of(arguments: list[str]) -> str:
    """Return what a command shows on a terminal."""

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    os.environ |= {
        "PEERFIND_NOW": MOMENT,
        "CLICOLOR_FORCE": "1",
        "COLUMNS": "90",
        "LANG": "C",
        "TZ": "America/New_York",
    }
    shown, sys.stdout = sys.stdout, Terminal()
    try:
        main(arguments)
        return str(sys.stdout.getvalue())
    finally:
        sys.stdout = shown


def browsing() -> str:
    """Return a picture of the full-screen application."""
    from peerfind.browse.app import Browser
    from peerfind.browse.asking import Asking
    from peerfind.browse.desk import Desk

    moment = dt.datetime.fromisoformat(MOMENT)
    finder = open_finder(ROOT, None).finder
    desk = Desk(
        finder=finder,
        speaker=Speaker(vocabulary=finder.vocabulary, places=finder.places, zone=moment.tzinfo),
        clock=lambda: moment,
        country="US",
        lists=dict,
        keep=lambda name, _: name,
        print_list=str,
    )

    async def taken() -> str:
        browser = Browser(desk, Asking(text=" ".join(SESSION[0][1:5]) + " tonight in ohio"))
        async with browser.run_test(size=(110, 30)) as pilot:
            for _ in range(20):
                await pilot.pause(0.05)
            return browser.export_screenshot(title="peerfind browse")

    return asyncio.run(taken())


def papers() -> bytes:
    """Return a picture of the first pages of a list, of cards and of a poster with tabs."""
    import pypdfium2
    import typst

    with TemporaryDirectory() as folder:
        os.environ["PEERFIND_DATA"] = folder  # where what is printed is noted for a recall
        page, sheets = Path(folder, "page.pdf"), ""
        for layout in PAPERS:
            _output_of([*ORDER, "--layout", layout, "-o", str(page)])
            drawn = pypdfium2.PdfDocument(page.read_bytes())[0].render(scale=2, grayscale=True)
            # Drawn large and made small: small letters keep their distance.
            Path(folder, f"{layout}.luma").write_bytes(bytes(drawn.buffer))
            form = f'(encoding: "luma8", width: {drawn.stride}, height: {drawn.height})'
            sheets += f'image(read("{layout}.luma", encoding: none), format: {form}, height: 440pt),'
        Path(folder, "main.typ").write_text(
            "#set page(width: auto, height: auto, margin: 12pt, fill: luma(225))\n"
            f"#stack(dir: ltr, spacing: 12pt, {sheets})\n",
            "utf-8",
        )
        made = typst.Compiler(str(Path(folder, "main.typ"))).compile(format="png", ppi=72)
    assert isinstance(made, bytes)
    return made


def pages() -> dict[Path, Any]:
    """Return what makes the manual pages."""
    return {ROOT / "man" / f"{name}.1": make for name, make in manpages.PAGES.items()}


GENERATED = pages() | {
    DATA / "listing.schema.json": schema,
    ROOT / "docs" / "commands.md": commands,
    ROOT / "docs" / "rules.md": document,
}
OF_LISTINGS = {
    ROOT / "docs" / "coverage.md": covered,
    ROOT / "docs" / "look-alikes.md": alike,
    ROOT / "docs" / "pictures" / "terminal.svg": picture,
    ROOT / "docs" / "pictures" / "browse.svg": browsing,
    ROOT / "docs" / "pictures" / "print.png": papers,
}
"""Written too, for each release, but not compared: a volunteer who mends a number changes that listing alone."""


def run(arguments: list[str]) -> int:
    """Write or compare every generated file."""
    out_of_date = []
    checking = "--check" in arguments
    for path, make in (GENERATED if checking else GENERATED | OF_LISTINGS).items():
        made = make()
        if not checking:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(made if isinstance(made, bytes) else made.encode())
        elif not path.exists() or path.read_text("utf-8") != made:
            out_of_date.append(str(path.relative_to(ROOT)))
    for name in out_of_date:
        print(f"{name} is out of date: run python scripts/generate.py")
    return 1 if out_of_date else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
