import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def desk(run: Run) -> None:
    assert run("list", "new", "desk", "aunty-line", "harbour-lifeline").status == 0


def test_without_lists_the_first_step_is_told(run: Run) -> None:
    outcome = run("list")
    assert (outcome.status, outcome.out) == (0, "")
    assert "peerfind list new NAME" in outcome.err


@pytest.mark.usefixtures("desk")
def test_lists_are_named_with_how_many_they_hold(run: Run) -> None:
    assert run("list").out == "desk\t2\n"


@pytest.mark.usefixtures("desk")
def test_a_list_is_shown_in_its_order(run: Run) -> None:
    assert [line.partition("\t")[0] for line in run("list", "show", "desk").out.splitlines()] == [
        "aunty-line",
        "harbour-lifeline",
    ]


@pytest.mark.usefixtures("desk")
def test_a_list_is_one_object_for_scripts(run: Run) -> None:
    held = json.loads(run("list", "show", "desk", "--json").out)
    assert (held["list"], held["total"], held["unknown"]) == ("desk", 2, [])
    assert [record["id"] for record in held["results"]] == ["aunty-line", "harbour-lifeline"]


@pytest.mark.usefixtures("desk")
def test_an_unknown_id_is_refused_with_what_was_meant_and_nothing_is_added(run: Run) -> None:
    outcome = run("list", "add", "desk", "harbour-lifelin")
    assert outcome.status == 1
    assert "Did you mean harbour-lifeline? The list is as it was." in outcome.err


def test_ids_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("harbour-lifeline\n"))
    assert run("list", "new", "piped", "-").status == 0
    assert run("list").out == "piped\t1\n"


@pytest.mark.usefixtures("desk")
def test_an_id_that_is_gone_is_told_and_hides_no_other(run: Run, surroundings: Path) -> None:
    with (surroundings / "data" / "lists" / "desk.txt").open("a") as file:
        file.write("nosuch-line\n")
    outcome = run("list", "show", "desk")
    assert "No listing has the id 'nosuch-line'" in outcome.err
    assert len(outcome.out.splitlines()) == 2


@pytest.mark.usefixtures("on_terminal")
@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_on_a_terminal_what_has_closed_is_told_before_its_number(run: Run, plain: tuple[str, ...]) -> None:
    assert run("list", "new", "old", "gone-line", "aunty-line").status == 0
    outcome = run("list", "show", "old", *plain)
    assert (outcome.status, outcome.err) == (0, "")
    before, _, after = outcome.out.partition("800-555-0199")
    assert "CLOSED since 2025-07-17. Now: peerfind show aunty-line" in before
    assert "CLOSED" not in after


@pytest.mark.usefixtures("desk")
def test_search_and_export_take_a_list(run: Run) -> None:
    found = run("search", "--list", "desk", "--format", "{id}").out.split()
    assert sorted(found) == ["aunty-line", "harbour-lifeline"]
    exported = [json.loads(line)["id"] for line in run("export", "--list", "desk").out.splitlines()]
    assert exported == ["aunty-line", "harbour-lifeline"]


@pytest.mark.usefixtures("desk")
def test_print_takes_a_list(run: Run) -> None:
    outcome = run("print", "--list", "desk", "--allow-stale", "--leave-out")
    assert "Harbour Lifeline" in outcome.out


@pytest.mark.usefixtures("desk")
def test_a_list_is_shortened_renamed_and_deleted(run: Run) -> None:
    assert "1 removed, 1 left" in run("list", "remove", "desk", "aunty-line").err
    assert run("list", "rename", "desk", "clinic").status == 0
    assert run("list", "delete", "clinic").status == 0
    assert run("list").out == ""


def test_a_list_that_is_not_there_is_told(run: Run) -> None:
    outcome = run("search", "--list", "nosuch")
    assert outcome.status == 1
    assert "There is no list 'nosuch'" in outcome.err
