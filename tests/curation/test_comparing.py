import pytest

from peerfind.curation.comparing import as_markdown, as_text, grave
from peerfind.curation.findings import Given
from peerfind.directory.changes import Change, compare
from peerfind.directory.model import Listing
from peerfind.directory.reading import read_listings
from tests.curation.listings import whole

NUMBER = 'contacts:\n  - {{type: phone, value: "{}"}}\n'


def changes(before: str, after: str, given: Given) -> list[Change]:
    states = [[entry.listing for entry in read_listings(text.encode(), given.codes)] for text in (before, after)]
    return compare(*({listing.id: listing for listing in state if listing} for state in states))


def card(listing: Listing) -> str:
    return f"{listing.name}\n{''.join(contact.value for contact in listing.contacts)}\n"


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        ("kind: crisis_line\n" + NUMBER.format("988"), "kind: crisis_line\n" + NUMBER.format("989"), True),
        ("kind: warmline\n" + NUMBER.format("988"), "kind: warmline\n" + NUMBER.format("989"), False),
        ("kind: crisis_line\n", "kind: crisis_line\nname: Other\n", False),
        ("kind: crisis_line\n", "kind: crisis_line\nstatus: paused\n", True),
        ("kind: crisis_line\n", "kind: crisis_line\nstatus: closed\nclosed: 2026-11-01\n", True),
        ("kind: crisis_line\n" + NUMBER.format("988"), "kind: warmline\n" + NUMBER.format("989"), True),
        ("id: old\nkind: crisis_line\n", "id: old-line\nkind: crisis_line\n", True),
    ],
)
def test_what_people_dial_on_a_crisis_line_is_grave(before: str, after: str, held: bool, given: Given) -> None:  # noqa: FBT001
    assert bool(grave(changes(whole(before), whole(after), given))) is held


def test_a_new_crisis_line_is_not_grave(given: Given) -> None:
    assert grave(changes("", whole("kind: crisis_line\n"), given)) == []


def test_cards_show_what_was_and_what_is(given: Given) -> None:
    held = changes(whole(NUMBER.format("988")), whole(NUMBER.format("989")), given)
    assert as_text(held, card).endswith("  Harbour Line\n- 988\n+ 989\n")


def test_markdown_is_safe_whatever_a_listing_holds(given: Given) -> None:
    held = changes("", whole('name: "@team <b> ```x [a](b)"\n'), given)
    told = as_markdown(held, lambda listing: f"````\n{listing.name}\n")
    assert "### &#64;team \\<b\\> \\`\\`\\`x \\[a\\](b) (`harbour-line`): new" in told
    assert "`````diff\n+ ````\n" in told


def test_no_change_is_told(given: Given) -> None:
    assert as_markdown(changes(whole(), whole(), given), card) == "No listing changes.\n"


SOURCE = 'sources:\n  - {url: "https://harbour.example/", checked: 2026-11-23, how: call, by: [Ada, Ben]}\n'


def test_a_change_that_two_people_stand_for_is_not_asked_for_again(given: Given) -> None:
    before, after = ("kind: crisis_line\n" + NUMBER.format(number) for number in ("988", "989"))
    found = changes(whole(before), whole(after + SOURCE), given)
    assert grave(found) == []
    assert "! a crisis line: Ada and Ben stand for it\n" in as_text(found)
    assert (
        "**1 crisis line changes what people dial: `harbour-line`.** Two people stand for `harbour-line`: Ada and Ben."
        in (as_markdown(found, card))
    )


def test_only_the_sources_that_change_are_told(given: Given) -> None:
    kept = '  - {url: "https://kept.example/", checked: 2026-11-22, how: page}\n'
    (change,) = changes(whole("sources:\n" + kept), whole(SOURCE + kept), given)
    (field,) = change.details
    assert (field.path, field.old, field.new["by"]) == ("sources", None, ["Ada", "Ben"])
