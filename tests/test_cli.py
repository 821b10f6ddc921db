import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind import cli
from tests.conftest import Outcome

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[1]


def peerfind(*arguments: str, code: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "peerfind", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    outcome = run()
    assert outcome.status == 2
    assert "peerfind crisis --in Kenya" in outcome.err


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    outcome = run("serach")
    assert (outcome.status, outcome.out) == (2, "")
    assert "No such command 'serach'" in outcome.err


def test_every_command_has_help_with_an_example(run: Run) -> None:
    for name in cli.COMMANDS:
        outcome = run(name, "--help")
        assert outcome.status == 0
        assert name == "config" or f"peerfind {name}" in outcome.out.partition("Options:")[0].partition("\n")[2]


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
@pytest.mark.parametrize("words", [("show",), ("report",), ("list", "new", "desk")])
def test_what_is_no_text_names_no_listing(run: Run, words: tuple[str, ...]) -> None:
    outcome = run(*words, "gr\udcffef")
    assert outcome.status == 1
    assert outcome.err.startswith("No listing ")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("command", ["config", "export --format jsonl"])
def test_a_reader_that_has_seen_enough_is_no_failure(command: str) -> None:
    closed = f"( {sys.executable} -m peerfind {command}; echo $? >&2 ) | true"
    for _ in range(2):
        done = subprocess.run(["sh", "-c", closed], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stderr == "0\n"


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("peerfind 0.")


def test_a_bug_is_owned_up_to_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerfind.commands.session.open_finder", lambda *_: 1 / 0)
    outcome = run("search", "my secret worry")
    assert (outcome.status, outcome.out) == (70, "")
    assert outcome.err.startswith("This is a bug in peerfind (ZeroDivisionError).")
    assert "secret" not in outcome.err


def test_an_interrupt_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("peerfind.commands.session.open_finder", interrupted)
    assert run("search", "grief").status == 130


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
def test_a_closed_pipe_is_quiet() -> None:
    script = f"{sys.executable} -m peerfind export | head -c 10; echo ${{PIPESTATUS[0]}} >&2"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == "0\n"


def test_a_look_up_loads_neither_network_nor_yaml_nor_rich() -> None:
    peerfind("search", "grief")  # builds the index, where it is not there yet
    loaded = peerfind(
        code="import sys; from peerfind.cli import main; main(['search', 'grief', '--in', 'US']); "
        "print(*[m for m in ('httpx', 'yaml', 'rich', 'jsonschema', 'asyncio', 'socket') if m in sys.modules])"
    )
    assert loaded.stdout.splitlines()[-1] == ""


def test_a_look_up_works_without_a_home() -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("HOME", "USERPROFILE", "PEERFIND_CACHE")}
    done = peerfind("search", "harbour", env=bare | {"HOME": ""})
    assert done.returncode == 0
    assert done.stdout.startswith("harbour-lifeline\t")


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("variable", "before"), [("NO_COLOR", ""), ("CLICOLOR_FORCE", "\x1b[2m")])
def test_a_terminal_is_told_how_the_words_were_read(variable: str, before: str) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "peerfind", "search", "somebody to talk to in Ohio", "--limit", "1"]
    subprocess.run(command, cwd=ROOT, stdout=theirs, env=os.environ | {variable: "1"}, check=True)
    shown = os.read(ours, 10_000).decode()
    os.close(theirs)
    os.close(ours)
    assert shown.startswith(f"{before}Read as: Warmline, Ohio")
    assert ("\x1b" in shown) == bool(before)


def test_an_output_that_can_not_be_written_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "peerfind", "search", "harbour"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == "The output can't be written: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize(("closed", "status", "told"), [(">&-", 3, "Bad file descriptor"), ("2>&-", 0, "")])
def test_a_closed_stream_is_no_bug(closed: str, status: int, told: str) -> None:
    command = f'"{sys.executable}" -m peerfind search harbour --limit 1 {closed}'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_terminal_with_another_code_page_still_gets_the_number() -> None:
    done = peerfind("search", "simu", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert "1190" in done.stdout
