"""`peerfind browse`."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from peerfind.clock import read_clock
from peerfind.commands.everywhere import surroundings
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.saved import lists_of
from peerfind.commands.session import Session
from peerfind.errors import NothingFoundError, PeerfindError, UsageError
from peerfind.lists import Lists

if TYPE_CHECKING:
    from peerfind.browse.app import Browser

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself writes into LC_CTYPE where the locale is C, whatever the terminal can show."""


@app.command()
@with_asked
def browse(
    query: Annotated[list[str] | None, typer.Argument(help="What you look for, in your own words.")] = None,
    ascii_: Annotated[bool, typer.Option("--ascii", help="Draw lines with plain characters.")] = False,
    *,
    asked: Asked,
) -> None:
    """Browse the directory in a full screen: results at each key, filters, the whole card. F1 tells the keys.

    peerfind browse

    peerfind browse grief group --in Ohio

    Ctrl+Q, or Esc twice, leaves at once and clears the screen.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise UsageError("browse needs a terminal", hint='Elsewhere there is "peerfind search".')
    session = asked.session()
    browser = browser_of(session, asked, " ".join(query or ()), unicode=not ascii_ and _draws_lines())
    gc.freeze()
    gc.enable()  # which run() turned off: this may stay open for hours
    browser.run()
    _clear()
    if browser.failure:
        raise browser.failure


def browser_of(session: Session, asked: Asked, text: str, *, unicode: bool) -> "Browser":
    """Return the application, ready to run."""
    os.environ.setdefault("TEXTUAL_FPS", "240")  # it waits for its next picture, with 60 a second longer than it draws
    from peerfind.browse.app import Browser  # here, because Textual takes a fifth of a second to import
    from peerfind.browse.asking import Asking
    from peerfind.browse.desk import Desk

    filters = asked.filters(session)
    if asked.open_now:
        filters = filters.replace(open_at=None)
    lists = lists_of(session.settings)
    desk = Desk(
        finder=session.finder,
        speaker=session.speaker,
        clock=lambda: read_clock(surroundings()),
        country=session.home.country if session.home else session.settings.guessed_country,
        lists=lambda: {name: len(lists.ids(name)) for name in lists.names()},
        keep=_keeper(lists),
        print_list=print_list,
        color=session.terminal().color,
        unicode=unicode,
    )
    asking = Asking(
        text=text,
        filters=filters,
        home=session.home,
        place_is_chosen=bool(asked.place),
        open_now=asked.open_now,
    )
    return Browser(desk, asking)


def print_list(name: str) -> str:
    """Print a list as `peerfind print` does, into the folder that the user is in. Raises PeerfindError."""
    command = [sys.executable, "-m", "peerfind", "print", "--list", name, "--leave-out", "-o", f"{name}.pdf"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603  # own program
    said = done.stderr.strip() or done.stdout.strip()
    if done.returncode:
        raise PeerfindError(said or f"Printing ended with status {done.returncode}.")
    return f"{name}.pdf holds the list. {said}".strip()


def _keeper(lists: Lists) -> Callable[[str, str], str]:
    """Return what puts an id on a list."""

    def keep(name: str, id_: str) -> str:
        try:
            added = lists.add(name, [id_])
        except NothingFoundError:
            lists.create(name, [id_])
            return f"The new list {name} holds {id_}."
        return (
            f"{id_} is on the list {name}, with {len(lists.ids(name))} in all."
            if added
            else f"It is on {name} already."
        )

    return keep


def _draws_lines() -> bool:
    """Whether the terminal is said to show more than plain characters."""
    if os.name == "nt":
        return (sys.stdout.encoding or "").lower().startswith("utf")
    lang, ctype = os.environ.get("LANG") or "C", os.environ.get("LC_CTYPE")
    if ctype in _COERCED and lang in ("C", "POSIX"):
        ctype = None
    locale = (os.environ.get("LC_ALL") or ctype or lang).lower().replace("-", "")
    return locale.endswith("utf8") or "utf8@" in locale


def _clear() -> None:
    """Empty every line of the screen; clearing it as a whole would push it into the history of some terminals."""
    from rich.console import Console
    from rich.control import Control
    from rich.segment import ControlType

    lines = shutil.get_terminal_size().lines
    emptied = [
        (code, *at)
        for y in range(lines)
        for code, at in ((ControlType.CURSOR_MOVE_TO, (0, y)), (ControlType.ERASE_IN_LINE, (2,)))
    ]
    Console().control(Control(*emptied), Control.home())
