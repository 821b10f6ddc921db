"""`check`, `fmt`, `diff` and `suppress` as their users call them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.commands import files
from tests.conftest import SMALL, Outcome
from tests.curation.listings import whole

Run = Callable[..., Outcome]
CRISIS = 'kind: crisis_line\ncontacts:\n  - {type: phone, value: "+12025550144"}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of one crisis line, kept by git, in which the program is started."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    home = tmp_path / "directory"
    (home / "resources").mkdir(parents=True)
    (home / "resources.yaml").write_text(whole(CRISIS), "utf-8")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    git = ["git", *who, "-c", "init.defaultBranch=main", "-C", str(home)]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "One line"]):
        subprocess.run([*git, *command], check=True)
    monkeypatch.chdir(home)
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(home))
    return home


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "resources.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_directory_in_order_passes_and_counts_its_notes(run: Run, folder: Path) -> None:
    change(folder, "how: call", "how: copy")
    outcome = run("check")
    assert (outcome.status, outcome.out) == (0, "")
    assert f"1 note in 1 listing of 1 file in {folder.resolve()}." in outcome.err
    assert "PF506" in run("check", "--notes").out
    assert "PF506" in run("check", "--select", "pf5").out


@pytest.mark.usefixtures("folder")
def test_faults_end_in_status_1_with_their_places(run: Run, folder: Path) -> None:
    change(folder, "somebody who listens", "addicts")
    outcome = run("check", "resources.yaml")
    assert outcome.status == 1
    assert outcome.out.startswith("resources.yaml:4:12: error PF603 harbour-line: ")
    assert run("check", "--ignore", "PF6").status == 0
    assert json.loads(run("check", "--format", "json").out)["findings"][0]["rule"] == "PF603"
    assert run("check", "--format", "github").out.startswith("::error file=resources.yaml,line=4,")


def test_a_file_of_the_directory_is_compared_with_the_others(run: Run, folder: Path) -> None:
    second = whole('id: other\nname: Mountain\nserves: [US-OH]\nurl: "https://other.example/"\n')
    (folder / "resources" / "us-oh.yaml").write_text(second, "utf-8")
    outcome = run("check", "resources/us-oh.yaml")
    assert outcome.status == 1
    assert {line.partition(":")[0] for line in outcome.out.splitlines()} == {"resources/us-oh.yaml"}
    assert "+12025550144 also stands in harbour-line" in outcome.out
    assert "in 1 listing of 1 file " in outcome.err


def test_fix_mends_the_file_and_says_so(run: Run, folder: Path) -> None:
    change(
        folder, '    - {type: phone, value: "+12025550144"}', "    - type: phone # kept\n      value: '+12025550144'"
    )
    assert run("check").status == 1
    outcome = run("check", "--fix")
    assert outcome.status == 0
    assert "Mended resources.yaml." in outcome.err
    assert '    - type: phone  # kept\n      value: "+12025550144"\n' in (folder / "resources.yaml").read_text("utf-8")


@pytest.mark.parametrize("arguments", [("--explain", "PF999"), ("--select", "XX"), ("--base", "nowhere")])
@pytest.mark.usefixtures("folder")
def test_what_is_not_known_is_told_in_a_line(run: Run, arguments: tuple[str, str]) -> None:
    outcome = run("check", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert repr(arguments[1]) in outcome.err


def test_a_rule_is_explained_with_its_examples(run: Run) -> None:
    told = run("check", "--explain", "pf203").out
    assert told.startswith("PF203 short-code-as-full-number\n")
    assert '{type: sms, value: "741741"}' in told


def test_a_changed_number_of_a_crisis_line_needs_two_names(run: Run, folder: Path) -> None:
    change(folder, "+12025550144", "+12025550145")
    assert run("check").status == 0
    outcome = run("check", "--base", "HEAD")
    assert outcome.status == 1
    assert "PF911" in outcome.out
    change(folder, "checked: 2026-11-22, how: call", "checked: 2026-11-23, how: call, by: [Ada, Ben]")
    assert run("check", "--base", "main...").status == 0


def second(folder: Path) -> str:
    """Put a second listing below the first, commit both, and return its text."""
    text = whole(
        'id: other\nname: Mountain\nurl: "https://mountain.example/"\ncontacts:\n  - {type: sms, value: "741741"}\n'
    )
    with (folder / "resources.yaml").open("a", encoding="utf-8") as file:
        file.write("\n" + text)
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qam", "Two"], check=True)
    return text


def test_a_listing_that_is_gone_is_found_where_it_stood(run: Run, folder: Path) -> None:
    text = second(folder)
    line = (folder / "resources.yaml").read_text("utf-8").split("\n").index("- id: harbour-line") + 1
    change(folder, "\n" + text, "")
    outcome = run("check", "--base", "HEAD")
    assert outcome.status == 1
    assert outcome.out.startswith(f"resources.yaml:{line}:1: error PF912 other: the listing other (Mountain) is gone")
    (folder / "resources.yaml").write_text(text, "utf-8")
    assert "resources.yaml:1:1: error PF912 harbour-line: the listing" in run("check", "--base", "HEAD").out


def test_a_listing_of_a_file_that_is_gone_is_found(run: Run, folder: Path) -> None:
    local = folder / "resources" / "us-oh.yaml"
    local.write_text(whole("id: other\nname: Mountain\nserves: [US-OH]\ncontacts:\n"), "utf-8")
    for command in (["add", "."], ["-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "Ohio"]):
        subprocess.run(["git", *command], check=True)
    local.unlink()
    assert "resources/us-oh.yaml:1:1: error PF912 other: " in run("check", "--base", "HEAD").out


def test_an_id_that_was_changed_is_asked_for_again(run: Run, folder: Path) -> None:
    change(folder, "id: harbour-line", "id: harbor-line")
    assert "PF912 harbour-line: the id harbour-line is now harbor-line" in run("check", "--base", "HEAD").out


def test_a_listing_that_cannot_be_read_is_not_told_as_gone(run: Run, folder: Path) -> None:
    change(folder, "name: Harbour Line", 'name: "Harbour Line')
    found = run("check", "--base", "HEAD").out
    assert "PF101" in found
    assert "PF912" not in found


def test_a_changed_number_needs_a_new_source_and_changed_hours_should_have_one(run: Run, folder: Path) -> None:
    second(folder)
    change(folder, '"741741"', '"741742"')
    outcome = run("check", "--base", "HEAD")
    assert outcome.status == 1
    assert "PF913 other: contacts[1].value: 741741 -> 741742" in outcome.out
    assert 'Add a source: {url: "https://...", checked: 2026-11-23, how: page}' in outcome.out
    change(folder, '"741742"', '"741741", hours: "24/7"')
    outcome = run("check", "--base", "HEAD")
    assert outcome.status == 0
    assert "warning PF914 other: contacts[1].hours: (none) -> 24/7" in outcome.out


def test_a_file_that_nobody_reads_is_told_with_its_right_name(run: Run, folder: Path) -> None:
    (folder / "resources" / "CA-SK.yml").write_text("- id: x\n", "utf-8")
    (folder / "resources" / ".hidden").write_text("", "utf-8")
    outcome = run("check")
    assert outcome.status == 1
    assert outcome.out == (
        "resources/CA-SK.yml:1:1: error PF904 nobody reads this file: rename it to resources/ca-sk.yaml, "
        "or take it away\n"
    )


def test_diff_tells_a_change_in_words_and_holds_a_crisis_line(run: Run, folder: Path) -> None:
    assert run("diff", "HEAD") == Outcome(0, "", "Nothing changes.\n")
    change(folder, "Harbour Line", "Harbour Night Line")
    outcome = run("diff")
    assert (outcome.status, outcome.err) == (0, "1 listing changes; no crisis line changes without two names.\n")
    change(folder, "+12025550144", "+12025550145")
    outcome = run("diff", "HEAD", "--cards")
    assert outcome.status == 5
    assert "contacts[1].value: +12025550144 -> +12025550145: one digit differs" in outcome.out
    assert "-   Call     202-555-0144\n+   Call     202-555-0145\n" in outcome.out
    assert run("diff", "HEAD", "HEAD").status == 0


def test_diff_writes_markdown_for_a_pull_request(run: Run, folder: Path) -> None:
    change(folder, "+12025550144", "+12025550145")
    told = run("diff", "HEAD", "resources.yaml", "--format", "markdown").out
    assert told.startswith("1 listing changes.\n\n**1 crisis line changes what people dial: `harbour-line`.**")
    assert "```diff\n" in told


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD~99"])
@pytest.mark.usefixtures("folder")
def test_a_state_that_is_not_there_is_told(run: Run, name: str, folder: Path) -> None:
    outcome = run("diff", "--", name)
    assert outcome.status == 2
    assert "is no file, folder or revision" in outcome.err
    assert sorted(path.name for path in folder.iterdir()) == [".git", "resources", "resources.yaml"]


def test_fmt_writes_the_form_and_check_only_names_files(run: Run, folder: Path) -> None:
    change(folder, "- id: harbour-line\n  name: Harbour Line\n", "- name: Harbour Line\n  id: harbour-line\n")
    before = (folder / "resources.yaml").read_bytes()
    outcome = run("fmt", "--check")
    assert (outcome.status, outcome.out) == (1, "resources.yaml\n")
    assert (folder / "resources.yaml").read_bytes() == before
    assert run("fmt").out == "resources.yaml\n"
    assert (folder / "resources.yaml").read_text("utf-8") == whole(CRISIS)
    assert run("fmt", "--check") == Outcome(0, "", f"0 of 1 files in {folder.resolve()} would change.\n")


def test_fmt_leaves_a_file_that_is_not_utf_8_and_writes_the_others(run: Run, folder: Path) -> None:
    bad = folder / "resources" / "us-oh.yaml"
    bad.write_bytes(b"- id: caf\xe9\n")
    change(folder, "\n  kind", "\n\n  kind")
    outcome = run("fmt")
    assert (outcome.status, outcome.out) == (3, "resources.yaml\n")
    assert "resources/us-oh.yaml:1: byte 0xe9 is not UTF-8" in outcome.err
    assert bad.read_bytes() == b"- id: caf\xe9\n"


def test_a_file_that_cannot_be_written_stays_as_it_was(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(folder, "\n  kind", "\n\n  kind")
    before = (folder / "resources.yaml").read_bytes()

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    outcome = run("fmt")
    assert outcome.status == 3
    assert "can't be written, and is as it was: No space left on device" in outcome.err
    assert (folder / "resources.yaml").read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.suffix == ".new"] == []


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    assert "nowhere.yaml: No such file" in run("check", "nowhere.yaml").err


def test_a_folder_is_checked_as_a_directory(run: Run) -> None:
    assert "listings of 2 files" in run("check", str(SMALL)).err


def test_suppress_makes_an_entry_that_does_not_tell_the_value(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = run("suppress", "+1 202 555 0143", "--reason", "The host asked.")
    assert outcome.status == 0
    assert outcome.out.startswith("- salt: ")
    assert "5550143" not in outcome.out
    assert run("suppress", "202-555-0143", "--reason", "Call 202-555-0143 no more").status == 2
    monkeypatch.setattr("sys.stdin.readline", lambda: "\n", raising=False)
    assert run("suppress", "--reason", "asked").status == 2


def test_the_directory_one_stands_in_is_checked_and_written(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PEERFIND_DIRECTORY")
    monkeypatch.chdir(folder / "resources")
    change(folder, "\n  kind", "\n\n  kind")
    assert "PF903" in run("check").out
    assert run("fmt", "--check").status == 1
    assert "Mended resources.yaml." in run("check", "--fix").err
    assert (folder / "resources.yaml").read_text("utf-8") == whole(CRISIS)


def test_files_that_nobody_changed_are_mended_only_when_they_are_named(run: Run, folder: Path) -> None:
    change(folder, "\n  kind", "\n\n  kind")
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qam", "Spoil"], check=True)
    other = folder / "resources" / "us-oh.yaml"
    other.write_text(whole("id: other\nname: Mountain\nserves: [US-OH]\n").replace("\n  kind", "\n\n  kind"), "utf-8")
    assert "Mended resources/us-oh.yaml." in run("check", "--fix").err
    assert "\n\n  kind" in (folder / "resources.yaml").read_text("utf-8")
    assert "Mended resources.yaml." in run("check", "--fix", "resources.yaml").err


def test_an_installed_copy_is_checked_and_not_written(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "DATA", folder)
    change(folder, "\n  kind", "\n\n  kind")
    before = (folder / "resources.yaml").read_bytes()
    assert "PF903" in run("check").out
    for command in (["check", "--fix"], ["fmt"]):
        outcome = run(*command)
        assert (outcome.status, outcome.err.splitlines()[0]) == (
            2,
            "the installed listings are a copy that is not for editing",
        )
    assert (folder / "resources.yaml").read_bytes() == before


def test_what_a_clone_suppresses_and_settles_counts_in_it(run: Run, folder: Path) -> None:
    own = folder / "peerfind" / "data"
    own.mkdir(parents=True)
    entry = run("suppress", "+12025550144", "--reason", "The host asked.").out
    (own / "suppressed.yaml").write_text(entry, "utf-8")
    assert "PF208" in run("check").out
