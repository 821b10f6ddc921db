"""The model's annotations taken apart: what each field may hold, for whoever reads or describes it. Pure."""

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from peerfind.record import Record


class Shape(NamedTuple):
    """What a field may hold."""

    kind: Any
    """The annotation without its rule: a class, or such as `tuple[str, ...]`."""
    rule: Any
    """The Text or Bounds beside it, or None."""
    origin: Any
    """Of the kind, as typing.get_origin tells: tuple, Mapping, Literal or a union; None for a class."""
    parts: tuple["Shape", ...]
    """What it consists of, or may be one of; of a mapping its keys and its values."""
    options: tuple[Any, ...] = ()
    """What a literal may be."""

    @property
    def is_union(self) -> bool:
        """Whether it may be of several kinds."""
        return self.origin in (Union, UnionType)

    @property
    def is_record(self) -> bool:
        """Whether it is a record with fields of its own."""
        return isinstance(self.kind, type) and issubclass(self.kind, Record)


@cache
def shapes_of(record: Any) -> dict[str, Shape]:
    """Return the fields of a record class that may be written, with their shapes."""
    hints = get_type_hints(record, include_extras=True)
    return {name: _shape_of(hints[name]) for name in record.fields if name != "extra"}


def _shape_of(kind: Any) -> Shape:
    """Take an annotation apart, with the annotations inside it."""
    rule: Any = None
    if get_origin(kind) is Annotated:
        kind, rule = get_args(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return Shape(kind, rule, origin, (), inner)
    if origin in (Union, UnionType):
        inner = tuple(part for part in inner if part is not NoneType)  # a field that is left out has no value to read
        if len(inner) == 1:
            return _shape_of(inner[0])
    return Shape(kind, rule, origin, tuple(_shape_of(part) for part in inner if part is not Ellipsis))
