import pytest

from peerfind.directory.suppression import Suppression, normal_form, suppressed


@pytest.fixture(scope="module")
def held() -> Suppression:
    values = ("+12025550143", "Ada@Example.org", "12 Long Street, Columbus")
    return Suppression([suppressed(value, date="2026-11-23", reason="asked", salt="00") for value in values])


@pytest.mark.parametrize(
    "value",
    ["+12025550143", "(202) 555-0143", "202.555.0143", "1 202 555 0143", "ada@example.org", "12 long street Columbus"],
)
def test_a_value_is_held_however_it_is_written(held: Suppression, value: str) -> None:
    assert held.holds(value)


@pytest.mark.parametrize("value", ["+12025550144", "988", "", "adam@example.org", "12 Long Street, Dayton"])
def test_other_values_are_not_held(held: Suppression, value: str) -> None:
    assert not held.holds(value)


def test_a_number_within_its_country_is_the_one_in_full() -> None:
    assert normal_form("030 1234567") == normal_form("+49 30 1234567")


def test_an_entry_does_not_tell_the_value_and_differs_each_time() -> None:
    one, other = (suppressed("+12025550143", date="2026-11-23", reason="asked") for _ in range(2))
    assert one.hash != other.hash
    assert "5550143" not in str(one)
