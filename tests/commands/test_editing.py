"""new, edit and close, as volunteers use them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.commands import bench, files
from tests.conftest import SMALL, Outcome

Run = Callable[..., Outcome]
OWL = {
    "name": "Night Owl",
    "kind": "warmline",
    "serves": ["US-OH"],
    "summary": "Peers listen at night.",
    "contacts": [{"type": "phone", "value": "+12025550134"}],
    "sources": [{"url": "https://owl.example.org/", "checked": "2026-11-23", "how": "call"}],
}
SOURCE = 'sources+={url: "https://aunty.example/", checked: 2026-11-23, how: call}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small directory, which the program changes."""
    made = tmp_path / "clone"
    shutil.copytree(SMALL, made)
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(made))
    return made


def national(folder: Path) -> str:
    return (folder / "resources.yaml").read_text("utf-8")


def test_an_edit_changes_its_lines_and_shows_the_card(run: Run, folder: Path) -> None:
    before = national(folder)
    outcome = run("edit", "aunty-line", "contacts[1].value=+12025550134", "topics+=grief", SOURCE)
    assert outcome.status == 0
    assert "Call     202-555-0134" in outcome.out
    assert "Checked: dialled 23 Nov 2026" in outcome.out
    assert national(folder) == (
        before.replace("+18005550100", "+12025550134")
        .replace("[loneliness, general]", "[loneliness, general, grief]")
        .replace(
            "checked: 2026-11-01, how: call}\n",
            'checked: 2026-11-01, how: call}\n    - {url: "https://aunty.example/", checked: 2026-11-23, how: call}\n',
            1,
        )
    )


def test_an_edit_names_the_line_that_changes_and_shows_it(run: Run, folder: Path) -> None:
    line = national(folder).split("\n").index('    - {type: phone, value: "+18005550100"}') + 1
    outcome = run("edit", "aunty-line", "contacts[1].value=202-555-0134")
    assert f"resources.yaml:{line} is changed." in outcome.err
    assert outcome.out.endswith(
        '\n-     - {type: phone, value: "+18005550100"}\n'
        '+     - {type: phone, value: "+12025550134", say: "202-555-0134"}\n'
    )
    wanted = "peerfind edit aunty-line 'sources+={url: \"https://...\", checked: 2026-11-23, how: page}'"
    assert outcome.err.endswith(f"Add where you read it:\n  {wanted}\n")


def test_an_edit_that_changes_nothing_says_so(run: Run, folder: Path) -> None:
    before = national(folder)
    outcome = run("edit", "aunty-line", "topics+=loneliness")
    assert (outcome.status, outcome.out, national(folder)) == (0, "", before)
    assert outcome.err.endswith("says so already; nothing changes.\n")


@pytest.mark.parametrize("command", [("edit", "ke-simu", "contacts[1].value=1191"), ("close", "ke-simu")])
def test_a_change_of_a_crisis_line_asks_for_two_names_at_once(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    outcome = run(*command)
    assert (outcome.status, folder.is_dir()) == (0, True)
    assert "two people compare it with its source" in outcome.err
    wanted = "'sources+={url: \"https://...\", checked: 2026-11-23, how: page, by: [Ada, Ben]}'"
    assert outcome.err.endswith(f"  peerfind edit ke-simu {wanted}\n")


def test_a_change_of_a_crisis_line_that_two_people_stand_for_asks_for_nothing(run: Run, folder: Path) -> None:
    source = 'sources+={url: "https://simu.example/", checked: 2026-11-23, how: call, by: [Ada, Ben]}'
    outcome = run("edit", "ke-simu", "contacts[1].value=1191", source)
    assert (outcome.status, folder.is_dir()) == (0, True)
    assert outcome.err.endswith("is changed.\n")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("contacts[1].value=18005550100", "'18005550100'"),
        ("hours=Mo-Fr 9-5", "does not parse"),
        ("kind=wamline", "did you mean warmline?"),
        ("summary=For addicts.", "'addicts'"),
        ("serves=US-OH", "it belongs in resources/us-oh.yaml"),
        ("timezone=", "timezone"),
        ("name=", "name missing"),
    ],
)
def test_what_check_refuses_is_refused_and_nothing_is_written(
    run: Run, folder: Path, change: str, message: str
) -> None:
    before = national(folder)
    outcome = run("edit", "aunty-line", change)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.startswith("aunty-line: nothing was written, because\n")
    assert message in outcome.err
    assert national(folder) == before


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    before = national(folder)
    outcome = run("edit", "aunty-line", "cost=sliding", "--dry-run")
    assert (outcome.status, national(folder)) == (0, before)
    assert "nothing was written" in outcome.err


