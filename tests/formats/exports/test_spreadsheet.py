import pytest

from peerfind.directory.model import Age, Contact, Listing
from peerfind.formats.exports.spreadsheet import columns, disarmed, guarded, render_csv, render_tsv
from tests.formats.exports.examples import PLAIN, export_of, table


def row(**fields: object) -> dict[str, str]:
    (held,) = table(render_csv(export_of(PLAIN.replace(**fields))))
    return held


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 (800) 555", "-", "@x", "'quoted", " =1", "24/7", "0116123", "1-2-3", "1e5", "march-1", '"a" b', "988"],
)
def test_a_text_that_a_spreadsheet_would_guess_at_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Night Owl", "Mo-Fr 09:00-17:00", "7 Cups", "3rd Tuesday", "tel:+18005550100", "危机热线", "e"]
)
def test_any_other_text_stands_as_it_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "safe"), [("a;=1", "a;'=1"), ("a, -1", "a, '-1"), ("a;'=1", "a;''=1"), ("a;b", "a;b")]
)
def test_a_formula_after_a_separator_is_disarmed_too(text: str, safe: str) -> None:
    assert disarmed(text) == safe


def test_a_number_stands_where_letters_come_first() -> None:
    contacts = (
        Contact(type="phone", value="+18005550100", press="2"),
        Contact(type="phone", value="988"),
        Contact(type="sms", value="741741", keyword="HOME NOW"),
        Contact(type="email", value="a@a.example"),
    )
    held = row(contacts=contacts)
    assert held["reach"] == (
        "Call 800-555-0100 (then press 2) | Call 988 | Text HOME NOW to 741741 | Email a@a.example"
    )
    assert held["tel"] == "tel:+18005550100 tel:988"
    assert held["sms"] == "sms:741741?body=HOME%20NOW"
    assert held["email"] == "mailto:a@a.example"


def test_every_field_of_a_listing_has_a_column() -> None:
    names = columns()
    assert [n for n in Listing.fields if n not in names and not any(c.startswith(f"{n}_") for c in names)] == []
    assert len(names) == len(set(names))


def test_truths_numbers_and_days_stay_what_they_are() -> None:
    held = row(peer_run=True, anonymous=False, age=Age(min=13))
    assert (held["peer_run"], held["anonymous"], held["age_min"]) == ("yes", "no", "13")
    assert (held["freshness"], held["checked"], held["feed"]) == ("fresh", "2026-11-22", "bundled")


def test_several_values_are_joined_and_their_own_semicolons_escaped() -> None:
    assert row(aliases=("One; two", "Back\\slash"))["aliases"] == "One\\; two; Back\\\\slash"


def test_excel_is_told_that_it_is_utf_8_and_scripts_are_spared() -> None:
    made = render_csv(export_of(PLAIN))
    assert made.startswith("\ufeffid,name,")
    assert made.count("\r\n") == 2
    assert render_tsv(export_of(PLAIN)).startswith("id\tname\t")


def test_both_tables_say_the_same() -> None:
    held = export_of(PLAIN, PLAIN.replace(id="other", name='"Quoted", he said'))
    assert table(render_csv(held)) == table(render_tsv(held))
    lines = [line.split("\t") for line in render_tsv(held).splitlines()]
    assert {len(line) for line in lines} == {len(columns())}
