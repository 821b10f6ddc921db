import datetime as dt
import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from peerfind.directory.model import Listing, Source, as_data
from peerfind.formats.records import record, to_json
from peerfind.record import Record
from tests.directory.examples import listings
from tests.formats.exports.examples import PLAIN, result_of

MOMENT = ("open_now", "next_meeting", "freshness", "checked", "feed")
LISTS = ("aliases", "contacts", "serves", "languages", "audiences", "topics", "sources")


def plainly(value: Any) -> Any:
    """Return what a record says, by the rule alone: in the order of its fields, without what it leaves out."""
    if isinstance(value, Record):
        told = {
            name: plainly(getattr(value, name))
            for name in value.fields
            if name in value.required or getattr(value, name) != getattr(type(value), name)
        }
        return told | told.pop("extra", {})
    if isinstance(value, (tuple, list)):
        return [plainly(part) for part in value]
    if isinstance(value, dict):
        return {key: plainly(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, dt.date) else value


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(listings)
def test_a_record_says_what_the_listing_says_and_names_every_field(listing: Listing) -> None:
    assert json.dumps(as_data(listing)) == json.dumps(plainly(listing))
    told = plainly(listing)
    held = record(result_of(listing))
    fields = [name for name in Listing.fields if name != "extra"]
    assert [*held][: len(fields)] == fields
    assert [*held][-len(MOMENT) :] == [*MOMENT]
    for name in fields:
        silent = [] if name in LISTS else {"status": "active", "translations": {}}.get(name)
        assert json.dumps(held[name]) == json.dumps(told.get(name, silent))
    assert {name: held[name] for name in listing.extra} == plainly(dict(listing.extra))


def test_what_holds_at_the_moment_is_added() -> None:
    held = record(result_of(PLAIN))
    assert [held[name] for name in MOMENT] == [None, None, "fresh", "2026-11-22", "bundled"]


def test_json_keeps_letters_as_they_are() -> None:
    assert to_json({"a": "é"}) == '{"a": "é"}'
    assert to_json({"a": 1}, indent=True) == '{\n  "a": 1\n}'


def test_a_date_is_a_text() -> None:
    source = Source(url="https://a.example/", checked=dt.date(2026, 11, 22), how="page")
    assert as_data(source) == {"url": "https://a.example/", "checked": "2026-11-22", "how": "page"}
