"""What people who do not know YAML do wrong in a listing, named in their words and at its own line. Pure.

A YAML reader stops where it can go on no more, which is lines below an open quote, and blames what stands there.
"""

import re
from typing import NamedTuple

_MARKER = re.compile(r"(?:<{7}|={7}|>{7})(?: .*)?")
_TIGHT_DASH = re.compile(r" *-(?=[A-Za-z{\[\"'])")
_FIELD = re.compile(r"( *)(?:- )?[a-z_]+:(?: |$)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=[\s\[{,])\'(?:[^\']|\'\')*\'')
_OPENED = re.compile(r'(?<=[:\-,\[{] )["\']|(?<=[\[{])["\']')


class Slip(NamedTuple):
    """Something that is wrong, at a place counted from 1."""

    line: int
    column: int
    message: str


def find_slip(text: str, stopped: int) -> Slip | None:
    """Return the likeliest slip in an entry that can't be read; `stopped` is the line where reading ended."""
    lines = text.split("\n")
    for n, line in enumerate(lines, 1):
        if _MARKER.fullmatch(line):
            told = "a mark that git left where two changes met: keep what is right, and take out <<<, === and >>>"
            return Slip(n, 1, told)
    for n, line in enumerate(lines[:stopped], 1):
        if match := _TIGHT_DASH.match(line):
            return Slip(n, match.end(), 'a space belongs after the dash: "- "')
        blank = _blanked(line)
        if opened := _OPENED.search(blank) or ('"' in blank and _OPENED.search(line)) or None:
            return Slip(n, opened.start() + 1, "a quote opens here and is not closed: put one at the end of the text")
    return _too_deep(lines, stopped)


def _blanked(line: str) -> str:
    """Return a line with its closed quotes taken out, and nothing moved."""
    return _QUOTED.sub(lambda match: "x" * len(match[0]), line)


def _too_deep(lines: list[str], stopped: int) -> Slip | None:
    """Return the field that stands deeper than the one above it, whose value it is read into."""
    if not 1 < stopped <= len(lines):
        return None
    here, above = _FIELD.match(lines[stopped - 1]), _FIELD.match(lines[stopped - 2])
    if not here or not above or lines[stopped - 2].rstrip().endswith(":"):
        return None
    deep, level = len(here[1]), len(above[1]) + 2 * ("- " in above[0])
    told = f"this line is indented {deep - level} deeper than the one above: let it start below that one's first letter"
    return Slip(stopped, deep + 1, told) if deep > level else None
