"""What every test gets: a home of its own, a fixed clock, no network, and a small directory to look things up in."""

import datetime as dt
import os
import socket
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from peerfind import cli
from peerfind.directory.loading import load_reference
from peerfind.lookup.finder import Finder
from peerfind.lookup.lexicon import lexicon_lines
from peerfind.lookup.store import open_finder
from peerfind.record import Same

# A busy machine is no defect, and a pull request is not judged by what chance finds; at home chance may look further.
settings.register_profile("peerfind", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("peerfind")
NOW = "2026-11-23T15:00:00+00:00"
"""A Monday; in New York it is ten in the morning."""
SMALL = Path(__file__).parent / "data" / "small"
FROZEN = Path(__file__).parent / "data" / "frozen"
"""A part of the directory as it was one day, for what documents name: a volunteer may change the real one."""
LOCAL = Path(__file__).parent / "data" / "local"
"""Groups that meet at places and times."""


class Outcome(NamedTuple):
    """What one run of the program left behind."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else str(address)
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise PermissionError(f"a test tried to reach {host!r}")
        connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(scope="session", autouse=True)
def reference_data_once() -> Iterator[None]:
    """Read the program's own reference data once a worker: every index that a test builds is built from it."""
    lines = cache(lambda phrases: lexicon_lines(phrases.value))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("peerfind.directory.loading.load_reference", cache(load_reference))
        patch.setattr("peerfind.lookup.compiling.lexicon_lines", lambda phrases: lines(Same(phrases)))
        yield


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all workers, so that each index is built once."""
    folder = tmp_path_factory.getbasetemp().parent / "peerfind-cache"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Take the user's home, settings, place and clock away, and return the empty home."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [*os.environ]:
        if name.startswith(("PEERFIND_", "LC_", "XDG_")) or name in ("LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PEERFIND_NOW", NOW)
    monkeypatch.setenv("PEERFIND_CACHE", str(shared_cache))
    monkeypatch.setenv("PEERFIND_DATA", str(home / "data"))
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(SMALL))
    return home


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return a function that runs the program with some arguments, as a user would, and says what came of it."""

    def invoke(*arguments: str) -> Outcome:
        capfd.readouterr()
        status = cli.main([*arguments])
        captured = capfd.readouterr()
        return Outcome(status, captured.out, captured.err)

    return invoke


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program take standard output for a terminal."""
    monkeypatch.setattr("peerfind.commands.session.Session.on_terminal", True)


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look things up among groups that meet at places and times."""
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(LOCAL))


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime.fromisoformat(NOW)


@pytest.fixture(scope="session")
def finder(shared_cache: Path) -> Finder:
    """A finder over the small directory."""
    return open_finder(SMALL, shared_cache).finder


@pytest.fixture(scope="session")
def local(shared_cache: Path) -> Finder:
    """A finder over groups that meet at places and times."""
    return open_finder(LOCAL, shared_cache).finder


@pytest.fixture(scope="session")
def bundled(shared_cache: Path) -> Finder:
    """A finder over the real directory."""
    return open_finder(Path(__file__).parents[1], shared_cache).finder
