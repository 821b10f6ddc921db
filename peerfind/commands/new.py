"""`peerfind new`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from peerfind.commands.bench import ask, open_workbench, save, show, somebody_is_there
from peerfind.commands.session import Session, tell
from peerfind.curation.drafting import apply, data_from_json, parse_assignment, typed, typed_or_refused
from peerfind.curation.questions import ask_for_listing, slug
from peerfind.curation.workbench import Draft, Workbench
from peerfind.errors import DataError, UnsoundError, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def new(
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE...]", help="The listing's fields; without any, it asks for them."),
    ] = None,
    json: Annotated[
        str | None, typer.Option(metavar="FILE", help="A listing as a JSON object; - reads it from standard input.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would come of it; write nothing.")] = False,
) -> None:
    """Add a listing to its file, in its place; refuses what check would refuse.

    peerfind new

    peerfind new name='Night Owl' kind=warmline serves=US-OH summary='Peers listen at night.'
    'contacts+={type: phone, value: "+15135550134"}' 'sources+={url: "https://owl.example/", checked: 2026-11-23,
    how: call}'
    """
    session = Session()
    bench = open_workbench(session)
    if not fields and json is None:
        _by_questions(session, bench, dry_run=dry_run)
        return
    data = data_from_json(_read(json)) if json else {}
    data = apply(data, [parse_assignment(field) for field in fields or ()])
    listing = typed_or_refused({"id": slug(str(data.get("name", ""))), **data}, bench.codes)
    save(session, bench, bench.inserted(listing), dry_run=dry_run)


def _by_questions(session: Session, bench: Workbench, *, dry_run: bool) -> None:
    """Ask for everything, mend what a check would find, and save when somebody has seen the card and agrees."""
    if not somebody_is_there():
        hint = "Give the fields (peerfind new name=... kind=...), or --json FILE."
        raise UsageError("there is no terminal to ask at", hint=hint)
    tell("Leave an answer empty if you do not know; Ctrl-C stops and writes nothing.\n")
    try:
        data = ask_for_listing(ask, tell, bench.codes, session.now.date().isoformat())
        draft = _mended(bench, data)
        show(session, draft.listing)
        if ask(f"\nAdd it to {draft.file}, line {draft.line}? [y/N] ", []).strip().lower() not in ("y", "yes"):
            raise UnsoundError("Nothing was written.")
    except EOFError:
        raise KeyboardInterrupt from None
    save(session, bench, draft, dry_run=dry_run)


def _mended(bench: Workbench, data: dict[str, Any]) -> Draft:
    """Return the draft of a sound listing, asking for other values until it is one."""
    while True:
        entry = typed(data, bench.codes)
        problems = [fault.message for fault in entry.faults]
        try:
            draft = bench.inserted(entry.listing) if entry.listing else None
            problems += bench.problems(draft) if draft else []
        except UsageError as error:
            problems.append(str(error))
        if draft and not problems:
            return draft
        tell("\n".join(["", "This can't be added yet:", *(f"- {problem}" for problem in problems)]))
        try:
            data = apply(data, [parse_assignment(ask("Write what to change (field=value): ", []).strip())])
        except UsageError as error:
            tell(f"{error}. {error.hint}")


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise DataError(f"{name}: {error.strerror}") from error
