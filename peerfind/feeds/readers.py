"""The formats that feeds may have, the most particular first."""

from peerfind.feeds import bmlt, hsds, hsds_tabular, listings, open_helplines, tsml
from peerfind.feeds.reader import Reader

READERS: tuple[Reader, ...] = (open_helplines, hsds_tabular, bmlt, tsml, hsds, listings)


def reader_named(name: str) -> Reader | None:
    """Return the reader of a format by its name in the configuration."""
    return next((reader for reader in READERS if name == reader.NAME), None)


def reader_for(url: str, start: bytes) -> Reader | None:
    """Return the reader of what an address answers, or None where no format fits; `start` is its first 64 KiB."""
    return next((reader for reader in READERS if reader.recognises(url, start)), None)
