"""What must hold for the real directory, whoever edits it: no honest change of a listing or a few breaks it."""

from collections import Counter
from pathlib import Path

import pytest

from peerfind.curation.background import load_settled
from peerfind.directory.loading import Directory, codes_with, load_reference, read_directory
from peerfind.directory.lookalikes import look_alikes
from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.numbers import is_number
from peerfind.directory.writing import render_listing
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.store import DATA, load_places, read_files
from peerfind.lookup.table import SortedTable

ROOT = Path(__file__).parents[1]
STATES = {
    code
    for code in Gazetteer(SortedTable((DATA / "places.tsv").read_bytes())).codes()
    if code.startswith("US-") and code[3:] not in ("AS", "GU", "MP", "PR", "UM", "VI")
}
"""The fifty states and the District of Columbia."""


@pytest.fixture(scope="module")
def directory() -> Directory:
    reference = load_reference(DATA)
    return read_directory(read_files(ROOT), codes_with(reference.vocabulary, load_places().codes()))


@pytest.fixture(scope="module")
def active(directory: Directory) -> list[Listing]:
    return [listing for listing in directory.listings if listing.status == "active"]


def test_no_listing_has_a_fault(directory: Directory) -> None:
    assert [str(fault) for fault in directory.faults] == []


def test_there_are_enough_listings_of_every_kind(active: list[Listing]) -> None:
    counts = Counter(listing.kind for listing in active)
    assert len(active) >= 900
    assert set(counts) == set(load_reference(DATA).vocabulary.labels["kinds"]) - {"service"}  # only feeds hold others


def test_crisis_lines_stand_for_at_least_125_countries(active: list[Listing]) -> None:
    served = {code[:2] for listing in active if listing.kind == "crisis_line" for code in listing.serves}
    assert len(served - {"wo"}) >= 125


def test_nearly_every_state_has_a_peer_service_of_its_own(active: list[Listing]) -> None:
    kinds = ("warmline", "peer_center", "peer_respite", "mentorship", "support_group", "advocacy")
    having = {code for listing in active if listing.kind in kinds or listing.peer_run for code in listing.serves}
    assert len(STATES - having) <= 2


def test_nearly_every_state_has_a_certification(active: list[Listing]) -> None:
    having = {code for listing in active if listing.kind == "certification" for code in listing.serves}
    assert len(STATES - having) <= 3
    assert len(STATES) == 51


def test_short_codes_are_never_stored_as_full_numbers(active: list[Listing]) -> None:
    numbers = {c.value for listing in active for c in listing.contacts if c.type in DIALLED and is_number(c.value)}
    assert not numbers & {"+988", "+1988", "+741741", "+1741741", "+116123", "+131114", "+61131114"}
    assert {"988", "741741", "116123", "131114"} <= numbers


def test_third_party_lists_never_stand_alone(directory: Directory) -> None:
    alone = [
        listing.id
        for listing in directory.listings
        if all(source.how == "list" for source in listing.sources) and len({s.url for s in listing.sources}) < 2
    ]
    assert alone == []


def test_nearly_all_nation_wide_lines_of_the_united_states_speak_spanish(active: list[Listing]) -> None:
    lines = [x for x in active if "US" in x.serves and x.kind in ("crisis_line", "warmline")]
    assert sum("es" in x.translations for x in lines) >= 0.95 * len(lines)


def test_every_pair_of_numbers_that_look_alike_is_settled(active: list[Listing]) -> None:
    settled = load_settled(DATA).look_alikes
    found = {" ".join(dict.fromkeys(pair.numbers)) for pair in look_alikes(active)}
    assert found - settled.keys() == set()


def test_every_listing_stands_in_the_canonical_form(directory: Directory) -> None:
    texts = {name: data.decode() for name, data in read_files(ROOT)}
    other = [
        listing.id
        for listing, (name, _) in zip(directory.listings, directory.places, strict=True)
        if render_listing(listing) not in texts[name]
    ]
    assert other == []


def test_every_emergency_number_has_a_source() -> None:
    emergency = load_reference(DATA).emergency
    assert len(emergency) > 180
    assert [country for country, numbers in emergency.items() if not numbers.sources or not numbers.spoken()] == []
