"""Records as JSON: one a line, or all in one object (docs/json.md)."""

from peerfind import SCHEMA_VERSION
from peerfind.formats.exports.contents import Export
from peerfind.formats.records import record, to_json, to_json_line


def render_lines(export: Export) -> str:
    """Return one record a line."""
    return "".join(to_json_line(record(result)) for result in export.results)


def render_document(export: Export) -> str:
    """Return all records in one object."""
    results = [record(result) for result in export.results]
    return to_json({"schema_version": SCHEMA_VERSION, "total": len(results), "results": results}, indent=True) + "\n"
