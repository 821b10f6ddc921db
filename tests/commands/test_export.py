import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]
GOLDEN = Path(__file__).parent / "golden"
TEXTS = ("jsonl", "json", "csv", "tsv", "yaml", "vcf", "hsds", "html", "markdown")


def same_as(name: str, data: bytes) -> bool:
    """Compare with a golden file; write it where it is not there yet."""
    golden = GOLDEN / name
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(data)
        return False
    return golden.read_bytes() == data


@pytest.mark.parametrize("ending", ["csv", "tsv", "yaml", "vcf", "html", "md"])
def test_a_format_is_written_as_ever(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"lines.{ending}"
    assert run("export", "-o", str(file)) == (0, "", "")
    assert same_as(f"export.{ending}", file.read_bytes())


@pytest.mark.parametrize("format_", TEXTS)
def test_the_same_moment_gives_the_same_bytes(run: Run, tmp_path: Path, format_: str) -> None:
    printed = run("export", "--format", format_).out
    file = tmp_path / "out"
    run("export", "--format", format_, "-o", str(file))
    assert file.read_bytes() == printed.encode()


def test_a_zip_goes_to_a_file_or_a_pipe(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lines.zip"
    assert run("export", "-o", str(file)).status == 0
    assert "services.csv" in zipfile.ZipFile(io.BytesIO(file.read_bytes())).namelist()


def test_filters_apply(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lines.json"
    run("export", "--kind", "warmline", "-o", str(file))
    assert [held["id"] for held in json.loads(file.read_bytes())["results"]] == ["aunty-line", "oh-night-warmline"]


def ids_in(out: str) -> list[str]:
    return [json.loads(line)["id"] for line in out.splitlines()]


def test_ids_come_in_the_order_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("\ufeff# my list\nworld-room\n\naunty-line  # first of all\nworld-room\n", "utf-8")
    outcome = run("export", "--ids", str(tmp_path / "ids"))
    assert (outcome.status, ids_in(outcome.out)) == (0, ["world-room", "aunty-line"])


def test_ids_that_are_left_out_are_told_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("aunty-lime\nworld-room\ngone-line\naunty-line\n", "utf-8")
    outcome = run("export", "--ids", str(tmp_path / "ids"), "--kind", "warmline")
    assert (outcome.status, ids_in(outcome.out)) == (1, ["aunty-line"])
    assert outcome.err.splitlines() == [
        "aunty-lime: no listing has this id; did you mean aunty-line?",
        "world-room: the filters leave it out.",
        "gone-line: closed; now aunty-line; left out.",
        "3 of 4 ids are left out; the rest is written.",
    ]


def test_no_ids_are_no_listings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("# nothing yet\n", "utf-8")
    assert run("export", "--ids", str(tmp_path / "ids")) == (0, "", "")


def test_misuse_is_told_in_a_line(run: Run, tmp_path: Path) -> None:
    assert run("export", "--ids", str(tmp_path / "none")).status == 3
    outcome = run("export", "-o", str(tmp_path / "lines.doc"))
    assert (outcome.status, outcome.out) == (2, "")
    assert "the ending tells no format" in outcome.err
    assert "Add --format: jsonl, json, csv" in outcome.err
