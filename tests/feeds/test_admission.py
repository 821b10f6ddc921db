from peerfind.feeds.admission import admitted
from tests.feeds.examples import listing


def test_each_id_comes_in_once_and_the_first_counts() -> None:
    told: list[str] = []
    first, second = listing("a", "+12165550100"), listing("a", "+12165550199")
    assert [*admitted([first, second], told.append)] == [first]
    assert told == ["a: this id came before; the first is kept"]


def test_what_somebody_asked_to_have_removed_stays_out() -> None:
    told: list[str] = []
    held = [listing("a", "+12165550100"), listing("b", "+12165550199")]
    assert [one.id for one in admitted(held, told.append, "+12165550100".__eq__)] == ["b"]
    assert "+12165550100" not in told[0]


def test_what_could_fool_a_reader_or_a_terminal_stays_out() -> None:
    told: list[str] = []
    odd = [
        listing("a", name="Night\u202eline"),
        listing("b", contacts=[{"type": "chat", "value": "javascript:alert(1)"}]),
        listing("c", contacts=[{"type": "phone", "value": "call us"}]),
        listing("d", sources=[]),
    ]
    assert [*admitted(odd, told.append)] == []
    assert len(told) == 4


def test_a_page_without_https_is_left_out_and_the_listing_is_not() -> None:
    (kept,) = admitted([listing("a", "988", url="http://plain.example/")], lambda _: None)
    assert (kept.url, kept.contacts[0].value) == (None, "988")


def test_a_feed_does_not_say_what_this_program_says() -> None:
    (kept,) = admitted([listing("a", also_in=["x"], not_seen_since="2020-01-01", newer="kept")], lambda _: None)
    assert kept.extra == {"newer": "kept"}
