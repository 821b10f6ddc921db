"""Each rule is tested by its own examples, which are its documentation too."""

import re

import pytest

from peerfind.curation.checking import check_files
from peerfind.curation.findings import Given, Rule
from peerfind.curation.rules import FAMILIES, RULES
from peerfind.directory.model import Listing
from peerfind.directory.reading import read_listings
from peerfind.directory.suppression import Suppression, suppressed
from tests.curation.listings import file_of_examples, whole

EVERY = [*RULES.values()]


@pytest.fixture(scope="module")
def known(given: Given) -> Given:
    """What the examples take for granted: a state before, and a number that must not come back."""
    before = whole('kind: crisis_line\ncontacts:\n  - {type: phone, value: "+12025550143"}\n')
    listing = next(read_listings(before.encode(), given.codes)).listing
    assert isinstance(listing, Listing)
    entry = suppressed("+1 202 555 0143", date="2026-11-01", reason="asked", salt="0")
    return given.replace(base={listing.id: listing}, suppressed=Suppression([entry]))


FILES_ALONE = ("PF904",)
"""Rules whose examples are names of files."""


def found(example: str, rule: Rule, known: Given) -> list[str]:
    """Return the findings in an example, of a rule that compares states with the state before."""
    settled = known if rule.code.startswith("PF91") else known.replace(base=None)
    settled = settled if rule.code == "PF208" else settled.replace(suppressed=Suppression([]))
    if settled.base and rule.code != "PF911":
        settled = settled.replace(base={id_: held.replace(kind="warmline") for id_, held in settled.base.items()})
    if rule.code in FILES_ALONE:
        strays = tuple(name for name in example.split() if not name.endswith(".yaml"))
        return [finding.rule for finding in check_files([], settled.replace(strays=strays)).findings]
    checked = check_files([("resources.yaml", file_of_examples(example).encode())], settled)
    return [finding.rule for finding in checked.findings]


@pytest.mark.parametrize("rule", EVERY, ids=[rule.code for rule in EVERY])
def test_a_rule_finds_its_bad_example(rule: Rule, known: Given) -> None:
    assert rule.code in found(rule.bad, rule, known)


@pytest.mark.parametrize("rule", EVERY, ids=[rule.code for rule in EVERY])
def test_nothing_is_wrong_with_its_good_example(rule: Rule, known: Given) -> None:
    assert found(rule.good, rule, known) == []


def test_a_code_tells_its_family() -> None:
    for title, rules in FAMILIES:
        assert {rule.code[:3] for rule in rules} == {title.partition(":")[0]}
    assert len(RULES) == sum(len(rules) for _, rules in FAMILIES)


def test_every_rule_is_found_in_one_way_and_explains_itself() -> None:
    for rule in EVERY:
        assert sum(way is not None for way in (rule.sort, rule.within, rule.across)) == 1
        assert re.fullmatch(r"PF\d{3}", rule.code)
        assert rule.what.endswith(".")
