"""What the terminal at hand can do, and reading long text on it page by page."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from typing import TextIO

from peerfind.record import Record

_LINKING = {
    "TERM_PROGRAM": ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "WarpTerminal"),
    "TERM": ("xterm-kitty", "alacritty", "foot", "foot-extra", "xterm-ghostty", "contour"),
}
"""Variables, and the values by which terminals that open links tell who they are."""
_LINKING_BY_PRESENCE = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID")
_VTE = 5000
"""The version of the library behind GNOME's and other terminals that first opened links."""


class Terminal(Record):
    """An output's abilities."""

    interactive: bool
    """Whether somebody reads it on a terminal."""
    encoding: str
    color: bool
    links: bool
    """Whether it opens links (OSC 8)."""
    width: int
    height: int

    @property
    def shows_everything(self) -> bool:
        """Whether its encoding has letters for every language."""
        return self.encoding.lower().replace("-", "").replace("_", "").startswith("utf")


def examine(stream: TextIO, color: str, environ: Mapping[str, str], *, interactive: bool) -> Terminal:
    """Return what a stream can do; `color` is auto, always or never."""
    colored = color == "always" or (color == "auto" and interactive and environ.get("TERM") != "dumb")
    size = shutil.get_terminal_size()
    return Terminal(
        interactive=interactive,
        encoding=stream.encoding or "ascii",
        color=colored,
        links=colored and opens_links(environ, interactive=interactive),
        width=size.columns,
        height=size.lines,
    )


def opens_links(environ: Mapping[str, str], *, interactive: bool) -> bool:
    """Whether a terminal is known to open links; FORCE_HYPERLINK says it of any."""
    if forced := environ.get("FORCE_HYPERLINK"):
        return forced != "0"
    if not interactive or environ.get("TERM", "").startswith(("screen", "tmux", "dumb")):
        return False
    if environ.get("VTE_VERSION", "").isdecimal():
        return int(environ["VTE_VERSION"]) >= _VTE
    named = any(environ.get(variable) in values for variable, values in _LINKING.items())
    return named or any(environ.get(variable) for variable in _LINKING_BY_PRESENCE)


def page(text: str, command: str | None, terminal: Terminal, stream: TextIO) -> None:
    """Write text, through a pager when it is longer than the screen; `command` is empty for none, None for less."""
    if not terminal.interactive or command == "" or text.count("\n") < terminal.height:
        stream.write(text)
        return
    words = _split(command or "less")
    program = shutil.which(words[0]) if words else None
    if not program:
        stream.write(text)
        return
    stream.flush()
    # As git does: end at once what fits, keep colour, leave the text on the screen.
    environ = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    encoded = text.encode(terminal.encoding, stream.errors or "replace")
    reading = [program, *words[1:]]
    with subprocess.Popen(reading, stdin=subprocess.PIPE, env=environ) as reader:  # noqa: S603  # the user's own choice
        try:
            reader.communicate(encoded)
        except KeyboardInterrupt:
            reader.wait()  # it has its own use for the key


def _split(command: str) -> list[str]:
    """Return the words of a command; on Windows a backslash is part of a path."""
    return shlex.split(command, posix=os.name != "nt")
