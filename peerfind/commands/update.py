"""`peerfind update`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from peerfind import SCHEMA_VERSION
from peerfind.commands.completing import complete_feeds
from peerfind.commands.feeding import Bar, as_json, each, open_store, prepare_look_ups, surroundings, told
from peerfind.commands.session import tell, write
from peerfind.errors import PeerfindError, RefusedError, UsageError
from peerfind.feeds.store import FeedStore
from peerfind.feeds.updating import Outcome
from peerfind.feeds.updating import update as update_feed
from peerfind.formats import records

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def update(
    name: Annotated[
        str | None,
        typer.Argument(help="A feed's name; without it, all that are enabled.", autocompletion=complete_feeds),
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE_OR_FOLDER", help="Read it from here, such as a USB stick.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what would change.")] = False,
    accept: Annotated[
        list[str] | None, typer.Option(metavar="ID|all", help="Confirm what was held back for a listing, or all of it.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Read feeds again; what people dial changes only when you confirm it.

    peerfind update

    peerfind update na-ohio --check

    peerfind update na-ohio --from /media/stick/na-ohio.json
    """
    store = open_store()
    names = [name] if name else _enabled(store, source, accept)
    outcomes: list[Outcome] = []
    around = surroundings()

    def one(feed: str) -> None:
        bar = Bar(feed)
        try:
            outcomes.append(
                update_feed(store, feed, around, source=source, accept=accept or (), check=check, progress=bar.tell)
            )
        finally:
            bar.close()

    failures = each(names, one)
    if not check and any(outcome.result != "unchanged" for outcome in outcomes):
        prepare_look_ups()
    _tell(outcomes, failures, check=check, json=json)


def _enabled(store: FeedStore, source: Path | None, accept: list[str] | None) -> list[str]:
    """Return the feeds to update where none is named. Raises UsageError."""
    if source or accept:
        raise UsageError("name the feed: peerfind update NAME ...")
    names = [name for name in store.names() if store.load(name).enabled]
    if not names:
        tell('There is no feed; the directory itself comes with each release. "peerfind feed add" adds one.')
    return names


def _tell(outcomes: list[Outcome], failures: list[PeerfindError], *, check: bool, json: bool) -> None:
    """Say what came of it; raise the failure that weighs most."""
    if json:
        feeds: list[Any] = [*map(as_json, outcomes), *({"error": str(failure)} for failure in failures)]
        write(records.to_json({"schema_version": SCHEMA_VERSION, "feeds": feeds}) + "\n")
    else:
        write("".join(f"{line}\n" for outcome in outcomes for line in told(outcome, check=check)))
    if failures:
        raise max(failures, key=lambda failure: failure.exit_status)
    held = [outcome for outcome in outcomes if outcome.held]
    if held:
        count = sum(len(outcome.held) for outcome in held)
        raise RefusedError(f"Changes held back until you confirm them: {count}.")
