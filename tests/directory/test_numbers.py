import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.model import Contact, ContactType
from peerfind.directory.numbers import (
    as_dialled,
    contact_problem,
    dialled_digits,
    is_number,
    is_premium,
    lookup_key,
    numbers_in,
)


def phone(value: str, say: str | None = None) -> Contact:
    return Contact(type="phone", value=value, say=say)


@pytest.mark.parametrize("value", ["988", "741741", "116123", "0116123", "08001110111", "*4141", "111", "15"])
def test_a_code_or_national_number_is_a_number(value: str) -> None:
    assert is_number(value)


@pytest.mark.parametrize("value", ["+18775658860", "+443457909090", "+6420123", "+123456789012345"])
def test_a_full_number_is_a_number(value: str) -> None:
    assert is_number(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", "9", "+", "+0123456789", "+123456", "+1234567890123456", "123456789012", "877-565-8860", "13 11 14"),
        *("988\n", "tel:988", "4357*", "**43", "+*4357", "９８８", "٩٨٨", "+१८७७५६५८८६०"),
    ],
)
def test_what_cannot_be_dialled_as_it_stands_is_no_number(value: str) -> None:
    assert not is_number(value)


@pytest.mark.parametrize("kind", ["phone", "sms"])
def test_a_phone_or_sms_needs_a_number(kind: ContactType) -> None:
    problem = contact_problem(Contact(type=kind, value="877-565-8860"))
    assert problem is not None
    assert problem.startswith("'877-565-8860' is not a number as dialled: write \"988\"")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "988"),
        ("phone", "+18775658860"),
        ("phone", "*4141"),
        ("sms", "741741"),
        ("email", "jo@samaritans.org"),
        ("chat", "https://a.example/chat"),
        ("web", "https://a.example"),
        ("app", "https://a.example/app"),
        ("whatsapp", "+447700900000"),
        ("whatsapp", "https://wa.me/447700900000"),
        ("videophone", "+18005550100"),
        ("videophone", "https://a.example/vp"),
    ],
)
def test_a_value_that_fits_its_type_has_no_problem(kind: ContactType, value: str) -> None:
    assert contact_problem(Contact(type=kind, value=value)) is None


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("email", "jo@samaritans", "'jo@samaritans' is not an email address"),
        ("email", "a b@c.example", "'a b@c.example' is not an email address"),
        ("email", "988", "'988' is not an email address"),
        ("chat", "http://a.example", "'http://a.example' is not a web address that starts with https://"),
        ("web", "a.example", "'a.example' is not a web address that starts with https://"),
        ("app", "javascript:x", "'javascript:x' is not a web address that starts with https://"),
        ("whatsapp", "me", "'me' is neither a number as dialled nor a web address"),
        ("videophone", "http://a", "'http://a' is neither a number as dialled nor a web address"),
    ],
)
def test_a_value_of_another_type_is_a_problem(kind: ContactType, value: str, problem: str) -> None:
    assert contact_problem(Contact(type=kind, value=value)) == problem


@pytest.mark.parametrize(
    ("value", "say"),
    [
        ("+18775658860", "877-565-8860, press 2 for Spanish"),
        ("+18775658860", "1 (877) 565-8860"),
        ("+442071234567", "020 7123 4567"),
        ("+61491570006", "0491 570 006"),
        ("+33145394000", "01 45 39 40 00"),
        ("+18688004321", "800-4321"),
        ("131114", "13 11 14"),
        ("*4141", "*4141"),
    ],
)
def test_a_number_may_be_said_as_people_there_write_it(value: str, say: str) -> None:
    assert contact_problem(phone(value, say)) is None


def test_a_say_with_other_digits_is_a_problem() -> None:
    problem = "say '877-565-8806' has other digits than '+18775658860': mend the wrong one, or both"
    assert contact_problem(phone("+18775658860", "877-565-8806")) == problem


def test_a_short_code_said_with_other_digits_is_a_problem() -> None:
    assert (
        contact_problem(phone("988", "9-9-8")) == "say '9-9-8' has other digits than '988': mend the wrong one, or both"
    )


@pytest.mark.parametrize(
    ("value", "say"),
    [("+18775658860", "866-565-8860"), ("+442071234567", "0161 123 4567"), ("08001110111", "0900 111 0111")],
)
def test_a_say_with_another_area_code_is_a_problem(value: str, say: str) -> None:
    assert (
        contact_problem(phone(value, say))
        == f"say {say!r} has other digits than {value!r}: mend the wrong one, or both"
    )


@pytest.mark.parametrize(
    ("value", "say", "shown"),
    [
        ("988", None, "988"),
        ("+18775658860", None, "877-565-8860"),
        ("+443457909090", None, "+443457909090"),
        ("131114", "13 11 14", "13 11 14"),
    ],
)
def test_a_number_is_shown_as_people_write_it(value: str, say: str | None, shown: str) -> None:
    assert as_dialled(phone(value, say)) == shown


