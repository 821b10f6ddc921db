"""The folder of listings that a volunteer changes: finds a listing, sees that a change is sound, and saves it."""

import codecs
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from peerfind.curation.checking import check_files
from peerfind.curation.editing import Span, amend, find, insert, place_in_order
from peerfind.curation.findings import Finding, Given
from peerfind.curation.rules import RULES
from peerfind.curation.rules.form import file_of
from peerfind.directory.loading import read_directory
from peerfind.directory.model import Listing, as_data
from peerfind.directory.nodes import FaultError, compose, plain
from peerfind.directory.reading import read_listing
from peerfind.directory.spelling import nearest
from peerfind.errors import DataError, NothingFoundError, UsageError
from peerfind.lookup.store import read_files

_HEAD = "# yaml-language-server: $schema=../peerfind/data/listing.schema.json\n\n"
"""The modeline by which editors complete fields and codes in a new file."""
PRESSING = frozenset(code for code, rule in RULES.items() if rule.severity != "note")


class Held(NamedTuple):
    """A listing where it stands."""

    file: str
    span: Span
    listing: Listing | None
    """None where it can't be used as it is."""
    data: dict[str, Any]
    """What it says, as `as_data` returns it; of one that can't be used wholly, all as text."""


class Draft(NamedTuple):
    """A file with a change made to it, not yet saved."""

    file: str
    was: bytes
    """The file before; empty for one that is new."""
    text: str
    listing: Listing
    line: int
    """Where the listing starts."""
    old: Listing | None = None
    """The listing before; None for one that is new, or could not be used."""


class Workbench:
    """A folder with resources.yaml and resources/*.yaml."""

    def __init__(self, folder: Path, given: Given) -> None:
        self.folder = folder
        self.given = given
        self.codes = given.codes

    def held(self, id_: str) -> Held:
        """Return the listing of that id. Raises NothingFoundError with the id that was probably meant."""
        for file, data in read_files(self.folder):
            text = _text(file, data)
            if span := find(text, id_):
                return self._held(file, text, span)
        near = nearest(id_, [listing.id for listing in self.listings()])
        raise NothingFoundError(f"No listing has the id {id_!r}.", hint=f"Did you mean {near}?" if near else "")

    def listings(self) -> list[Listing]:
        """Return every listing that can be used, in file order."""
        return read_directory(read_files(self.folder), self.codes).listings

    def amended(self, held: Held, data: Mapping[str, Any]) -> Draft:
        """Return the file in which a listing says what `data` (of `as_data`) says, and nothing else changes."""
        was = self._bytes(held.file)
        text = amend(_text(held.file, was), held.span, held.data, data)
        span = find(text, held.data["id"])
        again = span and self._held(held.file, text, span)
        if not again or not again.listing or as_data(again.listing) != data:
            message = f"{held.file}:{held.span.line}: this listing is written in a form that can't be changed by itself"
            raise DataError(message, hint='Run "peerfind fmt" on the file first, or change it by hand.')
        return Draft(held.file, was, text, again.listing, again.span.line, held.listing)

    def inserted(self, listing: Listing) -> Draft:
        """Return the file that a new listing belongs in, with it in its place. Raises UsageError for an id in use."""
        if any(find(_text(file, data), listing.id) for file, data in read_files(self.folder)):
            raise UsageError(f"the id {listing.id!r} is taken", hint=f"See it with: peerfind show {listing.id}")
        file = file_of(listing)
        was = self._bytes(file)
        text = _text(file, was) or _HEAD
        before = place_in_order(listing, read_directory([(file, was)], self.codes).listings)
        text = insert(text, listing, find(text, before) if before else None)
        span = find(text, listing.id)
        assert span is not None
        return Draft(file, was, text, listing, span.line)

    def problems(self, draft: Draft) -> list[str]:
        """Return what a check of all files finds after a change and did not find before."""
        files = dict(read_files(self.folder))
        before = {_without_lines(finding) for finding in self._found(files)}
        files[draft.file] = draft.text.encode()
        return [told for finding in self._found(files) if (told := _without_lines(finding)) not in before]

    def finished(self, draft: Draft) -> bytes:
        """Return the file to save. Raises DataError when somebody else changed it meanwhile."""
        if self._bytes(draft.file) != draft.was:
            raise DataError(f"{draft.file} was changed meanwhile; nothing was written", hint="Do it once more.")
        return (codecs.BOM_UTF8 if draft.was.startswith(codecs.BOM_UTF8) else b"") + draft.text.encode()

    def _found(self, files: Mapping[str, bytes]) -> list[Finding]:
        """Return what a check finds; age is no fault of a change."""
        return check_files(files.items(), self.given, PRESSING).findings

    def _bytes(self, file: str) -> bytes:
        """Return a file's bytes; none where it is not there yet. Raises DataError."""
        try:
            path = self.folder / file
            return path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise DataError(f"{file}: {error.strerror}") from error

    def _held(self, file: str, text: str, span: Span) -> Held:
        item = text[span.start : span.end]
        entry = read_listing(item, span.line, self.codes)
        if entry.listing and not entry.faults:
            return Held(file, span, entry.listing, as_data(entry.listing))
        try:
            held = plain(compose(item, span.line))
        except FaultError as error:
            raise DataError(f"{file}:{error.fault.line}: {error.fault.message}") from error
        return Held(file, span, entry.listing, held[0])


def _text(file: str, data: bytes) -> str:
    """Return a file's text with its line ends as they are. Raises DataError."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{file}:{line}: not UTF-8", hint="Save the file as UTF-8.") from error


def _without_lines(finding: Finding) -> str:
    """Return a finding in words that stay the same when it moves to another line."""
    about = f"{finding.listing}: " if finding.listing else ""
    return f"{finding.rule} {about}{re.sub(r'(?<=[.]yaml):[0-9]+', '', finding.message)}"
