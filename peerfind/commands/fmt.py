"""`peerfind fmt`."""

from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.files import load_files
from peerfind.commands.session import tell, write
from peerfind.errors import DataError, NothingFoundError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def fmt(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of listings; without any, the directory one stands in.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only name the files that would change.")] = False,
) -> None:
    """Write files of listings in their one form: order, spacing and quotes; every comment and value stays.

    peerfind fmt resources/us-oh.yaml

    peerfind fmt --check
    """
    from peerfind.curation.layout import format_text  # here: the help needs none of it
    from peerfind.directory.reading import decode

    held = load_files(files)
    changed: dict[str, bytes] = {}
    spoilt: list[str] = []
    for name, data in held.files:
        text, fault = decode(data)
        made = data if fault else format_text(text).encode()
        spoilt += [f"{name}:{fault.line}: {fault.message}"] if fault else []
        changed |= {name: made} if made != data else {}
    if not check:
        held.replace_with(changed)
    write("".join(f"{name}\n" for name in changed))
    if spoilt:
        raise DataError(f"{spoilt[0]}; {len(spoilt)} of {len(held.files)} files left as they are.")
    told = (
        f"{len(changed)} of {len(held.files)} files in {held.root.resolve()} {'would change' if check else 'changed'}."
    )
    if check and changed:
        raise NothingFoundError(told, hint=f'"peerfind fmt {next(iter(changed))}" writes it.')
    tell(told)
