"""The application in a real terminal, driven by tmux."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A terminal of a size in which a shell runs."""

    def __init__(self, socket: Path, columns: int, rows: int) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", os.devnull]
        size = ["-x", str(columns), "-y", str(rows)]
        self._run("new-session", "-d", *size, "env PS1='$ ' sh")

    def _run(self, *arguments: str) -> str:
        return subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True).stdout

    def send(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def screen(self, *, history: bool = False) -> str:
        return self._run("capture-pane", "-p", *(["-S", "-"] if history else []))

    def wait_for(self, shows: Callable[[str], bool]) -> str:
        """Return the screen once it shows something."""
        for _ in range(200):
            if shows(seen := self.screen()):
                return seen
            time.sleep(0.1)
        raise AssertionError(f"it never came:\n{self.screen()}")

    def close(self) -> None:
        self._run("kill-server")


@pytest.fixture(params=[(80, 24), (200, 60)], ids=["80x24", "200x60"])
def terminal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    opened = Terminal(tmp_path_factory.mktemp("t") / "s", *request.param)
    yield opened
    opened.close()


def test_it_finds_shows_and_leaves_no_trace(terminal: Terminal) -> None:
    terminal.send(f"clear; {sys.executable} -m peerfind browse", "Enter")
    terminal.wait_for(lambda seen: "Search" in seen)
    terminal.send("harbour")
    terminal.wait_for(lambda seen: "Harbour Lifeline" in seen)
    terminal.send("C-q")
    terminal.wait_for(lambda seen: seen.strip().endswith("$"))
    assert "arbour" not in terminal.screen(history=True)
