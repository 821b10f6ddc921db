"""Frozen records that cost nothing to define.

A look-up starts in less than a tenth of a second, and the standard library's ways to declare a class of named values
(dataclasses, named tuples) spend up to a fifth of that on writing and compiling methods for each class. These share the
methods of one base. docs/decisions/0002 has the measurements.
"""

from typing import Any, ClassVar, Generic, Self, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """Base of classes whose annotations name their fields, a default beside those that may be left out.

    Made with keywords only: `Age(min=13)`. Immutable; equal when of the same class with equal values.
    """

    fields: ClassVar[tuple[str, ...]] = ()
    required: ClassVar[frozenset[str]] = frozenset()
    _names: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        cls.fields = tuple(cls.__annotations__)
        cls.required = frozenset(name for name in cls.fields if not hasattr(cls, name))
        cls._names = frozenset(cls.fields)

    def __init__(self, **values: Any) -> None:
        if not (self.required <= values.keys() <= self._names):
            missing, unknown = self.required - values.keys(), values.keys() - self._names
            raise TypeError(f"{type(self).__name__}: missing {sorted(missing)}, unknown {sorted(unknown)}")
        self.__dict__.update(values)

    def as_dict(self) -> dict[str, Any]:
        """Return all fields with their values, defaults included, in the order of the class."""
        return {name: getattr(self, name) for name in self.fields}

    def replace(self, **values: Any) -> Self:
        """Return a copy with other values for some fields."""
        return type(self)(**{**self.__dict__, **values})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash(tuple(self.as_dict().values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


class Same(Generic[_T]):
    """Stands for one object as the key of a cache: equal to what stands for the same object, whatever that holds."""

    def __init__(self, value: _T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
