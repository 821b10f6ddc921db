"""Measure how long it takes to set the directory's listings on paper, in CPU seconds.

    python benchmarks/printing.py [LISTINGS] [LAYOUT ...]

The listings are the directory's own, those that the gate lets through, again and again with other ids until there are
enough. Everything is measured but the start of the program: what stands on the sheet, its codes, the PDF.
"""

import datetime as dt
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from peerfind.lookup.finder import Finder
from peerfind.lookup.query import Filters, Result
from peerfind.lookup.store import open_finder
from peerfind.printing import html, pdf, plain
from peerfind.printing.gate import admit
from peerfind.printing.labels import labels_of
from peerfind.printing.setter import Setter
from peerfind.printing.sheet import Sheet

ROOT = Path(__file__).parents[1]
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
USUAL = 1_000
LAYOUTS = ("list", "booklet", "large-print", "cards", "html", "text")


@cache
def opened() -> Finder:
    """Return a finder over the directory."""
    return open_finder(ROOT, None).finder


def results(number: int) -> list[Result]:
    """Return so many results, each listing with an id of its own."""
    held = admit(opened().every(Filters(), NOW), allow_stale=True, leave_out=True)
    return [
        result.replace(listing=result.listing.replace(id=f"{result.listing.id}-{at}"))
        for at, result in enumerate(islice(cycle(held), number))
    ]


def made(sheet: Sheet, layout: str) -> str | bytes:
    """Return a sheet in a layout, or as a page or text."""
    if layout == "html":
        return html.to_html(sheet, "{what}")
    if layout == "text":
        return plain.to_text(sheet)
    return pdf.render(sheet, pdf.Setting(layout=layout, paper="us-letter", labels=labels_of("en")))


def sheet_of(held: Sequence[Result], layout: str) -> Sheet:
    """Return results as the sheet of a layout; one that shows no codes has none."""
    finder = opened()
    setter = Setter(
        labels=labels_of("en"),
        vocabulary=finder.vocabulary,
        places=finder.places,
        today=NOW.date(),
        with_codes=layout in ("list", "html"),
    )
    return setter.sheet(held)


def measured(number: int, layout: str) -> str:
    """Return a line for a layout."""
    held = results(number)
    started, cpu = time.perf_counter(), time.process_time()
    size = len(made(sheet_of(held, layout), layout))
    took, busy = time.perf_counter() - started, time.process_time() - cpu
    return f"{layout:<12} {number:>6,} listings  {took:6.2f} s  {busy:6.2f} s CPU  {size / 1e6:6.2f} MB"


if __name__ == "__main__":
    given = sys.argv[1:]
    count = int(given.pop(0)) if given and given[0].isdigit() else USUAL
    # A process each, as somebody prints: Typst holds on to what it has set.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        for line in processes.map(partial(measured, count), given or LAYOUTS):
            print(line, flush=True)
