import pytest

from peerfind.directory.spelling import nearest

KINDS = ("warmline", "crisis_line", "helpline", "support_group")


@pytest.mark.parametrize(
    ("typed", "meant"), [("warmlne", "warmline"), ("helplin", "helpline"), ("crisisline", "crisis_line")]
)
def test_the_most_alike_option_is_found(typed: str, meant: str) -> None:
    assert nearest(typed, KINDS) == meant


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert nearest("CRÍSIS-LINE", KINDS, alike=100) == "crisis_line"


def test_nothing_alike_finds_nothing() -> None:
    assert nearest("grape growers", KINDS) is None


def test_a_lower_bar_finds_the_less_alike() -> None:
    assert nearest("group", KINDS, alike=80) is None
    assert nearest("group", KINDS, alike=50) == "support_group"


def test_no_options_find_nothing() -> None:
    assert nearest("warmline", ()) is None


def test_an_empty_text_finds_nothing() -> None:
    assert nearest("", KINDS) is None
    assert nearest("?!", KINDS) is None


def test_the_option_is_returned_as_it_is_written() -> None:
    assert nearest("new york", ["America/New_York", "Europe/Oslo"], alike=60) == "America/New_York"
