import pytest

from peerfind.formats.exports.markdown_table import escaped, render
from tests.formats.exports.examples import PLAIN, export_of


def test_a_row_is_a_listing() -> None:
    head, rule, row = render(export_of(PLAIN.replace(url="https://a.example/x|y", hours="24/7"))).splitlines()
    assert head.startswith("| Service | Kind | How to reach it |")
    assert rule == "|" + " --- |" * 7
    assert row.startswith(
        "| [Night Owl](<https://a.example/x%7Cy>) | Warmline | https\\://a.example/x\\|y | day and night |"
    )


@pytest.mark.parametrize(
    ("text", "safe"), [("a|b", "a\\|b"), ("*a*", "\\*a\\*"), ("www.a.example", "www\\.a.example"), ("a. b", "a. b")]
)
def test_markup_is_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_an_alert_comes_before_the_ways_to_reach_a_service() -> None:
    row = render(export_of(PLAIN.replace(alert="Closed *today*."))).splitlines()[2]
    assert row.startswith("| Night Owl | Warmline | **ALERT: Closed \\*today\\*.** ")
