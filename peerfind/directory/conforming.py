"""Listings as this program writes them to JSON, taken at one glance. Pure; the model drives it.

The thorough reader (fields.py) can tell of every fault and its place. Of ten thousand listings of a feed nearly all
have none, and to see that takes a tenth of the time. Whatever is not just as it would be written is left to it.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

from peerfind.directory.fields import SPOILT, is_known
from peerfind.directory.model import Bounds, Contact, Listing, Text, contact_from, listing_from
from peerfind.directory.numbers import contact_problem
from peerfind.directory.shapes import Shape, shapes_of
from peerfind.directory.text import clean, hidden_characters
from peerfind.directory.vocabulary import Codes

_Fits = Callable[[Any], bool]
_DECIMALS = 12


class Conforming:
    """Knows listings without a fault."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self._fits = self._record(Listing)

    def listing(self, data: object) -> Listing | None:
        """Return the listing of a value of JSON, or None where the thorough reader has to look at it."""
        return listing_from(data) if isinstance(data, dict) and self._fits(data) else None

    def _record(self, record: Any) -> _Fits:
        fields = {name: self._value(shape) for name, shape in shapes_of(record).items()}
        names, required = fields.keys(), record.required

        def fits(value: Any) -> bool:
            return (
                type(value) is dict
                and bool(value)
                and value.keys() <= names
                and all(map(value.get, required))
                and all(fields[name](part) for name, part in value.items())
            )

        return fits if record is not Contact else lambda value: fits(value) and not contact_problem(contact_from(value))

    def _value(self, shape: Shape) -> _Fits:
        """Return what tells whether a value fits a shape."""
        parts = [self._value(part) for part in shape.parts]
        if shape.is_union:
            return lambda value: any(fits(value) for fits in parts)
        if shape.origin is tuple:
            return lambda value: type(value) is list and all(map(parts[0], value))
        if shape.origin is Mapping:
            keys, values = parts
            return lambda value: (
                type(value) is dict and bool(value) and all(map(keys, value)) and all(map(values, value.values()))
            )
        if shape.is_record:
            return self._record(shape.kind)
        if shape.origin is Literal:
            return lambda value: type(value) is str and value in shape.options
        return self._scalar(shape.kind, shape.rule)

    def _scalar(self, kind: Any, rule: Text | Bounds | None) -> _Fits:
        if kind is bool:
            return lambda value: type(value) is bool
        if kind is dt.date:
            return _is_date
        if isinstance(rule, Bounds):
            return lambda value: (
                type(value) is kind and rule.least <= value <= rule.most and round(value, _DECIMALS) == value
            )
        return self._text(rule or Text())

    def _text(self, rule: Text) -> _Fits:
        matches = re.compile(rule.pattern).search
        codes, table = self.codes, rule.codes

        def fits(value: Any) -> bool:
            return (
                type(value) is str
                and 0 < len(value) <= rule.longest
                and not hidden_characters(value)
                and clean(value) == value
                and SPOILT not in value
                and matches(value) is not None
                and (not table or is_known(value, table, codes))
            )

        return fits


def _is_date(value: Any) -> bool:
    try:
        return type(value) is str and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
