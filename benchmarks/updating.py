"""How long whole updates take, as their users run them, against a server on this computer.

    python benchmarks/updating.py [LISTINGS [SERVICES [CRAWLED]]]

Times processes of `peerfind update`: of a signed feed of so many listings (10,000) that is new, has changed and has
not; of so many services in a zip of HSDS tables (250,000); and of so many (5,000) behind an HSDS API that gives pages
of a hundred and each service alone. Prints wall-clock and CPU seconds, the peak of memory and the number of requests,
with the bar beside each. Needs Unix: the operating system's own accounting.
"""

import contextlib
import datetime as dt
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from feeds import tables_zip

from peerfind.directory.model import Listing, listing_from
from peerfind.feeds.adding import fingerprint
from peerfind.feeds.publishing import Publisher

_PER_PAGE = 100
_MIB = 1024


class Bar(NamedTuple):
    """What an update may take."""

    seconds: float | None = None
    mebibytes: float | None = None
    requests: int | None = None


class Server:
    """Files of a folder, and an HSDS API below /api; counts what it is asked."""

    def __init__(self, folder: Path, services: int) -> None:
        self.requests = 0
        self._folder, self._services = folder, services
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and content in one piece: two would wait for one another on a kept connection

            def do_GET(self) -> None:
                server.requests += 1
                content = server.content(self.path)
                self.send_response(404 if content is None else 200)
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                self.wfile.write(content or b"")

            def handle(self) -> None:
                with contextlib.suppress(ConnectionError):  # a connection that was kept for more is not always closed
                    super().handle()

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def content(self, path: str) -> bytes | None:
        """Return what stands at an address, or None."""
        if found := re.match(r"/api/services\?page=(\d+)", path):
            return json.dumps(self._page(int(found[1]))).encode()
        if found := re.fullmatch(r"/api/services/s(\d+)", path):
            return json.dumps(service(int(found[1]))).encode()
        file = self._folder / path.partition("?")[0].lstrip("/")
        return file.read_bytes() if file.is_file() else None

    def _page(self, number: int) -> dict[str, Any]:
        ids = range((number - 1) * _PER_PAGE, min(self._services, number * _PER_PAGE))
        outlined = [{"id": f"s{at}", "name": f"Service {at}", "status": "active"} for at in ids]
        pages = -(-self._services // _PER_PAGE)
        return {"total_items": self._services, "total_pages": pages, "page_number": number, "contents": outlined}


def service(at: int) -> dict[str, Any]:
    """Return one service of the API."""
    return {
        "id": f"s{at}",
        "name": f"Service {at}",
        "status": "active",
        "description": f"People meet and talk with one another, in room {at}.",
        "organization": {"id": "o", "name": "Riverside"},
        "phones": [{"id": f"p{at}", "number": f"({212 + at // 10_000}) 392-{at % 10_000:04d}", "type": "voice"}],
        "last_modified": "2026-05-04",
    }


def listings(count: int, *, changed: bool = False) -> list[Listing]:
    """Return listings of a feed; of those that `changed`, every fiftieth says something else."""
    return [
        listing_from({
            "id": f"far-{at}",
            "name": f"Far Group {at}",
            "kind": "support_group",
            "summary": f"People meet {'and drink tea' if changed and at % 50 == 0 else 'and talk'} in room {at}.",
            "contacts": [{"type": "phone", "value": f"+1216{(at * 7654321 + 2345678) % 9999991:07}"}],
            "serves": ["US-OH"],
            "hours": "Tu 18:00-19:00",
            "timezone": "America/New_York",
            "sources": [{"url": "https://far.example/", "checked": "2026-11-01", "how": "page"}],
        })
        for at in range(count)
    ]  # fmt: skip


class Bench:
    """Runs the program with a home of its own and prints what each update took."""

    def __init__(self, folder: Path, server: Server) -> None:
        self._server = server
        own = {"PEERFIND_CACHE": str(folder / "cache"), "PEERFIND_DATA": str(folder / "data")}
        self._environ = {name: value for name, value in os.environ.items() if not name.startswith("PEERFIND_")} | own

    def run(self, *arguments: str) -> str:
        """Run a command that is not timed, and return what it prints."""
        command = [sys.executable, "-m", "peerfind", *arguments]
        return subprocess.run(command, env=self._environ, check=True, capture_output=True, text=True).stdout

    def update(self, title: str, name: str, bar: Bar) -> None:
        """Time one update of a feed; changes that it holds back count like those that it applies."""
        asked, started = self._server.requests, time.perf_counter()
        command = [sys.executable, "-m", "peerfind", "update", name, "--json"]
        with subprocess.Popen(command, env=self._environ, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            outcome = json.loads(process.stdout.read())["feeds"][0]
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 5):
            sys.exit(f"{title}: {outcome.get('error')}")
        peak = used.ru_maxrss / (_MIB if sys.platform != "darwin" else _MIB * _MIB)
        took = (
            _beside(f"{time.perf_counter() - started:.2f} s", bar.seconds, "s"),
            f"{used.ru_utime + used.ru_stime:.2f} s of CPU",
            _beside(f"{peak:.0f} MiB", bar.mebibytes, "MiB"),
            _beside(f"{self._server.requests - asked:,} requests", bar.requests, ""),
        )
        done = f"{outcome['result']}, {outcome['listings']:,} listings, {len(outcome['changes']):,} changed"
        sys.stdout.write(f"{title} ({done}): {', '.join(took)}\n")


def _beside(measured: str, bar: float | None, unit: str) -> str:
    return measured if bar is None else f"{measured} (bar: {bar:g}{' ' if unit else ''}{unit})"


def main(arguments: list[str]) -> None:
    """Make the feeds and time their updates."""
    defaults = ("10000", "250000", "5000")
    count, services, crawled = (int(value) for value in (*arguments, *defaults[len(arguments) :]))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        site = folder / "site"
        site.mkdir()
        server = Server(site, crawled)
        bench = Bench(folder, server)
        bench.run("search", "grief")  # so that the directory's own index is there, as for anybody who looks things up
        publisher = Publisher(site / "signed", folder / "keys", dt.datetime.now(dt.UTC))
        publisher.init()
        publisher.publish(listings(count))
        trusted = fingerprint((site / "signed" / "metadata" / "1.root.json").read_bytes())
        bench.run("feed", "add", f"{server.url}/signed", "--name", "signed", "--fingerprint", trusted)
        whole = Bar(seconds=5, mebibytes=300)
        bench.update("signed, new", "signed", whole)
        publisher.publish(listings(count, changed=True))
        bench.update("signed, changed", "signed", whole)
        bench.update("signed, unchanged", "signed", Bar(seconds=0.5, requests=2))
        bench.run("feed", "remove", "signed")
        bench.run("feed", "add", f"{server.url}/api/services", "--name", "api", "--format", "hsds", "--country", "US")
        bench.update("HSDS API, new", "api", Bar())
        bench.run("feed", "remove", "api")
        tables_zip(site / "tables.zip", services)
        bench.run("feed", "add", f"{server.url}/tables.zip", "--name", "tables", "--country", "US")
        bench.update("HSDS tables, new", "tables", Bar(seconds=120, mebibytes=1536))


if __name__ == "__main__":
    main(sys.argv[1:])
