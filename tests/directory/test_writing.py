import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from peerfind.directory.loading import Directory
from peerfind.directory.model import Age, Contact, Listing, Place, Source, Training, Translation, as_data
from peerfind.directory.nodes import split_items
from peerfind.directory.writing import WIDEST, render_file, render_listing
from tests.directory import examples

WHOLE = Path(__file__).parents[1] / "data" / "directory" / "whole.yaml"
SOURCE = Source(url="https://a.example/", checked=dt.date(2026, 11, 22), how="page")
PLAIN = Listing(id="a", name="A", kind="warmline", summary="S.", serves=("US",), sources=(SOURCE,))


def written(**fields: object) -> list[str]:
    """Return the lines of a listing with some fields."""
    return render_listing(PLAIN.replace(**fields)).splitlines()


def read_back(listing: Listing) -> list[Listing | None]:
    return [entry.listing for entry in examples.read(render_listing(listing))]


def test_a_listing_is_an_item_of_a_list() -> None:
    assert render_listing(PLAIN) == (
        "- id: a\n"
        "  name: A\n"
        "  kind: warmline\n"
        "  summary: S.\n"
        "  serves: [US]\n"
        "  sources:\n"
        '    - {url: "https://a.example/", checked: 2026-11-22, how: page}\n'
    )


def test_a_listing_with_every_field_has_one_form() -> None:
    text = WHOLE.read_text("utf-8")
    entries = examples.read(text)
    assert [entry.faults for entry in entries] == [[], []]
    head = text[: text.index("- id")].rstrip("\n") + "\n"
    assert render_file([entry.listing for entry in entries if entry.listing], head=head) == text


def test_the_file_with_every_field_leaves_none_out() -> None:
    whole = examples.read(WHOLE.read_text("utf-8"))[0].listing
    assert whole is not None
    assert [name for name in Listing.fields if name not in as_data(whole)] == ["extra"]


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(examples.listings)
def test_a_listing_survives_writing_and_reading(listing: Listing) -> None:
    entries = examples.read(render_listing(listing))
    assert [entry.listing for entry in entries] == [listing]
    assert [fault.message.partition(" is")[0].strip("'") for fault in entries[0].faults] == [*listing.extra]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(examples.listings)
def test_what_was_written_is_in_its_one_form(listing: Listing) -> None:
    again = examples.read(render_listing(listing))[0].listing
    assert again is not None
    assert render_listing(again) == render_listing(listing)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(examples.listings)
def test_other_readers_of_yaml_see_the_same_texts(listing: Listing) -> None:
    loaded = yaml.load(render_listing(listing), Loader=yaml.CSafeLoader)[0]
    assert [loaded["id"], loaded["name"], loaded["summary"]] == [listing.id, listing.name, listing.summary]
    assert loaded.get("aliases", []) == [*listing.aliases]
    assert [contact["value"] for contact in loaded.get("contacts", ())] == [c.value for c in listing.contacts]
    assert loaded["serves"] == [*listing.serves]
    assert {*loaded.get("translations", {})} == {*listing.translations}


def test_the_real_directory_is_in_its_one_form(real: Directory, real_files: list[Path]) -> None:
    items = {item.strip() for path in real_files for _, item in split_items(path.read_text("utf-8"))}
    assert [held.id for held in real.listings if render_listing(held).strip() not in items] == []


@pytest.mark.parametrize(
    "name",
    ["NO", "no", "yes", "True", "off", "null", "0116123", "22:00", "1e3", "~", "+44", "a: b", "a #b", "- a", "'", ""],
)
def test_a_text_that_other_readers_would_guess_at_is_quoted(name: str) -> None:
    assert written(name=name)[1] == f'  name: "{name}"'


def test_norwegian_is_quoted_as_the_language_of_a_translation() -> None:
    assert '    "no": {summary: Hei}' in written(translations={"no": Translation(summary="Hei")})


@pytest.mark.parametrize("name", ["Night Owl", "AA 24", "Aunty's Line", "Línea:135", "危机热线"])
def test_a_text_that_nobody_mistakes_stands_without_quotes(name: str) -> None:
    assert written(name=name)[1] == f"  name: {name}"


