"""The model to YAML in the one canonical form: fields in the record's order, short parts on one line. Pure."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from peerfind.directory.model import Listing, as_data
from peerfind.directory.text import hidden_characters

WIDEST = 116
"""Columns that a part may take on one line, before its parts get lines of their own."""
_LAST_OF_FOUR = 0xFFFF
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_PLAIN = re.compile(r"[^\W\d_][\w .'’()/&+;–-]*", re.ASCII)
_PLAIN_WIDE = re.compile(r"[^\W\d_]([\w .,'’()/&+;–!?%\"“”…-]|:(?=\S))*")
_KEY = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_GUESSED = re.compile(r"(?i)(y|n|yes|no|true|false|on|off|null|none|nan|inf)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED = ("value", "press", "url", "postcode", "hours", "keyword")
"""Fields that are always quoted: other readers of YAML would guess at them."""
_PARTED = ("contacts", "sources", "training", "translations")
"""Fields whose parts always have lines of their own."""
Path = tuple[str | int, ...]


class Remark(NamedTuple):
    """The comments at one part of an item, each with its #."""

    above: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """The first stays beside; there is room for one."""


Remarks = Mapping[Path, Remark]


def render_file(listings: Iterable[Listing], *, head: str = "") -> str:
    """Return a file of listings: the head (comments, the editor's modeline), then each listing after an empty line."""
    return "\n".join([*filter(None, [head]), *(render_listing(listing) for listing in listings)])


def render_listing(listing: Listing) -> str:
    """Return one listing as an item of a YAML list, ending in a newline."""
    return render_item(as_data(listing))


def render_item(data: Mapping[str, Any], remarks: Remarks = MappingProxyType({})) -> str:
    """Return fields, in the order in which they are given, as an item of a YAML list, with comments at their parts."""
    writer = _Writer(remarks)
    lines = [line for key, value in data.items() for line in writer.field(value, "  ", (key,))]
    return "- " + "\n".join(lines)[2:] + "\n"


def field_lines(key: str, value: Any, indent: str) -> list[str]:
    """Return the lines of one field."""
    return _Writer({}).field(value, indent, (key,))


def item_lines(item: Any, key: str, indent: str) -> list[str]:
    """Return the lines of one item of the list that stands under `key`."""
    return _Writer({}).item(item, key, indent, (key, 0))


class _Writer:
    """Writes parts of one item; a part with comments inside gets a line for each of its own parts."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.open = {path[:n] for path in remarks for n in range(len(path))}

    def field(self, value: Any, indent: str, path: Path) -> list[str]:
        """Return the lines of one field: on one line where it fits, else a line for each part."""
        key = str(path[-1])
        name = _name(key)
        if isinstance(value, str) or not isinstance(value, (Mapping, list)):
            return self.with_remark([f"{indent}{name}: {_scalar(value, key)}"], indent, path)
        if not value or not (path in self.open or key in _PARTED):
            flow = f"{indent}{name}: {inline(value, key)}"
            if not value or len(flow) <= WIDEST:
                return self.with_remark([flow], indent, path)
        if isinstance(value, Mapping):
            lines = [line for k, v in value.items() for line in self.field(v, indent + "  ", (*path, k))]
        else:
            lines = [line for n, v in enumerate(value) for line in self.item(v, key, indent + "  ", (*path, n))]
        return self.with_remark([f"{indent}{name}:", *lines], indent, path)

    def item(self, item: Any, key: str, indent: str, path: Path) -> list[str]:
        """Return the lines of one item of a list."""
        flow = f"{indent}- {inline(item, key)}"
        if not isinstance(item, Mapping) or not item or (len(flow) <= WIDEST and path not in self.open):
            return self.with_remark([flow], indent, path)
        lines = [line for k, v in item.items() for line in self.field(v, indent + "  ", (*path, k))]
        return self.with_remark([f"{indent}- {lines[0].lstrip()}", *lines[1:]], indent, path)

    def with_remark(self, lines: list[str], indent: str, path: Path) -> list[str]:
        """Return the lines of a part with its comments."""
        remark = self.remarks.get(path) if self.remarks else None
        if remark is None:
            return lines
        beside = "".join(f"  {comment}" for comment in remark.beside[:1])
        above = [indent + comment for comment in (*remark.above, *remark.beside[1:])]
        return [*above, lines[0] + beside, *lines[1:]]


def inline(value: Any, key: str) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return _scalar(value, key, inside=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(k)}: {inline(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, key) for item in value) + "]"
    return _scalar(value, key, inside=True)


@lru_cache(maxsize=1024)
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
    bare = key not in _QUOTED and (_PLAIN if inside else _PLAIN_WIDE).fullmatch(value)
    if bare and not _GUESSED.fullmatch(value) and not value.endswith((" ", ":")):
        return str(value)
    return quoted(value)


def quoted(value: str) -> str:
    """Return a text in quotes; characters that can't be seen are written as their numbers."""
    text = _ENCODE(value)
    if text.isprintable():
        return text
    for hidden in dict.fromkeys(hidden_characters(text)):
        text = text.replace(
            hidden, f"\\u{ord(hidden):04x}" if ord(hidden) <= _LAST_OF_FOUR else f"\\U{ord(hidden):08x}"
        )
    return text
