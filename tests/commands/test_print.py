import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind import cli
from peerfind.curation.callsheet import COLUMNS
from tests.conftest import SMALL

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
    for wanted in (["Aunty Line", "Harbour Lifeline"], ["Harbour Lifeline", "Aunty Line"]):
        ids.write_text("".join(f"{name.lower().replace(' ', '-')}\n" for name in wanted))
        out = run("print", "--ids", str(ids))[1]
        assert [line for line in out.splitlines() if line in wanted] == wanted


def test_templates_are_copied_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    assert run("print", "--write-templates", str(tmp_path / "own"))[0] == 0
    assert (tmp_path / "own" / "base.typ").is_file()
    assert run("print", "--write-templates", str(tmp_path / "own"))[0] == 3


def test_a_language_without_texts_is_refused(run: Run) -> None:
    assert run("print", "harbour", "--leave-out", "--text-language", "xx")[0] == 2


def test_a_logo_that_is_none_or_not_there_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("no picture")
    for name, status, why in (("logo.svg", 2, "is no picture"), ("nix.svg", 3, "No such file")):
        outcome = run("print", "harbour", "--logo", str(tmp_path / name))
        assert (outcome[0], outcome[1]) == (status, "")
        assert why in outcome[2].splitlines()[0]
        assert name in outcome[2].splitlines()[0]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration file of an organization, with its logo beside it, and another working directory."""
    folder = tmp_path / "settings"
    folder.mkdir()
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    file = folder / "config.toml"
    file.write_text('organization = "Lake Health"\naddress = "lake.example"\nlogo = "logo.svg"\n')
    monkeypatch.setenv("PEERFIND_CONFIG", str(file))
    return file


def test_the_organization_of_the_settings_stands_above_the_list(run: Run, settings: Path, tmp_path: Path) -> None:
    assert run("print", "harbour", "--leave-out")[1].splitlines()[0] == "Lake Health · lake.example"
    assert run("print", "harbour", "--leave-out", "-o", str(tmp_path / "list.html"))[0] == 0
    assert '<img class="logo" alt="" src="data:image/svg+xml' in (tmp_path / "list.html").read_text("utf-8")
    assert settings.is_file()


def test_options_stand_over_the_environment_and_that_over_the_settings(
    run: Run, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_ADDRESS", "desk 3")
    assert run("print", "harbour", "--leave-out")[1].splitlines()[0] == "Lake Health · desk 3"
    named = run("print", "harbour", "--leave-out", "--organization", "Other", "--address", "")[1]
    assert named.splitlines()[0] == "Other"
    (settings.parent / "logo.svg").unlink()
    status, _, err = run("print", "harbour", "--leave-out")
    assert (status, str(settings) in err, "logo.svg" in err) == (3, True, True)
    assert run("print", "harbour", "--leave-out", "--logo", "")[0] == 0


def test_nothing_asked_is_not_everything_printed(run: Run) -> None:
    status, out, err = run("print")
    assert (status, out) == (2, "")
    assert "--kind warmline" in err


def test_the_format_may_be_chosen_for_a_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["print", "harbour", "--leave-out", "--format", "pdf"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"%PDF")


def test_a_layout_that_the_format_has_not_is_told(run: Run) -> None:
    status, _, err = run("print", "harbour", "--leave-out", "--layout", "cards")
    assert (status, "Only PDF has the layout cards" in err) == (0, True)


def test_what_was_not_written_is_not_logged(run: Run, tmp_path: Path, surroundings: Path) -> None:
    assert run("print", "harbour", "--leave-out", "-o", str(tmp_path / "nix" / "list.txt"))[0] == 3
    assert not (surroundings / "data" / "editions.jsonl").exists()


def test_a_limit_counts_what_is_printed_and_says_how_much_there_is(run: Run) -> None:
    status, out, err = run("print", "--in", "anywhere", "--leave-out", "--limit", "2")
    assert (status, out.count("\n  Hours: ")) == (0, 2)
    assert "2 of 8 are printed" in err


def test_the_place_that_the_words_name_gives_the_emergency_number(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_PLACE", "US")
    out = run("print", "crisis line kenya", "--allow-stale", "--leave-out")[1]
    assert out.splitlines()[:2] == ["Someone to talk to: Kenya", "In danger now? Call 999"]


def test_no_emergency_number_stands_above_services_of_several_countries(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("ke-simu\noh-night-warmline\n")
    status, out, err = run("print", "--ids", str(tmp_path / "ids"), "--allow-stale", "--leave-out")
    assert (status, "In danger" in out) == (0, False)
    assert "name a place with --in" in err


def test_a_booklet_is_grouped_by_kind_unless_asked_otherwise(run: Run) -> None:
    asked = ["print", "--in", "US", "--leave-out", "--format", "md"]
    kinds = re.findall("(?m)^## (.*)", run(*asked, "--layout", "booklet")[1])
    assert "Crisis line" in kinds
    assert "Crisis line" not in run(*asked, "--layout", "booklet", "--group", "none")[1]


def test_only_what_a_safety_card_has_room_for_is_its_edition(run: Run, tmp_path: Path, surroundings: Path) -> None:
    status, _, err = run(
        "print", "--in", "anywhere", "--leave-out", "--layout", "crisis-card", "-o", f"{tmp_path}/c.pdf"
    )
    assert status == 0
    assert "A safety card has room for 4 of 8." in err.splitlines()
    (edition,) = (surroundings / "data" / "editions.jsonl").read_text().splitlines()
    assert len(json.loads(edition)["ids"]) == 4


def test_a_safety_card_has_a_crisis_line_unless_ids_say_what_is_on_it(run: Run, tmp_path: Path) -> None:
    asked = ["print", "--allow-stale", "--layout", "crisis-card", "--format", "txt"]
    (tmp_path / "ids").write_text("oh-night-warmline\n")
    assert "Harbour Lifeline" in run(*asked, "--kind", "warmline", "--in", "US-OH")[1]
    assert "Harbour Lifeline" not in run(*asked, "--ids", str(tmp_path / "ids"))[1]


def test_what_to_do_before_a_list_is_handed_out_is_told(run: Run, tmp_path: Path) -> None:
    asked = ["print", "--in", "anywhere", "--leave-out", "-o", str(tmp_path / "list.pdf")]
    assert "Nothing on it says where to report a wrong number; --address does." in run(*asked)[2]
    assert "report a wrong number" not in run(*asked, "--address", "lake.example")[2]
    assert "Checked on a day that nobody knows" in run(*asked)[2]


def test_missing_ids_are_told_and_the_rest_is_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("harbour-lifeline\nharbour-lifelime\n")
    status, out, err = run("print", "--ids", str(tmp_path / "ids"), "--leave-out")
    assert (status, "Harbour" in out) == (1, True)
    assert "1 of 2 ids are left out" in err


def test_two_languages_must_differ_and_may_be_named_in_words(run: Run, tmp_path: Path) -> None:
    both = ["--layout", "bilingual", "-o", str(tmp_path / "both.pdf"), "--leave-out"]
    assert run("print", "harbour", *both, "--text-language", "Spanish", "--second", "es")[0] == 2
    assert run("print", "harbour", *both, "--text-language", "Spanish")[0] == 0


def test_without_a_word_the_texts_are_in_the_first_language_of_the_reader_that_there_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_LANGUAGES", "ht,fr")
    assert run("print", "harbour", "--leave-out")[1].startswith("Quelqu’un à qui parler")


def test_a_template_that_is_not_there_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    status, _, err = run("print", "harbour", "--leave-out", "--template", "nix.typ", "-o", str(tmp_path / "x.pdf"))
    assert (status, err.splitlines()[-1]) == (3, "nix.typ: No such file or directory")


def test_what_a_call_sheet_brings_back_clears_the_gate(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL, tmp_path / "directory")
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path / "directory"))
    monkeypatch.setenv("PEERFIND_NOW", "2029-01-01T12:00:00+00:00")
    sheet = tmp_path / "calls.csv"
    assert run("print", "harbour", "--limit", "1")[0] == 6
    assert run("print", "harbour", "--limit", "1", "--layout", "call-sheet", "-o", str(sheet))[0] == 0
    header, *rows = csv.reader(sheet.read_text("utf-8").splitlines())
    assert tuple(header) == COLUMNS
    answers = {"matches": "yes", "dialled_on": "2029-01-01", "by": "Ada"}
    filled = [[answers.get(name, cell) for name, cell in zip(header, row, strict=True)] for row in rows]
    with sheet.open("w", newline="") as file:
        csv.writer(file).writerows([header, *filled])
    assert run("verify", "--read", str(sheet))[:2] == (0, "harbour-lifeline\tconfirmed\n")
    assert run("print", "harbour", "--limit", "1")[0] == 0


def test_a_list_is_recalled_once_a_number_on_it_has_changed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SMALL, tmp_path / "directory")
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path / "directory"))
    assert run("print", "harbour", "--limit", "1")[0] == 0
    assert run("recall")[0] == 1
    file = tmp_path / "directory" / "resources.yaml"
    file.write_text(file.read_text("utf-8").replace('"988"', '"989"'), "utf-8")
    status, out, _ = run("recall")
    assert (status, "988 is no longer a number of harbour-lifeline" in out) == (0, True)


def test_only_a_call_sheet_is_printed_as_csv(run: Run, tmp_path: Path) -> None:
    assert run("print", "harbour", "-o", str(tmp_path / "list.csv"))[0] == 2


def test_remarks_are_in_the_reader_s_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_UI_LANGUAGE", "es")
    assert run("print")[2].startswith("¿Qué se imprime?")
    assert run("print", "harbour", "--leave-out")[1].startswith("Alguien con quien hablar")
    monkeypatch.setenv("PEERFIND_NOW", "2029-01-01T12:00:00+00:00")
    assert "no se pueden imprimir: harbour-lifeline se comprobó por última vez" in run("print", "harbour")[2]
    assert (
        run("recall")[2] == "Ninguna de 1 listas impresas tiene que volver.\n" or "no debe usarse" in run("recall")[1]
    )