def test_a_text_with_a_comma_is_quoted_inside_a_list_only() -> None:
    assert written(name="One, two", aliases=("One, two", "Three"))[1:3] == [
        "  name: One, two",
        '  aliases: ["One, two", Three]',
    ]


def test_quotes_and_backslashes_are_escaped() -> None:
    assert written(name='a\\"b')[1] == '  name: "a\\\\\\"b"'


def test_numbers_and_hours_are_always_quoted() -> None:
    lines = written(contacts=(Contact(type="sms", value="741741", keyword="HOME", hours="Mo-Fr"),), hours="PH off")
    assert '    - {type: sms, value: "741741", keyword: "HOME", hours: "Mo-Fr"}' in lines
    assert '  hours: "PH off"' in lines


def test_dates_stand_without_quotes_and_partial_dates_with() -> None:
    dated = SOURCE.replace(how="copy", page_date="2026-03"), SOURCE.replace(how="copy", page_date="2026-03-31")
    lines = written(sources=dated, closed=dt.date(2025, 7, 17))
    assert "  closed: 2025-07-17" in lines
    assert [line.rpartition("page_date: ")[2] for line in lines[-2:]] == ['"2026-03"}', "2026-03-31}"]


def test_truths_and_numbers_are_written_as_such() -> None:
    lines = written(peer_run=True, anonymous=False, age=Age(min=0, max=24), place=Place(lat=59.91, lon=-0.5))
    assert {"  peer_run: true", "  anonymous: false", "  age: {min: 0, max: 24}"} <= {*lines}
    assert "  place: {lat: 59.91, lon: -0.5}" in lines


@pytest.mark.parametrize("degrees", [0.00005, -0.00001, 0.0, 51.123456789012])
def test_every_coordinate_is_read_as_it_was_written(degrees: float) -> None:
    listing = PLAIN.replace(place=Place(lat=degrees, lon=degrees))
    assert read_back(listing) == [listing]


@pytest.mark.parametrize(
    "fields",
    [{"age": Age()}, {"place": Place()}, {"training": Training()}, {"translations": {"es": Translation()}}],
)
def test_a_part_that_says_nothing_survives_writing(fields: dict[str, object]) -> None:
    listing = PLAIN.replace(**fields)
    assert read_back(listing) == [listing]


@pytest.mark.parametrize("name", ["a: b", "#", "0116123", "NO", "two words", "'", "[a", "it's", "é"])
def test_an_unknown_field_of_any_name_survives_writing(name: str) -> None:
    listing = PLAIN.replace(extra={name: "x", "more": {name: ["y"]}})
    assert read_back(listing) == [listing]


@pytest.mark.parametrize("char", ["\ufffe", "\uffff"])
def test_a_noncharacter_in_quotes_can_be_written_again(char: str) -> None:
    held = examples.read(examples.item(name=f'"a\\u{ord(char):04X}b"'))[0].listing
    assert held is None or read_back(held) == [held]


def test_a_long_part_of_a_list_gets_a_line_for_each_field() -> None:
    long = SOURCE.replace(url="https://a.example/" + "x" * 80)
    assert written(sources=(SOURCE, long))[-4:] == [
        '    - {url: "https://a.example/", checked: 2026-11-22, how: page}',
        f'    - url: "{long.url}"',
        "      checked: 2026-11-22",
        "      how: page",
    ]


def test_a_list_that_is_too_wide_gets_a_line_for_each_item() -> None:
    names = tuple(f"Name {n:02} of many" for n in range(10))
    assert written(aliases=names)[2:5] == ["  aliases:", "    - Name 00 of many", "    - Name 01 of many"]


@pytest.mark.parametrize(("longer", "lines"), [(0, 1), (1, 2)])
def test_the_widest_line_is_the_widest_allowed(longer: int, lines: int) -> None:
    name = "x" * (WIDEST - len("  aliases: []") + longer)
    assert len(written(aliases=(name,))) == len(written()) + lines


def test_a_file_is_a_head_and_listings_after_empty_lines() -> None:
    one, two = PLAIN, PLAIN.replace(id="b")
    assert render_file([one, two], head="# Head\n") == f"# Head\n\n{render_listing(one)}\n{render_listing(two)}"


def test_a_file_without_a_head_starts_with_its_first_listing() -> None:
    assert render_file([PLAIN]) == render_listing(PLAIN)
    assert render_file([]) == ""
