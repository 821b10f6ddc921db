"""`peerfind show`."""

from typing import Annotated

import typer

from peerfind.commands.completing import complete_colors, complete_ids
from peerfind.commands.search import lines_of
from peerfind.commands.session import Session, tell, write
from peerfind.errors import NothingFoundError, PeerfindError, UsageError
from peerfind.formats import records
from peerfind.lookup.asking import one_of
from peerfind.lookup.query import Result

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def show(
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME",
            help='A listing\'s id or name; "-" reads one a line from a pipe.',
            autocompletion=complete_ids,
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="The record as JSON, for scripts.")] = False,
    color: Annotated[
        str | None, typer.Option(help="auto, always or never.", metavar="WHEN", autocompletion=complete_colors)
    ] = None,
) -> None:
    """Show everything about one listing, with its sources.

    peerfind show trans-lifeline

    peerfind show Trevor Project --json

    peerfind search grief --format "{id}" | peerfind show -
    """
    session = Session(color=color)
    names = lines_of("-", "-") if name == ["-"] else [" ".join(name)]
    results, missed = _found(session, [text for text in map(str.strip, names) if text])
    if json:
        one = len(results) == 1
        write("".join(records.to_json(records.record(r), indent=one and session.on_terminal) + "\n" for r in results))
    else:
        session.page("\n".join(_card(session, result) for result in results))
    for error in missed[:-1]:
        tell(" ".join(error.told(session.catalogue)))
    if missed:
        raise missed[-1]


def _found(session: Session, names: list[str]) -> tuple[list[Result], list[PeerfindError]]:
    """Return the listings of those names, and what to say of the names that mean none, or several."""
    results: list[Result] = []
    missed: list[PeerfindError] = []
    for name in names:
        try:
            results.append(one_of(session.finder, name, session.now, session.home))
        except (NothingFoundError, UsageError) as error:
            missed.append(error)
    return results, missed


def _card(session: Session, result: Result) -> str:
    screen = session.screen()
    screen.card(result)
    return screen.text
