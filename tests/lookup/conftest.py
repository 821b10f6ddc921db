from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.directory.loading import Reference
from peerfind.lookup.finder import Finder
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.places import Gazetteer
from tests.lookup.examples import finder_of, small_data, the_lexicon, the_places, the_reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    return the_reference()


@pytest.fixture(scope="session")
def places() -> Gazetteer:
    return the_places()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return the_lexicon()


@pytest.fixture(scope="session")
def gather() -> Callable[..., Finder]:
    """Return a function that makes a finder over the listings it is given."""
    return finder_of


@pytest.fixture(scope="session")
def small_reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reference data from which an index is soon built."""
    return small_data(tmp_path_factory.mktemp("reference") / "data")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small directory, to change."""
    source = Path(__file__).parents[1] / "data" / "small"
    (tmp_path / "directory" / "resources").mkdir(parents=True)
    for name in ("resources.yaml", "resources/us-oh.yaml"):
        (tmp_path / "directory" / name).write_bytes((source / name).read_bytes())
    return tmp_path / "directory"
