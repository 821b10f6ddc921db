from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.lookup.finder import Finder
from peerfind.lookup.spelling import Speller, word_lines
from peerfind.lookup.table import SortedTable
from tests.lookup.examples import EVERYTHING, MONDAY, found, listing

LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\t\n\r"), max_size=14)
SEEN = {"harbour": 5, "quiet": 3, "quilt": 1, "crafts": 1, "drafts": 2, "house": 4, "listening": 9, "counsellors": 1}
SAID = ["grief", "group", "ptsd", "veterans", "veteran", "for", "harbor"]
PLACES = ["harper", "new york"]


def speller(seen: dict[str, int] = SEEN, said: list[str] = SAID, places: list[str] = PLACES) -> Speller:
    return Speller(SortedTable(word_lines(seen, said, places)), {"rareword"}.__contains__)


SPELLER = speller()


def mended(word: str) -> str:
    """Return the likeliest spelling of a word."""
    return SPELLER.spellings(word)[0]


@pytest.mark.parametrize("word", ["harbour", "harbor", "quiet", "quilt", "crafts", "grief", "ptsd", "york", "for"])
def test_a_known_word_is_never_changed(word: str) -> None:
    assert SPELLER.spellings(word) == (word,)
    assert SPELLER.knows(word)


def test_a_word_that_only_the_index_holds_is_known() -> None:
    assert SPELLER.spellings("rareword") == ("rareword",)
    assert SPELLER.spellings("rarewird") == ("rarewird",)


@pytest.mark.parametrize("word", ["", "a", "qit", "ptd", "грф", "gro"])
def test_a_short_word_is_never_changed(word: str) -> None:
    assert SPELLER.spellings(word) == (word,)


@pytest.mark.parametrize("word", ["988", "13114", "24hour", "qu1lt", "741741", "x" * 99])
def test_a_word_with_digits_or_of_great_length_is_never_changed(word: str) -> None:
    assert SPELLER.spellings(word) == (word,)


@pytest.mark.parametrize("word", ["죽고싶", "싶어요"])
def test_a_korean_word_is_never_changed(word: str) -> None:
    assert speller({}, ["죽고파", "싶어서"], []).spellings(word) == (word,)


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("quite", "quiet"),
        ("gruop", "group"),
        ("hous", "house"),
        ("greif", "grief"),
        ("ptds", "ptsd"),
        ("houuse", "house"),
        ("houze", "house"),
    ],
)
def test_one_slip_is_mended_in_a_short_word(slip: str, word: str) -> None:
    assert mended(slip) == word


@pytest.mark.parametrize(("slip", "word"), [("listning", "listening"), ("vetrens", "veterans"), ("hrabuor", "harbour")])
def test_two_slips_are_mended_in_a_longer_word(slip: str, word: str) -> None:
    assert mended(slip) == word


@pytest.mark.parametrize(("slip", "word"), [("cuonselorrs", "counsellors"), ("counslrs" + "xx", "counslrsxx")])
def test_three_slips_are_mended_in_a_long_word(slip: str, word: str) -> None:
    assert mended(slip) == word


@pytest.mark.parametrize("word", ["gxxup", "qxxlt", "hxxsx", "lxstxnxng", "zzzzzzzz"])
def test_more_slips_than_the_length_forgives_are_left(word: str) -> None:
    assert SPELLER.spellings(word) == (word,)


def test_a_slip_in_the_first_letter_is_mended() -> None:
    assert mended("ahrbour") == "harbour"


def test_of_words_as_near_the_one_with_the_same_first_letter_is_meant() -> None:
    assert speller({"basket": 1, "casket": 9}, [], []).spellings("bcasket")[0] == "basket"


def test_of_words_as_near_the_commoner_is_meant() -> None:
    assert speller({"mettle": 1, "mettly": 3}, [], []).spellings("mettla")[0] == "mettly"


def test_of_words_as_near_that_of_a_listing_comes_before_what_people_say_and_before_places() -> None:
    assert speller({"mettly": 1}, ["mettle"], ["mettlo"]).spellings("mettla")[0] == "mettly"
    assert speller({}, ["mettle"], ["mettlb"]).spellings("mettla")[0] == "mettle"


