"""The files that a command of curation reads and writes: those that are named, or the whole directory."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from peerfind.errors import DataError
from peerfind.lookup.store import directory_folder, read_files
from peerfind.record import Record
from peerfind.settings import load_settings
from peerfind.whole import replace_file

_FIRST = "resources.yaml"


class Held(Record):
    """Files as they were read."""

    root: Path
    """What the names are relative to."""
    files: list[tuple[str, bytes]]
    asked: frozenset[str]
    """The names of those that were asked for; the rest stand around them."""

    def replace_with(self, changed: Mapping[str, bytes]) -> Self:
        """Write files anew, each as a whole or not at all, and return what there is then. Raises DataError."""
        for name, data in changed.items():
            replace(self.root / name, data)
        return self.replace(files=[(name, changed.get(name, data)) for name, data in self.files])


def load_files(paths: list[Path] | None) -> Held:
    """Return the files that are named, and those of a folder that is named; else the directory. Raises DataError."""
    if not paths:
        set_to = load_settings(os.environ).directory.value
        folder = Path(set_to) if set_to else directory_folder()
        return _all_of(folder)
    if len(paths) == 1 and paths[0].is_dir():
        return _all_of(paths[0])
    try:
        files = [(path.as_posix(), path.read_bytes()) for path in paths]
        return Held(root=Path(), files=files, asked=frozenset(name for name, _ in files))
    except OSError as error:
        raise DataError(f"{error.filename}: {error.strerror}") from error


def with_surroundings(held: Held) -> Held:
    """Return files of the directory in which the program was started with the others of that directory."""
    if not (held.root / _FIRST).is_file():
        return held
    around = read_files(held.root)
    return held.replace(files=around) if held.asked <= {name for name, _ in around} else held


def _all_of(folder: Path) -> Held:
    files = read_files(folder)
    return Held(root=folder, files=files, asked=frozenset(name for name, _ in files))


def replace(path: Path, data: bytes) -> None:
    """Write a file beside the old one and put it in its place. Raises DataError."""
    try:
        replace_file(path, data)
    except OSError as error:
        raise DataError(f"{path} can't be written, and is as it was: {error.strerror}") from error
