import datetime as dt

import pytest

from peerfind.directory.reference import EmergencyNumbers
from peerfind.printing.html import to_html
from peerfind.printing.plain import to_markdown, to_text
from peerfind.printing.sheet import Organization
from tests.lookup.examples import the_places
from tests.printing.examples import result, setter, sheet


def facts(**fields: object) -> dict[str, str]:
    return {fact.label: fact.text for fact in setter().entry(result(**fields)).facts}


def test_the_emergency_number_stands_first() -> None:
    assert sheet().danger == "In danger now? Call 911"


def test_numbers_of_several_services_are_told_apart() -> None:
    numbers = EmergencyNumbers(police="110", ambulance="119")
    assert sheet(emergency=numbers).danger == "In danger now? Call 119 (ambulance) · 110 (police)"


def test_a_keyword_and_keys_stand_beside_the_number() -> None:
    phone, text = setter().entry(result()).ways
    assert (phone.verb, phone.number, phone.beside) == ("Call", "800-555-0100", "then press 2")
    assert (text.verb, text.number) == ("Text HOME to", "741741")


def test_a_second_channel_comes_before_a_second_number_of_the_first() -> None:
    contacts = [
        {"type": "phone", "value": "+18005550100"},
        {"type": "phone", "value": "+18005550199"},
        {"type": "sms", "value": "741741"},
    ]
    assert [way.number for way in setter().entry(result(contacts=contacts)).ways] == [
        "800-555-0100",
        "741741",
        "800-555-0199",
    ]


def test_the_way_in_that_answers_in_the_language_of_the_paper_comes_first_of_its_channel() -> None:
    contacts = [
        {"type": "phone", "value": "988", "languages": ["en"]},
        {"type": "phone", "value": "988", "press": "2", "languages": ["es-US"]},
        {"type": "sms", "value": "988", "languages": ["en"]},
        {"type": "sms", "value": "988", "keyword": "AYUDA", "languages": ["es"]},
    ]
    held = result(contacts=contacts)
    assert [way.beside for way in setter("es").entry(held).ways[:2]] == ["luego oprima 2 · español", "español"]
    assert [way.verb for way in setter().entry(held).ways[:2]] == ["Call", "Text"]


def test_contacts_stay_in_their_order_where_none_answers_in_the_language_of_the_paper() -> None:
    contacts = [
        {"type": "phone", "value": "988", "languages": ["en"]},
        {"type": "phone", "value": "988", "press": "1"},
        {"type": "chat", "value": "https://chat.example"},
    ]
    numbers = [way.number for way in setter("ar").entry(result(contacts=contacts)).ways]
    assert numbers == ["988", "chat.example", "988"]


def test_a_channel_in_the_language_of_the_paper_comes_before_one_that_is_not() -> None:
    contacts = [
        {"type": "phone", "value": "988", "languages": ["en"]},
        {"type": "sms", "value": "741741", "languages": ["es"]},
    ]
    assert [way.number for way in setter("es").entry(result(contacts=contacts)).ways] == ["741741", "988"]


def test_a_service_that_does_not_speak_the_language_of_the_paper_says_so_first() -> None:
    assert [fact.label for fact in setter("es").entry(result(languages=["en"])).facts][:2] == ["Idiomas", "Horario"]
    assert [fact.label for fact in setter("es").entry(result()).facts][:2] == ["Horario", "Policía"]


def test_hours_cost_languages_and_police_are_told_in_words() -> None:
    told = facts()
    assert told["Hours"] == "Mon–Fri 9 am–5 pm (New York time)"
    assert told["Cost"] == "Free"
    assert told["Languages"] == "English, español"
    assert told["Police"] == "Will not send police without your consent"


def test_hours_that_nobody_knows_are_said_to_be_so() -> None:
    assert facts(hours=None, timezone=None)["Hours"] == "not known"


def test_the_check_is_told_with_its_date() -> None:
    source = {"url": "https://harbour.example/", "checked": "2026-11-01", "how": "copy"}
    assert setter().entry(result()).checked == "Checked by calling, Nov 1, 2026"
    assert "date not known" in setter().entry(result(sources=[source])).checked
    assert "Mar 2026" in setter().entry(result(sources=[source | {"page_date": "2026-03"}])).checked


def test_an_old_one_bears_the_stamp() -> None:
    source = {"url": "https://harbour.example/", "checked": "2020-11-01", "how": "call"}
    assert setter().entry(result(sources=[source])).stale == "NOT RECENTLY CHECKED"
    assert setter().entry(result()).stale == ""


