import datetime as dt
from typing import Any

import pytest

from peerfind.lookup import schedule
from peerfind.lookup.hours import OPEN, UNKNOWN, OpenState, contact_state, next_meeting, open_state
from tests.lookup.examples import MONDAY, listing

NIGHT = dt.datetime.fromisoformat("2026-11-23T03:00:00+00:00")
"""Sunday, ten in the evening in New York."""


def state(moment: dt.datetime = MONDAY, **fields: Any) -> OpenState:
    return open_state(listing("a-line", **{"timezone": "America/New_York", **fields}), moment)


def phone(**fields: Any) -> dict[str, Any]:
    return {"type": "phone", "value": "988", **fields}


@pytest.mark.parametrize("moment", [MONDAY, NIGHT])
def test_a_line_that_never_closes_is_open_without_a_zone(moment: dt.datetime) -> None:
    assert state(moment, hours="24/7", timezone=None) == OPEN


def test_without_hours_nothing_is_known() -> None:
    assert state() == UNKNOWN
    assert UNKNOWN.open_now is None


def test_without_a_zone_nothing_is_known() -> None:
    assert state(hours="Mo-Fr 09:00-17:00", timezone=None) == UNKNOWN


def test_an_open_line_tells_when_it_closes_in_its_own_zone() -> None:
    found = state(hours="Mo-Fr 09:00-17:00")
    assert found.open_now is True
    assert found.changes is not None
    assert found.changes.isoformat() == "2026-11-23T17:00:00-05:00"


def test_a_closed_line_tells_when_it_opens_in_its_own_zone() -> None:
    found = state(hours="Tu 18:00-19:00", timezone="America/Chicago")
    assert found.open_now is False
    assert found.changes is not None
    assert found.changes.isoformat() == "2026-11-24T18:00:00-06:00"


def test_a_holiday_of_the_country_that_is_served_closes_a_line() -> None:
    thanksgiving = dt.datetime.fromisoformat("2026-11-26T15:00:00+00:00")
    assert state(thanksgiving, hours="Mo-Fr 09:00-17:00; PH off").open_now is False


def test_a_holiday_of_the_place_comes_before_what_is_served() -> None:
    boxing_day = dt.datetime.fromisoformat("2022-12-26T15:00:00+00:00")
    hours = {"hours": "Mo-Su 09:00-17:00; PH off", "timezone": "Europe/London", "serves": ["KE"]}
    assert state(boxing_day, **hours, place={"region": "GB-ENG"}).open_now is False


def test_a_holiday_without_a_country_is_unknown() -> None:
    assert state(hours="Mo-Fr 09:00-17:00; PH off", serves=["worldwide"]) == UNKNOWN


def test_a_contacts_own_hours_come_before_the_listings() -> None:
    held = listing(
        "a-line", hours="24/7", timezone="America/New_York", contacts=[phone(), phone(hours="Su 09:00-10:00")]
    )
    assert contact_state(held, held.contacts[0], MONDAY).open_now is True
    assert contact_state(held, held.contacts[1], MONDAY).open_now is False


def test_a_listing_is_open_when_any_contact_is() -> None:
    contacts = [phone(), {"type": "chat", "value": "https://a.example/", "hours": "24/7"}]
    assert state(hours="Su 09:00-10:00", contacts=contacts) == OPEN


def test_an_open_contact_counts_though_anothers_hours_are_unknown() -> None:
    assert state(contacts=[phone(), phone(hours="24/7")]) == OPEN


def test_a_closed_contact_beside_an_unknown_one_leaves_the_state_unknown() -> None:
    assert state(contacts=[phone(), phone(hours="Su 09:00-10:00")]) == UNKNOWN


def test_of_two_open_contacts_the_later_closing_counts() -> None:
    found = state(contacts=[phone(hours="Mo 09:00-12:00"), phone(hours="Mo 09:00-18:00")])
    assert found.changes is not None
    assert found.changes.isoformat() == "2026-11-23T18:00:00-05:00"


def test_of_two_closed_contacts_the_earlier_opening_counts() -> None:
    found = state(contacts=[phone(hours="Fr 09:00-12:00"), phone(hours="We 09:00-18:00")])
    assert found.open_now is False
    assert found.changes is not None
    assert found.changes.isoformat() == "2026-11-25T09:00:00-05:00"


def test_hours_that_every_contact_replaces_do_not_count() -> None:
    assert state(hours="24/7", contacts=[phone(hours="Su 09:00-10:00")]).open_now is False


def meeting(moment: str, **fields: Any) -> str | None:
    """Return when a group next meets, from a moment on."""
    held = listing("a-group", **{"kind": "support_group", "timezone": "America/Chicago", **fields})
    found = next_meeting(held, dt.datetime.fromisoformat(moment))
    return found.isoformat() if found else None


def test_a_group_next_meets_in_its_own_zone() -> None:
    assert meeting("2026-11-23T15:00+00:00", hours="Tu 18:00-19:00") == "2026-11-24T18:00:00-06:00"


def test_a_meeting_that_is_going_on_has_begun_and_the_next_is_told() -> None:
    assert meeting("2026-11-24T18:30-06:00", hours="Tu 18:00-19:00") == "2026-12-01T18:00:00-06:00"


def test_a_meeting_keeps_its_hour_when_clocks_change() -> None:
    assert meeting("2026-10-28T12:00-05:00", hours="We 11:00-12:00") == "2026-11-04T11:00:00-06:00"


def test_a_group_does_not_meet_on_a_holiday_of_its_country() -> None:
    assert meeting("2026-11-23T15:00+00:00", hours="Th 18:00-19:00; PH off") == "2026-12-03T18:00:00-06:00"


@pytest.mark.parametrize(
    "fields",
    [
        {"hours": "Tu 18:00-19:00", "kind": "warmline"},
        {"hours": "24/7"},
        {},
        {"hours": "Tu 18:00-19:00", "timezone": None},
        {"hours": "Th 18:00-19:00; PH off", "serves": ["worldwide"]},
    ],
)
def test_what_is_no_group_or_has_no_known_hours_does_not_meet(fields: dict[str, Any]) -> None:
    assert meeting("2026-11-23T15:00+00:00", **fields) is None


@pytest.mark.parametrize(
    ("hours", "instead"),
    [
        ("Mon-Fri 09:00-17:00", '"Mo-Fr 09:00-17:00"'),
        ("Monday to Friday 9am to 5:30pm", '"Mo-Fr 09:00-17:30"'),
        ("Mo-Fr 9:00 \u2013 17:00", '"Mo-Fr 09:00-17:00"'),
        ("\u201c24/7\u201d", '"24/7"'),
        ("now and then", "hours such as Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
    ],
)
def test_hours_as_people_write_them_are_told_as_they_are_written_here(hours: str, instead: str) -> None:
    assert str(schedule.problem(hours)).endswith(f": write {instead}")


def test_of_the_channels_that_are_wanted_one_is_open_or_none() -> None:
    text = {"type": "sms", "value": "988", "hours": "Sa 09:00-17:00"}
    two = listing("a-line", hours="Mo-Fr 09:00-17:00", timezone="America/New_York", contacts=[phone(), text])
    assert open_state(two, MONDAY).open_now is True
    assert open_state(two, MONDAY, ("sms",)).open_now is False
    assert open_state(two, MONDAY, ("sms", "phone")).open_now is True
    assert open_state(two, MONDAY, ("chat",)).open_now is True
