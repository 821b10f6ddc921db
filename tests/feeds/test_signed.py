"""Every attack that The Update Framework names, by a real server that a test edits, against a user who has the feed."""

import datetime as dt
import gzip
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from peerfind.directory.model import Listing
from peerfind.errors import NetworkError, PeerfindError, RefusedError
from peerfind.feeds.adding import add, find_feed
from peerfind.feeds.publishing import Publisher
from peerfind.feeds.store import FeedStore
from peerfind.feeds.updating import Outcome, update
from tests.feeds.examples import NOW, Server, around, drip, flood, listing, number, send

OLD = [listing(f"one-{n}", number(n)) for n in range(30)]
NEW = [*OLD, listing("new", number(400))]


class World(NamedTuple):
    """A published feed, its server, and a user who has read it once."""

    publisher: Publisher
    server: Server
    store: FeedStore

    def update(self, now: dt.datetime = NOW) -> Outcome:
        return update(self.store, "feed", around(now))

    def ids(self) -> set[str]:
        return {*self.store.listings(self.store.load("feed"))}


@pytest.fixture
def world(tmp_path: Path, server: Server, store: FeedStore) -> World:
    publisher = Publisher(tmp_path / "feed", tmp_path / "keys", NOW)
    publisher.init()
    publisher.publish(OLD)
    server.folder = publisher.folder
    add(store, find_feed(store, (server.url,), (), name="feed", format_=None, about={}))
    held = World(publisher, server, store)
    held.update()
    return held


def at(publisher: Publisher, now: dt.datetime) -> Publisher:
    return Publisher(publisher.folder, publisher.keys, now)


def refused(world: World, match: str, sort: type[PeerfindError] = RefusedError, now: dt.datetime = NOW) -> None:
    """Check that an update ends in an error that says so, and that what was read before is still there."""
    before = world.ids()
    with pytest.raises(sort, match=match) as caught:
        world.update(now)
    assert "stays in use" in caught.value.hint
    assert world.ids() == before


def files(publisher: Publisher, pattern: str) -> Iterator[Path]:
    return publisher.folder.rglob(pattern)


def test_what_was_published_arrives_and_the_next_read_takes_two_requests(world: World) -> None:
    assert world.ids() == {one.id for one in OLD}
    world.server.asked.clear()
    assert world.update().result == "unchanged"
    assert world.server.paths == ["/metadata/2.root.json", "/metadata/timestamp.json"]


def test_a_newer_state_arrives(world: World) -> None:
    world.publisher.publish(NEW)
    outcome = world.update()
    assert [change.sort for change in outcome.changes] == ["added"]
    assert "new" in world.ids()


def test_only_documents_that_changed_are_fetched(world: World) -> None:
    many = [listing(f"de-{n}", f"+4930{1000003 * (n + 7) % 9999991:07}", serves=["DE"]) for n in range(200)]
    world.publisher.publish([*OLD, *many])
    world.update()
    world.publisher.publish([*NEW, *many])
    world.server.asked.clear()
    world.update()
    (fetched,) = [path for path in world.server.paths if path.startswith("/targets/")]
    assert "world.jsonl.gz" in fetched


def test_arbitrary_content_is_refused(world: World) -> None:
    world.publisher.publish(NEW)
    for file in files(world.publisher, "*.jsonl.gz"):
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    refused(world, "not the one that its maintainers signed")


def test_arbitrary_metadata_is_refused(world: World) -> None:
    world.publisher.sign()
    path = world.publisher.folder / "metadata" / "timestamp.json"
    held = json.loads(path.read_bytes())
    held["signed"]["snapshot" if "snapshot" in held["signed"] else "meta"]["snapshot.json"]["version"] += 1
    path.write_text(json.dumps(held))
    refused(world, "signatures are not those")


def test_a_whole_other_feed_is_refused(world: World, tmp_path: Path) -> None:
    other = Publisher(tmp_path / "other", tmp_path / "other-keys", NOW)
    other.init()
    other.publish(NEW)
    other.sign()
    world.server.folder = other.folder
    refused(world, "signatures are not those")


def test_an_older_state_is_refused(world: World, tmp_path: Path) -> None:
    shutil.copytree(world.publisher.folder, tmp_path / "before")
    world.publisher.publish(NEW)
    world.update()
    world.server.folder = tmp_path / "before"
    refused(world, "older state")