@pytest.mark.parametrize("value", ["+1234567", "+180055501001"])
def test_a_number_too_short_or_long_for_north_america_is_shown_as_it_is(value: str) -> None:
    assert as_dialled(phone(value)) == value


def test_an_address_is_shown_without_its_scheme() -> None:
    assert as_dialled(Contact(type="chat", value="https://a.example/")) == "a.example"


def test_an_email_address_is_shown_whole() -> None:
    assert as_dialled(Contact(type="email", value="jo@a.example")) == "jo@a.example"


def ends_in(contact: Contact, query: str) -> bool:
    """Whether a number of the contact ends in the digits that a query asks for."""
    key = lookup_key(query)
    return bool(key) and any(digits.endswith(key) for digits in dialled_digits(contact))


@pytest.mark.parametrize(
    ("value", "query"),
    [
        ("131114", "13 11 14"),
        ("+443457909090", "0044 345 790 9090"),
        ("+443457909090", "0345 790 9090"),
        ("+443457909090", "+44 345 790 9090"),
        ("+448001111", "0800 1111"),
        ("+18775658860", "(877) 565-8860"),
        ("+18775658860", "877.565.8860"),
        ("+18775658860", "1-877-565-8860"),
        ("+18775658860", "565-8860"),
        ("0116123", "0116 123"),
        ("08001110111", "0800/111 0 111"),
        ("000", "000"),
        ("00000000", "0000 0000"),
        ("*4141", "4141"),
        ("*4141", "*4141"),
    ],
)
def test_a_number_is_found_however_it_is_written(value: str, query: str) -> None:
    assert ends_in(phone(value), query)


@pytest.mark.parametrize("query", ["877\u00a0565\u00a08860", "877\u2011565\u20118860", "877–565–8860", "877\t565 8860"])
def test_a_number_copied_from_a_page_is_found(query: str) -> None:
    assert lookup_key(query) == "8775658860"


@pytest.mark.parametrize(
    ("contact", "digits"),
    [
        (phone("988"), {"988"}),
        (phone("+18005550988"), {"18005550988"}),
        (phone("*4141"), {"4141"}),
        (phone("131114", say="13 11 14"), {"131114"}),
        (phone("+49116123", say="0 116 123"), {"49116123", "0116123"}),
        (Contact(type="sms", value="741741"), {"741741"}),
        (Contact(type="whatsapp", value="+447700900000"), {"447700900000"}),
        (Contact(type="whatsapp", value="https://wa.me/447700900000"), set()),
        (Contact(type="email", value="988@a.example"), set()),
    ],
)
def test_the_digits_of_a_contact_are_those_dialled_and_those_said(contact: Contact, digits: set[str]) -> None:
    assert dialled_digits(contact) == digits


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("call 988 now", ["988"]),
        ("988", ["988"]),
        ("is it 1-800-555-0100 or 741741?", ["18005550100", "741741"]),
        ("ring (800) 555-0100 please", ["8005550100"]),
        ("what is +1 800 555 0100", ["18005550100"]),
        ("0800 1111", ["8001111"]),
        ("call 13 11 14 in sydney", ["131114"]),
    ],
)
def test_numbers_stand_among_words(query: str, numbers: list[str]) -> None:
    assert numbers_in(query) == numbers


@pytest.mark.parametrize("query", ["", "24/7", "12 step", "covid19", "room 12", "a1b2c3", "5.99x", "988lifeline"])
def test_what_is_too_short_or_part_of_a_word_is_no_number(query: str) -> None:
    assert numbers_in(query) == []


@pytest.mark.parametrize("query", ["", " ", "veterans", "988 lifeline", "call 988", "+", "a1"])
def test_other_words_ask_for_no_number(query: str) -> None:
    assert lookup_key(query) is None


def test_digits_of_other_scripts_ask_for_the_same_number() -> None:
    assert lookup_key("٩٨٨") == lookup_key("९८८") == "988"


@given(st.from_regex(r"\+[1-9][0-9]{6,14}|[1-9][0-9]{1,10}|0[1-9][0-9]{1,9}", fullmatch=True))
def test_every_number_is_found_as_it_is_dialled(value: str) -> None:
    assert is_number(value)
    assert ends_in(phone(value), value)


@given(
    st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)
    | st.from_regex(r"\+1(900|246976|345976)[2-9][0-9]{3,6}", fullmatch=True)
)
def test_a_number_is_premium_where_the_numbering_plan_says_so(number: str) -> None:
    known = phonenumbers.number_type(phonenumbers.parse(number))
    assert is_premium(number) == (known == phonenumbers.PhoneNumberType.PREMIUM_RATE)


def test_premium_numbers_are_told_from_others() -> None:
    assert [is_premium(number) for number in ("+19002345678", "+12469761234", "+4909001234567")] == [True] * 3
    assert not any(is_premium(number) for number in ("+16145550142", "+442071838750", "988", "+1"))
