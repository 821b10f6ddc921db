from peerfind.curation.lookalikes import report
from peerfind.directory.lookalikes import LookAlike


def test_the_report_shows_what_is_not_settled() -> None:
    found = [LookAlike(("1", "2"), ("a", "b")), LookAlike(("3", "3"), ("a", "c"))]
    told = report(found, {"3": "One desk."})
    assert "| 1 2 | a, b | **not settled** |" in told
    assert "| 3 | a, c | One desk. |" in told
