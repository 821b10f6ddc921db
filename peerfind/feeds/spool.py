"""Documents of a feed on the disk: what a crawl has fetched so far, and what the last one fetched, to ask for changes.

A crawl that broke off goes on where it was: what it fetched a while ago is not fetched again. A complete crawl's
documents stay, with the marks that the server gave them, so that an unchanged one is not sent again.
"""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from peerfind.errors import PeerfindError
from peerfind.feeds.client import Client, several
from peerfind.whole import keep_file

_GOES_ON = 6 * 3600
"""Seconds for which documents of a crawl that broke off are as good as new."""


class Spool:
    """A Getter that keeps what it fetches in a folder."""

    def __init__(self, client: Client, folder: Path, progress: Callable[[int], None] = lambda _: None) -> None:
        """`progress` is told how many documents have come."""
        self._client, self._progress = client, progress
        self._before, self._now = folder / "documents", folder / "work"
        self._seen = 0

    def get(self, url: str, *, anew: bool = False) -> bytes:
        """Return one document: of this crawl, else as the server has it or says that it had not changed."""
        held = None if anew else _read(self._now / _name(url), within=_GOES_ON)
        content = held[1] if held else self._fetched(url)
        self._seen += 1
        self._progress(self._seen)
        return content

    def get_all(self, urls: Iterable[str]) -> Iterator[tuple[str, bytes | PeerfindError]]:
        """Yield each address with its document or what went wrong, in their order, a few on their way at a time."""
        yield from several(self.get, urls)

    def complete(self) -> None:
        """Keep the documents of this crawl in place of those of the last one."""
        if self._now.is_dir():
            shutil.rmtree(self._before, ignore_errors=True)
            self._now.replace(self._before)

    def _fetched(self, url: str) -> bytes:
        held = _read(self._before / _name(url))
        with self._client.open(url, held[0] if held else None) as answer:
            if held and answer.unchanged:
                marks, content = held
            else:
                marks, content = answer.marks, b"".join(answer.content)
        keep_file(self._now / _name(url), json.dumps(dict(marks)).encode() + b"\n" + content)
        return content


def _name(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def _read(path: Path, within: float | None = None) -> tuple[Mapping[str, str], bytes] | None:
    """Return a document's marks and content, unless it is older than `within` seconds, or none is held."""
    try:
        if within is not None and time.time() - path.stat().st_mtime > within:
            return None
        head, _, content = path.read_bytes().partition(b"\n")
        marks = json.loads(head)
        return ({str(key): str(value) for key, value in marks.items()}, content) if isinstance(marks, dict) else None
    except (OSError, ValueError):
        return None
