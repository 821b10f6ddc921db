"""`peerfind check`."""

from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.session import tell, write
from peerfind.curation.checking import check_files
from peerfind.errors import DataError, NothingFoundError
from peerfind.lookup.store import directory_folder, read_files

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Files of listings; without any, the directory.")] = None,
) -> None:
    """Find faults in files of listings: each with its file, line and column, and what to write instead.

    peerfind check resources/us-oh.yaml
    """
    try:
        held = [(str(path), path.read_bytes()) for path in files] if files else read_files(directory_folder())
    except OSError as error:
        raise DataError(f"{error.filename}: {error.strerror}") from error
    checked = check_files(held)
    write("".join(f"{fault}\n" for fault in checked.faults))
    if checked.faults:
        raise NothingFoundError(f"{len(checked.faults)} faults in {len(held)} files.")
    tell(f"{len(checked.listings)} listings in {len(held)} files: no faults.")
