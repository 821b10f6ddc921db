"""A word on a terminal while something takes longer than anybody should wait without one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

_PATIENCE = 0.5
"""Seconds after which a wait is explained."""


@contextmanager
def waiting(message: str) -> Iterator[None]:
    """Show a message on a terminal's standard error while the body runs, should that take long; else nothing."""
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    teller = Thread(target=_tell, args=(message, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(message: str, done: Event) -> None:
    if done.wait(_PATIENCE):
        return
    from rich.console import Console  # here, because most commands are done before
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        shown.add_task(message, total=None)
        done.wait()
