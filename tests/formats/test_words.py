import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from peerfind.directory.freshness import Freshness, State
from peerfind.directory.model import Contact, How, Listing, Source
from peerfind.directory.reference import EmergencyNumbers
from peerfind.formats.words import Speaker, emergency, reach
from peerfind.lookup.finder import Finder
from peerfind.lookup.hours import OPEN, UNKNOWN, OpenState
from peerfind.lookup.query import Result, Understood
from tests.lookup.examples import listing as plain_listing

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def speaker(finder: Finder) -> Speaker:
    return Speaker(vocabulary=finder.vocabulary, places=finder.places, zone=dt.UTC)


def listing(**fields: object) -> Listing:
    source = Source(url="https://x.example/", checked=dt.date(2026, 11, 1), how="call")
    return Listing(id="x", name="X", kind="warmline", summary="A line.", serves=("US",), sources=(source,), **fields)


def fresh(how: How, state: State = "fresh", page_date: str | None = None) -> Freshness:
    source = Source(url="https://x.example/", checked=dt.date(2026, 11, 22), how=how, page_date=page_date)
    return Freshness(state=state, since=None, source=source)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (fresh("call"), "dialled 22 Nov 2026"),
        (fresh("page"), "read on the provider's or a government's page 22 Nov 2026; not dialled"),
        (
            fresh("copy", "undated"),
            "from a copy of the provider's or a government's page, undated, read 22 Nov 2026; not dialled",
        ),
        (
            fresh("list", "stale", "2019-03"),
            "from third-party lists only, dated Mar 2019, read 22 Nov 2026; not dialled; NOT RECENTLY CHECKED",
        ),
        (fresh("copy", "due", "2026"), "page, dated 2026, read 22 Nov 2026; not dialled; due for a new check"),
    ],
)
def test_a_check_is_told_with_its_strength_and_age(speaker: Speaker, held: Freshness, words: str) -> None:
    assert speaker.checked(held).endswith(words)


def test_times_are_told_in_both_zones_where_they_differ(speaker: Speaker, now: dt.datetime) -> None:
    state = OpenState(open_now=True, changes=dt.datetime(2026, 11, 23, 17, tzinfo=NEW_YORK))
    told = speaker.open_state(listing(hours="Mo-Fr 09:00-17:00"), state, now)
    assert told == "open now, until 17:00 there, 22:00 your time"


def test_times_are_told_once_where_the_zones_agree(speaker: Speaker, now: dt.datetime) -> None:
    state = OpenState(open_now=False, changes=dt.datetime(2026, 11, 24, 9, tzinfo=NEW_YORK))
    told = speaker.replace(zone=NEW_YORK).open_state(listing(hours="x"), state, now)
    assert told == "closed now, opens Tue 09:00"


def test_a_time_far_off_comes_with_its_date(speaker: Speaker, now: dt.datetime) -> None:
    state = OpenState(open_now=False, changes=dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC))
    assert speaker.open_state(listing(hours="x"), state, now) == "closed now, opens Mon 7 Dec 09:00"


def test_unknown_hours_are_not_called_open(speaker: Speaker, now: dt.datetime) -> None:
    assert speaker.open_state(listing(), UNKNOWN, now) == "hours not known"
    assert speaker.open_state(listing(hours="PH off"), UNKNOWN, now) == "hours: PH off"
    assert speaker.open_state(listing(hours="24/7"), OPEN, now) == "open now, day and night"


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        (Contact(type="phone", value="+18775658860"), ("Call", "877-565-8860", "")),
        (Contact(type="phone", value="131114", say="13 11 14"), ("Call", "13 11 14", "")),
        (Contact(type="phone", value="988", press="2", languages=("es",)), ("Call", "988", "then press 2; Spanish")),
        (Contact(type="sms", value="741741", keyword="HOME"), ("Text", "HOME to 741741", "")),
        (Contact(type="chat", value="https://a.example/chat/"), ("Chat", "a.example/chat", "")),
        (Contact(type="phone", value="+442079460000"), ("Call", "+442079460000", "")),
    ],
)
def test_a_contact_is_told_as_it_is_used(speaker: Speaker, contact: Contact, told: tuple[str, str, str]) -> None:
    assert reach(contact, speaker) == told


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"rest": "harbour"}, ""),
        ({"kinds": ("warmline",), "place": ("US-OH",)}, "Warmline, Ohio"),
        ({"topics": ("grief",), "languages": ("es", "sw")}, "Grief and loss, Spanish, Swahili"),
        ({"contact": ("sms",), "costs": ("free",)}, "Text, Free"),
        ({"place": ("US-OH",), "near": "Cleveland"}, "near Cleveland"),
        ({"place": ("US-OH",), "near": "Cleveland", "within_km": 15.0}, "within 9.3 mi of Cleveland"),
        ({"open_at": "2026-11-24T02:00+00:00"}, "Tue 02:00"),
        ({"open_at": "2026-11-24T17:00+00:00/2026-11-24T22:00+00:00"}, "Tue 17:00 to 22:00"),
        ({"open_at": "2026-11-23T21:00+00:00/2026-11-24T06:00+00:00"}, "Mon 21:00 to 06:00"),
        ({"open_at": "2026-11-28T00:00+00:00/2026-11-30T00:00+00:00"}, "Sat 00:00 to Mon 00:00"),
        ({"unwanted": ("crisis line",)}, "not crisis line"),
    ],
)
def test_what_a_query_was_read_as_is_told_in_words(speaker: Speaker, held: dict[str, Any], words: str) -> None:
    assert speaker.reading(Understood(**held)) == words


@pytest.mark.parametrize(
    ("serves", "km", "words"),
    [
        ("US-OH", 16.1, "10.0 mi away"),
        ("GB", 1.0, "0.6 mi away"),
        ("KE", 16.1, "16.1 km away"),
        ("worldwide", 3.0, "3.0 km away"),
        ("US", None, ""),
    ],
)
def test_a_distance_is_told_as_people_there_say_it(speaker: Speaker, serves: str, km: float | None, words: str) -> None:
    held = listing().replace(serves=(serves,))
    result = Result(listing=held, score=1.0, state=UNKNOWN, freshness=fresh("call"), feed="bundled", distance_km=km)
    assert speaker.distance(result) == words


def test_emergency_numbers_are_one_or_named() -> None:
    assert emergency(EmergencyNumbers(general="911", police="911")) == "911"
    assert (
        emergency(EmergencyNumbers(police="110", ambulance="119", fire="119")) == "ambulance 119, police 110, fire 119"
    )


def test_many_places_are_counted(speaker: Speaker) -> None:
    many = listing().replace(serves=("US", "CA", "GB", "IE", "AU", "NZ", "ZA"))
    assert speaker.where(many) == "United States, Canada, United Kingdom, Ireland, Australia and 2 more"


def test_a_place_is_told_with_its_town_and_a_line_by_whom_it_serves(speaker: Speaker) -> None:
    fields = {"serves": ["US-OH"], "place": {"city": "Akron", "region": "US-OH"}}
    assert speaker.whereabouts(plain_listing("tea-house", kind="peer_center", **fields)) == "Akron, Ohio"
    assert speaker.whereabouts(plain_listing("night-line", kind="warmline", **fields)) == "Ohio"
