import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.feeds.identity import day_of, listing_id, source_of
from tests.feeds.reading import TODAY, facts


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_slugs_and_keep_different_rows_apart(one: str, other: str) -> None:
    made = [listing_id("tsml", "ohio", own) for own in (one, other)]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", held) and len(held) <= 80 for held in made)
    assert (made[0] == made[1]) is (one == other)


def test_an_id_is_told_by_format_feed_and_the_feed_s_own_name() -> None:
    assert listing_id("tsml", "ohio", "monday-group") == "tsml-ohio-monday-group"
    assert listing_id("bmlt", "Área Sur", 17) == "bmlt-area-sur-17"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-03 17:05:12", "2026-03-03"),
        ("2020-04-0416:50:58", "2020-04-04"),
        ("2026-09-15T10:30:45.123Z", "2026-09-15"),
        ("10/31/2022", "2022-10-31"),
        ("31/10/2022", "2022-10-31"),
        ("04/10/2022", "2022"),
        ("05/05/2022", "2022-05-05"),
        ("0000-00-00", None),
        ("2026-02-30", None),
        ("2031-01-01", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_row_s_date_is_taken_as_far_as_it_is_certain(text: object, day: str | None) -> None:
    assert day_of(text, dt.date(2026, 11, 23)) == day


def test_a_source_is_as_strong_as_a_list_and_holds_no_key() -> None:
    source = source_of(facts(url="https://a.example/feed?key=K"), None, "2026-03-03")
    assert (source.url, source.how, source.checked, source.page_date) == (
        "https://a.example/feed", "list", TODAY, "2026-03-03",
    )  # fmt: skip
    assert source_of(facts(), "https://a.example/meeting/", None).url == "https://a.example/meeting/"
