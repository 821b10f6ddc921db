import os
import pty
import sys
import time

import pytest

from peerfind.commands.waiting import waiting

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def told(monkeypatch: pytest.MonkeyPatch, seconds: float) -> str:
    """Return what stands on a terminal's standard error after a wait."""
    reader, writer = pty.openpty()
    with os.fdopen(writer, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        with waiting("Setting the list"):
            time.sleep(seconds)
        terminal.write("END")
        terminal.flush()
        held = os.read(reader, 100_000).decode()
        while "END" not in held:
            held += os.read(reader, 100_000).decode()
    os.close(reader)
    return held


def test_a_long_wait_is_explained_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerfind.commands.waiting._PATIENCE", 0.0)
    held = told(monkeypatch, 0.3)
    assert "Setting the list" in held
    assert held.rpartition("Setting the list")[2].count("\x1b[2K") >= 1


def test_a_short_wait_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, 0.0) == "END"


def test_nothing_is_told_where_standard_error_is_piped(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("peerfind.commands.waiting._PATIENCE", 0.0)
    with waiting("Setting the list"):
        time.sleep(0.05)
    assert capfd.readouterr() == ("", "")
