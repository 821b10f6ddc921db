"""HSDS 3.1 as tables: a zip of one CSV file for each object, and datapackage.json, which tells their columns."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from peerfind.formats.exports.contents import Export
from peerfind.formats.exports.hsds import services
from peerfind.formats.exports.hsds_attributes import Object
from peerfind.formats.exports.spreadsheet import disarmed

_TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "organization": ("organizations.csv", ("id", "name", "description")),
    "service": (
        "services.csv",
        (
            "id", "organization_id", "name", "alternate_name", "description", "url", "email", "status",
            "fees_description", "accreditations", "eligibility_description", "minimum_age", "maximum_age",
            "assured_date", "alert", "last_modified",
        ),
    ),
    "url": ("url.csv", ("id", "label", "url", "service_id")),
    "phone": ("phones.csv", ("id", "service_id", "number", "type", "description")),
    "schedule": (
        "schedules.csv",
        (
            "id", "service_id", "wkst", "freq", "interval", "byday", "description", "opens_at", "closes_at", "notes",
        ),
    ),
    "service_area": ("service_areas.csv", ("id", "service_id", "name", "extent", "extent_type")),
    "service_at_location": ("service_at_location.csv", ("id", "service_id", "location_id")),
    "location": ("locations.csv", ("id", "location_type", "name", "latitude", "longitude")),
    "address": (
        "addresses.csv",
        (
            "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
        ),
    ),
    "language": ("languages.csv", ("id", "service_id", "phone_id", "name", "code")),
    "cost_option": ("cost_options.csv", ("id", "service_id", "option", "amount", "amount_description")),
    "attribute": (
        "attributes.csv",
        ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"),
    ),
    "taxonomy_term": (
        "taxonomy_terms.csv",
        ("id", "code", "name", "description", "taxonomy", "language", "taxonomy_id"),
    ),
    "taxonomy": ("taxonomies.csv", ("id", "name", "description")),
    "metadata": (
        "metadata.csv",
        (
            "id", "resource_id", "resource_type", "last_action_date", "last_action_type", "field_name",
            "previous_value", "replacement_value", "updated_by",
        ),
    ),
}  # fmt: skip
"""Object -> its file, and those of its columns that we fill."""
_INSIDE = {
    "organization": "organization", "additional_urls": "url", "phones": "phone", "schedules": "schedule",
    "service_areas": "service_area", "service_at_locations": "service_at_location", "location": "location",
    "addresses": "address", "languages": "language", "cost_options": "cost_option", "attributes": "attribute",
    "taxonomy_term": "taxonomy_term", "taxonomy_detail": "taxonomy", "metadata": "metadata",
}  # fmt: skip
"""The field that holds objects inside others, and what they are."""
_REFERENCES = {
    "organization_id": "organization", "service_id": "service", "phone_id": "phone", "location_id": "location",
    "taxonomy_term_id": "taxonomy_term", "taxonomy_id": "taxonomy",
}  # fmt: skip
_NUMBERS = ("minimum_age", "maximum_age", "interval", "latitude", "longitude", "amount")
_UNTOUCHED = (*_NUMBERS, "number", "assured_date", "last_modified", "last_action_date", "opens_at", "closes_at", "url")
"""Columns whose cells other programs read and nobody's text reaches: a number stands here just as it is dialled."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip, so that the same listings always give the same bytes."""


def render(export: Export) -> bytes:
    """Return the zip."""
    rows: dict[str, dict[str, Object]] = {name: {} for name in _TABLES}
    for service in services(export):
        for name, held in _flattened("service", service):
            rows[name].setdefault(held["id"], held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        _add(package, "datapackage.json", json.dumps(_description(), indent=2) + "\n")
        for name, (path, columns) in _TABLES.items():
            _add(package, path, _table(columns, rows[name]))
    return out.getvalue()


def _flattened(name: str, held: Object) -> Iterator[tuple[str, Object]]:
    """Yield an object and all those inside it, each with the name of its table."""
    yield name, held
    for field, inside in held.items():
        if field in _INSIDE:
            for part in inside if isinstance(inside, list) else [inside]:
                yield from _flattened(_INSIDE[field], part)


def _table(columns: tuple[str, ...], rows: dict[str, Object]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows.values():
        writer.writerow([_cell(name, row.get(name, "")) for name in columns])
    return out.getvalue()


def _cell(name: str, value: Any) -> Any:
    return value if name in _UNTOUCHED else disarmed(str(value))


def _description() -> Object:
    """Return what datapackage.json says of the tables."""
    resources = [
        {
            "name": name,
            "path": path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [{"name": column, "type": _type(column)} for column in columns],
                "primaryKey": "id",
                "foreignKeys": [
                    {"fields": column, "reference": {"resource": _REFERENCES[column], "fields": "id"}}
                    for column in columns
                    if column in _REFERENCES
                ],
            },
        }
        for name, (path, columns) in _TABLES.items()
    ]
    return {"name": "peerfind", "profile": "tabular-data-package", "version": "3.1.0", "resources": resources}


def _type(column: str) -> str:
    return "number" if column in _NUMBERS else "string"


def _add(package: zipfile.ZipFile, path: str, text: str) -> None:
    """Add a file whose bytes depend on its text alone."""
    entry = zipfile.ZipInfo(path, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # Unix, on whatever system this runs
    package.writestr(entry, text.encode())
