from collections.abc import Callable
from pathlib import Path

import pytest

from peerfind.directory.loading import Reference, load_reference
from peerfind.directory.model import Listing
from peerfind.lookup.finder import Finder
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.store import DATA
from peerfind.lookup.table import SortedTable
from tests.lookup.examples import finder_of, lexicon_of


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(DATA)


@pytest.fixture(scope="session")
def places() -> Gazetteer:
    return Gazetteer(SortedTable((DATA / "places.tsv").read_bytes()))


@pytest.fixture(scope="session")
def lexicon(reference: Reference) -> Lexicon:
    return lexicon_of(reference)


@pytest.fixture(scope="session")
def gather(reference: Reference, places: Gazetteer) -> Callable[..., Finder]:
    """Return a function that makes a finder over the listings it is given."""

    def gathered(*listings: Listing) -> Finder:
        return finder_of(listings, reference, places)

    return gathered


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small directory, to change."""
    source = Path(__file__).parents[1] / "data" / "small"
    (tmp_path / "directory" / "resources").mkdir(parents=True)
    for name in ("resources.yaml", "resources/us-oh.yaml"):
        (tmp_path / "directory" / name).write_bytes((source / name).read_bytes())
    return tmp_path / "directory"
