"""YAML text of listings to the model, with every fault and its place. Pure; the model drives it."""

import codecs
from collections.abc import Iterator
from typing import Any, NamedTuple

from peerfind.directory.fields import ABSENT, FieldReader, unknown_field
from peerfind.directory.model import Listing, listing_from
from peerfind.directory.nodes import Fault, FaultError, Node, Sequence, compose, plain, split_items
from peerfind.directory.nodes import Mapping as MappingNode
from peerfind.directory.shapes import shapes_of
from peerfind.directory.text import clean
from peerfind.directory.vocabulary import Codes


class Entry(NamedTuple):
    """One item of a file: the listing, when it can be used, and what is wrong with it."""

    listing: Listing | None
    line: int
    faults: list[Fault]
    node: MappingNode | None = None
    """What was read, with the place of each part."""


def read_listings(data: bytes, codes: Codes) -> Iterator[Entry]:
    """Yield an entry for each item of a YAML file of listings; bad items are values beside the good ones."""
    text, spoilt = decode(data)
    if spoilt:
        yield Entry(None, spoilt.line, [spoilt])
    for line, item in split_items(text):
        yield read_listing(item, line, codes)


def read_listing(text: str, first_line: int, codes: Codes) -> Entry:
    """Read one item of a list of listings that starts on `first_line` of its file."""
    try:
        node = _composed(text, first_line)
    except FaultError as error:
        return Entry(None, first_line, [error.fault])
    if not isinstance(node, MappingNode):
        return _no_listing(first_line)
    reader = FieldReader(codes)
    held = reader.record(node, Listing)
    if any(fault.refuses for fault in reader.faults):
        return Entry(None, first_line, reader.faults, node)
    return Entry(listing_from(held), first_line, reader.faults, node)


def read_newer_listings(data: bytes, codes: Codes, other_kind: str) -> Iterator[Entry]:
    """Yield an entry for each item of a YAML file that a newer version may have written; see `read_newer`."""
    text, spoilt = decode(data)
    if spoilt:
        yield Entry(None, spoilt.line, [spoilt])
    for line, item in split_items(text):
        try:
            yield read_newer(_composed(item, line), codes, other_kind)
        except FaultError as error:
            yield Entry(None, line, [error.fault])


def read_newer(node: Node, codes: Codes, other_kind: str) -> Entry:
    """Read a listing that a newer version may have written: a part that can't be read is left out, with a fault.

    A kind that is not known becomes `other_kind`; a status that is not known hides the listing as paused does.
    """
    if not isinstance(node, MappingNode):
        return _no_listing(node.line)
    fields = shapes_of(Listing)
    held: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, inner in node.pairs:
        kind = fields.get(key.text)
        if kind is None:
            faults.append(Fault(key.line, key.column, unknown_field(key.text, fields), refuses=False))
            if clean(key.text) not in fields:
                held[clean(key.text)] = plain(inner)
            continue
        parts = inner.items if kind.origin is tuple and isinstance(inner, Sequence) else None
        trials = [FieldReader(codes) for _ in parts or [inner]]
        if parts is None:
            values = [trials[0].value(inner, kind, key.text)]
        else:
            values = [trial.value(part, kind.parts[0], key.text) for trial, part in zip(trials, parts, strict=True)]
        good = [
            v for v, t in zip(values, trials, strict=True) if v is not ABSENT and not any(f.refuses for f in t.faults)
        ]
        faults += [fault._replace(refuses=False) for trial in trials for fault in trial.faults]
        if good:
            held[key.text] = good[0] if parts is None else tuple(good)
        elif key.text in ("kind", "status"):
            held[key.text] = other_kind if key.text == "kind" else "paused"
    if missing := [field for field in Listing.fields if field in Listing.required and field not in held]:
        faults.append(Fault(node.line, node.column, f"{' and '.join(missing)} missing"))
        return Entry(None, node.line, faults)
    return Entry(listing_from(held), node.line, faults)


def _composed(text: str, first_line: int) -> Node:
    """Return the node of an item of a list. Raises FaultError."""
    node = compose(text, first_line)
    return node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else node


def _no_listing(line: int) -> Entry:
    return Entry(None, line, [Fault(line, 1, 'a listing belongs here: "- id: ..."')])


def decode(data: bytes) -> tuple[str, Fault | None]:
    """Return the text of a file; bytes that are not UTF-8 become U+FFFD, which only spoils their own listing."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode().replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte {data[error.start]:#04x} is not UTF-8: save the file as UTF-8"
        fault = Fault(line, column, message, sort="encoding")
        return data.decode(errors="replace").replace("\r\n", "\n"), fault
