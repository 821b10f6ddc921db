"""The commands of docs/publishing.md and docs/feeds.md work, one after the other, with a server on this computer."""

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerfind.directory.model import Listing, as_data
from tests.conftest import SMALL, Outcome
from tests.feeds.examples import Server, listing

Run = Callable[..., Outcome]
DOCS = Path(__file__).parents[1] / "docs"
LINES = [
    listing("their-id", "+18772468013", kind="crisis_line", name="Zebra Crisis Line"),
    listing("other-id", "+18772468024", kind="warmline", name="Zebra Warmline"),
]
"""What the second feed of the documents holds."""


def commands(name: str) -> list[str]:
    text = (DOCS / name).read_text("utf-8")
    return [line.partition(" #")[0].strip() for line in re.findall(r"^    (peerfind .+)$", text, re.MULTILINE)]


def as_json(listings: list[Listing]) -> bytes:
    return json.dumps([as_data(one) for one in listings]).encode()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SMALL / "resources.yaml", tmp_path)
    held = Server()
    held.folder = tmp_path / "site"
    held.files["/meetings.json"] = as_json(LINES)
    yield held
    held.close()


def test_the_commands_of_the_documents_about_feeds_work(run: Run, server: Server, tmp_path: Path) -> None:
    def publish_other_numbers() -> None:
        others = [one.replace(contacts=LINES[1 - at].contacts) for at, one in enumerate(LINES)]
        server.files["/meetings.json"] = as_json([others[0], others[1].replace(summary="Peers listen.")])

    def fill_the_stick() -> None:
        (tmp_path / "na-ohio.json").write_bytes(as_json(LINES))
        shutil.copytree(tmp_path / "site" / "feed", tmp_path / "feed")

    before = {
        "peerfind update na-ohio --check": publish_other_numbers,
        "peerfind update na-ohio --from /media/stick/na-ohio.json": fill_the_stick,
    }
    waiting = ("--check", "--json", "--accept their-id", "--from /media/stick/na-ohio.json")
    fingerprint, ran = "", 0
    for command in [*commands("publishing.md"), *commands("feeds.md")]:
        if command in before:
            before[command]()
        here = command.replace("https://example.org", server.url).replace("/media/stick", str(tmp_path))
        signed = ["--fingerprint", fingerprint] if command.endswith("/feed --name example") else []
        told = run(*shlex.split(here)[1:], *signed)
        if command.startswith("peerfind feed init"):
            fingerprint = re.findall(r"(?:[0-9a-f]{4} ){7}[0-9a-f]{4}", told.out + told.err)[0]
        expected = 5 if "na-ohio" in command and command.endswith(waiting) else 0
        assert told.status == expected, (command, told)
        ran += 1
    assert ran > 15
