"""What `peerfind print` does with what it found: let it through the gate, set it, note the edition."""

from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path

from peerfind.commands.everywhere import catalogue_in, surroundings
from peerfind.commands.session import Session, tell
from peerfind.commands.wanted import Wanted, let_through, to_dial
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE
from peerfind.errors import DataError, UsageError
from peerfind.lookup.query import Result
from peerfind.printing import editions, html, logo, pdf, plain
from peerfind.printing.labels import catalogue, labels_of
from peerfind.printing.setter import Grouping, Setter
from peerfind.printing.sheet import Edition, Organization, Sheet
from peerfind.record import Record
from peerfind.settings import Setting

_ON_LETTER = ("US", "CA", "MX", "PH", "CL", "CO", "VE", "PR")
_LIST, _DISCREET, _TO_CALL, _BILINGUAL, _SAFETY = "list", "discreet", "call-sheet", "bilingual", "crisis-card"
_ON_A_SAFETY_CARD = 4
_WITHOUT_CODES = (_TO_CALL, _BILINGUAL, "booklet", "booklet-pages", "large-print", _SAFETY)
"""Layouts that show no codes; making them takes longer than all else."""
_PRINTED_AS = {"fil": "tl"}
"""Languages whose texts are found under another code."""


class Form(StrEnum):
    """The formats that a list can be printed in."""

    pdf = "pdf"
    html = "html"
    md = "md"
    txt = "txt"
    csv = "csv"


class PaperSize(StrEnum):
    """The sizes of paper."""

    letter = "letter"
    a4 = "a4"


class Order(Record):
    """How somebody wants it printed."""

    layout: str
    form: Form
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


def form_of(chosen: Form | None, path: Path | None, layout: str) -> Form:
    """Return the format that was chosen, else the one that a file's ending tells. Raises UsageError."""
    known = {f".{form}": form for form in Form} | {".htm": Form.html}
    if chosen is None and path and path.suffix.lower() not in known:
        hint = "End it in .pdf, .html, .md or .txt, or choose with --format."
        raise UsageError("{path}: the ending tells no format", hint=hint, path=path)
    form = chosen or (known[path.suffix.lower()] if path else Form.txt)
    if form == Form.csv and layout != _TO_CALL:
        hint = "Add --layout call-sheet; peerfind export writes the listings themselves."
        raise UsageError("Only a call sheet is printed as CSV", hint=hint)
    return form


def grouping_of(chosen: Grouping | None, layout: str) -> Grouping:
    """Return what a list is grouped by: a booklet by kind, unless chosen otherwise, so that it has contents."""
    return chosen or ("kind" if layout in ("booklet", "booklet-pages") else "none")


def languages_of(session: Session, first: str | None, second: str | None, layout: str) -> tuple[str, str]:
    """Return the languages of the texts: those asked for, else the reader's and one beside it. Raises UsageError."""
    known = [*session.settings.languages.value, session.catalogue.language, FALLBACK_LANGUAGE]
    usual = next(language for language in known if language in catalogue())
    one = _language(session, first, "--text-language") if first else usual
    other = _language(session, second, "--second") if second else "en" if one != "en" else "es"
    if one == other and layout == _BILINGUAL:
        raise UsageError("Both languages are {language}", hint="Choose another with --second.", language=one)
    return one, other


def _language(session: Session, text: str, option: str) -> str:
    if text not in catalogue():
        text = session.code("languages", text.partition("-")[0], option)
    return labels_of(_PRINTED_AS.get(text, text)).language


def organization_of(session: Session, name: str | None, address: str | None, picture: str | None) -> Organization:
    """Return who hands the list out: the options, even empty ones, else the settings.

    Raises DataError or UsageError for the logo.
    """
    held = session.settings
    logo_ = Setting(value=picture, origin="--logo") if picture is not None else held.logo
    return Organization(
        name=(held.organization.value if name is None else name) or "",
        contact=(held.address.value if address is None else address) or "",
        logo=_read_logo(logo_) if logo_.value else "",
    )


def _read_logo(setting: Setting) -> str:
    path, origin = setting.value, setting.origin
    try:
        return logo.to_svg(Path(path).read_bytes(), f"{path} ({origin})")
    except OSError as error:
        told = "The logo {path} ({origin}) can't be read: {reason}"
        hint = 'Mend the path, or print without a logo: --logo "".'
        raise DataError(told, hint=hint, path=path, origin=origin, reason=error.strerror) from error


