"""Changes to the text of a file of listings that touch the changed lines only; every other byte stays. Pure.

A change is found by comparing what a listing said with what it should say: where the two agree, its text is left alone;
where they differ, the smallest part that can be written anew is. New text takes the canonical form.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from peerfind.curation.layout import file_key
from peerfind.directory.model import Listing
from peerfind.directory.nodes import LOADER, FaultError, compose, plain, split_items
from peerfind.directory.writing import WIDEST, field_lines, inline, item_lines, render_listing

Data = Mapping[str, Any]
"""A listing as `as_data` returns it."""


class Edit(NamedTuple):
    """Text that takes the place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class _UnforeseenFormError(Exception):
    """The text is YAML, but written in a way that a part of it can't be exchanged."""


class Span(NamedTuple):
    """Where the text of one listing stands in its file: from its dash to the next one's."""

    line: int
    start: int
    end: int


def items_of(text: str) -> Iterator[tuple[Span, str]]:
    """Yield each listing's span with its text."""
    at = 0
    for line, item in split_items(text):
        at = text.index(item, at)
        yield Span(line, at, at + len(item)), item
        at += len(item)


def find(text: str, id_: str) -> Span | None:
    """Return where the listing of that id stands, or None."""
    return next((span for span, item in items_of(text) if id_ in item and _id_of(item) == id_), None)


def amend(text: str, span: Span, old: Data, new: Data) -> str:
    """Return a file's text in which the listing at `span`, which said `old`, says `new`."""
    item = text[span.start : span.end]
    newline = "\r\n" if "\r\n" in text else "\n"
    try:
        root: Any = yaml.compose(item, Loader=LOADER)
        (node,) = root.value
        edits = sorted(_Writer(item).changes(node, old, new, "id"), key=_in_text_order, reverse=True)
    except (_UnforeseenFormError, ValueError):
        edits = [_whole(item, new)]
    for edit in edits:
        written = edit.text.replace("\n", newline)
        item = item[: edit.start] + written + item[edit.end :]
    return text[: span.start] + item + text[span.end :]


def insert(text: str, listing: Listing, before: Span | None) -> str:
    """Return a file's text with one more listing: before another, with its comments, or at the end."""
    newline = "\r\n" if "\r\n" in text else "\n"
    rendered = render_listing(listing).replace("\n", newline)
    if before is None:
        ends = text.rstrip()
        return f"{ends}{newline * 2 if ends else ''}{rendered}"
    at = before.start
    while (above := text.rfind("\n", 0, at - 1) + 1) < at and text[above:at].startswith("#") and above > 0:
        at = above  # a comment right above a listing belongs to it
    return text[:at] + rendered + newline + text[at:]


def place_in_order(listing: Listing, others: Iterable[Listing]) -> str | None:
    """Return the id of the listing that a new one stands before, or None for the end of the file.

    Listings that serve the world come first, then country by country (or state by state), each by id.
    """
    key = file_key(listing.serves[0], listing.id)
    return next((other.id for other in others if file_key(other.serves[0], other.id) > key), None)


def _id_of(item: str) -> str | None:
    try:
        held = plain(compose(item))
    except FaultError:
        return None
    first = held[0] if isinstance(held, list) and held else None
    return first.get("id") if isinstance(first, dict) else None


def _whole(item: str, new: Data) -> Edit:
    """Return the edit that writes a listing anew, below its comments."""
    end = len(item.rstrip())
    lines = [line for key, value in new.items() for line in field_lines(key, value, "  ")]
    return Edit(0, end, "\n".join([*(f"  {c}" for c in _comments(item[:end])), *lines]).replace("  ", "- ", 1))


def _in_text_order(edit: Edit) -> tuple[int, int, int]:
    """Return a key by which of two insertions at one place the one that belongs deeper inside comes first."""
    text = edit.text.lstrip("\n")
    return edit.start, edit.end, len(text.lstrip(" ")) - len(text)


def _comments(snippet: str) -> list[str]:
    """Return the comments of a piece of YAML, found between its tokens."""
    ends, comments = 0, []
    for token in yaml.scan(snippet, Loader=LOADER):
        comments += re.findall(r"#[^\r\n]*", snippet[ends : token.start_mark.index])
        ends = max(ends, token.end_mark.index)
    return comments


