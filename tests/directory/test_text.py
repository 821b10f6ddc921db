import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerfind.directory.text import clean, counted, digits, fold, hidden_characters

ANY_TEXT = st.text(st.characters())
"""Lone surrogates included."""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Línea   de CRISIS! ", "linea de crisis"),
        ("Don't call", "dont call"),
        ("don’t", "dont"),
        ("Alzheimer's", "alzheimers"),
        ("L'Écoute", "l ecoute"),
        ("Größe", "grosse"),
        ("24/7", "24 7"),
        ("ﬁrst-responders", "first responders"),
        ("ПОМОЩЬ", "помощь"),
        ("", ""),
        ("¿?", ""),
    ],
)
def test_folding_leaves_lower_case_words_with_single_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_an_accent_folds_alike_composed_or_not() -> None:
    assert fold("L\u00ednea") == fold("Li\u0301nea") == "linea"


@pytest.mark.parametrize(("text", "folded"), [("危机热线", "危 机 热 线"), ("いのち line", "い の ち line")])
def test_scripts_without_spaces_fold_to_one_character_a_word(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_vowel_signs_do_not_split_a_word() -> None:
    assert fold("आत्महत्या") == "आत्महत्या"


def test_korean_syllables_stay_whole() -> None:
    assert fold("위기 상담") == "위기 상담"


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["ʼs_é", "ʼ\u0301s"])
def test_folding_a_letter_apostrophe_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="ascii")))
def test_folded_ascii_holds_only_letters_digits_and_single_spaces(text: str) -> None:
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert fold(text).split(" ") == (fold(text).split() or [""])


@given(st.text(st.characters(codec="ascii")))
def test_ascii_folds_alike_beside_other_letters(text: str) -> None:
    assert fold(text + " Ж") == f"{fold(text)} ж".lstrip()


@given(ANY_TEXT)
@example("a\u200bb\x1b[31m\u202e\ud800\u2028")
def test_cleaning_leaves_no_hidden_character(text: str) -> None:
    assert hidden_characters(clean(text)) == []


@given(ANY_TEXT)
def test_cleaning_leaves_one_line_without_outer_spaces(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert cleaned == " ".join(cleaned.split())


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_cleaning_takes_an_escape_sequence_its_power() -> None:
    assert clean("Safe\x1b[2J\x07 Line\u202e") == "Safe[2J Line"


def test_cleaning_joins_lines_and_tabs_by_single_spaces() -> None:
    assert clean(" a\n\tb\r\n c ") == "a b c"


def test_joiners_that_scripts_and_emoji_need_are_kept() -> None:
    assert clean("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"


@pytest.mark.parametrize("char", [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if n not in (0x9, 0xA)])
def test_every_control_but_tab_and_newline_is_hidden(char: str) -> None:
    assert hidden_characters(f"a{char}b") == [char]


def test_every_direction_changing_character_is_hidden() -> None:
    changing = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    found = [chr(n) for n in range(0x110000) if unicodedata.bidirectional(chr(n)) in changing]
    assert len(found) == 9
    assert hidden_characters("".join(found)) == found


@pytest.mark.parametrize("char", ["\u200e", "\u200f", "\u061c", "\u200b", "\ufeff", "\u2060", "\ud800", "\U000e0041"])
def test_marks_and_invisible_characters_are_hidden(char: str) -> None:
    assert hidden_characters(f"a{char}b") == [char]


def test_tabs_newlines_and_letters_are_not_hidden() -> None:
    assert hidden_characters("a\tb\né 危 🌱") == []


@pytest.mark.parametrize("char", ["\ufffe", "\uffff"])
def test_a_noncharacter_that_yaml_refuses_is_hidden(char: str) -> None:
    assert hidden_characters(f"a{char}b") == [char]


def test_digits_are_the_ascii_digits_only() -> None:
    assert digits("+1 (800) 555-٣ x²") == "1800555"


def test_what_is_counted_is_told_in_one_or_many() -> None:
    assert [counted(n, "entry", "entries") for n in (0, 1, 2, 1200)] == [
        "0 entries",
        "1 entry",
        "2 entries",
        "1,200 entries",
    ]
