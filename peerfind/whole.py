"""Files that are whole or not there: written beside their place, synced to the disk, put in place."""

import os
from pathlib import Path


def replace_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file as a whole; a link stays a link. Raises OSError, and then the file is as it was.

    `mode` are its rights; without them, those of the file that is replaced, or what new files get.
    """
    target = path.resolve()
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode or 0o666), "wb") as file:  # noqa: PTH123
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is None and target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def keep_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file of the program's own as `replace_file` does, in a folder that is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, data, mode)
