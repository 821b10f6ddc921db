"""`peerfind export`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerfind.commands.options import Asked, with_asked
from peerfind.commands.output import write_out
from peerfind.commands.session import Session, tell
from peerfind.directory.spelling import nearest
from peerfind.errors import DataError, NothingFoundError, UsageError
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
from peerfind.lookup.query import Filters, Result

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
    wanted = _ids_of(ids) if ids else None
    session = asked.session()
    results, missing = _listings(session, asked.filters(session), wanted)
    export_ = Export.of(results, session.speaker, session.now)
    write_out(_RENDERERS[format_](export_), path)
    if missing:
        raise NothingFoundError(f"{len(missing)} of {len(wanted or ())} ids are left out; the rest is written.")


def _format_of(path: Path | None) -> Format:
    """Return the format that a file's ending tells. Raises UsageError."""
    if path is None:
        return Format.jsonl
    if path.suffix.lower() not in _BY_ENDING:
        raise UsageError(f"{path}: the ending tells no format", hint=f"Add --format: {', '.join(Format)}.")
    return _BY_ENDING[path.suffix.lower()]


def _ids_of(file: str) -> tuple[str, ...]:
    """Return the ids of a file, or of standard input, each once. Raises DataError."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise DataError(f"--ids {file}: {error.strerror}") from error
    lines = (line.partition("#")[0].strip() for line in data.decode("utf-8-sig", "replace").splitlines())
    return tuple(dict.fromkeys(filter(None, lines)))


def _listings(session: Session, filters: Filters, ids: tuple[str, ...] | None) -> tuple[list[Result], list[str]]:
    """Return what the filters let through, in the order of the ids where there are any; and the ids left out."""
    if ids is None:
        return session.finder.every(filters, session.now), []
    found = session.finder.every(filters.replace(ids=ids), session.now) if ids else []
    by_id = {result.listing.id: result for result in found}
    missing = [id_ for id_ in ids if id_ not in by_id]
    for id_ in missing:
        tell(_why_missing(session, id_))
    return [by_id[id_] for id_ in ids if id_ in by_id], missing


def _why_missing(session: Session, id_: str) -> str:
    """Return why an id that was asked for is left out."""
    known = next((result.listing for result in session.finder.show(id_, session.now) if result.listing.id == id_), None)
    if known is None:
        near = nearest(id_, session.finder.index.ids(id_[:3]))
        return f"{id_}: no listing has this id" + (f"; did you mean {near}?" if near else ".")
    if known.status == "active":
        return f"{id_}: the filters leave it out."
    instead = f"; now {known.replaced_by}" if known.replaced_by else ""
    return f"{id_}: {known.status}{instead}; left out."