def test_an_unknown_id_and_field_are_suggested(run: Run, folder: Path) -> None:
    outcome = run("edit", "auntie-line", "cost=free")
    assert (outcome.status, outcome.err) == (1, "No listing has the id 'auntie-line'.\nDid you mean aunty-line?\n")
    outcome = run("edit", "aunty-line", "costs=free")
    assert (outcome.status, outcome.err) == (2, "'costs=free': 'costs' is not a field\nDid you mean cost?\n")
    assert folder.is_dir()


def test_a_closed_listing_stays_and_names_what_replaces_it(run: Run, folder: Path) -> None:
    before = national(folder)
    outcome = run("close", "old-soldiers", "--on", "2026-11-01", "--replaced-by", "aunty-line")
    assert outcome.status == 0
    assert "CLOSED since 2026-11-01. Now: peerfind show aunty-line" in outcome.out
    added = "  status: closed\n  closed: 2026-11-01\n  replaced_by: aunty-line\n"
    assert national(folder).replace(added, "", 1) == before


def test_a_closed_listing_replaces_no_other(run: Run, folder: Path) -> None:
    assert run("close", "old-soldiers", "--replaced-by", "aunty-line").status == 0
    outcome = run("close", "aunty-line", "--replaced-by", "old-soldiers")
    assert (outcome.status, folder.is_dir()) == (2, True)
    assert outcome.err.splitlines()[0] == "--replaced-by: old-soldiers is closed itself"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--on", "2027-01-01"], "lies in the future"),
        (["--on", "yesterday"], "--on 'yesterday' is not a date"),
        (["--on", "2026-1-1"], "is not a date"),
        (["--replaced-by", "old-soldiers"], "can't replace itself"),
        (["--replaced-by", "nobody"], "No listing has the id 'nobody'"),
    ],
)
def test_closing_needs_a_day_and_a_listing_that_there_is(
    run: Run, folder: Path, options: list[str], message: str
) -> None:
    before = national(folder)
    outcome = run("close", "old-soldiers", *options)
    assert outcome.status in (1, 2)
    assert message in outcome.err
    assert national(folder) == before


