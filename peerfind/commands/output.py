"""Where a command's data goes: to standard output, or to a file that is whole or not there."""

import sys
from pathlib import Path

from peerfind.errors import DataError, UsageError
from peerfind.whole import replace_file


def write_out(data: str | bytes, path: Path | None) -> None:
    """Write text (as UTF-8) or bytes to a file, or to standard output without one. Raises DataError or UsageError."""
    if path is not None:
        _write_file(data.encode() if isinstance(data, str) else data, path)
    elif sys.stdout.isatty():
        if isinstance(data, bytes):
            hint = "Name a file with -o FILE."
            raise UsageError("This format is not text: a terminal can't show it", hint=hint)
        sys.stdout.write(data)
    else:
        # Bytes, because on some systems standard output would lose letters and change the ends of lines.
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)


def _write_file(data: bytes, path: Path) -> None:
    """Write a file beside the one that is meant and put it in its place. Raises DataError; nothing is half-written."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or pipe can't be replaced
        else:
            replace_file(path, data)
    except OSError as error:
        told = "{path} can't be written: {reason}"
        raise DataError(told, hint="Nothing was changed.", path=path, reason=error.strerror) from error
