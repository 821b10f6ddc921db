import datetime as dt
from typing import Any

import pytest

from peerfind.directory.model import Listing
from peerfind.errors import RefusedError
from peerfind.feeds.lines import Lines
from peerfind.feeds.review import Neighbours, Review, review
from tests.feeds.examples import listing, number

TODAY = dt.date(2026, 11, 23)
MANY = [listing(f"other-{n}", number(n)) for n in range(100)]


def held_of(found: Review) -> dict[str, tuple[str, ...]]:
    return {item.change.listing.id: item.reasons for item in found.held}


def reviewed(old: list[Listing], new: list[Listing], *, missing: dict[str, str] | None = None, **more: Any) -> Review:
    neighbours = Neighbours(dict, lambda _: None)
    return review(Lines(old), Lines(new), **{"today": TODAY, "missing": missing or {}, "neighbours": neighbours} | more)


def crisis(**fields: Any) -> Listing:
    return listing("line", **{"kind": "crisis_line", "number": "+18005550100"} | fields)


def test_what_is_new_and_what_nobody_dials_counts_at_once() -> None:
    found = reviewed([crisis(), *MANY], [crisis(summary="Other words."), *MANY, listing("new", number(300))])
    assert found.held == ()
    assert found.listings["line"].summary == "Other words."
    assert "new" in found.listings


@pytest.mark.parametrize(
    "change",
    [
        {"number": "+13305559999"},
        {"contacts": []},
        {"contacts": [{"type": "phone", "value": "+18005550100", "press": "2"}]},
        {"dispatch": "may"},
        {"kind": "helpline"},
    ],
    ids=str,
)
def test_what_a_crisis_line_is_dialled_by_waits_for_somebody(change: dict[str, Any]) -> None:
    found = reviewed([crisis(), *MANY], [crisis(**change), *MANY])
    assert "line" in held_of(found)
    assert found.listings["line"] == crisis()
    assert not found.applied


def test_a_changed_keyword_of_a_warmline_waits_for_somebody() -> None:
    old, new = (
        listing("warm", kind="warmline", contacts=[{"type": "sms", "value": "741741", "keyword": word}])
        for word in ("HOME", "HOMES")
    )
    assert "warm" in held_of(reviewed([old, *MANY], [new, *MANY]))


def test_what_somebody_accepted_counts() -> None:
    new = crisis(number="+13305559999")
    for accepted in (["line"], ["all"]):
        found = reviewed([crisis(), *MANY], [new, *MANY], accepted=accepted)
        assert (found.held, found.listings["line"]) == ((), new)


def test_a_number_two_slips_from_the_old_one_waits_and_another_does_not() -> None:
    old = listing("office", "+12165550100")
    near = reviewed([old, *MANY], [listing("office", "+12165550110"), *MANY])
    assert held_of(near)["office"] == ("+12165550110 is one slip from the old +12165550100",)
    far = reviewed([old, *MANY], [listing("office", "+16145559999"), *MANY])
    assert far.held == ()


def test_a_number_near_another_listings_waits_and_the_same_number_does_not() -> None:
    known = {"18006624357": ("big-line", "Big Line")}
    more = {"neighbours": Neighbours(lambda: known, known.get)}
    near = reviewed([], [listing("new", "+18006624375")], **more)
    assert held_of(near)["new"] == ("+18006624375 is one slip from 18006624357 of Big Line",)
    assert "new" not in near.listings
    assert reviewed([], [listing("same", "+18006624357")], **more).held == ()
    assert reviewed([], [listing("big-line", "+18006624375")], **more).held == ()


def test_a_number_that_costs_the_caller_waits() -> None:
    assert "premium rate" in held_of(reviewed([], [listing("new", "+19005550100")]))["new"][0]


def test_more_than_a_twentieth_of_the_numbers_at_once_waits() -> None:
    def changed(count: int) -> list[Listing]:
        return [listing(one.id, number(500 + n)) if n < count else one for n, one in enumerate(MANY)]

    assert reviewed(MANY, changed(5)).held == ()
    found = reviewed(MANY, changed(6))
    assert len(found.held) == 6
    assert found.held[0].reasons == ("a mass change: 6 of 100 listings get other numbers",)