def test_a_new_listing_from_json_stands_in_its_file_and_place(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "owl.json"
    file.write_text(json.dumps(OWL), "utf-8")
    ohio = folder / "resources" / "us-oh.yaml"
    before = ohio.read_text("utf-8")
    assert run("new", "--json", str(file)).status == 0
    after = ohio.read_text("utf-8")
    start = after.index("- id: night-owl\n")
    item = after[start : after.index("\n\n", start) + 2]
    assert after.replace(item, "", 1) == before
    monkeypatch.setenv("PEERFIND_NOW", "2026-11-23T15:00:00+00:00")
    assert run("show", "night-owl", "--json").status == 0


def test_a_new_listing_of_a_place_without_a_file_makes_one_that_editors_understand(run: Run, folder: Path) -> None:
    fields = [f"{name}={value}" for name, value in OWL.items() if isinstance(value, str)]
    source = 'sources={url: "https://owl.example.org/", checked: 2026-11-23, how: call}'
    outcome = run(
        "new", *fields, "serves=US-TX", 'contacts+={type: phone, value: "+12025550134"}', f"sources+={source[8:]}"
    )
    assert outcome.status == 0
    made = (folder / "resources" / "us-tx.yaml").read_text("utf-8")
    assert made.startswith("# yaml-language-server: $schema=../peerfind/data/listing.schema.json\n\n- id: night-owl\n")


def test_what_is_there_already_is_not_added_again(run: Run, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "owl.json"
    file.write_text(json.dumps(OWL | {"name": "Aunty Line", "id": "aunty-line"}), "utf-8")
    outcome = run("new", "--json", str(file))
    assert (outcome.status, outcome.err.splitlines()[0]) == (2, "the id 'aunty-line' is taken")
    file.write_text(
        json.dumps(OWL | {"contacts": [{"type": "phone", "value": "+18005550100"}], "serves": ["US"]}), "utf-8"
    )
    outcome = run("new", "--json", str(file))
    assert outcome.status == 1
    assert "aunty-line" in outcome.err
    assert "night-owl" not in national(folder)


def test_nobody_is_asked_without_a_terminal(run: Run, folder: Path) -> None:
    outcome = run("new")
    assert (outcome.status, outcome.out) == (2, "")
    assert "there is no terminal to ask at" in outcome.err
    assert folder.is_dir()


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let somebody at a terminal give these answers; return the questions."""
    given, asked = iter(answers), list[str]()

    def ask(question: str, choices: list[str]) -> str:
        asked.append(question)
        assert isinstance(choices, list)
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    for module in ("new", "verify"):
        __import__(f"peerfind.commands.{module}")
        monkeypatch.setattr(sys.modules[f"peerfind.commands.{module}"], "ask", ask)
        monkeypatch.setattr(sys.modules[f"peerfind.commands.{module}"], "somebody_is_there", lambda: True)
    return asked


ANSWERS = (
    "Night Owl",
    "support_group",
    "US-OH",
    "For addicts.",
    "(202) 555-0134",
    "phone",
    "",
    *[""] * 7,
    "",
    SOURCE[14:36],
)


def test_a_listing_is_asked_for_mended_shown_and_added(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = ("https://owl.example.org/", "page")
    asked = answer(monkeypatch, *ANSWERS, *source, "summary=Peers listen.", "y")
    outcome = run("new")
    assert outcome.status == 0
    assert "This can't be added yet:" in outcome.err
    assert asked[-1].startswith("\nAdd it to resources/us-oh.yaml, line ")
    assert 'value: "+12025550134", say: "(202) 555-0134"' in (folder / "resources" / "us-oh.yaml").read_text("utf-8")


def test_nothing_is_added_unless_somebody_agrees(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "resources" / "us-oh.yaml").read_text("utf-8")
    answers = [*ANSWERS[:3], "Peers listen.", *ANSWERS[4:], "https://owl.example.org/", "page", ""]
    answer(monkeypatch, *answers)
    assert run("new").status == 1
    answer(monkeypatch, *answers[:5])
    assert run("new").status == 130
    assert (folder / "resources" / "us-oh.yaml").read_text("utf-8") == before


def test_an_installed_copy_is_not_edited(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "DATA", SMALL)
    outcome = run("edit", "aunty-line", "cost=free")
    assert (outcome.status, outcome.err.splitlines()[0]) == (
        2,
        "the installed listings are a copy that is not for editing",
    )


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = national(folder) + "\n# somebody else\n"

    def meanwhile(*_: object) -> None:
        (folder / "resources.yaml").write_text(other, "utf-8")

    monkeypatch.setattr(bench, "refuse_unsound", meanwhile)
    outcome = run("edit", "aunty-line", "cost=sliding")
    assert (outcome.status, outcome.err.splitlines()[0]) == (
        3,
        "resources.yaml was changed meanwhile; nothing was written",
    )
    assert national(folder) == other


def test_the_directory_of_the_working_folder_is_edited(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEERFIND_DIRECTORY")
    monkeypatch.chdir(folder / "resources")
    assert run("edit", "aunty-line", "cost=sliding").status == 0
    assert "cost: sliding" in national(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal for it")
def test_answers_are_taken_from_a_real_terminal(folder: Path) -> None:
    import os
    import pty

    program = [sys.executable, "-m", "peerfind", "verify", "--kind", "crisis_line", "--limit", "1", "--in", "anywhere"]
    main, other = pty.openpty()
    child = subprocess.Popen(program, stdin=other, stdout=other, stderr=other, env={**os.environ}, close_fds=True)
    os.close(other)
    os.write(main, b"y\n")
    shown = b""
    try:
        while part := os.read(main, 4096):
            shown += part
    except OSError:  # Linux says so that the other end is closed
        pass
    finally:
        os.close(main)
    assert child.wait(30) == 0
    assert b"[y]es [n]o [c]hanged [s]kip [q]uit" in shown
    assert b"1 confirmed." in shown
    assert (
        national(folder).count("how: call") + (folder / "resources" / "us-oh.yaml").read_text().count("how: call") >= 2
    )
