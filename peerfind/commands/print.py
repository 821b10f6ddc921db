"""`peerfind print`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.chosen import tell_missing
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.output import write_out
from peerfind.commands.printer import (
    Form,
    Order,
    PaperSize,
    copy_templates,
    form_of,
    grouping_of,
    keep_edition,
    languages_of,
    organization_of,
    printed,
    usual_paper,
)
from peerfind.commands.waiting import waiting
from peerfind.commands.wanted import wanted

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Layout(StrEnum):
    """The shapes of paper, each a template."""

    list = "list"
    cards = "cards"
    folded_cards = "folded-cards"
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
    query: Annotated[list[str] | None, typer.Argument(help="What somebody needs, in their words.")] = None,
    layout: Annotated[Layout, typer.Option(help="The shape of the paper.")] = Layout.list,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help='Where to; "-" is standard output.')
    ] = "-",
    form: Annotated[
        Form | None, typer.Option("--format", help="Without it, the one that FILE's ending tells, else txt.")
    ] = None,
    paper: Annotated[PaperSize | None, typer.Option(help="Letter or A4; by your country, if you don't say.")] = None,
    text_language: Annotated[
        str | None,
        typer.Option("--text-language", metavar="LANGUAGE", help="Language of the fixed texts; by default yours."),
    ] = None,
    second: Annotated[
        str | None, typer.Option("--second", metavar="LANGUAGE", help="The other language of --layout bilingual.")
    ] = None,
    group: Annotated[
        Group | None,
        typer.Option(help="Group by place, kind or topic; a booklet by kind, if you don't say."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help="How many at the most, 0 for all; by default 12, of a list of yours all.")
    ] = None,
    ids: Annotated[
        str | None,
        typer.Option(metavar="FILE", help='Only the ids in FILE ("-" for standard input), one a line, in that order.'),
    ] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="A title of your own.")] = "",
    organization: Annotated[str | None, typer.Option(metavar="NAME", help="Who hands it out.")] = None,
    address: Annotated[
        str | None, typer.Option(metavar="TEXT", help="How to reach them, also to report a wrong number.")
    ] = None,
    logo: Annotated[str | None, typer.Option(metavar="FILE", help="Their logo: SVG, PNG or JPEG.")] = None,
    codes: Annotated[bool, typer.Option("--codes/--no-codes", help="Codes for phones' cameras.")] = True,
    allow_stale: Annotated[bool, typer.Option("--allow-stale", help="Print old ones, stamped.")] = False,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Leave out what may not be printed.")] = False,
    template: Annotated[Path | None, typer.Option(metavar="FILE", help="A Typst template of your own.")] = None,
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
        layout=layout.value, form=form_of(form, path, layout.value), paper=(paper or usual_paper(session)).value,
        grouping=grouping_of(group.value if group else None, layout.value),
        languages=languages_of(session, text_language, second, layout.value), title=title,
        organization=organization_of(session, organization, address, logo), codes=codes, template=template,
        allow_stale=allow_stale, leave_out=leave_out,
    )  # fmt: skip
    found = wanted(session, asked, " ".join(query or ()), ids, limit, leave_out=leave_out)
    with waiting(session.say("Setting the list")):
        made, edition = printed(session, order, found)
    write_out(made, path)
    keep_edition(session, edition)
    tell_missing(found.missing, found.asked)
