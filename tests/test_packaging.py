import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_the_directory_and_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "peerfind/data/directory/resources.yaml" in names
    assert "peerfind/data/directory/resources/us-oh.yaml" in names
    assert "peerfind/data/places.tsv" in names
    assert "peerfind/data/CREDITS.md" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_wheel_works_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    fresh = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(fresh), "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    # Its dependencies are lent by this environment: a plain path, so that no editable install comes with them.
    site = subprocess.run(
        [fresh, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(site) / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    surroundings = {k: v for k, v in os.environ.items() if k != "PEERFIND_DIRECTORY"}
    surroundings["PEERFIND_CACHE"] = str(tmp_path / "cache")
    found = subprocess.run(
        [scripts / "peerfind", "search", "trevor projct", "--limit", "1", "--format", "{name}"],
        cwd=tmp_path,
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stdout == "The Trevor Project\n"


def test_no_pinned_version_names_where_it_is_fetched_from() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")
