import csv
import io
import json
import zipfile
from pathlib import Path

from peerfind.formats.exports import hsds_tables
from tests.directory.examples import read
from tests.formats.exports.examples import PLAIN, export_of
from tests.formats.exports.hsds_fields import FILES, known

WHOLE = read((Path(__file__).parents[2] / "data" / "directory" / "whole.yaml").read_text("utf-8"))
HELD = export_of(*[entry.listing for entry in WHOLE if entry.listing], PLAIN, PLAIN.replace(id="other", cost="free"))
PACKAGE = zipfile.ZipFile(io.BytesIO(hsds_tables.render(HELD)))
DESCRIPTION = json.loads(PACKAGE.read("datapackage.json"))
TABLES = {
    resource["name"]: [*csv.DictReader(io.StringIO(PACKAGE.read(resource["path"]).decode(), newline=""))]
    for resource in DESCRIPTION["resources"]
}


def test_the_package_holds_what_its_description_says() -> None:
    assert PACKAGE.testzip() is None
    assert {r["name"]: r["path"] for r in DESCRIPTION["resources"]} == FILES
    assert {*PACKAGE.namelist()} == {"datapackage.json", *FILES.values()}
    for resource in DESCRIPTION["resources"]:
        (head,) = [*csv.reader(io.StringIO(PACKAGE.read(resource["path"]).decode()))][:1]
        assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_every_column_is_a_published_field() -> None:
    for resource in DESCRIPTION["resources"]:
        assert {field["name"] for field in resource["schema"]["fields"]} <= known(resource["name"])


def test_every_table_has_rows_and_each_row_an_id_of_its_own() -> None:
    assert [name for name, rows in TABLES.items() if not rows] == []
    for rows in TABLES.values():
        ids = [row["id"] for row in rows]
        assert len(ids) == len(set(ids))


def test_every_reference_leads_to_a_row() -> None:
    ids = {name: {row["id"] for row in rows} for name, rows in TABLES.items()}
    for resource in DESCRIPTION["resources"]:
        for key in resource["schema"]["foreignKeys"]:
            found = {row[key["fields"]] for row in TABLES[resource["name"]]} - {""}
            assert found <= ids[key["reference"]["resource"]]


def test_nothing_said_of_a_service_is_left_out_of_the_tables() -> None:
    from peerfind.formats.exports.hsds import services
    from tests.formats.exports.test_hsds import objects

    for service in services(HELD):
        for name, held in objects("service", service):
            row = next(row for row in TABLES[name] if row["id"] == held["id"])
            flat = {field: str(value) for field, value in held.items() if not isinstance(value, (list, dict))}
            assert flat.items() <= row.items()


def test_the_same_listings_give_the_same_bytes() -> None:
    assert hsds_tables.render(HELD) == hsds_tables.render(HELD)
    assert {info.date_time for info in PACKAGE.infolist()} == {(1980, 1, 1, 0, 0, 0)}
