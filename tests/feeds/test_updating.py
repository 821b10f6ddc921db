import datetime as dt
import errno
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from peerfind.directory.model import Listing
from peerfind.errors import DataError, NetworkError, PeerfindError, RefusedError, UsageError
from peerfind.feeds.adding import add, find_feed
from peerfind.feeds.client import Client
from peerfind.feeds.spool import Spool
from peerfind.feeds.store import Feed, FeedStore
from peerfind.feeds.updating import Outcome, update
from tests.feeds.examples import NOW, QUICK, Lines, Meetings, Server, around, data_of, listing, number, send

MANY = [listing(f"one-{n}", number(n)) for n in range(40)]
CRISIS = listing("line", "+18005550100", kind="crisis_line")
SWAPPED = listing("line", "+18885550100", kind="crisis_line")


@pytest.fixture
def feed(server: Server, store: FeedStore) -> Server:
    """A server with a feed that has been added and read once."""
    server.files["/f"] = data_of([CRISIS, *MANY])
    server.etags = True
    add(store, find_feed(store, (f"{server.url}/f",), (Lines(),), name="feed", format_=None, about={}))
    update(store, "feed", around())
    return server


def again(store: FeedStore, server: Server, held: list[Listing], **more: object) -> Outcome:
    server.files["/f"] = data_of(held)
    return update(store, "feed", around(), **more)  # type: ignore[arg-type]


def in_use(store: FeedStore) -> dict[str, Listing]:
    return store.listings(store.load("feed"))


def test_an_unchanged_feed_takes_one_request_and_changes_nothing(feed: Server, store: FeedStore) -> None:
    feed.asked.clear()
    before = store.load("feed")
    outcome = update(store, "feed", around(NOW + dt.timedelta(2)))
    assert outcome.result == "unchanged"
    assert [headers.get("if-none-match") is not None for _, headers in feed.asked] == [True]
    assert store.load("feed") == before.replace(read=dt.date(2026, 11, 25))


def test_what_an_older_version_read_is_read_again(
    feed: Server, store: FeedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lines, "read", lambda *_: iter([CRISIS, *MANY, listing("more")]))
    assert update(store, "feed", around()).result == "unchanged"
    monkeypatch.setattr("peerfind.feeds.updating._READ_BY", b"newer")
    assert update(store, "feed", around()).result == "applied"
    assert "more" in in_use(store)


def test_a_swapped_number_of_a_crisis_line_is_held_until_it_is_accepted(feed: Server, store: FeedStore) -> None:
    outcome = again(store, feed, [SWAPPED, *MANY, listing("new", number(99))])
    assert outcome.result == "held"
    assert "only the toll-free prefix differs" in outcome.held["line"]["change"]
    assert (in_use(store)["line"], "new" in in_use(store)) == (CRISIS, True)
    assert update(store, "feed", around()).result == "held"
    feed.asked.clear()
    assert update(store, "feed", around(), accept=["line"]).result == "applied"
    assert feed.asked == []
    assert in_use(store)["line"] == SWAPPED
    assert update(store, "feed", around()).result == "unchanged"


def test_what_is_accepted_is_what_was_shown(feed: Server, store: FeedStore) -> None:
    again(store, feed, [SWAPPED, *MANY])
    feed.files["/f"] = data_of([listing("line", "+18775550199", kind="crisis_line"), *MANY])
    update(store, "feed", around(), accept=["all"])
    assert in_use(store)["line"] == SWAPPED
    assert update(store, "feed", around()).result == "held"


def test_only_what_is_held_can_be_accepted(feed: Server, store: FeedStore) -> None:
    again(store, feed, [SWAPPED, *MANY])
    with pytest.raises(UsageError, match="nothing is held of other"):
        update(store, "feed", around(), accept=["other"])


def test_to_check_changes_nothing(feed: Server, store: FeedStore) -> None:
    before = store.load("feed")
    outcome = again(store, feed, [SWAPPED, *MANY, listing("new", number(99))], check=True)
    assert (len(outcome.changes), len(outcome.held)) == (1, 1)
    assert store.load("feed") == before
    assert again(store, feed, [SWAPPED, *MANY, listing("new", number(99))]).result == "held"


def test_three_snapshots_are_kept_and_one_can_go_back_and_forth(feed: Server, store: FeedStore) -> None:
    for n in range(4):
        again(store, feed, [CRISIS, *MANY, listing(f"new-{n}", number(90 + n))])
    held = store.load("feed")
    assert len(held.history) == 3
    assert len([*store.home("feed").glob("feed@*.jsonl")]) == 3
    back = store.rollback(held, None)
    assert "new-3" not in in_use(store)
    assert update(store, "feed", around()).result == "unchanged"
    assert "new-3" not in in_use(store)
    store.rollback(back, held.snapshot)
    assert "new-3" in in_use(store)


def test_there_is_nothing_before_the_first_snapshot(feed: Server, store: FeedStore) -> None:
    with pytest.raises(UsageError, match="no earlier snapshot"):
        store.rollback(store.load("feed"), None)


