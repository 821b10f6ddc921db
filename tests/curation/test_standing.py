"""A number stands on a page in whatever form people write it; a part of another number is not it."""

import pytest

from peerfind.curation.standing import page_text, stands_on, with_digits
from peerfind.directory.model import Contact


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("+18775550116", "call 1-877-555-0116 now"),
        ("+18775550116", "(877) 555.0116"),
        ("+18775550116", "+1 877 555 0116"),
        ("+18775550116", "18775550116"),
        ("+18775550116", "<a href='tel:+18775550116'>call</a>"),
        ("+18775550116", "1\u2011877\u2011555\u20110116"),
        ("+18775550116", "877<b>555</b>0116"),
        ("+18002738255", "1-800-273-TALK"),
        ("+443457909090", "0345 790 9090"),
        ("+443457909090", "+44 (0)345 790 9090"),
        ("+443457909090", "0044 345 7909090"),
        ("116123", "116 123"),
        ("131114", "13 11 14"),
        ("988", "Call 988, 24/7"),
        ("988", "988 1 800 555 0100"),
    ],
)
def test_a_number_is_found_in_any_form(value: str, page: str) -> None:
    assert stands_on(Contact(type="phone", value=value), page_text(page))


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("+18775550116", "877-555-01160"),
        ("+18775550116", "877-555-0117"),
        ("+18775550116", "2877-555-0116 2"),
        ("+18775550116", "<td>877</td><td>5550116</td>"),
        ("+18775550116", "<script>var n = '8775550116'</script>"),
        ("+18002738255", "800-273-WALK-OFF"),
        ("988", "555-988-1234"),
        ("988", "+1 (555) 988-1234"),
        ("988", "1988"),
        ("988", "988 1234"),
        ("988", "$19.988"),
    ],
)
def test_what_is_another_number_is_not_it(value: str, page: str) -> None:
    assert not stands_on(Contact(type="phone", value=value), page_text(page))


def test_only_what_holds_digits_is_kept() -> None:
    assert with_digits(page_text("<p>Welcome, Ada</p><p>Call 988</p>")).strip() == "Call 988"
