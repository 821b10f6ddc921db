import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.loading import Reference, load_reference
from peerfind.directory.model import Listing
from peerfind.errors import DataError
from peerfind.lookup import compiling
from peerfind.lookup.compiling import compile_index, index_of, words_said
from peerfind.lookup.finder import Background, Finder
from peerfind.lookup.index import Index
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.packing import json_of
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.table import SortedTable
from tests.lookup.examples import EVERYTHING, MONDAY, ids, listing

KINDS = ("crisis_line", "warmline", "support_group", "training")
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
QUERIES = ("", "zebra", "warmline", "warmline in ohio", "zebra group for veterans", "line-7", "a service that helps")
HELD = [
    listing(
        f"line-{n}",
        kind=KINDS[n % 4],
        serves=["US-OH" if n % 3 else "US"],
        audiences=["veterans"] if n % 5 == 0 else [],
        summary=f"A zebra of {'stripes ' * (n % 7)}number {n}.",
    )
    for n in range(40)
]
Compile = Callable[..., Finder]


@pytest.fixture(scope="module")
def few(small_reference: Path) -> Reference:
    return load_reference(small_reference)


@pytest.fixture
def compiled(few: Reference, small_reference: Path, tmp_path: Path) -> Compile:
    """Return a function that compiles curated listings and snapshots, and makes a finder of them."""

    def finder(curated: Sequence[Listing], *snapshots: Sequence[Listing], folder: bool = True) -> Finder:
        paths = [tmp_path / f"feed-{number}@{number}.jsonl" for number in range(len(snapshots))]
        for path, held in zip(paths, snapshots, strict=True):
            path.write_bytes(b"".join(json_of(one) + b"\n" for one in held))
        return finder_of(paths, curated, tmp_path / "index" if folder else None)

    def finder_of(paths: Sequence[Path], curated: Sequence[Listing], home: Path | None) -> Finder:
        if home:
            home.mkdir()
        table = small_reference / "places.tsv"
        feeds = [(path.stem.partition("@")[0], path) for path in paths]
        index, tables = compile_index(("curated", curated), feeds, few, table, home)
        background = Background(
            vocabulary=few.vocabulary,
            lexicon=Lexicon(SortedTable(tables.lexicon)),
            words=SortedTable(tables.words),
            grammar=few.grammar,
            places=Gazetteer(SortedTable(table.read_bytes())),
            emergency=few.emergency.get,
        )
        return Finder(Index(index, tables.sample), background)

    return finder


def answers(finder: Finder) -> list[Any]:
    """Return what some queries find: in how many listings, which, and with how many points."""
    found = [finder.search(query, EVERYTHING, 100, MONDAY) for query in QUERIES]
    return [(answer.total, sorted((-r.score, r.listing.id) for r in answer.results)) for answer in found]


@pytest.mark.parametrize("parts", [[20], [0, 20], [10, 20, 30]], ids=str)
def test_snapshots_answer_like_the_same_listings_in_one_source(compiled: Compile, parts: list[int]) -> None:
    whole = compiled(HELD, folder=False)
    edges = [*parts, len(HELD)]
    cut = [HELD[start:end] for start, end in pairwise(edges)]
    assert answers(compiled(HELD[: edges[0]], *cut)) == answers(whole)


