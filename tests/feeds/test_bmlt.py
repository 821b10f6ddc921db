import json
from typing import Any

import pytest

from peerfind.errors import NetworkError, RefusedError
from peerfind.feeds import bmlt
from tests.feeds.reading import DATA, Read, Server, crawled, problems, read, same_as_golden

ROOT = "https://bmlt.example.org/main_server"
FILES = ("bmlt-meetings.json", "bmlt-formats.json", "bmlt-bodies.json", "bmlt-info.json")
DOCUMENTS = [(DATA / name).read_bytes() for name in FILES]
ROW = json.loads(DOCUMENTS[0])[0]


def one(**fields: Any) -> Any:
    return read(bmlt, [ROW | fields], *DOCUMENTS[1:]).only


@pytest.fixture(scope="module")
def server() -> Read:
    return read(bmlt, *DOCUMENTS, name="fern")


def test_golden_meetings(server: Read) -> None:
    assert same_as_golden("bmlt.jsonl", server.listings)
    assert [problems(listing) for listing in server.listings] == [[]] * 8


def test_what_is_not_published_is_passed_over(server: Read) -> None:
    assert "Not Published" not in repr(server.listings)
    assert server.warned("not published")


def test_nothing_of_a_person_and_no_key_is_taken(server: Read) -> None:
    for private in ("Robin", "5550144", "robin@", "Passcode", "000000,", "not-for-anybody"):
        assert private not in repr(server)


def test_weekdays_count_from_sunday_one_and_meetings_cross_midnight(server: Read) -> None:
    assert [held.hours for held in server.listings[:3]] == ["Su 18:00-19:30", "Sa 23:00-00:30", "Mo 19:00-20:00"]


def test_settings_follow_the_venue_type_and_else_the_formats(server: Read) -> None:
    held = {listing.name: listing for listing in server.listings}
    settings = {name: listing.setting for name, listing in held.items()}
    assert settings["On the Screen"] == settings["Older Row"] == settings["Hall Shut, Virtual For Now"] == "online"
    assert settings["Both Ways"] == "hybrid"
    assert held["Hall Shut, Virtual For Now"].place is None
    assert (held["Hall Shut"].status, held["Hall Shut, Virtual For Now"].status) == ("paused", "active")


def test_formats_are_told_by_their_world_id_not_by_letters() -> None:
    german = [{"key_string": "G", "name_string": "Geschlossen", "id": "4", "world_id": "CLOSED"}]
    assert "Closed meeting" in read(bmlt, [ROW | {"format_shared_id_list": "4"}], german).only.eligibility
    local = [{"key_string": "W", "name_string": "Worksheet", "id": "4", "world_id": None}]
    listing = read(bmlt, [ROW | {"format_shared_id_list": "4"}], local).only
    assert (listing.audiences, "Worksheet" in listing.summary) == ((), True)
    assert read(bmlt, [ROW | {"format_shared_id_list": "99"}], german).warned("not among those")


def test_formats_by_key_serve_where_a_row_has_no_ids() -> None:
    assert one(format_shared_id_list="", formats="W").audiences == ("women",)


def test_sign_language_and_spoken_languages() -> None:
    forms = [
        {"key_string": "SL", "name_string": "Sign Language", "id": "1", "world_id": "LANG"},
        {"key_string": "ES", "name_string": "Espanol", "id": "2", "world_id": "LANG"},
        {"key_string": "QQ", "name_string": "Elvish", "id": "3", "world_id": "LANG"},
    ]
    listing = read(bmlt, [ROW | {"format_shared_id_list": "1,2,3"}], forms).only
    assert (listing.languages, "Elvish" in listing.summary) == (("ase", "es"), True)


def test_both_open_and_closed_is_closed_and_a_default_is_told_as_one() -> None:
    assert one(format_shared_id_list="4,17").eligibility.startswith("Closed meeting")
    assert "The list's default" in one(format_shared_id_list="27").eligibility
    assert read(bmlt, [ROW | {"format_shared_id_list": "27"}], *DOCUMENTS[1:3]).only.eligibility is None


@pytest.mark.parametrize(
    ("fields", "hours"),
    [
        ({"duration_time": "24:00:00", "start_time": "00:00:00"}, "Su 00:00+"),
        ({"duration_time": "12:00:00"}, "Su 18:00+"),
        ({"duration_time": ""}, "Su 18:00-19:00"),
        ({"weekday_tinyint": "0"}, None),
        ({"weekday_tinyint": "8"}, None),
        ({"start_time": "late"}, None),
    ],
)
def test_meeting_times(fields: dict[str, Any], hours: str | None) -> None:
    assert one(**fields).hours == hours


def test_states_are_free_text(server: Read) -> None:
    assert {listing.serves for listing in server.listings if listing.setting != "online"} == {("US-OR",)}
    assert read(bmlt, [ROW | {"location_province": "Fernland"}], *DOCUMENTS[1:]).warned(
        "a state or province is not known"
    )


def test_the_page_and_number_are_the_nearest_service_body_s() -> None:
    near, far = one(), one(service_body_bigint="13")
    assert near.url == "https://fern.example.org"
    assert near.contacts[0].value == "+15035550101"
    assert near.contacts[0].note == "information about meetings; not a crisis line"
    assert (far.url, far.contacts[0].value) == ("https://region.example.org/", "+15035550100")


def test_an_area_that_belongs_to_itself_ends() -> None:
    bodies = [{"id": "12", "parent_id": "12", "name": "Loop"}]
    assert read(bmlt, [ROW], bodies).only.url is None


def test_an_empty_answer_is_refused_with_what_to_do() -> None:
    with pytest.raises(RefusedError, match="no meeting") as error:
        read(bmlt, [])
    assert "services=" in error.value.hint


def test_the_four_answers_are_asked_for_and_a_filter_is_kept() -> None:
    start = f"{ROOT}/client_interface/json/?switcher="
    names = ("GetSearchResults", "GetFormats", "GetServiceBodies", "GetServerInfo")
    server = Server({f"{start}{name}": [] for name in names} | {f"{start}GetSearchResults&services=12": []})
    crawled(bmlt, f"{ROOT}/", server)
    assert server.asked == [f"{start}{name}" for name in names]
    crawled(bmlt, f"{start}GetSearchResults&services=12&advanced_published=0", server)
    assert server.asked[4] == f"{start}GetSearchResults&services=12"
    with pytest.raises(NetworkError):
        crawled(bmlt, ROOT, Server({f"{start}GetSearchResults": []}))


def test_the_format_is_recognised() -> None:
    assert bmlt.recognises(f"{ROOT}/client_interface/json/?switcher=GetSearchResults", b"[]")
    assert bmlt.recognises(f"{ROOT}/", b"<html>")
    assert bmlt.recognises("file.json", DOCUMENTS[0])
    assert not bmlt.recognises(f"{ROOT}/client_interface/tsml/", b"[]")
