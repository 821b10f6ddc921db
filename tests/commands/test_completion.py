import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.commands.completion import _unquoted
from tests.conftest import Outcome

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[2]


def needs(shell: str) -> str:
    """Return where a shell is, or skip the test."""
    found = shutil.which(shell)
    if not found or os.name == "nt":
        pytest.skip(f"needs {shell}")
    return found


@pytest.fixture
def program(tmp_path: Path, run: Run) -> Path:
    """A folder that holds the program as a command, with its index there already, and the scripts of its shells."""
    run("search", "grief")
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "peerfind"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m peerfind "$@"\n', "utf-8")
    command.chmod(0o755)
    for shell in ("bash", "zsh", "fish", "powershell"):
        (folder / f"{shell}.script").write_text(run("completion", shell).out, "utf-8")
    return folder


def typed(shell: list[str], setup: str, keys: str, awaited: str, folder: Path) -> str:
    """Return what a shell on a terminal shows after keys were typed, once it shows what is awaited."""
    ours, theirs = os.openpty()
    environ = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "TERM": "xterm", "PS1": "> "}
    process = subprocess.Popen(shell, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True)
    os.close(theirs)
    os.set_blocking(ours, False)
    shown, sent = "", False
    os.write(ours, f"{setup}; echo read''y\n".encode())
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and awaited not in shown.rpartition("ready\r\n")[2]:
        time.sleep(0.02)
        with contextlib.suppress(BlockingIOError):
            shown += os.read(ours, 100_000).decode("utf-8", "replace")
        if "ready\r\n" in shown and not sent:
            os.write(ours, keys.encode())
            sent = True
    process.kill()
    process.wait()
    os.close(ours)
    return shown.rpartition("ready\r\n")[2]


@pytest.mark.parametrize(
    ("line", "completed"),
    [("peerfind search --topic anx", "--topic anxiety"), ("peerfind show harb", "show harbour-lifeline")],
)
def test_bash_completes_values_at_a_tab(program: Path, line: str, completed: str) -> None:
    bash = [needs("bash"), "--norc", "--noprofile", "-i"]
    assert completed in typed(bash, f"source {program}/bash.script", f"{line}\t", completed, program)


@pytest.mark.parametrize(
    ("line", "completed"),
    [("peerfind search --topic anx", "--topic anxiety"), ("peerfind show harb", "harbour-lifeline")],
)
def test_zsh_completes_values_at_a_tab(program: Path, line: str, completed: str) -> None:
    zsh = [needs("zsh"), "-f", "-i"]
    setup = f"unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source {program}/zsh.script"
    assert completed in typed(zsh, setup, f"{line}\t", completed, program)


def test_zsh_shows_what_values_are_called(program: Path) -> None:
    zsh = [needs("zsh"), "-f", "-i"]
    setup = f"autoload -Uz compinit; compinit -u -D; source {program}/zsh.script"
    assert "Grief and loss" in typed(zsh, setup, "peerfind search --topic g\t\t", "Grief and loss", program)


