"""Directories of services read over the network from a server on this computer, with what servers do wrong."""

import json
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from peerfind.feeds.client import Client
from tests.conftest import Outcome
from tests.feeds.examples import Server, send

Run = Callable[..., Outcome]
SERVICES = 46
_PER_PAGE = 20


class Services(Server):
    """An HSDS server: pages that outline services, and each service alone; `wrong` (path -> replies) goes before."""

    def __init__(self, count: int = SERVICES) -> None:
        super().__init__()
        self.count = count
        self.wrong: dict[str, list[Callable[[BaseHTTPRequestHandler], None]]] = {}
        self.envelope: dict[str, Any] = {}
        self.replies["*"] = self.reply

    def reply(self, to: BaseHTTPRequestHandler) -> None:
        if waiting := self.wrong.get(to.path):
            waiting.pop(0)(to)
        elif found := re.fullmatch(r"/services/s(\d+)", to.path):
            send(to, json.dumps(service(int(found[1]))).encode())
        elif found := re.match(r"/services\?page=(\d+)", to.path):
            send(to, json.dumps(self.page(int(found[1]))).encode())
        else:
            send(to, b"no such thing", 404)

    def page(self, number: int) -> dict[str, Any]:
        ids = range((number - 1) * _PER_PAGE, min(self.count, number * _PER_PAGE))
        outlined = [{"id": f"s{at}", "name": f"Zebra service {at}", "status": "active"} for at in ids]
        return {"total_items": self.count, "contents": outlined} | self.envelope

    def asked_for(self, part: str) -> int:
        return sum(part in path for path in self.paths)


def service(at: int) -> dict[str, Any]:
    return {
        "id": f"s{at}",
        "name": f"Zebra service {at}",
        "status": "active",
        "description": f"People meet and talk, in room {at}.",
        "organization": {"id": "o", "name": "Zebra"},
        "phones": [{"id": f"p{at}", "number": f"(740) 392-{at:04d}", "type": "voice"}],
        "last_modified": "2026-05-04",
    }


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setitem(Client.__init__.__kwdefaults__, "sleep", lambda _: None)
    held = Services()
    yield held
    held.close()


def added(run: Run, server: Services) -> None:
    outcome = run("feed", "add", f"{server.url}/services", "--name", "zebra", "--format", "hsds", "--country", "US")
    assert outcome.status == 0, outcome.err


def page(number: int) -> str:
    return f"/services?page={number}&per_page=100&full=true"


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda to: send(to, b"not now", code, **headers)


def cut_off(to: BaseHTTPRequestHandler) -> None:
    """Announce more than comes."""
    to.send_response(200)
    to.send_header("Content-Length", "5000")
    to.end_headers()
    to.wfile.write(b'{"contents": [')
    to.close_connection = True


def spoilt(to: BaseHTTPRequestHandler) -> None:
    send(to, b'{"contents": [{"id": "s1", "na')


def test_a_directory_is_read_page_by_page_and_service_by_service(run: Run, server: Services) -> None:
    added(run, server)
    outcome = run("update", "zebra")
    assert (outcome.status, f"{SERVICES} added" in outcome.out) == (0, True)
    assert server.asked_for("/services/s") == SERVICES
    assert "740-392-0045" in run("show", "hsds-zebra-s45").out
    assert "Zebra service 33" in run("search", "zebra service 33", "--limit", "1").out


def test_what_fails_once_is_asked_for_again(run: Run, server: Services) -> None:
    added(run, server)
    server.wrong = {
        page(1): [status(500)],
        page(2): [cut_off],
        page(3): [spoilt],
        "/services/s3": [status(503)],
        "/services/s17": [status(429, Retry_After="1")],
        "/services/s30": [status(500)],
        "/services/s37": [cut_off],
    }
    outcome = run("update", "zebra")
    assert (outcome.status, f"{SERVICES} added" in outcome.out) == (0, True)
    assert not any(server.wrong.values())


def test_a_server_that_ignores_the_page_is_read_as_far_as_it_goes_and_told_not_to_be_whole(
    run: Run, server: Services
) -> None:
    added(run, server)
    whole = server.page(1)
    server.page = lambda _: whole  # type: ignore[method-assign]
    outcome = run("update", "zebra")
    assert outcome.status == 4
    assert f"{_PER_PAGE} of {SERVICES} services came before the pages ended or repeated" in outcome.err


def test_a_server_that_gives_all_on_every_page_is_read_once(run: Run, server: Services) -> None:
    added(run, server)
    everything = {"contents": [service(at) for at in range(SERVICES)]}
    server.page = lambda _: everything  # type: ignore[method-assign]
    assert f"{SERVICES} added" in run("update", "zebra").out
    assert server.asked_for("/services/s") == 0


def test_a_crawl_that_breaks_off_keeps_the_old_state_and_goes_on_where_it_was(run: Run, server: Services) -> None:
    server.envelope = {"total_pages": 3}
    added(run, server)
    server.wrong[page(3)] = [status(500)] * 9
    broken = run("update", "zebra")
    assert broken.status == 4
    assert "Nothing was read from it before" in broken.err
    assert run("show", "hsds-zebra-s7").status == 1
    asked = server.asked_for("?page=1&")
    server.wrong.clear()
    assert f"{SERVICES} added" in run("update", "zebra").out
    assert server.asked_for("?page=1&") == asked
    server.wrong[page(1)] = [status(500)] * 9
    again = run("update", "zebra")
    assert (again.status, "The state of 2026-11-23 stays in use" in again.err) == (4, True)
    assert run("show", "hsds-zebra-s7").status == 0


def test_a_page_that_stays_spoilt_is_refused_and_asked_for_anew_by_the_next_update(run: Run, server: Services) -> None:
    added(run, server)
    server.wrong[page(2)] = [spoilt, spoilt]
    refused = run("update", "zebra")
    assert (refused.status, "not JSON" in refused.err) == (5, True)
    assert f"{SERVICES} added" in run("update", "zebra").out