def test_a_state_that_is_served_for_ever_is_refused_once_it_has_run_out(world: World) -> None:
    assert world.update(NOW + dt.timedelta(13)).result == "unchanged"
    refused(world, "run out", now=NOW + dt.timedelta(15))
    at(world.publisher, NOW + dt.timedelta(15)).sign()
    assert world.update(NOW + dt.timedelta(15)).result == "unchanged"


def test_a_clock_that_is_a_year_ahead_looks_like_that_and_is_named(world: World) -> None:
    with pytest.raises(RefusedError) as caught:
        world.update(NOW + dt.timedelta(365))
    assert "clock" in caught.value.hint
    assert world.ids() == {one.id for one in OLD}


def test_a_clock_that_is_a_year_behind_does_no_harm(world: World) -> None:
    world.publisher.publish(NEW)
    world.update(NOW - dt.timedelta(365))
    assert "new" in world.ids()
    assert world.update().result == "unchanged"


def test_after_a_jump_of_versions_by_a_stolen_key_new_keys_put_it_right(world: World) -> None:
    stolen = at(world.publisher, NOW)
    stolen._version = lambda role: 2**31 if role == "timestamp" else Publisher._version(stolen, role)  # type: ignore[method-assign]
    stolen.sign()
    world.update()
    world.publisher.publish(NEW)
    path = world.publisher.folder / "metadata" / "timestamp.json"
    path.unlink()  # the maintainers go on from their own versions
    world.publisher.sign()
    refused(world, "older state")
    world.publisher.rotate("online")
    world.update()
    assert "new" in world.ids()


@pytest.mark.parametrize("path", ["/metadata/2.root.json", "/metadata/timestamp.json"])
def test_data_without_end_is_given_up(world: World, path: str) -> None:
    world.server.replies[path] = flood
    refused(world, "longer than its maintainers signed it")


@pytest.mark.parametrize("path", ["/metadata/2.root.json", "/metadata/timestamp.json"])
def test_data_that_comes_too_slowly_is_given_up(world: World, path: str) -> None:
    world.server.replies[path] = drip
    refused(world, "longer than 0.6 seconds", NetworkError)


def test_parts_of_two_states_are_refused(world: World, tmp_path: Path) -> None:
    shutil.copytree(world.publisher.folder, tmp_path / "before")
    world.publisher.publish(NEW)
    newest = max(files(world.publisher, "*.targets.json"), key=lambda path: int(path.name.partition(".")[0]))
    earlier = tmp_path / "before" / "metadata" / "2.targets.json"
    newest.write_bytes(earlier.read_bytes())
    refused(world, "older state|not whole")


def test_the_wrong_file_under_the_right_name_is_refused(world: World) -> None:
    many = [listing(f"de-{n}", f"+4930{1000003 * (n + 7) % 9999991:07}", serves=["DE"]) for n in range(200)]
    world.publisher.publish([*NEW, *many])
    (german,) = files(world.publisher, "*.de.jsonl.gz")
    for file in files(world.publisher, "*.world.jsonl.gz"):
        file.write_bytes(german.read_bytes())
    refused(world, "longer than|not the one")


def test_a_stolen_targets_key_is_of_no_use_after_its_rotation(world: World, tmp_path: Path) -> None:
    stolen = tmp_path / "stolen"
    shutil.copytree(world.publisher.keys, stolen)
    world.publisher.rotate("targets")
    assert world.update().result == "unchanged"
    thief = Publisher(world.publisher.folder, stolen, NOW)
    with pytest.raises(RefusedError, match="not those of the feed"):
        thief.publish([listing("thief", number(1))])
    thief._write = partial(_forged, thief)  # type: ignore[method-assign]
    thief.publish([listing("thief", number(1))])
    refused(world, "signatures are not those")


def _forged(thief: Publisher, held: object, signers: object, **_: object) -> None:
    """Write without asking whether the keys are the feed's."""
    for signer in signers:  # type: ignore[attr-defined]
        held.sign(signer)  # type: ignore[attr-defined]
    role, version = held.signed.type, held.signed.version  # type: ignore[attr-defined]
    name = "timestamp.json" if role == "timestamp" else f"{version}.{role}.json"
    (thief.folder / "metadata" / name).write_bytes(held.to_bytes())  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["root-1", "root-2", "targets", "online"])
def test_after_a_rotation_readers_go_on(world: World, key: str) -> None:
    world.publisher.rotate(key)
    world.publisher.publish(NEW)
    world.update()
    assert "new" in world.ids()