def test_words_in_another_language_are_marked_and_translations_are_used() -> None:
    plain, translated = result(), result(translations={"es": {"summary": "Pares que escuchan."}})
    assert setter("es").entry(plain).foreign == "Solo en inglés"
    assert (setter("es").entry(translated).what, setter("es").entry(translated).foreign) == ("Pares que escuchan.", "")


def test_listings_stand_in_their_order_under_headings_in_that_of_the_vocabulary() -> None:
    held = [result("a", topics=["grief"]), result("b", topics=["trauma"]), result("c", topics=["grief"])]
    sections = sheet(*held, grouping="topic").sections
    assert [(section.title, [entry.id for entry in section.entries]) for section in sections] == [
        ("Trauma", ["b"]),
        ("Grief and loss", ["a", "c"]),
    ]


def test_places_are_in_order_from_states_to_the_world() -> None:
    held = [result(f"line-{n}", serves=[code]) for n, code in enumerate(["worldwide", "US", "US-OH", "US-IN"])]
    assert [section.title for section in sheet(*held, grouping="place").sections] == [
        "Indiana",
        "Ohio",
        "United States",
        "Worldwide",
    ]
    country = the_places().resolve("US")
    titles = [section.title for section in sheet(*held, grouping="place", place=country).sections]
    assert titles == ["United States", "Indiana", "Ohio", "Worldwide"]


def test_a_kind_is_not_told_again_under_its_heading() -> None:
    assert [entry.kind for entry in sheet(result(), grouping="kind").entries] == [""]
    assert [entry.kind for entry in sheet(result(), grouping="topic").entries] == ["Warmline"]


@pytest.mark.parametrize(
    ("checked", "until"),
    [
        (dt.date(2026, 11, 1), dt.date(2027, 5, 22)),  # 180 days after printing
        (dt.date(2026, 1, 1), dt.date(2026, 12, 27)),  # 360 days after the check: then it is stale
        (dt.date(2020, 1, 1), dt.date(2027, 5, 22)),  # stale already, and stamped
    ],
)
def test_a_list_is_not_to_be_used_once_something_on_it_is_stale(checked: dt.date, until: dt.date) -> None:
    source = {"url": "https://harbour.example/", "checked": str(checked), "how": "call"}
    assert setter().edition([result(), result(sources=[source])]).until == until


def test_the_same_list_on_the_same_day_is_the_same_edition() -> None:
    one, same = setter().edition([result()]), setter().edition([result()])
    other = setter().edition([result(contacts=[{"type": "phone", "value": "988"}])])
    assert one == same
    assert one.code != other.code
    assert one.numbers == (("+18005550100 2", "741741 HOME"),)


def test_a_discreet_list_says_nothing_of_what_it_is_for() -> None:
    contacts = [
        {"type": "chat", "value": "https://quiet.example/suicide"},
        {"type": "phone", "value": "+18005550100", "press": "2", "note": "800-SUICIDE"},
    ]
    telling = {
        "name": "Suicide Prevention Line",
        "summary": "For thoughts of suicide.",
        "alert": "Suicide line moved.",
        "hours_note": "Suicide line closed on holidays",
        "eligibility": "After a suicide",
        "cost_note": "Suicide fund pays",
        "topics": ["suicide"],
        "contacts": contacts,
        "organization": "Suicide Watch",
    }
    whole = Organization(name="Suicide Office", contact="suicide.example")
    told = setter(discreet=True).sheet([result(**telling)], organization=whole, grouping="topic")
    assert "SPL" in to_text(told)
    assert "800-555-0100 (then press 2)" in to_text(told)
    for written in (to_text(told), to_markdown(told), to_html(told, "{what}")):
        assert "suicide" not in written.casefold()


def test_an_alert_is_printed_first_in_every_format() -> None:
    told = sheet(result(alert="Closed for the holidays.", summary="Peers listen."))
    assert "Closed for the holidays. Peers listen." in to_text(told)
    assert to_html(told, "{what}").index("Closed for the holidays.") < to_html(told, "{what}").index("Peers listen.")


def test_texts_of_the_other_direction_turn_nothing_around_them() -> None:
    told = sheet(result(cost_note="One dollar."), language="ar")
    assert told.edition_line == f"طبعة \u2068{told.edition.code}\u2069"
    assert any("\u2068One dollar.\u2069" in fact.text for entry in told.entries for fact in entry.facts)
    assert "\u2068" not in to_text(sheet(language="es"))


def test_a_text_of_a_listing_is_printed_without_what_is_hidden_in_it_and_no_longer_than_it_may_be() -> None:
    entry = setter().entry(result(name="\u202eHarbour\x00 \u2066line", summary="long " * 2_000))
    assert entry.name == "Harbour line"
    assert len(entry.what) == 300
    assert entry.what.endswith("…")
