"""`peerfind mcp`."""

import gc
import os
import sys
from typing import Annotated

import typer

from peerfind.commands.completing import complete_places
from peerfind.commands.session import ANYWHERE, tell
from peerfind.errors import UsageError
from peerfind.settings import load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def mcp(
    place: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="PLACE",
            help="Where those who ask are; what is near comes first.",
            autocompletion=complete_places,
        ),
    ] = None,
) -> None:
    """Answer chat assistants by the Model Context Protocol, on standard input and output.

    peerfind mcp --in Ohio

    A client starts it; docs/python.md shows how to set one up. Needs: pip install "mcp>=1.23,<2"
    """
    try:
        from peerfind.assistants.server import make_server, serve  # here, because its library is an extra
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("mcp", "pydantic"):
            raise
        hint = 'Install it beside peerfind: pip install "mcp>=1.23,<2". Everything else works without.'
        raise UsageError("The server needs the package mcp, which is not installed.", hint=hint) from error
    from peerfind.api import Directory

    home = place or load_settings(os.environ).place.value
    directory = Directory.open(home=None if home in ANYWHERE else home)
    if sys.stdin.isatty():
        tell("Waiting for a client of the Model Context Protocol on standard input; Ctrl-C ends it.")
    gc.enable()  # a look-up does without; a server that runs for days does not
    serve(make_server(directory))
