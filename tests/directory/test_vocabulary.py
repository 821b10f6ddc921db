from typing import get_args

import pytest

from peerfind.directory import model
from peerfind.directory.loading import Reference
from peerfind.directory.vocabulary import Vocabulary
from peerfind.lookup import moments

CODES = {
    "kinds": "crisis_line warmline helpline support_group peer_center peer_respite online_community app mentorship "
    "workplace_program school_program training certification care_program advocacy directory service",
    "contacts": "phone sms chat whatsapp email videophone web app",
    "topics": "suicide crisis self-harm depression anxiety bipolar psychosis hearing-voices trauma ocd adhd autism "
    "eating-disorders substance-use gambling grief loneliness stress perinatal domestic-violence sexual-assault "
    "bullying family relationships chronic-illness dementia medication housing sexuality "
    "gender-identity spirituality general",
    "audiences": "youth students older-adults women men parents caregivers family bereaved veterans military "
    "first-responders healthcare-workers farmers workers lgbtq trans black indigenous asian latino immigrants muslims "
    "jewish christian deaf disabled neurodivergent survivors incarcerated homeless rural",
    "dispatch": "never-without-consent last-resort may unknown",
    "checks": "call reply page copy list",
    "settings": "in_person online hybrid",
    "costs": "free sliding paid varies",
    "times": "now today tonight tomorrow morning afternoon evening night weekdays weekend always",
    "days": "mo tu we th fr sa su",
}
"""What the design and scripts rely on: no code may be renamed or taken away."""
SMALL = Vocabulary(
    labels={"kinds": {"warmline": {"en": "Warmline", "es": "Línea de apoyo"}, "odd": {"fr": "Drôle"}}},
    weights={},
    windows={},
    akin={},
)


@pytest.mark.parametrize(("table", "code"), [(table, code) for table, held in CODES.items() for code in held.split()])
def test_every_code_has_an_english_and_a_spanish_label(reference: Reference, table: str, code: str) -> None:
    label = reference.vocabulary.labels[table][code]
    assert label["en"].strip()
    assert label["es"].strip()


@pytest.mark.parametrize(
    ("table", "options"),
    [
        ("contacts", model.ContactType),
        ("settings", model.Setting),
        ("costs", model.Cost),
        ("dispatch", model.Dispatch),
        ("checks", model.How),
    ],
)
def test_the_vocabulary_names_just_what_the_model_allows(reference: Reference, table: str, options: object) -> None:
    assert {*reference.vocabulary.labels[table]} == {*get_args(options)}


def test_no_two_codes_of_a_table_are_called_the_same(reference: Reference) -> None:
    for table, codes in reference.vocabulary.labels.items():
        english = [names["en"] for names in codes.values() if table != "languages"]
        assert sorted(english) == sorted({*english})


def test_every_kind_has_a_weight_and_crisis_lines_a_window(reference: Reference) -> None:
    assert {*reference.vocabulary.weights} == {*CODES["kinds"].split()}
    assert all(0 <= weight <= 1 for weight in reference.vocabulary.weights.values())
    assert reference.vocabulary.windows == {"crisis_line": 90}


def test_kinds_that_serve_the_same_need_are_other_kinds(reference: Reference) -> None:
    for kind, akin in reference.vocabulary.akin.items():
        assert {kind, *akin} <= {*CODES["kinds"].split()}
        assert kind not in akin
    assert "helpline" in reference.vocabulary.akin["warmline"]


def test_every_time_and_day_that_can_be_asked_for_is_one_of_the_program(reference: Reference) -> None:
    assert {*reference.vocabulary.labels["days"]} == {*moments.DAYS}
    asked = {"now", "today", "tomorrow", moments.ALWAYS, *moments._HOURS, *moments._SPANS}
    assert {*reference.vocabulary.labels["times"]} == asked


def test_norwegian_is_a_language(reference: Reference) -> None:
    assert reference.vocabulary.label("languages", "no") == "Norwegian"


@pytest.mark.parametrize(("language", "label"), [("en", "Warmline"), ("es", "Línea de apoyo"), ("sw", "Warmline")])
def test_a_label_is_in_the_language_or_in_english(language: str, label: str) -> None:
    assert SMALL.label("kinds", "warmline", language) == label


def test_a_language_of_a_region_is_called_as_the_language_is(reference: Reference) -> None:
    assert reference.vocabulary.label("languages", "es-US", "es") == reference.vocabulary.label("languages", "es", "es")


def test_a_code_stands_for_itself_where_it_has_no_label() -> None:
    assert SMALL.label("kinds", "hotline", "es") == "hotline"
    assert SMALL.label("kinds", "odd", "es") == "odd"


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        SMALL.label("colours", "red")
