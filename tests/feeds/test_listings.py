import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from peerfind.directory.model import Listing, as_data
from peerfind.directory.writing import render_file
from peerfind.errors import RefusedError
from peerfind.feeds import listings
from tests.conftest import SMALL
from tests.directory.examples import listings as any_listing
from tests.feeds.reading import URL, Server, crawled, problems, read

RECORD = {
    "id": "night-owl",
    "name": "Night Owl",
    "kind": "warmline",
    "summary": "Peers listen.",
    "serves": ["US"],
    "contacts": [{"type": "phone", "value": "+16145550142"}, {"type": "sms", "value": "741741", "keyword": "NO"}],
    "place": {"city": "Dayton", "lat": 39.76, "lon": -84.19},
    "peer_run": True,
    "age": {"min": 18},
    "sources": [{"url": "https://owl.example.org/", "checked": "2026-11-22", "how": "page"}],
}


def one(**fields: Any) -> Listing:
    return read(listings, [RECORD | fields]).only


def test_the_yaml_of_volunteers_is_read() -> None:
    found = read(listings, (SMALL / "resources.yaml").read_bytes())
    assert len(found.listings) > 3
    assert found.warnings == []


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_export_prints_is_read_as_it_was(run: Any, form: str) -> None:
    there = read(
        listings, *(path.read_bytes() for path in sorted([SMALL / "resources.yaml", *SMALL.glob("resources/*.yaml")]))
    )
    exported = run("export", "--format", form)
    held = read(listings, exported.out.encode())
    assert {listing.id: listing for listing in held.listings} == {
        listing.id: listing for listing in there.listings if listing.status == "active"
    }


@pytest.mark.parametrize(
    "document",
    [
        [RECORD],
        {"results": [RECORD]},
        {"schema_version": 9, "listings": [RECORD]},
        RECORD,
        json.dumps(RECORD).encode(),
        json.dumps(RECORD, indent=2).encode(),
        b"\xef\xbb\xbf" + json.dumps([RECORD]).encode(),
        json.dumps(RECORD).encode() + b"\n{half\n",
    ],
)
def test_all_forms_of_json_are_read(document: Any) -> None:
    assert read(listings, document).only.contacts[1].keyword == "NO"


def test_what_a_newer_version_writes_is_read_by_this_one() -> None:
    newer = RECORD | {
        "kind": "hologram_line",
        "topics": ["grief", "time-travel"],
        "dispatch": "by-drone",
        "waits": {"usual": "5 min"},
        "contacts": [{"type": "hologram", "value": "x"}, {"type": "phone", "value": "988", "lag": "none"}],
        "serves": ["US", "MARS"],
    }
    found = read(listings, [newer])
    listing = found.only
    assert (listing.kind, listing.topics, listing.dispatch, listing.serves) == ("service", ("grief",), None, ("US",))
    assert [contact.value for contact in listing.contacts] == ["988"]
    assert listing.extra == {"waits": {"usual": "5 min"}}
    assert len(found.warnings) >= 6


def test_a_status_that_is_not_known_hides_the_listing() -> None:
    assert one(status="asleep").status == "paused"


@pytest.mark.parametrize("bad", [{"id": "x"}, 3, None, [], {"id": "Not A Slug"}, {"a": {"b": {}}}])
def test_one_that_can_t_be_read_hides_no_other(bad: Any) -> None:
    found = read(listings, [bad, RECORD])
    assert found.only.id == "night-owl"
    assert found.warned("passed over")


def test_of_two_with_one_id_the_first_is_taken() -> None:
    found = read(listings, [RECORD, RECORD | {"name": "Impostor"}])
    assert (found.only.name, found.warned("an id stands twice")) == ("Night Owl", True)


def test_only_https_links_are_taken() -> None:
    assert one(url="http://owl.example.org/").url is None
    assert one(url="javascript:alert(1)").url is None
    bad = one(
        contacts=[
            {"type": "web", "value": "https://a@b.example/"},
            {"type": "web", "value": "https://owl.example.org/"},
        ]
    )
    assert [contact.value for contact in bad.contacts] == ["https://owl.example.org/"]


def test_hours_that_can_t_be_read_become_words() -> None:
    listing = one(
        hours="9am-5pm", hours_note="Weekdays", contacts=[{"type": "phone", "value": "988", "hours": "whenever"}]
    )
    assert (listing.hours, listing.hours_note, listing.contacts[0].hours) == (None, "9am-5pm; Weekdays", None)


def test_hidden_characters_do_not_come_through() -> None:
    assert one(name="Night\x1b[2J\u202eOwl").name == "Night[2JOwl"


@pytest.mark.parametrize(
    "document", [b"", b"<html>", b"[", b"{", b"[]", b"a: b", {"results": []}, b"\x00\xff", b"[" * 99_999]
)
def test_what_holds_no_listing_is_refused(document: Any) -> None:
    with pytest.raises(RefusedError):
        read(listings, document)


@settings(max_examples=30)
@given(any_listing)
def test_a_listing_comes_back_as_it_was(listing: Listing) -> None:
    for document in ([as_data(listing)], render_file([listing]).encode()):
        found = read(listings, document, country=None)
        assert [found.only.name, found.only.sources] == [listing.name, listing.sources]
        assert problems(found.only, http_sources=True) == []


def test_the_format_is_recognised() -> None:
    assert listings.recognises("https://x.example/resources.yaml", b"")
    assert listings.recognises("https://x.example/a", b"# comment\n- id: x\n")
    assert listings.recognises("https://x.example/a", json.dumps([RECORD]).encode())
    assert not listings.recognises("https://x.example/a", b"<html>")


def test_a_feed_is_one_document() -> None:
    assert crawled(listings, URL, Server({URL: [RECORD]})) == [(URL, json.dumps([RECORD]).encode())]
    assert Path(URL).name == "v3"
