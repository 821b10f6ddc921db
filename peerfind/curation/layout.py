"""The one canonical form of a file of listings: order and spacing, with every comment and value kept. Pure.

A listing is written anew from its nodes, not from the model, so that a field or value that the check refuses stays as
it was. What can't be read as a listing is left as it stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from peerfind.directory.model import Age, Contact, Listing, Place, Source, Training, Translation
from peerfind.directory.nodes import FaultError, Node, Scalar, Sequence, compose, events_of, split_items
from peerfind.directory.nodes import Mapping as MappingNode
from peerfind.directory.text import clean, hidden_characters
from peerfind.directory.writing import Path, Remark, render_item
from peerfind.record import Record

_RECORDS: dict[tuple[str, ...], type[Record]] = {
    (): Listing,
    ("contacts", "#"): Contact,
    ("place",): Place,
    ("age",): Age,
    ("training",): Training,
    ("translations", "*"): Translation,
    ("sources", "#"): Source,
}
_NOT_TEXT: dict[str | int, type] = {
    **dict.fromkeys(("peer_run", "anonymous"), bool),
    **dict.fromkeys(("min", "max"), int),
    **dict.fromkeys(("lat", "lon"), float),
}
_WORLDWIDE = "worldwide"
_MODELINE = "# yaml-language-server:"
_MAY_HOLD_COMMENT = re.compile(r"(?:^|[ \t])#", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
Edits = Mapping[Path, str]
"""Other texts for parts of an item."""
_NONE: Edits = MappingProxyType({})


def format_text(text: str, edits: Mapping[int, Edits] = MappingProxyType({}), *, all_items: bool = True) -> str:
    """Return a file of listings in its canonical form, with other texts by the line in which their item starts.

    Unless `all_items`, items without edits stay as they are, and where they are.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    items = [*split_items(text)]
    if not items or (items[0][0] == 1 and not items[0][1].startswith("-")):
        return text
    head, lead = _parted(text.split("\n")[: items[0][0] - 1])
    parts: list[_Part] = []
    for line, item in items:
        body, after = _without_end(item)
        anew = all_items or line in edits
        parts.append(_part(body, lead, edits.get(line, _NONE)) if anew else _Part(None, lead, body))
        lead = after
    if all(part.key for part in parts):
        parts.sort(key=lambda part: part.key or ())
    blocks = ["\n".join([*part.lead, part.text]) for part in parts]
    return "\n\n".join(filter(None, ["\n".join(head), *blocks, "\n".join(lead)])) + "\n"


def file_key(serves: str, id_: str) -> tuple[bool, str, str]:
    """Return what listings of a file are sorted by: worldwide ones first, then by the first area served and id."""
    return serves != _WORLDWIDE, serves, id_


def first_difference(text: str, node: MappingNode | None = None) -> tuple[int, str] | None:
    """Return the first line of an item (counted from 0) that is not in the canonical form, with what belongs there.

    `node` spares reading the text again.
    """
    body, _ = _without_end(text)
    if (
        node
        and node.pairs
        and not _MAY_HOLD_COMMENT.search(body)
        and body == render_item(_data(node, (), (), _NONE))[:-1]
    ):
        return None
    made = _part(body, [], _NONE)
    whole = "\n".join([*made.lead, made.text])
    if whole == body:
        return None
    written, canonical = body.split("\n"), whole.split("\n")
    for n, line in enumerate(canonical):
        if n >= len(written) or written[n] != line:
            return min(n, len(written) - 1), line
    return len(canonical), ""


def ends_well(text: str, *, last: bool) -> bool:
    """Whether an item ends as it should: with an empty line before what follows."""
    body, after = _without_end(text)
    return text == "\n".join([body, *(["", *after] if after else [] if last else [""]), ""])


class _Part(NamedTuple):
    """One item of a file, written anew, with the comments before it."""

    key: tuple[bool, str, str] | None
    lead: list[str]
    text: str


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return what stands before the first item as the file's own head and the comments right above the item."""
    lead: list[str] = []
    while lines and lines[-1].startswith("#"):
        lead.insert(0, lines.pop())
    if lead and lead[0].startswith(_MODELINE):
        lines.append(lead.pop(0))
    while lines and not lines[-1].strip():
        lines.pop()
    return [line.rstrip() for line in lines], lead


def _without_end(item: str) -> tuple[str, list[str]]:
    """Return an item's text, and the comments after it that stand in the first column: they belong to what follows."""
    lines = item.split("\n")
    after: list[str] = []
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        last = lines.pop().rstrip()
        after[:0] = [last] if last else []
    return "\n".join(lines), after


def _part(body: str, lead: list[str], edits: Edits) -> _Part:
    """Return one item in its canonical form; as it was where that is not possible without losing something."""
    as_it_was = _Part(None, lead, body)
    try:
        node = _listing(compose(body))
        if node is None:
            return as_it_was
        comments = _comments(body) if _MAY_HOLD_COMMENT.search(body) else []
        remarks, ending = _remarks(node, body, comments) if comments else ({}, [])
        data = _data(node, (), (), edits)
        first = remarks.pop((), Remark())
        text = "\n".join([render_item(data, remarks).rstrip("\n"), *(f"  {comment}" for comment in ending)])
        if text != body and not _kept(data, [*first.above, *_texts(_comments(text))], text, _texts(comments)):
            return as_it_was
    except FaultError:
        return as_it_was
    serves, id_ = data.get("serves"), data.get("id")
    keyed = isinstance(serves, list) and serves and isinstance(serves[0], str) and isinstance(id_, str)
    return _Part(file_key(serves[0], id_) if keyed and serves and id_ else None, [*lead, *first.above], text)


