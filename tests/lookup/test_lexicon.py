import pytest

from peerfind.lookup.lexicon import Lexicon, lexicon_lines
from peerfind.lookup.table import SortedTable


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("kinds", "crisis_line", "crisis_line"),
        ("topics", "hearing-voices", "hearing-voices"),
        ("languages", "es", "es"),
        ("audiences", "older-adults", "older-adults"),
        ("dispatch", "never-without-consent", "never-without-consent"),
    ],
)
def test_a_code_means_itself(lexicon: Lexicon, table: str, text: str, code: str) -> None:
    assert lexicon.resolve(table, text) == code


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("kinds", "Support group", "support_group"),
        ("kinds", "Selbsthilfegruppe", "support_group"),
        ("topics", "Ansiedad", "anxiety"),
        ("languages", "Spanish", "es"),
        ("languages", "Español", "es"),
        ("languages", "Deutsch", "de"),
    ],
)
def test_a_label_is_read_in_any_of_its_languages(lexicon: Lexicon, table: str, text: str, code: str) -> None:
    assert lexicon.resolve(table, text) == code


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("topics", "ptsd", "trauma"),
        ("topics", "deuil", "grief"),
        ("topics", "spielsucht", "gambling"),
        ("audiences", "teenager", "youth"),
        ("audiences", "bomberos", "first-responders"),
        ("contacts", "text", "sms"),
        ("dispatch", "won't call the police", "never-without-consent"),
    ],
)
def test_a_synonym_is_read_in_any_language(lexicon: Lexicon, table: str, text: str, code: str) -> None:
    assert lexicon.resolve(table, text) == code


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("kinds", "warmlines", "warmline"),
        ("kinds", "support groups", "support_group"),
        ("audiences", "veteran", "veterans"),
        ("topics", "anxieties", "anxiety"),
        ("topics", "panic attacks", "anxiety"),
    ],
)
def test_plurals_do_not_matter(lexicon: Lexicon, table: str, text: str, code: str) -> None:
    assert lexicon.resolve(table, text) == code


@pytest.mark.parametrize("text", ["LÍNEA DE CRISIS", "linea de crisis", "  línea   de crisis! "])
def test_case_accents_and_spacing_do_not_matter(lexicon: Lexicon, text: str) -> None:
    assert lexicon.resolve("kinds", text) == "crisis_line"


@pytest.mark.parametrize(
    ("table", "text"), [("kinds", "grief"), ("topics", "warmline"), ("topics", "zzz"), ("kinds", "")]
)
def test_what_another_table_holds_means_nothing_in_this_one(lexicon: Lexicon, table: str, text: str) -> None:
    assert lexicon.resolve(table, text) is None


def test_a_code_comes_before_a_synonym_of_another_code() -> None:
    held = Lexicon(SortedTable(lexicon_lines([("rest", "kinds", "a"), ("rest", "kinds", "rest")])))
    assert held.resolve("kinds", "rest") == "rest"


def test_a_phrase_may_mean_several_things(lexicon: Lexicon) -> None:
    assert lexicon.meanings("app") == [("contacts", "app"), ("kinds", "app")]


def test_a_part_of_a_phrase_means_nothing(lexicon: Lexicon) -> None:
    assert lexicon.meanings("obsessive") == []


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("topics", "anxeity", "anxiety"),
        ("topics", "greif", "grief"),
        ("audiences", "vetrans", "veterans"),
        ("kinds", "warmlin", "warmline"),
        ("languages", "spannish", "es"),
    ],
)
def test_a_misspelling_gets_the_nearest_code_as_suggestion(lexicon: Lexicon, table: str, text: str, code: str) -> None:
    assert lexicon.suggest(table, text) == code


def test_gibberish_gets_no_suggestion(lexicon: Lexicon) -> None:
    assert lexicon.suggest("topics", "qqqqqqqq") is None


def test_words_are_those_of_all_phrases() -> None:
    held = Lexicon(SortedTable(lexicon_lines([("Warm Lines", "kinds", "warmline"), ("!", "kinds", "none")])))
    assert held.words == {"warm", "line"}


@pytest.mark.parametrize("word", ["crisis", "us", "loss", "his", "lupus"])
def test_only_plural_endings_are_taken_off(word: str) -> None:
    held = Lexicon(SortedTable(lexicon_lines([(word, "topics", "it")])))
    assert held.words == {word}
