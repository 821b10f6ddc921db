import json
from typing import Any

import pytest

from peerfind.errors import RefusedError
from peerfind.feeds import tsml
from tests.feeds.reading import DATA, URL, Server, crawled, problems, read, same_as_golden

ROW = {
    "name": "Lantern",
    "slug": "lantern",
    "day": 1,
    "time": "18:00",
    "formatted_address": "1 A St, Maplewick, OR 97999, USA",
}


def one(program: str | None = "aa", **fields: Any) -> Any:
    """Return the listing of a row with some fields replaced, none where None."""
    row = {name: value for name, value in (ROW | fields).items() if value is not None}
    return read(tsml, [row], program=program).only


def test_golden_meetings() -> None:
    found = read(tsml, (DATA / "meetings.json").read_bytes(), program="aa", name="maplewick")
    assert same_as_golden("tsml.jsonl", found.listings)
    assert [problems(listing) for listing in found.listings] == [[]] * 7


def test_nothing_of_a_person_is_taken() -> None:
    found = read(tsml, (DATA / "meetings.json").read_bytes(), program="aa")
    text = repr(found)
    for private in (
        "Robin",
        "555-0144",
        "5550144",
        "5550145",
        "robin",
        "group@",
        "login-name",
        "PO Box",
        "edit",
        "424242",
        "pwd",
        "c2Vj",
    ):
        assert private not in text


def test_a_code_that_collides_is_only_read_for_its_program() -> None:
    types = ["S", "T", "Y", "A", "POA"]
    assert (one("aa", types=types).languages, one("aa", types=types).audiences) == (
        ("es",),
        ("lgbtq", "trans", "youth"),
    )
    assert (one("aca", types=types).languages, one("aca", types=types).audiences) == ((), ())
    assert one("al-anon", types=types).audiences == ("family", "youth", "parents")
    unknown = read(tsml, [ROW | {"types": [*types, "W"]}])
    assert (unknown.only.languages, unknown.only.audiences, unknown.only.topics) == ((), ("women",), ())
    assert unknown.warned("name the program")
    assert unknown.warned("means different things")


@pytest.mark.parametrize(
    ("types", "eligibility"),
    [
        (["O"], "Open: anyone may come."),
        (["C"], "Closed meeting: for its members, and for people who think that they may belong."),
        (["O", "C"], "Closed meeting: for its members, and for people who think that they may belong."),
        ([], None),
        ("Open, Women", "Open: anyone may come."),
    ],
)
def test_open_and_closed(types: object, eligibility: str | None) -> None:
    assert one(types=types).eligibility == eligibility


def test_types_come_as_names_numbers_and_texts_with_commas() -> None:
    listing = one(types="Open, Women, Spanish, Young People")
    assert (listing.audiences, listing.languages) == (("women", "youth"), ("es",))
    assert "11th step meditation" in one(types=[11, "O"]).summary


@pytest.mark.parametrize(
    ("fields", "setting"),
    [
        ({}, "in_person"),
        ({"conference_url": "https://zoom.us/j/1"}, "hybrid"),
        ({"conference_phone": "+1 (614) 555-0117"}, "hybrid"),
        ({"conference_url": "https://zoom.us/j/1", "approximate": "yes"}, "online"),
        ({"conference_url": "https://zoom.us/j/1", "approximate": True}, "online"),
        ({"conference_url": "https://zoom.us/j/1", "formatted_address": "New York, NY, USA"}, "online"),
        ({"conference_url": "https://zoom.us/j/1", "coordinates": "42.2,-73.8,42.0,-74.0"}, "online"),
        ({"formatted_address": "12 Quay Rd, Portmere BT1 0ZZ, UK"}, "in_person"),
    ],
)
def test_where_a_meeting_is_held(fields: dict[str, Any], setting: str) -> None:
    listing = one(**fields)
    assert (listing.setting, listing.place is None) == (setting, setting == "online")


@pytest.mark.parametrize(
    "fields",
    [
        {"formatted_address": "Fernbrook, OR, USA", "types": ["ONL"]},
        {"approximate": "yes"},
        {"approximate": "yes", "conference_url": "https://rooms.example.net/abc"},
        {"approximate": "yes", "conference_url": "http://zoom.us/j/1"},
        {"approximate": "yes", "conference_url": "https://zoom.us.evil.example/j/1"},
        {"approximate": "yes", "conference_phone": "555"},
        {"attendance_option": "inactive"},
        {"name": "  "},
    ],
)
def test_what_is_held_nowhere_is_no_meeting(fields: dict[str, Any]) -> None:
    found = read(tsml, [ROW | fields], program="aa")
    assert found.listings == []
    assert found.warned("passed over")


def test_a_meeting_whose_hall_is_shut_is_paused_or_online() -> None:
    shut = one(types=["TC"])
    assert (shut.status, shut.alert) == ("paused", "The usual place is closed for now.")
    online = one(types=["TC"], conference_url="https://zoom.us/j/1")
    assert (online.status, online.setting, online.place) == ("active", "online", None)
    assert online.alert == "The usual place is closed for now; the group meets online."


