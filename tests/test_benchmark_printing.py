"""What measures printing sets what it says that it sets."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from peerfind.lookup.finder import Finder

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "printing.py"


@pytest.fixture
def printing(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script, over the small directory."""
    spec = importlib.util.spec_from_file_location("benchmark_printing", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "opened", lambda: finder)
    return module


def test_there_are_as_many_listings_as_asked_for_and_each_is_another(printing: Any) -> None:
    held = printing.results(30)
    assert len({result.listing.id for result in held}) == 30


def test_a_line_tells_listings_time_and_size(printing: Any) -> None:
    text, page = (printing.measured(20, layout) for layout in ("text", "html"))
    assert text.split()[:3] == ["text", "20", "listings"]
    assert page.split()[-1] == "MB"
    assert len(printing.made(printing.sheet_of(printing.results(2), "html"), "html")) > 1_000