def printed(session: Session, order: Order, found: Wanted) -> tuple[str | bytes, Edition | None]:
    """Return the list in its format, and its edition; a call sheet has none.

    Raises StaleError for what must not be printed, UsageError, and DataError for a missing font.
    """
    if order.layout == _SAFETY:
        found = _for_safety(session, found)
    # A call sheet is how old numbers become fresh ones.
    to_call = order.layout == _TO_CALL
    if to_call:
        results = to_dial(session, found)
    else:
        results = let_through(
            session,
            found,
            allow_stale=order.allow_stale,
            leave_out=order.leave_out,
            discreet=order.layout == _DISCREET,
        )
    if to_call and order.form in (Form.csv, Form.txt):
        return _call_sheet(results, order.form), None
    if order.form != Form.pdf and order.layout not in (_LIST, _DISCREET):
        told = "Only PDF has the layout {layout}; this is a list: write -o FILE.pdf or --format pdf."
        tell(session.say(told, layout=order.layout))
    if not to_call:
        _tell_what_is_missing(session, order, results)
    first = _sheet(session, order, found, results, order.languages[0])
    return _set(session, order, found, results, first), None if to_call else first.edition


def _for_safety(session: Session, found: Wanted) -> Wanted:
    """Return what a safety card has room for; a crisis line of the place is among it, unless ids were asked for."""
    results, total = [*found.results], found.total
    first = results[:_ON_A_SAFETY_CARD]
    if found.home and not found.asked and all(result.listing.kind != "crisis_line" for result in first):
        lines = session.finder.turn(found.home, session.now).crisis_lines[:1]
        results = [*lines, *(result for result in results if result not in lines)]
        total = max(total, len(results))
    if total > _ON_A_SAFETY_CARD:
        told = "A safety card has room for {number} of {total}."
        tell(session.say(told, number=_ON_A_SAFETY_CARD, total=total))
    return found.replace(results=results, limit=_ON_A_SAFETY_CARD, total=min(total, _ON_A_SAFETY_CARD))


def _tell_what_is_missing(session: Session, order: Order, results: list[Result]) -> None:
    """Tell what somebody should do before they hand the list out."""
    if undated := sum(result.freshness.state == "undated" for result in results):
        told = "Checked on a day that nobody knows: {number} of {total}; dial them first (--layout call-sheet)."
        tell(session.say(told, number=undated, total=len(results)))
    if order.form == Form.pdf and order.layout != _DISCREET and not order.organization.contact:
        tell(session.say("Nothing on it says where to report a wrong number; --address does."))


def _call_sheet(results: list[Result], form: Form) -> str:
    """Return the sheet that `peerfind verify --read` takes back, or one to tick by hand."""
    from peerfind.curation import callsheet, queue  # here, because other layouts need none of it

    due = [queue.Due(listing=result.listing, fresh=result.freshness) for result in results]
    return callsheet.as_csv(due) if form == Form.csv else callsheet.as_text(due)


def _set(session: Session, order: Order, found: Wanted, results: list[Result], first: Sheet) -> str | bytes:
    labels = labels_of(order.languages[0])
    match order.form:
        case Form.html:
            return html.to_html(first, labels("scan", what="{what}"))
        case Form.md:
            return plain.to_markdown(first)
        case Form.txt:
            return plain.to_text(first)
    twin = _sheet(session, order, found, results, order.languages[1]) if order.layout == _BILINGUAL else None
    setting = pdf.Setting(
        layout=order.layout,
        paper="a4" if order.paper == PaperSize.a4 else "us-letter",
        labels=labels,
        codes=order.codes,
        other=twin,
        template=order.template,
    )
    return pdf.render(first, setting)


def _sheet(session: Session, order: Order, found: Wanted, results: list[Result], language: str) -> Sheet:
    setter = Setter(
        labels=labels_of(language),
        vocabulary=session.finder.vocabulary,
        places=session.finder.places,
        today=session.now.date(),
        with_codes=order.codes and _shows_codes(order),
        discreet=order.layout == _DISCREET,
    )
    return setter.sheet(
        results,
        title=order.title,
        place=found.place,
        emergency=session.finder.turn(found.home, session.now).emergency if found.home else None,
        grouping=order.grouping,
        organization=order.organization,
    )


def _shows_codes(order: Order) -> bool:
    if order.form == Form.pdf:
        return order.template is not None or order.layout not in _WITHOUT_CODES
    return order.form == Form.html


def keep_edition(session: Session, edition: Edition | None) -> None:
    """Note what was printed, for a recall. Raises DataError."""
    if session.settings.data and edition:
        editions.log(session.settings.data, edition)


def copy_templates(folder: Path) -> None:
    """Copy the templates to a folder where somebody can change them. Raises DataError; nothing is overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with as_file(files("peerfind").joinpath("printing/templates")) as home:
            for template in sorted(home.glob("*.typ")):
                with (folder / template.name).open("xb") as file:
                    file.write(template.read_bytes())
    except OSError as error:
        hint = "Name an empty folder."
        raise DataError("{file}: {reason}", hint=hint, file=error.filename, reason=error.strerror) from error
    # Without a session, because nothing is looked up.
    say = catalogue_in(surroundings()).say
    tell(say("The templates stand in {folder}; print with --template {file}.", folder=folder, file=folder / "list.typ"))
