"""`peerfind print`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.options import Asked, with_asked
from peerfind.commands.printer import Printer
from peerfind.printing.pdf import LAYOUTS

app = typer.Typer(rich_markup_mode=None, add_completion=False)
Layout = StrEnum("Layout", {name: name for name in LAYOUTS})  # type: ignore[misc]  # names from one place


class PaperSize(StrEnum):
    """The sizes of paper."""

    letter = "letter"
    a4 = "a4"


class Group(StrEnum):
    """What a list may be grouped by."""

    none = "none"
    place = "place"
    kind = "kind"
    topic = "topic"


@app.command(name="print")
@with_asked
def print_(
    query: Annotated[list[str] | None, typer.Argument(help="What somebody needs, in their words.")] = None,
    layout: Annotated[Layout, typer.Option(help="The shape of the paper.")] = Layout.list,
    output: Annotated[
        str, typer.Option("--output", "-o", help='A file that ends in .pdf, .html, .md or .txt; "-" for text.')
    ] = "-",
    paper: Annotated[PaperSize | None, typer.Option(help="Letter or A4; by your country, if you don't say.")] = None,
    text_language: Annotated[str, typer.Option("--text-language", help="Language of the fixed texts.")] = "en",
    second: Annotated[str, typer.Option("--second", help="The other language of --layout bilingual.")] = "es",
    group: Annotated[Group, typer.Option(help="Group by place, kind or topic.")] = Group.none,
    limit: Annotated[int, typer.Option(min=0, help="How many at the most; 0 for all.")] = 12,
    ids: Annotated[str | None, typer.Option(metavar="FILE", help='Ids, one a line, in order; "-" for stdin.')] = None,
    title: Annotated[str, typer.Option(help="A title of your own.")] = "",
    organization: Annotated[str, typer.Option(help="Who hands it out.")] = "",
    address: Annotated[str, typer.Option(help="How to reach them, also to report a wrong number.")] = "",
    logo: Annotated[Path | None, typer.Option(help="Their logo, an SVG file.")] = None,
    codes: Annotated[bool, typer.Option("--codes/--no-codes", help="Codes for phones' cameras.")] = True,
    allow_stale: Annotated[bool, typer.Option("--allow-stale", help="Print old ones, stamped.")] = False,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Leave out what may not be printed.")] = False,
    template: Annotated[Path | None, typer.Option(help="A Typst template of your own.")] = None,
    write_templates: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Copy the templates there, to change them.")
    ] = None,
    *,
    asked: Asked,
) -> None:
    """Print lists, cards, posters and booklets for people who have no screen.

    peerfind print someone to talk to --in Ohio --leave-out -o list.pdf

    peerfind print --kind warmline --in US --layout cards --leave-out -o cards.pdf

    peerfind print grief --layout call-sheet -o to-dial.pdf
    """
    printer = Printer(
        asked=asked, layout=layout.value, paper=paper.value if paper else None, grouping=group.value,
        languages=(text_language, second), title=title, organization=organization, address=address, logo=logo,
        codes=codes, allow_stale=allow_stale, leave_out=leave_out, template=template,
    )  # fmt: skip
    if write_templates:
        printer.copy_templates(write_templates)
        return
    data = printer.printed(" ".join(query or ()), ids, limit, output)
    if output == "-":
        sys.stdout.buffer.write(data) if False else sys.stdout.write(data.decode())
    else:
        printer.keep(data, Path(output))
