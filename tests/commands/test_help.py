import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind import cli
from peerfind.commands.everywhere import chosen_in
from tests.conftest import Outcome

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[2]


PAGES = sorted((ROOT / "man").glob("*.1"))
GROUPS = ("feed", "list")


def commands() -> list[list[str]]:
    """Return the words of every command: of "peerfind-feed-add" those are feed and add."""
    return [path.stem.removeprefix("peerfind").strip("-").split("-") for path in PAGES]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_help_leads_with_examples(run: Run, words: list[str]) -> None:
    outcome = run(*filter(None, words), "--help")
    examples = outcome.out.partition("Usage:")[0].partition("Examples:")[2]
    assert (outcome.status, outcome.err) == (0, "")
    assert f"  peerfind {' '.join(words)}" in examples


def test_every_command_and_every_command_below_one_has_its_page(run: Run) -> None:
    held = {("",), *((name,) for name in cli.COMMANDS)}
    for group in GROUPS:
        rows = run(group, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0]
        held |= {(group, line.split()[0]) for line in rows.splitlines() if line[2] != " "}
    assert {tuple(words) for words in commands()} == held
    assert len(held) > len(cli.COMMANDS) + 12


@pytest.mark.parametrize(
    "line",
    [
        "--help --ui-language es",
        "--ui-language es --help",
        "search --help --ui-language=es",
        "--ui-language es search --help",
    ],
)
def test_the_language_may_stand_anywhere_in_the_line(run: Run, line: str) -> None:
    outcome = run(*line.split())
    assert (outcome.status, "\nEjemplos:\n" in outcome.out) == (0, True)


def test_a_complaint_comes_in_the_language_that_is_asked_for_after_the_mistake(run: Run) -> None:
    assert run("search", "--topc", "x", "--ui-language", "es").err.startswith("No existe la opción --topc")


def test_what_stands_after_two_hyphens_is_no_option() -> None:
    assert chosen_in(["search", "--plain", "--", "--ui-language", "es"]) == {"PEERFIND_PLAIN": "1"}


def test_completion_has_one_way_in(run: Run) -> None:
    assert "completion" not in run("--help").out.partition("Options:")[2]
    assert run("--install-completion").status == 2


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
        (["crisis", "--limit", "x"], "--limit: 'x' is not a whole number.", 'See "peerfind crisis --help".'),
        (["print", "--layout", "card", "-o", "x"], "--layout: 'card' is not known.", "Did you mean cards?"),
        (["search", "x", "--place", "Ohio"], "No such option: --place", "Did you mean --in?"),
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
    assert re.search(r"\(9 listings, edition [0-9a-f]{8}\)\n$", told)


def test_the_version_is_told_where_no_directory_can_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", "/nowhere")
    outcome = run("--version")
    assert outcome.status == 0
    assert "the directory can't be read" in outcome.out


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
