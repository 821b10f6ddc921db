"""What the commands that change listings start from: the folder, how a change is shown, and when it is refused."""

import sys

from peerfind.commands.files import refuse_installed, replace, working_folder
from peerfind.commands.session import Session, tell, write
from peerfind.curation.advising import changed_lines, source_wanted
from peerfind.curation.background import load_given
from peerfind.curation.workbench import Draft, Workbench
from peerfind.directory.freshness import freshness
from peerfind.directory.model import Listing
from peerfind.errors import UnsoundError
from peerfind.lookup.hours import next_meeting, open_state
from peerfind.lookup.query import BUNDLED, Result


def open_workbench(session: Session) -> Workbench:
    """Open the folder of listings that may be changed: PEERFIND_DIRECTORY, the working folder, or the checkout.

    Raises UsageError where there is nothing but an installed copy, which the next upgrade would replace.
    """
    folder = working_folder(session.settings)
    refuse_installed(folder)
    return Workbench(folder, load_given(session.now.date(), folder))


def show(session: Session, listing: Listing) -> None:
    """Show a listing as its users will see it."""
    screen = session.screen()
    screen.card(
        Result(
            listing=listing,
            score=0.0,
            state=open_state(listing, session.now),
            freshness=freshness(listing, session.now.date(), session.finder.vocabulary),
            feed=BUNDLED,
            next_meeting=next_meeting(listing, session.now),
        )
    )
    write(screen.text)


def refuse_unsound(bench: Workbench, draft: Draft) -> None:
    """Refuse a change that a check would find faulty. Raises UnsoundError with all that is wrong."""
    if problems := bench.problems(draft):
        told = "\n".join(f"- {problem}" for problem in problems)
        raise UnsoundError(f"{draft.listing.id}: nothing was written, because\n{told}")


def save(session: Session, bench: Workbench, draft: Draft, *, dry_run: bool) -> None:
    """Save a sound change; show what users will see, the lines that change, and the source that is still wanted."""
    refuse_unsound(bench, draft)
    line, lines = changed_lines(draft.was.decode("utf-8-sig"), draft.text)
    if not lines:
        tell(f"{draft.file}:{draft.line} says so already; nothing changes.")
        return
    show(session, draft.listing)
    write(f"\n{lines}" if draft.old else "")
    if not dry_run:
        keep(bench, draft)
    tell(f"\n{draft.file}:{line} {'would change; nothing was written' if dry_run else 'is changed'}.")
    if wanted := source_wanted(draft.old, draft.listing, session.now.date()):
        tell(wanted)


def keep(bench: Workbench, draft: Draft) -> None:
    """Write the changed file in the place of the old one."""
    path = bench.folder / draft.file
    data = bench.finished(draft)
    path.parent.mkdir(exist_ok=True)
    replace(path, data)


def somebody_is_there() -> bool:
    """Whether questions can be asked: input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, choices: list[str]) -> str:
    """Ask one question on the terminal, with completion of the choices where the system can do it."""
    try:
        import readline  # here, because only questions need it; Windows has none
    except ImportError:
        return input(question)

    def complete(start: str, at: int) -> str | None:
        fitting = [choice for choice in choices if choice.startswith(start)]
        return fitting[at] if at < len(fitting) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ,")
    readline.parse_and_bind("tab: complete")
    try:
        return input(question)
    finally:
        readline.set_completer(None)
