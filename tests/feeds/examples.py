"""A loopback server that tests edit, a reader of JSON lines, and listings to feed."""

import contextlib
import datetime as dt
import json
import threading
import time
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from peerfind.directory.model import Listing, listing_from
from peerfind.errors import RefusedError
from peerfind.feeds.client import Limits
from peerfind.feeds.reader import Document, Facts, Getter, Warn
from peerfind.feeds.review import Neighbours
from peerfind.feeds.updating import Surroundings
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.store import load_places

NOW = dt.datetime.fromisoformat("2026-11-23T15:00:00+00:00")
QUICK = Limits(read=0.3, total=0.6, longest_wait=2.0)


def listing(id_: str, number: str | None = None, **fields: Any) -> Listing:
    """Return a plain listing of a feed."""
    held: dict[str, Any] = {
        "id": id_,
        "name": id_.replace("-", " ").title(),
        "kind": "helpline",
        "summary": "A plain service.",
        "contacts": [{"type": "phone", "value": number}] if number else [],
        "serves": ["US-OH"],
        "sources": [{"url": "https://plain.example/", "checked": "2026-11-01", "how": "page"}],
    }
    return listing_from(held | fields)


def number(at: int) -> str:
    """Return one of many numbers that are far from one another."""
    return f"+1216{(at * 7654321 + 2345678) % 9999991:07}"


def data_of(listings: Iterable[Listing]) -> bytes:
    """Return listings as the reader below takes them."""
    from peerfind.lookup.packing import json_of

    return b"".join(json_of(one) + b"\n" for one in listings)


class Lines:
    """Reads listings as JSON lines; a first line {"pages": [...]} names documents to fetch."""

    NAME = "lines"

    @staticmethod
    def recognises(url: str, start: bytes) -> bool:
        return start.startswith((b'{"id"', b'{"pages"'))

    @staticmethod
    def crawl(url: str, getter: Getter) -> Iterator[Document]:
        first = getter.get(url)
        yield url, first
        if first.startswith(b'{"pages"'):
            for page, content in getter.get_all(json.loads(first)["pages"]):
                if isinstance(content, Exception):
                    raise content
                yield page, content

    @staticmethod
    def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
        for name, data in documents:
            for line in data.splitlines():
                try:
                    held = json.loads(line)
                except ValueError as error:
                    raise RefusedError(f"{name} is not JSON lines") from error
                if "pages" not in held:
                    yield listing_from(held)


class Meetings(Lines):
    """The same, of a format that lists meetings."""

    NAME = "tsml"


class Server:
    """A web server on this computer; `files` (path -> content) and `replies` (path -> function) are edited by tests."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.replies: dict[str, Any] = {}
        self.folder: Path | None = None
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.etags = False
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def answer(self, to: BaseHTTPRequestHandler) -> None:
        self.asked.append((to.path, {key.lower(): value for key, value in to.headers.items()}))
        if reply := self.replies.get(to.path) or self.replies.get("*"):
            with contextlib.suppress(OSError):  # the client has had enough
                reply(to)
            return
        content = self.content(to.path)
        tag = f'"{hash(content)}"'
        if content is None:
            send(to, b"no such thing", 404)
        elif self.etags and to.headers.get("If-None-Match") == tag:
            send(to, b"", 304)
        else:
            send(to, content, **({"ETag": tag} if self.etags else {}))

    def content(self, path: str) -> bytes | None:
        if self.folder and (file := self.folder / path.lstrip("/")).is_file():
            return file.read_bytes()
        return self.files.get(path)


def send(to: BaseHTTPRequestHandler, content: bytes, status: int = 200, **headers: str) -> None:
    """Answer a request."""
    to.send_response(status)
    for name, value in {"Content-Length": str(len(content)), **headers}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(content)


def drip(to: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, for ever."""
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b" ")
        to.wfile.flush()
        time.sleep(0.05)


def flood(to: BaseHTTPRequestHandler) -> None:
    """Answer without end."""
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b"x" * 65536)


_PLACES: list[Gazetteer] = []


def places() -> Gazetteer:
    if not _PLACES:
        _PLACES.append(load_places())
    return _PLACES[0]


def around(now: dt.datetime = NOW, known: dict[str, tuple[str, str]] | None = None, **more: Any) -> Surroundings:
    """Return what an update takes from around it; `known` are other listings' digits -> id and name."""
    others = known or {}
    held: dict[str, Any] = {
        "now": now,
        "readers": (Lines(), Meetings()),
        "places": places,
        "neighbours": Neighbours(lambda: others, others.get),
        "limits": QUICK,
    }
    return Surroundings(**held | more)
