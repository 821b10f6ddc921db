"""What the documents tell people to type works, and what is generated is up to date."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from peerfind.cli import app
from peerfind.directory.model import Listing
from peerfind.formats.lines import FIELDS
from tests.conftest import FROZEN, Outcome

ROOT = Path(__file__).parents[1]
REFERENCE = (ROOT / "docs" / "commands.md").read_text("utf-8")
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
COMMANDS = sorted(
    {
        line.partition("#")[0].partition("|")[0].strip()
        for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
        for block in BLOCK.findall(document.read_text("utf-8"))
        for line in block.splitlines()
        if line.startswith("peerfind ")
    }
)


CHANGING = ("new", "edit", "close", "verify")
"""Commands that change listings; they are tried on a copy."""
OWL = {
    "name": "Night Owl",
    "kind": "warmline",
    "serves": ["US-OH"],
    "summary": "Peers listen at night.",
    "contacts": [{"type": "phone", "value": "+12025550134"}],
    "sources": [{"url": "https://owl.example.org/", "checked": "2026-11-23", "how": "call"}],
}
CALLS = "id,contact,number,matches,dialled_on,by\noh-careline,phone,+18007209616,yes,2026-11-23,Ada\n"


def _directory(command: str, folder: Path) -> Path:
    """Return the directory that a command is tried on."""
    if command.split()[1] not in CHANGING:
        return FROZEN
    shutil.copytree(FROZEN, folder, dirs_exist_ok=True)
    return folder


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) > 10


def written() -> set[tuple[str, ...]]:
    """Return the words of every command that a document shows, behind a pipe or in a line of cron too."""
    found = set()
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        text = document.read_text("utf-8") if document.name != "commands.md" else ""
        code = [*re.findall(r"```(?:sh|text)\n(.*?)```", text, re.DOTALL), *re.findall(r"^    .*$", text, re.MULTILINE)]
        for line in "\n".join(code).splitlines():
            for match in re.finditer(r"(?:^|[|&(] |\s{2})\s*peerfind ([a-z][^|>&`)]*)", line):
                found.add(tuple(shlex.split(match[1], comments=True)))
    return found


@pytest.mark.parametrize("words", sorted(written()), ids=" ".join)
def test_a_documented_command_is_understood_even_where_no_test_can_run_it(words: tuple[str, ...]) -> None:
    command = typer.main.get_command(app)
    context, left = command.make_context("peerfind", [*words[:1]], resilient_parsing=True), [*words]
    while isinstance(command, TyperGroup) and left:
        inner = command.get_command(context, left.pop(0))
        assert inner, f"there is no such command: {' '.join(words)}"
        command = inner
    command.make_context("peerfind", left)  # raises for options that are not there


def test_only_commands_that_need_a_network_a_terminal_or_something_kept_are_not_run() -> None:
    run = {shlex.split(command)[1] for command in COMMANDS}
    assert {words[0] for words in written()} - run == {"browse", "diff", "feed", "list", "suppress", "update"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_documented_command_works(
    run: Callable[..., Outcome], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(_directory(command, tmp_path)))
    monkeypatch.chdir(tmp_path)
    Path("queries.txt").write_text("grief\n", "utf-8")
    Path("ids.txt").write_text("trans-lifeline\n", "utf-8")
    Path("owl.json").write_text(json.dumps(OWL), "utf-8")
    Path("calls.csv").write_text(CALLS, "utf-8")
    before = {*tmp_path.iterdir()}
    outcome = run(*shlex.split(command)[1:])
    assert outcome.status == 0
    assert outcome.out or {*tmp_path.iterdir()} - before  # it prints something or writes a file


@pytest.mark.usefixtures("groups")
@pytest.mark.parametrize("command", re.findall(r"^  (peerfind (?:show|report|list new) .*)$", REFERENCE, re.MULTILINE))
def test_an_example_of_the_help_names_listings_that_are_there(
    command: str, run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(FROZEN))
    assert run(*shlex.split(command)[1:]).status == 0


def test_every_field_of_an_answer_is_documented(run: Callable[..., Outcome]) -> None:
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    query = ("search", "grief tuesday", "--near", "44113", "--explain", "--limit", "1", "--json")
    answer = json.loads(run(*query).out)
    (first,) = answer["results"]
    own = [name for name in first if name not in Listing.fields]
    told = [*answer, *answer["understood"], *own, *first["reasons"][0]]
    assert [name for name in told if f"`{name}`" not in text] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        (document.name, target)
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert broken == []


def test_every_page_is_found_from_the_manual() -> None:
    manual = (ROOT / "docs" / "README.md").read_text("utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in manual} == set()


def test_every_part_of_the_program_has_its_place_in_the_map() -> None:
    told = (ROOT / "docs" / "code.md").read_text("utf-8")
    parts = [path for path in (ROOT / "peerfind").iterdir() if not path.name.startswith("_")]
    named = {f"`{path.name}/`" if path.is_dir() else f"`{path.name}`" for path in parts}
    assert {name for name in named if name not in told} == {"`py.typed`"}


def test_what_is_generated_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_nothing_that_is_compared_is_made_of_listings() -> None:
    made = (ROOT / "scripts" / "generate.py").read_text("utf-8")
    compared = made.partition("GENERATED = ")[2].partition("}\n")[0]
    assert "document" in compared
    assert not any(name in compared for name in ("covered", "alike", "picture", "browsing", "papers"))


def test_the_recipe_with_fzf_finds_a_listing(run: Callable[..., Outcome]) -> None:
    fzf = shutil.which("fzf")
    if not fzf:
        pytest.skip("needs fzf")
    recipe = (ROOT / "docs" / "recipes.md").read_text("utf-8").partition("fzf\n")[2]
    (template,) = re.findall(r"--format '([^']+)'", recipe.partition("```\n")[0])
    lines = run("search", "--limit", "0", "--format", template).out
    options = ["--delimiter", "\\t", "--with-nth", "2..", "--filter", "aunty"]
    done = subprocess.run([fzf, *options], input=lines, capture_output=True, text=True, check=True)
    assert done.stdout.partition("\t")[0] == "aunty-line"
    assert re.findall(r"peerfind show \{1\} --color always", recipe) != []


def test_every_field_of_a_template_is_documented() -> None:
    text = (ROOT / "docs" / "scripts.md").read_text("utf-8")
    assert [name for name in FIELDS if f"`{name}`" not in text] == []
