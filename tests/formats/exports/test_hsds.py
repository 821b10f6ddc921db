import datetime as dt
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from peerfind.directory.model import Age, Contact, Listing, Place, Source, Training
from peerfind.formats.exports import hsds
from tests.directory.examples import listings, read
from tests.formats.exports.examples import PLAIN, export_of
from tests.formats.exports.hsds_fields import INSIDE, known, required

WHOLE = Path(__file__).parents[2] / "data" / "directory" / "whole.yaml"


def service(**fields: object) -> dict[str, Any]:
    (held,) = hsds.services(export_of(PLAIN.replace(**fields)))
    return held


def objects(name: str, held: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield an object and all inside it, each with what it is."""
    yield name, held
    for field, inside in held.items():
        if isinstance(inside, (list, dict)):
            for part in inside if isinstance(inside, list) else [inside]:
                yield from objects(INSIDE[field], part)


def check(held: dict[str, Any]) -> None:
    """Check an object against the published names, what is required, and the formats of values."""
    for name, part in objects("service", held):
        assert required(name) <= part.keys() <= known(name), name
        for field, value in part.items():
            if field == "id" or field.endswith("_id"):
                assert uuid.UUID(value).version == 5
            if field.endswith("_date"):
                assert dt.date.fromisoformat(value)
            if field in ("opens_at", "closes_at"):
                assert dt.time.fromisoformat(value)
            if field == "last_modified":
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\.000Z", value)
            assert value not in (None, [])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(listings)
def test_every_field_is_one_of_hsds(listing: Listing) -> None:
    check(hsds.services(export_of(listing))[0])


def test_a_listing_with_every_field_is_one_of_hsds() -> None:
    whole = read(WHOLE.read_text("utf-8"))[0].listing
    assert whole
    check(hsds.services(export_of(whole))[0])


def test_a_page_holds_all_services() -> None:
    page = json.loads(hsds.render(export_of(PLAIN, PLAIN.replace(id="other"))))
    assert [page.pop(name) for name in ("total_items", "total_pages", "page_number", "size")] == [2, 1, 1, 2]
    assert [page.pop(name) for name in ("first_page", "last_page", "empty")] == [True, True, False]
    assert [held["name"] for held in page.pop("contents")] == ["Night Owl", "Night Owl"]
    assert page == {}


def test_ids_depend_on_the_listing_alone() -> None:
    assert service(name="Other")["id"] == service()["id"] != service(id="other")["id"]
    first, second = service(id="a", organization="Owls"), service(id="b", organization="Owls")
    assert first["organization_id"] == second["organization_id"]
    ids = [
        part["id"]
        for _, part in objects("phone", service(contacts=(Contact(type="phone", value="988"),) * 3))
        if "number" in part
    ]
    assert len(set(ids)) == 3


def test_a_number_stands_as_it_is_dialled() -> None:
    contacts = (
        Contact(type="phone", value="988", press="2", languages=("es",)),
        Contact(type="sms", value="741741", keyword="HOME"),
        Contact(type="chat", value="https://a.example/chat"),
        Contact(type="email", value="a@a.example"),
    )
    held = service(contacts=contacts)
    told = [(phone["number"], phone["type"], phone["description"]) for phone in held["phones"]]
    assert told == [("988", "voice", "Then press 2"), ("741741", "text", "Text HOME to this number")]
    assert held["phones"][0]["languages"][0]["code"] == "es"
    assert [url["url"] for url in held["additional_urls"]] == ["https://a.example/chat"]
    assert held["email"] == "a@a.example"


def test_provenance_is_kept() -> None:
    sources = (
        Source(url="https://a.example/", checked=dt.date(2026, 11, 1), how="call"),
        Source(url="https://b.example/", checked=dt.date(2026, 11, 22), how="copy", page_date="2026-03"),
    )
    held = service(sources=sources)
    assert (held["assured_date"], held["last_modified"]) == ("2026-11-01", "2026-11-22T00:00:00.000Z")
    told = [
        (a["value"], a["label"], a["taxonomy_term"]["code"]) for a in held["attributes"] if a["link_type"] == "source"
    ]
    assert told == [
        ("https://a.example/", "call on 2026-11-01", "call"),
        ("https://b.example/", "copy on 2026-11-22, of a page dated 2026-03", "copy"),
    ]
    assert [m["last_action_date"] for m in held["metadata"]] == ["2026-11-01", "2026-11-22"]


def test_an_undated_check_is_no_assurance() -> None:
    undated = (Source(url="https://a.example/", checked=dt.date(2026, 11, 22), how="copy"),)
    assert "assured_date" not in service(sources=undated)


def test_a_listing_that_is_not_offered_says_so() -> None:
    assert (service(status="paused")["status"], service()["status"]) == ("temporarily closed", "active")
    closed = service(status="closed", closed=dt.date(2025, 7, 17))
    assert (closed["status"], closed["alert"]) == ("defunct", "Closed since 2025-07-17.")


def test_what_has_no_field_is_an_attribute() -> None:
    held = service(peer_run=True, dispatch="may", training=Training(exam="none", certifying_body="Board"))
    facts = {a["taxonomy_term"]["code"]: a["value"] for a in held["attributes"] if a["link_type"] == "fact"}
    assert facts == {"peerfind_id": "night-owl", "peer_run": "true", "dispatch": "may", "training_exam": "none"}
    assert held["accreditations"] == "Board"


def test_who_may_come_and_what_it_costs() -> None:
    held = service(age=Age(min=0, max=24), eligibility="Residents", cost="free", cost_note="Always", serves=("US-OH",))
    assert (held["minimum_age"], held["maximum_age"], held["eligibility_description"]) == (0, 24, "Residents")
    assert (held["fees_description"], held["cost_options"][0]["amount"]) == ("Free; Always", 0)
    assert [(area["name"], area["extent"]) for area in held["service_areas"]] == [("Ohio", "US-OH")]


def test_an_address_is_given_only_where_enough_of_it_is_known() -> None:
    place = Place(address="1 Main St", city="Akron", region="US-OH", postcode="44308", lat=41.0, lon=-81.5)
    (at,) = service(place=place)["service_at_locations"]
    (address,) = at["location"]["addresses"]
    assert (address["address_1"], address["state_province"], address["country"]) == ("1 Main St", "OH", "US")
    (at,) = service(place=place.replace(address=None))["service_at_locations"]
    assert ("addresses" in at["location"], at["location"]["name"]) == (False, "Akron, 44308")
