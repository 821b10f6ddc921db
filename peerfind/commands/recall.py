"""`peerfind recall`."""

import os
from typing import Annotated

import typer

from peerfind.commands.session import Session, tell, write
from peerfind.directory.model import Listing
from peerfind.errors import NothingFoundError
from peerfind.printing import editions
from peerfind.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def recall(
    about: Annotated[str, typer.Argument(help="A number or id; without one, whatever has changed.")] = "",
) -> None:
    """Tell which printed lists carry something that has changed, closed or run out since.

    peerfind recall

    peerfind recall +18775658860
    """
    folder = load_settings(os.environ).data
    session = Session(place="anywhere")

    def find(id_: str) -> Listing | None:
        found = session.finder.show(id_, session.now)
        return next((result.listing for result in found if result.listing.id == id_), None)

    printed = [*editions.editions(folder)] if folder else []
    recalled = [*editions.recall(printed, find, session.now.date(), about)]
    for edition in recalled:
        write(f"{edition.code}\t{edition.day}\t{'; '.join(edition.because)}\n")
    if not recalled:
        told = "carries it" if about else "needs to come back"
        raise NothingFoundError(f"None of {len(printed)} printed lists {told}.")
    tell(f"{len(recalled)} of {len(printed)} printed lists.")
