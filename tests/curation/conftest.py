import datetime as dt

import pytest

from peerfind.curation.background import load_given
from peerfind.curation.findings import Given

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="session")
def given() -> Given:
    """What rules know, on a fixed day."""
    return load_given(TODAY)