def test_all_words_that_are_as_near_may_have_been_meant() -> None:
    assert {*speller({"mettle": 1, "mettly": 3, "settled": 1}, [], []).spellings("mettla")} == {"mettle", "mettly"}


def test_of_many_words_only_some_may_have_been_meant() -> None:
    many = {f"mettl{letter}": 1 for letter in "bcdefghijklmnop"}
    assert 1 < len(speller(many, [], []).spellings("mettla")) < 8


@pytest.mark.parametrize(("together", "parts"), [("griefgroup", "grief group"), ("quiethouse", "quiet house")])
def test_two_known_words_that_were_written_as_one_are_taken_apart(together: str, parts: str) -> None:
    assert mended(together) == parts


@pytest.mark.parametrize("word", ["griefzzz", "zzzgroup", "forgrxup"])
def test_a_word_is_not_taken_apart_when_one_part_is_unknown(word: str) -> None:
    assert " " not in mended(word)


def test_a_word_one_slip_away_comes_before_two_that_were_written_as_one() -> None:
    assert speller({"griefgroups": 1}, ["grief", "group"], []).spellings("griefgroup")[0] == "griefgroups"


@given(LETTERS)
def test_a_mended_word_stays_as_it_is(word: str) -> None:
    assert all(SPELLER.spellings(part) == (part,) for part in mended(word).split(" ") if SPELLER.knows(part))


@given(LETTERS)
def test_a_spelling_is_the_word_itself_or_known_ones(word: str) -> None:
    held = SPELLER.spellings(word)
    assert held == (word,) or all(SPELLER.knows(part) for spelling in held for part in spelling.split(" "))


@given(st.dictionaries(LETTERS, st.integers(1, 9), max_size=20), st.lists(LETTERS, max_size=9))
def test_every_word_of_letters_is_held_in_the_bucket_of_its_first_letter_and_length(
    seen: dict[str, int], said: list[str]
) -> None:
    words = {word for row in SortedTable(word_lines(seen, said, [])) for word in row[1].split(" ")}
    assert words == {word for word in [*seen, *said] if word.isalpha() and len(word) <= 24}


@given(st.dictionaries(st.text("ab", min_size=3, max_size=3), st.integers(1, 9), max_size=8))
def test_the_words_of_a_bucket_come_the_commonest_first(seen: dict[str, int]) -> None:
    for key, words in SortedTable(word_lines(seen, [], [])):
        held = words.split(" ")
        assert [seen[word] for word in held] == sorted((seen[word] for word in held), reverse=True)
        assert {f"{word[0]}{len(word)}" for word in held} == {key}


@pytest.mark.parametrize(("query", "code"), [("georgia", "GE"), ("México", "MX"), ("Zambia", "ZM")])
def test_the_name_of_a_place_is_never_changed(finder: Finder, query: str, code: str) -> None:
    assert finder.search(query, EVERYTHING, 5, MONDAY).understood.place == (code,)


@pytest.mark.parametrize("word", ["some", "suche", "eine", "para", "besoin"])
def test_a_word_without_meaning_is_never_changed(finder: Finder, word: str) -> None:
    assert finder.search(f"{word} quilting", EVERYTHING, 5, MONDAY).understood.rest == "quilting"


@pytest.mark.parametrize("plural", ["jóvenes", "adolescentes", "teenagers", "jugendliche"])
def test_a_plural_of_the_vocabulary_keeps_its_meaning(finder: Finder, plural: str) -> None:
    assert "youth" in finder.search(plural, EVERYTHING, 5, MONDAY).understood.audiences


@pytest.mark.parametrize("query", ["Harbuor Lifline", "ostomey", "quiltting"])
def test_a_misspelt_word_of_a_listing_finds_it(gather: Callable[..., Finder], query: str) -> None:
    held = listing("a", name="Harbour Lifeline", summary="Quilting for people with an ostomy.")
    others = [listing(f"other-{n}", kind="training") for n in range(12)]
    assert found(gather(*others, held), query)[0] == "a"
