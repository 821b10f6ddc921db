"""The files that a command of curation reads and writes: those that are named, or the whole directory."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from peerfind.directory.text import counted
from peerfind.errors import DataError, UsageError
from peerfind.lookup.store import DATA, directory_folder, read_files
from peerfind.record import Record
from peerfind.settings import Settings, load_settings
from peerfind.whole import replace_file

_FIRST = "resources.yaml"


class ReadFiles(Record):
    """Files as they were read."""

    root: Path
    """What the names are relative to."""
    files: list[tuple[str, bytes]]
    asked: frozenset[str]
    """The names of those that were asked for; the rest stand around them."""

    @property
    def named(self) -> frozenset[str] | None:
        """The names of those that were asked for, unless that is the whole directory."""
        whole = _FIRST in self.asked and len(self.asked) == len(self.files)
        return None if whole else self.asked

    def told(self, listings: int) -> str:
        """Return how many listings of which files these are, in words."""
        files = counted(len(self.asked), "file", "files")
        return f"{counted(listings, 'listing', 'listings')} of {files} in {self.root.resolve()}"

    def replace_with(self, changed: Mapping[str, bytes]) -> Self:
        """Write files anew, each as a whole or not at all, and return what there is then.

        Raises DataError, and UsageError for an installed copy.
        """
        refuse_installed(self.root)
        for name, data in changed.items():
            replace(self.root / name, data)
        return self.replace(files=[(name, changed.get(name, data)) for name, data in self.files])


def load_files(paths: list[Path] | None) -> ReadFiles:
    """Return the files that are named, and those of a folder that is named; else the directory at hand.

    Raises DataError.
    """
    if not paths:
        return _all_of(working_folder(load_settings(os.environ)))
    if len(paths) == 1 and paths[0].is_dir():
        return _all_of(paths[0])
    try:
        files = [(path.as_posix(), path.read_bytes()) for path in paths]
        return ReadFiles(root=Path(), files=files, asked=frozenset(name for name, _ in files))
    except OSError as error:
        raise DataError(f"{error.filename}: {error.strerror}") from error


def with_surroundings(held: ReadFiles) -> ReadFiles:
    """Return files of the directory in which the program was started with the others of that directory."""
    if not (held.root / _FIRST).is_file():
        return held
    around = read_files(held.root)
    return held.replace(files=around) if held.asked <= {name for name, _ in around} else held


def working_folder(settings: Settings) -> Path:
    """Return the folder of listings at hand: PEERFIND_DIRECTORY, else the one in which one stands, else the bundled."""
    chosen = settings.directory.value
    folders = [Path(chosen)] if chosen else [Path.cwd(), *Path.cwd().parents, directory_folder()]
    return next((folder for folder in folders if (folder / _FIRST).is_file()), folders[0])


def strays(folder: Path) -> tuple[str, ...]:
    """Return the names of what lies beside the files of states and provinces and is not read."""
    if not (folder / _FIRST).is_file():
        return ()
    inner = sorted(path.name for path in (folder / "resources").glob("*"))
    return tuple(f"resources/{name}" for name in inner if not name.startswith(".") and not name.endswith(".yaml"))


def refuse_installed(folder: Path) -> None:
    """Raise UsageError for an installed copy of the listings, which the next upgrade would replace."""
    if folder.resolve().is_relative_to(DATA.resolve()):
        hint = "Go to a clone of the repository, or set PEERFIND_DIRECTORY to a folder that holds resources.yaml."
        raise UsageError("the installed listings are a copy that is not for editing", hint=hint)


def _all_of(folder: Path) -> ReadFiles:
    files = read_files(folder)
    return ReadFiles(root=folder, files=files, asked=frozenset(name for name, _ in files))


def replace(path: Path, data: bytes) -> None:
    """Write a file beside the old one and put it in its place. Raises DataError."""
    try:
        replace_file(path, data)
    except OSError as error:
        raise DataError(f"{path} can't be written, and is as it was: {error.strerror}") from error
