"""What runs in the repository: the workflows' own commands pass a sound change and stop a planted fault."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from peerfind.curation.layout import format_text
from tests.conftest import SMALL

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ALLOWED = {
    "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683",
    "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065",
}
needs_shell = pytest.mark.skipif(not shutil.which("bash") or not shutil.which("git"), reason="bash or git is missing")


def load(path: Path) -> Any:
    """Return a YAML file; BaseLoader, because others read the key `on` as true."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # it makes nothing but texts


def jobs() -> list[tuple[str, Any, Any]]:
    """Return every job of every workflow with its workflow."""
    found = [(path, load(path)) for path in WORKFLOWS]
    return [
        (f"{path.stem}.{name}", workflow, job) for path, workflow in found for name, job in workflow["jobs"].items()
    ]


def test_workflows_use_two_pinned_actions_and_no_more() -> None:
    used = {step["uses"] for _, _, job in jobs() for step in job["steps"] if "uses" in step}
    assert used == ALLOWED


def test_workflows_may_read_and_no_more_unless_they_comment() -> None:
    assert all(workflow["permissions"] == {"contents": "read"} for _, workflow, _ in jobs())
    more = {name: job["permissions"] for name, _, job in jobs() if "permissions" in job}
    assert more == {"data.comment": {"contents": "read", "pull-requests": "write"}}
    assert not any("pull_request_target" in workflow["on"] for _, workflow, _ in jobs())


def test_no_text_of_a_pull_request_is_put_into_a_command() -> None:
    assert [step["run"] for _, _, job in jobs() for step in job["steps"] if "${{" in step.get("run", "")] == []


def test_tests_run_on_three_systems() -> None:
    (matrix,) = [job["strategy"]["matrix"] for name, _, job in jobs() if name == "tests.tests"]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert "3.11" in matrix["python"]


class Clone(NamedTuple):
    """A repository of listings on a day."""

    folder: Path
    run: Callable[[str], "Ran"]
    change: Callable[[str, str, str], None]
    """Put one text in the place of another in a file, and commit."""


