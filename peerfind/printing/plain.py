"""Sheets as plain text and as Markdown, for mail, screen readers, Braille translation and wikis. Pure."""

import re
import textwrap

from peerfind.printing.sheet import Entry, Sheet

_WIDTH = 72
_MARKUP = r"([\\`*_{}\[\]<>#|~!]|^[+-])"


def to_text(sheet: Sheet) -> str:
    """Return a sheet as text: one fact a line, numbers on lines of their own."""
    lines = [*_head(sheet), ""]
    for section in sheet.sections:
        if section.title:
            lines += ["", section.title.upper(), ""]
        for entry in section.entries:
            lines += [*_entry_lines(entry), ""]
    return "\n".join([*lines, *_foot(sheet)]) + "\n"


def _head(sheet: Sheet) -> list[str]:
    organization = " · ".join(filter(None, [sheet.organization.name, sheet.organization.contact]))
    return [line for line in (organization, sheet.title, sheet.danger) if line]


def _foot(sheet: Sheet) -> list[str]:
    return [line for line in (sheet.edition_line, sheet.printed, sheet.until, sheet.report) if line]


def _entry_lines(entry: Entry) -> list[str]:
    stamp = f" [{entry.stale}]" if entry.stale else ""
    what = _what(entry)
    lines = [f"{entry.name}{stamp}", *textwrap.wrap(what, _WIDTH, break_long_words=False, break_on_hyphens=False)]
    for way in entry.ways:
        lines += [f"  {way.verb}: {way.number}" + (f" ({way.beside})" if way.beside else "")]
    lines += [f"  {fact.label}: {fact.text}" for fact in entry.facts]
    return [*lines, f"  {entry.checked}"]


def _what(entry: Entry) -> str:
    """Return what a service is, an alert first."""
    told = f"{entry.what} ({entry.foreign})" if entry.foreign else entry.what
    return f"{entry.alert} {told}" if entry.alert else told


def to_markdown(sheet: Sheet) -> str:
    """Return a sheet as Markdown."""
    head, *rest = [_escaped(line) for line in _head(sheet) if line != sheet.title] or [""]
    parts = [f"# {_escaped(sheet.title)}", *(f"**{line}**" for line in [head, *rest] if line)]
    for section in sheet.sections:
        if section.title:
            parts.append(f"## {_escaped(section.title)}")
        parts += [_entry_markdown(entry, "###" if section.title else "##") for entry in section.entries]
    return "\n\n".join([*parts, "---", *(_escaped(line) for line in _foot(sheet))]) + "\n"


def _entry_markdown(entry: Entry, level: str) -> str:
    stamp = f"**{_escaped(entry.stale)}**\n\n" if entry.stale else ""
    what = _what(entry)
    items = [
        f"- {_escaped(way.verb)}: **{_escaped(way.number)}**" + (f" ({_escaped(way.beside)})" if way.beside else "")
        for way in entry.ways
    ]
    items += [f"- {_escaped(fact.label)}: {_escaped(fact.text)}" for fact in entry.facts]
    return (
        f"{level} {_escaped(entry.name)}\n\n{stamp}{_escaped(what)}\n\n"
        + "\n".join(items)
        + f"\n\n{_escaped(entry.checked)}"
    )


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub(_MARKUP, r"\\\1", " ".join(text.split()))
