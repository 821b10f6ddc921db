from pathlib import Path

import pytest

from peerfind.feeds.areas import Areas
from peerfind.feeds.zones import _ZONES, zone_named, zone_of
from tests.feeds.reading import facts


@pytest.mark.parametrize(
    ("state", "country", "region"),
    [
        ("OR", "USA", "US-OR"),
        ("Oregon", "United States", "US-OR"),
        ("oregon", "", "US-OR"),
        ("N.Y.", "US", "US-NY"),
        ("ON", "Canada", "CA-ON"),
        ("Québec", "CA", "CA-QC"),
        ("England", "UK", "GB-ENG"),
        ("Nowhere", "USA", None),
        ("OR", "UK", None),
    ],
)
def test_a_state_is_found_in_its_country(state: str, country: str, region: str | None) -> None:
    assert Areas(facts()).address("", "", state, "", country).region == region


def test_a_bare_code_means_no_state_where_no_country_is_known() -> None:
    areas = Areas(facts(country=None))
    assert areas.serves(areas.address("", "", "OR", "", "")) == ()
    assert areas.serves(areas.address("", "", "Oregon", "", "")) == ("US-OR",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("410 Alder St, Fernbrook, OR 97999, USA", ("410 Alder St", "Fernbrook", "US-OR", "97999", "US")),
        ("410 Alder St, Fernbrook, OR, 97999, USA", ("410 Alder St", "Fernbrook", "US-OR", "97999", "US")),
        ("9 Sample Rd, Toronto, ON M5V 0A0, Canada", ("9 Sample Rd", "Toronto", "CA-ON", "M5V 0A0", "CA")),
        ("12 Quay Rd, Portmere BT1 0ZZ, UK", ("12 Quay Rd", "Portmere", None, "BT1 0ZZ", "GB")),
        ("New York, NY, USA", ("", "New York", "US-NY", "", "US")),
        ("Fernbrook, OR, USA", ("", "Fernbrook", "US-OR", "", "US")),
        ("5 Fifth St (upstairs, around back), Millford, NY 12000, USA",
         ("5 Fifth St (upstairs, around back)", "Millford", "US-NY", "12000", "US")),
        ("Los Angeles, CA", ("", "Los Angeles", "US-CA", "", "US")),
        ("", ("", "", None, "", "US")),
    ],
)  # fmt: skip
def test_an_address_in_one_line_is_taken_apart(text: str, parts: tuple[str | None, ...]) -> None:
    found = Areas(facts()).parse(text)
    assert (found.street, found.city, found.region, found.postcode, found.country) == parts


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        (44.05, -123.08, (44.05, -123.08)),
        ("44.05", "-123.08", (44.05, -123.08)),
        (0, 0, None),
        ("0.0", "0", None),
        (45.3975067, 45.3975067, None),
        (100, 101, None),
        (-123.08, 44.05, None),
        (None, None, None),
        ("north", "west", None),
        (float("nan"), 1, None),
        ("9" * 400, 1, None),
    ],
)
def test_coordinates_that_can_t_be_right_are_left_out(lat: object, lon: object, point: object) -> None:
    assert Areas.point(lat, lon) == point


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("America/New_York", "America/New_York"),
        ("EST", "America/New_York"),
        ("Eastern Time", "America/New_York"),
        ("US/Pacific", "America/Los_Angeles"),
        ("UTC", None),
        ("Etc/GMT+5", None),
        ("EST5EDT", None),
        ("Mars/Olympus", None),
        ("-5", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_a_zone_is_a_name_never_an_offset(text: str, zone: str | None) -> None:
    assert zone_named(text) == zone


def test_a_zone_comes_from_the_row_the_feed_or_a_place_that_keeps_one() -> None:
    ohio, texas = (Areas(facts()).address("", "", state, "", "US") for state in ("OH", "TX"))
    assert (Areas(facts()).zone(ohio), Areas(facts()).zone(texas)) == ("America/New_York", None)
    assert Areas(facts(timezone="America/Chicago")).zone(texas) == "America/Chicago"
    assert zone_of(None) is None


def test_every_country_of_the_table_keeps_one_zone_in_the_tz_database() -> None:
    table = Path("/usr/share/zoneinfo/zone.tab")
    if not table.exists():
        pytest.skip("this machine has no zone.tab")
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    zones = {code: {row[2] for row in rows if row[0] == code} for code in _ZONES if "-" not in code}
    assert {code: {_ZONES[code]} for code in zones} == zones
