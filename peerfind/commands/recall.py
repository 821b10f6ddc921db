"""`peerfind recall`."""

from typing import Annotated

import typer

from peerfind.commands.completing import complete_ids
from peerfind.commands.session import Session, tell, write
from peerfind.directory.model import Listing
from peerfind.errors import NothingFoundError
from peerfind.printing import editions

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def recall(
    about: Annotated[
        str, typer.Argument(help="A number or id; without one, whatever has changed.", autocompletion=complete_ids)
    ] = "",
) -> None:
    """Tell which printed lists carry something that has changed, closed or run out since.

    peerfind recall

    peerfind recall +18775658860
    """
    session = Session(place="anywhere")
    folder = session.settings.data

    def find(id_: str) -> Listing | None:
        found = session.finder.with_id(id_, session.now)
        return found.listing if found else None

    printed = [*editions.editions(folder)] if folder else []
    recalled = [*editions.recall(printed, find, session.now.date(), about, session.catalogue)]
    for edition in recalled:
        write(f"{edition.code}\t{edition.day}\t{'; '.join(edition.because)}\n")
    if not recalled:
        told = "None of {number} printed lists needs to come back."
        if about:
            told = "None of {number} printed lists carries it."
        raise NothingFoundError(told, number=len(printed))
    tell(session.say("{number} of {total} printed lists.", number=len(recalled), total=len(printed)))
