"""`peerfind report`."""

import os
from typing import Annotated

import typer

from peerfind import __version__
from peerfind.commands.completing import complete_ids
from peerfind.commands.session import Session, tell, write
from peerfind.errors import UsageError
from peerfind.lookup.asking import one_of

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def report(
    name: Annotated[list[str], typer.Argument(help="A listing's id or name.", autocompletion=complete_ids)],
    what: Annotated[str, typer.Option(help="What is wrong, in your words.")] = "",
    to: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Who gets it: a mail address, or a repository."),
    ] = None,
) -> None:
    """Write a report of a wrong number, ready to paste into a mail or an issue; sends nothing.

    peerfind report trans-lifeline --what "The second number rings and nobody answers."
    """
    from peerfind.curation.reporting import report as written  # here, because completion needs none of it

    session = Session()
    result = one_of(session.finder, " ".join(name), session.now, session.home)
    made = written(result.listing, result.freshness, __version__, what)
    address = to or os.environ.get("PEERFIND_REPORT_TO") or _home()
    if address and not ("@" in address or address.startswith("https://")):
        hint = "Write a mail address, or the https:// address of a repository."
        raise UsageError(f"--to {address!r} is neither", hint=hint)
    write(made.text)
    if address:
        write(f"\nOpen it filled in: {made.link(address)}\n")
    else:
        tell("Paste it as an issue of the repository that you cloned, or mail it to who gave you peerfind.")
        tell("--to ADDRESS (a mail address, or the https:// address of a repository) makes a link of it.")
    tell("Nothing was sent.")


def _home() -> str | None:
    """Return the repository's address, where the installed package names it."""
    from importlib.metadata import PackageNotFoundError, metadata  # here, because only a report asks

    try:
        urls = metadata("peerfind").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    named = dict(url.split(", ", 1) for url in urls)
    return next((named[name] for name in ("Repository", "Source", "Issues") if name in named), None)
