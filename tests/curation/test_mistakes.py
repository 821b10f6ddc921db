"""Planted mistakes are found at their lines, and nothing is found where nothing is wrong."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.curation.checking import check_files
from peerfind.curation.findings import Given
from peerfind.lookup.store import read_files
from tests.conftest import FROZEN
from tests.curation.mistakes import KINDS, Planted, spoil

ROOT = Path(__file__).parents[2]
FILES = read_files(FROZEN)
COPIES = 3
"""Copies of the directory, each with a mistake of every kind."""


def test_the_directory_itself_has_no_faults(given: Given) -> None:
    found = [finding for finding in check_files(read_files(ROOT), given).findings if finding.severity != "note"]
    assert [str(finding) for finding in found if finding.severity == "error"] == []
    assert len(found) <= 2


def test_nearly_every_planted_mistake_is_found_at_its_line(given: Given) -> None:
    chance = random.Random(6)
    missed: list[Planted] = []
    for _ in range(COPIES):
        text, planted = spoil(FILES[0][1].decode(), [*KINDS], chance)
        found = {(f.line, f.rule) for f in check_files([("resources.yaml", text.encode())], given).findings}
        missed += [mistake for mistake in planted if not any((mistake.line, rule) in found for rule in mistake.rules)]
    assert len(KINDS) * COPIES >= 100
    assert len(KINDS) >= 25
    assert len(missed) <= 0.02 * len(KINDS) * COPIES, missed


def copied(made: Callable[[str], str]) -> str:
    """Return a listing of the directory with a copy of it, changed in some way, below."""
    match = re.search(r"(?ms)^- id: trans-lifeline\n.*?(?=^- id: )", FILES[0][1].decode())
    assert match
    return match[0] + made(match[0])


def another(item: str) -> str:
    return item.replace("id: trans-lifeline", "id: zz-mountain").replace("name: Trans Lifeline", "name: Mountain")


@pytest.mark.parametrize(
    ("rule", "line", "made"),
    [
        ("PF107", "- id: trans-lifeline", lambda item: item),
        ("PF802", "name: Trans Life Line", lambda item: another(item).replace("Mountain", "Trans Life Line")),
        ("PF801", "8806", lambda item: another(item).replace("8860", "8806")),
        ("PF404", "translifelime.org", lambda item: another(item).replace("translifeline.org", "translifelime.org")),
        ("PF902", "- id: aaa", lambda item: another(item) + item.replace("id: trans-lifeline", "id: aaa")),
    ],
)
def test_a_copy_that_is_not_right_beside_its_listing_is_found(
    rule: str, line: str, made: Callable[[str], str], given: Given
) -> None:
    text = copied(made)
    checked = check_files([("resources.yaml", text.encode())], given)
    found = [finding for finding in checked.findings if finding.rule == rule]
    lines = text.split("\n")
    assert any(line in lines[finding.line - 1] for finding in found), found
