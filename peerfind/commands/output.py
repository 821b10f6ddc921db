"""Where a command's data goes: to standard output, or to a file that is whole or not there."""

import os
import sys
import tempfile
from pathlib import Path

from peerfind.errors import DataError, UsageError


def write_out(data: str | bytes, path: Path | None) -> None:
    """Write text (as UTF-8) or bytes to a file, or to standard output without one. Raises DataError or UsageError."""
    if path is not None:
        _write_file(data.encode() if isinstance(data, str) else data, path)
    elif sys.stdout.isatty():
        if isinstance(data, bytes):
            raise UsageError("This format is not text: a terminal can't show it", hint="Name a file with -o FILE.")
        sys.stdout.write(data)
    else:
        # Bytes, because on some systems standard output would lose letters and change the ends of lines.
        sys.stdout.flush()
        sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)


def _write_file(data: bytes, path: Path) -> None:
    """Write a file beside the one that is meant and put it in its place. Raises DataError; nothing is half-written."""
    target = path.resolve()  # a link stays a link
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or pipe can't be replaced
            return
        handle, made = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123  # the file is open already
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(made).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            Path(made).replace(target)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DataError(f"{path} can't be written: {error.strerror}", hint="Nothing was changed.") from error


def _umask() -> int:
    """Return the rights that new files lack; there is no way to ask but to set them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
