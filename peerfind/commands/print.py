"""`peerfind print`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.chosen import read_ids
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.output import write_out
from peerfind.commands.printer import Order, PaperSize, copy_templates, printed, read_logo, usual_paper, wanted
from peerfind.printing.sheet import Organization

app = typer.Typer(rich_markup_mode=None, add_completion=False)


Words = list[str]


class Layout(StrEnum):
    """The shapes of paper, each a template."""

    list = "list"
    cards = "cards"
    tearoff = "tearoff"
    booklet = "booklet"
    booklet_pages = "booklet-pages"
    poster = "poster"
    large_print = "large-print"
    bilingual = "bilingual"
    discreet = "discreet"
    crisis_card = "crisis-card"
    call_sheet = "call-sheet"


class Group(StrEnum):
    """What a list may be grouped by."""

    none = "none"
    place = "place"
    kind = "kind"
    topic = "topic"


@app.command(name="print")
@with_asked
def print_(
    query: Annotated[Words | None, typer.Argument(help="What somebody needs, in their words.")] = None,
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
    if write_templates:
        copy_templates(write_templates)
        return
    path = None if output == "-" else Path(output)
    session = asked.session()
    order = Order(
        layout=layout.value, paper=(paper or usual_paper(session)).value, grouping=group.value,
        languages=(text_language, second), title=title, codes=codes, template=template,
        organization=Organization(name=organization, contact=address, logo=read_logo(logo) if logo else ""),
        allow_stale=allow_stale, leave_out=leave_out,
    )  # fmt: skip
    results = wanted(session, asked, " ".join(query or ()), read_ids(ids) if ids else None, limit)
    write_out(printed(session, order, results, path), path)
