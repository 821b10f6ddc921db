import os
import stat
import sys
from pathlib import Path

import pytest

from peerfind.commands.output import write_out
from peerfind.errors import DataError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(folder: Path) -> None:
    write_out("ä\r\n", folder / "a")
    write_out(b"\x00", folder / "a")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a": b"\x00"}


def test_a_failure_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="a can't be written: No space left on device"):
        write_out("new", folder / "a")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"a": "old"}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        write_out("x", tmp_path / "none" / "a")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights and links")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "link").symlink_to("a")
    write_out("new", tmp_path / "link")
    assert (tmp_path / "a").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert (tmp_path / "link").is_symlink()
    umask = os.umask(0o022)
    write_out("new", tmp_path / "b")
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o644


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_device_is_written_to_and_its_failure_told() -> None:
    write_out("x", Path("/dev/null"))
    with pytest.raises(DataError, match="No space left"):
        write_out("x", Path("/dev/full"))


def test_bytes_are_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(UsageError, match="a terminal can't show it"):
        write_out(b"PK", None)
