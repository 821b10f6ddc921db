"""Where help is wanted, as it is read out of a query."""

import pytest

from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.query import Reading
from peerfind.lookup.understanding import Reader
from tests.lookup.examples import MONDAY, reader_of


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon) -> Reader:
    return reader_of(lexicon)


def read(reader: Reader, query: str, home: str | None = None) -> Reading:
    return reader.read(query, home, MONDAY)


def place(reader: Reader, query: str, home: str | None = None) -> str | None:
    """Return the code of the place that a query names."""
    codes = read(reader, query, home).understood.place
    return codes[0] if codes else None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("warmline in Ohio", "US-OH"),
        ("Ohio warmline", "US-OH"),
        ("help in the uk", "GB"),
        ("uk", "GB"),
        ("warmline 43215", "US-OH"),
        ("grief group near Tuscaloosa", "US-AL"),
        ("grupo de apoyo en México", "MX"),
        ("Selbsthilfegruppe in Köln", "DE"),
        ("warmline New York", "US-NY"),
        ("crisis line Kenya", "KE"),
        ("warmline US-OH", "US-OH"),
        ("warmline us-oh", "US-OH"),
        ("group in new south wales", "AU-NSW"),
        ("grief washington dc", "US-DC"),
    ],
)
def test_a_place_is_understood(reader: Reader, query: str, code: str) -> None:
    assert place(reader, query) == code


@pytest.mark.parametrize(
    ("query", "code", "name"),
    [
        ("München Selbsthilfegruppe", "DE", "Munich"),
        ("grief cologne", "DE", "Köln"),
        ("duelo londres", "GB-ENG", "London"),
        ("grief nyc", "US-NY", "New York City"),
        ("grief los angeles", "US-CA", "Los Angeles"),
        ("group san francisco", "US-CA", "San Francisco"),
    ],
)
def test_a_city_is_known_by_its_other_names(reader: Reader, query: str, code: str, name: str) -> None:
    found = read(reader, query).place
    assert (found.code, found.name) == (code, name) if found else False


def test_a_state_is_known_by_the_letters_that_people_write(reader: Reader) -> None:
    assert place(reader, "grief group nsw") == "AU-NSW"


@pytest.mark.parametrize(
    ("query", "code", "name"),
    [
        ("portland oregon grief group", "US-OR", "Portland"),
        ("grief group portland maine", "US-ME", "Portland"),
        ("portland, or", "US-OR", "Portland"),
        ("springfield il", "US-IL", "Springfield"),
        ("dublin ohio", "US-OH", "Dublin"),
        ("london ontario", "CA-ON", "London"),
        ("sydney nsw", "AU-NSW", "Sydney"),
        ("new york city new york", "US-NY", "New York City"),
        ("grief in columbus oh", "US-OH", "Columbus"),
    ],
)
def test_a_city_is_read_in_the_state_that_follows(reader: Reader, query: str, code: str, name: str) -> None:
    found = read(reader, query).place
    assert (found.code, found.name) == (code, name) if found else False


@pytest.mark.parametrize(("query", "code"), [("grief paris texas", "US-TX"), ("grief near parma oh", "US-OH")])
def test_a_city_that_is_called_like_a_province_is_read_in_the_state_that_follows(
    reader: Reader, query: str, code: str
) -> None:
    assert place(reader, query, "US") == code


@pytest.mark.parametrize("query", ["grief in OH", "grief OH", "grief group from oh", "grief near oh"])
def test_two_letters_are_a_state_after_a_word_such_as_in_or_at_the_end(reader: Reader, query: str) -> None:
    assert place(reader, query, "US") == "US-OH"


@pytest.mark.parametrize("query", ["OH grief", "oh my grief is deep", "oh", "help me", "or grief"])
def test_two_letters_elsewhere_are_no_state(reader: Reader, query: str) -> None:
    assert place(reader, query, "US") is None


def test_two_letters_are_a_state_at_home_first(reader: Reader) -> None:
    assert place(reader, "grief in wa", "AU") == "AU-WA"
    assert place(reader, "grief in wa", "US") == "US-WA"


