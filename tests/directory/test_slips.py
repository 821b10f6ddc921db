"""Slips of people who do not know YAML are named at their own line."""

import pytest

from peerfind.directory.nodes import FaultError, compose

LISTING = """\
- id: a
  name: Night Owl
  contacts:
    - {type: phone, value: "988", say: "9-8-8"}
  topics: [grief]
  cost: free
  eligibility: People who don't sleep
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "told"),
    [
        ("name: Night Owl", 'name: "Night Owl', 2, 9, "a quote opens here and is not closed"),
        ('"988"', '"988', 4, 28, "a quote opens here and is not closed"),
        ('"9-8-8"', "'9-8-8", 4, 40, "a quote opens here and is not closed"),
        ("topics: [grief]", "topics: ['grief]", 5, 12, "a quote opens here and is not closed"),
        ("    - {type", "    -{type", 4, 5, "a space belongs after the dash"),
        ("  cost: free", "-id: b\n  cost: free", 6, 1, "a space belongs after the dash"),
        ("  cost: free", "    cost: free", 6, 5, "this line is indented 2 deeper than the one above"),
        ("  name:", "   name:", 2, 4, "this line is indented 1 deeper than the one above"),
        (
            "  cost: free",
            "<<<<<<< HEAD\n  cost: free\n=======\n  cost: paid\n>>>>>>> other",
            6,
            1,
            "a mark that git left",
        ),
        ("cost: free", "cost: free: for all", 6, 13, "a colon inside a text"),
        ("  cost: free", "\tcost: free", 6, 1, "a tab"),
    ],
)
def test_a_slip_is_named_at_its_line(old: str, new: str, line: int, column: int, told: str) -> None:
    assert old in LISTING
    with pytest.raises(FaultError) as refused:
        compose(LISTING.replace(old, new), 11)
    fault = refused.value.fault
    assert (fault.line - 10, fault.column) == (line, column), fault.message
    assert told in fault.message


def test_a_listing_without_a_slip_is_read() -> None:
    assert compose(LISTING)
