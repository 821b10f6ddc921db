import errno
import os
from pathlib import Path

import pytest

from peerfind.errors import DataError, NothingFoundError, UsageError
from peerfind.lists import Lists, parse_ids


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path / "lists")


def test_a_list_keeps_its_order_and_each_id_once(lists: Lists) -> None:
    lists.create("desk", ["b", "a"])
    assert lists.add("desk", ["c", "a"]) == 1
    assert lists.ids("desk") == ("b", "a", "c")
    assert lists.names() == ["desk"]


def test_ids_are_taken_out_and_one_that_is_not_there_is_told(lists: Lists) -> None:
    lists.create("desk", ["quiet-line", "owl"])
    assert lists.remove("desk", ["owl"]) == 1
    with pytest.raises(NothingFoundError, match="does not hold 'quiet-lin'") as caught:
        lists.remove("desk", ["quiet-lin"])
    assert caught.value.hint == "Did you mean quiet-line?"
    assert lists.ids("desk") == ("quiet-line",)


def test_a_list_is_renamed_and_deleted(lists: Lists) -> None:
    lists.create("desk", ["a"])
    lists.rename("desk", "clinic")
    assert (lists.names(), lists.ids("clinic")) == (["clinic"], ("a",))
    lists.delete("clinic")
    assert lists.names() == []


@pytest.mark.parametrize("name", ["../desk", "Desk", "", "a b", "x" * 81])
def test_a_name_that_can_be_no_file_is_refused(lists: Lists, name: str) -> None:
    with pytest.raises(UsageError, match="can't be the name of a list"):
        lists.create(name)


def test_there_are_no_two_lists_of_one_name(lists: Lists) -> None:
    lists.create("desk", ["a"])
    with pytest.raises(UsageError, match="already"):
        lists.create("desk")
    assert lists.ids("desk") == ("a",)


def test_a_misspelt_name_is_told(lists: Lists) -> None:
    lists.create("desk")
    with pytest.raises(NothingFoundError) as caught:
        lists.ids("dsk")
    assert caught.value.hint == "Did you mean desk?"


def test_a_full_disk_leaves_a_list_as_it_was(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.create("desk", ["a"])

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left") as caught:
        lists.add("desk", ["b"])
    assert "as it was before" in caught.value.hint
    assert lists.ids("desk") == ("a",)


def test_a_file_that_is_no_text_is_told(lists: Lists, tmp_path: Path) -> None:
    lists.create("desk")
    (tmp_path / "lists" / "desk.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"desk\.txt can't be read"):
        lists.ids("desk")


def test_what_stands_behind_a_tab_or_hash_is_not_read() -> None:
    assert parse_ids("a\tName of a\n# a remark\nb  c # d\n\na\n") == ("a", "b", "c")
