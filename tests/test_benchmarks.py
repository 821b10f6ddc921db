"""What must hold for the questions of benchmarks/queries.yaml and for what measures the answers."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from peerfind.directory.loading import codes_with, load_reference, read_directory
from peerfind.lookup.store import DATA, load_places, read_files

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "search_quality.py"
RECORD = {
    "id": "trans-teens",
    "kind": "warmline",
    "serves": ["US-OH", "CA"],
    "topics": ["crisis"],
    "audiences": ["trans", "youth"],
    "contacts": [{"type": "phone"}, {"type": "sms"}],
    "peer_run": True,
}


@pytest.fixture(scope="module")
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("search_quality", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bench(quality: ModuleType) -> Any:
    return quality.bench_of()


@pytest.fixture(scope="module")
def asked(quality: ModuleType) -> list[Any]:
    """All questions, those about services that have ended too."""
    held: list[Any] = quality.queries_of(yaml.safe_load(quality.QUERIES.read_text("utf-8")))
    return held


def test_nearly_every_question_has_a_listing_that_answers_it_fully(bench: Any, asked: list[Any]) -> None:
    assert len(bench.queries) >= 0.97 * len(asked)


def test_a_question_whose_service_has_ended_is_left_out(quality: ModuleType) -> None:
    (query,) = quality.queries_of({"mixed": [{"q": "a question", "want": {"kind": "warmline"}}]})
    assert quality._is_answered(query, {"a": RECORD})
    assert not quality._is_answered(query, {"a": {**RECORD, "kind": "app"}})


def test_questions_name_listings_and_codes_that_exist(asked: list[Any]) -> None:
    named = {
        (field, part)
        for query in asked
        for choice in (*query.want, *query.also)
        for field, codes in choice.items()
        for code in codes
        for part in code.split("+")
        if field in ("id", "kind", "topics", "audiences", "languages")
    }
    codes = codes_with(load_reference(DATA).vocabulary, load_places().codes())
    ids = {listing.id for listing in read_directory(read_files(SCRIPT.parents[1]), codes).listings}
    tables = {"id": ids, "kind": codes["kinds"], **codes}
    assert {(field, code) for field, code in named if code not in tables[field]} == set()


def test_there_are_enough_different_questions_in_every_section(bench: Any) -> None:
    counts = Counter(query.section for query in bench.queries)
    assert len({(query.text, query.place) for query in bench.queries}) == len(bench.queries) >= 400
    assert counts["names"] >= 90
    assert min(counts.values()) >= 40


def test_halves_are_near_in_size_and_a_name_keeps_its_misspelling(quality: ModuleType, bench: Any) -> None:
    halves = Counter(map(quality.half, bench.queries))
    assert min(halves.values()) > len(bench.queries) * 0.4
    assert {query.origin for query in bench.queries if query.section == quality.MISSPELT} <= {
        query.text for query in bench.queries if query.section == "names"
    }


@pytest.mark.parametrize(
    ("want", "met"),
    [
        ({"kind": "warmline"}, True),
        ({"kind": ["helpline", "warmline"], "topics": "crisis"}, True),
        ({"kind": "warmline", "topics": "grief"}, False),
        ([{"topics": "grief"}, {"contacts": "sms"}], True),
        ({"audiences": "trans+youth"}, True),
        ({"audiences": "trans+veterans"}, False),
        ({"peer_run": [True, "mixed"]}, True),
        ({"serves": "US"}, True),
        ({"serves": "US-OH"}, True),
        ({"serves": "CA-ON"}, False),
        ({"reaches": "CA-ON"}, True),
        ({"reaches": "US-TX"}, False),
    ],
)
def test_a_listing_is_judged_by_its_fields(quality: ModuleType, want: Any, met: bool) -> None:  # noqa: FBT001
    (query,) = quality.queries_of({"mixed": [{"q": "a question", "want": want}]})
    assert quality.grade(RECORD, query) == (2 if met else 0)


def test_what_is_only_acceptable_or_out_of_place_counts_less(quality: ModuleType) -> None:
    entry = {"q": "a question", "want": {"kind": "helpline"}, "also": {"kind": "warmline"}}
    near, far = quality.queries_of({"mixed": [{**entry, "place": "US"}, {**entry, "place": "US-TX"}]})
    assert quality.grade(RECORD, near) == 1
    assert quality.grade(RECORD, far) == 0


def test_measures_are_those_computed_by_hand(quality: ModuleType) -> None:
    held = [2, 1, 1, 0, 0, 0]
    assert quality.success([1, 2], 1) == 0
    assert quality.success([1, 2], 3) == 1
    assert quality.success([], 3) == 0
    assert quality.precision([1, 0, 2, 1], held, 3) == pytest.approx(2 / 3)
    assert quality.precision([0, 2], [2, 0, 0], 3) == 1
    assert quality.ndcg([2, 1, 1], held, 5) == 1
    # Gains 1 and 3 at ranks 1 and 2: (1 + 3 / 1.585) / (3 + 1 / 1.585 + 1 / 2)
    assert quality.ndcg([1, 2], held, 5) == pytest.approx(2.8928 / 4.1309, abs=1e-4)
    assert quality.ndcg([], held, 5) == 0


def test_misspellings_are_always_the_same_and_differ_by_one_word(quality: ModuleType) -> None:
    assert quality.misspelt("trans lifeline") == quality.misspelt("trans lifeline")
    assert quality.misspelt("988") is None
    for name in ("trans lifeline", "the trevor project", "crisis text line"):
        wrong = quality.misspelt(name)
        assert sum(a != b for a, b in zip(name.split(), wrong.split(), strict=True)) == 1


def test_a_table_shows_means_and_marks_the_best(quality: ModuleType) -> None:
    answered = dict.fromkeys(quality.MEASURES, 1.0)
    missed = dict.fromkeys(quality.MEASURES, 0.0)
    good = quality.Scored("good", "1", "", [], [answered, answered])
    poor = quality.Scored("poor", "1", "", [], [answered, missed])
    *_, first, second = quality.table([good, poor], [0, 1]).splitlines()
    assert first == "| good | **1.000** | **1.000** | **1.000** | **1.000** |"
    assert second == "| poor | 0.500 | 0.500 | 0.500 | 0.500 |"
