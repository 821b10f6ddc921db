"""`peerfind list`."""

import sys
from typing import Annotated

import typer

from peerfind.commands.completing import complete_ids, complete_lists
from peerfind.commands.everywhere import surroundings
from peerfind.commands.saved import known, lists_of
from peerfind.commands.session import Session, tell, write
from peerfind.directory.text import counted
from peerfind.errors import DataError, NothingFoundError
from peerfind.formats import lines, records
from peerfind.formats.facts import status
from peerfind.lists import Lists, parse_ids
from peerfind.lookup.asking import likely
from peerfind.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False, invoke_without_command=True)
Name = Annotated[str, typer.Argument(help="A list's name, such as clinic-desk.", autocompletion=complete_lists)]
NewName = Annotated[str, typer.Argument(help="Small letters and digits joined by hyphens.")]
Ids = Annotated[
    list[str] | None,
    typer.Argument(help='Ids of listings; "-" reads them from standard input.', autocompletion=complete_ids),
]


@app.callback()
def lists(context: typer.Context) -> None:
    """Keep lists of listings, to print, export or browse them again; without a command, name them all.

    peerfind list new clinic-desk suicide-and-crisis-lifeline trans-lifeline

    peerfind search grief --in Ohio --format '{id}' | peerfind list add clinic-desk -

    peerfind export --list clinic-desk

    A list holds ids only, in your data folder, one a line: "peerfind config" names the folder.
    """
    if context.invoked_subcommand is None:
        held = _lists()
        write("".join(f"{name}\t{len(held.ids(name))}\n" for name in held.names()))
        if not held.names():
            tell('There is no list yet: "peerfind list new NAME" makes one.')


@app.command()
def new(name: NewName, ids: Ids = None) -> None:
    """Make a list, empty or of some listings.

    peerfind list new clinic-desk trans-lifeline
    """
    session = Session(place="anywhere")
    lists_of(session.settings).create(name, _checked(session, ids))
    held = counted(len(lists_of(session.settings).ids(name)), "listing", "listings")
    tell(f'{name}: {held}. "peerfind list show {name}" shows what it holds.')


@app.command()
def add(name: Name, ids: Ids = None) -> None:
    """Put listings at the end of a list; those that it has already stay where they are.

    peerfind list add clinic-desk trans-lifeline
    """
    session = Session(place="anywhere")
    added = lists_of(session.settings).add(name, _checked(session, ids))
    tell(f"{name}: {added} added, {len(lists_of(session.settings).ids(name))} in all.")


@app.command()
def remove(name: Name, ids: Ids = None) -> None:
    """Take listings out of a list.

    peerfind list remove clinic-desk trans-lifeline
    """
    held = _lists()
    removed = held.remove(name, _given(ids))
    tell(f"{name}: {removed} removed, {len(held.ids(name))} left.")


@app.command()
def show(
    name: Name,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Show the listings of a list in its order, those that are no longer offered as such.

    peerfind list show clinic-desk
    """
    session = Session(place="anywhere")
    ids = lists_of(session.settings).ids(name)
    results = known(session, ids)
    if json:
        found = {result.listing.id for result in results}
        unknown = [id_ for id_ in ids if id_ not in found]
        write(records.to_json(records.saved(name, results, unknown), indent=session.on_terminal) + "\n")
    elif session.on_terminal:
        screen = session.screen()
        screen.listed(results)
        write(screen.text)
    else:
        write(lines.render(results, session.speaker))
        for result in results:
            if told := status(result.listing, session.speaker):
                tell(f"{result.listing.id}: {told}")
    if not ids:
        raise NothingFoundError(f"The list {name!r} is empty.", hint=f'"peerfind list add {name} ID ..." adds to it.')


@app.command()
def rename(name: Name, new_name: NewName) -> None:
    """Give a list another name.

    peerfind list rename clinic-desk front-desk
    """
    _lists().rename(name, new_name)


@app.command()
def delete(name: Name) -> None:
    """Delete a list; the listings stay in the directory.

    peerfind list delete clinic-desk
    """
    _lists().delete(name)


def _lists() -> Lists:
    """Return the lists without opening the directory, which naming and shortening them does not need."""
    return lists_of(load_settings(surroundings()))


def _checked(session: Session, ids: list[str] | None) -> tuple[str, ...]:
    """Return the ids given, each of a listing. Raises NothingFoundError, so that nothing or everything is added."""
    given = _given(ids)
    for id_ in given:
        if session.finder.with_id(id_, session.now) is None:
            near = likely(session.finder, id_, session.now)
            hint = f"Did you mean {near}? " if near else ""
            raise NothingFoundError(f"No listing has the id {id_!r}.", hint=f"{hint}The list is as it was.")
    return given


def _given(ids: list[str] | None) -> tuple[str, ...]:
    """Return the ids given as arguments and, for "-", those on standard input."""
    return parse_ids("\n".join(_from_standard_input() if id_ == "-" else id_ for id_ in ids or ()))


def _from_standard_input() -> str:
    try:
        return sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("standard input can't be read as text") from error