def test_fish_completes_values_and_shows_what_they_are_called(program: Path) -> None:
    fish = needs("fish")
    code = f"source {program}/fish.script; complete -C 'peerfind search --topic anx'"
    environ = os.environ | {"PATH": f"{program}:{os.environ['PATH']}"}
    done = subprocess.run([fish, "--no-config", "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout == "anxiety\tAnxiety\n"


def test_bash_gets_places_with_spaces_as_they_are_typed(program: Path) -> None:
    code = (
        f"source {program}/bash.script; COMP_WORDS=(peerfind search --in 'New\\ Y'); COMP_CWORD=3; _peerfind; "
        "printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    environ = os.environ | {"PATH": f"{program}:{os.environ['PATH']}"}
    done = subprocess.run([needs("bash"), "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout == "New\\ York\n"


@pytest.fixture
def answers(run: Run) -> Callable[..., list[str]]:
    run("search", "grief")  # builds the index, where it is not there yet
    return lambda shell, *words: run("completion", "--answer", shell, "--", *words).out.splitlines()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("sear",), "search\tFind help by need, name or number."),
        (("search", "--topic=gr"), "--topic=grief\tGrief and loss"),
        (("search", "--kind", "warmline,crisis"), "warmline,crisis_line\tCrisis line"),
        (("search", "--for", "vet"), "veterans\tVeterans"),
        (("search", "--language", "e"), "en\tEnglish"),
        (("search", "--in", "US-OH"), "US-OH\tOhio"),
        (("search", "--in", "ohi"), "ohio\tUS-OH"),
        (("search", "--near", "Clevelan"), "Cleveland\tUS-OH"),
        (("search", "--open", "--to"), "--topic\tWhat it is about, such as grief."),
        (("show", "aunty"), "aunty-line\tAunty Line"),
        (("facets", "top"), "topics"),
        (("completion", "z"), "zsh"),
        (("print", "--layout", "la"), "large-print"),
        (("export", "--format", "hs"), "hsds"),
        (("feed", "add", "--format", "ts"), "tsml"),
        (("feed", "rotate", "public", "on"), "online"),
        (("--ui-l",), "--ui-language\tLanguage that the program speaks: en or es."),
        (("check", "res"), ":files"),
        (("search", "--batch", ""), ":files"),
    ],
)
def test_words_options_and_values_are_completed(
    answers: Callable[..., list[str]], words: tuple[str, ...], answer: str
) -> None:
    assert answer in answers("zsh", *words)


@pytest.mark.parametrize("words", [("update", "na-"), ("feed", "info", "na-"), ("list", "show", "na-")])
def test_the_user_s_own_names_are_completed(
    answers: Callable[..., list[str]], surroundings: Path, words: tuple[str, ...]
) -> None:
    for file in ("feeds/na-ohio.json", "feeds/aa.json", "lists/na-desk.txt"):
        (surroundings / "data" / file).parent.mkdir(parents=True, exist_ok=True)
        (surroundings / "data" / file).write_text("", "utf-8")
    assert answers("fish", *words) == ["na-desk" if words[0] == "list" else "na-ohio"]


def test_of_too_many_ids_none_is_offered_before_a_letter_is_typed(
    answers: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(answers("fish", "show", "")) > 3
    monkeypatch.setattr("peerfind.commands.completing._MOST", 3)
    assert answers("fish", "show", "") == []
    assert answers("fish", "show", "harb") == ["harbour-lifeline\tHarbour Lifeline"]


def test_bash_gives_the_equals_sign_as_a_word(answers: Callable[..., list[str]]) -> None:
    assert answers("bash", "search", "--topic", "=", "anx") == ["anxiety"]
    assert "grief" in answers("bash", "search", "--topic", "=")


def test_labels_come_in_the_language_of_the_reader(
    answers: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_UI_LANGUAGE", "es")
    assert answers("fish", "search", "--topic", "anx") == ["anxiety\tAnsiedad"]


@pytest.mark.parametrize("words", [("search", "--topic", "zzz"), ("nonsense", "x"), ("search", "--nope", "x"), ("",)])
def test_what_can_not_be_completed_is_no_error(run: Run, words: tuple[str, ...]) -> None:
    outcome = run("completion", "--answer", "bash", "--", *words)
    assert (outcome.status, outcome.err) == (0, "")


def test_no_index_is_built_for_a_completion(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "empty"))
    assert run("completion", "--answer", "bash", "--", "show", "harb") == Outcome(0, "", "")
    assert not (tmp_path / "empty").exists()


def test_a_directory_that_can_not_be_read_is_not_told_in_the_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", "/nowhere")
    assert run("completion", "--answer", "bash", "--", "show", "harb") == Outcome(0, "", "")


@pytest.mark.parametrize(("word", "meant"), [("New\\ Y", "New Y"), ("'New Y", "New Y"), ('"New Y', "New Y"), ("", "")])
def test_quotes_are_taken_away_even_where_they_are_open(word: str, meant: str) -> None:
    assert _unquoted(word) == meant


def test_an_unknown_shell_is_told(run: Run) -> None:
    outcome = run("completion", "csh")
    assert (outcome.status, outcome.err) == (2, "There is no script for 'csh'\nWrite bash, zsh, fish or powershell.\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_says_where_to_put_it(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    assert f"peerfind completion {shell} >" in script.partition("\n\n")[0] + script
    assert "--answer" in script
