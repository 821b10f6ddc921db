import pytest

from peerfind.record import Record, Same


class Point(Record):
    """A point, with a label that may be left out before a number that may not."""

    label: str = "here"
    x: int


def test_what_has_no_default_is_required() -> None:
    assert Point.required == {"x"}
    with pytest.raises(TypeError, match=r"missing \['x'\], unknown \['y'\]"):
        Point(y=1)  # type: ignore[call-arg]


def test_defaults_are_filled_in() -> None:
    assert Point(x=1).as_dict() == {"label": "here", "x": 1}


def test_records_can_not_be_changed() -> None:
    with pytest.raises(AttributeError, match="Point is immutable"):
        Point(x=1).x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Point is immutable"):
        del Point(x=1).x


def test_a_copy_may_differ() -> None:
    assert Point(x=1).replace(label="there") == Point(label="there", x=1)


def test_records_are_equal_by_class_and_value() -> None:
    class Other(Record):
        label: str = "here"
        x: int

    assert Point(x=1) == Point(label="here", x=1)
    assert Point(x=1) != Other(x=1)
    assert len({Point(x=1), Point(x=1), Point(x=2)}) == 2


def test_a_record_shows_what_was_given() -> None:
    assert repr(Point(x=1)) == "Point(x=1)"


def test_same_tells_objects_apart_that_are_equal() -> None:
    first, second = Point(x=1), Point(x=1)
    assert Same(first) == Same(first)
    assert Same(first) != Same(second)
    assert {Same(first): 1}[Same(first)] == 1
