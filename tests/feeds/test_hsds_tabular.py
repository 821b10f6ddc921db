import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.errors import PeerfindError, RefusedError
from peerfind.feeds import hsds_tabular
from tests.conftest import Outcome
from tests.feeds.examples import Server
from tests.feeds.reading import problems, read, same_as_golden, zipped

TABLES = {
    "organizations.csv": "id,name,description,website\no1,Riverside Peers,We listen.,https://riverside.example.org\n",
    "services.csv": "\ufeffid,organization_id,name,description,url,status,alert,last_modified\n"
    's1,o1,Riverside Warmline,"Peers, who answer",https://riverside.example.org/line,active,Closed today,'
    "2026-09-15T10:30:45.123Z\n"
    "s2,o1,Gone House,,,defunct,,\n",
    "locations.csv": "id,location_type,latitude,longitude\nl1,physical,39.96,-83.0\n",
    "addresses.csv": "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
    "a1,l1,5 River Rd,Columbus,OH,43215,US,physical\n",
    "service_at_location.csv": "id,service_id,location_id\nx1,s1,l1\n",
    "phones.csv": "id,location_id,service_id,organization_id,contact_id,service_at_location_id,number,extension,type,"
    "description\n"
    'p1,,s1,,,,"""+1 614 555 0142""",7,voice,\np2,l1,,,,,614-555-0143,,fax,\np3,,,,c1,,614-555-0144,,,\n'
    "p4,,,,,x1,614-555-0145,,text,\np5,,,o1,,,614-555-0146,,,\n",
    "contacts.csv": "id,service_id,name,email\nc1,s1,Robin Persona,robin@example.net\n",
    "schedules.csv": "id,service_id,freq,interval,byday,opens_at,closes_at,timezone\n"
    'h1,s1,WEEKLY,1,"MO,TU",17:00,22:00,-5\n',
    "languages.csv": "id,service_id,phone_id,name,code\ng1,s1,,Urdu,ur\ng2,,p1,,spa\n",
    "attributes.csv": "id,link_id,link_entity,taxonomy_term_id\nt1,s1,service,u1\nt2,nowhere,service,u1\n",
    "taxonomy_terms.csv": "id,name\nu1,Loneliness\n",
}


def package(tables: dict[str, str], folder: str = "") -> dict[str, str | bytes]:
    resources = [{"name": name.removesuffix(".csv"), "path": name} for name in tables]
    described = json.dumps({"profile": "tabular-data-package", "resources": resources})
    return {f"{folder}datapackage.json": described, **{f"{folder}{name}": text for name, text in tables.items()}}


def test_golden_tables() -> None:
    found = read(hsds_tabular, zipped(package(TABLES)), name="ohio")
    assert same_as_golden("hsds-tabular.jsonl", found.listings)
    assert [problems(listing) for listing in found.listings] == [[], []]


def test_phones_are_joined_from_all_their_owners() -> None:
    listing = read(hsds_tabular, zipped(package(TABLES))).listings[0]
    assert [c.value for c in listing.contacts] == ["+16145550142", "+16145550144", "+16145550145", "+16145550146"]
    assert listing.contacts[0].languages == ("es",)
    assert "obin" not in repr(listing)


def test_tables_may_stand_in_a_folder_and_be_named_in_the_singular() -> None:
    tables = {("service.csv" if name == "services.csv" else name): text for name, text in TABLES.items()}
    assert len(read(hsds_tabular, zipped(package(tables, "export/"))).listings) == 2


def test_ids_are_those_of_their_own_table() -> None:
    tables = {
        "services.csv": "id,organization_id,name,status\n1,1,One,active\n",
        "organizations.csv": "id,name\n1,Org\n",
        "locations.csv": "id,location_type\n1,physical\n",
        "phones.csv": "id,location_id,number\n1,1,614-555-0142\n",
    }
    assert read(hsds_tabular, zipped(package(tables))).only.contacts == ()


def test_a_row_that_can_t_be_read_hides_no_other() -> None:
    tables = TABLES | {
        "services.csv": TABLES["services.csv"] + f's3,o1,"{"x" * 200_000}",,,active,,\ns4,o1,After,,,active,,\nshort\n'
    }
    found = read(hsds_tabular, zipped(package(tables)))
    assert found.listings[-1].name == "After"
    assert found.warned("a row that can't be read")
    assert found.warned("no id or name")


def test_a_table_that_is_missing_is_told_of() -> None:
    members = package(TABLES)
    del members["phones.csv"]
    found = read(hsds_tabular, zipped(members))
    assert found.warned("is not in it")
    assert len(found.listings) == 2


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/passwd", "a/../../b.csv", "C:/x.csv", "a\\..\\b.csv"])
def test_a_member_that_leads_outside_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="leads outside"):
        read(hsds_tabular, zipped(package(TABLES) | {name: "x"}))


