"""What must hold for the listings and queries that benchmarks/listings.py makes up."""

import importlib.util
import os
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from peerfind.directory.loading import codes_with, load_reference
from peerfind.directory.model import Listing
from peerfind.directory.reading import read_listings
from peerfind.directory.writing import render_file, render_listing
from peerfind.lookup import schedule
from peerfind.lookup.store import DATA, load_places

COUNT = 20_000
SCRIPT = Path(__file__).parents[1] / "benchmarks" / "listings.py"


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_listings", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def listings(made: ModuleType) -> list[Listing]:
    return list(made.generate(COUNT))


def test_one_seed_gives_the_same_listings_in_another_process(made: ModuleType) -> None:
    command = [sys.executable, str(SCRIPT), "300", "7"]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(SCRIPT.parents[1])}
    printed = subprocess.run(
        command, cwd=SCRIPT.parents[1], env=environment, capture_output=True, check=True
    ).stdout.decode()
    assert printed.split() == render_file(made.generate(300, seed=7)).split()
    assert list(made.generate(20, seed=7)) != list(made.generate(20, seed=8))


def test_fewer_listings_are_the_first_of_more(made: ModuleType, listings: list[Listing]) -> None:
    assert list(made.generate(100)) == listings[:100]


def test_listings_read_back_as_they_were_written(listings: list[Listing]) -> None:
    codes = codes_with(load_reference(DATA).vocabulary, load_places().codes())
    for listing in listings[:200]:
        (entry,) = read_listings(render_listing(listing).encode(), codes)
        assert entry.faults == []
        assert entry.listing == listing


def test_every_id_is_unlike_all_others(listings: list[Listing]) -> None:
    assert len({listing.id for listing in listings}) == COUNT


def test_summaries_are_as_long_as_real_ones(listings: list[Listing]) -> None:
    lengths = sorted(len(listing.summary) for listing in listings)
    assert lengths[0] >= 60
    assert lengths[COUNT // 500] >= 80
    assert lengths[-1] <= 240


def test_no_summary_has_an_unfilled_slot(listings: list[Listing]) -> None:
    texts = [text for listing in listings for text in (listing.name, listing.summary, *listing.aliases)]
    assert [text for text in texts if "{" in text or "}" in text] == []


def test_shares_are_as_told(made: ModuleType, listings: list[Listing]) -> None:
    kinds = Counter(listing.kind for listing in listings)
    countries = Counter(listing.country for listing in listings)
    at_home = sum(countries[code] for code in made.ENGLISH_SPEAKING)
    assert kinds["support_group"] / COUNT == pytest.approx(made.MEETINGS, abs=0.02)
    assert countries["US"] / COUNT == pytest.approx(made.UNITED_STATES, abs=0.02)
    assert at_home / COUNT == pytest.approx(made.ENGLISH_ABROAD, abs=0.02)
    assert {*kinds, "service"} == set(load_reference(DATA).vocabulary.labels["kinds"])


def test_names_repeat_as_those_of_meetings_do(listings: list[Listing]) -> None:
    names = Counter(listing.name for listing in listings if listing.kind == "support_group")
    assert names.most_common(1)[0][1] > 60
    assert len(names) > COUNT / 4


def test_all_hours_can_be_read(listings: list[Listing]) -> None:
    assert {schedule.problem(hours) for hours in {listing.hours for listing in listings} - {None} if hours} == {None}


def test_numbers_in_north_america_are_those_kept_for_films(listings: list[Listing]) -> None:
    numbers = [contact.value for listing in listings for contact in listing.contacts if contact.value.startswith("+1")]
    assert len(numbers) > COUNT / 3
    assert [number for number in numbers if number[5:10] != "55501"] == []


def test_queries_have_the_shares_told(made: ModuleType) -> None:
    forms = Counter(form for form, _ in made.labelled_queries(10_000))
    assert {form: count / 10_000 for form, count in forms.items()} == pytest.approx(made.QUERIES, abs=0.02)


def test_queries_name_listings_that_there_are(made: ModuleType, listings: list[Listing]) -> None:
    asked = islice(made.labelled_queries(500), 500)
    assert all(text == listing.name for (form, text), listing in zip(asked, listings, strict=False) if form == "name")
    assert list(made.queries(50)) == list(made.queries(50))
    assert all(text.strip() for text in made.queries(2_000))
