import subprocess
import sys

WITHOUT = "import sys; sys.modules['mcp'] = None; from peerfind.cli import main; sys.exit(main(['mcp']))"


def test_without_its_package_it_says_how_to_install_it() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "The server needs the package mcp, which is not installed.",
        'Install it beside peerfind: pip install "mcp>=1.23,<2". Everything else works without.',
    ]


def test_it_ends_in_good_order_when_nobody_asks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "peerfind", "mcp"], input="", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
