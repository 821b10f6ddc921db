import pytest

from peerfind.directory.changes import compare, compare_listings, difference
from peerfind.directory.model import Listing, listing_from


def line(**fields: object) -> Listing:
    held = {
        "id": "harbour",
        "name": "Harbour Line",
        "kind": "crisis_line",
        "summary": "Somebody listens.",
        "contacts": [{"type": "phone", "value": "+18006624357"}],
        "serves": ["US"],
        "sources": [{"url": "https://harbour.example/", "checked": "2026-11-01", "how": "page"}],
    }
    return listing_from(held | fields)


def told(old: Listing, new: Listing) -> list[str]:
    change = compare_listings(old, new)
    return [str(field) for field in change.details] if change else []


def test_nothing_differs_between_a_listing_and_itself() -> None:
    assert compare({"harbour": line()}, {"harbour": line()}) == []


def test_another_number_comes_first_and_is_told_in_words() -> None:
    new = line(name="Harbor Line", contacts=[{"type": "phone", "value": "+18886624357"}])
    assert told(line(), new) == [
        "contacts[1].value: +18006624357 -> +18886624357: only the toll-free prefix differs",
        "name: Harbour Line -> Harbor Line",
    ]


def test_a_number_beside_the_old_one_is_added_and_not_a_change_of_it() -> None:
    new = line(contacts=[{"type": "phone", "value": "988"}, {"type": "phone", "value": "+18006624357"}])
    assert told(line(), new) == ["contacts[1]: (none) -> type phone, value 988"]


def test_a_way_to_call_that_is_taken_away_counts_as_a_change_of_number() -> None:
    change = compare_listings(line(), line(contacts=[]))
    assert change is not None
    assert change.sort == "number"
    assert str(change) == "number: harbour (Harbour Line)\n  contacts[1]: type phone, value +18006624357 -> (none)"


def test_another_keyword_is_a_change_of_what_people_send() -> None:
    texts = [line(contacts=[{"type": "sms", "value": "741741", "keyword": word}]) for word in ("HOME", "HELLO")]
    change = compare_listings(*texts)
    assert change is not None
    assert change.sort == "number"


def test_contacts_in_another_order_are_a_change_of_their_order() -> None:
    contacts = [{"type": "phone", "value": "988"}, {"type": "sms", "value": "988"}]
    assert told(line(contacts=contacts), line(contacts=[*reversed(contacts)])) == ["contacts: 988, 988 -> 988, 988"]


def test_a_part_of_a_place_is_told_by_its_own_name() -> None:
    old, new = line(place={"city": "Lorain", "region": "US-OH"}), line(place={"city": "Elyria", "region": "US-OH"})
    assert told(old, new) == ["place.city: Lorain -> Elyria"]


def test_changes_are_sorted_by_what_weighs_most() -> None:
    old = {name: line(id=name) for name in ("a", "b", "c", "d")}
    new = {
        "a": line(id="a", summary="Other words."),
        "b": line(id="b", status="closed", closed="2026-10-01"),
        "c": line(id="c", contacts=[{"type": "phone", "value": "988"}]),
        "e": line(id="e"),
    }
    assert [(change.sort, change.listing.id) for change in compare(old, new)] == [
        ("number", "c"),
        ("changed", "a"),
        ("closed", "b"),
        ("gone", "d"),
        ("added", "e"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("+18006624357", "+18886624357", "only the toll-free prefix differs"),
        ("+12125550100", "+13125550100", "only the area code differs"),
        ("+18006624357", "+18006624375", "two digits changed places"),
        ("+18006624357", "+18006624358", "one digit differs"),
        ("741741", "7417411", "one digit more"),
        ("7417411", "741741", "one digit less"),
        ("+18006624357", "+18006624469", "another number"),
        ("+18006624357", "+18006623367", "two digits differ"),
        ("+18006624357", "988", "another number"),
        ("https://a.example/", "https://b.example/", "another address"),
        ("https://a.example/", "988", "not the same sort of address"),
    ],
)
def test_how_two_numbers_differ_is_told_in_words(old: str, new: str, words: str) -> None:
    assert difference(old, new) == words