class Ran(NamedTuple):
    """What came of a job."""

    failed: str | None
    """The name of the step that failed."""
    shown: str
    summary: str


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, shared_cache: Path) -> Clone:
    """A clone of a small directory of which every listing was checked this month."""
    folder = tmp_path / "clone"
    shutil.copytree(SMALL, folder)
    for file in folder.rglob("*.yaml"):
        text = re.sub(r"how: (copy|list|page)(, page_date: [\d-]+)?", "how: page", file.read_text("utf-8"))
        text = text.replace("+18005550100", "+12025550143")
        text = re.sub(r"(?m)^  summary: .{50,}$", "  summary: People who listen.", text)
        file.write_text(format_text(text), "utf-8")
    git(folder, "init", "-q", "-b", "main")
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "peerfind").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m peerfind "$@"\n', "utf-8")
    (commands / "peerfind").chmod(0o755)
    surroundings = {
        **os.environ,
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PEERFIND_CACHE": str(shared_cache),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    del surroundings["PEERFIND_DIRECTORY"]
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "start")
    base = git(folder, "rev-parse", "HEAD")

    def run(name: str) -> Ran:
        (job,) = [job for other, _, job in jobs() if other == name]
        shown = ""
        summary = tmp_path / "summary.md"
        summary.write_text("", "utf-8")
        for step in job["steps"]:
            if "run" not in step or step["name"] in ("Set up", "Comment"):
                continue
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", step["run"]],
                cwd=folder,
                env={**surroundings, "BASE": base, **job.get("env", {}), **step.get("env", {})},
                capture_output=True,
                text=True,
                check=False,
            )
            shown += done.stdout + done.stderr
            if done.returncode:
                return Ran(step["name"], shown, summary.read_text("utf-8"))
        return Ran(None, shown, summary.read_text("utf-8"))

    def change(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")
        git(folder, "commit", "-qam", "change")

    return Clone(folder, run, change)


FAULTS = "Faults, each at its line"
AUNTY = 'value: "+12025550143"'


@needs_shell
def test_a_sound_directory_passes(clone: Clone) -> None:
    assert clone.run("data.check").failed is None
    assert clone.run("stale.overdue").failed is None


@needs_shell
def test_a_sound_change_passes_and_shows_the_card_before_and_after(clone: Clone) -> None:
    clone.change("resources.yaml", AUNTY, 'value: "+12025550167"')
    assert "PF913" in clone.run("data.check").shown
    clone.change("resources.yaml", "checked: 2026-11-01, how: call}", "checked: 2026-11-23, how: call}")
    ran = clone.run("data.check")
    assert ran.failed is None, ran.shown
    assert "202-555-0143" in ran.summary
    assert "202-555-0167" in ran.summary
    assert clone.run("data.comment").failed is None
    assert "202-555-0167" in (clone.folder / "cards.md").read_text("utf-8")


@needs_shell
def test_planted_wrong_numbers_fail_each_at_its_line(clone: Clone) -> None:
    """One is not in full, one costs more than a usual call, one is a short code with a country's code before it."""
    wrong = ("12025550143", "+19005550143", "+1741741")
    clone.change("resources.yaml", AUNTY, "}\n    - {type: phone, ".join(f'value: "{number}"' for number in wrong))
    ran = clone.run("data.check")
    found = re.findall(r"::error file=resources\.yaml,line=(\d+),col=\d+,title=(PF2\d\d)", ran.shown)
    assert ran.failed == FAULTS
    assert len({line for line, _ in found}) == 3, ran.shown


@needs_shell
def test_a_planted_look_alike_fails(clone: Clone) -> None:
    text = (clone.folder / "resources" / "us-oh.yaml").read_text("utf-8")
    held = re.search(r'value: "(\+\d+)"', text)
    assert held
    alike = held[1][:-2] + held[1][-1] + held[1][-2]
    clone.change("resources.yaml", AUNTY, f'value: "{alike}"')
    ran = clone.run("data.check")
    assert ran.failed == FAULTS
    assert "PF801" in ran.shown, ran.shown


@needs_shell
def test_a_crisis_line_changed_by_one_person_alone_fails(clone: Clone) -> None:
    clone.change("resources.yaml", 'value: "1190"', 'value: "1191"')
    ran = clone.run("data.check")
    assert ran.failed == FAULTS
    assert "PF911" in ran.shown
    assert "1191" in ran.summary


@needs_shell
def test_a_file_in_another_form_fails(clone: Clone) -> None:
    clone.change("resources.yaml", "  serves: [KE]\n", "  serves:  [KE]\n")
    assert clone.run("data.check").failed is not None


@needs_shell
def test_a_planted_stale_listing_fails_the_weekly_report_loudly(clone: Clone) -> None:
    source = '"https://simu.example/", checked: 2026-11-22'
    clone.change("resources.yaml", source, source.replace("2026-11-22", "2025-11-22"))
    ran = clone.run("stale.overdue")
    assert ran.failed == "What is overdue, the most harmful first; fails while there is anything"
    assert "ke-simu\tcrisis_line\tstale\t2025-11-22\tpage\tCall 1190" in ran.shown
    assert "Freshness\tstale\t1\t" in ran.summary


@needs_shell
def test_hooks_for_other_repositories_work(clone: Clone) -> None:
    hooks = load(ROOT / ".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["peerfind-fmt", "peerfind-check"]
    pattern = re.compile(hooks[0]["files"])
    files = [path.relative_to(clone.folder).as_posix() for path in clone.folder.rglob("*.yaml")]
    assert all(pattern.search(file) for file in files)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for hook in hooks:
        words = [sys.executable, "-m", *hook["entry"].split()]
        done = subprocess.run(words, cwd=clone.folder, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, git(clone.folder, "status", "--short")) == (0, ""), done.stdout + done.stderr


def test_forms_ask_for_labels_that_there_are() -> None:
    labels = {label["name"] for label in load(ROOT / ".github" / "labels.yml")}
    forms = [load(path) for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"]
    assert len(forms) == 3
    assert {label for form in forms for label in form["labels"]} <= labels
    for form in forms:
        assert {"name", "description", "body"} <= form.keys()
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))


def test_every_file_of_listings_tells_editors_its_schema() -> None:
    for path in [ROOT / "resources.yaml", *(ROOT / "resources").glob("*.yaml")]:
        match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
        assert match, path
        assert (path.parent / match[1]).is_file(), path


def test_a_pull_request_that_changes_listings_alone_is_judged_by_the_checks_of_listings() -> None:
    on = {path.stem: load(path)["on"] for path in WORKFLOWS}
    assert {"resources.yaml", "resources/**"} <= set(on["tests"]["pull_request"]["paths-ignore"])
    assert not on["data"]["pull_request"]
