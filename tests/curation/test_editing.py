"""Changes to the text of listings touch the lines that change, and no other byte."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.curation.editing import amend, find, insert, items_of, place_in_order
from peerfind.directory.model import Listing, as_data, listing_from
from peerfind.directory.reading import read_listing, read_listings
from peerfind.directory.writing import render_file, render_listing
from tests.directory.examples import CODES, listings

COMMENTED = """\
# yaml-language-server: $schema=x.json

# The first.
- id: a-line
  name: A Line   # as they write it
  kind: warmline
  summary: >
    Somebody listens
    at night.
  contacts:
  # the day number
  - {type: phone, value: '+18005550100'}   # dialled twice
  - type: sms
    value: "55501"   # short code

    keyword: AUNTY
  serves: [US,
    CA]   # both
  # nothing more is known
  sources:
    - {url: "https://a.example/", checked: 2026-11-01, how: page}

# The second.
- id: b-line
  name: B Line
  kind: warmline
  summary: Another.
  serves: [US]
  sources: [{url: "https://b.example/", checked: 2026-11-01, how: call}]
"""


def changed(text: str, id_: str, **values: Any) -> tuple[str, Listing]:
    """Return the text in which a listing's fields are other ones, and the listing as it is read again."""
    span = find(text, id_)
    assert span
    old = as_data(_read(text[span.start : span.end]))
    new = as_data(listing_from({name: value for name, value in {**old, **values}.items() if value is not None}))
    text = amend(text, span, old, new)
    span = find(text, id_)
    assert span
    again = _read(text[span.start : span.end])
    assert as_data(again) == new
    return text, again


def _read(item: str) -> Listing:
    listing = read_listing(item, 1, CODES).listing
    assert listing
    return listing


def lines_of_difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that only one of two texts has, when their common start and end are taken away."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


def test_a_number_changes_on_its_own_line_and_keeps_the_comment_there() -> None:
    contacts = [{"type": "phone", "value": "+18005550199"}, {"type": "sms", "value": "55501", "keyword": "AUNTY"}]
    text, _ = changed(COMMENTED, "a-line", contacts=contacts)
    old, new = lines_of_difference(COMMENTED, text)
    assert old == ["  - {type: phone, value: '+18005550100'}   # dialled twice"]
    assert new == ['  - {type: phone, value: "+18005550199"}   # dialled twice']


def test_a_field_in_lines_of_its_own_changes_there() -> None:
    contacts = [{"type": "phone", "value": "+18005550100"}, {"type": "sms", "value": "55502", "keyword": "AUNTY"}]
    old, new = lines_of_difference(COMMENTED, changed(COMMENTED, "a-line", contacts=contacts)[0])
    assert (old, new) == (['    value: "55501"   # short code'], ['    value: "55502"   # short code'])


def test_a_new_field_stands_where_the_record_has_it() -> None:
    old, new = lines_of_difference(COMMENTED, changed(COMMENTED, "a-line", hours="24/7", cost="free")[0])
    assert (old, new) == ([], ['  hours: "24/7"', "  cost: free"])


def test_a_field_taken_away_takes_its_own_lines_along() -> None:
    two = changed(COMMENTED, "b-line", cost="free")[0]
    old, new = lines_of_difference(two, changed(two, "b-line", cost=None)[0])
    assert (old, new) == (["  cost: free"], [])


def test_a_list_over_several_lines_keeps_its_comment() -> None:
    text = changed(COMMENTED, "a-line", serves=["US", "CA", "NO"])[0]
    assert '  # both\n  serves: [US, CA, "NO"]\n  # nothing more is known\n' in text


