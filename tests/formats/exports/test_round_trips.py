"""What was exported is read again as it was: from YAML and JSON whole, from tables but for parts that say nothing."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerfind.directory.model import Age, Listing, Place, Training, Translation
from peerfind.formats.exports import json_documents, spreadsheet, yaml_file
from tests.directory.examples import listings, read
from tests.formats.exports.examples import PLAIN, export_of, from_record, from_row, table

some = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
several = st.lists(listings, max_size=3, unique_by=lambda listing: listing.id)


def without_empty_parts(listing: Listing) -> Listing:
    """Return a listing without parts that say nothing, which a row can't tell from parts that are not there."""
    held = dict(listing.__dict__)
    for name, nothing in (("place", Place()), ("age", Age()), ("training", Training())):
        if held.get(name) is not None and held[name].as_dict() == nothing.as_dict():
            del held[name]
    return Listing(**held)


@some
@given(several)
def test_yaml_is_read_again_as_it_was(held: list[Listing]) -> None:
    assert [entry.listing for entry in read(yaml_file.render(export_of(*held)))] == held


@some
@given(several)
def test_json_lines_are_read_again_as_they_were(held: list[Listing]) -> None:
    lines = json_documents.render_lines(export_of(*held)).split("\n")
    assert lines.pop() == ""
    assert [from_record(json.loads(line)) for line in lines] == held


@some
@given(several)
def test_a_json_document_is_read_again_as_it_was(held: list[Listing]) -> None:
    document = json.loads(json_documents.render_document(export_of(*held)))
    assert (document["schema_version"], document["total"]) == (1, len(held))
    assert [from_record(record) for record in document["results"]] == held


@some
@given(several)
def test_tables_are_read_again_as_they_were(held: list[Listing]) -> None:
    export, wanted = export_of(*held), [without_empty_parts(listing) for listing in held]
    assert [from_row(row) for row in table(spreadsheet.render_csv(export))] == wanted
    assert [from_row(row) for row in table(spreadsheet.render_tsv(export))] == wanted


def test_a_part_that_says_nothing_is_the_one_loss_of_a_table() -> None:
    held = PLAIN.replace(age=Age(), translations={"es": Translation()})
    (row,) = table(spreadsheet.render_csv(export_of(held)))
    assert from_row(row) == PLAIN.replace(translations={"es": Translation()})
