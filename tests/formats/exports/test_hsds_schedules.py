import pytest

from peerfind.formats.exports.hsds_schedules import schedules


def spans(hours: str) -> list[tuple[object, ...]]:
    return [
        tuple(row.get(name) for name in ("freq", "byday", "opens_at", "closes_at")) for row in schedules(hours, None)
    ]


ALL = "MO,TU,WE,TH,FR,SA,SU"


@pytest.mark.parametrize(
    ("hours", "rows"),
    [
        ("24/7", [("WEEKLY", ALL, "00:00", "23:59")]),
        ("Mo-Fr 09:00-17:00", [("WEEKLY", "MO,TU,WE,TH,FR", "09:00", "17:00")]),
        ("09:00-12:00,13:00-17:00", [("WEEKLY", ALL, "09:00", "12:00"), ("WEEKLY", ALL, "13:00", "17:00")]),
        ("Mo,We-Th 10:00-24:00; PH off", [("WEEKLY", "MO,WE,TH", "10:00", "23:59")]),
        ("Fr-Mo 22:00-06:00", [("WEEKLY", "MO,FR,SA,SU", "22:00", "06:00")]),
        (
            "Mo-Fr 09:00-17:00; Fr 10:00-16:00; We off",
            [("WEEKLY", "MO,TU,TH", "09:00", "17:00"), ("WEEKLY", "FR", "10:00", "16:00")],
        ),
        ("Tu[1] 18:00-19:00", [("MONTHLY", "1TU", "18:00", "19:00")]),
        ("Su[-1] 18:00-19:00", [("MONTHLY", "-1SU", "18:00", "19:00")]),
    ],
)
def test_hours_become_rows(hours: str, rows: list[tuple[str, ...]]) -> None:
    assert spans(hours) == rows


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Fr 09:00+",
        "sunrise-sunset",
        "week 1-10 Mo 09:00-10:00",
        "Mo 09:00-26:00",
        "Tu[1,3] 18:00-19:00",
        "by appointment",
    ],
)
def test_hours_that_say_more_are_told_in_words_alone(hours: str) -> None:
    assert schedules(hours, "Europe/Oslo") == [{"description": f"{hours} (Europe/Oslo)"}]


def test_every_row_tells_the_hours_and_their_zone_in_words() -> None:
    rows = schedules("Mo 09:00-10:00; Tu 10:00-11:00; PH off", "Europe/Oslo")
    assert [row["description"] for row in rows] == ["Mo 09:00-10:00; Tu 10:00-11:00; PH off (Europe/Oslo)"] * 2
