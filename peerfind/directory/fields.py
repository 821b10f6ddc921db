"""The fields of one listing, from YAML nodes to values by the model's annotations, with every fault. Pure."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Any, Literal

from peerfind.directory.model import Bounds, Contact, Listing, Text, contact_from
from peerfind.directory.nodes import Fault, FaultSort, Node, Scalar, Sequence, plain
from peerfind.directory.nodes import Mapping as MappingNode
from peerfind.directory.numbers import contact_problem
from peerfind.directory.shapes import Shape, shapes_of
from peerfind.directory.spelling import nearest
from peerfind.directory.text import clean, hidden_characters
from peerfind.directory.vocabulary import Codes

_FORGIVEN = ("topics", "audiences", "languages")
"""Tables whose unknown codes are dropped with a fault: a newer directory may know more of them."""
ABSENT = object()
"""In place of a value that is not there, or can't be used."""
_SAID = {"phone": "call", "phoned": "call", "called": "call", "dialled": "call", "text": "sms", "mail": "email"}
"""What people write for what they did, and for ways to reach a service."""
_POINTERS = {
    **{table: f'; "peerfind facets {table}" lists them' for table in ("topics", "audiences", "kinds")},
    "timezones": ": write one such as America/New_York",
    "places": ": write a code such as US-OH or CA-SK",
}
SPOILT = "\ufffd"
"""What stands where bytes were not UTF-8."""
_MOST_SUGGESTIONS = 20
"""For one listing; each takes a search of all codes."""


