"""`peerfind verify`."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.bench import ask, keep, open_workbench, somebody_is_there
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.output import write_out
from peerfind.commands.session import Session, tell, write
from peerfind.curation import callsheet, queue
from peerfind.curation.rules.form import is_local
from peerfind.curation.workbench import Workbench
from peerfind.directory.model import Listing
from peerfind.directory.text import counted
from peerfind.errors import DataError, NetworkError, NothingFoundError, StaleError, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_PAGES = "pages.json"
_NAMED = 5
"""Listings that a remark names."""


@app.command()
@with_asked
def verify(
    sheet: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Where --call-sheet goes; CSV for a name in .csv."),
    ] = None,
    links: Annotated[
        bool, typer.Option("--links", help="Read the listings' pages and tell whether each number still stands there.")
    ] = False,
    call_sheet: Annotated[
        bool, typer.Option("--call-sheet", help="Print a sheet to dial and tick; CSV where it is piped.")
    ] = False,
    read: Annotated[Path | None, typer.Option(metavar="FILE", help="Take a filled-in sheet (CSV) back.")] = None,
    by: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Who dials, to stand in the source; may come twice.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many listings.")] = None,
    fail: Annotated[
        bool, typer.Option("--fail", help="List what is overdue and end with status 6 if anything is; asks nothing.")
    ] = False,
    local: Annotated[
        bool, typer.Option("--local", help="Only what serves this state or province, not a country.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    *,
    asked: Asked,
) -> None:
    """Go through the listings that need checking, crisis lines first: dial, answer, and the source is written.

    peerfind verify --in Ohio

    peerfind verify --kind crisis_line --call-sheet calls.csv

    peerfind verify --links --limit 20
    """
    if sheet and not call_sheet:
        raise UsageError(f"what {sheet} is for is not clear", hint=f"Write --call-sheet {sheet} or --read {sheet}.")
    session = asked.session()
    bench = open_workbench(session)
    round_ = _Rounds(session, bench, tuple(by or ()), dry_run=dry_run)
    if read:
        round_.take_back(read)
        return
    chosen = [listing for listing in _chosen(session, bench, asked) if not local or is_local(listing)]
    ranked = queue.by_harm(chosen, session.now.date(), session.finder.vocabulary)
    if links:
        _links(session, [one.listing for one in ranked[:limit]])
    elif fail:
        _fail_if_overdue([one for one in ranked if one.overdue], limit)
    else:
        due = _to_dial(ranked)[:limit]
        if call_sheet:
            _sheet(session, due, sheet)
        elif somebody_is_there():
            round_.walk(due)
        else:
            write("".join(f"{line}\n" for line in _lines(due)))


def _to_dial(ranked: list[queue.Due]) -> list[queue.Due]:
    """Return what has a number that needs checking; tell of what has none. Raises NothingFoundError if none does."""
    wanted = [one for one in ranked if one.fresh.state != "fresh"]
    due = [one for one in wanted if one.contacts]
    _tell_without([one for one in wanted if not one.contacts])
    if not due:
        raise NothingFoundError("No number needs checking.", hint="Every number here was checked recently enough.")
    return due


def _tell_without(due: list[queue.Due]) -> None:
    """Tell of listings that need checking and have no number to dial."""
    if not due:
        return
    states = " or ".join(sorted({one.fresh.state for one in due}))
    told = counted(len(due), "listing without a number is", "listings without a number are")
    pages = "its page" if len(due) == 1 else "their pages"
    first = ", ".join(one.listing.id for one in due[:_NAMED])
    tell(f"{told} {states}: read {pages}. First: {first}.")


def _chosen(session: Session, bench: Workbench, asked: Asked) -> list[Listing]:
    """Return the listings of the folder that the filters let through."""
    wanted = {result.listing.id for result in session.finder.every(asked.filters(session), session.now)}
    return [listing for listing in bench.listings() if listing.id in wanted]


def _fail_if_overdue(overdue: list[queue.Due], limit: int | None) -> None:
    """List what nobody has checked for far too long. Raises StaleError where there is anything."""
    write("".join(f"{line}\n" for line in _lines(overdue[:limit])))
    if overdue:
        lines = sum(one.listing.kind == "crisis_line" for one in overdue)
        told = counted(len(overdue), "listing is overdue", "listings are overdue")
        told = f"{told} for a check; crisis lines among them: {lines:,}."
        raise StaleError(told, hint='"peerfind verify" goes through them one by one.')
    tell("Nothing is overdue.")


def _lines(due: list[queue.Due]) -> list[str]:
    """Return a line for each listing of the queue: id, kind, state, since when, how, what to dial."""
    return [
        "\t".join(
            [
                one.listing.id,
                one.listing.kind,
                one.fresh.state,
                str(one.fresh.since or ""),
                one.fresh.source.how,
                " | ".join(queue.what_to_do(contact) for contact in one.contacts) or (one.listing.url or ""),
            ]
        )
        for one in due
    ]


def _sheet(session: Session, due: list[queue.Due], out: Path | None) -> None:
    """Print the call sheet, or write it to a file."""
    if out and out.suffix.lower() not in (".csv", ".txt", ""):
        paper = f"peerfind print --layout call-sheet -o {out.with_suffix('.pdf')}"
        raise UsageError(f"--call-sheet writes .csv and .txt, not {out.suffix}", hint=f"For paper: {paper}")
    table = out.suffix.lower() == ".csv" if out else not session.on_terminal
    text = callsheet.as_csv(due) if table else callsheet.as_text(due)
    write_out(text, out)
    if out:
        tell(f"{counted(len(due), 'listing', 'listings')} to dial: {out}.")


def _links(session: Session, listings: list[Listing]) -> None:
    """Read pages and tell what stands on them; writes to no listing. Raises NothingFoundError for what is missing."""
    from peerfind.curation.links import pages_of, standings  # here, because httpx is a tenth of a second
    from peerfind.curation.pages import Reader

    urls = list(dict.fromkeys(url for listing in listings for url in pages_of(listing)))
    cache = session.settings.cache
    pages = {}
    for page in Reader(cache / _PAGES if cache else None).read(urls):
        pages[page.url] = page
        if session.on_terminal:
            tell(f"{len(pages)} of {len(urls)}: {page.url} {page.problem or 'read'}")
    if urls and all(page.problem for page in pages.values()):
        raise NetworkError(f"None of {len(urls)} pages could be read.", hint=f"First: {pages[urls[0]].problem}")
    found = list(standings(listings, pages))
    for one in found:
        write("\t".join([one.listing.id, queue.what_to_do(one.contact), one.verdict, " | ".join(one.pages)]) + "\n")
    missing = [one for one in found if one.verdict == "not on its pages"]
    told = f"Not on their pages: {len(missing)} of {counted(len(found), 'number', 'numbers')}; no check was written."
    if missing:
        raise NothingFoundError(told, hint="A page may show its number as a picture: dial before you edit.")
    tell(told)


class _Rounds:
    """Writes what people found when they dialled."""

    def __init__(self, session: Session, bench: Workbench, by: tuple[str, ...], *, dry_run: bool) -> None:
        self._session = session
        self._bench = bench
        self._by = by
        self._today = session.now.date()
        self._dry_run = dry_run

    def walk(self, due: list[queue.Due]) -> None:
        """Go through the queue with somebody at the terminal."""
        from peerfind.curation.rounds import walk

        told = counted(len(due), "listing needs checking", "listings need checking")
        tell(f"{told}. Say at once that you check a directory and need no help.")
        try:
            came = walk(due, self._described, ask, tell, lambda listing: self._write(listing.id, self._today, self._by))
        except EOFError:
            raise KeyboardInterrupt from None
        wrong = f"; to mend: {', '.join(came.wrong)}" if came.wrong else ""
        tell(f"\n{len(came.confirmed)} confirmed{wrong}.")

    def take_back(self, sheet: Path) -> None:
        """Write what a filled-in sheet says. Raises NothingFoundError naming what somebody must mend."""
        try:
            text = sheet.read_text("utf-8")
        except OSError as error:
            raise DataError(f"{sheet}: {error.strerror}") from error
        except UnicodeError as error:
            raise UsageError(f"{sheet} is not UTF-8", hint='Save it as "CSV UTF-8".') from error
        results = callsheet.read_csv(text, {listing.id: listing for listing in self._bench.listings()}, self._today)
        for one in results:
            notes = f" ({'; '.join(one.notes)})" if one.notes else ""
            if one.result == "yes" and one.day:
                self._write(one.id, one.day, one.by or self._by)
            told = {"yes": "confirmed", "part": "not every number was dialled; nothing written"}
            write(f"{one.id}\t{told.get(one.result, one.result)}{notes}\n")
        wrong = [one.id for one in results if one.result in ("no", "changed")]
        if wrong:
            raise NothingFoundError(
                f"To mend: {', '.join(wrong)}.", hint='"peerfind edit" or "peerfind close" does it.'
            )

    def _write(self, id_: str, day: dt.date, by: tuple[str, ...]) -> None:
        """Write a call into the sources of a listing."""
        held = self._bench.held(id_)
        if held.listing is None:
            raise DataError(f"{held.file}:{held.span.line}: {id_} has faults", hint='See "peerfind check".')
        draft = self._bench.amended(held, queue.with_call(held.listing, day, by))
        if not self._dry_run:
            keep(self._bench, draft)

    def _described(self, one: queue.Due) -> str:
        """Return a listing's name, whom it serves and how it was checked."""
        speaker = self._session.speaker
        kind = speaker.label("kinds", one.listing.kind).lower()
        where = speaker.where(one.listing)
        return f"{one.listing.name}  {kind}; {where}; {one.listing.id}\n  {speaker.checked(one.fresh)}"
