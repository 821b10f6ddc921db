"""`peerfind stats`."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from peerfind import SCHEMA_VERSION
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.output import write_out
from peerfind.commands.session import tell, write
from peerfind.curation.coverage import Table, share, tables
from peerfind.directory.text import counted
from peerfind.errors import NothingFoundError
from peerfind.formats import bars, records

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_SHOWN = 10
"""Rows of a table that a terminal shows."""


@app.command()
@with_asked
def stats(
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw a picture (SVG) of it.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The counts as one object, for scripts.")] = False,
    whole: Annotated[bool, typer.Option("--all", help="Every row of every table.")] = False,
    only_ascii: Annotated[bool, typer.Option("--ascii", help="Draw bars with # alone.")] = False,
    *,
    asked: Asked,
) -> None:
    """Count what the directory holds, how fresh it is and how it was checked.

    peerfind stats --kind crisis_line

    peerfind stats --svg coverage.svg
    """
    session = asked.session()
    found = [result.listing for result in session.finder.every(asked.filters(session), session.now)]
    if not found:
        raise NothingFoundError("No listing is left to count.")
    today = session.now.date()
    made = list(tables(found, today, session.finder.vocabulary, session.finder.places))
    if svg:
        _draw(svg, made, len(found), str(today))
    if json:
        held = {table.title: [row.as_dict() for row in table.rows] for table in made}
        whole_count = {"schema_version": SCHEMA_VERSION, "total": len(found), "counted_on": str(today), "tables": held}
        write(records.to_json(whole_count, indent=session.on_terminal) + "\n")
    elif session.on_terminal:
        _show(made, len(found), only_ascii=only_ascii or not _draws_blocks(), most=None if whole else _SHOWN)
    elif not svg:
        rows = [f"{t.title}\t{r.code or r.name}\t{r.count}\t{r.of}\n" for t in made for r in t.rows]
        write("".join(rows))


def _show(made: list[Table], total: int, *, only_ascii: bool, most: int | None) -> None:
    """Show the tables as bars on a terminal."""
    write(f"{counted(total, 'listing', 'listings')}\n\n")
    width = min(shutil.get_terminal_size().columns, 100)
    write(bars.to_lines(_groups(made, most), width, only_ascii=only_ascii))


def _draw(file: Path, made: list[Table], total: int, today: str) -> None:
    """Write the picture."""
    title = f"{counted(total, 'listing', 'listings')} on {today}"
    write_out(bars.to_svg(_groups(made, _SHOWN), title), file)
    tell(f"The picture is in {file}.")


def _groups(made: list[Table], most: int | None) -> list[bars.Group]:
    groups = []
    for table in made:
        rows = sorted(table.rows, key=lambda row: -row.count)[:most] if table.form == "count" else table.rows
        longest = max((row.count for row in rows), default=0)
        drawn = [
            bars.Bar(
                label=row.name,
                size=row.count,
                most=longest if table.form == "count" else row.of,
                told=str(row.count) if table.form == "count" else f"{row.count:,} ({share(row)})",
            )
            for row in rows
        ]
        groups.append(bars.Group(table.title, drawn, len(table.rows) - len(rows)))
    return groups


def _draws_blocks() -> bool:
    """Whether the terminal's letters include blocks."""
    try:
        "█▏".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
