"""How building and searching grow with the directory, beside fzf, ripgrep and SQLite's full-text index.

    python benchmarks/scale.py [--sizes 1000,10000,100000,1000000] [--folder DIR] [--write]

Makes up directories (listings.py), builds their indexes, searches them and prints a table. --folder keeps what is made
there and uses it again; a million listings take about 3 GB. --write puts the table into docs/scale.md and draws
docs/pictures/scale.svg. Needs Linux, whose /proc tells how much memory each process has for itself.

The peers: `apt-get install fzf ripgrep`; one that is not installed is left out.
"""

import argparse
import datetime as dt
import gc
import json
import math
import os
import platform
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from listings import LAST_CHECK, generate, queries
from search_quality import words_of
from startup import cpu_of

from peerfind.directory.model import Listing
from peerfind.directory.writing import render_listing
from peerfind.lookup.packing import json_of
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Filters
from peerfind.lookup.snapshots import current_snapshots
from peerfind.lookup.store import load_places, open_finder

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "scale.md"
PICTURE = ROOT / "docs" / "pictures" / "scale.svg"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
SEED, OTHER_SEED = 1, 2
SHOWN = 10
ASKED, ASKED_OF_FTS5, ASKED_OF_LARGE_FTS5, ASKED_OF_FILTERS = 1_000, 200, 50, 20
"""Queries: peers that read every listing, or rank half of them, take a second for each."""
LARGE = 1_000_000
WARM_UP = 50
PAIRS = 15
"""Runs of the whole program on a directory, each beside one on the bundled directory."""
SAMPLED_EVERY = 0.03
"""Seconds."""
NOW = dt.datetime.combine(LAST_CHECK, dt.time(18), dt.UTC)
LOOKUP = (str(Path(sys.executable).with_name("peerfind")), "search", "aa", "meeting", "near", "Cleveland")
PEERFIND, FTS5, FZF, RIPGREP = "peerfind", "SQLite FTS5", "fzf", "ripgrep"
RIPGREP_FIRST = ("rg", "--ignore-case", "--fixed-strings", "--max-count", str(SHOWN), "--")
MEBI = 1024 * 1024

P = ParamSpec("P")
T = TypeVar("T")


# What is measured


class Latency(NamedTuple):
    """Seconds that queries took."""

    asked: int
    p50: float
    p99: float
    worst: float


class Program(NamedTuple):
    """A whole run of the program."""

    cpu: float
    """Seconds."""
    ratio: float
    """To the same on the bundled directory."""


class Measurement(NamedTuple):
    """One system on one directory."""

    system: str
    size: int
    """Listings."""
    latency: Latency
    build: float | None = None
    """Seconds."""
    memory: int | None = None
    """The most bytes that building held at one time."""
    disk: int | None = None
    """Bytes of the index."""
    program: Program | None = None


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def latency_of(ask: Callable[[str], object], asked: Sequence[str]) -> Latency:
    """Ask every query once and return how long it took."""
    taken = []
    for text in asked:
        started = time.perf_counter()
        ask(text)
        taken.append(time.perf_counter() - started)
    return Latency(len(taken), percentile(taken, 0.5), percentile(taken, 0.99), max(taken))


