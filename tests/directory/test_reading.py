import datetime as dt

import pytest

from peerfind.directory.model import Age, Contact, Place, Source, Training, Translation
from peerfind.directory.nodes import Fault
from tests.directory.examples import faults, ids, item, listing, read


def test_a_minimal_listing_is_typed() -> None:
    held = listing()
    assert (held.id, held.name, held.kind, held.status) == ("night-owl", "Night Owl", "warmline", "active")
    assert held.sources == (Source(url="https://a.example/", checked=dt.date(2026, 11, 22), how="page"),)


def test_every_part_is_typed_by_the_model() -> None:
    held = listing(
        place="{city: Oslo, region: NO-03, lat: 59.91, lon: -0.5}",
        age="{min: 13, max: 24}",
        training="{hours: 40, cost: none}",
        translations="{es: {summary: Hola.}}",
        closed="2025-07-17",
    )
    assert held.place == Place(city="Oslo", region="NO-03", lat=59.91, lon=-0.5)
    assert (held.age, held.training) == (Age(min=13, max=24), Training(hours="40", cost="none"))
    assert held.translations == {"es": Translation(summary="Hola.")}
    assert held.closed == dt.date(2025, 7, 17)


def test_a_contact_keeps_its_number_as_text() -> None:
    held = listing(contacts="[{type: phone, value: 0116123, press: 1}, {type: sms, value: +47116123, keyword: NO}]")
    assert held.contacts == (
        Contact(type="phone", value="0116123", press="1"),
        Contact(type="sms", value="+47116123", keyword="NO"),
    )


def test_norway_is_a_country_and_norwegian_a_language() -> None:
    held = listing(serves="[NO]", languages="[no, en]", name="NO")
    assert (held.serves, held.languages, held.name) == (("NO",), ("no", "en"), "NO")


@pytest.mark.parametrize("text", ["NO", "yes", "on", "0116123", "22:00", "1e3", "~", "null", "2026-11-22", "1_000"])
def test_a_name_that_other_readers_take_for_something_else_stays_text(text: str) -> None:
    assert listing(name=text).name == text


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("mixed", "mixed")])
def test_peer_run_is_a_truth_or_mixed(text: str, value: object) -> None:
    assert listing(peer_run=text).peer_run == value


def test_a_language_tag_is_known_by_its_language() -> None:
    assert listing(languages="[zh-Hant]").languages == ("zh-Hant",)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "[Night, Owl]", "name: one text belongs here, not a list or a mapping"),
        ("name", "{a: b}", "name: one text belongs here, not a list or a mapping"),
        ("name", '""', "name: empty; take the field out or fill it in"),
        ("aliases", "Owl", "aliases: a list belongs here, such as [one, two]"),
        ("aliases", "[]", "aliases: empty; take the field out or fill it in"),
        ("serves", "US", "serves: a list belongs here, such as [one, two]"),
        ("place", "Oslo", "place: fields belong here, one a line (field: value)"),
        ("translations", "Hola", "translations: a mapping belongs here, such as {es: ...}"),
        ("status", "open", "status: 'open' is not one of active, paused, closed"),
        ("anonymous", "yes", "anonymous: write true or false"),
        ("peer_run", "perhaps", "peer_run: write one of mixed, true, false"),
        ("closed", "2026-02-30", "closed: '2026-02-30' is not a date such as 2026-11-22"),
        ("closed", "20261122", "closed: '20261122' is not a date such as 2026-11-22"),
        ("closed", "2026-W47-7", "closed: '2026-W47-7' is not a date such as 2026-11-22"),
        ("age", "{min: 121}", "min: 121 is not between 0 and 120"),
        ("age", "{min: 1.5}", "min: '1.5' is not a number"),
        ("place", "{lat: north}", "lat: 'north' is not a number"),
        ("place", "{lon: 180.1}", "lon: 180.1 is not between -180 and 180"),
        ("summary", "x" * 241, "summary: 241 characters; at most 240 fit"),
        ("id", "Night Owl", "id: 'Night Owl' is not small letters and digits joined by hyphens"),
        ("url", "a.example", "url: 'a.example' is not a web address such as https://example.org"),
        ("url", '"javascript:x"', "url: 'javascript:x' is not a web address such as https://example.org"),
        ("contacts", "[{type: fax, value: x}]", None),
        ("contacts", "[{type: phone}]", "contacts: value missing"),
        ("sources", "[{url: https://a.example, how: page}]", "sources: checked missing"),
    ],
)
def test_a_wrong_value_is_a_fault_that_says_what_belongs_there(field: str, value: str, message: str | None) -> None:
    options = "type: 'fax' is not one of phone, sms, chat, whatsapp, email, videophone, web, app"
    assert faults(**{field: value}) == [message or options]
    assert ids(read(item(**{field: value}))) == []


def test_the_bounds_of_a_number_are_allowed() -> None:
    held = listing(age="{min: 0, max: 120}", place="{lat: -90, lon: 180}")
    assert (held.age, held.place) == (Age(min=0, max=120), Place(lat=-90.0, lon=180.0))


@pytest.mark.parametrize("field", ["id", "name", "kind", "summary", "serves", "sources"])
def test_a_missing_field_is_named(field: str) -> None:
    assert faults(**{field: ""}) == [f"{field} missing"]