def test_of_places_with_one_name_the_one_at_home_is_understood(reader: Reader) -> None:
    assert place(reader, "warmline Georgia", "US") == "US-GA"
    assert place(reader, "warmline Georgia") == "GE"


@pytest.mark.parametrize(("with_it", "without"), [("grief in Reading", "reading grief"), ("near Bath", "bath grief")])
def test_a_town_that_is_a_word_first_is_a_place_only_after_a_word_such_as_in(
    reader: Reader, with_it: str, without: str
) -> None:
    assert place(reader, with_it, "GB") == "GB-ENG"
    assert place(reader, without, "GB") is None


@pytest.mark.parametrize("query", ["grief near Xenia", "grief in Xenia", "living in Xenia", "cerca de Xenia"])
def test_a_small_town_is_a_place_after_a_word_such_as_in(reader: Reader, query: str) -> None:
    assert place(reader, query, "US") == "US-OH"


def test_a_small_town_by_itself_is_a_word(reader: Reader) -> None:
    assert place(reader, "Xenia grief", "US") is None


def test_a_city_is_large_enough_at_home_before_it_is_abroad(reader: Reader) -> None:
    assert place(reader, "dayton grief", "US") == "US-OH"
    assert place(reader, "dayton grief", "FR") is None


@pytest.mark.parametrize(
    "query",
    [
        "in me",
        "so hard for me",
        "grief or",
        "línea de crisis para jóvenes",
        "grupo para mujeres",
        "ayuda para mi hijo",
    ],
)
def test_a_small_word_is_no_state(reader: Reader, query: str) -> None:
    assert place(reader, query, "US") is None


@pytest.mark.parametrize("query", ["it is so hard", "tell us or me", "es so wichtig", "why it me", "il m a quitté"])
def test_two_small_words_are_no_code_of_a_province(reader: Reader, query: str) -> None:
    assert place(reader, query) is None


def test_the_first_of_two_places_is_the_place(reader: Reader) -> None:
    assert place(reader, "Ohio Texas") == "US-OH"


@pytest.mark.parametrize("query", ["grief near Cleveland", "grief in Cleveland", "grief Cleveland", "grief 44113"])
def test_the_neighbourhood_of_a_city_or_zip_code_is_meant(reader: Reader, query: str) -> None:
    near = read(reader, query, "US").near
    assert near is not None
    assert (round(near.lat or 0), round(near.lon or 0)) == (41, -82)


def test_a_state_has_no_neighbourhood(reader: Reader) -> None:
    assert read(reader, "grief in Ohio").near is None
    assert read(reader, "grief near Ohio").understood.near is None


def test_the_name_of_the_neighbourhood_is_told(reader: Reader) -> None:
    assert read(reader, "grief near Cleveland", "US").understood.near == "Cleveland"


@pytest.mark.parametrize(
    ("query", "km"),
    [
        ("within 5 miles of 44113", 8.0),
        ("5 mi from 44113", 8.0),
        ("a 5-mile drive from 44113", 8.0),
        ("10 km from Cleveland Ohio", 10.0),
        ("10km 44113", 10.0),
        ("2.5 kilometers of 44113", 2.5),
        ("a 2,5 kilómetros de 44113", 2.5),
        ("grupo a 10 millas de Cleveland Ohio", 16.1),
    ],
)
def test_a_distance_is_read_in_kilometres_around_the_place(reader: Reader, query: str, km: float) -> None:
    found = read(reader, query, "US")
    assert (found.within_km, found.understood.within_km) == (km, km)
    assert found.near is not None


@pytest.mark.parametrize("query", ["5 minutes from 44113", "12 steps", "5k run", "988"])
def test_other_numbers_are_no_distance(reader: Reader, query: str) -> None:
    assert read(reader, query).within_km is None


def test_a_distance_is_not_left_among_the_words(reader: Reader) -> None:
    assert read(reader, "grief within 5 miles of 44113").words == (("grief",), ("44113",))
