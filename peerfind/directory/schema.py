"""The JSON Schema of a file of listings, derived from the model, for editors and other programs. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from peerfind.directory.model import Bounds, Listing, Text
from peerfind.record import Record

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


def _record(record: type[Record], codes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    return {
        "type": "object",
        "description": (record.__doc__ or "").partition("\n")[0],
        "properties": {name: _schema(hints[name], codes) for name in record.fields if name != "extra"},
        "required": [name for name in record.fields if name in record.required],
        "additionalProperties": False,
    }


def _schema(kind: Any, codes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the schema of one annotation of the model."""
    rule: Any = None
    if get_origin(kind) is Annotated:
        kind, rule = get_args(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        options = [_schema(option, codes) for option in inner if option is not NoneType]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _schema(inner[0], codes), "minItems": 1}
    if origin is Mapping:
        return {
            "type": "object",
            "propertyNames": _schema(inner[0], codes),
            "additionalProperties": _schema(inner[1], codes),
        }
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind, codes)
    return _scalar(kind, rule, codes)


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
