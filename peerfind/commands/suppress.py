"""`peerfind suppress`."""

import os
import sys
from typing import Annotated

import typer

from peerfind.clock import read_clock
from peerfind.commands.session import tell, write
from peerfind.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def suppress(
    reason: Annotated[str, typer.Option(help="Who asked and why, in words that do not tell the value.")],
    value: Annotated[
        str, typer.Argument(help="Number, email, web or street address; - reads it, so that no shell remembers it.")
    ] = "-",
) -> None:
    """Make the entry that keeps a number or address out, for peerfind/data/suppressed.yaml.

    The entry holds hashes, not the value. Nothing is written or sent.

    peerfind suppress --reason "The host of a group asked, by mail."
    """
    from peerfind.directory.suppression import normal_form, suppressed  # here: the help needs none of it
    from peerfind.directory.writing import quoted

    if value == "-":
        if sys.stdin.isatty():
            tell("Type the number or address, then Enter.")
        value = sys.stdin.readline().strip()
    plain = normal_form(value)
    if not plain:
        raise UsageError("no number or address was given", hint='Write it in place of "-", or type it when asked.')
    if plain in normal_form(reason) or value in reason:
        raise UsageError("the reason tells the value: write it in other words")
    entry = suppressed(value, date=read_clock(os.environ).date().isoformat(), reason=reason)
    lines = [f"{name}: {quoted(text)}" for name, text in entry.as_dict().items()]
    write("- " + "\n  ".join(lines) + "\n")
    tell('Put it into peerfind/data/suppressed.yaml (in place of "[]" where it is the first), and take the value out.')
