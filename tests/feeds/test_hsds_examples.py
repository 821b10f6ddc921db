"""The HSDS specification's own examples, where a folder of them is at hand; their licence is not this project's.

PEERFIND_HSDS_EXAMPLES names folders, joined as PATH is, that hold service*.json or tables with a datapackage.json.
"""

import os
from pathlib import Path

import pytest

from peerfind.feeds import hsds, hsds_tabular
from tests.feeds.reading import problems, read, zipped

FOLDERS = [Path(name) for name in os.environ.get("PEERFIND_HSDS_EXAMPLES", "").split(os.pathsep) if name]
SERVICES = [
    path for folder in FOLDERS for path in sorted(folder.glob("service*.json")) if "at_location" not in path.name
]
TABLES = [folder for folder in FOLDERS if (folder / "datapackage.json").exists()]


@pytest.mark.skipif(not SERVICES, reason="PEERFIND_HSDS_EXAMPLES names no folder of service*.json")
@pytest.mark.parametrize("path", SERVICES or [None], ids=str)
def test_a_service_is_read_with_words_for_what_is_dropped(path: Path) -> None:
    found = read(hsds, path.read_bytes(), country="GB")
    assert [problems(listing) for listing in found.listings] == [[]] * len(found.listings)
    assert found.listings
    assert found.warned("does not start with https")


@pytest.mark.skipif(not TABLES, reason="PEERFIND_HSDS_EXAMPLES names no folder with a datapackage.json")
@pytest.mark.parametrize("folder", TABLES or [None], ids=str)
def test_tables_are_read_with_words_for_what_is_dropped(folder: Path) -> None:
    members = {path.name: path.read_bytes() for path in [folder / "datapackage.json", *folder.glob("*.csv")]}
    found = read(hsds_tabular, zipped(members), country="GB")
    assert problems(found.only) == []
    assert [contact.value for contact in found.only.contacts_of("phone")] == ["+441234234567"]
    for dropped in ("no rule for every week or month", "coordinates can't be right", "does not start with https"):
        assert found.warned(dropped)
