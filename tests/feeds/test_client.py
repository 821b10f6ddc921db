import gzip
import time
from functools import partial
from http.server import BaseHTTPRequestHandler

import pytest

from peerfind.errors import NetworkError, RefusedError
from peerfind.feeds.client import AGENT, Client, Limits, StatusError, check_address, token_for
from tests.feeds.examples import QUICK, Server, drip, flood, send


def test_a_document_is_fetched_with_an_honest_name_and_nothing_else_about_the_user(server: Server) -> None:
    server.files["/a"] = b"content"
    assert Client(QUICK).get(f"{server.url}/a") == b"content"
    ((_, headers),) = server.asked
    assert headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert headers["user-agent"] == AGENT


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/feed",
        "ftp://example.org/feed",
        "file:///etc/passwd",
        "https:///feed",
        "http://127.0.0.1.example.org/",
        "https://name:password@example.org/",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_is_not_https_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        check_address(url)


def test_after_https_not_even_this_computer_may_answer_over_http() -> None:
    with pytest.raises(RefusedError, match="not an https address"):
        check_address("http://localhost/feed", after_secure=True)


def test_a_redirect_to_plain_http_elsewhere_is_refused(server: Server) -> None:
    server.replies["/a"] = partial(send, content=b"", status=302, Location="http://example.org/feed")
    with pytest.raises(RefusedError, match=r"http://example.org/feed is not an https address"):
        Client(QUICK).get(f"{server.url}/a")


def test_a_redirect_is_followed_and_a_ring_of_them_is_not(server: Server) -> None:
    server.replies["/a"] = partial(send, content=b"", status=301, Location="/b")
    server.files["/b"] = b"there"
    assert Client(QUICK).get(f"{server.url}/a") == b"there"
    server.replies["/ring"] = partial(send, content=b"", status=302, Location="/ring")
    with pytest.raises(RefusedError, match="redirects more than 5 times"):
        Client(QUICK).get(f"{server.url}/ring")


def test_a_token_goes_to_its_own_host_only(server: Server) -> None:
    other = Server()
    try:
        other.files["/b"] = b"there"
        server.replies["/a"] = partial(send, content=b"", status=302, Location=f"{other.url}/b")
        Client(QUICK, "secret", own=[server.url]).get(f"{server.url}/a")
        assert server.asked[0][1]["authorization"] == "Bearer secret"
        assert "authorization" not in other.asked[0][1]
    finally:
        other.close()


def test_a_token_comes_from_the_environment() -> None:
    assert token_for("na-ohio", {"PEERFIND_TOKEN_NA_OHIO": "secret"}) == "secret"
    assert token_for("na-ohio", {}) is None


def test_data_without_end_is_refused(server: Server) -> None:
    server.replies["/a"] = flood
    with pytest.raises(RefusedError, match="larger than"):
        Client(QUICK.replace(compressed=500_000, total=20.0)).get(f"{server.url}/a")


def test_data_that_comes_too_slowly_is_given_up(server: Server) -> None:
    server.replies["/a"] = drip
    started = time.monotonic()
    with pytest.raises(NetworkError, match="longer than"):
        Client(QUICK).get(f"{server.url}/a")
    assert time.monotonic() - started < 5


def test_a_server_that_says_nothing_is_given_up(server: Server) -> None:
    server.replies["/a"] = lambda _: time.sleep(0.6)
    with pytest.raises(NetworkError, match="does not answer in time"):
        Client(QUICK).get(f"{server.url}/a")


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(server: Server) -> None:
    bomb = gzip.compress(bytes(3_000_000))
    server.replies["/a"] = partial(send, content=bomb, Content_Encoding="gzip")
    with pytest.raises(RefusedError, match="unpacks to more than"):
        Client(QUICK.replace(content=1_000_000)).get(f"{server.url}/a")
    assert len(Client(QUICK.replace(content=4_000_000)).get(f"{server.url}/a")) == 3_000_000


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:20] + b"\0\0" + data[22:]])
def test_a_damaged_compressed_document_is_an_error(server: Server, spoil: object) -> None:
    content = spoil(gzip.compress(b"some content that is long enough" * 9))  # type: ignore[operator]
    server.replies["/a"] = partial(send, content=content, Content_Encoding="gzip")
    with pytest.raises(NetworkError, match=r"damaged|broke off"):
        Client(QUICK).get(f"{server.url}/a")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"<!DOCTYPE html><title>Sign in", "text/plain"), (b"\n <html>", "application/json"), (b"hello", "text/html")],
)
def test_a_page_for_browsers_is_recognised_and_refused(server: Server, content: bytes, kind: str) -> None:
    server.replies["/a"] = partial(send, content=content, Content_Type=kind)
    with pytest.raises(RefusedError, match="web page") as caught:
        Client(QUICK).get(f"{server.url}/a")
    assert "stays in use" in caught.value.hint


def test_a_busy_server_is_asked_again_when_it_says(server: Server) -> None:
    waited: list[float] = []

    def busy(to: BaseHTTPRequestHandler) -> None:
        del server.replies["/a"]
        send(to, b"", 429, Retry_After="2")

    server.replies["/a"] = busy
    server.files["/a"] = b"now"
    assert Client(QUICK, sleep=waited.append).get(f"{server.url}/a") == b"now"
    assert waited == [2.0]


def test_a_server_that_wants_too_long_a_wait_is_given_up(server: Server) -> None:
    server.replies["/a"] = partial(send, content=b"", status=503, Retry_After="3600")
    with pytest.raises(StatusError, match="asks to wait 3600 seconds"):
        Client(QUICK).get(f"{server.url}/a")


def test_a_server_that_stays_busy_is_given_up(server: Server) -> None:
    server.replies["/a"] = partial(send, content=b"", status=503)
    with pytest.raises(StatusError, match="status 503"):
        Client(Limits(), sleep=lambda _: None).get(f"{server.url}/a")
    assert len(server.asked) == 3


def test_what_needs_a_token_says_so_and_shows_nothing_secret(server: Server) -> None:
    server.replies["/a?key=secret"] = partial(send, content=b"", status=401)
    with pytest.raises(StatusError, match="401") as caught:
        Client(QUICK).get(f"{server.url}/a?key=secret")
    assert "PEERFIND_TOKEN" in caught.value.hint
    assert "secret" not in str(caught.value)


def test_a_host_that_is_down_is_told_in_words() -> None:
    with pytest.raises(NetworkError, match="can't be reached"):
        Client(QUICK).get("http://127.0.0.1:9/")


def test_many_documents_come_in_their_order_with_what_went_wrong_in_its_place(server: Server) -> None:
    server.files |= {f"/{n}": b"%d" % n for n in range(9) if n != 4}
    got = [*Client(Limits()).get_all([f"{server.url}/{n}" for n in range(9)])]
    assert [url.rpartition("/")[2] for url, _ in got] == [*"012345678"]
    assert [content for _, content in got if isinstance(content, bytes)] == [b"%d" % n for n in range(9) if n != 4]
    assert isinstance(got[4][1], StatusError)