class _Writer:
    """Turns differences between what an item says and should say into edits of its text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def changes(self, node: Any, old: Any, new: Any, key: str) -> Iterator[Edit]:
        """Yield the edits inside a block mapping or block list, or the one of a value on its line."""
        if old == new:
            return
        if isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(new, Mapping):
            yield from self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and not node.flow_style and isinstance(new, list):
            yield from self._list(node, old, new, key)
        else:
            raise _UnforeseenFormError

    def _mapping(self, node: Any, old: Data, new: Data) -> Iterator[Edit]:
        """Yield the edits of a mapping with a field a line."""
        pairs = {field.value: (field, value) for field, value in node.value}
        indent = " " * node.start_mark.column
        for name in new:
            if name in pairs and old.get(name) != new[name]:
                yield from self._field(*pairs[name], old.get(name), new[name])
        for name in pairs.keys() & old.keys() - new.keys():
            yield Edit(self._own_line(pairs[name][0]), self._end(pairs[name][1]), "")
        added = [name for name in new if name not in pairs]
        order = list(new)
        for at in dict.fromkeys(self._after(name, order, pairs) for name in added):
            here = [name for name in added if self._after(name, order, pairs) == at]
            yield self._inserted(at, [line for name in here for line in field_lines(name, new[name], indent)])

    def _after(self, name: str, order: list[str], pairs: Mapping[str, Any]) -> int:
        """Return where a field that is not there yet belongs: after those that come before it in the record."""
        before = [pairs[other][1] for other in order[: order.index(name)] if other in pairs]
        if not before:
            raise _UnforeseenFormError
        return self._end(max(before, key=lambda value: value.start_mark.index))

    def _field(self, field: Any, value: Any, old: Any, new: Any) -> Iterator[Edit]:
        """Yield the edits of one field: inside its parts, of its value on its line, or of all its lines."""
        nested = not isinstance(value, yaml.ScalarNode) and not value.flow_style
        if nested and isinstance(new, (Mapping, list)):
            yield from self.changes(value, old, new, field.value)
            return
        indent = " " * field.start_mark.column
        lines = field_lines(field.value, new, indent)
        start, end = value.start_mark.index, value.end_mark.index
        if len(lines) == 1 and not nested and "\n" not in self._text[start:end]:
            yield Edit(start, end, lines[0].split(": ", 1)[1])
            return
        start, end = field.start_mark.index, self._end(value)
        comments = [indent + comment for comment in _comments(self._text[start:end])]
        yield Edit(start, end, "\n".join([*comments, *lines]).lstrip() + "\n")

    def _list(self, node: Any, old: list[Any], new: list[Any], key: str) -> Iterator[Edit]:
        """Yield the edits of a list with an item a line or more."""
        if len(node.value) != len(old):
            raise _UnforeseenFormError
        indent = " " * node.start_mark.column
        was, now = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
        for what, at, until, new_at, new_until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if what == "equal":
                continue
            both = min(until - at, new_until - new_at)
            for here in range(both):
                yield from self._item(node.value[at + here], old[at + here], new[new_at + here], key, indent)
            for item in node.value[at + both : until]:
                yield Edit(self._dash_line(item), self._end(item), "")
            if lines := [line for item in new[new_at + both : new_until] for line in item_lines(item, key, indent)]:
                last = node.value[at + both - 1] if at + both else None
                yield self._inserted(self._end(last) if last else self._dash_line(node.value[0]), lines)

    def _item(self, node: Any, old: Any, new: Any, key: str, indent: str) -> Iterator[Edit]:
        """Yield the edits of one item of a list: on its line, in its lines, or all of them anew."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.ScalarNode) or node.flow_style:
            written = inline(new, key)
            fits = self._column(start) + len(written) <= WIDEST and "\n" not in self._text[start:end]
            if fits:
                yield Edit(start, end, written)
                return
            lines, stop = item_lines(new, key, indent), self._end(node)
            comments = [f"{indent}{comment}" for comment in _comments(self._text[start:stop])]
            yield Edit(self._dash_line(node), stop, "\n".join([*comments, *lines]) + "\n")
        else:
            yield from self.changes(node, old, new, key)

    def _inserted(self, at: int, lines: list[str]) -> Edit:
        """Return the edit that adds lines, after a line that may lack its end."""
        before = "" if at == 0 or self._text[at - 1] == "\n" else "\n"
        return Edit(at, at, before + "\n".join(lines) + ("" if before else "\n"))

    def _end(self, node: Any) -> int:
        """Return where the lines of a node end, without comments and empty lines below it."""
        while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        end = node.end_mark.index
        if end > node.start_mark.index and self._text[end - 1] == "\n":
            return int(end)  # a text over several lines ends with its line
        return self._text.find("\n", end) + 1 or len(self._text)

    def _own_line(self, node: Any) -> int:
        """Return where the line starts on which a field stands alone."""
        start = self._text.rfind("\n", 0, node.start_mark.index) + 1
        if self._text[start : node.start_mark.index].strip(" "):
            raise _UnforeseenFormError
        return start

    def _dash_line(self, node: Any) -> int:
        """Return where the line of an item's dash starts."""
        dash = self._text.rfind("-", 0, node.start_mark.index)
        start = self._text.rfind("\n", 0, dash) + 1
        if self._text[start:dash].strip(" ") or self._text[dash + 1 : node.start_mark.index].strip(" "):
            raise _UnforeseenFormError
        return start

    def _column(self, at: int) -> int:
        return at - self._text.rfind("\n", 0, at) - 1
