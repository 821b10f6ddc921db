from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from peerfind.lookup.building import Indexer
from peerfind.lookup.compiling import index_of
from peerfind.lookup.finder import Finder
from peerfind.lookup.index import Index, IndexDamagedError, compact, stem
from peerfind.lookup.packing import json_of
from peerfind.lookup.places import Gazetteer
from tests.lookup.examples import listing

HERE = {"lat": 41.48, "lon": -81.7}


@pytest.fixture(scope="module")
def index(gather: Callable[..., Finder]) -> Index:
    """Three listings; two of them of one kind."""
    return gather(
        listing("b-line", name="Zebra", kind="warmline", summary="Zeal."),
        listing("a-line", name="Zeal", aliases=["Warm Line"], kind="warmline", summary="Of zebras.", place=HERE),
        listing("a-group", name="Zeal Group", kind="support_group"),
    ).index


@pytest.fixture(scope="module")
def numbers(gather: Callable[..., Finder]) -> Index:
    """Lines with a full number, a national one and two short codes."""
    values = ["+18005550100", "08001110111", "988", "741741"]
    return gather(*(listing(f"line-{n}", contacts=[{"type": "phone", "value": v}]) for n, v in enumerate(values))).index


def ids(index: Index, limit: int, offset: int = 0) -> list[str]:
    """Return the ids of a page of all listings."""
    _, hits = index.find(tantivy.Query.all_query(), limit, offset)
    return [index.read(hit)[0].id for hit in hits]


@pytest.mark.parametrize(("word", "held"), [("zebra", True), ("zebras", True), ("zebr", False), ("", False)])
def test_a_word_is_held_when_a_listing_has_it_or_another_of_its_forms(index: Index, word: str, held: bool) -> None:  # noqa: FBT001
    assert index.holds(word) is held


def test_the_share_of_a_word_is_that_of_the_listings_that_have_it(index: Index) -> None:
    assert index.share("zebras") == pytest.approx(2 / 3)
    assert index.share("zeal") == 1.0
    assert index.share("quilt") == 0.0


def test_words_of_names_come_with_the_number_of_listings_that_have_them(index: Index) -> None:
    assert index.words("zeb") == {"zebra": 1}
    assert index.words("ze") == {"zebra": 1, "zeal": 2}


def test_ids_are_given_by_how_they_start(index: Index) -> None:
    assert index.ids("a-") == ["a-group", "a-line"]
    assert index.ids("") == ["a-group", "a-line", "b-line"]
    assert index.ids("c") == []


def test_codes_are_counted(index: Index) -> None:
    assert index.counts("kind") == {"support_group": 1, "warmline": 2}
    assert index.counts("kin") == {}


def test_codes_are_counted_among_some(index: Index) -> None:
    zebra = tantivy.Query.term_query(index.schema, "name", "zebra")
    assert index.counts("kind", zebra) == {"warmline": 1}


@pytest.mark.parametrize("name", ["zeal group", "zealgroup", "warm line", "warmline", "a line"])
def test_a_whole_name_or_alias_is_a_title_with_and_without_spaces(index: Index, name: str) -> None:
    assert index.is_title(name)


@pytest.mark.parametrize("name", ["zeal grou", "group", "", "zebra zeal"])
def test_a_part_of_a_name_is_no_title(index: Index, name: str) -> None:
    assert not index.is_title(name)


def test_a_name_is_held_without_its_spaces() -> None:
    assert compact("the warm line") == "thewarmline"


@pytest.mark.parametrize("key", ["18005550100", "8005550100", "5550100"])
def test_a_number_is_known_by_seven_or_more_of_its_last_digits(numbers: Index, key: str) -> None:
    assert [number[::-1] for number in numbers.numbers(key)] == ["18005550100"]


@pytest.mark.parametrize("key", ["5550101", "9995550100", "118005550100"])
def test_other_digits_are_no_number_of_the_directory(numbers: Index, key: str) -> None:
    assert numbers.numbers(key) == []


@pytest.mark.parametrize("key", ["988", "41741", "550100", "0100"])
def test_fewer_digits_are_a_number_only_whole(numbers: Index, key: str) -> None:
    assert numbers.numbers(key) == [key[::-1]]
    assert bool(numbers.count([f"number:{key[::-1]}"])) == (key == "988")


def test_points_are_kept_to_some_metres_and_only_of_what_is_somewhere(index: Index) -> None:
    _, hits = index.find(tantivy.Query.all_query(), 3)
    points = {index.read(hit)[0].id: point for hit, point in zip(hits, index.points(hits), strict=True)}
    assert points == {"a-line": (41.48, -81.7), "b-line": None, "a-group": None}


def test_the_points_of_one_listing_for_a_query_are_told(index: Index) -> None:
    zebra = tantivy.Query.const_score_query(tantivy.Query.term_query(index.schema, "name", "zebra"), 3.0)
    _, hits = index.find(tantivy.Query.all_query(), 3)
    scores = {index.read(hit)[0].id: index.score(zebra, hit) for hit in hits}
    assert scores == {"b-line": 3.0, "a-line": 0.0, "a-group": 0.0}


def test_found_listings_come_in_pages(index: Index) -> None:
    whole = ids(index, 3)
    assert [ids(index, 2, offset) for offset in (0, 2, 4)] == [whole[:2], whole[2:], []]
    assert [index.find(tantivy.Query.all_query(), 2, offset)[0] for offset in (0, 2)] == [3, 3]


def test_a_found_listing_says_which_feed_it_is_from(index: Index) -> None:
    _, hits = index.find(tantivy.Query.all_query(), 1)
    assert index.read(hits[0])[1] == "bundled"


def test_a_record_that_was_packed_against_another_sample_is_damaged(places: Gazetteer) -> None:
    sample = json_of(listing("a"))
    indexer = Indexer(places, {}, sample)
    other = Index(index_of([indexer.document("bundled", listing("a"))], None), b"x" * len(sample))
    _, hits = other.find(tantivy.Query.all_query(), 1)
    with pytest.raises(IndexDamagedError):
        other.read(hits[0])


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_an_index_is_damaged(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexDamagedError):
        Index.open(tmp_path / name, b"")


@pytest.mark.parametrize(("word", "root"), [("veterans", "veteran"), ("grieving", "griev"), ("988", "988"), ("", "")])
def test_a_word_is_reduced_to_its_english_stem(word: str, root: str) -> None:
    assert stem(word) == root