class FieldReader:
    """Types the nodes of one listing by the model's annotations and collects the faults."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.faults: list[Fault] = []

    def fault(self, node: Node, message: str, *, refuses: bool = True, sort: FaultSort = "value") -> Any:
        """Note a fault and return the mark of a value that is not there."""
        self.faults.append(Fault(node.line, node.column, message, refuses, sort))
        return ABSENT

    def value(self, node: Node, shape: Shape, name: str) -> Any:
        """Return the node's value as an annotation wants it, or ABSENT with a fault noted."""
        if shape.kind is str and isinstance(node, Scalar):
            return self.scalar(node, shape, name)
        if shape.is_union:
            return self.either(node, shape.parts, name)
        if shape.origin is tuple:
            return self.items(node, shape.parts[0], name)
        if shape.origin is Mapping:
            return self.mapping(node, shape.parts, name)
        if shape.is_record:
            return self.record(node, shape.kind, name)
        if not isinstance(node, Scalar):
            return self.fault(node, f"{name}: one text belongs here, not a list or a mapping")
        return self.scalar(node, shape, name)

    def either(self, node: Node, kinds: tuple[Shape, ...], name: str) -> Any:
        """Return the value by the first kind that fits."""
        for kind in kinds:
            trial = FieldReader(self.codes)
            held = trial.value(node, kind, name)
            if held is not ABSENT and not trial.faults:
                return held
        options = [option for k in kinds for option in (("true", "false") if k.kind is bool else k.options)]
        return self.fault(node, f"{name}: write one of {', '.join(options)}")

    def record(self, node: Node, kind: Any, name: str = "") -> Any:
        """Return a mapping as plain values by name for the record class `kind`."""
        if not isinstance(node, MappingNode):
            return self.fault(node, f"{name}: fields belong here, one a line (field: value)")
        fields = shapes_of(kind)
        held: dict[str, Any] = {}
        for key, inner in node.pairs:
            if key.text not in fields:
                self.fault(key, unknown_field(key.text, fields), refuses=False, sort="field")
                if kind is Listing and clean(key.text) not in fields:
                    held[clean(key.text)] = plain(inner)
            elif (value := self.value(inner, fields[key.text], key.text)) is not ABSENT:
                held[key.text] = value
        given = {key.text for key, _ in node.pairs}
        if missing := [field for field in kind.fields if field in kind.required and field not in given]:
            self.fault(node, f"{name + ': ' if name else ''}{' and '.join(missing)} missing", sort="missing")
        if kind is Contact and not any(fault.refuses for fault in self.faults):
            self.contact(node, contact_from(held))
        return held

    def contact(self, node: Node, contact: Contact) -> None:
        """Note a fault where a contact's parts do not fit one another."""
        if problem := contact_problem(contact):
            values = {key.text: value for key, value in node.pairs} if isinstance(node, MappingNode) else {}
            at: FaultSort = "say" if problem.startswith("say ") else "contact"
            self.fault(values["say" if at == "say" else "value"], problem, sort=at)

    def items(self, node: Node, kind: Shape, name: str) -> Any:
        """Return a list as a tuple of values; unknown codes that may be left out are left out."""
        if not isinstance(node, Sequence):
            return self.fault(node, f"{name}: a list belongs here, such as [one, two]")
        if not node.items:
            return self.fault(node, f"{name}: empty; take the field out or fill it in")
        values = [self.value(item, kind, name) for item in node.items]
        return tuple(value for value in values if value is not ABSENT)

    def mapping(self, node: Node, kinds: tuple[Shape, ...], name: str) -> Any:
        """Return a mapping whose keys are data, such as languages."""
        if not isinstance(node, MappingNode):
            return self.fault(node, f"{name}: a mapping belongs here, such as {{es: ...}}")
        pairs = [tuple(self.value(n, kind, name) for n, kind in zip(pair, kinds, strict=True)) for pair in node.pairs]
        return {k: v for k, v in pairs if k is not ABSENT and v is not ABSENT}

    def scalar(self, node: Scalar, shape: Shape, name: str) -> Any:
        """Return one text as the annotation wants it."""
        kind, rule = shape.kind, shape.rule
        if hidden := hidden_characters(node.text):
            named = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(hidden))
            told = f"{name}: holds hidden characters ({named}): take them out"
            self.fault(node, told, refuses=False, sort="hidden")
        if SPOILT in node.text:
            told = f"{name}: holds a character that was lost: save the file as UTF-8 and type it again"
            return self.fault(node, told, sort="encoding")
        text = clean(node.text)
        if not text:
            return self.fault(node, f"{name}: empty; take the field out or fill it in")
        if shape.origin is Literal:
            told = f"{name}: {text!r} is not one of {', '.join(shape.options)}"
            meant = _SAID.get(text.lower(), "")
            hint = f": did you mean {meant}?" if meant in shape.options else ""
            return text if text in shape.options else self.fault(node, told + hint)
        if kind is bool:
            return text == "true" if text in ("true", "false") else self.fault(node, f"{name}: write true or false")
        if kind is dt.date:
            return self.date(node, text, name)
        if isinstance(rule, Bounds):
            return self.number(node, text, kind, rule, name)
        return self.text(node, text, rule or Text(), name)

    def date(self, node: Scalar, text: str, name: str) -> Any:
        """Return a day."""
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            day = None
        # Python reads other forms too, such as 20261122; one form is enough for everybody.
        return (
            day
            if day and day.isoformat() == text
            else self.fault(node, f"{name}: {text!r} is not a date such as 2026-11-22")
        )

    def number(self, node: Scalar, text: str, kind: type, rule: Bounds, name: str) -> Any:
        """Return a number within its bounds."""
        if not re.fullmatch(r"-?\d{1,4}" if kind is int else r"-?\d{1,4}(\.\d{1,12})?", text):
            return self.fault(node, f"{name}: {text!r} is not a number")
        value = kind(text)
        if not rule.least <= value <= rule.most:
            return self.fault(node, f"{name}: {text} is not between {rule.least} and {rule.most}")
        return value

    def text(self, node: Scalar, text: str, rule: Text, name: str) -> Any:
        """Return a text that fits its rule and is a known code where it must be one."""
        if len(text) > rule.longest:
            return self.fault(node, f"{name}: {len(text)} characters; at most {rule.longest} fit", sort="length")
        if rule.pattern and not re.search(rule.pattern, text):
            return self.fault(node, f"{name}: {text!r} is not {rule.description}")
        if rule.codes and not is_known(text, rule.codes, self.codes):
            many = len(self.faults) > _MOST_SUGGESTIONS
            near = None if many else _meant(text, rule.codes, self.codes)
            hint = f": did you mean {near}?" if near else _POINTERS.get(rule.codes, "")
            refuses = rule.codes not in _FORGIVEN
            return self.fault(node, f"{name}: {text!r} is not known{hint}", refuses=refuses, sort="code")
        return text


def is_known(text: str, table: str, codes: Codes) -> bool:
    """Whether a text is a code of a table; of a language tag, its language decides."""
    return text in codes[table] or (table == "languages" and text.partition("-")[0] in codes[table])


def _meant(text: str, table: str, codes: Codes) -> str | None:
    """Return the code that was probably meant: of a place without its country, one of the United States first."""
    if table == "places" and (parts := sorted(code for code in codes[table] if code.endswith(f"-{text.upper()}"))):
        return next((code for code in parts if code.startswith("US-")), parts[0])
    return nearest(text, codes[table], alike=60)


def unknown_field(name: str, fields: Collection[str]) -> str:
    """Return what to say of a field that the model does not have."""
    near = nearest(name, fields, alike=60)
    return f"{clean(name)!r} is not a field" + (f": did you mean {near}?" if near else "")
