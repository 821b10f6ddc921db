"""The manual pages, in roff, from the program's own help. scripts/generate.py writes them to man/.

The program, each command and each command below one has a page: peerfind(1), peerfind-feed(1), peerfind-feed-add(1).
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import typer
from typer.core import TyperGroup

from peerfind import __version__
from peerfind.catalogue import ENGLISH
from peerfind.cli import COMMANDS, app
from peerfind.commands.help import explanation, sections, usage

Words = tuple[str, ...]
"""The names of a command, such as ("feed", "add")."""
_WIDTH = 100
"""Columns of a command's help in docs/commands.md."""
STATUS = (
    ("0", "Done."),
    ("1", "Nothing was found, or faults were found."),
    ("2", "The command line can't be understood."),
    ("3", "A file that is needed can't be read or written."),
    ("4", "Something could not be fetched."),
    ("5", "What was fetched or asked for was refused."),
    ("6", "A listing was not checked recently enough."),
    ("70", "A bug."),
    ("130", "Interrupted."),
)
ENVIRONMENT = (
    ("PEERFIND_PLACE", "Where you are, such as US-OH; as place in the settings."),
    ("PEERFIND_LANGUAGES", "Languages of listings' own words, the best first: es,en."),
    (
        "PEERFIND_UI_LANGUAGE",
        "The language that the program speaks: en or es; else that of LC_ALL, LC_MESSAGES or LANG.",
    ),
    ("PEERFIND_COLOR", "auto, always or never. NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR are followed too."),
    ("PEERFIND_PAGER, PAGER", "What long output is read with on a terminal; empty for nothing, else less."),
    ("PEERFIND_PLAIN", "1 for one fact a line, in whole words, for screen readers."),
    ("FORCE_HYPERLINK", "1 or 0, where the program does not know whether the terminal opens links."),
    ("PEERFIND_DIRECTORY", "Another folder of listings."),
    ("PEERFIND_CONFIG, PEERFIND_CACHE, PEERFIND_DATA", "Other places for settings, index and your own data."),
    ("PEERFIND_NOW", "The moment that counts as now, for lists that must not change."),
)


def every() -> dict[Words, tuple[Any, Any]]:
    """Return the program (no words), its commands and theirs, each with the context of its help."""
    group: Any = typer.main.get_command(app)
    top = group.make_context("peerfind", [], resilient_parsing=True)
    found: dict[Words, tuple[Any, Any]] = {(): (group, top)}
    for name in COMMANDS:
        found |= _below((name,), group.get_command(top, name))
    return found


def _below(words: Words, command: Any) -> dict[Words, tuple[Any, Any]]:
    """Return a command and all below it."""
    name = " ".join(["peerfind", *words])
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=_WIDTH)
    found = {words: (command, context)}
    for inner in command.list_commands(context) if isinstance(command, TyperGroup) else ():
        found |= _below((*words, inner), command.get_command(context, inner))
    return found


def page(words: Words) -> str:
    """Return the page of a command; of the program itself for no words."""
    command, context = ALL[words]
    told = explanation(command.help or "")
    parts = [
        f'.TH "{_title(words).upper()}" 1 "" "peerfind {__version__}" "peerfind"\n',
        _section("Name", [f"{_text(_title(words))} \\- {_text(told.summary.rstrip('.'))}"]),
        _section("Synopsis", [f".B {_text(context.info_name)}", _text(usage(command, ENGLISH))]),
        _section("Examples", [line for example in told.examples for line in (".PP", ".nf", _text(example), ".fi")]),
        _section("Description", [line for remark in told.remarks for line in (".PP", _text(remark))]),
        *(_section(heading, _rows(rows)) for heading, rows in sections(command, context, ENGLISH)),
        "" if words else _section("Environment", _rows(ENVIRONMENT)),
        _section("Exit status", _rows(STATUS)),
        _section("See also", [_text(_others(words))]),
    ]
    return "".join(filter(None, parts))


def _title(words: Words) -> str:
    return "-".join(["peerfind", *words])


def _others(words: Words) -> str:
    """Return the page above, and those right below."""
    above = [words[:-1]] if words else []
    below = [other for other in ALL if len(other) == len(words) + 1 and other[: len(words)] == words]
    return ", ".join(f"{_title(other)}(1)" for other in [*above, *below])


def _section(heading: str, lines: Iterable[str]) -> str:
    held = [*lines]
    return "".join(f"{line}\n" for line in [f'.SH "{heading.upper()}"', *held]) if held else ""


def _rows(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [line for written, told in rows for line in (".TP", f"\\fB{_text(written)}\\fR", _text(told))]


def _text(text: str) -> str:
    """Return a text as roff takes it: hyphens that can be copied, and no line that is taken for a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + plain if plain.startswith(".") else plain


ALL = every()
PAGES: dict[str, Callable[[], str]] = {_title(words): partial(page, words) for words in ALL}
"""Name of a page -> what makes it."""
