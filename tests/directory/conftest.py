from pathlib import Path

import pytest

from peerfind.directory.loading import Directory, Reference, codes_with, load_reference, read_directory
from peerfind.directory.vocabulary import Codes
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.table import SortedTable

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return ROOT / "peerfind" / "data"


@pytest.fixture(scope="session")
def reference(data_folder: Path) -> Reference:
    return load_reference(data_folder)


@pytest.fixture(scope="session")
def codes(reference: Reference, data_folder: Path) -> Codes:
    """The codes that a listing of the real directory may use."""
    return codes_with(reference.vocabulary, Gazetteer(SortedTable((data_folder / "places.tsv").read_bytes())).codes())


@pytest.fixture(scope="session")
def real_files() -> list[Path]:
    """The files of the real directory."""
    return [ROOT / "resources.yaml", *sorted((ROOT / "resources").glob("*.yaml"))]


@pytest.fixture(scope="session")
def real(real_files: list[Path], codes: Codes) -> Directory:
    return read_directory([(path.name, path.read_bytes()) for path in real_files], codes)
