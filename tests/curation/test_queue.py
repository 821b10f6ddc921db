"""The queue of what needs checking, and what a call writes."""

import datetime as dt
from typing import Any

from peerfind.curation.links import pages_of, standings
from peerfind.curation.pages import Page
from peerfind.curation.queue import by_harm, outcome, what_to_do, with_call
from peerfind.curation.rounds import Round, walk
from peerfind.directory.loading import load_reference
from peerfind.directory.model import Contact, Listing, listing_from
from peerfind.lookup.store import DATA

TODAY = dt.date(2026, 11, 23)
VOCABULARY = load_reference(DATA).vocabulary


def listing(id_: str, kind: str = "warmline", *sources: tuple[str, str], **values: Any) -> Listing:
    checks = [{"url": f"https://{how}.example/", "checked": day, "how": how} for day, how in sources]
    named = {"id": id_, "name": id_, "kind": kind, "summary": "x", "serves": ["US"], "sources": checks}
    return listing_from({"contacts": [{"type": "phone", "value": "988"}], **named, **values})


def test_crisis_lines_come_first_then_the_oldest_then_the_weakest() -> None:
    found = by_harm(
        [
            listing("group", "support_group", ("2020-01-01", "page")),
            listing("warm", "warmline", ("2025-01-01", "page")),
            listing("crisis-fresh", "crisis_line", ("2026-11-01", "call")),
            listing("crisis-undated", "crisis_line", ("2026-11-01", "copy")),
            listing("crisis-page", "crisis_line", ("2026-01-01", "page")),
            listing("crisis-call", "crisis_line", ("2026-01-01", "call")),
            listing("closed", "crisis_line", ("2020-01-01", "call"), status="closed", closed="2026-01-01"),
        ],
        TODAY,
        VOCABULARY,
    )
    order = ["crisis-undated", "crisis-page", "crisis-call", "crisis-fresh", "warm", "group"]
    assert [one.listing.id for one in found] == order
    assert [one.overdue for one in found] == [True, True, True, False, True, True]


def test_a_call_is_one_more_source_with_the_page_that_was_read_last() -> None:
    held = with_call(listing("a", "warmline", ("2026-01-01", "list"), ("2026-02-01", "copy")), TODAY, ("Ada",))
    call = {"url": "https://copy.example/", "checked": "2026-11-23", "how": "call", "by": ["Ada"]}
    assert held["sources"][2:] == [call]


def test_a_further_call_takes_the_place_of_the_last() -> None:
    held = with_call(listing("a", "warmline", ("2026-01-01", "call"), ("2026-02-01", "copy")), TODAY)
    assert [(source["how"], source["checked"]) for source in held["sources"]] == [
        ("call", "2026-11-23"),
        ("copy", "2026-02-01"),
    ]


def test_a_listing_is_confirmed_only_when_every_number_is() -> None:
    assert outcome({0: "yes", 1: "yes"}, 2) == "yes"
    assert outcome({0: "yes", 1: "skip"}, 2) == "part"
    assert outcome({0: "yes"}, 2) == "part"
    assert outcome({0: "yes", 1: "no"}, 2) == "no"
    assert outcome({0: "skip"}, 1) == ""
    assert outcome({}, 0) == ""


def test_what_to_do_is_told_in_words() -> None:
    assert what_to_do(Contact(type="phone", value="+18775550116", press="2")) == "Call 877-555-0116, then press 2"
    assert what_to_do(Contact(type="sms", value="741741", keyword="HOME")) == "Text HOME to 741741"


def walked(answers: list[str], *listings: Listing) -> tuple[Round, list[str], list[str]]:
    """Walk through listings with these answers; return what came of it, what was confirmed and what was told."""
    confirmed: list[str] = []
    told: list[str] = []
    given = iter(answers)
    came = walk(
        by_harm(listings, TODAY, VOCABULARY),
        lambda one: one.listing.id,
        lambda *_: next(given),
        told.append,
        lambda one: confirmed.append(one.id),
    )
    return came, confirmed, told


TWO = [{"type": "phone", "value": "988"}, {"type": "sms", "value": "988"}]


def test_a_round_confirms_what_is_right_and_names_what_is_wrong() -> None:
    rest = [listing(name, "warmline", ("2020-01-01", "page")) for name in ("b", "c", "d", "e")]
    came, confirmed, _ = walked(
        ["yes", "Y", "n", "what", "c", "s", "q"], listing("a", "crisis_line", contacts=TWO, sources=SOURCE), *rest
    )
    assert confirmed == ["a"]
    assert (came.confirmed, came.wrong) == (("a",), ("b", "c"))


SOURCE = [{"url": "https://a.example/", "checked": "2020-01-01", "how": "page"}]


def test_a_listing_of_which_a_number_was_skipped_is_not_confirmed() -> None:
    came, confirmed, told = walked(["y", "s"], listing("a", contacts=TWO, sources=SOURCE))
    assert (came.confirmed, confirmed) == ((), [])
    assert "Not every number was dialled, so nothing is written." in told[-1]


def test_a_number_stands_on_one_of_its_pages_or_is_missed() -> None:
    one = listing("a", "warmline", ("2026-01-01", "copy"), ("2026-01-01", "list"), url="https://a.example/")
    assert pages_of(one) == ["https://copy.example/", "https://a.example/"]
    copy, own = pages_of(one)
    gone = Page(url=copy, problem="answers 404", gone=True)

    def verdict(*pages: Page) -> tuple[str, tuple[str, ...]]:
        (standing,) = standings([one], {page.url: page for page in pages})
        return standing.verdict, standing.pages

    assert verdict(gone, Page(url=own, text="Call 988")) == ("stands", (own,))
    assert verdict(gone, Page(url=own, text="Call 989")) == ("not on its pages", (own, f"{copy} (answers 404)"))
    assert verdict(gone)[0] == "no page could be read"
