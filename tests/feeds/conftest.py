from collections.abc import Iterator
from pathlib import Path

import pytest

from peerfind.feeds.store import FeedStore
from tests.feeds.examples import Server


@pytest.fixture
def server() -> Iterator[Server]:
    held = Server()
    yield held
    held.close()


@pytest.fixture
def store(tmp_path: Path) -> FeedStore:
    return FeedStore(tmp_path / "data")
