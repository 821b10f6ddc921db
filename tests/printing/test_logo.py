import struct
from base64 import b64encode

import pytest

from peerfind.errors import UsageError
from peerfind.printing.logo import to_svg

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 30, 20)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xd0\xff\xc2\x00\x0b\x08\x00\x14\x00\x1e\x00\x00\x00\x00"


def test_an_svg_picture_stays_as_it_is() -> None:
    assert to_svg(SVG, "logo.svg") == SVG.decode()


@pytest.mark.parametrize(("data", "kind"), [(PNG, "png"), (JPEG, "jpeg")])
def test_another_picture_is_held_by_an_svg_of_its_size(data: bytes, kind: str) -> None:
    made = to_svg(data, "logo")
    assert 'viewBox="0 0 30 20"' in made
    assert f"data:image/{kind};base64,{b64encode(data).decode()}" in made


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<html/>",
        b"<svg",
        PNG[:20],
        PNG[:16] + bytes(8),
        JPEG[:12],
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9\0",
    ],
)
def test_what_is_no_picture_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"logo\.gif"):
        to_svg(data, "logo.gif")
