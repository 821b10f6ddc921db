import datetime as dt
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.lookalikes import SLIPS, LookAlike, look_alikes, near_numbers, slips_between
from peerfind.directory.model import Contact, Listing, Source

SOURCE = Source(url="https://x.example/", checked=dt.date(2026, 11, 1), how="call")


def line(name: str, number: str, country: str = "US", **fields: object) -> Listing:
    contacts = (Contact(type="phone", value=number),)
    return Listing(
        id=name,
        name=name,
        kind="helpline",
        summary="A line.",
        serves=(country,),
        contacts=contacts,
        sources=(SOURCE,),
        **fields,
    )


def test_numbers_one_slip_apart_are_found() -> None:
    assert look_alikes([line("a", "+18005550100"), line("b", "+18005550101")]) == [
        LookAlike(("+18005550100", "+18005550101"), ("a", "b"))
    ]


def test_numbers_three_slips_apart_are_not() -> None:
    assert look_alikes([line("a", "+18005550100"), line("b", "+18005550777")]) == []


def test_a_number_under_two_names_is_found() -> None:
    assert look_alikes([line("a", "+18005550100"), line("b", "+18005550100")]) == [
        LookAlike(("+18005550100", "+18005550100"), ("a", "b"))
    ]


def test_a_short_code_is_compared_within_its_country() -> None:
    assert look_alikes([line("a", "116123", "DE"), line("b", "116123", "AT"), line("c", "116124", "DE")]) == []
    assert len(look_alikes([line("a", "988"), line("b", "988")])) == 1


def test_closed_listings_do_not_count() -> None:
    gone = line("b", "+18005550100", status="closed", closed=dt.date(2025, 1, 1))
    assert look_alikes([line("a", "+18005550100"), gone]) == []


@given(st.lists(st.text("0129", min_size=6, max_size=9).map(lambda digits: "+7" + digits), max_size=30, unique=True))
def test_near_numbers_are_those_that_comparing_each_with_each_finds(numbers: list[str]) -> None:
    near = {tuple(sorted(pair)) for pair in combinations(numbers, 2) if slips_between(*pair) <= SLIPS}
    assert near_numbers(numbers) == near