def test_a_text_over_several_lines_is_replaced_whole() -> None:
    old, new = lines_of_difference(COMMENTED, changed(COMMENTED, "a-line", summary="Short.")[0])
    assert old == ["  summary: >", "    Somebody listens", "    at night."]
    assert new == ["  summary: Short."]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_further_source_is_one_more_line(end: str) -> None:
    before = COMMENTED.replace("\n", end)
    sources = [{"url": "https://a.example/", "checked": "2026-11-01", "how": "page"}]
    added = [*sources, {"url": "https://a.example/", "checked": "2026-11-23", "how": "call"}]
    after = changed(before, "a-line", sources=added)[0]
    line = f'    - {{url: "https://a.example/", checked: 2026-11-23, how: call}}{end}'
    assert line in after
    assert after.replace(line, "") == before


def test_a_source_in_a_list_on_one_line_gets_a_line_of_its_own() -> None:
    sources = [{"url": "https://b.example/", "checked": "2026-11-23", "how": "call"}]
    old, new = lines_of_difference(COMMENTED, changed(COMMENTED, "b-line", sources=sources)[0])
    assert len(old) == 1
    assert new == ["  sources:", '    - {url: "https://b.example/", checked: 2026-11-23, how: call}']


def test_a_file_without_a_last_line_end_stays_readable() -> None:
    text, _ = changed(COMMENTED.rstrip("\n"), "b-line", extra={"wave": "7"}, cost="free")
    assert len(list(items_of(text))) == 2


@given(first=listings, second=listings, third=listings, other=listings)
def test_only_the_lines_of_one_listing_change(first: Listing, second: Listing, third: Listing, other: Listing) -> None:
    trio = [listing.replace(id=id_) for listing, id_ in ((first, "a"), (second, "b"), (third, "c"))]
    before = render_file(trio, head="# head\n")
    goal = as_data(other.replace(id="b"))
    span = find(before, "b")
    assert span
    after = amend(before, span, as_data(trio[1]), goal)
    again = find(after, "b")
    assert again
    assert as_data(_read(after[again.start : again.end])) == goal
    assert after[: again.start] == before[: span.start]
    assert after[again.end :].lstrip("\n") == before[span.end :].lstrip("\n")


@given(listing=listings, other=listings, data=st.data())
def test_an_unchanged_field_keeps_every_byte(listing: Listing, other: Listing, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([n for n in Listing.fields if n not in ("id", "extra")]))
    before = render_listing(listing)
    goal = as_data(listing.replace(**{name: getattr(other, name)}))
    span = find(before, listing.id)
    assert span
    after = amend(before, span, as_data(listing), goal)
    assert after == render_listing(listing_from(goal)) or as_data(_read(after)) == goal
    kept = [line for line in _fields(before) if not line.startswith(f"  {name}:")]
    assert kept == [line for line in _fields(after) if not line.startswith(f"  {name}:")]


def _fields(text: str) -> list[str]:
    """Return the text of each field of an item, all its lines in one."""
    fields: list[str] = []
    for line in text.replace("- ", "  ", 1).splitlines(keepends=True):
        if line.startswith("   "):
            fields[-1] += line
        else:
            fields.append(line)
    return fields


@given(first=listings, second=listings, new=listings)
def test_a_new_listing_leaves_all_others_alone(first: Listing, second: Listing, new: Listing) -> None:
    pair = sorted(
        [first.replace(id="a"), second.replace(id="c")], key=lambda x: (x.serves[0] != "worldwide", x.serves[0], x.id)
    )
    new = new.replace(id="b")
    before = render_file(pair, head="# head\n")
    next_ = place_in_order(new, pair)
    after = insert(before, new, find(before, next_) if next_ else None)
    read = [entry.listing for entry in read_listings(after.encode(), CODES)]
    assert {x.id for x in read if x} == {"a", "b", "c"}
    assert after.replace(render_listing(new) + "\n", "", 1) == before or after == before + "\n" + render_listing(new)


def test_a_new_listing_stands_above_the_comment_of_the_next() -> None:
    new = listing_from({**as_data(_read(COMMENTED.partition("# The second.\n")[2])), "id": "aa-line"})
    after = insert(COMMENTED, new, find(COMMENTED, "b-line"))
    assert after.index("id: aa-line") < after.index("# The second.\n- id: b-line")
