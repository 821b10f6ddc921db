import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.text import hidden_characters
from peerfind.feeds.cleaning import cut, email, line, link, opens_a_room, public_url, scrubbed, slug


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("  St. Ann&#8217;s\tHall ", "St. Ann’s Hall"),
        ("<b>Bold</b> &amp; <i>plain</i>", "Bold & plain"),
        ("One<br>Two<p>Three</p>", "One Two Three"),
        ("Peers.<script>alert('x')</script> Here<style>p{}</style>", "Peers. Here"),
        ("&amp;lt;b&amp;gt;twice&amp;lt;/b&amp;gt; escaped", "twice escaped"),
        ("&lt;img src=x onerror=alert(1)&gt;Hi", "Hi"),
        ("5 < 7 and 7 > 5", "5 < 7 and 7 > 5"),
        ("red\x1b[31m\u202eevil\u2066\u200b\x07\x9b", "red[31mevil"),
        ("lost \ufffd letter", "lost letter"),
        (4711, "4711"),
        (None, ""),
        (True, ""),
        (float("inf"), ""),
        (["a"], ""),
    ],
)
def test_a_text_of_a_feed_becomes_one_plain_line(raw: object, shown: str) -> None:
    assert line(raw) == shown


@given(st.text(), st.integers(min_value=5, max_value=300))
def test_no_text_brings_hidden_characters_or_more_than_fits(raw: str, longest: int) -> None:
    for shown in (line(raw, longest), scrubbed(raw, longest)):
        assert hidden_characters(shown) == []
        assert len(shown) <= longest
        assert shown == " ".join(shown.split())


def test_a_long_text_is_cut_after_a_sentence_or_a_word() -> None:
    assert cut("One two three four. Five six seven.", 25) == "One two three four."
    assert cut("One two three four five six seven", 20) == "One two three four…"
    assert len(cut("x" * 400, 300)) == 300


def test_ten_million_tags_or_quotes_take_no_time() -> None:
    assert line("<" * 10_000_000).startswith("<<<")
    assert line("<!--" * 2_000_000) != ""


@pytest.mark.parametrize(
    "raw",
    [
        "http://plain.example.org/",
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "https://user:secret@example.org/",
        "https://example.org\\@evil.example/",
        "https://exa\u202emple.org/",
        "https://example.org/ space",
        'https://example.org/"quote',
        "https://localhost/",
        "https://127.0.0.1/",
        "//example.org/",
        "www.example.org",
        "https://example.org/" + "a" * 500,
        "",
        None,
        17,
    ],
)
def test_no_other_link_than_a_plain_https_one_is_taken(raw: object) -> None:
    assert link(raw) is None


@pytest.mark.parametrize("raw", ["https://Example.ORG/A?b=C#d", " HTTPS://example.org/A?b=C#d"])
def test_a_link_keeps_its_path_as_it_is(raw: str) -> None:
    assert link(raw) == "https://example.org/A?b=C#d"


@pytest.mark.parametrize(
    ("notes", "kept"),
    [
        ("Ring the bell. Questions? Call Robin at 503-555-0144.", "Ring the bell. Questions?"),
        ("Second floor; write to robin@example.net", "Second floor;"),
        ("Passcode 424242. Wear a coat.", "Wear a coat."),
        ("Join https://zoom.us/j/1?pwd=x\nBring a chair", "Bring a chair"),
        ("Contact the secretary Robin for the key. Open to all.", "Open to all."),
        ("Basic Text Study on Mondays", "Basic Text Study on Mondays"),
        ("1st Thursday is step study", "1st Thursday is step study"),
        ("Collect by Venmo @robin.", ""),
    ],
)
def test_notes_lose_the_sentences_that_hold_somebody_s_number_address_or_passcode(notes: str, kept: str) -> None:
    assert scrubbed(notes) == kept


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://zoom.us/j/1?pwd=abc", True),
        ("https://zoom.us/j/1#pwd=abc", True),
        ("https://zoom.us/w/1?tk=abc", True),
        ("https://zoom.us/j/1", False),
        ("https://meet.example/room?lang=en", False),
    ],
)
def test_a_link_with_a_passcode_is_known(url: str, opens: bool) -> None:  # noqa: FBT001
    assert opens_a_room(url) is opens


def test_an_address_is_told_without_keys_and_passwords() -> None:
    asked = "https://me:pw@a.example/ajax.php?action=meetings&key=K&access_token=T#x"
    assert public_url(asked) == "https://a.example/ajax.php?action=meetings"


def test_an_email_address_is_one_or_none() -> None:
    assert email("mailto:a.b@example.org") == "a.b@example.org"
    assert [email(raw) for raw in ("a@b", "a b@example.org", "<a@example.org>", None)] == [None] * 4


@given(st.text())
def test_a_slug_is_made_of_small_letters_digits_and_hyphens(raw: str) -> None:
    made = slug(raw)
    assert set(made) <= {*string.ascii_lowercase, *string.digits, "-"}
    assert not made.startswith("-")
    assert not made.endswith("-")
