"""`peerfind export`."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from peerfind.commands.options import Asked, with_asked
from peerfind.commands.session import write
from peerfind.formats import records
from peerfind.lookup.query import Result

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """The formats that listings can be exported in."""

    jsonl = "jsonl"
    json = "json"


_FORMATS: dict[Format, Callable[[list[Result]], str]] = {
    Format.jsonl: records.to_json_lines,
    Format.json: records.to_json_document,
}


@app.command()
@with_asked
def export(
    chosen: Annotated[Format, typer.Option("--format", help="One record a line, or one document.")] = Format.jsonl,
    *,
    asked: Asked,
) -> None:
    """Write out every record that the filters let through.

    peerfind export --format jsonl --in Ohio
    """
    session = asked.session()
    write(_FORMATS[chosen](session.finder.every(asked.filters(session), session.now)))
