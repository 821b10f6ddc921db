"""The JSON Schema of a file of listings, derived from the model, for editors and other programs. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Literal

from peerfind.directory.model import Bounds, Listing, Text
from peerfind.directory.shapes import Shape, shapes_of

_LISTED = ("kinds", "topics", "audiences")
"""Tables that are short enough to name every code of."""


def listings_schema(codes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the schema (draft 2020-12); `codes` are those of the vocabulary's tables."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A peerfind file of listings",
        "type": "array",
        "items": _record(Listing, codes),
    }


def _record(record: Any, codes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": (record.__doc__ or "").partition("\n")[0],
        "properties": {name: _schema(shape, codes) for name, shape in shapes_of(record).items()},
        "required": [name for name in record.fields if name in record.required],
        "additionalProperties": False,
    }


def _schema(shape: Shape, codes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the schema of what a field may hold."""
    if shape.is_union:
        return {"anyOf": [_schema(part, codes) for part in shape.parts]}
    if shape.origin is Literal:
        return {"enum": list(shape.options)}
    if shape.origin is tuple:
        return {"type": "array", "items": _schema(shape.parts[0], codes), "minItems": 1}
    if shape.origin is Mapping:
        names, values = (_schema(part, codes) for part in shape.parts)
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    if shape.is_record:
        return _record(shape.kind, codes)
    return _scalar(shape.kind, shape.rule, codes)


def _scalar(kind: Any, rule: Text | Bounds | None, codes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    if kind is bool:
        return {"type": "boolean"}
    if kind is dt.date:
        return {"type": "string", "format": "date"}
    if isinstance(rule, Bounds):
        return {"type": "integer" if kind is int else "number", "minimum": rule.least, "maximum": rule.most}
    text = rule or Text()
    if text.codes in _LISTED:
        return {"enum": sorted(codes[text.codes])}
    held: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": text.longest}
    if text.pattern:
        held["pattern"] = text.pattern
    if text.description:
        held["description"] = text.description[0].upper() + text.description[1:]
    return held
