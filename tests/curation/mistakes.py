"""Mistakes that volunteers make, planted by chance in copies of a directory; the chance is seeded."""

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

Lines = list[str]
Plant = Callable[[Lines, random.Random], int | None]
"""Spoils the lines of one listing and returns which line is wrong then; None where it has nothing to spoil."""


class Planted(NamedTuple):
    """A mistake in a file: its kind, the rules that may find it, and its line (counted from 1)."""

    kind: str
    rules: tuple[str, ...]
    line: int


def _at(lines: Lines, pattern: str) -> int | None:
    return next((n for n, line in enumerate(lines) if re.search(pattern, line)), None)


def _replace(pattern: str, by: str | Callable[[re.Match[str], random.Random], str]) -> Plant:
    def plant(lines: Lines, chance: random.Random) -> int | None:
        if (n := _at(lines, pattern)) is not None:
            lines[n] = re.sub(pattern, by if isinstance(by, str) else lambda m: by(m, chance), lines[n], count=1)
        return n

    return plant


def _insert(after: str, line: str, needs: str = "", lacks: str = "(?!)") -> Plant:
    def plant(lines: Lines, _: random.Random) -> int | None:
        n = _at(lines, after)
        if n is None or _at(lines, needs) is None or _at(lines, lacks) is not None:
            return None
        lines.insert(n + 1, line)
        return n + 1

    return plant


def _remove(pattern: str, told_at: str, lacks: str = "(?!)") -> Plant:
    def plant(lines: Lines, _: random.Random) -> int | None:
        n = _at(lines, pattern)
        if n is None or _at(lines, lacks) is not None or _at(lines, told_at) is None:
            return None
        del lines[n]
        return _at(lines, told_at)

    return plant


def _other_digit(match: re.Match[str], chance: random.Random) -> str:
    digits = match[2]
    n = chance.randrange(len(digits) - 4, len(digits))
    return match[1] + digits[:n] + str((int(digits[n]) + chance.randint(1, 9)) % 10) + digits[n + 1 :] + match[3]


def _swap_fields(lines: Lines, _: random.Random) -> int | None:
    n = _at(lines, r"^  kind: ")
    if n is None or n < 2:
        return None
    lines[n - 1], lines[n] = lines[n], lines[n - 1]
    return n - 1


