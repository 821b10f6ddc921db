import pytest

from peerfind.errors import StaleError
from peerfind.printing.gate import admit, refusal
from tests.printing.examples import result

SOURCE = {"url": "https://harbour.example/", "checked": "2026-11-01", "how": "call"}
OLD = {"sources": [SOURCE | {"checked": "2020-01-01"}]}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "closed", "closed": "2026-01-01"}, "is closed"),
        ({"status": "paused"}, "is paused"),
        ({"contacts": []}, "has no way to reach it"),
        ({"sources": [SOURCE | {"how": "list", "page_date": "2026-11"}]}, "is known from third-party lists alone"),
        (OLD, "was last checked on 2020-01-01"),
    ],
)
def test_what_must_not_be_printed_is_refused_with_the_reason(fields: dict[str, object], why: str) -> None:
    refused = refusal(result(**fields))
    assert refused is not None
    assert refused.why == why


@pytest.mark.parametrize(
    "fields", [{}, {"contacts": [], "url": "https://harbour.example/"}, {"sources": [SOURCE | {"how": "copy"}]}]
)
def test_what_was_checked_or_is_undated_is_printed(fields: dict[str, object]) -> None:
    assert refusal(result(**fields)) is None


def test_one_refused_listing_stops_the_list_and_is_named() -> None:
    with pytest.raises(StaleError, match="1 of 2 listings can't be printed: old-line was last checked") as caught:
        admit([result(), result("old-line", **OLD)])
    assert caught.value.exit_status == 6
    assert "call-sheet" in caught.value.hint


def test_many_refused_listings_are_counted() -> None:
    with pytest.raises(StaleError, match="and 2 more"):
        admit([result(f"old-{n}", **OLD) for n in range(7)])


def test_old_ones_may_be_allowed_or_left_out() -> None:
    both = [result(), result("old-line", **OLD)]
    assert admit(both, allow_stale=True) == both
    assert admit(both, leave_out=True) == both[:1]


def test_a_closed_one_is_never_allowed() -> None:
    with pytest.raises(StaleError, match="is closed"):
        admit([result(status="closed", closed="2026-01-01", **OLD)], allow_stale=True)


def test_a_list_of_which_nothing_is_left_is_not_printed() -> None:
    with pytest.raises(StaleError, match="None of 1"):
        admit([result(**OLD)], leave_out=True)


def test_discreet_paper_takes_no_listing_without_a_number() -> None:
    chat = result("chat-room", contacts=[{"type": "chat", "value": "https://chat.example/"}])
    with pytest.raises(StaleError, match="chat-room has no number, and its address would say what it is for"):
        admit([result(), chat], discreet=True)
    assert admit([result(), chat], discreet=True, leave_out=True) == admit([result()], discreet=True)
