import pytest

from peerfind.lookup.places import Gazetteer, Place


def code(place: Place | None) -> str | None:
    return place.code if place else None


@pytest.mark.parametrize("text", ["Ohio", "ohio", " OHIO ", "US-OH", "us-oh"])
def test_a_state_is_read_by_name_or_code_in_any_case(places: Gazetteer, text: str) -> None:
    found = places.resolve(text)
    assert (found.kind, found.code) == ("region", "US-OH") if found else False


@pytest.mark.parametrize(
    ("text", "country"), [("Kenya", "KE"), ("KE", "KE"), ("uk", "GB"), ("USA", "US"), ("United Kingdom", "GB")]
)
def test_a_country_is_read_by_its_names_and_codes(places: Gazetteer, text: str, country: str) -> None:
    assert code(places.resolve(text)) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Deutschland", "DE"),
        ("Alemania", "DE"),
        ("日本", "JP"),
        ("États-Unis", "US"),
        ("México", "MX"),
        ("Россия", "RU"),
    ],
)
def test_a_country_is_read_in_other_languages(places: Gazetteer, text: str, country: str) -> None:
    assert code(places.resolve(text)) == country


@pytest.mark.parametrize("text", ["Köln", "Koln", "KÖLN", "köln"])
def test_accents_and_case_do_not_matter(places: Gazetteer, text: str) -> None:
    found = places.resolve(text)
    assert (found.kind, found.code, found.name) == ("city", "DE", "Köln") if found else False


@pytest.mark.parametrize("text", ["43215", "43215-1234", " 43215 "])
def test_a_zip_code_is_read_as_its_state(places: Gazetteer, text: str) -> None:
    found = places.resolve(text)
    assert (found.kind, found.code) == ("zip", "US-OH") if found else False


@pytest.mark.parametrize("text", ["432151", "4321", "43215-12", "43215 Main Street", "00000", "zip 432x"])
def test_what_only_looks_like_a_zip_code_is_no_place(places: Gazetteer, text: str) -> None:
    assert places.resolve(text) is None


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Portland, Oregon", "US-OR"),
        ("Portland, Maine", "US-ME"),
        ("Paris, Texas", "US-TX"),
        ("London, Ontario", "CA-ON"),
        ("London, UK", "GB-ENG"),
        ("Columbus, US-OH", "US-OH"),
    ],
)
def test_a_city_is_read_in_what_is_named_after_the_comma(places: Gazetteer, text: str, region: str) -> None:
    found = places.resolve(text)
    assert (found.kind, found.code) == ("city", region) if found else False


@pytest.mark.parametrize("text", ["Portland, OR", "Columbus, OH"])
def test_a_city_is_read_in_the_state_abbreviated_after_the_comma(places: Gazetteer, text: str) -> None:
    found = places.resolve(text, "US")
    assert code(found) == f"US-{text[-2:]}"


@pytest.mark.parametrize("text", ["Columbus, Ohio, US", "Columbus, Ohio, United States"])
def test_a_city_is_read_after_two_commas(places: Gazetteer, text: str) -> None:
    assert code(places.resolve(text)) == "US-OH"


@pytest.mark.parametrize("text", ["Cleveland, Nowhere", "Cleveland, Kenya", ",", "Ohio,", "", "   ", "nowhereville"])
def test_what_is_nowhere_is_no_place(places: Gazetteer, text: str) -> None:
    assert places.resolve(text) is None


@pytest.mark.parametrize(("home", "meant"), [("US", "US-GA"), (None, "GE"), ("GE", "GE"), ("FR", "GE")])
def test_georgia_is_the_state_at_home_and_the_country_elsewhere(
    places: Gazetteer, home: str | None, meant: str
) -> None:
    assert code(places.resolve("Georgia", home)) == meant


def test_paris_is_in_france_even_from_the_united_states(places: Gazetteer) -> None:
    found = places.resolve("Paris", "US")
    assert found is not None
    assert found.country == "FR"


@pytest.mark.parametrize(("home", "meant"), [("US", "US-AL"), ("GB", "GB-ENG"), (None, "GB-ENG")])
def test_of_two_cities_the_one_at_home_is_meant(places: Gazetteer, home: str | None, meant: str) -> None:
    assert code(places.resolve("Birmingham", home)) == meant


def test_a_large_city_at_home_comes_before_a_province_abroad(places: Gazetteer) -> None:
    assert code(places.resolve("Toledo", "US")) == "US-OH"


def test_a_place_is_served_by_itself_its_country_and_the_world(places: Gazetteer) -> None:
    assert [place.serving for place in places.named("US-OH")] == [["US-OH", "US", "worldwide"]]


def test_a_country_is_served_by_itself_once(places: Gazetteer) -> None:
    kenya = places.resolve("Kenya")
    assert kenya is not None
    assert kenya.serving == ["KE", "worldwide"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [("US-OH", "Ohio"), ("DE", "Germany"), ("worldwide", "worldwide"), ("ZZ-1", "ZZ-1"), ("GB-SCT", "Scotland")],
)
def test_a_code_has_an_english_name_or_stands_for_itself(places: Gazetteer, asked: str, name: str) -> None:
    assert places.name_of(asked) == name


def test_codes_are_those_of_countries_and_regions_only(places: Gazetteer) -> None:
    codes = places.codes()
    assert {"US", "US-OH", "GB-SCT", "worldwide"} <= codes
    assert not any(text.islower() and text != "worldwide" for text in codes)


@pytest.mark.parametrize(
    ("misspelt", "name"),
    [("Califronia", "California"), ("Germny", "Germany"), ("Chcago", "Chicago"), ("Pensylvania", "Pennsylvania")],
)
def test_a_misspelt_place_gets_a_suggestion(places: Gazetteer, misspelt: str, name: str) -> None:
    assert places.suggest(misspelt) == name


def test_gibberish_gets_no_suggestion(places: Gazetteer) -> None:
    assert places.suggest("xqzxqz") is None


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [("OH", None, "US-OH"), ("ON", None, "CA-ON"), ("WA", "AU", "AU-WA"), ("WA", None, "US-WA"), ("CA", "US", "CA")],
)
def test_a_bare_code_is_a_state_where_it_is_no_country(
    places: Gazetteer, text: str, home: str | None, expected: str
) -> None:
    assert code(places.resolve(text, home)) == expected
