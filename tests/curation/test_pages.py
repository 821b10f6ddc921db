"""Pages are read from a real server on this machine, politely."""

import time
from collections import defaultdict
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from peerfind.curation import pages
from peerfind.curation.pages import Page, Reader


class Site:
    """A web site that a test can change, and that remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: dict[str, float] = defaultdict(float)
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.times[self.path] = time.monotonic()
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def put(self, path: str, body: str, status: int = 200, **headers: str) -> None:
        """Put a page on the site."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **named}, body.encode())


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def read(site: Site, *paths: str, memory: Path | None = None, pause: float = 0.0) -> list[Page]:
    return list(Reader(memory, pause).read([site.address + path for path in paths]))


def test_a_page_is_read_as_text_with_its_numbers(site: Site) -> None:
    site.put("/", "<p>Welcome</p><p>Call 988</p>")
    assert [page.text.strip() for page in read(site, "/")] == ["Call 988"]


def test_a_page_that_robots_txt_closes_is_not_asked_for(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed")
    site.put("/closed/a", "988")
    assert [page.problem for page in read(site, "/closed/a")] == ["robots.txt asks not to read it"]
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site) -> None:
    site.put("/robots.txt", "", status=503)
    site.put("/", "988")
    assert [page.problem for page in read(site, "/")] == ["its robots.txt answers 503"]


def test_robots_txt_is_read_once_and_the_name_of_the_program_is_told(site: Site) -> None:
    site.put("/a", "1")
    site.put("/b", "2")
    read(site, "/a", "/b", "/a")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]
    assert all(headers["User-Agent"].startswith("peerfind/") for _, headers in site.asked)


def test_pages_of_one_host_are_asked_for_apart_from_one_another(site: Site) -> None:
    site.put("/a", "1")
    site.put("/b", "2")
    read(site, "/a", "/b", pause=0.3)
    assert site.times["/b"] - site.times["/a"] >= 0.3


def test_a_host_may_ask_for_a_longer_pause(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 1\nAllow: /")
    site.put("/a", "1")
    site.put("/b", "2")
    read(site, "/a", "/b")
    assert site.times["/b"] - site.times["/a"] >= 1


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.put("/", "Call 988", ETag='"one"')
    memory = tmp_path / "pages.json"
    first, again = read(site, "/", memory=memory), read(site, "/", memory=memory)
    assert first == again
    assert site.asked[-1][1]["If-None-Match"] == '"one"'
    site.put("/", "Call 989", ETag='"two"')
    assert "989" in read(site, "/", memory=memory)[0].text


def test_a_damaged_memory_is_forgotten(site: Site, tmp_path: Path) -> None:
    site.put("/", "Call 988")
    memory = tmp_path / "pages.json"
    memory.write_text("[1", "utf-8")
    assert "988" in read(site, "/", memory=memory)[0].text


def test_a_page_that_is_gone_is_told_apart(site: Site) -> None:
    site.put("/broken", "", status=500)
    gone, broken = read(site, "/gone", "/broken")
    assert (gone.problem, gone.gone) == ("answers 404", True)
    assert (broken.problem, broken.gone) == ("answers 500", False)


def test_a_moved_page_is_followed_and_a_circle_is_left(site: Site) -> None:
    site.put("/old", "", status=301, Location="/new")
    site.put("/new", "Call 988")
    site.put("/round", "", status=302, Location="/round")
    moved, circle = read(site, "/old", "/round")
    assert "988" in moved.text
    assert circle.problem == "moves on and on"


@pytest.mark.parametrize("there", ["http://localhost:1/", "http://10.0.0.1/", "http://[::1]/", "http://printer.local/"])
def test_a_page_can_not_send_the_reader_into_a_private_network(site: Site, there: str) -> None:
    site.put("/old", "", status=301, Location=there)
    assert [page.problem for page in read(site, "/old")] == ["moves into a private network"]


def test_what_is_too_large_or_no_text_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_LARGEST", 2048)
    site.put("/large", "9" * 4096)
    site.put("/pdf", "%PDF", Content_Type="application/pdf")
    assert [page.problem for page in read(site, "/large", "/pdf")] == [
        "is larger than 2 KiB",
        "is no page of text (application/pdf)",
    ]


def test_a_page_that_drips_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_SECONDS_A_PAGE", -1.0)
    site.put("/", "Call 988")
    assert [page.problem for page in read(site, "/")] == ["takes longer than -1 seconds"]


def test_a_host_that_is_not_there_is_told() -> None:
    (page,) = Reader(None, 0).read(["http://127.0.0.1:9/"])
    assert page.problem == "can't be reached (ConnectError)"
