from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_a_list_goes_to_the_terminal_as_text(run: Run) -> None:
    status, out, _ = run("print", "harbour", "--in", "US", "--leave-out")
    assert (status, out.splitlines()[1]) == (0, "In danger now? Call 911")


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("html", b"<!doctype html>"), ("md", b"# ")])
def test_the_ending_of_the_file_chooses_the_format(run: Run, tmp_path: Path, ending: str, start: bytes) -> None:
    made = tmp_path / f"list.{ending}"
    assert run("print", "harbour", "--leave-out", "-o", str(made))[0] == 0
    assert made.read_bytes().startswith(start)


def test_an_unknown_ending_is_refused_with_those_that_there_are(run: Run, tmp_path: Path) -> None:
    status, _, err = run("print", "harbour", "--leave-out", "-o", str(tmp_path / "list.doc"))
    assert status == 2
    assert ".pdf, .html" in err
    assert [*tmp_path.glob("*.doc")] == []


def test_what_was_not_checked_recently_is_refused_with_status_6(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2029-01-01T12:00:00+00:00")
    status, out, err = run("print", "harbour")
    assert (status, out) == (6, "")
    assert "can't be printed" in err
    assert "call-sheet" in err


def test_a_call_sheet_takes_what_is_old_and_is_not_logged(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_NOW", "2029-01-01T12:00:00+00:00")
    assert run("print", "harbour", "--layout", "call-sheet", "-o", str(tmp_path / "c.txt"))[0] == 0
    assert run("recall", "988")[0] == 1


def test_a_printed_list_is_recalled_by_its_number_and_no_question_is_kept(run: Run, surroundings: Path) -> None:
    assert run("print", "harbour", "--leave-out")[0] == 0
    status, out, _ = run("recall", "harbour-lifeline")
    assert (status, "carries it" in out) == (0, True)
    assert '"harbour"' not in (surroundings / "data" / "editions.jsonl").read_text("utf-8")


def test_nothing_to_recall_is_said(run: Run) -> None:
    status, _, err = run("recall")
    assert (status, err) == (1, "None of 0 printed lists needs to come back.\n")


def test_ids_keep_their_order(run: Run, tmp_path: Path) -> None:
    ids = tmp_path / "ids.txt"
    ids.write_text("aunty-line\nharbour-lifeline\n")
    _, out, err = run("print", "--ids", str(ids), "--allow-stale", "--leave-out")
    names = [line for line in out.splitlines() if line.startswith(("Aunty", "Harbour"))]
    assert names[-1].startswith("Harbour") or "left out" in err


def test_templates_are_copied_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    assert run("print", "--write-templates", str(tmp_path / "own"))[0] == 0
    assert (tmp_path / "own" / "base.typ").is_file()
    assert run("print", "--write-templates", str(tmp_path / "own"))[0] == 3


def test_a_language_without_texts_is_refused(run: Run) -> None:
    assert run("print", "harbour", "--leave-out", "--text-language", "xx")[0] == 2


def test_a_logo_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("no picture")
    assert run("print", "harbour", "--logo", str(tmp_path / "logo.svg"))[0] == 2
