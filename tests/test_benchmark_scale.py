"""What must hold for the figures, the table and the picture of benchmarks/scale.py; nothing here measures."""

import datetime as dt
import importlib.util
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import pytest

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "scale.py"
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPT.parent)
        spec = importlib.util.spec_from_file_location("benchmark_scale", SCRIPT)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


@pytest.fixture
def made_up(scale: ModuleType) -> list[Any]:
    program = scale.Program(cpu=0.08, ratio=1.1)
    return [
        scale.Measurement(
            name,
            size,
            scale.Latency(20, base * size, base * size * 2, base * size * 3),
            **({"build": 1.5, "memory": 2**27, "disk": 2**22, "program": program} if name == scale.PEERFIND else {}),
        )
        for size in (1_000, 1_000_000)
        for name, base in zip(scale.SYSTEMS, (1e-6, 1.01e-6, 1e-5, 1.02e-6), strict=True)
    ]


@pytest.mark.parametrize(("share", "value"), [(0, 1), (0.5, 50), (0.99, 99), (0.991, 100), (1, 100)])
def test_a_percentile_is_one_of_the_values(scale: ModuleType, share: float, value: float) -> None:
    assert scale.percentile(range(100, 0, -1), share) == value


def test_the_percentiles_of_one_value_are_that_value(scale: ModuleType) -> None:
    assert {scale.percentile([7.0], share) for share in (0, 0.5, 0.99, 1)} == {7.0}


def test_a_directory_holds_as_many_listings_as_asked_for(scale: ModuleType, tmp_path: Path) -> None:
    home = scale.prepare(tmp_path, 5)
    assert len(home.texts.read_text("utf-8").splitlines()) == 5
    (snapshot,) = (home.data / "feeds" / "bench").iterdir()
    assert len(snapshot.read_bytes().splitlines()) == 4
    made = home.texts.stat()
    assert scale.prepare(tmp_path, 5).texts.stat().st_mtime_ns == made.st_mtime_ns


def test_a_process_and_its_children_are_watched(scale: ModuleType) -> None:
    child = "held = bytearray(60_000_000); import time; time.sleep(0.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    _, memory = scale.watched([sys.executable, "-c", parent], scale.environment())
    assert memory > 60_000_000


def test_every_line_of_the_table_has_every_column(scale: ModuleType, made_up: list[Any]) -> None:
    lines = [*scale.head().splitlines(), *map(scale.row, made_up)]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert {len(line) for line in cells} == {len(scale.COLUMNS)}
    assert cells[2] == [
        *("1,000", "peerfind", "20", "1.00 ms", "2.00 ms", "3.00 ms", "1.5 s", "128 MiB", "4.0 MiB", "80 ms, ×1.10")
    ]
    assert cells[4][6:] == [""] * 4


def test_the_report_holds_the_table_and_how_to_repeat_it(scale: ModuleType, made_up: list[Any]) -> None:
    written = scale.report(made_up, dt.date(2026, 11, 22))
    assert all(scale.row(one) in written for one in made_up)
    assert "--sizes 1000,1000000 --write" in written


def test_the_picture_has_a_labelled_line_for_each_system(scale: ModuleType, made_up: list[Any]) -> None:
    svg = ET.fromstring(scale.picture(made_up))
    lines = svg.findall(f"{SVG}polyline")
    assert len(lines) == len({line.get("stroke-dasharray") for line in lines}) == len(scale.SYSTEMS)
    labels = {text.text: float(text.get("y", "")) for text in svg.iter(f"{SVG}text") if text.text in scale.SYSTEMS}
    assert labels.keys() == scale.SYSTEMS.keys()
    heights = sorted(labels.values())
    assert all(below - above >= scale.LABEL for above, below in pairwise(heights))


def test_the_picture_can_show_one_size(scale: ModuleType, made_up: list[Any]) -> None:
    assert "1,000,000" not in scale.picture(made_up[:4])