def test_all_missing_fields_are_named_at_once() -> None:
    assert faults(kind="", serves="") == ["kind and serves missing"]


def test_all_faults_of_a_listing_are_told_each_at_its_place() -> None:
    found = read("# head\n" + item(kind="warmlin", serves="[US, OH]"))[0].faults
    assert [(fault.line, fault.column) for fault in found] == [(4, 9), (6, 16)]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("kind", "warmlin", "kind: 'warmlin' is not known: did you mean warmline?"),
        ("serves", "[US-OI]", "serves: 'US-OI' is not known: did you mean US-OH?"),
        ("timezone", "America/NewYork", "timezone: 'America/NewYork' is not known: did you mean America/New_York?"),
    ],
)
def test_an_unknown_code_refuses_the_listing_with_a_suggestion(field: str, value: str, message: str) -> None:
    assert faults(**{field: value}) == [message]
    assert ids(read(item(**{field: value}))) == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("topics", "[greif, crisis]", "topics: 'greif' is not known: did you mean grief?"),
        ("audiences", "[veteran, youth]", "audiences: 'veteran' is not known: did you mean veterans?"),
        ("languages", "[xx, en]", "languages: 'xx' is not known"),
    ],
)
def test_an_unknown_topic_audience_or_language_is_left_out_with_a_fault(field: str, value: str, message: str) -> None:
    entry = read(item(**{field: value}))[0]
    assert [(fault.message, fault.refuses) for fault in entry.faults] == [(message, False)]
    assert entry.listing is not None
    assert len(getattr(entry.listing, field)) == 1


def test_a_code_that_is_like_no_other_has_no_suggestion() -> None:
    assert faults(topics="[zzzz]") == ["topics: 'zzzz' is not known; \"peerfind facets topics\" lists them"]


def test_a_contact_whose_parts_do_not_fit_is_a_fault_at_its_place() -> None:
    entry = read(item(contacts="[{type: phone, value: '988', say: 9-9-8}]"))[0]
    assert entry.faults == [
        Fault(7, 47, "say '9-9-8' has other digits than '988': mend the wrong one, or both", sort="say")
    ]


@pytest.mark.parametrize("value", ["９８８", "٩٨٨", "+١٨٧٧٥٥٥٠١٠٠"])
def test_a_number_in_digits_that_no_dialler_takes_is_refused(value: str) -> None:
    assert ids(read(item(contacts=f'[{{type: phone, value: "{value}"}}]'))) == []


def test_unknown_fields_are_kept_in_extra_with_a_fault() -> None:
    entry = read(item(pets='{dogs: yes, others: [NO, "a\\u202eb"]}'))[0]
    assert [(fault.message, fault.refuses) for fault in entry.faults] == [("'pets' is not a field", False)]
    assert entry.listing is not None
    assert entry.listing.extra == {"pets": {"dogs": "yes", "others": ["NO", "ab"]}}


def test_a_misspelt_field_is_kept_with_a_suggestion() -> None:
    assert faults(langauges="[en]") == ["'langauges' is not a field: did you mean languages?"]


def test_an_unknown_field_of_a_part_does_not_refuse_the_listing() -> None:
    entry = read(item(contacts="[{type: phone, value: '988', toll: free}]"))[0]
    assert [fault.message for fault in entry.faults] == ["'toll' is not a field"]
    assert ids([entry]) == ["night-owl"]


def test_a_field_named_extra_is_unknown_like_any_other() -> None:
    entry = read(item(extra="x", pets="dogs"))[0]
    assert [fault.message for fault in entry.faults] == ["'extra' is not a field", "'pets' is not a field"]
    assert entry.listing is not None
    assert entry.listing.extra == {"extra": "x", "pets": "dogs"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "javascript:x"),
        ("contacts", "x"),
        ("place", "{a: b}"),
        ("serves", "[a, b]"),
        ("closed", "x"),
        ("sources", "[]"),
    ],
)
def test_a_field_name_with_a_hidden_character_gets_past_no_check(field: str, value: str) -> None:
    entry = read(item(**{f'"{field}\\u200b"': value}))[0]
    assert entry.faults
    assert entry.listing is None or getattr(entry.listing, field) == getattr(listing(), field)


def test_hidden_characters_are_taken_out_of_a_name_with_a_fault() -> None:
    entry = read(item(name='"Night\\e[31m \\u202eOwl\\u200b"'))[0]
    message = "name: holds hidden characters (U+001B, U+202E, U+200B): take them out"
    assert entry.faults == [Fault(2, 9, message, refuses=False, sort="hidden")]
    assert entry.listing is not None
    assert entry.listing.name == "Night[31m Owl"


def test_a_bidirectional_override_written_as_it_is_is_taken_out() -> None:
    assert faults(name="Night \u202eOwl") == ["name: holds hidden characters (U+202E): take them out"]


def test_a_control_character_written_as_it_is_only_loses_its_own_listing() -> None:
    entries = read(item(id="a") + item(id="b", name="Night\x1b Owl") + item(id="c"))
    assert ids(entries) == ["a", "c"]
    assert entries[1].faults == [Fault(7, 1, "holds a character that YAML does not allow")]


def test_a_name_of_hidden_characters_alone_is_empty() -> None:
    assert faults(name='"\\u202e"')[-1] == "name: empty; take the field out or fill it in"
