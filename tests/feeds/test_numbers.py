import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.numbers import is_number
from peerfind.feeds.numbers import dialled, numbers_of


@pytest.mark.parametrize(
    ("raw", "country", "value", "note"),
    [
        ("1-800-985-5990 press 2", "US", "+18009855990", "press 2"),
        ("800-799-SAFE (7233)", "US", "+18007997233", None),
        ("1-800-273-TALK", "US", "+18002738255", None),
        ('"+44 1234 234567"', "US", "+441234234567", None),
        ("(614) 555-0142 x23", "US", "+16145550142", "extension 23"),
        ("614-555-0142,,2", "US", "+16145550142", "extension 2"),
        ("614 555 0142 ext. 7", "US", "+16145550142", "extension 7"),
        ("614.555.0142 (toll free)", "US", "+16145550142", "toll free"),
        ("+44116123", "GB", "116123", None),
        ("+4485258", "GB", "85258", None),
        ("988 (call or text)", "US", "988", "call or text"),
        ("+1988", "US", "988", None),
        ("988", "US", "988", None),
        ("988 press 1", "US", "988", "press 1"),
        ("1737", "NZ", "1737", None),
        ("116 123", "GB", "116123", None),
        ("13 11 14", "AU", "+61131114", None),
        ("tel:+16145550142", None, "+16145550142", None),
    ],
)
def test_a_number_is_read_as_it_is_dialled(raw: str, country: str | None, value: str, note: str | None) -> None:
    found = dialled(raw, country)
    assert found is not None
    assert (found.value, found.note) == (value, note)


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("+82109", "KR"),
        ("+9114416", "IN"),
        ("555-0100", "US"),
        ("614-555-0142", None),
        ("988", None),
        ("800-799-SAFEHOUSE", "US"),
        ("call us", "US"),
        ("614-555-01\ufffd42", "US"),
        ("6145550142 6145550143", "US"),
        ("٦١٤٥٥٥٠١٤٢", "US"),
        ("", "US"),
        ("741741", "US"),
        ("614-555", "US"),
    ],
)
def test_what_can_t_be_dialled_for_certain_is_refused(raw: str, country: str | None) -> None:
    assert dialled(raw, country) is None


def test_a_code_of_five_or_six_digits_is_for_texts_in_north_america() -> None:
    codes = [dialled(raw, "US", texted=True) for raw in ("741741", "+1741741", "85258")]
    assert [code and code.value for code in codes] == ["741741", "741741", "85258"]
    assert [dialled(raw, "US", texted=True) for raw in ("614-555", "800-799", "800-799-SAFE1")] == [None] * 3


def test_a_field_may_hold_several_numbers() -> None:
    told = numbers_of("614-555-0142|614-555-0143; 555-0100 or 614-555-0144", "US")
    assert [number.value for number in told] == ["+16145550142", "+16145550143", "+16145550144"]


@given(
    st.one_of(st.text(), st.text("+0123456789()- ,;|xextABC\"'", max_size=40)),
    st.sampled_from(["US", "GB", "KR", None]),
)
def test_whatever_is_read_can_be_dialled_and_a_short_code_has_no_plus(raw: str, country: str | None) -> None:
    for number in numbers_of(raw, country):
        assert is_number(number.value)
        assert not number.value.startswith("+") or len(number.value) > 7


@given(
    st.text("0123456789", min_size=10, max_size=10), st.sampled_from([" press 2", " option 3 then 4", " then dial 9"])
)
def test_words_behind_a_number_never_become_digits(digits: str, words: str) -> None:
    alone, told = dialled(digits, "US"), dialled(digits + words, "US")
    assert (alone and alone.value) == (told and told.value)
