import csv
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def long_cells() -> Iterator[None]:
    """Let a cell hold a text of ten thousand characters several times."""
    before = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(before)
