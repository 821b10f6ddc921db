"""`peerfind` and `python -m peerfind`."""

import gc
import os
import sys


def run() -> None:
    """Run one command and end the process.

    A look-up takes less than a tenth of a second. Collecting garbage and, at the end, taking the interpreter apart
    piece by piece would be a fifth of that and give nobody anything.
    """
    gc.disable()
    from peerfind.cli import main  # here, so that its imports go fast too

    status = main()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
