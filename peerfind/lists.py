"""The user's saved lists: ids in the order in which they were added, one a line, in a file for each list."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from peerfind.directory.model import Slug
from peerfind.directory.spelling import nearest
from peerfind.errors import DataError, NothingFoundError, UsageError
from peerfind.whole import keep_file

_SLUG = Slug.__metadata__[0]  # type: ignore[attr-defined]  # mypy takes it for the text type that it annotates
_ENDING = ".txt"


class Lists:
    """All lists in one folder. A change is whole or did not happen."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist yet."""
        self._folder = folder

    def names(self) -> list[str]:
        """Return the names of all lists. Raises DataError."""
        try:
            return sorted(path.stem for path in self._folder.glob(f"*{_ENDING}"))
        except OSError as error:
            raise DataError(f"{self._folder}: {error.strerror}") from error

    def ids(self, name: str) -> tuple[str, ...]:
        """Return what a list holds. Raises NothingFoundError or DataError."""
        path = self._existing(name)
        try:
            return parse_ids(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path} can't be read: {_told(error)}", hint="It holds one id a line.") from error

    def create(self, name: str, ids: Iterable[str] = ()) -> None:
        """Make a list. Raises UsageError where there is one of that name, or where the name can't be one."""
        if self._path(name).exists():
            raise UsageError(f"there is a list {name!r} already", hint=f'"peerfind list add {name} ID ..." adds to it.')
        self._write(name, with_added((), ids))

    def add(self, name: str, ids: Iterable[str]) -> int:
        """Put ids at the end of a list, those that it has not yet, and return how many those were."""
        held = self.ids(name)
        longer = with_added(held, ids)
        self._write(name, longer)
        return len(longer) - len(held)

    def remove(self, name: str, ids: Iterable[str]) -> int:
        """Take ids out of a list and return how many. Raises NothingFoundError for one that it does not hold."""
        held, taken = self.ids(name), set(ids)
        for missing in sorted(taken - set(held)):
            near = nearest(missing, held)
            raise NothingFoundError(
                f"The list {name!r} does not hold {missing!r}.", hint=f"Did you mean {near}?" if near else ""
            )
        self._write(name, [id_ for id_ in held if id_ not in taken])
        return len(taken)

    def rename(self, name: str, new: str) -> None:
        """Give a list another name, which no list has."""
        self.create(new, self.ids(name))
        self.delete(name)

    def delete(self, name: str) -> None:
        """Delete a list."""
        path = self._existing(name)
        try:
            path.unlink()
        except OSError as error:
            raise DataError(f"{path} can't be deleted: {error.strerror}") from error

    def _path(self, name: str) -> Path:
        if not re.fullmatch(_SLUG.pattern, name) or len(name) > _SLUG.longest:
            raise UsageError(f"{name!r} can't be the name of a list", hint=f"Write {_SLUG.description}: clinic-desk.")
        return self._folder / f"{name}{_ENDING}"

    def _existing(self, name: str) -> Path:
        path = self._path(name)
        if not path.is_file():
            names = self.names()
            near = nearest(name, names)
            others = f"There are {', '.join(names)}." if names else f'"peerfind list new {name}" makes it.'
            raise NothingFoundError(f"There is no list {name!r}.", hint=f"Did you mean {near}?" if near else others)
        return path

    def _write(self, name: str, ids: Sequence[str]) -> None:
        """Write beside the list and put it in its place."""
        path = self._path(name)
        try:
            keep_file(path, "".join(f"{id_}\n" for id_ in ids).encode())
        except OSError as error:
            raise DataError(
                f"{path} can't be written: {error.strerror}", hint="The list is as it was before."
            ) from error


def parse_ids(text: str) -> tuple[str, ...]:
    """Return the ids of a text, each once, in its order; what stands behind a tab or # is not read."""
    lines = (re.split(r"[\t#]", line, maxsplit=1)[0] for line in text.splitlines())
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


def with_added(held: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Return the ids held and after them the new ones, each once."""
    return tuple(dict.fromkeys([*held, *more]))


def _told(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "" if isinstance(error, OSError) else "it is not UTF-8 text"
