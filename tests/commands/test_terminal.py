import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from peerfind.commands.terminal import Terminal, opens_links, page

ROOT = Path(__file__).parents[2]


def terminal(height: int = 5, *, interactive: bool = True, encoding: str = "utf-8") -> Terminal:
    return Terminal(interactive=interactive, encoding=encoding, color=False, links=False, width=80, height=height)


def paged(text: str, tmp_path: Path, **options: object) -> tuple[str, str]:
    """Return what went to the output, and what to the pager."""
    read = tmp_path / "read"
    pager = f"{sys.executable} -c \"import sys; open({str(read)!r}, 'wb').write(sys.stdin.buffer.read())\""
    out = StringIO()
    page(text, pager, terminal(**options), out)  # type: ignore[arg-type]
    return out.getvalue(), read.read_text("utf-8") if read.exists() else ""


@pytest.mark.skipif(os.name == "nt", reason="its shell quotes otherwise")
def test_what_is_longer_than_the_screen_is_paged(tmp_path: Path) -> None:
    assert paged("é\n" * 9, tmp_path) == ("", "é\n" * 9)


def test_what_fits_is_not_paged(tmp_path: Path) -> None:
    assert paged("a\n" * 4, tmp_path) == ("a\n" * 4, "")


def test_what_goes_to_a_pipe_is_not_paged(tmp_path: Path) -> None:
    assert paged("a\n" * 9, tmp_path, interactive=False) == ("a\n" * 9, "")


@pytest.mark.parametrize("command", ["", "no-such-pager --at-all"])
def test_without_a_pager_everything_is_written(command: str) -> None:
    out = StringIO()
    page("a\n" * 9, command, terminal(), out)
    assert out.getvalue() == "a\n" * 9


@pytest.mark.parametrize(
    ("environ", "opens"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"VTE_VERSION": "6003"}, True),
        ({"VTE_VERSION": "4002"}, False),
        ({"WT_SESSION": "x"}, True),
        ({"TERM": "xterm"}, False),
        ({"TERM": "screen-256color", "VTE_VERSION": "6003"}, False),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links_are_for_terminals_that_are_known_to_open_them(environ: dict[str, str], *, opens: bool) -> None:
    assert opens_links(environ, interactive=True) is opens


def test_a_pipe_opens_no_links() -> None:
    assert not opens_links({"TERM_PROGRAM": "iTerm.app"}, interactive=False)


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_number_is_a_link_whose_text_is_unchanged() -> None:
    ours, theirs = os.openpty()
    environ = os.environ | {"VTE_VERSION": "7000", "TERM": "xterm", "PEERFIND_PAGER": ""}
    subprocess.run(
        [sys.executable, "-m", "peerfind", "search", "harbour"], cwd=ROOT, stdout=theirs, env=environ, check=True
    )
    shown = os.read(ours, 20_000).decode()
    os.close(theirs)
    os.close(ours)
    assert ";tel:988\x1b\\" in shown
    assert "988\x1b]8;;\x1b\\" in shown.replace("\x1b[0m", "")


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("arguments", [("show", "ke-simu", "--plain"), ("config", "--help")])
def test_no_code_page_hides_anything_but_accents(encoding: str, language: str, arguments: tuple[str, ...]) -> None:
    environ = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PEERFIND_UI_LANGUAGE": language}
    done = subprocess.run(
        [sys.executable, "-m", "peerfind", *arguments], cwd=ROOT, env=environ, capture_output=True, check=False
    )
    assert b"bug" not in done.stderr
    shown = done.stdout.decode(encoding)
    assert arguments[0] == "config" or "1190\n" in shown
    assert "?" not in shown