def test_a_snapshot_in_portions_answers_like_one_in_a_piece(compiled: Compile, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = answers(compiled(HELD, folder=False))
    monkeypatch.setattr(compiling, "_PORTION", 1500)
    monkeypatch.setattr(compiling.os, "cpu_count", lambda: 3)
    finder = compiled(HELD[:5], HELD[5:])
    assert answers(finder) == whole
    assert finder.index.counts("feed") == {"curated": 5, "feed-0": 35}


def test_each_feed_of_a_listing_is_told(compiled: Compile) -> None:
    finder = compiled(HELD[:2], HELD[2:4], HELD[4:6])
    assert [finder.show(f"line-{n}", MONDAY)[0].feed for n in range(6)] == [
        *("curated", "curated"),
        *("feed-0", "feed-0"),
        *("feed-1", "feed-1"),
    ]


def test_records_of_snapshots_come_back_as_they_were(compiled: Compile) -> None:
    finder = compiled(HELD[:2], HELD[2:])
    assert [finder.show(one.id, MONDAY)[0].listing for one in HELD] == HELD


def test_words_of_snapshots_mend_spelling(compiled: Compile) -> None:
    finder = compiled(HELD[:1], [listing("owl", summary="For people with ostomies.")])
    assert ids(finder.search("ostomeis", EVERYTHING, 5, MONDAY).results) == ["owl"]


def test_nothing_but_the_index_is_left_in_the_folder(compiled: Compile, tmp_path: Path) -> None:
    compiled(HELD[:2], HELD[2:4], HELD[4:6])
    assert [path.name for path in (tmp_path / "index").iterdir() if path.is_dir()] == []


def test_an_empty_snapshot_adds_nothing(compiled: Compile) -> None:
    assert compiled(HELD[:2], []).index.counts("feed") == {"curated": 2}


@pytest.mark.parametrize("line", ["{", "[]", "7", '"text"', '{"id": "x"}', '{"id": 1, "contacts": [7]}', "\x00"])
def test_a_line_that_is_no_listing_is_an_error_of_the_data(
    few: Reference, small_reference: Path, tmp_path: Path, line: str
) -> None:
    path = tmp_path / "feed@1.jsonl"
    path.write_bytes(json_of(HELD[0]) + b"\n" + line.encode() + b"\n")
    (tmp_path / "index").mkdir()
    with pytest.raises(DataError, match="not a listing"):
        compile_index(("x", HELD[:1]), [("feed", path)], few, small_reference / "places.tsv", tmp_path / "index")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of lines of many lengths, with empty ones among them and no end of the last."""
    path = tmp_path_factory.mktemp("lines") / "lines.jsonl"
    path.write_bytes(b"\n".join(json.dumps([n, "x" * (n * 7 % 23)]).encode() if n % 6 else b"" for n in range(60)))
    return path


@given(cuts=st.lists(st.integers(0, 1500), max_size=6))
def test_portions_take_each_line_once_wherever_they_are_cut(lines: Path, cuts: list[int]) -> None:
    size = lines.stat().st_size
    edges = sorted({0, size, *(cut for cut in cuts if cut < size)})
    taken = [line for start, end in pairwise(edges) for line in compiling._lines(lines, start, end)]
    assert taken == [line for line in lines.read_bytes().splitlines() if line]


@given(size=st.integers(0, 100_000_000), most=st.integers(1, 64))
def test_portions_go_from_the_start_to_the_end_of_a_file(size: int, most: int) -> None:
    class Sized:
        st_size = size

        def stat(self) -> "Sized":
            return self

    portions = compiling._portions(Sized(), most)  # type: ignore[arg-type]
    assert [portions[0][0], portions[-1][1]] == [0, size]
    assert all(one[1] == other[0] for one, other in pairwise(portions))
    assert len(portions) <= most


def test_the_sample_is_taken_from_all_over_a_snapshot(lines: Path) -> None:
    first = [json.loads(line)[0] for line in compiling._lines_from_all_over(lines, 32)]
    assert len(first) <= 32
    assert first[0] == 1
    assert first[-1] > 50


def test_a_folder_that_is_not_there_is_a_fault_of_the_data(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the index can't be written"):
        index_of([], tmp_path / "missing")


def test_words_that_people_say_are_those_of_phrases_small_words_and_spoken_languages(reference: Reference) -> None:
    said = {*words_said(reference, ("en", "es"))}
    assert {"warmline", "duelo", "anybody", "spanish", "espanol"} <= said
    assert "klingon" not in said
