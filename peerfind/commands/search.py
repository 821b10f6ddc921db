"""`peerfind search`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.options import EVERYTHING, Asked, with_asked
from peerfind.commands.session import Session, tell, write
from peerfind.errors import DataError, NothingFoundError, UsageError
from peerfind.formats import lines
from peerfind.formats.words import emergency
from peerfind.lookup.query import Answer, Turn

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_UNREADABLE = "\ufffd"


@app.command()
@with_asked
def search(
    query: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help='What you look for, in your own words; "-" reads them from a pipe.'),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many to show; 0 for all.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help='Answer each line of FILE ("-" for a pipe) in JSON.')
    ] = None,
    literal: Annotated[
        bool, typer.Option("--literal", help="Take the words as they are; read nothing into them.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each listing stands where it stands.")] = False,
    template: Annotated[
        str | None, typer.Option("--format", metavar="TEMPLATE", help=r'A line each, such as "{name}\t{phone}".')
    ] = None,
    *,
    asked: Asked,
) -> None:
    """Find help by need, name or number.

    peerfind search someone to talk to at night --in Ohio

    peerfind search --kind warmline --in US-CA --open

    peerfind search grief group tuesday evening --near 44113 --within 10mi

    peerfind search --for veterans --contact sms --json
    """
    session = asked.session()
    filters = asked.filters(session)
    limit = limit or EVERYTHING

    def answered(text: str) -> Answer:
        # The place of the settings stands until the words name another; that of --in always stands.
        place = session.finder.read(text, session.now, session.home).place if not (asked.place or literal) else None
        held = filters.replace(place=None) if place else filters
        return session.finder.search(text, held, limit, session.now, session.home, literal=literal, explain=explain)

    if batch or json:
        from peerfind.formats import records  # here, because most look-ups are for people
    if batch:
        if query:
            raise UsageError("--batch takes its queries from the file: give no others")
        for line in lines_of(batch, "--batch"):
            write(records.to_json_line(records.answer(answered(line))))
        return
    answer = answered(" ".join(lines_of("-", "-") if query == ["-"] else query or ()))
    if json:
        write(records.to_json(records.answer(answer), indent=session.on_terminal) + "\n")
    elif session.on_terminal and not template:
        _show(session, answer)
    else:
        _warn(session, answer)
        write(lines.render(answer.results, session.speaker, template))
    if not answer.results:
        raise _nothing_found(session.say(" or ").join(asked.given()), has_words=bool(query))


def _show(session: Session, answer: Answer) -> None:
    screen = session.screen()
    if answer.results:
        screen.results(answer)
        session.page(screen.text)
    elif answer.turn:
        screen.turn(answer.turn)
        sys.stderr.write(screen.text)


def _warn(session: Session, answer: Answer) -> None:
    """Tell on standard error where to turn, beside results that go to a file or another program."""
    if answer.turn:
        for line in plain_turn(answer.turn, session):
            tell(line)


def plain_turn(where: Turn, session: Session) -> Iterator[str]:
    """Yield where to turn in a place as plain lines."""
    if where.place is None:
        yield session.say(
            "Name your place for its emergency number and crisis lines: --in Kenya, or set PEERFIND_PLACE."
        )
    if where.emergency and where.place:
        numbers = emergency(where.emergency, session.catalogue)
        place = session.speaker.place(where.place.country)
        yield session.say("Emergency ({place}): {numbers}", place=place, numbers=numbers)
    for result in where.crisis_lines:
        yield f"{result.listing.name}: {lines.ways(result.listing, session.speaker)}"


def _nothing_found(options: str, *, has_words: bool) -> NothingFoundError:
    """Return the error that says what the user may try next."""
    if options and has_words:
        hint = "Try to leave out {options}, or use fewer or other words."
    elif options:
        hint = "Try to leave out {options}."
    else:
        hint = "Try to use fewer or other words." if has_words else 'See "peerfind search --help".'
    return NothingFoundError("Nothing found.", hint=hint, options=options)


def lines_of(file: str, origin: str) -> list[str]:
    """Return the lines of a file, or of standard input for "-". Raises DataError."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise DataError("{origin} {file}: {reason}", origin=origin, file=file, reason=error.strerror) from error
    try:
        return data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        tell(f"{origin}: line {line} is not UTF-8; {_UNREADABLE} stands for what can't be read.")
        return data.decode("utf-8", "replace").splitlines()
