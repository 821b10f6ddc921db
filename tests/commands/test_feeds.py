"""Feeds as their users meet them: by the command line, with a server on this computer."""

import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerfind.directory.loading import read_directory
from peerfind.feeds.store import FeedStore
from peerfind.feeds.terms import codes
from peerfind.lookup.store import load_places, read_files
from peerfind.settings import load_settings
from tests.conftest import SMALL, Outcome
from tests.feeds.examples import Lines, Meetings, Server, data_of, listing, number

Run = Callable[..., Outcome]
MANY = [listing(f"far-{n}", number(n), name=f"Zebra {n}") for n in range(30)]
CRISIS = listing("far-line", "+18772468013", kind="crisis_line", name="Zebra Crisis Line")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("peerfind.feeds.readers.READERS", (Lines(), Meetings()))
    held = Server()
    held.files["/f"] = data_of([CRISIS, *MANY])
    yield held
    held.close()


def added(run: Run, server: Server, *options: str) -> None:
    assert run("feed", "add", f"{server.url}/f", "--name", "far", *options).status == 0


def test_a_feed_is_added_read_found_and_removed(run: Run, server: Server) -> None:
    told = run("feed", "add", f"{server.url}/f", "--name", "far")
    assert "not signed" in told.err
    assert "peerfind update far" in told.out
    outcome = run("update")
    assert (outcome.status, "31 listings changed (31 added)" in outcome.out) == (0, True)
    found = json.loads(run("show", "far-3", "--json").out)
    assert (found["feed"], found["name"]) == ("far", "Zebra 3")
    assert "from the feed far" in run("show", "far-3").out
    assert run("feed", "list").out.startswith("far  31 listings, read 2026-11-23, not signed")
    assert run("feed", "disable", "far").status == 0
    assert run("show", "far-3").status == 1
    assert run("feed", "enable", "far").status == 0
    assert run("show", "far-3").status == 0
    assert run("feed", "remove", "far").status == 0
    assert run("show", "far-3").status == 1


def test_the_statuses_of_update(run: Run, server: Server) -> None:
    added(run, server)
    assert run("update", "far").status == 0
    assert run("update", "far").out == "far: unchanged.\n"
    server.files["/f"] = data_of([CRISIS.replace(contacts=MANY[0].contacts), *MANY[1:]])
    held = run("update", "far")
    assert held.status == 5
    assert "what a crisis_line is dialled by changes" in held.out
    assert "+18772468013" in run("search", "zebra crisis line", "--json").out
    info = run("feed", "info", "far")
    assert "held because what a crisis_line is dialled by changes" in info.out
    assert run("update", "far", "--accept", "far-line").status == 0
    server.close()
    down = run("update", "far")
    assert (down.status, "The state of 2026-11-23 stays in use" in down.err) == (4, True)
    server.__init__()  # type: ignore[misc]  # so that it can be closed again


def test_what_came_of_it_as_json(run: Run, server: Server) -> None:
    added(run, server)
    told = json.loads(run("update", "--json").out)
    (feed,) = told["feeds"]
    assert (told["schema_version"], feed["feed"], feed["result"], feed["listings"]) == (1, "far", "applied", 31)
    assert feed["changes"][0]["sort"] == "added"
    assert json.loads(run("feed", "info", "far", "--json").out)["held_changes"] == []
    assert json.loads(run("feed", "list", "--json").out)[0]["name"] == "far"


def test_a_rolled_back_feed_stays_so(run: Run, server: Server) -> None:
    added(run, server)
    run("update")
    server.files["/f"] = data_of([CRISIS, *MANY, listing("far-new", number(99))])
    run("update")
    assert run("feed", "rollback", "far").status == 0
    assert run("show", "far-new").status == 1
    assert run("update").status == 0
    assert run("show", "far-new").status == 1


def test_one_feed_that_fails_does_not_keep_another_from_its_update(run: Run, server: Server) -> None:
    added(run, server)
    server.files["/g"] = data_of([listing("g", number(77))])
    run("feed", "add", f"{server.url}/g", "--name", "aaa")
    del server.files["/g"]
    outcome = run("update")
    assert outcome.status == 4
    assert run("show", "far-3").status == 0


def test_a_curated_listing_stands_and_names_the_feed_that_has_it_too(run: Run, server: Server) -> None:
    curated = json.loads(run("show", "aunty-line", "--json").out)
    same = listing("theirs", curated["contacts"][0]["value"], name=curated["name"], kind=curated["kind"])
    server.files["/f"] = data_of([same, *MANY])
    added(run, server)
    run("update")
    shown = json.loads(run("show", "aunty-line", "--json").out)
    assert (shown["feed"], shown["also_in"], shown["contacts"]) == ("bundled", ["far"], curated["contacts"])
    assert run("show", "theirs").status == 1
    assert "also in far" in run("show", "aunty-line").out


