from collections.abc import Callable
from pathlib import Path

import pytest
import tantivy

from peerfind.lookup.finder import Finder
from peerfind.lookup.index import Index, IndexDamagedError, stem
from tests.lookup.examples import listing


@pytest.fixture(scope="module")
def index(gather: Callable[..., Finder]) -> Index:
    """Three listings; two of them of one kind."""
    return gather(
        listing("b-line", name="Zebra", kind="warmline", summary="Zeal."),
        listing("a-line", name="Zeal", kind="warmline", summary="A zebra."),
        listing("a-group", name="Zeal Group", kind="support_group"),
    ).index


def test_a_word_is_known_when_any_listing_holds_it(index: Index) -> None:
    assert index.knows("zebra")
    assert not index.knows("zebr")


def test_words_come_with_the_number_of_listings_that_hold_them(index: Index) -> None:
    assert index.words("zeb") == {"zebra": 1}


def test_a_word_is_counted_where_it_is_commonest(index: Index) -> None:
    assert index.words("ze") == {"zebra": 1, "zeal": 2}


def test_ids_are_given_by_how_they_start(index: Index) -> None:
    assert index.ids("a-") == ["a-group", "a-line"]
    assert index.ids("") == ["a-group", "a-line", "b-line"]
    assert index.ids("c") == []


def test_codes_are_counted(index: Index) -> None:
    assert index.counts("kind") == {"support_group": 1, "warmline": 2}


def test_codes_are_counted_among_some(index: Index) -> None:
    zebra = tantivy.Query.term_query(index.schema, "name", "zebra")
    assert index.counts("kind", zebra) == {"warmline": 1}


def test_found_listings_come_in_pages(index: Index) -> None:
    everything = tantivy.Query.all_query()
    pages = [index.find(everything, 2, offset) for offset in (0, 2, 4)]
    assert [total for total, _ in pages] == [3, 3, 3]
    assert [[hit.listing.id for hit in hits] for _, hits in pages] == [["b-line", "a-line"], ["a-group"], []]


def test_a_found_listing_says_which_feed_it_is_from(index: Index) -> None:
    _, hits = index.find(tantivy.Query.all_query(), 1)
    assert hits[0].feed == "bundled"


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_an_index_is_damaged(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexDamagedError):
        Index.open(tmp_path / name)


@pytest.mark.parametrize(("word", "root"), [("veterans", "veteran"), ("grieving", "griev"), ("988", "988")])
def test_a_word_is_reduced_to_its_english_stem(word: str, root: str) -> None:
    assert stem(word) == root