SUMMARY = r"^  summary: .*"
AMERICAN = r'(value: "\+1)(\d{10})(")'
KINDS: dict[str, tuple[tuple[str, ...], Plant]] = {
    "a digit of value differs from say": (("PF202",), _replace(r'(value: "\+1)(\d{10})(", say)', _other_digit)),
    "a digit is missing": (("PF204", "PF202"), _replace(AMERICAN, lambda m, _: m[1] + m[2][:-1] + m[3])),
    "a digit too many": (("PF204", "PF202"), _replace(AMERICAN, lambda m, _: m[1] + m[2] + "7" + m[3])),
    "a short code in full": (("PF201", "PF203"), _replace(r'value: "(988|741741|85258|116123)"', r'value: "+1\1"')),
    "a number with dashes": (("PF201",), _replace(r'value: "\+1(\d{3})(\d{3})(\d{4})"', r'value: "\1-\2-\3"')),
    "a number without its country": (("PF205",), _replace(r'value: "\+1(\d{10})"', r'value: "\1"')),
    "a premium-rate number": (
        ("PF206", "PF202"),
        _replace(r'value: "\+1\d{3}(\d{7})"(, say: [^,}]*)?', r'value: "+1900\1"'),
    ),
    "a keyword in a note": (
        ("PF207",),
        _replace(r'(type: sms, .*?)keyword: "?([A-Z]+)"?', r"\1note: Text \2 to start"),
    ),
    "a topic misspelt": (("PF106",), _replace(r"^(  topics: \[)(\w)(\w)", r"\1\3\2")),
    "a field misspelt": (("PF103",), _replace(r"^  sources:", "  source:")),
    "a field missing": (("PF104",), _remove(r"^  kind: ", r"^- id: ")),
    "a colon in a text": (("PF101",), _replace(r"^  name: (.*)", r"  name: Line: \1")),
    "a tab": (("PF101",), _replace(r"^  summary:", "\t summary:")),
    "a field twice": (("PF101",), _insert(r"^  kind: ", "  kind: warmline")),
    "a number out of the list": (("PF105",), _insert(r"^  kind: ", "  status: aktiv", lacks="^  status")),
    "hours in words": (("PF301",), _replace(r'^  hours: "Mo.*', '  hours: "Mon to Fri 9am to 5pm"')),
    "no zone": (("PF302",), _remove(r"^  timezone: ", r'^  hours: "[MTWFS]', lacks=r'hours: "24/7')),
    "no encryption": (("PF401",), _replace(r'^  url: "https:', '  url: "http:')),
    "a tracking mark": (("PF402",), _replace(r'^(  url: "[^"?]*)"', r'\1?utm_source=news"')),
    "a letter of another alphabet": (("PF403",), _replace(r'^(  url: "https://[^"]*?)o([^"]*?/)', "\\1\u043e\\2")),
    "a check in the future": (("PF501",), _replace(r"checked: 2026", "checked: 2062")),
    "a page of the future": (("PF502",), _replace(r"page_date: (\"?)20\d\d", r"page_date: \g<1>2028")),
    "an old check": (("PF505",), _replace(r"checked: 2026-11-22, how: copy}", "checked: 2023-11-22, how: page}")),
    "a summary too long": (("PF109",), _replace(r"^(  summary: .*)", r"\1" + " And we listen to you." * 12)),
    "a summary for scholars": (
        ("PF601",),
        _replace(
            SUMMARY, "  summary: Interdisciplinary psychosocial rehabilitation facilitating comprehensive recovery"
        ),
    ),
    "words that harm": (("PF602",), _replace(SUMMARY, "  summary: For people whose friend committed suicide.")),
    "words that judge": (("PF603",), _replace(SUMMARY, "  summary: A place where addicts can talk.")),
    "closed on no day": (("PF701",), _insert(SUMMARY, "  status: closed", lacks="^  status")),
    "the address of a shelter": (
        ("PF704",),
        _insert(r"^  serves: ", "  place: {address: 12 Long Street, city: Columbus}", "domestic-violence", "^  place"),
    ),
    "ages the wrong way round": (("PF705",), _insert(r"^  topics: ", "  age: {min: 24, max: 13}", lacks="^  age")),
    "replaced by nobody": (("PF702",), _insert(SUMMARY, "  replaced_by: nobody-knows", lacks="^  (status|replaced)")),
    "the wrong file": (("PF901",), _replace(r"^  serves: \[US\]", "  serves: [US-OH]")),
    "fields in another order": (("PF903",), _swap_fields),
    "a hidden character": (("PF108",), _replace(r"^  name: (\w+)(.*)", '  name: "\\1\\\\u202e\\2"')),
}
"""Mistakes inside one listing."""


def spoil(text: str, kinds: list[str], chance: random.Random) -> tuple[str, list[Planted]]:
    """Plant one mistake of each kind in listings of a file, each in one of its own."""
    items = [item.split("\n") for item in re.split(r"(?m)^(?=- id: )", text)]
    planted: dict[int, tuple[str, int]] = {}
    for kind in kinds:
        order = chance.sample(range(1, len(items)), len(items) - 1)
        for at in order:
            if at in planted or "  status:" in "\n".join(items[at]):
                continue
            lines = items[at].copy()
            wrong = KINDS[kind][1](lines, chance)
            if wrong is not None and lines != items[at]:
                items[at], planted[at] = lines, (kind, wrong)
                break
        else:
            raise AssertionError(f"no listing can hold {kind}")
    return "".join("\n".join(lines) for lines in items), sorted(_places(items, planted), key=lambda p: p.line)


def _places(items: list[Lines], planted: dict[int, tuple[str, int]]) -> Iterator[Planted]:
    before = 0
    for n, lines in enumerate(items):
        if n in planted:
            kind, wrong = planted[n]
            yield Planted(kind, KINDS[kind][0], before + wrong + 1)
        before += len(lines) - 1
