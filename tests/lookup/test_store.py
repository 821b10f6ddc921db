import errno
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest
import tantivy

from peerfind.errors import DataError
from peerfind.lookup import compiling, store
from peerfind.lookup.index import IndexDamagedError
from peerfind.lookup.packing import json_of
from peerfind.lookup.snapshots import current_snapshots
from peerfind.lookup.store import Opened, open_finder, read_files
from tests.lookup.examples import EVERYTHING, MONDAY, found, ids, listing, open_and_ask

BROKEN = '\n- id: broken-line\n  name: Broken\n  contacts: [{type: phone, value: "none"}]\n'


def folders(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.iterdir())


def alter(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture(autouse=True)
def reference_folder(small_reference: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the reference data."""
    monkeypatch.setattr(store, "DATA", small_reference)
    return small_reference


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_index_is_built_once_and_used_again(small: Path, cache: Path) -> None:
    told: list[int] = []
    open_finder(small, cache, told.append)
    assert told == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    again = open_finder(small, cache, told.append)
    assert len(told) == 9
    assert found(again.finder, "harbour") == ["harbour-lifeline"]
    assert len(folders(cache)) == 1


def test_an_index_that_is_used_again_is_not_touched(small: Path, cache: Path) -> None:
    open_finder(small, cache)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in cache.rglob("*") if path.is_file()}
    found(open_finder(small, cache).finder, "harbour")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before


def test_one_changed_byte_of_a_file_gives_another_index(small: Path, cache: Path) -> None:
    open_finder(small, cache)
    alter(small / "resources" / "us-oh.yaml", "+16145550123", "+16145550124")
    changed = open_finder(small, cache).finder
    assert found(changed, "614 555 0124") == ["oh-night-warmline"]
    assert found(changed, "614 555 0123") == []
    assert len(folders(cache)) == 2


def test_a_new_file_gives_another_index(small: Path, cache: Path) -> None:
    open_finder(small, cache)
    (small / "resources" / "us-tx.yaml").write_text(
        "- {id: tx, name: Zebra, kind: app, summary: A., serves: [US-TX], "
        "sources: [{url: 'https://a.example/', checked: 2026-11-01, how: page}]}\n"
    )
    assert found(open_finder(small, cache).finder, "zebra") == ["tx"]


def test_another_version_of_the_program_builds_its_own_index(
    small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_finder(small, cache)
    monkeypatch.setattr(store, "__version__", "99.0")
    open_finder(small, cache)
    assert len(folders(cache)) == 2


@pytest.mark.parametrize(
    "name", ["vocabulary", "meanings", "languages", "emergency", "urgent", "grammar", "places.tsv"]
)
def test_changed_reference_data_gives_another_index(
    small: Path, cache: Path, reference_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    open_finder(small, cache)
    changed = copytree(reference_folder, small / "data")
    with (changed / (name if "." in name else f"{name}.yaml")).open("a") as file:
        file.write("zzz\tcountry\tZZ\tZed\t0\t\t\n" if "." in name else "# more\n")
    monkeypatch.setattr(store, "DATA", changed)
    open_finder(small, cache)
    assert len(folders(cache)) == 2


def test_the_answers_in_memory_and_on_disk_are_the_same(small: Path, cache: Path) -> None:
    on_disk, in_memory = open_finder(small, cache).finder, open_finder(small, None).finder
    for query in ("", "harbour", "vetrans", "suicidal in kenya"):
        assert on_disk.search(query, EVERYTHING, 9, MONDAY) == in_memory.search(query, EVERYTHING, 9, MONDAY)


def test_without_a_cache_the_index_is_in_memory_and_says_why(small: Path) -> None:
    opened = open_finder(small, None)
    assert found(opened.finder, "harbour") == ["harbour-lifeline"]
    assert opened.in_memory_because == "there is no folder for the cache"


def test_an_index_that_was_kept_has_no_trouble_to_tell(small: Path, cache: Path) -> None:
    assert open_finder(small, cache).in_memory_because is None


@pytest.mark.parametrize("inside", ["file", "file/cache", "file/a/b/cache"])
def test_a_cache_that_can_not_be_a_folder_leaves_the_index_in_memory(small: Path, tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    opened = open_finder(small, tmp_path / inside)
    assert found(opened.finder, "harbour") == ["harbour-lifeline"]
    assert str(tmp_path / "file") in (opened.in_memory_because or "")
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.parametrize("writer", ["write_bytes", "write_text", "mkdir", "rename"])
def test_a_full_disk_leaves_the_index_in_memory_and_nothing_behind(
    small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    cache.mkdir()
    monkeypatch.setattr(Path, writer, full_disk)
    opened = open_finder(small, cache)
    assert found(opened.finder, "harbour") == ["harbour-lifeline"]
    assert "No space left on device" in (opened.in_memory_because or "")
    assert folders(cache) == []


def test_a_disk_that_fills_while_listings_are_written_leaves_the_index_in_memory(
    small: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = compiling.index_of

    def refused(documents: Iterator[tantivy.Document], folder: Path | None) -> tantivy.Index:
        if folder:
            raise DataError("the index can't be written: No space left on device")
        return real(documents, folder)

    monkeypatch.setattr(compiling, "index_of", refused)
    opened = open_finder(small, cache)
    assert found(opened.finder, "harbour") == ["harbour-lifeline"]
    assert opened.in_memory_because == "the index can't be written: No space left on device"
    assert folders(cache) == []


def test_four_processes_that_open_an_empty_cache_at_once_all_answer(
    small: Path, cache: Path, reference_folder: Path
) -> None:
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        asked = [pool.submit(open_and_ask, small, cache, "harbour", reference_folder) for _ in range(4)]
        answers = [each.result() for each in asked]
    assert answers == [(["harbour-lifeline"], None)] * 4
    assert [name.endswith(".new") for name in folders(cache)] == [False]


def test_of_two_builders_the_faster_one_wins(small: Path, cache: Path) -> None:
    def overtaken(done: int) -> None:
        if done == 3:
            open_finder(small, cache)

    assert found(open_finder(small, cache, overtaken).finder, "harbour") == ["harbour-lifeline"]
    assert len(folders(cache)) == 1


def test_a_half_built_folder_that_was_left_behind_does_not_matter(small: Path, cache: Path) -> None:
    (cache / "index-abc.new" / "index").mkdir(parents=True)
    (cache / "index-abc.new" / "index" / "meta.json").write_text("{")
    opened = open_finder(small, cache)
    assert (found(opened.finder, "harbour"), opened.in_memory_because) == (["harbour-lifeline"], None)


def test_an_index_of_long_ago_is_cleared_away_and_a_recent_one_is_kept(small: Path, cache: Path) -> None:
    for name in ("index-old", "index-old.new", "index-recent", "mine"):
        (cache / name).mkdir(parents=True)
        long_ago = time.time() - (7200 if name != "index-recent" else 60)
        os.utime(cache / name, (long_ago, long_ago))
    open_finder(small, cache)
    assert [name for name in folders(cache) if len(name) < 15] == ["index-recent", "mine"]


def test_a_broken_listing_is_left_out_and_the_others_are_found(small: Path, cache: Path) -> None:
    with (small / "resources" / "us-oh.yaml").open("a", encoding="utf-8") as file:
        file.write(BROKEN)
    opened = open_finder(small, cache)
    assert "oh-night-warmline" in ids(opened.finder.every(EVERYTHING, MONDAY))
    assert found(opened.finder, "broken line") != ["broken-line"]
    assert opened.contents.left_out == 1
    assert opened.contents.faults[0].startswith("resources/us-oh.yaml:")


def test_what_was_left_out_is_told_from_the_cache_too(small: Path, cache: Path) -> None:
    alter(small / "resources.yaml", "kind: warmline\n  summary: Talk", "kind: warmlin\n  summary: Talk")
    built, again = open_finder(small, cache), open_finder(small, cache)
    assert again.contents.left_out == built.contents.left_out == 1
    assert again.contents.faults == built.contents.faults
    assert "did you mean warmline" in again.contents.faults[0]


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"[]\n", b"\xff\xfe\x00", b"- {", b"a: b\n"])
def test_a_file_without_listings_leaves_the_other_files_listings(small: Path, cache: Path, data: bytes) -> None:
    (small / "resources.yaml").write_bytes(data)
    assert found(open_finder(small, cache).finder, "night owl") == ["oh-night-warmline"]


def test_no_trace_of_a_query_is_kept(small: Path, cache: Path, surroundings: Path) -> None:
    finder = open_finder(small, cache).finder
    for query in ("zqxworry", "zqxworry in Ohio", "suicidal zqxworry", '"zqxworry"'):
        finder.search(query, EVERYTHING, 5, MONDAY)
        finder.show(query, MONDAY)
    files = [path for folder in (cache, surroundings, small) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path for path in files if b"zqx" in path.read_bytes().lower() or "zqx" in path.name] == []


def test_the_files_are_read_in_order_with_the_main_one_first(small: Path) -> None:
    (small / "resources" / "ca-on.yaml").write_bytes(b"")
    (small / "resources" / "notes.txt").write_bytes(b"")
    assert [name for name, _ in read_files(small)] == ["resources.yaml", "resources/ca-on.yaml", "resources/us-oh.yaml"]


def test_a_directory_may_have_no_local_listings(small: Path) -> None:
    (small / "resources" / "us-oh.yaml").unlink()
    (small / "resources").rmdir()
    assert [name for name, _ in read_files(small)] == ["resources.yaml"]


@pytest.mark.parametrize("missing", ["resources.yaml", "."])
def test_a_directory_that_can_not_be_read_is_told_with_a_hint(small: Path, cache: Path, missing: str) -> None:
    folder = small / "nowhere" if missing == "." else small
    (small / "resources.yaml").unlink()
    with pytest.raises(DataError, match="No such file") as caught:
        open_finder(folder, cache)
    assert "PEERFIND_DIRECTORY" in caught.value.hint


@pytest.fixture
def snapshot(small: Path) -> Path:
    """A snapshot of a feed in the data folder."""
    held = [listing(f"zebra-{n}", name=f"Zebra {n}", serves=["US-OH"]) for n in range(3)]
    path = small / "data" / "feeds" / "far-lines" / "far-lines@0123abcd.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join(json_of(one) + b"\n" for one in held))
    use(path)
    return path


def use(snapshot: Path) -> None:
    """Let a snapshot be the one in use."""
    told = {"snapshot": snapshot.name, "read": "2026-11-20"}
    snapshot.parent.with_suffix(".json").write_text(json.dumps(told))


def open_with_feeds(small: Path, cache: Path) -> Opened:
    return open_finder(small, cache, feeds=current_snapshots(small / "data"))


def test_listings_of_a_snapshot_are_found_and_say_their_feed(small: Path, cache: Path, snapshot: Path) -> None:
    finder = open_with_feeds(small, cache).finder
    (result,) = finder.show("zebra-1", MONDAY)
    assert result.feed == "far-lines"
    assert finder.show("aunty-line", MONDAY)[0].feed == "bundled"
    assert {*found(finder, "zebra")} == {"zebra-0", "zebra-1", "zebra-2"}
    assert snapshot.is_file()


def test_listings_of_a_snapshot_are_found_from_the_cache_too(small: Path, cache: Path, snapshot: Path) -> None:
    built, again = open_with_feeds(small, cache), open_with_feeds(small, cache)
    assert found(again.finder, "zebra") == found(built.finder, "zebra")
    assert len(folders(cache)) == 1
    assert snapshot.is_file()


def test_listings_of_all_feeds_are_counted(small: Path, cache: Path, snapshot: Path) -> None:
    finder = open_with_feeds(small, cache).finder
    assert finder.index.counts("feed") == {"bundled": 9, snapshot.stem.partition("@")[0]: 3}


def test_another_name_of_a_snapshot_gives_another_index(small: Path, cache: Path, snapshot: Path) -> None:
    open_with_feeds(small, cache)
    use(snapshot.rename(snapshot.with_name("far-lines@4567cdef.jsonl")))
    open_with_feeds(small, cache)
    assert len(folders(cache)) == 2


def test_a_snapshot_that_went_gives_another_index(small: Path, cache: Path, snapshot: Path) -> None:
    open_with_feeds(small, cache)
    snapshot.unlink()
    assert found(open_with_feeds(small, cache).finder, "zebra") == []


def test_other_files_beside_snapshots_are_none(small: Path, cache: Path, snapshot: Path) -> None:
    snapshot.with_suffix(".part").write_bytes(b"{")
    assert "zebra-1" in found(open_with_feeds(small, cache).finder, "zebra")


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"id": "x"}', b'"text"', b"7"])
def test_a_snapshot_that_can_not_be_read_leaves_the_directory(
    small: Path, cache: Path, snapshot: Path, line: bytes
) -> None:
    snapshot.write_bytes(line + b"\n")
    opened = open_with_feeds(small, cache)
    assert found(opened.finder, "harbour") == ["harbour-lifeline"]
    assert "not a listing" in (opened.in_memory_because or "")
    assert folders(cache) == []


@pytest.mark.parametrize("told", ["", "[]", "{", '{"snapshot": 7}', '{"snapshot": "gone@1.jsonl"}', '{"read": "x"}'])
def test_a_feed_whose_file_can_not_be_read_is_left_out(small: Path, cache: Path, snapshot: Path, told: str) -> None:
    snapshot.parent.with_suffix(".json").write_text(told)
    assert found(open_with_feeds(small, cache).finder, "zebra") == []
    assert found(open_with_feeds(small, cache).finder, "harbour") == ["harbour-lifeline"]


def test_a_changed_record_of_a_large_index_is_never_shown_and_the_index_built_anew(
    small: Path, cache: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_SEALED_UP_TO", 0)
    open_with_feeds(small, cache)
    for file in cache.rglob("*.store"):
        held = bytearray(file.read_bytes())
        held[len(held) // 3] ^= 1
        file.write_bytes(held)
    with pytest.raises(IndexDamagedError, match="damaged") as caught:
        open_with_feeds(small, cache).finder.every(EVERYTHING, MONDAY)
    assert "run the same command again" in caught.value.hint
    assert len(open_with_feeds(small, cache).finder.every(EVERYTHING, MONDAY)) == 11
    assert snapshot.is_file()


def test_the_files_of_an_index_are_sealed(small: Path, cache: Path) -> None:
    seals = open_finder(small, cache).contents.seals
    (home,) = cache.iterdir()
    assert {*seals} == {path.name for path in home.iterdir()} - {"contents.json"}
    assert all(size == (home / name).stat().st_size for name, (size, _) in seals.items())
    assert {name for name, (size, checksum) in seals.items() if size and not checksum} == {"phrases.tsv", "words.tsv"}
