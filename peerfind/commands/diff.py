"""`peerfind diff`."""

import os
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from peerfind.clock import read_clock
from peerfind.commands.files import working_folder
from peerfind.commands.session import tell, write
from peerfind.directory.model import Listing
from peerfind.directory.text import counted
from peerfind.errors import RefusedError
from peerfind.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_CARD_WIDTH = 76


class Format(StrEnum):
    """The forms in which a change is written."""

    text = "text"
    markdown = "markdown"


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(help='File, folder or git revision; "main..." is where this branch left main.')
    ] = "HEAD",
    new: Annotated[str | None, typer.Argument(help="Likewise; without it, the directory as it stands.")] = None,
    chosen: Annotated[Format, typer.Option("--format", help="For people, or for a pull request.")] = Format.text,
    cards: Annotated[bool, typer.Option("--cards", help="Show the cards before and after, too.")] = False,
) -> None:
    """Tell in words what changes between two states of the directory; exit status 5 where a crisis line's number does.

    peerfind diff

    peerfind diff main... --format markdown
    """
    from peerfind.curation.comparing import as_markdown, as_text, grave  # here: the help needs none of it
    from peerfind.curation.states import load_state
    from peerfind.directory.changes import compare
    from peerfind.directory.loading import codes_with, load_vocabulary
    from peerfind.lookup.store import DATA, load_places

    codes = codes_with(load_vocabulary(DATA), load_places().codes())
    root = working_folder(load_settings(os.environ))
    states = []
    for name in (old, new or str(root)):
        state = load_state(name, codes, root)
        states.append(state.listings)
        if state.unread:
            left_out = counted(state.unread, "entry is left out, which", "entries are left out, which")
            tell(f'{name}: {left_out} can\'t be read; "peerfind check" tells why.')
    changes = compare(*states)
    if chosen is Format.markdown:
        write(as_markdown(changes, _card()))
    else:
        write(as_text(changes, _card() if cards else None))
    if lines := grave(changes):
        ids = ", ".join(change.listing.id for change in lines)
        hint = 'Each needs a new source with two names, by: [one, other]; "peerfind check --base" enforces it.'
        told = f"What people dial changes on {counted(len(lines), 'crisis line', 'crisis lines')}: {ids}."
        raise RefusedError(told, hint=hint)
    told = counted(len(changes), "listing changes", "listings change")
    tell(f"{told}; no crisis line changes without two names." if changes else "Nothing changes.")


def _card() -> Callable[[Listing], str]:
    """Return what shows a listing as people see it."""
    from peerfind.directory.freshness import freshness
    from peerfind.directory.loading import load_vocabulary
    from peerfind.formats.terminal import Screen
    from peerfind.formats.words import Speaker
    from peerfind.lookup.hours import open_state
    from peerfind.lookup.query import BUNDLED, Result
    from peerfind.lookup.store import DATA, load_places

    now = read_clock(os.environ)
    vocabulary = load_vocabulary(DATA)
    speaker = Speaker(vocabulary=vocabulary, places=load_places(), zone=now.tzinfo)

    def card(listing: Listing) -> str:
        screen = Screen(speaker, now, _CARD_WIDTH, color=False)
        fresh = freshness(listing, now.date(), vocabulary)
        screen.card(Result(listing=listing, score=1.0, state=open_state(listing, now), freshness=fresh, feed=BUNDLED))
        return screen.text

    return card
