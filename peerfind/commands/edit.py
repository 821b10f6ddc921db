"""`peerfind edit`."""

from typing import Annotated

import typer

from peerfind.commands.bench import open_workbench, save
from peerfind.commands.completing import complete_ids
from peerfind.commands.session import Session
from peerfind.curation.drafting import apply, parse_assignment, typed_or_refused
from peerfind.directory.model import as_data

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def edit(
    listing: Annotated[str, typer.Argument(metavar="ID", help="The listing's id.", autocompletion=complete_ids)],
    changes: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE...", help="field=value; field= takes it away; += and -= for lists."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would come of it; write nothing.")] = False,
) -> None:
    """Change fields of a listing in its file, and no other line; refuses what check would refuse.

    peerfind edit oh-careline 'hours=Mo-Fr 09:00-17:00' topics+=grief

    peerfind edit oh-careline 'contacts[1].value=+18007209616' 'sources+={url: "https://mha.ohio.gov/",
    checked: 2026-11-23, how: page}'
    """
    wanted = [parse_assignment(change) for change in changes]
    session = Session()
    bench = open_workbench(session)
    held = bench.held(listing)
    changed = typed_or_refused(apply(held.data, wanted), bench.codes)
    save(session, bench, bench.amended(held, as_data(changed)), dry_run=dry_run)