def test_a_feed_that_is_read_from_a_file_needs_no_network(feed: Server, store: FeedStore, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "f.jsonl").write_bytes(data_of([CRISIS, *MANY, listing("new", number(99))]))
    feed.asked.clear()
    update(store, "feed", around(), source=tmp_path / "stick")
    assert "new" in in_use(store)
    update(store, "feed", around(), source=tmp_path / "stick" / "f.jsonl")
    assert feed.asked == []
    with pytest.raises(DataError, match="can't be read"):
        update(store, "feed", around(), source=tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("reply", "sort"),
    [
        (partial(send, content=b"<html>hello"), RefusedError),
        (partial(send, content=b"no feed"), RefusedError),
        (partial(send, content=b""), RefusedError),
        (partial(send, content=b"", status=500), NetworkError),
        (partial(send, content=b"", status=404), NetworkError),
    ],
)
def test_a_failed_update_leaves_what_was_read(
    feed: Server, store: FeedStore, reply: object, sort: type[PeerfindError]
) -> None:
    before = store.load("feed"), in_use(store)
    feed.replies["/f"] = reply
    with pytest.raises(sort):
        update(store, "feed", around())
    assert (store.load("feed"), in_use(store)) == before


def test_two_updates_at_once_do_not_meet(feed: Server, store: FeedStore) -> None:
    code = (
        "import sys, pathlib; from peerfind.feeds.store import FeedStore\n"
        "with FeedStore(pathlib.Path(sys.argv[1])).locked('feed'): print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(store.folder.parent)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(RefusedError, match="another update is under way"):
            update(store, "feed", around())
        other.kill()
    assert update(store, "feed", around()).result == "unchanged"


def test_a_full_disk_is_told_and_changes_nothing(
    feed: Server, store: FeedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.load("feed"), in_use(store)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DataError) as caught:
            again(store, feed, [CRISIS, *MANY, listing("new", number(99))])
    assert "Nothing was changed" in caught.value.hint
    assert (store.load("feed"), in_use(store)) == before
    assert not [*store.folder.rglob("*.part")]
    assert again(store, feed, [CRISIS, *MANY, listing("new", number(99))]).result == "applied"


def test_a_folder_that_can_not_be_written_is_told(
    feed: Server, store: FeedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_use(store)

    def refused(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        with pytest.raises(DataError, match="Permission denied"):
            again(store, feed, MANY)
    assert in_use(store) == before


def test_a_feed_of_many_pages_goes_on_where_it_broke_off(server: Server, store: FeedStore) -> None:
    pages = {f"/{n}": data_of([listing(f"one-{n}", number(n))]) for n in range(10)}
    server.files |= pages
    server.files["/f"] = b'{"pages": [%s]}' % b", ".join(b'"%b%b"' % (server.url.encode(), p.encode()) for p in pages)
    add(store, find_feed(store, (f"{server.url}/f",), (Lines(),), name="feed", format_=None, about={}))
    server.replies["/7"] = partial(send, content=b"", status=500)
    with pytest.raises(NetworkError):
        update(store, "feed", around())
    assert in_use(store) == {}
    server.replies.clear()
    server.asked.clear()
    update(store, "feed", around())
    assert server.paths == ["/7"]
    assert len(in_use(store)) == 10


def test_a_crawl_that_broke_off_long_ago_starts_anew(server: Server, tmp_path: Path) -> None:
    server.files["/a"] = b"old"
    Spool(Client(QUICK), tmp_path).get(f"{server.url}/a")
    for file in (tmp_path / "work").iterdir():
        os.utime(file, (0, 0))
    server.files["/a"] = b"new"
    assert Spool(Client(QUICK), tmp_path).get(f"{server.url}/a") == b"new"


def test_a_meeting_goes_after_two_reads_even_of_the_same_document(server: Server, store: FeedStore) -> None:
    server.files["/f"] = data_of(MANY)
    add(store, find_feed(store, (f"{server.url}/f",), (Meetings(),), name="feed", format_=None, about={}))
    assert store.load("feed").meetings
    update(store, "feed", around())
    again(store, server, MANY[1:])
    assert "one-0" in in_use(store)
    update(store, "feed", around())
    assert "one-0" not in in_use(store)


def test_a_feed_says_what_its_rows_leave_out(server: Server, store: FeedStore) -> None:
    server.files["/f"] = data_of(MANY)
    about = {"country": "US", "timezone": "America/New_York"}
    add(store, find_feed(store, (f"{server.url}/f",), (Lines(),), name="feed", format_="lines", about=about))
    assert update(store, "feed", around()).result == "applied"
    assert store.load("feed").about == about


def test_the_file_of_a_feed_is_for_its_owner_alone(store: FeedStore) -> None:
    store.save(Feed(name="feed", urls=("https://x.example/",), format="lines", token="secret"))
    if os.name != "nt":
        assert (store.folder / "feed.json").stat().st_mode & 0o777 == 0o600
    assert store.load("feed").token == "secret"


@pytest.mark.parametrize("name", ["../x", "A", "", "a b", "bundled", "x" * 61])
def test_a_name_that_could_leave_the_folder_is_refused(store: FeedStore, name: str) -> None:
    with pytest.raises(UsageError, match="can't be a feed's name"):
        store.load(name)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"urls": 7}', b'{"read": "x", "urls": [], "format": "x"}'])
def test_a_damaged_file_of_a_feed_is_told(store: FeedStore, content: bytes) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "feed.json").write_bytes(content)
    with pytest.raises(DataError, match="can't be read"):
        store.load("feed")


def test_an_address_in_no_known_format_is_refused(server: Server, store: FeedStore) -> None:
    server.files["/f"] = b"what is this"
    with pytest.raises(RefusedError, match="no format that is known"):
        find_feed(store, (f"{server.url}/f",), (Lines(),), name="feed", format_=None, about={})
