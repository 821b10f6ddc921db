"""`peerfind check`."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peerfind.clock import read_clock
from peerfind.commands.files import ReadFiles, load_files, strays, with_surroundings
from peerfind.commands.session import tell, write
from peerfind.curation.findings import Given
from peerfind.directory.text import counted
from peerfind.errors import NothingFoundError, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Format(StrEnum):
    """The forms in which findings are written."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Files of listings; without any, the directory one stands in."),
    ] = None,
    chosen: Annotated[
        Format, typer.Option("--format", help="For people, scripts, GitHub, code scanning.")
    ] = Format.text,
    select: Annotated[
        str | None, typer.Option(help="Only these rules or families: PF2,PF301.", metavar="CODES")
    ] = None,
    ignore: Annotated[str | None, typer.Option(help="All but these rules or families.", metavar="CODES")] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended safely: in the files given, else in those changed.")
    ] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Show notes too: listings whose check grows old.")] = False,
    base: Annotated[
        str | None, typer.Option(help="Compare with this folder or git revision; some changes need two names.")
    ] = None,
    explain: Annotated[str | None, typer.Option(help="Explain a rule, with examples.", metavar="CODE")] = None,
) -> None:
    """Find faults in files of listings: each with its place, what is wrong and what to write instead.

    peerfind check resources/us-oh.yaml

    peerfind check --select PF2 --format json

    peerfind check --explain PF203
    """
    if explain:
        write(_explained(explain))
        return
    from peerfind.curation.checking import check_files, fixed  # here and below: explaining a rule needs none of it
    from peerfind.curation.outputs import FORMATS, tally

    codes, held = _codes(select, ignore), with_surroundings(load_files(files))
    given = _given(base, held.root)
    checked = check_files(held.files, given, codes).of(held.named)
    if fix and (mended := dict(fixed(_to_mend(held, base, given=files), checked.findings))):
        held = held.replace_with(mended)
        checked = check_files(held.files, given, codes).of(held.named)
        tell(f"Mended {', '.join(sorted(mended))}.")
    named = notes or select is not None
    write(FORMATS[chosen.value]([f for f in checked.findings if named or f.severity != "note"]))
    told = f"{tally(checked.findings)} in {held.told(len(checked.listings))}."
    if checked.errors:
        raise NothingFoundError(told, hint='"peerfind check --explain CODE" explains a rule.')
    tell(told)


def _codes(select: str | None, ignore: str | None) -> frozenset[str]:
    """Return the codes of the rules to apply: a start of a code means all that begin so. Raises UsageError."""
    from peerfind.curation.rules import RULES

    def meant(texts: str) -> set[str]:
        found: set[str] = set()
        for text in filter(None, texts.upper().replace(" ", "").split(",")):
            codes = {code for code in RULES if code.startswith(text)}
            if not codes:
                raise _unknown(text)
            found |= codes
        return found

    chosen = meant(select) if select is not None else set(RULES)
    return frozenset(chosen - meant(ignore or ""))


def _given(base: str | None, root: Path) -> Given:
    from peerfind.curation.background import load_given

    given = load_given(read_clock(os.environ).date(), root).replace(strays=strays(root))
    if base is None:
        return given
    from peerfind.curation.states import load_state

    before = load_state(base, given.codes, root)
    if before.unread:
        tell(f"{counted(before.unread, 'entry', 'entries')} of {base} can't be read: changes there are not seen.")
    return given.replace(base=before.listings, base_files=before.files)


def _to_mend(held: ReadFiles, base: str | None, *, given: list[Path] | None) -> list[tuple[str, bytes]]:
    """Return the files to mend: those given, else those changed since the base, so that a change stays one's own."""
    from peerfind.curation.states import changed_files

    changed = None if given else changed_files(base or "HEAD", held.root)
    wanted = held.asked if changed is None else held.asked & changed
    return [(name, data) for name, data in held.files if name in wanted]


def _explained(code: str) -> str:
    """Return a rule with its examples. Raises UsageError."""
    import shutil

    from peerfind.curation.explaining import explain
    from peerfind.curation.rules import RULES

    if code.upper() not in RULES:
        raise _unknown(code)
    return explain(RULES[code.upper()], min(100, shutil.get_terminal_size().columns))


def _unknown(code: str) -> UsageError:
    from peerfind.curation.rules import FAMILIES
    from peerfind.directory.spelling import nearest

    near = nearest(code, [rule.code for _, rules in FAMILIES for rule in rules])
    hint = f"Did you mean {near}?" if near else f"Families: {'; '.join(title for title, _ in FAMILIES)}."
    return UsageError(f"there is no rule {code!r}", hint=hint)
