import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.model import Listing, Place
from peerfind.feeds import hsds, hsds_services, hsds_tabular, updating
from peerfind.feeds.hsds_places import Site, ids_of
from peerfind.feeds.review import not_seen
from peerfind.feeds.store import Feed, FeedStore
from tests.conftest import Outcome
from tests.feeds.examples import Server, around
from tests.feeds.reading import Read, problems, read, zipped

CITIES = {
    "columbus": ("5 River Rd", "Columbus", "OH", 39.96, -83.0),
    "cleveland": ("8 Lake St", "Cleveland", "OH", 41.5, -81.69),
    "buffalo": ("3 Bay Ave", "Buffalo", "NY", 42.88, -78.87),
}
WHOLE = "hsds-test-s1"


def address(street: str, city: str, state: str, **more: Any) -> dict[str, Any]:
    return {"address_1": street, "city": city, "state_province": state, "country": "US", **more}


def at(city: str, own: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a service at a location of a city."""
    street, name, state, lat, lon = CITIES[city]
    location = {"id": own or city, "location_type": "physical", "latitude": lat, "longitude": lon}
    return {"id": f"at-{own or city}", "location": location | {"addresses": [address(street, name, state)]}, **more}


def service(*places: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "id": "s1",
        "name": "Riverside Drop-in",
        "description": "People meet.",
        "status": "active",
        "phones": [{"number": "614-555-0142"}],
        "organization": {"id": "o1", "name": "Riverside Peers", "phones": [{"number": "614-555-0145"}]},
        "service_at_locations": places,
        **fields,
    }


def weekly(day: str) -> list[dict[str, Any]]:
    return [{"freq": "WEEKLY", "byday": day, "opens_at": "10:00", "closes_at": "12:00"}]


def found(*places: dict[str, Any], before: Iterable[Listing] = (), **fields: Any) -> Read:
    return read(hsds, service(*places, **fields), before={listing.id: listing for listing in before})


def cities(held: Read) -> dict[str, str | None]:
    """Return the town of each listing by its id."""
    return {listing.id: listing.place and listing.place.city for listing in held.listings}


def numbers(listing: Listing) -> list[str]:
    return [contact.value for contact in listing.contacts]


def test_a_service_is_a_listing_at_each_of_its_places_with_its_numbers_and_hours() -> None:
    held = found(
        at("columbus", phones=[{"number": "614-555-0150"}], schedules=weekly("MO")),
        at("cleveland", phones=[{"number": "216-555-0160"}], schedules=weekly("TU")),
        at("buffalo"),
        schedules=weekly("SU"),
    )
    by_city = {listing.place.city: listing for listing in held.listings}
    assert [problems(listing) for listing in held.listings] == [[]] * 3
    assert {city: numbers(listing) for city, listing in by_city.items()} == {
        "Columbus": ["+16145550142", "+16145550150", "+16145550145"],
        "Cleveland": ["+16145550142", "+12165550160", "+16145550145"],
        "Buffalo": ["+16145550142", "+16145550145"],
    }
    assert {city: (listing.hours, listing.serves) for city, listing in by_city.items()} == {
        "Columbus": ("Mo 10:00-12:00", ("US-OH",)),
        "Cleveland": ("Tu 10:00-12:00", ("US-OH",)),
        "Buffalo": ("Su 10:00-12:00", ("US-NY",)),
    }
    assert {(listing.name, listing.organization, listing.summary) for listing in held.listings} == {
        ("Riverside Drop-in", "Riverside Peers", "People meet.")
    }
    assert not held.warnings


def test_a_service_at_one_place_has_the_id_that_it_always_had() -> None:
    assert cities(found(at("columbus"))) == {WHOLE: "Columbus"}
    assert cities(found()) == {WHOLE: None}


@given(st.permutations([at(city) for city in CITIES]))
def test_the_order_of_locations_changes_nothing(places: list[dict[str, Any]]) -> None:
    assert cities(found(*places)) == cities(found(*map(at, CITIES)))
    assert cities(found(*places))[WHOLE] == "Buffalo"  # of the lowest id


def test_a_place_that_is_new_moves_no_listing() -> None:
    before = found(at("columbus")).listings
    held = found(at("buffalo"), at("columbus"), before=before)
    assert cities(held)[WHOLE] == "Columbus"
    assert sorted(cities(held).values()) == ["Buffalo", "Columbus"]


def test_a_place_that_is_gone_leaves_its_id_to_no_other() -> None:
    both = found(at("buffalo"), at("columbus")).listings
    (part,) = (listing.id for listing in both if listing.id != WHOLE)
    alone = found(at("columbus"), before=both)
    assert cities(alone) == {part: "Columbus"}
    state = [not_seen(both[0], "2026-11-23") if listing.id == WHOLE else listing for listing in both]
    later = found(at("columbus"), at("cleveland"), before=state)
    assert WHOLE not in cities(later)
    assert cities(later)[part] == "Columbus"
    assert cities(found(at("columbus"), at("buffalo"), before=state)) == {part: "Columbus", WHOLE: "Buffalo"}


def test_an_address_that_is_corrected_moves_no_listing() -> None:
    before = found(at("buffalo"), at("columbus")).listings
    moved = at("buffalo")
    moved["location"]["addresses"] = [address("30 Bay Avenue", "Buffalo", "NY")]
    assert cities(found(moved, at("columbus"), before=before))[WHOLE] == "Buffalo"


@given(st.lists(st.sets(st.integers(1, 6), min_size=1), min_size=1, max_size=8))
def test_a_place_keeps_its_id_as_long_as_it_is_there(states: list[set[int]]) -> None:
    sites = {own: Site(str(own), None, Place(address=f"{own} Main St", city="Columbus"), ()) for own in range(1, 7)}
    plain = found().only
    before: dict[str, Listing] = {}
    last: dict[str, str] = {}
    for state in states:
        ids = ids_of(WHOLE, [sites[own] for own in state], before)
        assert sorted(int(site.own) for site in ids.values()) == sorted(state)
        now = {site.own: id_ for id_, site in ids.items()}
        assert {own: id_ for own, id_ in now.items() if own in last} == {
            own: id_ for own, id_ in last.items() if own in now
        }
        gone = {id_: not_seen(listing, "2026-11-23") for id_, listing in before.items() if id_ not in ids}
        before = gone | {id_: plain.replace(id=id_, place=site.place) for id_, site in ids.items()}
        last = now


def test_locations_at_one_address_are_one_place() -> None:
    desks = (
        at("columbus", phones=[{"number": "614-555-0150"}]),
        at("columbus", "9", phones=[{"number": "614-555-0151"}]),
    )
    held = found(*desks)
    assert cities(held) == {WHOLE: "Columbus"}
    assert numbers(held.only) == ["+16145550142", "+16145550151", "+16145550150", "+16145550145"]


def test_shelters_that_hide_in_one_town_are_one_listing_of_that_town() -> None:
    hidden = {"name": "Harbor Shelter", "description": "For people who flee domestic violence."}
    other = at("columbus", "2")
    other["location"]["addresses"] = [address("77 Elm St", "Columbus", "OH")]
    held = found(at("columbus"), other, at("cleveland"), **hidden)
    assert sorted(cities(held).values()) == ["Cleveland", "Columbus"]
    assert {(listing.place.address, listing.place.lat) for listing in held.listings} == {(None, None)}


def test_what_is_online_is_one_listing_and_belongs_to_every_place() -> None:
    online = {"location": {"id": "v", "location_type": "virtual", "url": "https://riverside.example.org/room"}}
    second = {"location": {"id": "w", "location_type": "virtual"}, "phones": [{"number": "614-555-0199"}]}
    alone = found(online, second).only
    assert (alone.id, alone.place, alone.setting) == (WHOLE, None, "online")
    assert "+16145550199" in numbers(alone)
    held = found(online, second, at("columbus"), at("cleveland"))
    assert len(held.listings) == 2
    for listing in held.listings:
        assert listing.setting == "hybrid"
        assert {"https://riverside.example.org/room", "+16145550199"} <= set(numbers(listing))


def test_a_line_that_people_call_is_one_listing_however_many_offices_it_has() -> None:
    area = {"service_areas": [{"name": "Ohio"}], "name": "Riverside Warmline"}
    assert cities(found(at("columbus"), at("cleveland"), **area)) == {WHOLE: "Columbus"}
    own = at("cleveland", phones=[{"number": "216-555-0160"}])
    assert sorted(cities(found(at("columbus"), own, at("buffalo"), **area)).values()) == ["Buffalo", "Cleveland"]
    states = found(at("columbus"), at("buffalo"), name="Riverside Warmline")
    assert {listing.serves for listing in states.listings} == {("US-OH",), ("US-NY",)}


def test_a_place_may_have_nothing_but_coordinates() -> None:
    pinned = {"location": {"id": "p", "latitude": 41.5, "longitude": -81.69}}
    held = found(at("columbus"), pinned)
    assert {(listing.place.lat, listing.place.city) for listing in held.listings} == {(39.96, "Columbus"), (41.5, None)}


def test_the_numbers_of_a_place_stand_with_it_however_many_the_service_has() -> None:
    many = [{"number": f"614-555-01{at}"} for at in range(20, 35)]
    held = found(at("columbus", phones=[{"number": "614-555-0150"}]), at("cleveland"), phones=many)
    assert "+16145550150" in numbers(next(one for one in held.listings if one.place.city == "Columbus"))


def test_of_very_many_places_the_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hsds_services, "MOST_PLACES", 2)
    held = found(*map(at, CITIES))
    assert sorted(cities(held).values()) == ["Buffalo", "Columbus"]  # of the lowest ids
    assert held.warned("more than 2 places, and only so many are taken (Riverside Drop-in: 3 places)")


def test_a_place_without_a_country_hides_no_other() -> None:
    nowhere = {"location": {"id": "n", "addresses": [{"city": "Elsewhere"}]}}
    held = read(hsds, service(at("columbus"), nowhere), country=None)
    assert [listing.place.city for listing in held.listings] == ["Columbus"]
    assert held.warned("no country")


TABLES = {
    "services.csv": "id,organization_id,name,description,status\ns1,o1,Riverside Drop-in,People meet.,active\n",
    "organizations.csv": "id,name\no1,Riverside Peers\n",
    "locations.csv": "id,location_type,latitude,longitude\n"
    + "".join(f"{own},physical,{lat},{lon}\n" for own, (*_, lat, lon) in CITIES.items()),
    "addresses.csv": "id,location_id,address_1,city,state_province,country\n"
    + "".join(f"a-{own},{own},{street},{city},{state},US\n" for own, (street, city, state, *_) in CITIES.items()),
    "service_at_location.csv": "id,service_id,location_id\n" + "".join(f"at-{own},s1,{own}\n" for own in CITIES),
    "phones.csv": "id,service_id,organization_id,service_at_location_id,location_id,number\np1,s1,,,,614-555-0142\n"
    "p2,,o1,,,614-555-0145\np3,,,at-cleveland,,216-555-0160\np4,,,,buffalo,716-555-0170\n",
    "schedules.csv": "id,service_at_location_id,freq,byday,opens_at,closes_at\nh1,at-cleveland,WEEKLY,TU,10:00,12:00\n",
}


def package(tables: dict[str, str]) -> bytes:
    resources = [{"name": name.removesuffix(".csv"), "path": name} for name in tables]
    return zipped({"datapackage.json": json.dumps({"resources": resources}), **tables})


def test_tables_tell_the_same_places_as_the_api() -> None:
    joined = read(hsds_tabular, package(TABLES)).listings
    nested = found(
        at("columbus"),
        at("cleveland", phones=[{"number": "216-555-0160"}], schedules=weekly("TU")),
        at("buffalo", contacts=[{"phones": [{"number": "716-555-0170"}]}]),
    ).listings
    assert [listing.replace(sources=()) for listing in joined] == [listing.replace(sources=()) for listing in nested]


def test_a_service_in_tables_may_be_at_hundreds_of_places_and_a_location_offer_hundreds_of_services() -> None:
    count = 300
    head, _, _ = TABLES["addresses.csv"].partition("\n")
    many = {
        "locations.csv": "id\n" + "".join(f"l{n}\n" for n in range(count)),
        "addresses.csv": f"{head}\n" + "".join(f"a{n},l{n},{n} Main St,Columbus,OH,US\n" for n in range(count)),
        "service_at_location.csv": "id,service_id,location_id\n"
        + "".join(f"x{n},s1,l{n}\n" for n in range(count))
        + "".join(f"y{n},t{n},l0\n" for n in range(count)),
        "phones.csv": "id,location_id,number\np1,l0,614-555-0150\n",
    }
    held = read(hsds_tabular, package(TABLES | many))
    assert len({listing.place.address for listing in held.listings}) == len(held.listings) == count
    assert sum("+16145550150" in numbers(listing) for listing in held.listings) == 1
    assert not held.warnings


def test_rows_that_are_not_read_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hsds_tabular, "_MOST_OF_SERVICE", 3)
    held = read(hsds_tabular, package(TABLES))
    assert len(held.listings) == 2
    assert held.warned("3 rows belong to one thing, and no more of them are read (service s1)")


def state_of_one_place(listings: list[Listing]) -> list[Listing]:
    """Return what a version that took the first place alone would have made: there, with the numbers of all places."""
    first, *others = (listing for listing in listings)
    contacts = dict.fromkeys(contact for listing in (first, *others) for contact in listing.contacts)
    return [first.replace(id=first.id.partition("-at-")[0], contacts=tuple(contacts))]


def test_a_state_of_one_place_becomes_one_of_all_places_without_a_question(store: FeedStore, tmp_path: Path) -> None:
    services = [
        service(
            at("cleveland", phones=[{"number": f"216-555-{1000 + 7 * n}"}]),
            at("buffalo", phones=[{"number": f"716-555-{1000 + 7 * n}"}]),
            id=f"s{n}",
        )
        for n in range(10)
    ]
    document = tmp_path / "services.json"
    document.write_text(json.dumps({"contents": services}))
    feed = Feed(name="test", urls=(str(document),), format="hsds", about={"country": "US"})
    old = [listing for one in services for listing in state_of_one_place(read(hsds, one).listings[::-1])]
    assert {listing.place.city for listing in old} == {"Cleveland"}
    store.keep(feed, updating.Lines(old), updating.State())
    surroundings = around(readers=(hsds,))
    outcome = updating.update(store, "test", surroundings)
    assert (outcome.result, outcome.held) == ("applied", {})
    now = store.listings(store.load("test"))
    assert len(now) == 20
    assert not now.naming("not_seen_since")
    assert {now[listing.id].place for listing in old} == {old[0].place}
    assert all("+1716" not in "".join(numbers(now[listing.id])) for listing in old)
    assert {number for listing in old for number in numbers(listing)} == {
        number for listing in now.values() for number in numbers(listing)
    }
    assert updating.update(store, "test", surroundings).result == "unchanged"


def test_what_stands_near_the_second_place_is_found_there(
    run: Callable[..., Outcome], server: Server, tmp_path: Path
) -> None:
    server.files["/tables.zip"] = package(TABLES)
    run("feed", "add", f"{server.url}/tables.zip", "--name", "ohio", "--country", "US")
    assert run("update", "ohio", "--accept", "all").status == 0
    for place, city in (("Buffalo", "Buffalo"), ("Cleveland", "Cleveland"), ("43215", "Columbus")):
        told = json.loads(run("search", "riverside", "--near", place, "--limit", "1", "--json").out)
        assert [(one["name"], one["place"]["city"]) for one in told["results"]] == [("Riverside Drop-in", city)]
        assert told["results"][0]["distance_km"] < 5
    exported = tmp_path / "exported.json"
    assert run("export", "--kind", "service", "--format", "hsds", "-o", str(exported)).status == 0
    run("feed", "add", str(exported), "--name", "twice", "--country", "US", "--format", "hsds")
    assert "(3 added)" in run("update", "twice").out
    both = json.loads(run("search", "riverside", "drop-in", "--limit", "9", "--json").out)["results"]
    assert [(one["feed"], one["also_in"]) for one in both if one["name"] == "Riverside Drop-in"] == [
        ("ohio", ["twice"])
    ] * 3