def _listing(node: Node) -> MappingNode | None:
    """Return the fields of an item."""
    inner = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else None
    return inner if isinstance(inner, MappingNode) and inner.pairs else None


def _kept(data: Any, made: list[str], text: str, comments: list[str]) -> bool:
    """Whether what was written anew holds every value and comment."""
    anew = _listing(compose(text))
    return anew is not None and _data(anew, (), (), _NONE) == data and sorted(made) == sorted(comments)


def _data(node: Node, path: Path, shape: tuple[str, ...], edits: Edits) -> Any:
    """Return a node as the writer takes it: fields in the record's order, then those that it does not know."""
    if isinstance(node, Scalar):
        return _typed(edits.get(path, node.text) if edits else node.text, path)
    if isinstance(node, Sequence):
        return [_data(item, (*path, n), (*shape, "#"), edits) for n, item in enumerate(node.items)]
    order = _order(shape)
    pairs = sorted(node.pairs, key=lambda pair: order.get(pair[0].text, len(order)))
    inner = "*" if shape == ("translations",) else None
    return {key.text: _data(value, (*path, key.text), (*shape, inner or key.text), edits) for key, value in pairs}


def _order(shape: tuple[str, ...]) -> dict[str, int]:
    record = _RECORDS.get(shape)
    return _ORDERS[record] if record else {}


_ORDERS = {record: {name: n for n, name in enumerate(record.fields)} for record in _RECORDS.values()}


def _typed(text: str, path: Path) -> Any:
    """Return a text as the truth or number that its field wants, where it is one; white space counts once."""
    plain = text if hidden_characters(text) else clean(text)
    kind = _NOT_TEXT.get(path[-1])
    if kind is bool and plain in ("true", "false"):
        return plain == "true"
    if kind is int and re.fullmatch(r"0|[1-9]\d{0,3}", plain):
        return int(plain)
    if kind is float and re.fullmatch(r"-?\d{1,4}(\.\d{1,12})?", plain):
        return float(plain)
    return plain


class _Comment(NamedTuple):
    """A comment at its place, counted from 0."""

    line: int
    text: str
    alone: bool
    """Whether it has its line to itself."""


def _comments(text: str) -> list[_Comment]:
    """Return the comments of an item: what starts with # outside of every text."""
    events = events_of(text)
    spans = [_span(event, text) for event in events if isinstance(event, yaml.ScalarEvent)]
    found, start = [], 0
    for begin, end in [*spans, (len(text), len(text))]:
        for match in _COMMENT.finditer(text, start, begin):
            line = text.rfind("\n", 0, match.start()) + 1
            alone = not text[line : match.start()].strip()
            found.append(_Comment(text.count("\n", 0, match.start()), match[0].rstrip(), alone))
        start = max(start, end)
    return found


def _texts(comments: list[_Comment]) -> list[str]:
    return [comment.text for comment in comments]


def _span(event: yaml.ScalarEvent, text: str) -> tuple[int, int]:
    """Return where a text starts and ends; of one written as a block, where its lines start, after | or >."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    begin, end = event.start_mark.index, event.end_mark.index
    if event.style in ("|", ">"):
        header = text.find("\n", begin)
        return (header if header >= 0 else end), end
    return begin, end


def _remarks(node: MappingNode, text: str, comments: list[_Comment]) -> tuple[dict[Path, Remark], list[str]]:
    """Return each comment at the part it belongs to, and those at the end of the item.

    A comment with a line to itself belongs to what follows, one beside a part to the first part of its line.
    """
    lines = text.split("\n")
    anchors = [*_anchors(node, (), lines)]
    above: dict[Path, list[str]] = defaultdict(list)
    beside: dict[Path, list[str]] = defaultdict(list)
    ending: list[str] = []
    for comment in comments:
        if comment.alone:
            following = next((path for line, path, _ in anchors if line > comment.line), None)
            (ending if following is None else above[following]).append(comment.text)
        else:
            last = max((line for line, _, _ in anchors if line <= comment.line), default=0)
            path = next((path for line, path, opened in anchors if line == last and not opened), anchors[0][1])
            beside[path].append(comment.text)
    for path in [*_first_parts(node, (), ())]:
        if path in above:  # nothing may stand between a dash and the field after it
            above[path[:-1]].extend(above.pop(path))
    return {path: Remark(tuple(above[path]), tuple(beside[path])) for path in {**above, **beside}}, ending


def _anchors(node: Node, path: Path, lines: list[str]) -> Iterator[tuple[int, Path, bool]]:
    """Yield the line and path of each part in order, and whether it is a mapping that opens with a dash."""
    if isinstance(node, MappingNode):
        for key, value in node.pairs:
            yield key.line - 1, (*path, key.text), False
            yield from _anchors(value, (*path, key.text), lines)
    elif isinstance(node, Sequence):
        for n, item in enumerate(node.items):
            opened = isinstance(item, MappingNode) and lines[item.line - 1][item.column - 1] != "{"
            yield item.line - 1, (*path, n), opened
            yield from _anchors(item, (*path, n), lines)


def _first_parts(node: Node, path: Path, shape: tuple[str, ...]) -> Iterator[Path]:
    """Yield the path of the field that comes first in each item of a list, and in the whole."""
    if isinstance(node, MappingNode):
        order = _order(shape)
        if not path or shape[-1] == "#":
            first = min(node.pairs, key=lambda pair: order.get(pair[0].text, len(order)), default=None)
            if first:
                yield (*path, first[0].text)
        for key, value in node.pairs:
            yield from _first_parts(value, (*path, key.text), (*shape, key.text))
    elif isinstance(node, Sequence):
        for n, item in enumerate(node.items):
            yield from _first_parts(item, (*path, n), (*shape, "#"))
