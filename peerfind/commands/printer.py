"""What `peerfind print` does: find, let through the gate, set, note the edition."""

from collections.abc import Sequence
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path

from peerfind.commands.chosen import listings_of
from peerfind.commands.options import Asked
from peerfind.commands.session import Session, tell
from peerfind.errors import DataError, NothingFoundError, UsageError
from peerfind.lookup.query import Result
from peerfind.printing import editions, html, pdf, plain
from peerfind.printing.gate import admit
from peerfind.printing.labels import labels_of
from peerfind.printing.sheet import Grouping, Organization, Setter, Sheet
from peerfind.record import Record

_EVERYTHING = 10_000
_ON_LETTER = ("US", "CA", "MX", "PH", "CL", "CO", "VE", "PR")
_SUFFIXES = (".pdf", ".html", ".htm", ".md", ".txt")
_DISCREET, _TO_CALL, _BILINGUAL = "discreet", "call-sheet", "bilingual"


class PaperSize(StrEnum):
    """The sizes of paper."""

    letter = "letter"
    a4 = "a4"


class Order(Record):
    """What somebody wants printed."""

    layout: str
    paper: str
    grouping: Grouping
    languages: tuple[str, str]
    """Of the texts; the second is for two languages side by side."""
    title: str
    organization: Organization
    codes: bool
    allow_stale: bool
    leave_out: bool
    template: Path | None


def usual_paper(session: Session) -> PaperSize:
    """Return the paper of the user's country."""
    home = session.home.country if session.home else "US"
    return PaperSize.letter if home in _ON_LETTER else PaperSize.a4


def wanted(session: Session, asked: Asked, query: str, ids: tuple[str, ...] | None, limit: int) -> list[Result]:
    """Return what is to be printed. Raises NothingFoundError."""
    filters = asked.filters(session)
    if query:
        found = session.finder.search(query, filters, limit or _EVERYTHING, session.now, session.home).results
    else:
        found, _ = listings_of(session, filters, ids)
        found = found[: limit or None] if ids is None else found
    if not found:
        raise NothingFoundError("Nothing to print.", hint="Use fewer words or filters.")
    return found


def printed(session: Session, order: Order, results: Sequence[Result], path: Path | None) -> str | bytes:
    """Return the list in the format that the file's ending tells, and note its edition.

    Raises StaleError for what must not be printed, UsageError, and DataError for a missing font.
    """
    suffix = path.suffix.lower() if path else ".txt"
    if suffix not in _SUFFIXES:
        raise UsageError(f"{path}: the ending tells no format", hint=f"End it in {', '.join(_SUFFIXES)}.")
    # A call sheet is how old numbers become fresh ones.
    to_call = order.layout == _TO_CALL
    admitted = [*results] if to_call else admit(results, allow_stale=order.allow_stale, leave_out=order.leave_out)
    if left_out := len(results) - len(admitted):
        tell(f"{left_out} of {len(results)} listings are left out: not checked recently, or hearsay.")
    first, second = (_sheet(session, order, admitted, language) for language in order.languages)
    made = _set(order, first, second, suffix)
    if session.settings.data and not to_call:
        editions.log(session.settings.data, first.edition)
    return made


def _set(order: Order, first: Sheet, second: Sheet, suffix: str) -> str | bytes:
    labels = labels_of(order.languages[0])
    match suffix:
        case ".html" | ".htm":
            return html.to_html(first, labels("scan", what="{what}"))
        case ".md":
            return plain.to_markdown(first)
        case ".txt":
            return plain.to_text(first)
    setting = pdf.Setting(
        layout=order.layout,
        paper="a4" if order.paper == PaperSize.a4 else "us-letter",
        labels=labels,
        codes=order.codes,
        other=second if order.layout == _BILINGUAL else None,
        template=order.template,
    )
    return pdf.render(first, setting)


def _sheet(session: Session, order: Order, results: Sequence[Result], language: str) -> Sheet:
    place = session.place or session.home
    setter = Setter(
        labels=labels_of(language),
        vocabulary=session.finder.vocabulary,
        places=session.finder.places,
        today=session.now.date(),
        with_codes=order.codes,
        discreet=order.layout == _DISCREET,
    )
    return setter.sheet(
        results,
        title=order.title,
        place=session.place,
        emergency=session.finder.turn(place, session.now).emergency,
        grouping=order.grouping,
        organization=order.organization,
    )


def read_logo(path: Path) -> str:
    """Return an SVG picture. Raises DataError or UsageError."""
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise DataError(f"--logo {path}: {error}", hint="Without --logo the list still prints.") from error
    if "<svg" not in text:
        raise UsageError(f"--logo {path}: not an SVG picture", hint="Save the logo as SVG.")
    return text


def copy_templates(folder: Path) -> None:
    """Copy the templates to a folder where somebody can change them. Raises DataError; nothing is overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with as_file(files("peerfind").joinpath("printing/templates")) as home:
            for template in sorted(home.glob("*.typ")):
                with (folder / template.name).open("xb") as file:
                    file.write(template.read_bytes())
    except OSError as error:
        raise DataError(f"{error.filename}: {error.strerror}", hint="Name an empty folder.") from error
    tell(f"The templates stand in {folder}; print with --template {folder / 'list.typ'}.")
