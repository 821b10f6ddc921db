"""What holds for every reader, whatever it is given."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerfind.errors import PeerfindError, UsageError
from peerfind.feeds.reader import Reader, reader_for
from peerfind.feeds.readers import READERS
from peerfind.feeds.updating import reader_of
from tests.feeds.reading import DATA, problems, read, zipped

NASTY = [
    "",
    " ",
    "x",
    "\x1b[31m",
    "\u202ehi",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "http://a.example/",
    "=1+1",
    "https://a.example/",
    "https://zoom.us/j/1?pwd=x",
    "614-555-0142",
    "+1741741",
    "9:00",
    "25:61",
    "24:00:00",
    "Sunday",
    "yes",
    "OH",
    "US",
    "USA",
    "0",
    "7",
    "-1",
    "1e999",
    "2026-02-30",
    "24/7",
    "WEEKLY",
    "MONTHLY",
    "MO,TU",
    "2TU",
    "active",
    "defunct",
    "phone",
    "text",
    "fax",
    "es",
    "ESP",
    "America/New_York",
    "worldwide",
    "\ud800",
    "\ufffd",
    "é" * 50,
    "a" * 3000,
    "1 A St, Maplewick, OR 97999, USA",
]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(NASTY),
    st.integers(-3, 9),
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
SAMPLES = {
    "tsml": "meetings.json",
    "bmlt": "bmlt-meetings.json",
    "hsds": "service.json",
    "open-helplines": "helplines.json",
}
RECORD = {
    "id": "night-owl", "name": "Night Owl", "kind": "warmline", "summary": "Peers listen.", "serves": ["US"], "url": "https://a.example/",
    "contacts": [{"type": "phone", "value": "+16145550142", "note": "x"}], "place": {"city": "Dayton"}, "hours": "24/7",
    "sources": [{"url": "https://owl.example.org/", "checked": "2026-11-22", "how": "page"}], "age": {"min": 18},
}  # fmt: skip


def sample(name: str) -> Any:
    return json.loads((DATA / SAMPLES[name]).read_bytes()) if name in SAMPLES else [RECORD]


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every part of a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(way for key, part in inner for way in paths(part, (*at, key)))]


def spoilt(value: Any, way: tuple[Any, ...], other: Any) -> Any:
    """Return a copy of a value with something else in one place."""
    if not way:
        return other
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[way[0]] = spoilt(value[way[0]], way[1:], other)
    return copy


def fit(reader: Reader, *documents: Any, **given: Any) -> None:
    """Assert that a reader yields what is fit for the directory, or raises an error of ours."""
    try:
        found = read(reader, *documents, **given)
    except PeerfindError:
        return
    ids = [listing.id for listing in found.listings]
    assert len(ids) == len(set(ids))
    for listing in found.listings:
        assert problems(listing, http_sources=reader.NAME == "peerfind") == [], listing


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.NAME)
@settings(max_examples=30)
@given(data=st.binary(max_size=300) | anything.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_make_a_reader_raise_anything_but_our_errors(reader: Reader, data: bytes) -> None:
    fit(reader, data)
    reader.recognises("https://a.example/", data)


@pytest.mark.parametrize("name", [*SAMPLES, "peerfind"])
@settings(max_examples=30)
@given(data=st.data())
def test_whatever_stands_in_one_place_all_that_is_yielded_is_fit(name: str, data: st.DataObject) -> None:
    whole = sample(name)
    way = data.draw(st.sampled_from(paths(whole)))
    reader = reader_of(name, READERS)
    program = data.draw(st.sampled_from(["aa", "al-anon", None]))
    fit(
        reader,
        spoilt(whole, way, data.draw(anything)),
        program=program,
        country=data.draw(st.sampled_from(["US", "GB", None])),
    )


@settings(max_examples=30)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"id": st.text(max_size=5), "name": st.text(max_size=9)},
            optional={
                name: st.text(max_size=12) | st.sampled_from(NASTY)
                for name in ("status", "url", "description", "alert", "minimum_age")
            },
        ),
        max_size=4,
    )
)
def test_whatever_stands_in_a_table_all_that_is_yielded_is_fit(rows: list[dict[str, str]]) -> None:
    header = ["id", "name", "status", "url", "description", "alert", "minimum_age"]
    cells = [
        [row.get(name, "").replace('"', '""').encode("utf-8", "replace").decode() for name in header] for row in rows
    ]
    table = "\n".join([",".join(header), *(",".join(f'"{cell}"' for cell in row) for row in cells)])
    package = json.dumps({"resources": [{"name": "services", "path": "services.csv"}]})
    reader = reader_of("hsds-tabular", READERS)
    fit(reader, zipped({"datapackage.json": package, "services.csv": table}))


@pytest.mark.parametrize("name", [*SAMPLES, "peerfind"])
def test_each_format_is_recognised_as_itself(name: str) -> None:
    start = json.dumps({"contents": [sample(name)]} if name == "hsds" else sample(name)).encode()
    reader = reader_for("https://a.example/feed", start, READERS)
    assert reader is not None
    assert name == reader.NAME


def test_a_web_page_is_no_feed() -> None:
    assert reader_for("https://a.example/", b"<!DOCTYPE html><html>...", READERS) is None


def test_a_format_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="not a format of feeds") as raised:
        reader_of("gopher", READERS)
    assert all(reader.NAME in raised.value.hint for reader in READERS)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.NAME)
def test_what_is_read_twice_is_the_same(reader: Reader) -> None:
    if reader.NAME == "hsds-tabular":
        pytest.skip("compared with a golden file")
    first, second = (read(reader, sample(reader.NAME)).listings for _ in range(2))
    assert first == second
