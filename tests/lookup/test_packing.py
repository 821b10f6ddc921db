import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.model import Listing, as_data, listing_from
from peerfind.lookup.packing import Packer, json_of, sample_of
from tests.directory.examples import listings
from tests.lookup.examples import listing

FEEDS = st.sampled_from(["bundled", "us-lines", "x"])
HELD = listing("a-line", aliases=["Línea"], status="closed", closed="2026-01-31", new={"x": ["y"]})
PACKER = Packer(json_of(listing("sample")))


@given(listings, FEEDS, st.binary(max_size=50) | st.just(json_of(HELD) * 40))
def test_what_was_packed_is_unpacked_as_it_was(held: Listing, feed: str, sample: bytes) -> None:
    packer = Packer(sample)
    assert packer.unpack(packer.pack(feed, json_of(held))) == (feed, held)


@given(listings)
def test_the_json_of_a_listing_says_the_same_as_its_data(held: Listing) -> None:
    assert listing_from(json.loads(json_of(held))) == listing_from(as_data(held)) == held


def test_unknown_fields_and_dates_come_back() -> None:
    _, back = PACKER.unpack(PACKER.pack("bundled", json_of(HELD)))
    assert back == HELD
    assert (back.extra, back.closed) == (HELD.extra, HELD.closed)
    assert back.sources[0].checked.isoformat() == "2026-11-01"


def test_the_json_is_compact_and_leaves_out_what_is_not_there() -> None:
    text = json_of(HELD).decode()
    assert "null" not in text
    assert ": " not in text.replace("https://", "")
    assert "Línea" in text


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"garbage" * 9, json_of(HELD), PACKER.pack("bundled", json_of(HELD))[:-9]],
    ids=["nothing", "zero", "garbage", "json", "cut"],
)
def test_damaged_bytes_are_an_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the damage says
        PACKER.unpack(data)


@given(st.binary(max_size=80))
def test_any_bytes_are_unpacked_or_an_error(data: bytes) -> None:
    with contextlib.suppress(ValueError, TypeError, KeyError):
        PACKER.unpack(data)


@pytest.mark.parametrize("text", [b"7", b"[]", b"[1]", b"{}", b'["feed"]', b'{"id": "x"}'])
def test_json_of_another_shape_is_an_error(text: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        PACKER.unpack(PACKER.pack("x", text))


def test_another_sample_gives_no_listing_or_an_error() -> None:
    packed = Packer(json_of(HELD) * 9).pack("bundled", json_of(HELD))
    with pytest.raises((ValueError, TypeError, KeyError)):
        Packer(b"another" * 99).unpack(packed)


def test_a_record_like_the_sample_takes_little_room() -> None:
    text = json_of(HELD)
    assert len(Packer(text).pack("bundled", text)) < len(text) / 5


def test_a_small_sample_is_the_end_of_what_there_is() -> None:
    texts = [bytes([65 + n]) * 20_000 for n in range(6)]
    assert sample_of(texts) == b"".join(texts)[-65536:]
    assert sample_of([]) == b""


def test_a_large_sample_holds_what_its_listings_share() -> None:
    texts = [
        json_of(listing(f"line-{n}", name=f"{n * n} Line", summary=f"Peers listen, {n} of them.")) for n in range(500)
    ]
    trained = Packer(sample_of(texts))
    assert len(trained.pack("x", texts[7])) < len(texts[7]) / 5
    assert trained.unpack(trained.pack("x", texts[7]))[1].name == "49 Line"


def test_listings_without_a_word_still_give_a_sample() -> None:
    assert sample_of([b""] * 500) == b""


def test_a_damaged_sample_is_an_error_or_gives_other_bytes() -> None:
    texts = [json_of(listing(f"line-{n}", name=f"{n * n} Line")) for n in range(500)]
    trained = sample_of(texts)
    packed = Packer(trained).pack("x", texts[7])
    with pytest.raises(ValueError, match=r"\S"):
        Packer(trained[:99]).unpack(packed)


def test_a_changed_byte_is_noticed_or_does_not_matter() -> None:
    packed = PACKER.pack("bundled", json_of(HELD))
    for at in range(len(packed)):
        with contextlib.suppress(ValueError, TypeError):
            assert PACKER.unpack(bytes([*packed[:at], packed[at] ^ 1, *packed[at + 1 :]])) == ("bundled", HELD)
