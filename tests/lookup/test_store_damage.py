"""Damage to an index in the cache: whatever happened to its files, the right answer still comes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.lookup import store
from peerfind.lookup.store import open_finder
from tests.lookup.examples import EVERYTHING, MONDAY, found, ids, open_and_ask

SMALL = Path(__file__).parents[1] / "data" / "small"
OF_ENGINE = [".managed.json", "*.fast", "*.fieldnorm", "*.idx", "*.pos", "*.store", "*.term", "meta.json"]
TABLES = ["phrases.tsv", "words.tsv"]
"""Tables of words, of which only the size is sealed: nobody dials them."""
BESIDE = ["contents.json", "emergency.json", "sample.json"]
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "garbage": lambda held: (b"\xde\xad\xbe\xef" * len(held))[: len(held)],
    "letters": lambda held: b"x" * len(held),
    "cut": lambda held: held[: len(held) // 2],
    "emptied": lambda _: b"",
    "longer": lambda held: held + b"x",
    "one byte": lambda held: held[: len(held) // 2] + bytes([held[len(held) // 2] ^ 0xFF]) + held[len(held) // 2 + 1 :],
}


@pytest.fixture(autouse=True)
def reference_folder(small_reference: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the reference data."""
    monkeypatch.setattr(store, "DATA", small_reference)
    return small_reference


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, small_reference: Path) -> Path:
    """A cache that holds one good index."""
    folder = tmp_path_factory.mktemp("whole")
    open_and_ask(SMALL, folder, "", small_reference)
    return folder


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    """The folder of an index, to damage."""
    shutil.copytree(whole, tmp_path / "cache")
    (folder,) = (tmp_path / "cache").glob("index-*")
    return folder


def assert_answers(cache: Path) -> None:
    opened = open_finder(SMALL, cache)
    assert found(opened.finder, "Harbuor lifelin")[0] == "harbour-lifeline"
    assert found(opened.finder, "con veteranos") == ["old-soldiers"]
    assert opened.finder.lexicon.suggest("topics", "anxeity") == "anxiety"
    answer = opened.finder.search("suicidal in Ohio", EVERYTHING, 5, MONDAY)
    assert answer.turn is not None
    assert answer.turn.emergency is not None
    assert answer.turn.emergency.general == "911"
    assert len(ids(opened.finder.every(EVERYTHING, MONDAY))) == 8


@pytest.mark.parametrize("damage", [*DAMAGE])
@pytest.mark.parametrize("name", [*OF_ENGINE, *BESIDE])
def test_a_damaged_file_does_not_matter(home: Path, name: str, damage: str) -> None:
    (file,) = home.glob(name)
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    assert_answers(home.parent)


@pytest.mark.parametrize("damage", ["garbage", "letters", "one byte", "cut", "emptied", "longer"])
@pytest.mark.parametrize("name", TABLES)
def test_a_damaged_table_of_words_leaves_names_and_numbers_to_be_found(home: Path, name: str, damage: str) -> None:
    (home / name).write_bytes(DAMAGE[damage]((home / name).read_bytes()))
    finder = open_finder(SMALL, home.parent).finder
    assert found(finder, "Harbour Lifeline")[0] == "harbour-lifeline"
    assert found(finder, "+1 800 555 0100")[0] == "aunty-line"


@pytest.mark.parametrize("name", [*OF_ENGINE, *BESIDE, *TABLES])
def test_a_missing_file_does_not_matter(home: Path, name: str) -> None:
    (file,) = home.glob(name)
    file.unlink()
    assert_answers(home.parent)


def test_garbage_in_every_file_of_the_engine_does_not_matter(home: Path) -> None:
    for file in (file for name in OF_ENGINE for file in home.glob(name)):
        file.write_bytes(DAMAGE["garbage"](file.read_bytes()))
    assert_answers(home.parent)


@pytest.mark.parametrize("name", [*OF_ENGINE, "contents.json", "emergency.json"])
def test_a_file_of_zeros_does_not_matter(home: Path, name: str) -> None:
    (file,) = home.glob(name)
    file.write_bytes(bytes(file.stat().st_size))
    assert_answers(home.parent)


@pytest.mark.parametrize("name", TABLES)
def test_words_of_zeros_do_not_keep_a_look_up_for_ever(home: Path, reference_folder: Path, name: str) -> None:
    (home / name).write_bytes(bytes((home / name).stat().st_size))
    code = (
        "from pathlib import Path; from sys import argv; from tests.lookup.examples import open_and_ask;"
        "print(open_and_ask(Path(argv[1]), Path(argv[2]), 'hl', Path(argv[3]))[0])"
    )
    command = [sys.executable, "-c", code, str(SMALL), str(home.parent), str(reference_folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout == "['harbour-lifeline']\n"


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "7", '"x"', "{}", '{"seals": {}}', '{"seals": [], "vocabulary": {}, "grammar": {}}']
)
def test_contents_of_another_shape_do_not_matter(home: Path, text: str) -> None:
    (home / "contents.json").write_text(text)
    assert_answers(home.parent)


@pytest.mark.parametrize("field", ["seals", "vocabulary", "grammar"])
@pytest.mark.parametrize("value", [None, [], 7], ids=str)
def test_contents_with_a_field_of_another_shape_do_not_matter(home: Path, field: str, value: object) -> None:
    held = json.loads((home / "contents.json").read_bytes())
    (home / "contents.json").write_text(json.dumps(held | {field: value}))
    assert_answers(home.parent)


@pytest.mark.parametrize("name", ["*.store", "sample.json"])
def test_a_digit_that_changed_on_the_disk_is_never_shown(home: Path, name: str) -> None:
    (file,) = home.glob(name)
    held = file.read_bytes()
    at = held.find(b"8005550100") + 9 if name == "sample.json" else len(held) // 3
    file.write_bytes(held[:at] + bytes([held[at] ^ 1]) + held[at + 1 :])
    (result,) = open_finder(SMALL, home.parent).finder.show("aunty-line", MONDAY)
    assert result.listing.contacts[0].value == "+18005550100"


def test_a_damaged_index_is_built_again(home: Path) -> None:
    (home / "meta.json").unlink()
    told: list[int] = []
    opened = open_finder(SMALL, home.parent, told.append)
    assert told
    assert opened.in_memory_because is None
    assert (home / "meta.json").is_file()


def test_an_empty_folder_in_its_place_does_not_matter(home: Path) -> None:
    shutil.rmtree(home)
    home.mkdir()
    assert_answers(home.parent)
    assert (home / "meta.json").is_file()


def test_a_file_in_its_place_does_not_matter(home: Path) -> None:
    shutil.rmtree(home)
    home.write_text("a file")
    assert_answers(home.parent)


def test_a_damaged_index_that_can_not_be_removed_leaves_one_in_memory(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "meta.json").unlink()
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    opened = open_finder(SMALL, home.parent)
    assert found(opened.finder, "harbour") == ["harbour-lifeline"]
    assert opened.in_memory_because is not None
