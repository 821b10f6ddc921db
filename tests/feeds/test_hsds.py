import json
from typing import Any

import pytest

from peerfind.errors import NetworkError, RefusedError
from peerfind.feeds import hsds
from tests.feeds.reading import DATA, URL, Server, crawled, problems, read, same_as_golden

SERVICE = json.loads((DATA / "service.json").read_bytes())


def one(**fields: Any) -> Any:
    """Return the listing of the service with some fields replaced."""
    return read(hsds, SERVICE | fields).only


def page(*ids: str, **envelope: Any) -> dict[str, Any]:
    return {**envelope, "contents": [{"id": own, "name": f"Service {own}", "status": "active"} for own in ids]}


def at(number: int) -> str:
    return f"{URL}/services?page={number}&per_page=100&full=true"


def detail(own: str) -> dict[str, Any]:
    return {"id": own, "name": f"Service {own}", "status": "active", "phones": [{"number": "614-555-0142"}]}


def server(pages: list[dict[str, Any]], first: int = 1, **more: Any) -> Server:
    """Return a server of pages, with the details of all services in them."""
    ids = [row["id"] for held in pages for row in held["contents"]]
    answers = {at(number): held for number, held in enumerate(pages, first)}
    return Server(answers | {f"{URL}/services/{own}": detail(own) for own in ids}, **more)


def test_golden_service() -> None:
    found = read(hsds, SERVICE, name="ohio")
    assert same_as_golden("hsds.jsonl", found.listings)
    assert problems(found.only) == []
    assert found.warned("faxes and pagers")
    assert found.warned("does not start with https")


def test_phones_are_merged_from_all_places_the_service_s_own_first() -> None:
    values = [contact.value for contact in one().contacts_of("phone", "sms")]
    assert values == ["+16145550142", "+16145550143", "+16145550146", "+16145550145"]
    assert [(c.type, c.note, c.languages) for c in one().contacts[:2]] == [
        ("phone", "extension 7; Evenings", ("es",)),
        ("sms", "press 2", ()),
    ]


def test_no_person_of_a_contact_is_taken() -> None:
    assert "obin" not in repr(one())


@pytest.mark.parametrize(
    ("status", "held"),
    [
        ("active", "active"),
        ("Active", "active"),
        (None, "active"),
        ("inactive", "paused"),
        ("defunct", "closed"),
        ("temporarily closed", "paused"),
        ("sleeping", "paused"),
    ],
)
def test_what_is_not_active_is_hidden(status: str | None, held: str) -> None:
    assert one(status=status).status == held


def test_a_numeric_offset_is_never_a_zone() -> None:
    assert one().timezone == "America/New_York"  # of Ohio
    texas = [
        {
            "location": {
                "location_type": "physical",
                "addresses": [{"address_1": "1 A St", "city": "Austin", "state_province": "TX"}],
            }
        }
    ]
    assert one(service_at_locations=texas).timezone is None


@pytest.mark.parametrize(
    ("amounts", "cost"),
    [
        ([0], "free"),
        (["0.00", 0], "free"),
        ([0, 35], "varies"),
        ([20, 35], "paid"),
        ([], None),
        ([0, None], None),
        (["ask"], None),
    ],
)
def test_a_service_is_free_only_where_every_amount_is_nothing(amounts: list[Any], cost: str | None) -> None:
    assert one(cost_options=[{"amount": amount} for amount in amounts]).cost == cost


def test_options_that_are_over_do_not_count() -> None:
    assert one(cost_options=[{"amount": 0}, {"amount": 35, "valid_to": "2022-12-31"}]).cost == "free"


@pytest.mark.parametrize(
    ("youngest", "oldest", "age"),
    [(18, None, (18, None)), ("12", "17", (12, 17)), (30, 20, None), (-1, 200, None), ("any", "", None)],
)
def test_ages_are_taken_where_they_can_be_so(youngest: object, oldest: object, age: object) -> None:
    held = one(minimum_age=youngest, maximum_age=oldest).age
    assert (held and (held.min, held.max)) == age


@pytest.mark.parametrize(
    ("name", "terms", "kind"),
    [
        ("Riverside Warmline", [], "warmline"),
        ("Grief Support Group for Parents", [], "support_group"),
        ("Riverside House", ["Support Groups"], "support_group"),
        ("Riverside House", ["Support Groups", "Warmlines"], "service"),
        ("Wellness Center", ["Health"], "service"),
        ("Parks Hotline", [], "service"),
    ],
)
def test_a_kind_is_told_only_where_it_is_certain(name: str, terms: list[str], kind: str) -> None:
    attributes = [{"taxonomy_term": {"name": term}} for term in terms]
    assert one(name=name, attributes=attributes).kind == kind
    assert read(hsds, SERVICE, kind="helpline").only.kind == "helpline"


def test_terms_become_topics_and_audiences_or_stay_as_they_are() -> None:
    attributes = [{"taxonomy_term": {"name": term}} for term in ("Veterans", "Grief", "Zither Repair")]
    listing = one(attributes=attributes)
    assert (listing.topics, listing.audiences, listing.extra) == (
        ("grief",),
        ("veterans",),
        {"terms": ["Zither Repair"]},
    )


def test_a_house_that_people_hide_in_keeps_its_street_to_itself() -> None:
    hidden = one(name="Harbor Shelter", description="For people who flee domestic violence.")
    assert (hidden.place.address, hidden.place.lat, hidden.place.city) == (None, None, "Columbus")


