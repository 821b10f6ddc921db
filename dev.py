"""Set up and run peerfind from a fresh clone; needs nothing but Python 3.11 or newer.

    python3 dev.py run search someone to talk to --in Ohio
    python3 dev.py test

Both make .venv on first use, with the exact versions of constraints.txt. After that, .venv/bin/peerfind works too.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / "peerfind-set-up"
CHECKS = (
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["lint-imports"],
    ["peerfind", "check"],
    ["python", "scripts/generate.py", "--check"],
    ["python", "scripts/messages.py", "--check"],
    ["pytest"],
)


def set_up() -> None:
    """Make the environment, unless it is there and the pinned versions have not changed."""
    wanted = hashlib.sha256(
        (ROOT / "constraints.txt").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    ).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Setting up .venv, once ...", file=sys.stderr)
    venv.create(VENV, with_pip=True, clear=True)
    pip = [BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "constraints.txt"], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], check=True)
    # A look-up should not compile the program anew each time, even where Python is told to write no bytecode.
    subprocess.run([BIN / "python", "-m", "compileall", "-q", ROOT / "peerfind"], check=True)
    STAMP.write_text(wanted)


def test(arguments: list[str]) -> int:
    """Run every check and test, or pytest alone with the given arguments; return how many failed."""
    failed = 0
    for command, *rest in [["pytest", *arguments]] if arguments else CHECKS:
        print(f"\n== {' '.join([command, *rest])}", file=sys.stderr, flush=True)
        failed += subprocess.run([BIN / command, *rest], cwd=ROOT, check=False).returncode != 0
    return failed


def main(arguments: list[str]) -> int:
    """Run peerfind or the tests."""
    if sys.version_info < (3, 11):
        print("peerfind needs Python 3.11 or newer; this is " + sys.version.split()[0], file=sys.stderr)
        return 2
    match arguments:
        case ["run", *rest]:
            set_up()
            return subprocess.run([BIN / "peerfind", *rest], check=False).returncode
        case ["test", *rest]:
            set_up()
            return min(test(rest), 1)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
