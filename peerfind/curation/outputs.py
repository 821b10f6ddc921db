"""Findings as text, JSON, annotations of a pull request on GitHub, and SARIF. Pure."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from peerfind import SCHEMA_VERSION, __version__
from peerfind.curation.findings import SEVERITIES, Finding, Severity
from peerfind.curation.rules import RULES
from peerfind.directory.text import counted

_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_MEANT_FOR_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_MEANT_FOR_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line a finding, as editors read them: file:line:column: what."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """Return one document."""
    fields = ("rule", "severity", "file", "line", "column", "listing", "message", "fixable")
    held = [{name: getattr(finding, name) for name in fields} for finding in findings]
    document = {"schema_version": SCHEMA_VERSION, "total": len(held), "findings": held}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Iterable[Finding]) -> str:
    """Return workflow commands that show each finding beside its line of a pull request."""
    return "".join(
        f"::{_GITHUB[finding.severity]} file={finding.file.translate(_MEANT_FOR_PROPERTIES)},line={finding.line},"
        f"col={finding.column},title={finding.rule} {RULES[finding.rule].name}::"
        f"{(finding.listing + ': ' if finding.listing else '') + finding.message}".translate(_MEANT_FOR_MESSAGES)
        + "\n"
        for finding in findings
    )


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return a SARIF 2.1.0 log, for code scanning and editors."""
    named = sorted({finding.rule for finding in findings})
    rules = [
        {
            "id": code,
            "name": RULES[code].name,
            "shortDescription": {"text": RULES[code].name.replace("-", " ")},
            "fullDescription": {"text": RULES[code].what},
            "defaultConfiguration": {"level": RULES[code].severity},
        }
        for code in named
    ]
    driver = {"name": "peerfind", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(finding, named) for finding in findings]}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, named: list[str]) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": finding.file.replace("\\", "/")}, "region": region}
    return {
        "ruleId": finding.rule,
        "ruleIndex": named.index(finding.rule),
        "level": finding.severity,
        "message": {"text": (f"{finding.listing}: " if finding.listing else "") + finding.message},
        "locations": [{"physicalLocation": place}],
    }


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def tally(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity: "2 errors, 1 warning"."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(counted(counts[s], s, f"{s}s") for s in SEVERITIES if counts[s]) or "no faults"
