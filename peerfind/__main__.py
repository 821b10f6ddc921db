"""`peerfind` and `python -m peerfind`."""

import gc
import os
import sys

_ZONES = "/usr/share/zoneinfo"


def run() -> None:
    """Run one command and end the process.

    A look-up takes less than a tenth of a second. Collecting garbage and, at the end, taking the interpreter apart
    piece by piece would be a fifth of that and give nobody anything.
    """
    gc.disable()
    if os.path.isdir(_ZONES):  # noqa: PTH112  # pathlib is not loaded yet
        # Where most systems keep time zones; looking up where Python was told to look loads its whole configuration.
        os.environ.setdefault("PYTHONTZPATH", _ZONES)
    from peerfind.cli import main  # here, so that its imports go fast too

    status = main()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
