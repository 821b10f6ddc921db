import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.conforming import Conforming
from peerfind.directory.model import Listing, as_data
from tests.directory.examples import CODES, listings

CONFORMING = Conforming(CODES)
RECORD: dict[str, Any] = {
    "id": "night-owl",
    "name": "Night Owl",
    "kind": "warmline",
    "summary": "Peers listen.",
    "serves": ["US"],
    "contacts": [{"type": "phone", "value": "+16145550142"}, {"type": "sms", "value": "741741", "keyword": "NO"}],
    "place": {"city": "Oslo", "lat": 59.91, "lon": -0.5},
    "peer_run": "mixed",
    "age": {"min": 18},
    "translations": {"es": {"summary": "Pares que escuchan."}},
    "sources": [{"url": "https://owl.example.org/", "checked": "2026-11-22", "how": "page"}],
}


def taken(**fields: Any) -> Listing | None:
    return CONFORMING.listing({name: held for name, held in (RECORD | fields).items() if held is not None})


@given(listings)
def test_what_is_taken_is_what_was_written(listing: Listing) -> None:
    known = listing.replace(extra={})
    held = CONFORMING.listing(json.loads(json.dumps(as_data(known))))
    assert held == known or (held is None and {} in _parts(as_data(known)))
    assert CONFORMING.listing(as_data(known) | {"pets": "welcome"}) is None


def _parts(data: Any) -> list[Any]:
    """Return a value and all mappings within it: one that says nothing is unusual."""
    inner = data.values() if isinstance(data, dict) else ()
    return [data, *(part for held in inner for part in _parts(held))]


def test_a_listing_without_a_fault_is_taken_whole() -> None:
    held = taken(aliases=[], contacts=[{**contact, "languages": []} for contact in RECORD["contacts"]])
    assert held is not None
    assert as_data(held) == RECORD


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "hologram_line"},
        {"name": "Night\u202e Owl"},
        {"name": " Night Owl"},
        {"name": "Night  Owl"},
        {"name": ""},
        {"name": None},
        {"name": 7},
        {"summary": "x" * 241},
        {"serves": []},
        {"serves": "US"},
        {"serves": ["MARS"]},
        {"peer_run": "true"},
        {"anonymous": 1},
        {"closed": "20260101"},
        {"closed": "soon"},
        {"status": "gone"},
        {"age": {}},
        {"age": {"min": 18.5}},
        {"age": {"min": True}},
        {"age": {"min": 200}},
        {"place": {"lat": 10}},
        {"place": {"lat": 91.0}},
        {"place": {"lat": float("nan")}},
        {"place": ["Oslo"]},
        {"translations": {"xx": {"summary": "?"}}},
        {"waits": "5 min"},
        {"contacts": [{"type": "phone", "value": "call us"}]},
        {"contacts": [{"type": "phone", "value": "+16145550142", "say": "614-555-0143"}]},
        {"contacts": [{"type": "hologram", "value": "x"}]},
        {"contacts": [{"type": "phone", "value": "988", "lag": "none"}]},
        {"sources": [{"url": "https://owl.example.org/", "how": "page"}]},
        {"sources": None},
    ],
)
def test_what_is_in_any_way_unusual_is_left_to_the_thorough_reader(fields: dict[str, Any]) -> None:
    assert taken(**fields) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["US", "en", "phone"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*Listing.fields, "type", "value", "url", "x"]), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_no_value_does_any_harm(value: Any) -> None:
    assert CONFORMING.listing(value) is None
    for name in Listing.fields:
        taken(**{name: value})
