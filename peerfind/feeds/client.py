"""The way to the network: https only, bounded in size and time, and nothing sent that tells who asks or why."""

import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from peerfind import __version__
from peerfind.errors import NetworkError, PeerfindError, RefusedError
from peerfind.record import Record

if TYPE_CHECKING:
    import httpx  # a tenth of a second, which what reads no network does not spend

AGENT = f"peerfind/{__version__} (peer support directory; reads whole feeds, on request of its user only)"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_BROWSER_PAGE = (b"<!doctype html", b"<html", b"<!--", b"<head")
_MOVED = (301, 302, 303, 307, 308)
_BUSY = (429, 502, 503, 504)
_MOST_HOPS, _AT_A_TIME = 5, 4
_CHUNK = 64 * 1024


class Limits(Record):
    """What one document may take."""

    compressed: int = 256 * 1024 * 1024
    """Bytes on the wire."""
    content: int = 1024 * 1024 * 1024
    """Bytes after decompression."""
    read: float = 20.0
    """Seconds between two pieces."""
    total: float = 600.0
    """Seconds for the whole document."""
    tries: int = 3
    longest_wait: float = 60.0
    """Seconds that a busy server may ask for."""


class StatusError(NetworkError):
    """The server answered with something else than the document."""

    def __init__(self, message: str, status: int, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.status = status


class Answer(Record):
    """The head of an answer, before its content was read."""

    url: str
    unchanged: bool
    """Whether the server says that nothing changed since the document with the given marks."""
    marks: Mapping[str, str]
    """What to ask with next time: If-None-Match, If-Modified-Since."""
    content: Iterator[bytes]


class Client:
    """Fetches documents, one or several at a time. Raises NetworkError or RefusedError."""

    def __init__(
        self,
        limits: Limits = Limits(),  # noqa: B008  # immutable
        token: str | None = None,
        *,
        own: Iterable[str] = (),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`token` goes to the hosts of the addresses in `own` and to no other."""
        self.limits, self._sleep, self._token = limits, sleep, token
        self._own = {_origin(url) for url in own}
        self._http: httpx.Client | None = None
        self.requests = 0

    def get(self, url: str, *, anew: bool = False) -> bytes:  # noqa: ARG002  # nothing is held here
        """Return one document."""
        with self.open(url) as answer:
            return b"".join(answer.content)

    def get_all(self, urls: Iterable[str]) -> Iterator[tuple[str, bytes | PeerfindError]]:
        """Yield each address with its document or what went wrong, in their order, a few on their way at a time."""
        yield from several(self.get, urls)

    @contextmanager
    def open(self, url: str, marks: Mapping[str, str] | None = None) -> Iterator[Answer]:
        """Ask for a document, with the marks of the copy that is held, and follow where the server sends us."""
        for tried in range(1, self.limits.tries + 1):
            with self._followed(url, marks or {}) as response:
                if response.status_code not in _BUSY or tried == self.limits.tries:
                    yield self._answer(response)
                    return
                wait = _seconds(response.headers.get("retry-after"), tried)
            if wait > self.limits.longest_wait:
                raise StatusError(f"{_shown(url)} is busy and asks to wait {wait:.0f} seconds", response.status_code)
            self._sleep(wait)

    @contextmanager
    def _followed(self, url: str, marks: Mapping[str, str]) -> "Iterator[httpx.Response]":
        secure = urlsplit(url).scheme == "https"
        for _ in range(_MOST_HOPS + 1):
            check_address(url, after_secure=secure)
            with self._sent(url, marks) as response:
                target = response.headers.get("location")
                if response.status_code not in _MOVED or not target:
                    yield response
                    return
            url = urljoin(url, target)
        raise RefusedError(f"{_shown(url)} redirects more than {_MOST_HOPS} times")

    @contextmanager
    def _sent(self, url: str, marks: Mapping[str, str]) -> "Iterator[httpx.Response]":
        """Send one request. Its errors become ours, also while the content is read."""
        import httpx  # here, as below: see above

        headers = dict(marks)
        if self._token and _origin(url) in self._own:
            headers["Authorization"] = f"Bearer {self._token}"
        self.requests += 1
        try:
            with self._opened().stream("GET", url, headers=headers) as response:
                yield response
        except httpx.TimeoutException as error:
            raise NetworkError(f"{_shown(url)} does not answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise NetworkError(f"{_shown(url)} can't be reached: {_plainly(error)}") from error

    def _opened(self) -> "httpx.Client":
        import httpx

        if self._http is None:
            # The environment names proxies (HTTPS_PROXY, NO_PROXY) and authorities (SSL_CERT_FILE, SSL_CERT_DIR).
            self._http = httpx.Client(
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "*/*"},
                timeout=httpx.Timeout(self.limits.read),
                follow_redirects=False,
            )
        return self._http

    def _answer(self, response: "httpx.Response") -> Answer:
        url, status = str(response.url), response.status_code
        if status == HTTPStatus.NOT_MODIFIED:
            return Answer(url=url, unchanged=True, marks={}, content=iter(()))
        if status in (401, 403):
            hint = 'Where it needs a token: set PEERFIND_TOKEN_NAME, or "peerfind feed add --token-file".'
            raise StatusError(f"{_shown(url)} does not let us in (status {status})", status, hint=hint)
        if status != HTTPStatus.OK:
            raise StatusError(f"{_shown(url)} answers with status {status}", status)
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        marks = {ours: response.headers[theirs] for theirs, ours in names.items() if theirs in response.headers}
        return Answer(url=url, unchanged=False, marks=marks, content=self._content(response))

    def _content(self, response: "httpx.Response") -> Iterator[bytes]:
        """Yield the content in pieces, within the limits. Raises RefusedError for a page for browsers."""
        url, limits = str(response.url), self.limits
        encoding = response.headers.get("content-encoding", "identity").lower()
        if encoding not in ("identity", "gzip"):
            raise RefusedError(f"{_shown(url)} comes in an encoding that was not asked for ({encoding})")
        deadline, first = time.monotonic() + limits.total, True
        for piece in _within(_decoded(_timely(response, deadline, limits), encoding, url), limits.content, url):
            if first and piece:
                _refuse_page(piece, response.headers.get("content-type", ""), url)
                first = False
            yield piece

    def close(self) -> None:
        """Close all connections."""
        if self._http is not None:
            self._http.close()
            self._http = None


def several(get: Callable[[str], bytes], urls: Iterable[str]) -> Iterator[tuple[str, bytes | PeerfindError]]:
    """Yield each address with what `get` returns or raises for it, in their order."""

    def fetched(url: str) -> bytes | PeerfindError:
        try:
            return get(url)
        except PeerfindError as error:
            return error

    coming = iter(urls)
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        waiting = [(url, pool.submit(fetched, url)) for url in islice(coming, _AT_A_TIME)]
        while waiting:
            url, future = waiting.pop(0)
            yield url, future.result()
            waiting += [(after, pool.submit(fetched, after)) for after in [next(coming, None)] if after is not None]


def check_address(url: str, *, after_secure: bool = False) -> None:
    """Raise RefusedError unless the address is https, or http on this computer itself."""
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise RefusedError("an address holds a name or password: take them out and use a token")
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in _LOOPBACK and not after_secure:
        return
    hint = "What comes over plain http can be changed on its way." if parts.scheme == "http" else ""
    raise RefusedError(f"{_shown(url)} is not an https address", hint=hint)


def token_for(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return a feed's token from the environment: of `na-ohio` that is PEERFIND_TOKEN_NA_OHIO."""
    return environ.get(f"PEERFIND_TOKEN_{name.upper().replace('-', '_')}")


def _timely(response: "httpx.Response", deadline: float, limits: Limits) -> Iterator[bytes]:
    """Yield the pieces as they come on the wire, within the limits of size and time."""
    received = 0
    for piece in response.iter_raw():  # as it comes: gathering pieces would wait for a slow server without end
        received += len(piece)
        if received > limits.compressed:
            raise RefusedError(f"{_shown(str(response.url))} is larger than {limits.compressed:,} bytes")
        if time.monotonic() > deadline:
            raise NetworkError(f"{_shown(str(response.url))} takes longer than {limits.total:g} seconds")
        yield piece


def _decoded(pieces: Iterator[bytes], encoding: str, url: str) -> Iterator[bytes]:
    if encoding == "identity":
        yield from pieces
        return
    inflating = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        for piece in pieces:
            left = piece
            while left:
                yield inflating.decompress(left, _CHUNK * 16)
                left = inflating.unconsumed_tail
        yield inflating.flush()
    except zlib.error as error:
        raise NetworkError(f"{_shown(url)} came damaged") from error
    if not inflating.eof:
        raise NetworkError(f"{_shown(url)} broke off in the middle")


def _within(pieces: Iterator[bytes], most: int, url: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise RefusedError(f"{_shown(url)} unpacks to more than {most:,} bytes")
        yield piece


def _refuse_page(start: bytes, kind: str, url: str) -> None:
    if kind.lower().startswith("text/html") or start.lstrip()[:20].lower().startswith(_BROWSER_PAGE):
        hint = "That is often a sign-in, a check for robots, or an address that is gone. What is here stays in use."
        raise RefusedError(f"{_shown(url)} answers with a web page (HTML) where a feed belongs", hint=hint)


def _seconds(header: str | None, tried: int) -> float:
    """Return how long to wait: as the server says in seconds, else longer each time."""
    try:
        return max(0.0, float(header)) if header else float(2**tried)
    except ValueError:
        return float(2**tried)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _shown(url: str) -> str:
    """Return an address without what may be secret in it."""
    return url.partition("?")[0]


def _plainly(error: Exception) -> str:
    text = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "its certificate is not trusted; for an authority of your own set SSL_CERT_FILE"
    if "Name or service not known" in text or "getaddrinfo" in text or "name resolution" in text:
        return "its name is not known, or there is no network"
    return text or type(error).__name__
