"""YAML text to nodes: scalars stay text, every node knows its line and column, and no input can hurt.

A YAML reader that guesses types turns Norway's NO into false, 0116123 into a number and +44... into a number without
its plus sign, and lets the second of two equal keys win in silence. Here nothing is guessed; `fields` types the text
by the model. Aliases, tags and deep nesting, which a listing never needs, are faults.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import yaml

from peerfind.directory.slips import find_slip
from peerfind.directory.text import clean

LOADER: type = getattr(yaml, "CLoader", yaml.Loader)  # libyaml where PyYAML was built with it; ten times as fast
_ITEM = re.compile(r"^-(?=[ \t]|$)", re.MULTILINE)
DEEPEST = 12
LONGEST_ITEM = 64 * 1024
"""Characters; a listing has about a thousand."""


FaultSort = Literal[
    "yaml", "encoding", "field", "missing", "value", "code", "length", "hidden", "contact", "say", "taken"
]


class Fault(NamedTuple):
    """Something wrong at a place in a file; `line` and `column` count from 1."""

    line: int
    column: int
    message: str
    refuses: bool = True
    """Whether the listing can't be used because of it."""
    sort: FaultSort = "yaml"
    """What it is about; each sort is a rule of `peerfind check`."""


class Scalar(NamedTuple):
    """A text as written, without its quotes."""

    line: int
    column: int
    text: str


class Sequence(NamedTuple):
    """A list."""

    line: int
    column: int
    items: list["Node"]


class Mapping(NamedTuple):
    """Keys with their values, in order; keys are unique."""

    line: int
    column: int
    pairs: list[tuple[Scalar, "Node"]]


Node = Scalar | Sequence | Mapping


class FaultError(Exception):
    """Text that is not YAML, or YAML that a listing can't use."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def split_items(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) for each item of a YAML list, so that one broken item can't hide the others.

    In a block list an item starts with "- " in the first column and nothing else does. Comments and the modeline
    before the first item are skipped; other text there is yielded as an item of its own, to be found faulty.
    """
    starts = [m.start() for m in _ITEM.finditer(text)]
    head = text[: starts[0]] if starts else text
    if any(line.strip() and not line.startswith(("#", "---")) for line in head.splitlines()):
        yield 1, head
    line = head.count("\n") + 1
    for start, end in pairwise([*starts, len(text)]):
        yield line, text[start:end]
        line += text.count("\n", start, end)


def compose(text: str, first_line: int = 1, *, longest: int = LONGEST_ITEM) -> Node:
    """Return the one node of a YAML text that starts on `first_line` of its file.

    Raises FaultError with the place in the file.
    """
    if len(text) > longest:
        raise FaultError(Fault(first_line, 1, f"one entry of {len(text):,} characters; the most is {longest:,}"))
    offset = first_line - 1
    try:
        events = events_of(text)
        nodes = [_node(e, events, offset, 0) for e in events if not isinstance(e, _FRAME)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1 + offset, mark.column + 1) if mark else (first_line, 1)
        if slip := find_slip(text, line - offset):
            raise FaultError(Fault(slip.line + offset, slip.column, slip.message)) from error
        raise FaultError(Fault(line, column, _plainly(error.problem or "not YAML"))) from error
    except (yaml.YAMLError, UnicodeError) as error:  # a reader error: characters that YAML forbids
        raise FaultError(Fault(first_line, 1, "holds a character that YAML does not allow")) from error
    if len(nodes) != 1:
        raise FaultError(Fault(first_line, 1, "several documents or none where one list belongs"))
    return nodes[0]


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


_VALUES = (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)


def events_of(text: str) -> Iterator[yaml.Event]:
    """Yield what a YAML text consists of, with the place of each part. Raises yaml.YAMLError."""
    return iter(LOADER(text).get_event, None)  # yaml.parse does the same and takes longer


def _node(event: yaml.Event, events: Iterator[yaml.Event], offset: int, depth: int) -> Node:
    """Build the node that starts with `event`, taking from `events` what belongs to it."""
    mark = event.start_mark
    assert mark is not None  # every event of a parsed text has one
    line, column = mark.line + 1 + offset, mark.column + 1
    if depth > DEEPEST:
        raise FaultError(Fault(line, column, f"nested more than {DEEPEST} levels deep"))
    if not isinstance(event, _VALUES) or event.anchor:
        raise FaultError(Fault(line, column, "anchors and aliases (& and *) are not used here: write the value out"))
    if event.tag:
        raise FaultError(Fault(line, column, f"tags such as {event.tag!r} are not used here"))
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(line, column, event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_node(inner, events, offset, depth + 1))
        return Sequence(line, column, items)
    return Mapping(line, column, _pairs(events, offset, depth + 1))


def _pairs(events: Iterator[yaml.Event], offset: int, depth: int) -> list[tuple[Scalar, Node]]:
    """Take key and value pairs up to the end of the mapping; a key that comes twice is a fault."""
    pairs: list[tuple[Scalar, Node]] = []
    seen: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, offset, depth)
        if not isinstance(key, Scalar):
            raise FaultError(Fault(key.line, key.column, "a key must be a plain word"))
        if key.text in seen:
            message = f"{key.text!r} stands twice (first in line {seen[key.text]}): keep one"
            raise FaultError(Fault(key.line, key.column, message))
        seen[key.text] = key.line
        pairs.append((key, _node(next(events), events, offset, depth)))
    return pairs


def plain(node: Node) -> Any:
    """Return a node as texts, lists and mappings, without hidden characters."""
    if isinstance(node, Scalar):
        return clean(node.text)
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {clean(key.text): plain(value) for key, value in node.pairs}


def _plainly(problem: str) -> str:
    """Say libyaml's complaint in words that help somebody who does not know YAML."""
    if "\\t" in problem or "tab" in problem:
        return "a tab where spaces belong: indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a colon inside a text: put the text in quotes"
    if "could not find expected ':'" in problem:
        return "no colon after a field's name, or a text over several lines without quotes"
    if "did not find expected key" in problem or "did not find expected '-'" in problem:
        return "the indentation does not match the lines above, or a quote is not closed"
    if "unexpected end of stream" in problem:
        return "a quote or bracket is not closed"
    if "cannot start any token" in problem:
        return "a tab or a special character at the start of a value: indent with spaces, put the value in quotes"
    return f"not YAML: {problem}"
