import datetime as dt
import re

import pytest

from peerfind.errors import UsageError
from peerfind.printing.labels import catalogue, labels_of
from tests.lookup.examples import the_reference
from tests.printing.examples import result, setter, sheet

LANGUAGES = [*catalogue()]


CLOCK_OF_12 = {"noon", "midnight"}
TABLES = {"kinds": "crisis_line", "topics": "grief", "audiences": "veterans"}


def braces(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))


def test_there_are_at_least_twelve_languages() -> None:
    assert {"en", "es", "fr", "de", "pt", "ru", "ar", "hi", "zh", "vi", "tl", "ko"} <= {*LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_with_the_same_braces(language: str) -> None:
    texts, english = catalogue()[language], catalogue()["en"]
    assert texts.keys() - TABLES.keys() == (english.keys() if texts["clock"] == "12" else english.keys() - CLOCK_OF_12)
    same = {"months", "days", "clock", "direction"}
    assert [key for key in english if key not in same and braces(texts.get(key, "")) != braces(english[key])] == []
    assert (len(texts["months"]), len(texts["days"])) == (12, 7)


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "Mar 5, 2026"),
        ("es", "5 mar. 2026"),
        ("de", "5. März 2026"),
        ("ja", "2026年3月5日"),
        ("ar", "5 مارس 2026"),
    ],
)
def test_a_date_is_written_as_its_readers_do(language: str, date: str) -> None:
    assert labels_of(language).date(dt.date(2026, 3, 5)) == date


@pytest.mark.parametrize(
    ("language", "told", "date"),
    [
        ("en", "2026-03", "Mar 2026"),
        ("zh", "2026-03", "2026年3月"),
        ("pt", "2026", "2026"),
        ("es", "2026-03-05", "5 mar. 2026"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(language: str, told: str, date: str) -> None:
    assert labels_of(language).partial_date(told) == date


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("24/7", "Day and night, every day"),
        ("Mo-Fr 09:00-17:30", "Mon–Fri 9 am–5:30 pm"),
        ("Sa,Su 12:00-24:00; PH off", "Sat, Sun noon–midnight; public holidays closed"),
        ("Mo[1] 18:00-19:00", "Mo[1] 18:00-19:00"),
        ('Mo-Fr 09:00-17:00 "by request"', 'Mo-Fr 09:00-17:00 "by request"'),
    ],
)
def test_plain_hours_are_told_in_words_and_others_stay(hours: str, told: str) -> None:
    assert labels_of("en").hours(hours) == told


def test_the_clock_fits_the_language() -> None:
    assert labels_of("fr").hours("Mo 09:00-17:00") == "lun. 09:00–17:00"


def test_a_language_without_texts_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="'xx'") as caught:
        labels_of("xx")
    assert "en, es" in caught.value.hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_topic_and_audience_has_a_word_of_the_language(language: str) -> None:
    vocabulary, own = the_reference().vocabulary, catalogue()[language]
    for table in TABLES:
        held = vocabulary.labels[table]
        wordless = [code for code in held if language not in held[code] and code not in own.get(table, {})]
        assert (table, wordless) == (table, [])
        assert own.get(table, {}).keys() <= held.keys()


@pytest.mark.parametrize(
    ("language", "kind", "country"),
    [
        ("en", "Warmline", "Kenya"),
        ("fr", "Ligne d'écoute entre pairs", "Kenya"),
        ("ru", "Линия душевной поддержки", "Кения"),
        ("ar", "خط الدعم النفسي", "كينيا"),
        ("ko", "마음을 나누는 전화", "케냐"),
    ],
)
def test_headings_are_words_of_the_language(language: str, kind: str, country: str) -> None:
    held = result(kind="warmline", serves=["KE"])
    assert sheet(held, language=language, grouping="kind").sections[0].title == kind
    assert sheet(held, language=language, grouping="place").sections[0].title == country


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Someone to talk to: Ohio"), ("ja", "話を聞いてくれる人がいます: オハイオ州"), ("ko", "오하이오주")],
)
def test_the_title_names_the_place_in_the_language(language: str, title: str) -> None:
    assert sheet(language=language).title.endswith(title)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_only_in_english_is_said_so_in_the_language(language: str) -> None:
    foreign = setter(language).entry(result()).foreign
    assert "{" not in foreign
    assert (foreign == "") is (language == "en")
    assert "English" not in foreign


@pytest.mark.parametrize(("language", "told"), [("en", "a, b"), ("ar", "a، b"), ("ja", "a、b")])
def test_a_list_has_the_comma_of_the_language(language: str, told: str) -> None:
    assert labels_of(language).listed(["a", "b"]) == told
