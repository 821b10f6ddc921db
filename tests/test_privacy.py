import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome

SECRET = "zqxprivateworry"


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a look-up opened a socket")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.mark.usefixtures("no_sockets")
def test_look_ups_work_with_the_network_closed(run: Callable[..., Outcome], tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
        assert run("search", "harbour").status == 0
        assert run("crisis", "--in", "Kenya").status == 0
        assert run("search", "somebody", "tonight", "--near", "44113", "--explain").status == 0
        assert run("show", "aunty-line").status == 0


def test_the_guard_against_the_network_works() -> None:
    with pytest.raises(PermissionError, match="a test tried to reach"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_no_file_holds_a_query_afterwards(run: Callable[..., Outcome], tmp_path: Path, surroundings: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
        run("search", SECRET, "harbour")
        run("search", SECRET, "--in", "Kenya", "--json")
        run("search", SECRET, "--literal", "--explain", "--near", "44113", "--within", "10mi")
        run("search", SECRET, "near", "Cleveland", "tonight", "--format", "{next_meeting}")
        run("show", SECRET)
    files = [path for folder in (tmp_path, surroundings) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_only_one_place_reads_the_clock() -> None:
    package = Path(__file__).parents[1] / "peerfind"
    readers = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(call in path.read_text("utf-8") for call in (".now()", ".today()", "utcnow"))
    ]
    assert readers == ["clock.py"]
