import datetime as dt

import pytest

from peerfind.errors import NothingFoundError, UsageError
from peerfind.lookup.asking import code_of, one_of, place_of, point_of
from peerfind.lookup.finder import Finder


def hint_of(caught: pytest.ExceptionInfo[UsageError]) -> tuple[str, str]:
    return str(caught.value), caught.value.hint


def test_words_are_turned_into_codes(finder: Finder) -> None:
    assert code_of(finder, "kinds", "Warm line", "--kind") == "warmline"
    with pytest.raises(UsageError) as caught:
        code_of(finder, "kinds", "zzz", "--kind")
    assert hint_of(caught) == ("--kind 'zzz' is not known", '"peerfind facets kinds" lists what there is.')


def test_names_are_turned_into_places(finder: Finder) -> None:
    assert place_of(finder, "Ohio", None, "--in").code == "US-OH"
    with pytest.raises(UsageError) as caught:
        place_of(finder, "Ohoi", None, "--in")
    assert hint_of(caught) == ("--in: no place 'Ohoi' is known", "Did you mean Ohio?")


@pytest.mark.parametrize(("option", "hint"), [("--near", "Write --in US-OH."), ("near", "Write place=US-OH.")])
def test_a_place_to_be_near_to_has_a_middle(finder: Finder, option: str, hint: str) -> None:
    assert point_of(finder, "44113", None, option).lat is not None
    with pytest.raises(UsageError) as caught:
        point_of(finder, "Ohio", None, option)
    assert hint_of(caught) == (f"{option}: Ohio is too wide to be near to", hint)


def test_one_listing_is_found_or_what_was_meant_is_told(finder: Finder, now: dt.datetime) -> None:
    assert one_of(finder, "Safe Harbour", now, None).listing.id == "harbour-lifeline"
    with pytest.raises(NothingFoundError) as caught:
        one_of(finder, "zzzqqq", now, None)
    assert (str(caught.value), caught.value.hint) == (
        "No listing is called 'zzzqqq'.",
        '"peerfind search" looks further.',
    )
