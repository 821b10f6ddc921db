"""Reads the pages of listings as a polite guest: slowly, as robots.txt asks, and only what has changed.

Nothing of a page is kept but the parts of its text that hold a digit, with what tells next time whether it changed.
"""

import ipaddress
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from peerfind import __version__
from peerfind.curation.standing import page_text, with_digits
from peerfind.record import Record
from peerfind.whole import keep_file

AGENT = f"peerfind/{__version__} (checks whether helplines' numbers still stand on their pages)"
_SECONDS_A_PAGE = 30.0
_LARGEST = 3 * 1024 * 1024
_LARGEST_ROBOTS = 512 * 1024
_MOST_HOPS = 5
_AT_ONCE = 8
"""Hosts that are asked side by side; of one host one page after the other."""
_LONGEST_PAUSE = 30.0
"""Seconds between two pages that a host may ask for."""
_GONE = (404, 410)
_TEXTS = ("text/html", "text/plain", "application/xhtml+xml")


class Page(Record):
    """What came of reading a page."""

    url: str
    text: str = ""
    """The parts of its text that hold a digit."""
    problem: str = ""
    """Why it could not be read."""
    gone: bool = False
    """Whether its host says that there is no such page."""


class _UnreadError(Exception):
    """A page could not be read; the text says why."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.gone = gone


class Reader:
    """Reads pages; what it learns about them is kept in a file for the next time."""

    def __init__(self, memory: Path | None, pause: float = 2.0) -> None:
        self._memory = memory
        self._known: dict[str, dict[str, str]] = _remembered(memory)
        self._pause = pause
        self._robots: dict[str, RobotFileParser | str] = {}
        self._next: dict[str, float] = defaultdict(float)
        self._locks: dict[str, Lock] = defaultdict(Lock)
        self._client = httpx.Client(
            headers={"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.8"},
            timeout=httpx.Timeout(15.0, connect=10.0),
        )

    def read(self, urls: Iterable[str]) -> Iterator[Page]:
        """Yield each page once, host beside host, as they come in."""
        hosts: dict[str, list[str]] = defaultdict(list)
        for url in dict.fromkeys(urls):
            hosts[urlsplit(url).netloc].append(url)
        with self._client, ThreadPoolExecutor(_AT_ONCE) as pool:
            try:
                for pages in pool.map(lambda group: [self._page(url) for url in group], hosts.values()):
                    yield from pages
            finally:
                pool.shutdown(cancel_futures=True)
                self._remember()

    def _page(self, url: str) -> Page:
        try:
            return Page(url=url, text=self._text(url))
        except _UnreadError as error:
            return Page(url=url, problem=str(error), gone=error.gone)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            return Page(url=url, problem=f"can't be reached ({type(error).__name__})")

    def _text(self, url: str) -> str:
        """Return a page's text, following its moves."""
        at, known = url, self._known.get(url, {})
        asked = {"If-None-Match": known.get("etag", ""), "If-Modified-Since": known.get("modified", "")}
        for _ in range(_MOST_HOPS):
            pause = self._allowed(at)
            status, headers, data = self._get(at, {k: v for k, v in asked.items() if v}, pause, _LARGEST)
            if status == httpx.codes.NOT_MODIFIED and known:
                return known["text"]
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                at = _next_hop(at, headers["location"])
                continue
            if status != httpx.codes.OK:
                raise _UnreadError(f"answers {status}", gone=status in _GONE)
            kind = headers.get("content-type", "text/html").partition(";")[0].strip().lower()
            if kind not in _TEXTS:
                raise _UnreadError(f"is no page of text ({kind})")
            text = with_digits(page_text(_decoded(data, headers.encoding)))
            self._known[url] = {
                "etag": headers.get("etag", ""),
                "modified": headers.get("last-modified", ""),
                "text": text,
            }
            return text
        raise _UnreadError("moves on and on")

    def _allowed(self, url: str) -> float:
        """Return the seconds between two pages of a host that allows this one to be read."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._locks[f"robots {origin}"]:
            if origin not in self._robots:
                self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if isinstance(rules, str):
            raise _UnreadError(rules)
        if not rules.can_fetch(AGENT, url):
            raise _UnreadError("robots.txt asks not to read it")
        return min(float(rules.crawl_delay(AGENT) or self._pause), _LONGEST_PAUSE)

    def _rules(self, origin: str) -> RobotFileParser | str:
        """Return what a host's robots.txt allows (RFC 9309), or why it is not known."""
        rules = RobotFileParser()
        try:
            status, headers, data = self._get(f"{origin}/robots.txt", {}, self._pause, _LARGEST_ROBOTS)
        except _UnreadError as error:
            return f"its robots.txt {error}"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return f"can't be reached ({type(error).__name__})"
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return f"its robots.txt answers {status}"
        rules.parse(_decoded(data, headers.encoding).splitlines() if status == httpx.codes.OK else [])
        return rules

    def _get(self, url: str, headers: dict[str, str], pause: float, most: int) -> tuple[int, httpx.Headers, bytes]:
        """Return status, headers and body of one request, when it is its host's turn."""
        host = urlsplit(url).netloc
        with self._locks[host]:
            time.sleep(max(0.0, self._next[host] - time.monotonic()))
            started = time.monotonic()
            try:
                with self._client.stream("GET", url, headers=headers) as response:
                    data = b""
                    for part in response.iter_bytes():
                        data += part
                        if len(data) > most:
                            raise _UnreadError(f"is larger than {most // 1024:,} KiB")
                        if time.monotonic() - started > _SECONDS_A_PAGE:
                            raise _UnreadError(f"takes longer than {_SECONDS_A_PAGE:.0f} seconds")
                    return response.status_code, response.headers, data
            finally:
                self._next[host] = time.monotonic() + pause

    def _remember(self) -> None:
        """Keep what is known about pages; that the next run can do without it if it must."""
        if self._memory:
            try:
                keep_file(self._memory, json.dumps(self._known).encode())
            except OSError:
                return


def _remembered(memory: Path | None) -> dict[str, dict[str, str]]:
    try:
        held: Any = json.loads(memory.read_bytes()) if memory else {}
        return {str(url): {"text": "", **page} for url, page in held.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _next_hop(url: str, location: str) -> str:
    """Return where a page has moved. Raises _UnreadError for a place inside somebody's own network."""
    there = urljoin(url, location)
    parts, was = urlsplit(there), urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise _UnreadError("moves to what is no page")
    if parts.hostname != was.hostname and _is_inside(parts.hostname or ""):
        raise _UnreadError("moves into a private network")
    return there


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _decoded(data: bytes, encoding: str | None) -> str:
    try:
        return data.decode(encoding or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
