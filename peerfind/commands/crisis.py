"""`peerfind crisis`."""

from typing import Annotated

import typer

from peerfind.commands.completing import complete_colors, complete_places
from peerfind.commands.search import plain_turn
from peerfind.commands.session import Session, write
from peerfind.errors import NothingFoundError, UsageError
from peerfind.formats import records

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def crisis(
    place: Annotated[
        str | None,
        typer.Option(
            "--in",
            help="Country, state, province, city or US ZIP code.",
            metavar="PLACE",
            autocompletion=complete_places,
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many crisis lines to show.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
    color: Annotated[
        str | None, typer.Option(help="auto, always or never.", metavar="WHEN", autocompletion=complete_colors)
    ] = None,
) -> None:
    """Show the emergency number and the crisis lines of a place, those open now first.

    peerfind crisis

    peerfind crisis --in Kenya
    """
    session = Session(place, color)
    where = session.place or session.home
    if where is None:
        hint = 'Add --in Kenya, say, or write place = "US-OH" into the file that "peerfind config" names.'
        raise UsageError("No place is set.", hint=hint)
    turn = session.finder.turn(where, session.now, limit)
    if json:
        write(records.to_json(records.alone(turn), indent=session.on_terminal) + "\n")
    elif session.on_terminal:
        screen = session.screen()
        screen.turn(turn)
        session.page(screen.text)
    else:
        write("".join(line + "\n" for line in plain_turn(turn, session)))
    if not turn.emergency and not turn.crisis_lines:
        raise NothingFoundError("Neither an emergency number nor a crisis line of that place is in this directory.")
