from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.lookup.finder import Finder
from peerfind.lookup.lexicon import Lexicon, lexicon_lines
from peerfind.lookup.spelling import Speller
from peerfind.lookup.table import SortedTable
from tests.lookup.examples import EVERYTHING, MONDAY, listing

SPOKEN = Lexicon(SortedTable(lexicon_lines([("grief group", "kinds", "support_group"), ("ptsd", "topics", "trauma")])))


@pytest.fixture(scope="module")
def mend(gather: Callable[..., Finder]) -> Callable[[str], str]:
    """The repair for a directory of three listings and a vocabulary of three words."""
    finder = gather(
        listing("a", name="Harbour House", summary="Quiet listening. Crafts."),
        listing("b", name="Harbor", summary="Listening. Drafts, 24hours."),
        listing("c", name="Quilt", summary="Listening. Drafts."),
    )
    return Speller(finder.index, SPOKEN).mend


@pytest.mark.parametrize("word", ["harbour", "harbor", "quiet", "quilt", "crafts", "grief", "ptsd", "24hours"])
def test_a_known_word_is_never_changed(mend: Callable[[str], str], word: str) -> None:
    assert mend(word) == word


@pytest.mark.parametrize("word", ["", "a", "qit", "ptd", "грф"])
def test_a_short_word_is_never_changed(mend: Callable[[str], str], word: str) -> None:
    assert mend(word) == word


@pytest.mark.parametrize("word", ["988", "13114", "24hour", "qu1lt", "741741"])
def test_a_word_with_digits_is_never_changed(mend: Callable[[str], str], word: str) -> None:
    assert mend(word) == word


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("quite", "quiet"),
        ("gruop", "group"),
        ("houses", "house"),
        ("hous", "house"),
        ("greif", "grief"),
        ("ptds", "ptsd"),
    ],
)
def test_one_slip_is_mended(mend: Callable[[str], str], slip: str, word: str) -> None:
    assert mend(slip) == word


@pytest.mark.parametrize(("slip", "word"), [("listning", "listening"), ("lsitenign", "listening")])
def test_two_slips_are_mended_in_a_long_word(mend: Callable[[str], str], slip: str, word: str) -> None:
    assert mend(slip) == word


@pytest.mark.parametrize("word", ["guilty", "quitee", "craaft", "gropes", "hoose2", "qiute", "lxstxnxng"])
def test_more_slips_than_the_length_forgives_are_left(mend: Callable[[str], str], word: str) -> None:
    assert mend(word) == word


def test_a_slip_in_the_first_letter_is_mended(mend: Callable[[str], str]) -> None:
    assert mend("ahrbour") == "harbour"


def test_of_words_as_near_the_one_with_the_same_first_letter_is_meant(gather: Callable[..., Finder]) -> None:
    rare, common = listing("a", name="Basket"), [listing(f"b{n}", name="Casket") for n in range(3)]
    assert Speller(gather(rare, *common).index, SPOKEN).mend("bcasket") == "basket"


def test_of_words_as_near_the_commoner_is_meant(gather: Callable[..., Finder]) -> None:
    rare, common = listing("a", name="Mettle"), [listing(f"b{n}", name="Mettly") for n in range(3)]
    assert Speller(gather(rare, *common).index, SPOKEN).mend("mettla") == "mettly"


@given(st.text(max_size=12))
def test_a_mended_word_stays_as_it_is(bundled: Finder, word: str) -> None:
    mended = bundled._reader.mend(word)
    assert bundled._reader.mend(mended) == mended


@pytest.mark.parametrize(("query", "code"), [("georgia", "GE"), ("México", "MX"), ("Zambia", "ZM")])
def test_the_name_of_a_place_is_never_changed(finder: Finder, query: str, code: str) -> None:
    assert finder.search(query, EVERYTHING, 5, MONDAY).understood.place == (code,)


@pytest.mark.parametrize("word", ["some", "suche", "eine", "para", "besoin"])
def test_a_word_without_meaning_is_never_changed(finder: Finder, word: str) -> None:
    assert finder.search(f"{word} quilting", EVERYTHING, 5, MONDAY).understood.rest == "quilting"


@pytest.mark.parametrize("plural", ["jóvenes", "mujeres", "adolescentes"])
def test_a_plural_of_the_vocabulary_is_never_changed(finder: Finder, plural: str) -> None:
    assert finder._reader.mended(plural) == plural.replace("ó", "o")
