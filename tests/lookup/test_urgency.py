"""The rules by which danger to life is noticed; test_urgent_phrases.py has the words for it."""

import pytest

from peerfind.directory.text import fold
from peerfind.lookup.lexicon import Lexicon, Token
from peerfind.lookup.query import Reading, Understood
from peerfind.lookup.urgency import is_urgent, names_danger, words_of_danger
from tests.lookup.examples import lexicon_of, tokens

FILLERS = ("just", "really")
WORDS = lexicon_of(
    ("want to die", "urgent", "en"),
    ("end it all", "urgent", "en"),
    ("suicidal", "urgent", "en"),
    ("took too many pills", "acts", "en"),
    ("course", "unless", "en"),
    ("first aid", "unless", "en"),
    ("quiero morir", "urgent", "es"),
    ("죽고 싶", "urgent", "ko"),
    ("죽을", "urgent", "ko"),
    ("想死", "urgent", "zh"),
    ("suicide", "topics", "suicide"),
    ("die", "hint topics", "grief"),
)


def urgent(text: str, lexicon: Lexicon = WORDS) -> bool:
    """Whether a text is urgent; "a/b" is a word that may be spelt in two ways."""
    return is_urgent(tokens(fold(text.replace("/", "qq")).replace("qq", "/")), lexicon, FILLERS)


@pytest.mark.parametrize(
    "text", ["I want to die", "WANT TO DIE!!!", "suicidal", "I'll END it, all of it", "he is suicidal"]
)
def test_a_thought_is_urgent_wherever_it_stands(text: str) -> None:
    assert urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "die",
        "I want to",
        "want die",
        "to die want",
        "send it all",
        "end it allways",
        "suicide",
        "suicidally",
        "dying",
    ],
)
def test_a_phrase_is_matched_as_whole_words_in_their_order(text: str) -> None:
    assert not urgent(text)


@pytest.mark.parametrize(
    "text", ["I really want to just die", "just just want really to die", "took too really many pills"]
)
def test_words_that_change_nothing_may_stand_between(text: str) -> None:
    assert urgent(text)


@pytest.mark.parametrize("text", ["want to maybe die", "want never to die"])
def test_other_words_may_not_stand_between(text: str) -> None:
    assert not urgent(text)


@pytest.mark.parametrize("text", ["suicidal person course", "course: I want to die", "first aid suicidal"])
def test_a_word_that_shows_another_meaning_silences_a_thought(text: str) -> None:
    assert not urgent(text)


@pytest.mark.parametrize("text", ["suicidal, of courses", "suicidal recourse", "suicidal first", "aid first suicidal"])
def test_a_word_that_silences_is_matched_as_a_whole_phrase(text: str) -> None:
    assert urgent(text)


def test_nothing_silences_an_act() -> None:
    assert urgent("took too many pills in a course")
    assert urgent("course, suicidal, took too many pills")


def test_a_word_that_silences_is_not_urgent_by_itself() -> None:
    assert not urgent("course")


@pytest.mark.parametrize(
    "text", ["want to dye/die", "suicidel/suicidal", "quiero morrir/morrer/morir", "wnat/want to dei/die"]
)
def test_a_misspelt_word_is_taken_for_any_that_may_have_been_meant(text: str) -> None:
    assert urgent(text)


def test_a_misspelt_word_silences_nothing() -> None:
    mended = [Token("suicidal"), Token("coarse", "course", mended=True)]
    assert is_urgent(mended, WORDS, FILLERS)
    assert not is_urgent([Token("suicidal"), Token("course")], WORDS, FILLERS)


def test_a_filler_is_dropped_by_its_likeliest_spelling() -> None:
    assert is_urgent([*tokens("want"), Token("just", "jest"), *tokens("to die")], WORDS, FILLERS)


@pytest.mark.parametrize("text", ["나는 죽고 싶어", "죽고 싶어요", "죽고 싶", "죽을래", "이제 죽을 거야"])
def test_a_korean_verb_may_go_on_with_its_ending(text: str) -> None:
    assert urgent(text)


@pytest.mark.parametrize("text", ["싶어", "죽고", "안죽을래", "죽은 친구"])
def test_a_korean_word_begins_as_the_phrase_does(text: str) -> None:
    assert not urgent(text)


def test_scripts_without_spaces_are_matched_within_a_sentence() -> None:
    assert urgent("我真的想死了")
    assert not urgent("想吃")


def test_the_words_of_topics_and_hints_are_not_urgent() -> None:
    assert not urgent("suicide die")


def test_only_the_forms_that_are_given_are_urgent() -> None:
    held = lexicon_of(("overdosing", "acts", "en"))
    assert urgent("overdosing", held)
    assert not urgent("overdose", held)


def reading(**understood: tuple[str, ...]) -> Reading:
    return Reading(understood=Understood(**understood))


@pytest.mark.parametrize(
    "said", [{}, {"place": ("US-OH",)}, {"kinds": ("crisis_line",)}, {"kinds": ("crisis_line", "helpline")}]
)
def test_a_query_names_danger_with_a_place_or_a_line(said: dict[str, tuple[str, ...]]) -> None:
    assert names_danger(reading(topics=("suicide",), **said))


@pytest.mark.parametrize(
    "said",
    [
        {"topics": ()},
        {"topics": ("grief",)},
        {"topics": ("suicide", "grief")},
        {"topics": ("suicide",), "audiences": ("bereaved",)},
        {"topics": ("suicide",), "kinds": ("support_group",)},
    ],
)
def test_a_query_about_more_than_suicide_does_not_name_danger(said: dict[str, tuple[str, ...]]) -> None:
    assert not names_danger(reading(**said))


def test_a_query_with_a_word_that_was_not_read_does_not_name_danger() -> None:
    read = reading(topics=("suicide",))
    assert not names_danger(read.replace(unread=(("statistics",),)))
    assert not names_danger(read.replace(hinted=((("topics", "grief"),),)))


def test_who_names_danger_is_urgent_unless_a_word_shows_another_meaning() -> None:
    assert is_urgent(tokens("suicide"), WORDS, FILLERS, names_danger=True)
    assert not is_urgent(tokens("suicide course"), WORDS, FILLERS, names_danger=True)


def test_the_words_of_danger_are_those_of_the_phrases() -> None:
    assert words_of_danger(tokens("samaritans i really want to die"), WORDS, FILLERS) == {"want", "to", "die"}
    assert words_of_danger(tokens("course"), WORDS, FILLERS) == frozenset()
