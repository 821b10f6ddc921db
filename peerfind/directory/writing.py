"""The model to YAML in the one canonical form: fields in the record's order, short parts on one line. Pure."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from peerfind.directory.model import Listing, as_data

WIDEST = 116
"""Columns that a part may take on one line, before its parts get lines of their own."""
_PLAIN = re.compile(r"[^\W\d_][\w .'’()/&+;–-]*", re.ASCII)
_PLAIN_WIDE = re.compile(r"[^\W\d_]([\w .,'’()/&+;–!?%\"“”…-]|:(?=\S))*")
_KEY = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_GUESSED = re.compile(r"(?i)(y|n|yes|no|true|false|on|off|null|none|nan|inf)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED = ("value", "press", "url", "postcode", "hours", "keyword")
"""Fields that are always quoted: other readers of YAML would guess at them."""


def render_file(listings: Iterable[Listing], *, head: str = "") -> str:
    """Return a file of listings: the head (comments, the editor's modeline), then each listing after an empty line."""
    return "\n".join([*filter(None, [head]), *(render_listing(listing) for listing in listings)])


def render_listing(listing: Listing) -> str:
    """Return one listing as an item of a YAML list, ending in a newline."""
    lines = [line for key, value in as_data(listing).items() for line in _field(key, value, "  ")]
    return "- " + "\n".join(lines)[2:] + "\n"


def _field(key: str, value: Any, indent: str) -> list[str]:
    """Return the lines of one field: on one line where it fits, else a line for each part."""
    name = _name(key)
    if not isinstance(value, (Mapping, list)):
        return [f"{indent}{name}: {_scalar(value, key)}"]
    flow = f"{indent}{name}: {_flow(value, key)}"
    if not value:
        return [flow]
    if key not in ("contacts", "sources", "training", "translations") and len(flow) <= WIDEST:
        return [flow]
    if isinstance(value, Mapping):
        return [f"{indent}{name}:", *(line for k, v in value.items() for line in _field(k, v, indent + "  "))]
    return [f"{indent}{name}:", *(line for item in value for line in _item(item, key, indent + "  "))]


def _item(item: Any, key: str, indent: str) -> list[str]:
    """Return the lines of one item of a list."""
    flow = f"{indent}- {_flow(item, key)}"
    if len(flow) <= WIDEST or not isinstance(item, Mapping):
        return [flow]
    lines = [line for k, v in item.items() for line in _field(k, v, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _flow(value: Any, key: str) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(k)}: {_flow(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, key) for item in value) + "]"
    return _scalar(value, key, inside=True)


def _name(key: str) -> str:
    """Return a key, in quotes where it could be taken for something else."""
    return key if _KEY.fullmatch(key) and not _GUESSED.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _scalar(value: Any, key: str, *, inside: bool = False) -> str:
    """Return a text, number, truth or date; in quotes where any YAML reader might take it for something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12f}".rstrip("0").removesuffix(".") if "e" in repr(value) else repr(value)
    if isinstance(value, int):
        return str(value)
    if key in ("checked", "closed", "page_date") and _DATE.fullmatch(value):
        return str(value)
    bare = (_PLAIN if inside else _PLAIN_WIDE).fullmatch(value)
    if bare and key not in _QUOTED and not _GUESSED.fullmatch(value) and not value.endswith((" ", ":")):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