def split(n: int, kept: str | None, went: str) -> list[Listing]:
    """Return a service that had two numbers, of which another place of it has one now."""
    return [listing(f"other-{n}", kept), listing(f"other-{n}-at-0123abcd", went)]


def both(n: int) -> Listing:
    contacts = [{"type": "phone", "value": value} for value in (number(n), number(n + 500))]
    return listing(f"other-{n}", contacts=contacts)


def test_numbers_that_go_over_to_other_places_of_a_service_are_no_mass_change() -> None:
    old = [both(n) for n in range(100)]
    found = reviewed(old, [one for n in range(100) for one in split(n, number(n), number(n + 500))])
    assert found.held == ()
    assert len(found.listings) == 200
    swapped = reviewed(old, [one for n in range(100) for one in split(n, number(n + 700), number(n + 500))])
    assert len(swapped.held) == 100
    lost = reviewed(old, [one for n in range(100) for one in split(n, number(n), number(n + 700))])
    assert len(lost.held) == 100


def test_a_crisis_line_that_gives_a_number_to_another_place_waits_for_somebody() -> None:
    old = both(0).replace(kind="crisis_line")
    kept, went = (one.replace(kind="crisis_line") for one in split(0, number(0), number(500)))
    assert [*held_of(reviewed([old, *MANY[1:]], [kept, went, *MANY[1:]]))] == ["other-0"]


@pytest.mark.parametrize(("kind", "waiting"), [("service", 0), ("crisis_line", 1)])
def test_places_of_a_service_may_have_numbers_in_a_row_but_not_those_of_a_crisis_line(kind: str, waiting: int) -> None:
    known = {"12165550142": ("drop-in", "Drop-in")}
    near = Neighbours(lambda: known, known.get)
    found = reviewed([], [listing("drop-in-at-0123abcd", "+12165550143", kind=kind)], neighbours=near)
    assert len(found.held) == waiting
    assert reviewed([], [listing("drop-out-at-0123abcd", "+12165550143")], neighbours=near).held


def test_what_is_gone_is_kept_and_marked_with_the_day_on_which_it_was_missed_first() -> None:
    found = reviewed([crisis(), *MANY], MANY)
    assert found.listings["line"].extra == {"not_seen_since": "2026-11-23"}
    assert found.held == ()
    later = reviewed([*found.listings.values()], MANY, missing=dict(found.missing), today=TODAY + dt.timedelta(9))
    assert later.listings["line"].extra == {"not_seen_since": "2026-11-23"}
    assert not later.applied
    back = reviewed([*later.listings.values()], [crisis(), *MANY], missing=dict(later.missing))
    assert back.listings["line"] == crisis()
    assert back.missing == {}


def test_more_than_a_fifth_gone_at_once_waits() -> None:
    found = reviewed(MANY, MANY[21:])
    assert len(found.held) == 21
    assert found.listings["other-0"] == MANY[0]
    assert reviewed(MANY, MANY[20:]).held == ()
    accepted = reviewed(MANY, MANY[21:], accepted=["all"])
    assert accepted.listings["other-0"].extra["not_seen_since"] == "2026-11-23"


def test_a_meeting_is_gone_after_two_complete_reads_without_it() -> None:
    first = reviewed(MANY, MANY[1:], meetings=True)
    assert "other-0" in first.listings
    second = reviewed([*first.listings.values()], MANY[1:], missing=dict(first.missing), meetings=True)
    assert "other-0" not in second.listings
    assert [change.sort for change in second.applied] == ["gone"]


def test_a_meeting_that_comes_back_starts_anew() -> None:
    first = reviewed(MANY, MANY[1:], meetings=True)
    back = reviewed([*first.listings.values()], MANY, missing=dict(first.missing), meetings=True)
    assert back.missing == {}


def test_a_feed_that_lost_most_of_its_meetings_is_refused() -> None:
    with pytest.raises(RefusedError, match="41 of 100 meetings are gone"):
        reviewed(MANY, MANY[41:], meetings=True)


def test_an_end_counts_at_once_even_where_the_number_waits() -> None:
    new = crisis(number="+13305559999", status="closed", closed="2026-11-20", replaced_by="other-1")
    found = reviewed([crisis(), *MANY], [new, *MANY])
    kept = found.listings["line"]
    assert (kept.status, kept.replaced_by, kept.contacts) == ("closed", "other-1", crisis().contacts)
    assert "line" in held_of(found)
