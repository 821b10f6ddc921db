"""`peerfind close`."""

import datetime as dt
from typing import Annotated

import typer

from peerfind.commands.bench import open_workbench, save
from peerfind.commands.completing import complete_ids
from peerfind.commands.session import Session
from peerfind.curation.drafting import typed_or_refused
from peerfind.directory.model import as_data
from peerfind.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def close(
    listing: Annotated[str, typer.Argument(metavar="ID", help="The listing's id.", autocompletion=complete_ids)],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day it ended; today if not given.")] = None,
    replaced_by: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The listing that people should use now.", autocompletion=complete_ids),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would come of it; write nothing.")] = False,
) -> None:
    """Mark a listing as closed; it stays in its file, so that nobody adds it again.

    peerfind close oh-careline --on 2026-11-01
    """
    session = Session()
    bench = open_workbench(session)
    held = bench.held(listing)
    day = _day(on, session.now.date())
    if day > session.now.date().isoformat():
        raise UsageError(f"--on {day} lies in the future", hint="Close it once it has ended.")
    if replaced_by:
        if replaced_by == listing:
            raise UsageError("--replaced-by: a listing can't replace itself")
        other = bench.held(replaced_by).data
        if other.get("status") == "closed":
            instead = other.get("replaced_by")
            hint = f"Write --replaced-by {instead}." if instead and instead != listing else "Name one that is open."
            raise UsageError(f"--replaced-by: {replaced_by} is closed itself", hint=hint)
    closing = {"status": "closed", "closed": day} | ({"replaced_by": replaced_by} if replaced_by else {})
    changed = typed_or_refused(held.data | closing, bench.codes)
    save(session, bench, bench.amended(held, as_data(changed)), dry_run=dry_run)


def _day(text: str | None, today: dt.date) -> str:
    """Return the day that was given, today if none was. Raises UsageError for what is no date."""
    try:
        return dt.date.fromisoformat(text).isoformat() if text else today.isoformat()
    except ValueError:
        raise UsageError(f"--on {text!r} is not a date", hint=f"Write one such as {today}.") from None