def test_meetings_that_were_not_read_for_a_fortnight_are_not_found(
    run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = [listing(f"far-{n}", kind="support_group", name=f"Zebra {n}", hours="Mo 19:00-20:00") for n in range(3)]
    server.files["/f"] = data_of([*groups, listing("far-office", number(5), name="Zebra Office")])
    added(run, server, "--format", "tsml")
    run("update")
    assert "Zebra 1" in run("search", "zebra 1").out
    monkeypatch.setenv("PEERFIND_NOW", "2026-12-20T15:00:00+00:00")
    late = run("search", "zebra")
    assert "its meetings are left out, because they were last read 27 days ago" in late.err
    assert late.out.startswith("far-office\t")
    assert "far-1" not in late.out


def test_what_is_gone_says_since_when(run: Run, server: Server) -> None:
    added(run, server)
    run("update")
    server.files["/f"] = data_of([CRISIS, *MANY[1:]])
    assert run("update").status == 0
    assert json.loads(run("show", "far-0", "--json").out)["not_seen_since"] == "2026-11-23"
    assert "NOT SEEN there since 2026-11-23" in run("show", "far-0").out


def test_a_look_up_after_an_update_neither_builds_nor_connects(
    run: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_CACHE", str(tmp_path / "cache"))
    added(run, server)
    run("update")
    built = sorted(path.name for path in (tmp_path / "cache").iterdir())
    monkeypatch.setattr(socket, "socket", None)
    assert run("search", "zebra").status == 0
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == built


def test_a_signed_feed_from_its_making_to_its_reader(run: Run, server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    made = run("feed", "init", str(folder))
    shown = made.out.rpartition("Fingerprint: ")[2].strip()
    assert run("feed", "publish", str(folder), "--directory", str(SMALL)).status == 0
    server.folder = folder
    refused = run("feed", "add", server.url, "--name", "own")
    assert (refused.status, shown in refused.err) == (5, True)
    assert run("feed", "add", server.url, "--name", "own", "--fingerprint", "00" * 16).status == 5
    assert run("feed", "list").out == ""
    assert run("feed", "add", server.url, "--name", "own", "--fingerprint", shown).status == 0
    assert run("update", "own").status == 0
    assert run("feed", "sign", str(folder)).status == 0
    assert run("feed", "rotate", str(folder), "online").status == 0
    assert run("update", "own").out == "own: unchanged.\n"
    stick = shutil.copytree(folder, tmp_path / "stick")
    assert run("update", "own", "--from", str(stick)).status == 0
    assert json.loads(run("show", "aunty-line", "--json").out)["also_in"] == ["own"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("update", "nothing"), 2),
        (("update", "--accept", "all"), 2),
        (("feed", "add", "http://example.org/feed"), 5),
        (("feed", "add", "/nowhere"), 3),
        (("feed", "add", "/nowhere", "--country", "Neverland"), 2),
        (("feed", "add", "/nowhere", "--country", "US-OH"), 2),
        (("feed", "add", "/nowhere", "--timezone", "Mars/Olympus"), 2),
        (("feed", "rollback", "nothing"), 2),
        (("feed", "info", "../x"), 2),
        (("feed", "sign", "/nowhere"), 3),
        (("update",), 0),
    ],
)
def test_misuse_is_told_in_a_line(run: Run, arguments: tuple[str, ...], status: int) -> None:
    outcome = run(*arguments)
    assert outcome.status == status
    assert "Traceback" not in outcome.err
    assert outcome.err


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_what_is_exported_is_taken_in_again_as_it_was(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"all.{form}"
    assert run("export", "--format", form, "-o", str(path)).status == 0
    assert run("feed", "add", str(path), "--name", "copy").status == 0
    assert run("update", "copy", "--from", str(path), "--accept", "all").status == 0
    there = read_directory(read_files(SMALL), codes(load_places())).listings
    store = FeedStore(load_settings(os.environ).data)
    kept = store.listings(store.load("copy"))
    assert dict(kept) == {listing.id: listing for listing in there if listing.status == "active"}


def test_a_code_that_is_none_is_told_when_a_feed_is_added(run: Run) -> None:
    outcome = run("feed", "add", "/nowhere", "--kind", "warmlin")
    assert (outcome.status, "--kind warmlin: there is no such code" in outcome.err) == (2, True)
    assert "Did you mean warmline?" in outcome.err


def test_an_address_without_its_beginning_is_told_how_addresses_start(run: Run) -> None:
    assert "starts with https://" in run("feed", "add", "example.org/feed").err
