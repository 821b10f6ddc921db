"""`peerfind export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.chosen import listings_of, read_ids, tell_missing
from peerfind.commands.options import Asked, with_asked
from peerfind.commands.output import write_out
from peerfind.commands.waiting import waiting
from peerfind.errors import UsageError
from peerfind.formats.exports import (
    hsds,
    hsds_tables,
    json_documents,
    markdown_table,
    spreadsheet,
    vcard,
    webpage,
    yaml_file,
)
from peerfind.formats.exports.contents import Export, Renderer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """The formats that listings can be exported in."""

    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    yaml = "yaml"
    vcf = "vcf"
    hsds = "hsds"
    hsds_tabular = "hsds-tabular"
    html = "html"
    markdown = "markdown"


_RENDERERS: dict[Format, Renderer] = {
    Format.jsonl: json_documents.render_lines,
    Format.json: json_documents.render_document,
    Format.csv: spreadsheet.render_csv,
    Format.tsv: spreadsheet.render_tsv,
    Format.yaml: yaml_file.render,
    Format.vcf: vcard.render,
    Format.hsds: hsds.render,
    Format.hsds_tabular: hsds_tables.render,
    Format.html: webpage.render,
    Format.markdown: markdown_table.render,
}
_BY_ENDING = {f".{format_}": format_ for format_ in Format} | {
    ".yml": Format.yaml,
    ".zip": Format.hsds_tabular,
    ".htm": Format.html,
    ".md": Format.markdown,
}


@app.command()
@with_asked
def export(
    chosen: Annotated[
        Format | None, typer.Option("--format", help="Without it, the one that FILE's ending tells, else jsonl.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help='Where to write; "-" is standard output.')
    ] = None,
    ids: Annotated[
        str | None,
        typer.Option(metavar="FILE", help='Only the ids in FILE ("-" for standard input), one a line, in that order.'),
    ] = None,
    *,
    asked: Asked,
) -> None:
    """Write out every listing that the filters let through, for another program, a phone or a page.

    peerfind export --format jsonl --in Ohio

    peerfind export --kind warmline --in US -o warmlines.csv

    peerfind export --in Kenya -o kenya.vcf
    """
    path = None if output is None or str(output) == "-" else output
    format_ = chosen or _format_of(path)
    wanted = read_ids(ids) if ids else None
    session = asked.session()
    with waiting(session.say("Writing the listings")):
        results, missing = listings_of(session, asked.filters(session), wanted)
        export_ = Export.of(results, session.speaker, session.now)
        made = _RENDERERS[format_](export_)
    write_out(made, path)
    tell_missing(len(missing), len(wanted or ()))


def _format_of(path: Path | None) -> Format:
    """Return the format that a file's ending tells. Raises UsageError."""
    if path is None:
        return Format.jsonl
    if path.suffix.lower() not in _BY_ENDING:
        hint = "Add --format: {formats}."
        raise UsageError("{path}: the ending tells no format", hint=hint, path=path, formats=", ".join(Format))
    return _BY_ENDING[path.suffix.lower()]
