"""The files that a command of curation reads and writes: those that are named, or the whole directory."""

import os
from pathlib import Path

from peerfind.errors import DataError
from peerfind.lookup.store import directory_folder, read_files
from peerfind.record import Record
from peerfind.settings import load_settings


class Held(Record):
    """Files as they were read."""

    root: Path
    """What the names are relative to."""
    files: list[tuple[str, bytes]]
    whole: bool
    """Whether this is the whole directory."""

    def replace_with(self, changed: dict[str, bytes]) -> None:
        """Write files anew, each as a whole or not at all. Raises DataError."""
        for name, data in changed.items():
            replace(self.root / name, data)


def load_files(paths: list[Path] | None) -> Held:
    """Return the files that are named, and those of a folder that is named; else the directory. Raises DataError."""
    if not paths:
        set_to = load_settings(os.environ).directory.value
        folder = Path(set_to) if set_to else directory_folder()
        return Held(root=folder, files=read_files(folder), whole=True)
    if len(paths) == 1 and paths[0].is_dir():
        return Held(root=paths[0], files=read_files(paths[0]), whole=True)
    try:
        return Held(root=Path(), files=[(str(path), path.read_bytes()) for path in paths], whole=False)
    except OSError as error:
        raise DataError(f"{error.filename}: {error.strerror}") from error


def replace(path: Path, data: bytes) -> None:
    """Write a file beside the old one and put it in its place. Raises DataError."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.replace(path.resolve())  # of a link, what it leads to
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise DataError(f"{path} can't be written, and is as it was: {error.strerror}") from error