def test_the_first_uk_profile_is_read() -> None:
    held = {
        "totalElements": 1,
        "totalPages": 1,
        "number": 1,
        "first": True,
        "last": True,
        "content": [
            {
                "id": "9",
                "name": "Listening Post",
                "description": "&lt;p&gt;Advice&lt;/p&gt;",
                "status": "active",
                "assured_date": "2020-01-01",
                "organization": {"id": "1", "name": "Post Office", "url": "https://post.example.org/"},
                "attending_type": "phone",
                "contacts": [
                    {"id": "1", "name": "Robin", "phones": [{"id": "1", "number": "020 7946 0123", "language": "en"}]}
                ],
                "languages": [{"id": "1", "language": "ur"}],
                "eligibilitys": [{"eligibility": "Adults", "minimum_age": 18, "maximum_age": 100}],
                "regular_schedules": [
                    {"freq": "WEEKLY", "interval": 1, "byday": "MO,TU", "opens_at": "10:00", "closes_at": "18:00"}
                ],
                "holiday_schedules": [{"closed": True, "start_date": "2026-12-25", "end_date": "2026-12-26"}],
                "service_taxonomys": [{"taxonomy": {"name": "Bereavement"}}],
                "service_areas": [{"service_area": "Wales"}],
                "cost_options": [{"amount": 0}],
                "fees": "None",
                "service_at_locations": [
                    {
                        "location": {
                            "physical_addresses": [
                                {
                                    "address_1": "2 High St",
                                    "city": "Newport",
                                    "postal_code": "NP20 1AA",
                                    "country": "GB",
                                }
                            ]
                        }
                    }
                ],
            }
        ],
    }
    listing = read(hsds, held, country="GB").only
    assert problems(listing) == []
    assert [contact.value for contact in listing.contacts] == ["+442079460123"]
    assert (listing.hours, listing.hours_note) == ("Mo,Tu 10:00-18:00", "Closed from 2026-12-25 to 2026-12-26.")
    assert (listing.serves, listing.languages, listing.eligibility, listing.timezone) == (
        ("GB-WLS",),
        ("ur",),
        "Adults",
        "Europe/London",
    )
    assert (listing.age.min, listing.topics, listing.summary, listing.url) == (
        18,
        ("grief",),
        "Advice",
        "https://post.example.org/",
    )


def test_every_page_and_every_service_is_fetched() -> None:
    held = server([page("a", "b", total_pages=2, total_items=3), page("c", last_page=True)])
    documents = crawled(hsds, f"{URL}/services", held)
    found = read(hsds, *documents)
    assert [listing.id for listing in found.listings] == ["hsds-test-a", "hsds-test-b", "hsds-test-c"]
    assert all(listing.contacts for listing in found.listings)
    assert found.listings[0].sources[0].url == f"{URL}/services/a"


def test_services_that_come_whole_are_not_fetched_again() -> None:
    held = Server({at(1): {"contents": [detail("a")], "last_page": True}})
    assert len(crawled(hsds, URL, held)) == 1
    assert read(hsds, *crawled(hsds, URL, held)).only.contacts


def test_pages_end_where_they_are_empty_or_repeat() -> None:
    assert len(crawled(hsds, URL, server([page("a"), page("b"), page()]))) == 4
    assert len(crawled(hsds, URL, server([page("a"), page("a")]))) == 2


def test_a_server_that_counts_from_nought_is_read_from_there() -> None:
    held = server([page("a", first_page=True), page("b", first_page=False, last_page=True)], first=0)
    assert [listing.id for listing in read(hsds, *crawled(hsds, URL, held)).listings] == ["hsds-test-a", "hsds-test-b"]


def test_a_crawl_that_is_not_whole_is_an_error() -> None:
    with pytest.raises(NetworkError):
        crawled(hsds, URL, server([page("a", total_pages=3), page("b")]))
    with pytest.raises(NetworkError, match="1 of 900 services"):
        crawled(hsds, URL, server([page("a", total_items=900), page("a", total_items=900)]))
    with pytest.raises(RefusedError, match="pages"):
        crawled(hsds, URL, server([page("a", total_pages=10**9)]))


def test_a_service_that_fails_once_is_asked_for_again() -> None:
    held = server([page("a", "b", last_page=True)], failing={f"{URL}/services/a": 1})
    assert len(read(hsds, *crawled(hsds, URL, held)).listings) == 2


def test_one_of_many_that_fails_is_passed_over_and_many_are_an_error() -> None:
    ids = [f"s{number}" for number in range(200)]
    lost = server([page(*ids, last_page=True)], failing={f"{URL}/services/s7": 9})
    found = read(hsds, *crawled(hsds, URL, lost))
    assert len(found.listings) == 199
    assert found.warned("not fetched whole")
    with pytest.raises(NetworkError, match="could not be fetched"):
        crawled(hsds, URL, server([page(*ids, last_page=True)], failing={f"{URL}/services/s{n}": 9 for n in range(5)}))


def test_a_file_of_one_page_is_read_as_far_as_it_goes() -> None:
    assert read(hsds, page("a")).only.name == "Service a"


def test_an_id_is_quoted_in_an_address() -> None:
    held = server([page("a/../b?c", last_page=True)])
    with pytest.raises(NetworkError):
        crawled(hsds, URL, held)
    assert held.asked[-1] == f"{URL}/services/a%2F..%2Fb%3Fc"


@pytest.mark.parametrize("document", [b"<html>", b"{", {"contents": []}, {"contents": None}, [], 3])
def test_what_holds_no_service_is_refused(document: Any) -> None:
    with pytest.raises(RefusedError):
        read(hsds, document)


def test_the_format_is_recognised() -> None:
    assert hsds.recognises(URL, b'{"version": "3.0", "openapi_url": "https://x"}')
    assert hsds.recognises(URL, json.dumps(page("a")).encode())
    assert not hsds.recognises(URL, b"PK\x03\x04")
