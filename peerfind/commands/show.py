"""`peerfind show`."""

from typing import Annotated

import typer

from peerfind.commands.session import Session, write
from peerfind.formats import records
from peerfind.lookup.asking import one_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)


def complete_ids(incomplete: str) -> list[str]:
    """Return the ids that start so."""
    return sorted(Session(place="anywhere").finder.index.ids(incomplete))


@app.command()
def show(
    name: Annotated[list[str], typer.Argument(help="A listing's id or name.", autocompletion=complete_ids)],
    json: Annotated[bool, typer.Option("--json", help="The record as JSON, for scripts.")] = False,
    color: Annotated[str | None, typer.Option(help="auto, always or never.", metavar="WHEN")] = None,
) -> None:
    """Show everything about one listing, with its sources.

    peerfind show trans-lifeline

    peerfind show Trevor Project --json
    """
    session = Session(color=color)
    result = one_of(session.finder, " ".join(name), session.now, session.home)
    if json:
        write(records.to_json(records.record(result), indent=session.on_terminal) + "\n")
        return
    screen = session.screen()
    screen.card(result)
    write(screen.text)
