"""`peerfind show`."""

from typing import Annotated

import typer

from peerfind.commands.session import Session, write
from peerfind.directory.spelling import nearest
from peerfind.errors import NothingFoundError, UsageError
from peerfind.formats import records
from peerfind.lookup.query import Filters, Result

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
    result = _one(session, " ".join(name))
    if json:
        write(records.to_json(records.record(result), indent=session.on_terminal) + "\n")
        return
    screen = session.screen()
    screen.card(result)
    write(screen.text)


def _one(session: Session, name: str) -> Result:
    """Return the one listing that is meant. Raises NothingFoundError or UsageError with what may have been meant."""
    found = session.finder.show(name, session.now)
    if session.home and len(found) > 1:
        serving = set(session.home.serving)
        found = [result for result in found if serving & set(result.listing.serves)] or found
    if len(found) == 1:
        return found[0]
    if found:
        choice = ", ".join(result.listing.id for result in found)
        raise UsageError(f"{name!r} names {len(found)} listings", hint=f"Choose one by its id: {choice}.")
    likely = session.finder.search(name, Filters(), 3, session.now).results
    ids = [result.listing.id for result in likely]
    near = nearest(name, ids) or next(iter(ids), None)
    hint = f'Did you mean {near}? "peerfind search {name}" looks further.' if near else ""
    raise NothingFoundError(f"No listing is called {name!r}.", hint=hint)
