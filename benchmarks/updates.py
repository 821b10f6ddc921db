"""How long `peerfind update` takes as its users run it, index included, with how much memory and how many requests.

    python benchmarks/updates.py [signed] [crawl] [tables]

- signed: our own feed of 10,000 listings on a server on this computer: read first, unchanged, and with changes;
- crawl: a server of 5,000 HSDS services in pages of 100 that only outline them, so that each is fetched alone, where
  every 500th answer fails at first;
- tables: 250,000 HSDS services in a zip file, and a search among them.

Everything is made up, the same at every run. Needs Unix: the operating system's own accounting.
"""

import datetime as dt
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from feeds import tables_zip
from listings import generate

from peerfind.feeds.publishing import Publisher

LISTINGS, SERVICES, ROWS = 10_000, 5_000, 250_000
PAGE = 100
FAILS_EVERY = 500


class Program:
    """The program with folders of its own."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").mkdir(parents=True)
        places = {"PEERFIND_DATA": folder / "data", "PEERFIND_CACHE": folder / "cache", "PEERFIND_CONFIG": "/dev/null"}
        self._environ = os.environ | {name: str(path) for name, path in places.items()}

    def run(self, *arguments: str) -> None:
        """Run a command that need not be measured."""
        subprocess.run(self._command(arguments), env=self._environ, check=True, capture_output=True)

    def measured(self, what: str, *arguments: str, bar: str = "") -> None:
        """Run a command and print its seconds, its CPU's and the largest process's memory."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        output = [sys.executable, __file__, "--largest", *self._command(arguments)]
        done = subprocess.run(output, env=self._environ, check=False, capture_output=True, text=True)
        seconds = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        told, _, peak = done.stdout.rpartition("\n")
        first = told.partition("\n")[0]
        bar = bar and f" (bar {bar})"
        print(f"{what}: {seconds:.2f} s, {used:.2f} s of CPU, {int(peak) / 1024:.0f} MiB{bar}: {first}")

    @staticmethod
    def _command(arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "peerfind", *arguments]


def largest(command: list[str]) -> None:
    """Run a command and print, in the last line, the KiB of its largest process."""
    subprocess.run(command, check=False)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"\n{peak // 1024 if sys.platform == 'darwin' else peak}", end="")


@contextmanager
def served(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve on this computer meanwhile; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def signed(folder: Path) -> None:
    """Measure a signed feed."""
    asked: list[str] = []

    class Files(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    publisher = Publisher(folder / "site", folder / "keys", dt.datetime.now(dt.UTC))
    publisher.init()
    listings = [*generate(LISTINGS)]
    publisher.publish(listings)
    program = Program(folder / "signed")
    program.run("search", "grief", "--limit", "1")
    with served(partial(Files, directory=str(folder / "site"))) as url:
        program.run("feed", "add", url, "--name", "bench", "--fingerprint", _fingerprint(program, url))
        program.measured(f"signed, {LISTINGS:,} listings, first", "update", "bench", bar="5 s, 300 MiB")
        asked.clear()
        program.measured("signed, unchanged", "update", "bench", bar="0.5 s, 2 requests")
        print(f"  {len(asked)} requests")
        for at in range(0, LISTINGS, 100):
            listings[at] = listings[at].replace(summary=f"Changed, number {at}.")
        publisher.publish(listings)
        program.measured(f"signed, {LISTINGS // 100} of them changed", "update", "bench", bar="5 s")


def _fingerprint(program: Program, url: str) -> str:
    told = subprocess.run(
        program._command(("feed", "add", url, "--name", "x")),  # the same program
        env=program._environ,
        check=False,
        capture_output=True,
        text=True,
    )
    found = re.search(r'--fingerprint "([0-9a-f ]+)"', told.stderr)
    assert found, told
    return found[1]


def crawl(folder: Path) -> None:
    """Measure a server of services."""
    count = 0
    failed: set[str] = set()

    class Services(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal count
            count += 1
            if count % FAILS_EVERY == 0 and self.path not in failed:
                failed.add(self.path)
                self.send_error(500)
                return
            page = re.match(r"/services\?page=(\d+)", self.path)
            held = _page(int(page[1])) if page else _service(int(self.path.rpartition("/s")[2]))
            content = json.dumps(held).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    program = Program(folder / "crawl")
    program.run("search", "grief", "--limit", "1")
    with served(Services) as url:
        program.run("feed", "add", f"{url}/services", "--name", "crawl", "--format", "hsds", "--country", "US")
        program.measured(f"crawl, {SERVICES:,} services", "update", "crawl")
        print(f"  {count:,} requests, of which {len(failed)} failed at first")


def _page(number: int) -> dict[str, Any]:
    ids = range((number - 1) * PAGE, min(SERVICES, number * PAGE))
    outlined = [{"id": f"s{at}", "name": f"Service {at}", "status": "active"} for at in ids]
    return {"total_items": SERVICES, "total_pages": -(-SERVICES // PAGE), "contents": outlined}


def _service(at: int) -> dict[str, Any]:
    return {
        "id": f"s{at}",
        "name": f"Service {at}",
        "status": "active",
        "description": f"People meet and talk, in room {at}.",
        "organization": {"id": "o", "name": "Services"},
        "phones": [{"id": f"p{at}", "number": f"(740) 392-{at:04d}", "type": "voice"}],
        "last_modified": "2026-05-04",
    }


def tables(folder: Path) -> None:
    """Measure a large zip file."""
    tables_zip(folder / "tables.zip", ROWS)
    program = Program(folder / "tables")
    program.run("search", "grief", "--limit", "1")
    program.run("feed", "add", str(folder / "tables.zip"), "--name", "tables", "--country", "US")
    program.measured(f"tables, {ROWS:,} services", "update", "tables", bar="120 s, 1,536 MiB")
    for query in ("support group in Cleveland", "warmline portland"):
        program.measured(f"  then search {query!r}", "search", query, "--limit", "3")


KINDS = {"signed": signed, "crawl": crawl, "tables": tables}


def main(names: list[str]) -> None:
    """Measure what is named, or all."""
    for name in names or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            KINDS[name](Path(folder))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--largest"]:
        largest(sys.argv[2:])
    else:
        main(sys.argv[1:])
