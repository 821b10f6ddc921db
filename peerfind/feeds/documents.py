"""Bytes of a feed to values that its reader can look at. Pure."""

import json
from collections.abc import Mapping
from typing import Any, cast

from peerfind.errors import RefusedError

Row = Mapping[str, Any]
"""An object of JSON, or a row of a table."""
_HINT = "The address may have moved, ask for a key, or stand behind a page that checks browsers. Nothing was changed."


def parse_json(name: str, data: bytes) -> Any:
    """Return the value of a JSON document. Raises RefusedError, with a reason for people."""
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        raise RefusedError(f"{_short(name)}: a web page stands where the feed should be", hint=_HINT)
    try:
        # Numbers that JSON does not know count as nothing; those too long to be one spoil the whole.
        return json.loads(data, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"{_short(name)}: not JSON ({str(error)[:80]})", hint=_HINT) from error


def rows_of(value: object) -> list[Row]:
    """Return the objects of a list; anything else in it, and anything else, is nothing."""
    return [cast("Row", row) for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def row_of(value: object) -> Row:
    """Return an object, or an empty one."""
    return cast("Row", value) if isinstance(value, dict) else {}


def number_of(value: object, least: float, most: float) -> float | None:
    """Return a number or a text that is one, where it lies between two."""
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float, str))
        or (isinstance(value, str) and len(value) > 40)
    ):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if least <= number <= most else None


def _short(name: str) -> str:
    return name.partition("?")[0][:120]
