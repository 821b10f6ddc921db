"""A table of text lines sorted by their first field, searched by halving. Pure.

Places and phrases come as such tables: mapped into memory, they cost a look-up nothing but the lines it touches.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol


class Buffer(Protocol):
    """Bytes, or a memory-mapped file of them."""

    def __len__(self) -> int: ...
    def __getitem__(self, part: slice, /) -> bytes: ...

    def find(self, sub: bytes, start: int, end: int, /) -> int:
        """As of bytes."""

    def rfind(self, sub: bytes, start: int, end: int, /) -> int:
        """As of bytes."""


class SortedTable:
    """Rows of fields between tabs, by the bytes of the first field; several rows may share it."""

    def __init__(self, lines: Buffer) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[list[str]]:
        """Yield every row."""
        return (line.decode().split("\t") for line in self._lines[0 : len(self._lines)].splitlines())

    def rows(self, key: str) -> Iterator[list[str]]:
        """Yield the rows whose first field is `key`."""
        return self.starting(key + "\t")

    def starting(self, prefix: str) -> Iterator[list[str]]:
        """Yield the rows that start with a text."""
        sought = prefix.encode()
        start = self._first(sought)
        while self._lines[start : start + len(sought)] == sought:
            end = self._end(start)
            yield self._lines[start:end].decode("utf-8", "replace").split("\t")
            start = end + 1

    def _first(self, sought: bytes) -> int:
        """Return where the first line that is not below `sought` starts."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            start = self._lines.rfind(b"\n", low, middle) + 1 or low
            end = self._end(middle)
            if self._lines[start : start + len(sought)] < sought:
                low = end + 1
            else:
                high = start
        return low

    def _end(self, start: int) -> int:
        """Return where the line ends that `start` lies in; the last may lack its line's end."""
        found = self._lines.find(b"\n", start, len(self._lines))
        return len(self._lines) if found < 0 else found


def to_lines(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows as the lines of a SortedTable. No field may hold a tab or a line's end."""
    lines = sorted("\t".join(row).encode() for row in rows)
    return b"\n".join([*lines, b""])