def test_a_room_with_a_passcode_is_never_told() -> None:
    locked = one(conference_url="https://zoom.us/j/1?pwd=abc", url="https://a.example/m/")
    assert [contact.value for contact in locked.contacts] == ["https://a.example/m/"]
    pageless = one(conference_url="https://zoom.us/j/1?pwd=abc")
    assert [contact.value for contact in pageless.contacts] == ["https://zoom.us/"]
    (dial,) = one(conference_phone="+1 646 555 0199,,7191808#,,,,#,123456#").contacts
    assert (dial.value, "123456" in repr(dial), "7191808" in repr(dial)) == ("+16465550199", False, False)


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({"day": [1, 3, 5], "time": "12:00", "end_time": "13:00"}, "Mo,We,Fr 12:00-13:00"),
        ({"day": 5, "time": "23:00", "end_time": "00:30"}, "Fr 23:00-00:30"),
        ({"day": 6, "time": "22:30", "end_time": "00:00"}, "Sa 22:30-24:00"),
        ({"day": "Thursday", "time": "7:00 PM", "end_time": "8:00 PM"}, "Th 19:00-20:00"),
        ({"day": 0, "time": "08:00", "end_time": "20:00"}, "Su 08:00+"),
        ({"day": 0, "time": "08:00", "end_time": "08:00"}, "Su 08:00+"),
        ({"day": None, "time": None}, None),
        ({"time": "Invalid time"}, None),
    ],
)
def test_meeting_times(fields: dict[str, Any], hours: str | None) -> None:
    assert one(**fields).hours == hours


def test_what_is_assumed_or_doubtful_of_a_time_is_told() -> None:
    assert "No end is listed; one hour is assumed." in one().hours_note
    assert "the night after" in one(time="00:00", end_time="01:00").hours_note
    monthly = one(notes="Meets only on the first Friday of the month.")
    assert monthly.hours is None
    assert "not held every week: Meets only on the first Friday" in monthly.hours_note
    rotating = one(notes="1st Thursday is step study.")
    assert rotating.hours == "Mo 18:00-19:00"
    assert "1st Thursday is step study" in rotating.summary


def test_rows_that_share_a_slug_keep_their_ids_whatever_their_order() -> None:
    rows = [ROW | {"day": day} for day in (1, 2)]
    one_way, other_way = read(tsml, rows), read(tsml, rows[::-1])
    assert {held.id: held.hours for held in one_way.listings} == {held.id: held.hours for held in other_way.listings}
    assert [held.id for held in one_way.listings] == ["tsml-test-lantern-mo-18-00", "tsml-test-lantern-tu-18-00"]
    assert one_way.warned("a slug is not unique")
    twice = read(tsml, [ROW, ROW])
    assert len(twice.listings) == 1
    assert twice.warned("stands twice")


def test_a_slug_may_be_a_number_or_missing() -> None:
    assert one(slug=4711).id == "tsml-test-4711"
    assert one(slug=None).id.startswith("tsml-test-lantern-mo-18-00")


def test_the_office_s_address_counts_only_where_it_is_the_office_s() -> None:
    office = {"entity_url": "https://office.example.org", "entity_phone": "614-555-0123"}
    own = one(**office, entity_email="hi@office.example.org")
    assert [contact.value for contact in own.contacts] == ["+16145550123", "hi@office.example.org"]
    assert [contact.value for contact in one(**office, entity_email="webmaster@gmail.example").contacts] == [
        "+16145550123"
    ]


def test_zones_come_from_the_row_or_the_place_and_are_else_unknown() -> None:
    assert one(timezone="EST").timezone == "America/New_York"
    assert one(timezone="Mars").timezone is None
    assert one(formatted_address="1 A St, Dayton, OH 45402, USA").timezone == "America/New_York"


def test_a_feed_without_a_country_needs_one_in_its_settings() -> None:
    found = read(tsml, [ROW | {"formatted_address": "1 A St, Maplewick"}], country=None)
    assert found.listings == []
    assert found.warned("give the feed a country")


def test_all_shapes_of_a_feed_are_read() -> None:
    sheet = {
        "values": [
            ["Name", "Slug", "Day", "Time", "Types", "Full Address"],
            ["Lantern", "lantern", "Sunday", "6:00 PM", "Open", "1 A St, Maplewick, OR 97999, USA"],
        ]
    }
    assert read(tsml, sheet, program="aa").only.hours == "Su 18:00-19:00"
    assert read(tsml, {"meetings": [ROW], "warnings": []}, program="aa").only.id == "tsml-test-lantern"
    older = {
        "meeting": "Lantern",
        "id": 7,
        "day": 1,
        "start_time": "18:00",
        "full_address": "1 A St, X, OR 97999, USA",
        "zip": 97999,
    }
    assert read(tsml, [older], program="aa").only.id == "tsml-test-7"


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"<!DOCTYPE html><title>Just a moment...</title>", "a web page"),
        ({"error": "HTTP/1.1 401 Unauthorized"}, "refused"),
        ({"code": "feed_restricted", "message": "This list is restricted."}, "refused"),
        ([], "no meeting in it"),
        ({"meetings": {}}, "not a list"),
        (17, "not a list"),
        (b'[{"name": "half', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ([{"name": "X", "timeUTC": "2026-12-06T15:00:00.000Z"}], "not Meeting Guide"),
    ],
)
def test_what_is_no_feed_is_refused(document: Any, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        read(tsml, document)


def test_the_format_is_recognised() -> None:
    assert tsml.recognises("https://a.example/wp-admin/admin-ajax.php?action=meetings", b"")
    assert tsml.recognises("https://a.example/x.json", json.dumps([ROW]).encode())
    assert not tsml.recognises("https://a.example/x.json", (DATA / "bmlt-meetings.json").read_bytes())


def test_a_feed_is_one_document() -> None:
    assert crawled(tsml, URL, Server({URL: [ROW]}))[0][0] == URL
