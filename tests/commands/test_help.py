import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind import cli
from tests.conftest import Outcome

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["", *cli.COMMANDS])
def test_help_leads_with_examples(run: Run, name: str) -> None:
    outcome = run(*filter(None, [name]), "--help")
    examples = outcome.out.partition("Usage:")[0].partition("Examples:")[2]
    assert (outcome.status, outcome.err) == (0, "")
    assert f"  peerfind {name}" in examples or name == "config"


def test_options_of_every_command_stand_below_its_own(run: Run) -> None:
    told = run("crisis", "--help").out
    assert told.index("--limit N") < told.index("Options of every command:") < told.index("--no-pager")


def test_help_comes_in_the_reader_s_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_UI_LANGUAGE", "es")
    told = run("search", "--help").out
    assert told.startswith("Encuentre ayuda por necesidad, nombre o número.\n\nEjemplos:\n")
    assert "[OPCIONES] [CONSULTA]..." in told


@pytest.mark.parametrize(
    ("arguments", "told", "hint"),
    [
        (["serch", "x"], "No such command 'serch'", "Did you mean search?"),
        (["search", "--topc", "x"], "No such option: --topc", "Did you mean --topic?"),
        (["show"], "NAME is missing.", 'See "peerfind show --help".'),
        (["crisis", "--limit", "x"], "Invalid value for --limit: 'x' is not a valid int range.",
         'See "peerfind crisis --help".'),
    ],
)  # fmt: skip
def test_misuse_is_one_line_and_a_hint(run: Run, arguments: list[str], told: str, hint: str) -> None:
    assert run(*arguments) == Outcome(2, "", f"{told}\n{hint}\n")


def test_misuse_is_told_in_the_reader_s_language(run: Run) -> None:
    assert run("search", "x", "--in", "Ohoi", "--ui-language", "es").err.endswith("¿Quiso decir Ohio?\n")


def test_the_version_tells_the_edition_of_the_directory(run: Run) -> None:
    told = run("--version").out
    assert told.startswith("peerfind 0.")
    assert "directory of 2026-" in told
    assert "10 listings, edition " in told or "listings, edition " in told


def test_the_version_is_told_where_no_directory_can_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", "/nowhere")
    outcome = run("--version")
    assert outcome.status == 0
    assert "the directory can't be read" in outcome.out


def test_the_manual_has_a_page_for_the_program_and_each_command() -> None:
    names = {path.stem for path in (ROOT / "man").glob("*.1")}
    assert names == {"peerfind", *(f"peerfind-{name}" for name in cli.COMMANDS)}


def test_hyphens_of_the_manual_can_be_copied() -> None:
    page = (ROOT / "man" / "peerfind-search.1").read_text("utf-8")
    assert "\\fB\\-\\-topic TOPIC\\fR" in page
    assert not [line for line in page.splitlines() if line.startswith(".") and line[:3] not in (".TH", ".SH", ".PP",
                ".nf", ".fi", ".TP", ".B ")]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with pipes")
def test_a_query_and_ids_come_from_pipes() -> None:
    run = f"{sys.executable} -m peerfind"
    script = f"echo harbour | {run} search - --format '{{id}}' | {run} show - | head -1"
    done = subprocess.run(["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "Harbour Lifeline  crisis line\n"
