"""Logos as SVG, the one form in which templates and pages take a picture. Pure."""

import struct
from base64 import b64encode
from collections.abc import Iterator

from peerfind.errors import UsageError

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = (0xC0, 0xC1, 0xC2)
"""The segments of a JPEG picture that tell its size."""
_LONE = (0x01, *range(0xD0, 0xD9))
"""Those that have no length."""


def to_svg(data: bytes, origin: str) -> str:
    """Return a picture as SVG; of a PNG or JPEG one, an SVG that holds it. Raises UsageError for any other."""
    try:
        if data.startswith(_PNG):
            return _holding(data, "png", *struct.unpack(">II", data[16:24]))
        if data.startswith(_JPEG):
            return _holding(data, "jpeg", *_size_of_jpeg(data))
        return _svg(data)
    except (ValueError, struct.error) as error:
        hint = "Save the logo as SVG, PNG or JPEG."
        raise UsageError("The logo {origin} is no picture that can be printed", hint=hint, origin=origin) from error


def _svg(data: bytes) -> str:
    from xml.etree import ElementTree as ET  # its usual name; here, because few have a logo

    try:
        root = ET.fromstring(data)  # noqa: S314  # a file of the user's own
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    if root.tag not in ("{http://www.w3.org/2000/svg}svg", "svg"):
        raise ValueError(root.tag)
    return data.decode("utf-8-sig")


def _holding(data: bytes, kind: str, width: int, height: int) -> str:
    if not (width and height):
        raise ValueError("a picture without a size")
    held = b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{held}"/></svg>'
    )


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    for marker, segment in _segments(data):
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", segment[1:5])
            return width, height
    raise ValueError("a picture without a frame")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of a JPEG picture before its scan."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _LONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length
