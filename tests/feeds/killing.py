"""Updates that die at every write, one after another; run as a program by test_killing.py.

Each update runs in a process of its own, which ends without a word at its n-th operation that changes the disk, as
Python's audit events tell them. Then the state on the disk has to be the old or the new one, whole, and the next update
has to reach the new one. Prints how many points were tried.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from peerfind.feeds.adding import add, find_feed
from peerfind.feeds.publishing import Publisher
from peerfind.feeds.store import FeedStore
from peerfind.feeds.updating import update
from peerfind.lookup.snapshots import current_snapshots
from tests.feeds.examples import NOW, Lines, around, data_of, listing, number, places

KILLED = 137
_CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "shutil.rmtree"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
OLD = [listing(f"one-{n}", number(n)) for n in range(8)]
NEW = [*OLD[1:], listing("new", number(400)), listing("line", "+19005550100")]


def die_at(count: int) -> None:
    """Let this process end before its n-th change of the disk."""
    left = [count]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        opening = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if opening or event in _CHANGING:
            left[0] -= 1
            if left[0] < 0:
                os._exit(KILLED)

    real = os.fsync

    def fsync(descriptor: int) -> None:
        hook("os.rename", ())
        real(descriptor)

    os.fsync = fsync
    sys.addaudithook(hook)


def in_child(job: Callable[[], object], at: int | None = None) -> int:
    """Run a job in a process of its own and return its exit status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        if at is not None:
            die_at(at)
        job()
        status = 0
    finally:
        os._exit(status)


def ids(data: Path) -> frozenset[str]:
    """Return what is in use, as an update and as a look-up see it."""
    store = FeedStore(data)
    held = {*store.listings(store.load("feed"))}
    for seen in current_snapshots(data):
        assert len(seen.path.read_bytes().splitlines()) == len(held)
    return frozenset(held)


def try_all(folder: Path, prepare: Callable[[FeedStore], None], job: Callable[[FeedStore], object]) -> int:
    """Kill a job at each of its writes in turn, and check what is left; return at how many."""
    start = folder / "start"
    prepare(FeedStore(start))
    reached = folder / "reached"
    shutil.copytree(start, reached)
    assert in_child(lambda: job(FeedStore(reached))) == 0
    old, new = ids(start), ids(reached)
    assert old != new
    for at in range(1000):
        data = folder / "data"
        shutil.copytree(start, data)
        status = in_child(lambda data=data: job(FeedStore(data)), at)  # type: ignore[misc]
        assert status in (0, KILLED), status
        assert ids(data) in (old, new)
        if status == KILLED:
            assert in_child(lambda data=data: job(FeedStore(data))) == 0  # type: ignore[misc]
        assert ids(data) == new
        assert not [*data.rglob("*.part")] or status == 0
        shutil.rmtree(data)
        if status == 0:
            return at
    raise AssertionError("it never came to its end")


def main(folder: Path) -> None:
    """Try a plain feed, a signed one, and a signed one whose keys changed."""
    places()
    tried = 0
    lines, changed = folder / "lines.jsonl", folder / "changed.jsonl"
    lines.write_bytes(data_of(OLD))
    changed.write_bytes(data_of(NEW))

    def plain(store: FeedStore) -> None:
        add(store, find_feed(store, (str(lines),), (Lines(),), name="feed", format_=None, about={}))
        update(store, "feed", around())

    tried += try_all(folder / "a", plain, lambda store: update(store, "feed", around(), source=changed))
    publisher = Publisher(folder / "feed", folder / "keys", NOW)
    publisher.init()
    publisher.publish(OLD)
    before = folder / "before"
    shutil.copytree(publisher.folder, before)
    publisher.publish(NEW)
    after = folder / "after"
    shutil.copytree(publisher.folder, after)
    for key in ("online", "targets", "root-1"):
        publisher.rotate(key)

    def signed(store: FeedStore) -> None:
        add(store, find_feed(store, (str(before),), (), name="feed", format_=None, about={}))
        update(store, "feed", around())

    tried += try_all(folder / "b", signed, lambda store: update(store, "feed", around(), source=after))
    tried += try_all(folder / "c", signed, lambda store: update(store, "feed", around(), source=publisher.folder))

    def fresh(store: FeedStore) -> None:
        add(store, find_feed(store, (str(before),), (), name="feed", format_=None, about={}))

    tried += try_all(folder / "d", fresh, lambda store: update(store, "feed", around(), source=publisher.folder))

    def held(store: FeedStore) -> None:
        plain(store)
        update(store, "feed", around(), source=changed)

    tried += try_all(folder / "e", held, _accepted)
    sys.stdout.write(f"{tried}\n")


def _accepted(store: FeedStore) -> None:
    """Accept what is held, unless that was done before."""
    if store.load("feed").held:
        update(store, "feed", around(), accept=["all"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
