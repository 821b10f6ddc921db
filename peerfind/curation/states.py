"""States of the directory to compare: a file, a folder, or what git keeps under a revision."""

import subprocess
from pathlib import Path

from peerfind.directory.loading import read_directory
from peerfind.directory.model import Listing
from peerfind.directory.vocabulary import Codes
from peerfind.errors import DataError, UsageError
from peerfind.lookup.store import read_files
from peerfind.record import Record

_PATHS = ("resources.yaml", "resources/*.yaml")
_TREES = ("resources.yaml", "resources/")
_SINCE = "..."
_PATIENCE = 60
"""Seconds that git may take."""


class State(Record):
    """Listings as they stood somewhere."""

    listings: dict[str, Listing]
    """By id, in file order."""
    files: dict[str, str]
    """The file of each."""
    unread: int
    """How many entries can't be read."""


def load_state(name: str, codes: Codes, repository: Path) -> State:
    """Return a state. Raises UsageError and DataError.

    A revision is looked up in `repository`, or where the program was started when that is no repository.
    """
    directory = read_directory(_files(name, repository), codes)
    refused = {(fault.file, fault.entry) for fault in directory.faults if fault.fault.refuses}
    files = {listing.id: file for listing, (file, _) in zip(directory.listings, directory.places, strict=True)}
    return State(listings={listing.id: listing for listing in directory.listings}, files=files, unread=len(refused))


def changed_files(name: str, repository: Path) -> frozenset[str] | None:
    """Return the files that were changed or added since a revision; None where there is no git to ask."""
    try:
        commit = _commit(name, repository)
        listed = _git(repository, "diff", "-z", "--name-only", "--relative", commit, "--", *_TREES)
        listed += _git(repository, "ls-files", "-z", "--others", "--exclude-standard", "--", *_TREES)
    except DataError:
        return None
    return frozenset(filter(_is_of_listings, listed.decode().split("\0")))


def _files(name: str, repository: Path) -> list[tuple[str, bytes]]:
    """Return the files of a state as (name, bytes)."""
    path = Path(name)
    if path.is_dir():
        return read_files(path)
    if path.is_file():
        try:
            return [(name, path.read_bytes())]
        except OSError as error:
            raise DataError(f"{name}: {error.strerror}") from error
    try:
        repository = repository if _is_repository(repository) else Path()
        commit = _commit(name, repository)
    except DataError as error:
        hint = "Name a file, a folder, or a revision of git such as main or HEAD~1, in a clone of the directory."
        raise UsageError(f"{name!r} is no file, folder or revision", hint=hint) from error
    prefix = _git(repository, "rev-parse", "--show-prefix").decode().strip()
    listed = _git(repository, "ls-tree", "-r", "-z", "--name-only", commit, "--", *_TREES)
    names = [text for text in listed.decode().split("\0") if _is_of_listings(text)]
    if not names:
        raise DataError(f"{name}: that revision holds no file of listings")
    return [(text, _git(repository, "show", f"{commit}:{prefix}{text}")) for text in sorted(names, key=_order)]


def _commit(name: str, repository: Path) -> str:
    """Return the commit that a revision means; of "main...", the one from which this branch left main."""
    start = name.removesuffix(_SINCE)
    found = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{start}^{{commit}}")
    commit = found.decode().strip()
    return _git(repository, "merge-base", commit, "HEAD").decode().strip() if start != name else commit


def _is_repository(folder: Path) -> bool:
    try:
        return bool(_git(folder, "rev-parse", "--git-dir"))
    except DataError:
        return False


def _is_of_listings(name: str) -> bool:
    return any(Path(name).match(pattern) for pattern in _PATHS) and name.count("/") <= 1


def _order(name: str) -> tuple[bool, str]:
    return name != _PATHS[0], name


def _git(repository: Path, *arguments: str) -> bytes:
    """Return what git answers. Raises DataError."""
    try:
        done = subprocess.run(  # noqa: S603  # arguments are never read by a shell, and revisions stand after --
            ["git", "-C", str(repository), *arguments],  # noqa: S607  # the user's own git
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DataError(f"git can't be asked: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise DataError(f"git {arguments[0]} failed: {said}")
    return done.stdout
