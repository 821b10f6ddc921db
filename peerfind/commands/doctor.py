"""`peerfind doctor`."""

from typing import Annotated

import typer

from peerfind import SCHEMA_VERSION
from peerfind.commands.health import examine_all
from peerfind.commands.patient import Finding, Patient
from peerfind.commands.session import Session, folder_of, write
from peerfind.directory.edition import edition_of
from peerfind.errors import NothingFoundError
from peerfind.formats import records
from peerfind.lookup.snapshots import current_snapshots
from peerfind.lookup.store import index_folder, read_files

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_MARKS = {"fine": "ok", "note": "note", "do": "TO DO"}


@app.command()
def doctor(
    json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Say whether everything is in order: sources, feeds, index, clock, terminal, fonts.

    peerfind doctor

    peerfind doctor --json

    Each line that says TO DO tells what to do. Exit status 1 means that there is such a line.
    """
    session = Session(place="anywhere")
    findings = examine_all(_patient(session))
    undone = sum(finding.state == "do" for finding in findings)
    if json:
        held = {"schema_version": SCHEMA_VERSION, "fine": not undone, "findings": [f.as_dict() for f in findings]}
        write(records.to_json(held, indent=session.on_terminal) + "\n")
    else:
        write("".join(_line(session, finding) for finding in findings))
    if undone:
        raise NothingFoundError("Things to do: {number}.", number=undone)


def _line(session: Session, finding: Finding) -> str:
    mark = session.say(_MARKS[finding.state])
    advice = f"{'':<7}{finding.advice}\n" if finding.advice else ""
    return f"{mark:<7}{finding.told}\n{advice}"


def _patient(session: Session) -> Patient:
    folder = folder_of(session.settings)
    return Patient(
        settings=session.settings,
        speaker=session.speaker,
        finder=session.finder,
        now=session.now,
        terminal=session.terminal(),
        edition=edition_of(read_files(folder)),
        index_folder=index_folder(folder, session.settings.cache, current_snapshots(session.settings.data)),
        in_memory_because=session.opened.in_memory_because,
        left_out=session.opened.contents.left_out,
    )