def test_a_lost_root_key_is_replaced_by_the_two_others(world: World) -> None:
    (world.publisher.keys / "root-3.pem").unlink()
    world.publisher.rotate("root-3")
    (world.publisher.keys / "root-1.pem").unlink()
    world.publisher.rotate("root-1")
    world.publisher.publish(NEW)
    world.update()
    assert "new" in world.ids()


def test_one_root_key_alone_changes_nothing(world: World) -> None:
    for name in ("root-2", "root-3"):
        (world.publisher.keys / f"{name}.pem").unlink()
    with pytest.raises(PeerfindError, match="2 have to sign"):
        world.publisher.rotate("targets")


def test_a_root_that_too_few_of_the_old_keys_signed_is_refused(world: World, tmp_path: Path) -> None:
    other = Publisher(tmp_path / "other", tmp_path / "other-keys", NOW)
    other.init()
    other.rotate("root-1")
    (world.publisher.folder / "metadata" / "2.root.json").write_bytes(
        (other.folder / "metadata" / "2.root.json").read_bytes()
    )
    refused(world, "signatures are not those")


def test_a_host_that_answers_all_with_a_web_page_is_named(world: World) -> None:
    world.server.replies["*"] = partial(send, content=b"<!doctype html>Welcome", Content_Type="text/html")
    refused(world, "web page")


def test_a_host_that_is_down_leaves_what_was_read(world: World) -> None:
    world.server.close()
    refused(world, "can't be reached", NetworkError)
    world.server.__init__()  # type: ignore[misc]  # so that it can be closed again


def test_a_mirror_helps_where_the_first_address_fails(world: World) -> None:
    feed = world.store.load("feed")
    world.store.save(feed.replace(urls=("http://127.0.0.1:9/", *feed.urls)))
    world.publisher.publish(NEW)
    world.update()
    assert "new" in world.ids()


def test_a_copy_on_a_stick_is_verified_alike(world: World, tmp_path: Path) -> None:
    world.publisher.publish(NEW)
    stick = Path(shutil.copytree(world.publisher.folder, tmp_path / "my stick"))
    world.server.asked.clear()
    update(world.store, "feed", around(), source=stick)
    assert "new" in world.ids()
    assert world.server.asked == []
    for file in stick.rglob("*.jsonl.gz"):
        file.write_bytes(b"x")
    shutil.rmtree(world.store.home("feed") / "targets")
    with pytest.raises(RefusedError, match=r"not the one|longer than"):
        update(world.store, "feed", around(), source=stick)


def test_older_programs_read_newer_fields_and_refuse_a_newer_format(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publisher.publish([*OLD, listing("new", number(400), colour="blue")])
    world.update()
    assert world.store.listings(world.store.load("feed"))["new"].extra == {"colour": "blue"}
    monkeypatch.setattr("peerfind.feeds.publishing.FORMAT", 2)
    world.publisher.publish(OLD)
    refused(world, "needs a newer peerfind")


def test_a_line_that_is_no_listing_is_told_of_and_the_others_arrive(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = b'{"id": "x"}\n{\n7\n[]\n{"id":"a\\u202eb","name":"n"}\n'
    real = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda data, **more: real(odd + data, **more))
    world.publisher.publish(NEW)
    outcome = world.update()
    assert "3 times" in outcome.warnings[0]
    assert "new" in world.ids()


def test_publishing_the_same_listings_gives_the_same_bytes(world: World) -> None:
    before = {path.name for path in files(world.publisher, "*.jsonl.gz")}
    assert world.publisher.publish(list[Listing](reversed(OLD))) is False
    assert {path.name for path in files(world.publisher, "*.jsonl.gz")} == before


def test_private_keys_are_readable_by_nobody_else_and_never_inside_the_feed(world: World, tmp_path: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in world.publisher.keys.iterdir()} == {0o600}
    with pytest.raises(PeerfindError, match="must not be published"):
        Publisher(tmp_path / "feed", tmp_path / "feed" / "keys", NOW)


def test_keys_and_feeds_are_never_made_over_others(world: World, tmp_path: Path) -> None:
    with pytest.raises(PeerfindError, match="holds a feed already"):
        world.publisher.init()
    with pytest.raises(PeerfindError, match="holds keys already"):
        Publisher(tmp_path / "another", world.publisher.keys, NOW).init()
