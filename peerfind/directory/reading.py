"""YAML text of listings to the model, with every fault and its place. Pure; the model drives it."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple, cast

import msgspec
from msgspec import inspect

from peerfind.directory.model import Contact, Listing
from peerfind.directory.nodes import Fault, FaultError, Node, Scalar, Sequence, compose, plain, split_items
from peerfind.directory.nodes import Mapping as MappingNode
from peerfind.directory.numbers import contact_problem
from peerfind.directory.spelling import nearest
from peerfind.directory.text import clean, hidden_characters

Codes = Mapping[str, Collection[str]]
"""The codes that texts may be, by the name of their table."""
_FORGIVEN = ("topics", "audiences", "languages")
"""Tables whose unknown codes are dropped with a fault: a newer directory may know more of them."""
_ABSENT = object()
_LISTING = cast("inspect.StructType", inspect.type_info(Listing))


class Entry(NamedTuple):
    """One item of a file: the listing, when it can be used, and what is wrong with it."""

    listing: Listing | None
    line: int
    faults: list[Fault]


def read_listings(data: bytes, codes: Codes) -> Iterator[Entry]:
    """Yield an entry for each item of a YAML file of listings; bad items are values beside the good ones."""
    text, spoilt = _decode(data)
    if spoilt:
        yield Entry(None, spoilt.line, [spoilt])
    for line, item in split_items(text):
        yield read_listing(item, line, codes)


def read_listing(text: str, first_line: int, codes: Codes) -> Entry:
    """Read one item of a list of listings that starts on `first_line` of its file."""
    try:
        node = compose(text, first_line)
    except FaultError as error:
        return Entry(None, first_line, [error.fault])
    if isinstance(node, Sequence) and len(node.items) == 1:
        node = node.items[0]
    if not isinstance(node, MappingNode):
        return Entry(None, first_line, [Fault(first_line, 1, 'a listing belongs here: "- id: ..."')])
    reader = _Reader(codes)
    held = reader.record(node, _LISTING)
    if any(fault.refuses for fault in reader.faults):
        return Entry(None, first_line, reader.faults)
    return Entry(msgspec.convert(held, Listing), first_line, reader.faults)


def _decode(data: bytes) -> tuple[str, Fault | None]:
    """Return the text of a file; bytes that are not UTF-8 become U+FFFD, which only spoils their own listing."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        fault = Fault(line, column, f"byte {data[error.start]:#04x} is not UTF-8: save the file as UTF-8")
        return data.decode("utf-8-sig", "replace").replace("\r\n", "\n"), fault


class _Reader:
    """Types the nodes of one listing and collects the faults."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.faults: list[Fault] = []

    def fault(self, node: Node, message: str, *, refuses: bool = True) -> Any:
        """Note a fault and return the mark of a value that is not there."""
        self.faults.append(Fault(node.line, node.column, message, refuses))
        return _ABSENT

    def value(self, node: Node, kind: inspect.Type, name: str, table: str = "") -> Any:
        """Return the node's value as the model's type wants it, or _ABSENT with a fault noted."""
        match kind:
            case inspect.Metadata():
                return self.value(node, kind.type, name, (kind.extra or {}).get("codes", table))
            case inspect.UnionType():
                return self.either(node, [t for t in kind.types if not isinstance(t, inspect.NoneType)], name, table)
            case inspect.StructType():
                return self.record(node, kind, name)
            case inspect.VarTupleType():
                return self.items(node, kind.item_type, name)
            case inspect.DictType():
                return self.mapping(node, kind, name)
        if not isinstance(node, Scalar):
            return self.fault(node, f"{name}: one text belongs here, not a list or a mapping")
        return self.scalar(node, kind, name, table)

    def either(self, node: Node, kinds: list[inspect.Type], name: str, table: str) -> Any:
        """Return the value by the one type there is, or the first that fits."""
        if len(kinds) == 1:
            return self.value(node, kinds[0], name, table)
        for kind in kinds:
            trial = _Reader(self.codes)
            held = trial.value(node, kind, name, table)
            if held is not _ABSENT and not trial.faults:
                return held
        options = [v for k in kinds for v in _options(k)]
        return self.fault(node, f"{name}: write one of {', '.join(options)}")

    def record(self, node: Node, kind: inspect.StructType, name: str = "") -> Any:
        """Return a mapping as plain values for the record class `kind`."""
        if not isinstance(node, MappingNode):
            return self.fault(node, f"{name}: fields belong here, one a line (field: value)")
        fields = {f.name: f for f in kind.fields if f.name != "extra"}
        held: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for key, inner in node.pairs:
            if key.text not in fields:
                extra[clean(key.text)] = plain(inner)
                self.fault(key, _unknown_field(key.text, fields), refuses=False)
            elif (value := self.value(inner, fields[key.text].type, key.text)) is not _ABSENT:
                held[key.text] = value
        if missing := [f.name for f in fields.values() if f.required and f.name not in {k.text for k, _ in node.pairs}]:
            self.fault(node, f"{name + ': ' if name else ''}{' and '.join(missing)} missing")
        if kind.cls is Contact and not any(f.refuses for f in self.faults):
            self.contact(node, msgspec.convert(held, Contact))
        if extra and kind.cls is Listing:
            held["extra"] = extra
        return held

    def contact(self, node: Node, contact: Contact) -> None:
        """Note a fault where a contact's parts do not fit one another."""
        if problem := contact_problem(contact):
            self.fault(node, problem)

    def items(self, node: Node, kind: inspect.Type, name: str) -> Any:
        """Return a list as a tuple of values; unknown codes that may be left out are left out."""
        if not isinstance(node, Sequence):
            return self.fault(node, f"{name}: a list belongs here, such as [one, two]")
        values = [self.value(item, kind, name) for item in node.items]
        return tuple(v for v in values if v is not _ABSENT)

    def mapping(self, node: Node, kind: inspect.DictType, name: str) -> Any:
        """Return a mapping whose keys are data, such as languages."""
        if not isinstance(node, MappingNode):
            return self.fault(node, f"{name}: a mapping belongs here, such as {{es: ...}}")
        pairs = [(self.value(k, kind.key_type, name), self.value(v, kind.value_type, name)) for k, v in node.pairs]
        return {k: v for k, v in pairs if k is not _ABSENT and v is not _ABSENT}

    def scalar(self, node: Scalar, kind: inspect.Type, name: str, table: str) -> Any:
        """Return one text as the type wants it."""
        text = node.text.strip()
        if hidden := hidden_characters(node.text):
            named = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(hidden))
            self.fault(node, f"{name}: holds hidden characters ({named}): take them out", refuses=False)
            text = clean(node.text)
        if not text:
            return self.fault(node, f"{name}: empty; take the field out or fill it in")
        match kind:
            case inspect.LiteralType():
                if text in kind.values:
                    return text
                return self.fault(node, f"{name}: {text!r} is not one of {', '.join(map(str, kind.values))}")
            case inspect.BoolType():
                if text in ("true", "false"):
                    return text == "true"
                return self.fault(node, f"{name}: {text!r} is not true or false")
            case inspect.IntType() | inspect.FloatType():
                return self.number(node, text, kind, name)
            case inspect.DateType():
                try:
                    return dt.date.fromisoformat(text)
                except ValueError:
                    return self.fault(node, f"{name}: {text!r} is not a date such as 2026-11-22")
            case inspect.StrType():
                return self.text(node, clean(text), kind, name, table)
        return plain(node)

    def number(self, node: Scalar, text: str, kind: inspect.IntType | inspect.FloatType, name: str) -> Any:
        """Return a number within the type's bounds."""
        pattern = r"-?\d{1,4}" if isinstance(kind, inspect.IntType) else r"-?\d{1,4}(\.\d{1,12})?"
        if not re.fullmatch(pattern, text):
            return self.fault(node, f"{name}: {text!r} is not a number")
        value = int(text) if isinstance(kind, inspect.IntType) else float(text)
        if (kind.ge is not None and value < kind.ge) or (kind.le is not None and value > kind.le):
            return self.fault(node, f"{name}: {text} is not between {kind.ge} and {kind.le}")
        return value

    def text(self, node: Scalar, text: str, kind: inspect.StrType, name: str, table: str) -> Any:
        """Return a text that fits the type's length and pattern and is a known code where it must be one."""
        if kind.max_length and len(text) > kind.max_length:
            return self.fault(node, f"{name}: {len(text)} characters; at most {kind.max_length} fit")
        if (kind.min_length and len(text) < kind.min_length) or (kind.pattern and not re.search(kind.pattern, text)):
            return self.fault(node, f"{name}: {text!r} is not {_DESCRIPTIONS.get(name, 'in the form that is needed')}")
        if table and not self.known(text, table):
            near = nearest(text, self.codes[table])
            hint = f": did you mean {near}?" if near else ""
            return self.fault(node, f"{name}: {text!r} is not known{hint}", refuses=table not in _FORGIVEN)
        return text

    def known(self, text: str, table: str) -> bool:
        """Whether the text is a code of the table; of a language tag, its language decides."""
        return text in self.codes[table] or (table == "languages" and text.partition("-")[0] in self.codes[table])


def _options(kind: inspect.Type) -> list[str]:
    return ["true", "false"] if isinstance(kind, inspect.BoolType) else [str(v) for v in getattr(kind, "values", ())]


def _unknown_field(name: str, fields: Collection[str]) -> str:
    near = nearest(name, fields)
    return f"{clean(name)!r} is not a field" + (f": did you mean {near}?" if near else "")


def _descriptions(kind: inspect.Type, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, description) for every described text of the model."""
    match kind:
        case inspect.Metadata():
            if description := (kind.extra_json_schema or {}).get("description"):
                yield name, description
            yield from _descriptions(kind.type, name)
        case inspect.UnionType():
            for inner in kind.types:
                yield from _descriptions(inner, name)
        case inspect.VarTupleType():
            yield from _descriptions(kind.item_type, name)
        case inspect.DictType():
            yield from _descriptions(kind.key_type, name)
            yield from _descriptions(kind.value_type, name)
        case inspect.StructType():
            for field in kind.fields:
                yield from _descriptions(field.type, field.name)


_DESCRIPTIONS = dict(_descriptions(_LISTING))