def apart(work: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """Return what a function returns in a new process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *arguments, **options).result()


# The directories


class Home(NamedTuple):
    """Where one made-up directory is, and what belongs to it."""

    folder: Path
    size: int
    """Listings."""

    @property
    def directory(self) -> Path:
        """The folder that the program reads."""
        return self.folder / "directory"

    @property
    def data(self) -> Path:
        """Where the program keeps feeds."""
        return self.folder / "data"

    @property
    def cache(self) -> Path:
        """Where the program builds its index."""
        return self.folder / "cache"

    @property
    def texts(self) -> Path:
        """What peers search: a line a listing."""
        return self.folder / "texts.txt"

    @property
    def base(self) -> Path:
        """The file of SQLite."""
        return self.folder / "fts5.sqlite"


def prepare(kept: Path, size: int) -> Home:
    """Return a directory of that many listings, made unless it is there: the first curated, the others of a feed."""
    recipe = zlib.crc32(Path(__file__).with_name("listings.py").read_bytes())
    home = Home(kept / f"{size}-{recipe:08x}", size)
    if home.folder.is_dir():
        return home
    shutil.rmtree(kept / "new", ignore_errors=True)
    new = Home(kept / "new", size)
    snapshot = new.data / "feeds" / "bench" / f"bench@{SEED}-{size}.jsonl"
    snapshot.parent.mkdir(parents=True)
    snapshot.parent.with_suffix(".json").write_text(json.dumps({"snapshot": snapshot.name}))
    new.directory.mkdir()
    places = load_places()
    with snapshot.open("wb") as lines, new.texts.open("w", encoding="utf-8") as texts:
        for number, listing in enumerate(generate(size, SEED)):
            texts.write(text_of(listing, places) + "\n")
            if number:
                lines.write(json_of(listing) + b"\n")
            else:
                (new.directory / "resources.yaml").write_text(render_listing(listing), encoding="utf-8")
    new.folder.rename(home.folder)
    return home


def text_of(listing: Listing, places: Gazetteer) -> str:
    """Return a listing's name, aliases, summary, place and topics on one line."""
    place = listing.place
    where = [place.address, place.city, place.region and places.name_of(place.region)] if place else []
    parts = [listing.name, *listing.aliases, listing.summary, *filter(None, where), *listing.topics]
    return " ".join(" ".join(parts).split())


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def environment(**more: str | Path) -> dict[str, str]:
    """Return the environment without anybody's settings of the programs, and with others."""
    held = {key: value for key, value in os.environ.items() if not key.startswith(("PEERFIND_", "FZF_", "RIPGREP_"))}
    return held | {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"} | {key: str(value) for key, value in more.items()}


# Memory


def family(pid: int) -> Iterator[int]:
    """Yield a process and all processes below it."""
    yield pid
    for threads in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(threads).split():
            yield from family(int(child))


def memory_of(pid: int) -> int:
    """Return the bytes of memory that are a process's own, with its part of what it shares (Pss); 0 once it ended."""
    found = re.search(r"^Pss:\s+(\d+) kB", _read(Path(f"/proc/{pid}/smaps_rollup")), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _read(path: Path) -> str:
    """Return the text of a file of /proc; nothing when its process has ended."""
    try:
        return path.read_text("ascii")
    except OSError:
        return ""


def watched(command: Sequence[str], given: Mapping[str, str]) -> tuple[float, int]:
    """Run a command; return its seconds and the most memory that it and its children held at one time."""
    ended = threading.Event()
    held = [0]

    def sample(pid: int) -> None:
        while not ended.wait(SAMPLED_EVERY):
            held.append(sum(map(memory_of, family(pid))))

    started = time.perf_counter()
    with subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL) as process:
        sampler = threading.Thread(target=sample, args=(process.pid,))
        sampler.start()
        status = process.wait()
        taken = time.perf_counter() - started
        ended.set()
        sampler.join()
    if status:
        raise subprocess.CalledProcessError(status, command)
    return taken, max(held)


# The systems: each returns its measurement on a directory


def measure_peerfind(home: Home) -> Measurement:
    """Build the index by a first look-up, then search it."""
    shutil.rmtree(home.cache, ignore_errors=True)
    settings = {"XDG_CONFIG_HOME": home.folder / "config"}
    here = environment(
        PEERFIND_DIRECTORY=home.directory, PEERFIND_CACHE=home.cache, PEERFIND_DATA=home.data, **settings
    )
    bundled = environment(PEERFIND_CACHE=home.folder.parent / "bundled", **settings)
    build, memory = watched(LOOKUP, here)
    return Measurement(
        PEERFIND,
        home.size,
        apart(search_peerfind, home),
        build=build,
        memory=memory,
        disk=size_of(home.cache),
        program=run_program(here, bundled),
    )


def search_peerfind(home: Home) -> Latency:
    """Search the index that is there."""
    gc.disable()  # as the program does
    opened = open_finder(home.directory, home.cache, feeds=current_snapshots(home.data))
    if opened.in_memory_because:
        raise RuntimeError(f"no index was kept: {opened.in_memory_because}")
    country = opened.finder.places.resolve("US")

    def ask(text: str) -> None:
        opened.finder.search(text, Filters(), SHOWN, NOW, country)

    return warm_latency_of(ask, ASKED)


def warm_latency_of(ask: Callable[[str], object], count: int) -> Latency:
    """Ask a few queries about other listings, then the first about these: the same for every directory."""
    latency_of(ask, [*queries(min(WARM_UP, count // 4), OTHER_SEED)])
    return latency_of(ask, [*queries(count, SEED)])


def run_program(here: dict[str, str], bundled: dict[str, str]) -> Program:
    """Run the whole program on a directory and on the bundled one in turn."""
    command = [*LOOKUP]
    cpu_of(command, bundled)  # builds its index
    pairs = [(cpu_of(command, here), cpu_of(command, bundled)) for _ in range(PAIRS)]
    return Program(statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs))


def measure_fts5(home: Home) -> Measurement:
    """Build and search SQLite's full-text index."""
    build = apart(build_fts5, home)
    count = ASKED_OF_FTS5 if home.size < LARGE else ASKED_OF_LARGE_FTS5
    return Measurement(FTS5, home.size, apart(search_fts5, home, count), build=build, disk=size_of(home.base))


def build_fts5(home: Home) -> float:
    """Build an index of stemmed words and prefixes in a file; return the seconds that it took."""
    home.base.unlink(missing_ok=True)
    started = time.perf_counter()
    base = sqlite3.connect(home.base)
    base.execute(
        "CREATE VIRTUAL TABLE listings USING fts5"
        "(text, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3 4')"
    )
    with home.texts.open(encoding="utf-8") as texts:
        base.executemany("INSERT INTO listings VALUES (?)", ([line.rstrip("\n")] for line in texts))
    base.execute("INSERT INTO listings(listings) VALUES ('optimize')")
    base.commit()
    base.close()
    return time.perf_counter() - started


def search_fts5(home: Home, count: int) -> Latency:
    """Ask for any of the words, the last of which may go on; the best by BM25 first."""
    gc.disable()
    base = sqlite3.connect(home.base)

    def ask(text: str) -> None:
        match = " OR ".join(f'"{word}"' for word in words_of(text)) + "*"
        base.execute(
            "SELECT text FROM listings WHERE listings MATCH ? ORDER BY rank LIMIT ?", [match, SHOWN]
        ).fetchall()

    return warm_latency_of(ask, count)


def measure_fzf(home: Home) -> Measurement:
    """Let fzf sort the lines that hold the words, loosely."""
    return measure_filter(home, FZF, lambda text: ["fzf", "--filter", " ".join(words_of(text))])


def measure_ripgrep(home: Home) -> Measurement:
    """Let ripgrep find the first lines that hold the longest word."""
    return measure_filter(home, RIPGREP, lambda text: [*RIPGREP_FIRST, max(words_of(text), key=len), str(home.texts)])


def measure_filter(home: Home, name: str, command: Callable[[str], list[str]]) -> Measurement:
    """Run a program that reads all lines for each query, until it has printed the first ones."""
    given = environment()

    def ask(text: str) -> None:
        with (
            home.texts.open("rb") as lines,
            subprocess.Popen(command(text), env=given, stdin=lines, stdout=subprocess.PIPE) as process,
        ):
            assert process.stdout
            list(islice(process.stdout, SHOWN))
            process.kill()

    return Measurement(name, home.size, warm_latency_of(ask, ASKED_OF_FILTERS))


SYSTEMS: Mapping[str, Callable[[Home], Measurement]] = {
    PEERFIND: measure_peerfind,
    FTS5: measure_fts5,
    FZF: measure_fzf,
    RIPGREP: measure_ripgrep,
}
NEEDED = {FZF: "fzf", RIPGREP: "rg"}
"""System -> the program that must be installed."""


# The table


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms"


COLUMNS: Mapping[str, Callable[[Measurement], str | None]] = {
    "Listings": lambda one: f"{one.size:,}",
    "System": lambda one: one.system,
    "Queries": lambda one: f"{one.latency.asked:,}",
    "p50": lambda one: _milliseconds(one.latency.p50),
    "p99": lambda one: _milliseconds(one.latency.p99),
    "Longest": lambda one: _milliseconds(one.latency.worst),
    "Build": lambda one: None if one.build is None else f"{one.build:.1f} s",
    "Memory": lambda one: None if one.memory is None else f"{one.memory / MEBI:,.0f} MiB",
    "Disk": lambda one: None if one.disk is None else f"{one.disk / MEBI:,.1f} MiB",
    "Program": lambda one: one.program and f"{one.program.cpu * 1000:.0f} ms, ×{one.program.ratio:.2f}",
}
WIDTH = 13
"""Characters of a column."""


def head() -> str:
    """Return the first two lines of the table."""
    return f"{_line(COLUMNS)}\n{_line('---' if name == 'System' else '--:' for name in COLUMNS)}"


def row(one: Measurement) -> str:
    """Return a line of the table."""
    return _line(told(one) or "" for told in COLUMNS.values())


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(f'{cell:>{WIDTH}}' for cell in cells)} |"


# The picture


class Axis(NamedTuple):
    """A logarithmic axis: from and to which power of ten, and where these are drawn."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value is drawn."""
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def decades(self) -> Iterator[float]:
        """Yield the powers of ten."""
        return (10.0**power for power in range(self.low, self.high + 1))


WIDE, HIGH = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 80, WIDE - 120, 50, HIGH - 60
DASHES = ("", "9 4", "2 4", "12 4 2 4")
LABEL = 18
"""The least distance between labels."""


def axis(values: Sequence[float], start: float, end: float) -> Axis:
    """Return an axis of whole decades around the values."""
    low = math.floor(math.log10(min(values)))
    return Axis(low, max(low + 1, math.ceil(math.log10(max(values)))), start, end)


def picture(measurements: Sequence[Measurement]) -> str:
    """Return an SVG of the median latency of each system by the number of listings."""
    across = axis([one.size for one in measurements], LEFT, RIGHT)
    up = axis([one.latency.p50 for one in measurements], BOTTOM, TOP)
    points: dict[str, list[tuple[float, float]]] = {}
    for one in sorted(measurements, key=lambda one: one.size):
        points.setdefault(one.system, []).append((across.at(one.size), up.at(one.latency.p50)))
    labels = spread(LABEL, {system: drawn[-1][1] for system, drawn in points.items()})
    lines = [
        line
        for (system, drawn), dash in zip(points.items(), DASHES, strict=False)
        for line in _drawn(system, drawn, dash, labels[system])
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img">',
            "<style>text { font: 14px system-ui, sans-serif }</style>",
            "<title>Median time of a search by the number of listings</title>",
            f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>',
            f'<text x="{LEFT}" y="28">Median time of a search (shorter is better)</text>',
            f'<text x="{(LEFT + RIGHT) / 2}" y="{HIGH - 14}" text-anchor="middle">listings</text>',
            *(_rule((across.at(n), BOTTOM), (across.at(n), TOP), f"{n:,.0f}") for n in across.decades()),
            *(_rule((LEFT, up.at(n)), (RIGHT, up.at(n)), duration(n)) for n in up.decades()),
            *lines,
            "</svg>\n",
        ]
    )


def duration(seconds: float) -> str:
    """Return a power of ten of seconds in words."""
    return f"{seconds:g} s" if seconds >= 1 else f"{seconds * 1000:g} ms"


def spread(least: float, heights: Mapping[str, float]) -> dict[str, float]:
    """Return the heights in order, each moved down until it is that far from the one above."""
    moved: dict[str, float] = {}
    lowest = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        lowest = moved[name] = max(height, lowest + least)
    return moved


def _rule(start: tuple[float, float], end: tuple[float, float], text: str) -> str:
    """Return a line of the grid with its text: below one that goes up, to the left of one that goes across."""
    (x1, y1), (x2, y2) = start, end
    where = f'x="{x1:.1f}" y="{y1 + 22:.1f}" text-anchor="middle"'
    if y1 == y2:
        where = f'x="{x1 - 8:.1f}" y="{y1 + 5:.1f}" text-anchor="end"'
    line = f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" stroke="#ccc"/>'
    return f"{line}<text {where}>{text}</text>"


def _drawn(system: str, points: Sequence[tuple[float, float]], dash: str, label: float) -> Iterator[str]:
    """Yield a system's line, its points and its label."""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{corners}" fill="none" stroke="black" stroke-width="2" stroke-dasharray="{dash}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points)
    weight = "bold" if system == PEERFIND else "normal"
    yield f'<text x="{points[-1][0] + 10:.1f}" y="{label + 5:.1f}" style="font-weight: {weight}">{system}</text>'


# The report


def report(measurements: Sequence[Measurement], today: dt.date) -> str:
    """Return docs/scale.md."""
    table = "\n".join([head(), *map(row, measurements)])
    sizes = ",".join(str(size) for size in dict.fromkeys(one.size for one in measurements))
    return f"""# How building and searching grow with the directory

Written by `benchmarks/scale.py` on {today.isoformat()}, on {machine()}.

![Median time of a search by the number of listings](pictures/scale.svg)

{table}

- **Listings** are made up by [listings.py](../benchmarks/listings.py); a larger directory holds those of a smaller one.
- **p50**, **p99** and **Longest** are the times of one query for its first {SHOWN} answers, after a few others as a
  warm-up. Queries are mixed: names and parts of names, needs with and without a place, misspelt words, numbers, other
  languages. Every directory is asked the same. Of fewer than a hundred queries p99 is the longest.
- **Build**, for peerfind, is a whole first look-up without an index, start and answer included; the files are in the
  operating system's memory already. **Memory** is the most that it and its processes held at one time: the sum of
  their proportional set sizes (Pss), read every {SAMPLED_EVERY * 1000:.0f} ms. **Disk** is the finished index.
- **Program** is the CPU time of the whole program, `peerfind search aa meeting near Cleveland`, and its ratio to the
  same on the bundled directory: medians of {PAIRS} runs in turn.

The peers search one line a listing: its name, other names, summary, place and topics. They do less than peerfind,
which also reads what the words mean, mends spelling, and puts first what is near and fits:

- SQLite FTS5 {sqlite3.sqlite_version}, in the same process: any of the words, stemmed, the last also as a prefix;
  the best by BM25. Common little words are left out of the queries.
- fzf, as a process that reads all lines for each query (`fzf --filter`): the words, loosely; sorted.
- ripgrep, as a process (`rg -i -F -m {SHOWN}`): the first lines, in no order of merit, that hold the longest word. It
  ends as soon as it has them.

Times depend on the machine; compare the systems, and the sizes, with one another. To repeat:

```sh
python benchmarks/scale.py --sizes {sizes} --write
```
"""


def machine() -> str:
    """Return what the machine is, in words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / MEBI / 1024
    return (
        f"a machine with {os.cpu_count()} cores and {memory:.0f} GiB of memory "
        f"({platform.system()}, Python {platform.python_version()})"
    )


def installed(name: str) -> bool:
    """Whether a system can be measured; says so where it can't."""
    found = name not in NEEDED or shutil.which(NEEDED[name]) is not None
    if not found:
        print(f"{name} is not installed: left out", file=sys.stderr)
    return found


def measured(sizes: Iterable[int], kept: Path) -> Iterator[Measurement]:
    """Yield the measurements of each system that is installed, for each size."""
    systems = [measure for name, measure in SYSTEMS.items() if installed(name)]
    for size in sizes:
        home = prepare(kept, size)
        yield from (measure(home) for measure in systems)


def numbers(text: str) -> list[int]:
    """Return the numbers between commas."""
    return [int(part) for part in text.split(",")]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=numbers, default=SIZES, metavar="N,N", help="numbers of listings")
    parser.add_argument("--folder", type=Path, help="keep what is made here, and use it again")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)} and its picture")
    options = parser.parse_args()
    measurements = []
    print(head(), flush=True)
    with tempfile.TemporaryDirectory() as made:
        for one in measured(options.sizes, options.folder or Path(made)):
            measurements.append(one)
            print(row(one), flush=True)
    if options.write:
        REPORT.write_text(report(measurements, dt.datetime.now(dt.UTC).date()), encoding="utf-8")
        PICTURE.write_text(picture(measurements), encoding="utf-8")


if __name__ == "__main__":
    main()
