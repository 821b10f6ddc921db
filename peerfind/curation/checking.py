"""Faults in files of listings: all that reading them finds, and what only shows across fields and files."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from peerfind.curation.wording import HIGHEST_GRADE, reading_grade, wording_problems
from peerfind.directory.loading import Directory, FileFault, codes_of, load_reference, read_directory
from peerfind.directory.model import Listing
from peerfind.directory.nodes import Fault
from peerfind.lookup import schedule, store
from peerfind.lookup.hours import ALWAYS


def check_files(files: Iterable[tuple[str, bytes]]) -> Directory:
    """Read the files, given as (name, bytes), and return the listings and every fault, in file order."""
    directory = read_directory(files, codes_of(load_reference(store.DATA), store.load_places().codes()))
    faults = [*directory.faults]
    for listing, (file, line) in zip(directory.listings, directory.places, strict=True):
        faults += [FileFault(file, line, Fault(line, 1, f"{listing.id}: {m}")) for m in _problems(listing, file)]
    return directory._replace(faults=sorted(faults, key=lambda f: (f.file, f.fault.line, f.fault.column)))


def _problems(listing: Listing, file: str) -> Iterator[str]:
    """Yield what is wrong with one listing that could be read."""
    for hours in {listing.hours, *(contact.hours for contact in listing.contacts)} - {None}:
        if hours and (problem := schedule.problem(hours)):
            yield problem
        elif hours != ALWAYS and not listing.timezone:
            yield f"hours {hours!r} need a timezone, such as America/New_York"
    if listing.status == "closed" and not listing.closed:
        yield "a closed listing needs the date: closed: 2026-11-22"
    if listing.status == "active" and not listing.contacts and not listing.url:
        yield "there is no way to reach it: give a contact or a url"
    if problem := _misplaced(listing, file):
        yield problem
    if (grade := reading_grade(listing.summary)) > HIGHEST_GRADE:
        yield f"the summary reads at grade {grade:.1f}, at most {HIGHEST_GRADE:.0f}: use shorter words and sentences"
    for text in _own_words(listing):
        yield from wording_problems(text)


def _own_words(listing: Listing) -> Iterator[str]:
    """Yield the texts that this directory words itself."""
    translated = [text for words in listing.translations.values() for text in (words.summary, words.eligibility)]
    yield from filter(None, [listing.summary, listing.eligibility, *translated])


def file_of(listing: Listing) -> str:
    """Return the file that a listing belongs in: its first state's or province's when it serves no whole country."""
    if all("-" in code for code in listing.serves):
        return f"resources/{min(listing.serves).lower()}.yaml"
    return "resources.yaml"


def _misplaced(listing: Listing, file: str) -> str | None:
    belongs = file_of(listing)
    stands = PurePath(file).as_posix()
    known = stands == "resources.yaml" or "resources/" in stands or stands.endswith("/resources.yaml")
    if known and not stands.endswith(belongs):
        return f"it serves {', '.join(listing.serves)}, so it belongs in {belongs}"
    return None
