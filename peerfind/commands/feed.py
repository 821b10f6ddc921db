"""`peerfind feed`: the feeds of this installation. What maintainers of a feed use is in publishing.py."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands import publishing
from peerfind.commands.completing import codes, complete_feeds
from peerfind.commands.feeding import described, known_codes, open_store, prepare_look_ups, read_token
from peerfind.commands.session import tell, write
from peerfind.directory.text import counted
from peerfind.errors import RefusedError
from peerfind.feeds.adding import ABOUT, Found, agrees, check_about, find_feed, grouped
from peerfind.feeds.adding import add as add_feed
from peerfind.feeds.updating import SIGNED
from peerfind.formats import records

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)
_Json = Annotated[bool, typer.Option("--json", help="JSON, for scripts.")]
_Name = Annotated[str, typer.Argument(help="The feed's name.", autocompletion=complete_feeds)]


def complete_formats(incomplete: str) -> list[str]:
    """Return the formats of feeds that start so."""
    from peerfind.feeds.readers import READERS  # here, as below, because most completions need no format

    return [name for name in (SIGNED, *(reader.NAME for reader in READERS)) if name.startswith(incomplete)]


@app.callback()
def feed() -> None:
    """Add, inspect and roll back feeds of listings; make and sign your own.

    peerfind feed add https://example.org/feed

    peerfind feed list
    """


@app.command()
def add(
    url: Annotated[list[str], typer.Argument(help="An https address, with mirrors after it; or a file or folder.")],
    name: Annotated[str | None, typer.Option(help="What to call it here.")] = None,
    chosen: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Its format, where it is not recognised.",
            autocompletion=complete_formats,
        ),
    ] = None,
    fingerprint: Annotated[str | None, typer.Option(help="The fingerprint of a signed feed, to trust it by.")] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file that holds a token for its server.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country of rows that name none, such as US.")] = None,
    region: Annotated[str | None, typer.Option(help="State or province of such rows, such as US-OH.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Time zone of such rows, such as America/New_York.")] = None,
    program: Annotated[str | None, typer.Option(help="Whose meetings they are, such as aa or na.")] = None,
    organization: Annotated[str | None, typer.Option(help="Who runs what it lists.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="Kind of what it lists, such as support_group.", autocompletion=codes("kinds")),
    ] = None,
) -> None:
    """Add a feed; "peerfind update" then reads it.

    peerfind feed add https://example.org/feed --name example
    """
    from peerfind.feeds.readers import READERS

    given = dict(zip(ABOUT, (country, region, timezone, program, organization, kind), strict=True))
    about = {key: value for key, value in given.items() if value}
    check_about(about, known_codes)
    store = open_store()
    token = read_token(token_file)
    found = find_feed(store, tuple(url), READERS, name=name, format_=chosen, about=about, token=token)
    _trust(found, fingerprint)
    add_feed(store, found)
    write(f"{found.feed.name}: added ({found.feed.format}). Read it with: peerfind update {found.feed.name}\n")


def _trust(found: Found, told: str | None) -> None:
    """Let somebody compare a signed feed's fingerprint. Raises RefusedError where it is not confirmed."""
    if not found.root:
        if told:
            raise RefusedError("the feed is not signed, so that it has no fingerprint", hint="Nothing was added.")
        tell("This feed is not signed: whoever controls its server controls what it says.")
        return
    shown = found.feed.keys[0]
    if told is None and sys.stdin.isatty() and sys.stderr.isatty():
        tell(f"The feed is signed. Its fingerprint: {grouped(shown)}")
        if typer.confirm("Is it the one that its maintainers tell you elsewhere?", err=True):
            return
        raise RefusedError("The feed was not added.")
    if told is None:
        hint = f'Compare it with what its maintainers tell you elsewhere, then add: --fingerprint "{grouped(shown)}".'
        raise RefusedError(f"The feed is signed with the fingerprint {grouped(shown)}; nothing was added.", hint=hint)
    if not agrees(shown, told):
        raise RefusedError(f"The feed has another fingerprint: {grouped(shown)}; nothing was added.")


@app.command("list")
def list_feeds(json: _Json = False) -> None:
    """List the feeds.

    peerfind feed list

    peerfind feed list --json
    """
    store = open_store()
    feeds = [store.load(name) for name in store.names()]
    if json:
        write(records.to_json([described(one) for one in feeds]) + "\n")
        return
    for one in feeds:
        state = "" if one.enabled else "  (disabled)"
        held = f", {counted(one.held, 'change', 'changes')} held" if one.held else ""
        listings = counted(one.listings, "listing", "listings")
        signed = "signed" if one.keys else "not signed"
        write(f"{one.name}  {listings}, read {one.read or 'never'}, {signed}{held}{state}\n")
    if not feeds:
        tell('No feeds. "peerfind feed add" adds one.')


@app.command()
def info(name: _Name, json: _Json = False) -> None:
    """Tell all about a feed: where it is, whose keys it is trusted by, what is held back.

    peerfind feed info na-ohio
    """
    store = open_store()
    one = store.load(name)
    state = store.state(one)
    if json:
        held = [{"id": id_, **told} for id_, told in state.held.items()]
        write(records.to_json(described(one) | {"held_changes": held, "missing": dict(state.missing)}) + "\n")
        return
    for label, value in described(one).items():
        shown = ", ".join(value) if isinstance(value, list) else value
        if isinstance(value, dict):
            shown = ", ".join(f"{key} {part}" for key, part in value.items())
        write(f"{label:<12} {'-' if shown in (None, '') else shown}\n")
    for told in state.held.values():
        write(f"\n{told['change']}\n  held because {'; '.join(told['reasons'])}\n")
    if state.missing:
        write(f"\nNo longer in the feed: {', '.join(sorted(state.missing))}\n")


@app.command()
def remove(name: _Name) -> None:
    """Take a feed away with all that was read from it.

    peerfind feed remove na-ohio
    """
    store = open_store()
    with store.locked(name):
        store.load(name)
        store.remove(name)
    prepare_look_ups()
    write(f"{name}: removed.\n")


@app.command()
def enable(name: _Name) -> None:
    """Show a feed's listings again.

    peerfind feed enable na-ohio
    """
    _switch(name, on=True)


@app.command()
def disable(name: _Name) -> None:
    """Keep a feed, but don't show its listings.

    peerfind feed disable na-ohio
    """
    _switch(name, on=False)


def _switch(name: str, *, on: bool) -> None:
    store = open_store()
    with store.locked(name):
        store.save(store.load(name).replace(enabled=on))
    prepare_look_ups()
    write(f"{name}: {'enabled' if on else 'disabled'}.\n")


@app.command()
def rollback(
    name: _Name,
    to: Annotated[str | None, typer.Argument(help="A snapshot; without it, the one before.")] = None,
) -> None:
    """Go back to an earlier snapshot; it stays until the feed publishes something else.

    peerfind feed rollback na-ohio
    """
    store = open_store()
    with store.locked(name):
        now = store.rollback(store.load(name), to)
    prepare_look_ups()
    write(f"{name}: {now.snapshot} with {counted(now.listings, 'listing', 'listings')} is in use.\n")


app.registered_commands += publishing.app.registered_commands