def changed(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in package(TABLES).items():
            archive.writestr(name, content)
        change(archive)
    return made.getvalue()


def test_a_link_is_refused() -> None:
    def add_link(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("phones2.csv")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")

    with pytest.raises(RefusedError, match="is a link"):
        read(hsds_tabular, changed(add_link))


def test_what_is_far_too_large_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hsds_tabular, "_LARGEST_MEMBER", 1_000_000)
    with pytest.raises(RefusedError, match="too large"):
        read(hsds_tabular, changed(lambda archive: archive.writestr("bomb.csv", b"0" * 1_000_001)))
    monkeypatch.setattr(hsds_tabular, "_LARGEST_ALL", 1_000)
    with pytest.raises(RefusedError, match="files of"):
        read(hsds_tabular, changed(lambda _: None))


def test_too_many_members_and_one_name_twice_are_refused(recwarn: pytest.WarningsRecorder) -> None:
    with pytest.raises(RefusedError, match="files of"):
        read(hsds_tabular, zipped(package(TABLES) | {f"{number}.csv": "" for number in range(600)}))

    def twice(archive: zipfile.ZipFile) -> None:
        archive.writestr("phones.csv", "id,service_id,number\np9,s1,614-555-0199\n")

    with pytest.warns(UserWarning, match="Duplicate name"):
        data = changed(twice)
    with pytest.raises(RefusedError, match="one name twice"):
        read(hsds_tabular, data)
    assert len(recwarn) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"<html>",
        zipped({}),
        zipped({"datapackage.json": "{"}),
        zipped({"datapackage.json": "[]"}),
        zipped({"datapackage.json": json.dumps({"resources": [{"name": "services", "path": 3}]})}),
        zipped(package(TABLES))[:-40],
    ],
)
def test_what_is_no_data_package_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedError):
        read(hsds_tabular, data)


def test_any_spoilt_byte_of_a_zip_is_an_error_of_ours_or_none() -> None:
    whole = zipped(package(TABLES))
    for at in range(0, len(whole), 13):
        for byte in (0, 255):
            try:
                read(hsds_tabular, whole[:at] + bytes([byte]) + whole[at + 1 :])
            except PeerfindError:
                continue


def test_the_format_is_recognised() -> None:
    assert hsds_tabular.recognises("https://x.example/data", zipped(package(TABLES)))
    assert not hsds_tabular.recognises("https://x.example/data.zip", b"<html>")


def test_tables_are_added_by_their_address_and_brought_up_to_date_from_a_stick(
    run: Callable[..., Outcome], server: Server, tmp_path: Path
) -> None:
    server.files["/tables.zip"] = zipped(package(TABLES))
    assert run("feed", "add", f"{server.url}/tables.zip", "--name", "ohio", "--country", "US").status == 0
    first = run("update", "ohio", "--accept", "all")
    assert (first.status, "2 listings changed (2 added)" in first.out) == (0, True)
    (found,) = json.loads(run("search", "riverside warmline", "--near", "43215", "--limit", "1", "--json").out)[
        "results"
    ]
    assert (found["id"], found["feed"], found["alert"]) == ("hsds-ohio-s1", "ohio", "Closed today")
    assert found["distance_km"] < 2
    assert found["contacts"][0]["value"] == "+16145550142"
    assert run("search", "614-555-0142", "--limit", "1").out.startswith("hsds-ohio-s1\t")
    stick = tmp_path / "stick.zip"
    stick.write_bytes(
        zipped(package({**TABLES, "services.csv": TABLES["services.csv"].replace("who answer", "at ease")}))
    )
    second = run("update", "ohio", "--from", str(stick))
    assert (second.status, "1 listing changed (1 changed)" in second.out) == (0, True)
    assert "Peers, at ease" in run("show", "hsds-ohio-s1").out


def test_a_broken_zip_leaves_the_tables_that_were_read(run: Callable[..., Outcome], server: Server) -> None:
    whole = server.files["/tables.zip"] = zipped(package(TABLES))
    run("feed", "add", f"{server.url}/tables.zip", "--name", "ohio", "--country", "US")
    run("update", "ohio", "--accept", "all")
    server.files["/tables.zip"] = whole[: len(whole) // 2]
    refused = run("update", "ohio")
    assert (refused.status, "not a zip file that can be read" in refused.err) == (5, True)
    assert run("show", "hsds-ohio-s1").status == 0


def test_feeds_are_found_where_the_index_can_not_be_kept_unless_they_are_too_large(
    run: Callable[..., Outcome], server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["/tables.zip"] = zipped(package(TABLES))
    run("feed", "add", f"{server.url}/tables.zip", "--name", "ohio", "--country", "US")
    assert run("update", "ohio", "--accept", "all").status == 0
    (tmp_path / "file").touch()
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "file" / "cache"))
    shown = run("show", "hsds-ohio-s1")
    assert (shown.status, "from the feed ohio" in shown.out) == (0, True)
    assert "could not be kept" in shown.err
    monkeypatch.setattr("peerfind.lookup.filling._MOST_IN_MEMORY", 100)
    without = run("show", "hsds-ohio-s1")
    assert (without.status, "the listings of feeds are left out: they are too large" in without.err) == (1, True)
