import pytest

from peerfind.directory.model import Contact
from peerfind.formats.exports.notes import facts, way, when
from tests.formats.exports.examples import PLAIN, result_of, speaker


def test_a_way_tells_what_to_press_and_to_send() -> None:
    assert way(Contact(type="phone", value="988", press="2", languages=("es",)), speaker()) == (
        "Call 988 (then press 2; Spanish)"
    )
    assert way(Contact(type="sms", value="741741", keyword="HOME"), speaker()) == "Text HOME to 741741"


@pytest.mark.parametrize(
    ("hours", "zone", "note", "told"),
    [
        ("24/7", "Europe/Oslo", None, "day and night"),
        ("Mo 09:00-10:00", "Europe/Oslo", "not in July", "Mo 09:00-10:00 (Europe/Oslo); not in July"),
        (None, None, "evenings", "evenings"),
        (None, "Europe/Oslo", None, ""),
    ],
)
def test_hours_are_told_with_their_zone(hours: str, zone: str, note: str, told: str) -> None:
    assert when(PLAIN.replace(hours=hours, timezone=zone, hours_note=note), speaker()) == told


def test_only_what_is_known_is_told() -> None:
    assert [label for label, _ in facts(result_of(PLAIN), speaker())] == ["Serves", "Police", "Checked"]
