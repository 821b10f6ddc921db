import datetime as dt
from pathlib import Path

from peerfind.directory.model import Listing
from peerfind.printing.editions import editions, log, recall
from tests.printing.examples import TODAY, result, setter

LATER = TODAY + dt.timedelta(days=300)


def recalled(folder: Path, *listings: Listing, today: dt.date = TODAY, about: str = "") -> list[str]:
    held = {listing.id: listing for listing in listings}
    return [why for each in recall(editions(folder), held.get, today, about) for why in each.because]


def test_an_edition_comes_back_as_it_was_logged_and_only_once(tmp_path: Path) -> None:
    edition = setter().edition([result()])
    log(tmp_path / "new", edition)
    log(tmp_path / "new", edition)
    assert [*editions(tmp_path / "new")] == [edition]


def test_without_a_log_there_are_no_editions(tmp_path: Path) -> None:
    assert [*editions(tmp_path)] == []


def test_a_damaged_line_hides_no_other(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result()]))
    with (tmp_path / "editions.jsonl").open("a") as file:
        file.write('{"code": 7\n[]\n')
    log(tmp_path, setter().edition([result("other")]))
    assert len([*editions(tmp_path)]) == 2


def test_a_list_whose_services_are_as_they_were_is_not_recalled(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result()]))
    assert recalled(tmp_path, result().listing) == []


def test_changed_closed_and_vanished_services_recall_a_list(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result(), result("b"), result("c")]))
    changed = result(contacts=[{"type": "phone", "value": "988"}])
    closed = result("b", status="closed", closed="2026-11-20")
    assert recalled(tmp_path, changed.listing, closed.listing) == [
        "+18005550100 2 is no longer a number of harbour-line",
        "741741 HOME is no longer a number of harbour-line",
        "b is closed (2026-11-20)",
        "c is no longer listed",
    ]


def test_a_number_that_left_one_service_recalls_the_list_though_another_has_it(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result(), result("b")]))
    moved = result(contacts=[{"type": "sms", "value": "741741", "keyword": "HOME"}])
    assert recalled(tmp_path, moved.listing, result("b").listing) == [
        "+18005550100 2 is no longer a number of harbour-line"
    ]


def test_another_key_to_press_or_keyword_recalls_the_list(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result()]))
    changed = result(contacts=[{"type": "phone", "value": "+18005550100"}, {"type": "sms", "value": "741741"}])
    assert recalled(tmp_path, changed.listing) == [
        "+18005550100 2 is no longer a number of harbour-line",
        "741741 HOME is no longer a number of harbour-line",
    ]


def test_a_list_that_has_run_out_is_recalled(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result()]))
    assert recalled(tmp_path, result().listing, today=LATER) == ["not to be used after 2027-05-22"]


def test_a_number_names_the_lists_that_carry_it(tmp_path: Path) -> None:
    log(tmp_path, setter().edition([result()]))
    assert recalled(tmp_path, about="741741") == ["carries it"]
    assert recalled(tmp_path, about="harbour-line") == ["carries it"]
    assert recalled(tmp_path, about="911") == recalled(tmp_path, about="0100") == []
    for written in ("+18005550100", "1-800-555-0100", "(800) 555-0100"):
        assert recalled(tmp_path, about=written) == ["carries it"]
