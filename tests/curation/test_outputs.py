import json

from peerfind.curation.findings import Finding
from peerfind.curation.outputs import as_github, as_json, as_sarif, as_text, tally

FOUND = Finding(
    rule="PF202",
    severity="error",
    file="resources/us-oh.yaml",
    line=7,
    column=9,
    message="100% wrong:\nsay other",
    listing="harbour",
)
NOTE = FOUND.replace(rule="PF505", severity="note", listing=None, message="old")


def test_text_is_one_line_a_finding_as_editors_read_it() -> None:
    assert as_text([NOTE]) == "resources/us-oh.yaml:7:9: note PF505 old\n"


def test_annotations_hold_no_character_that_would_end_them() -> None:
    first, second = as_github([FOUND, NOTE]).splitlines()
    place = "file=resources/us-oh.yaml,line=7,col=9"
    assert first == f"::error {place},title=PF202 other-digits::harbour: 100%25 wrong:%0Asay other"
    assert second == f"::notice {place},title=PF505 stale::old"


def test_json_says_everything_about_each_finding() -> None:
    document = json.loads(as_json([FOUND]))
    assert (document["schema_version"], document["total"]) == (1, 1)
    assert document["findings"][0]["line"] == 7


def test_sarif_names_each_rule_once_and_points_to_the_place() -> None:
    (run,) = json.loads(as_sarif([FOUND, NOTE, NOTE]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["PF202", "PF505"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 1]
    assert [result["level"] for result in run["results"]] == ["error", "note", "note"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 7, "startColumn": 9}


def test_findings_are_counted_by_severity() -> None:
    assert tally([FOUND, NOTE, NOTE]) == "1 error, 2 notes"
    assert tally([]) == "no faults"
