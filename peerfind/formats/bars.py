"""Counts as bars: of letters on a terminal, and as a picture (SVG). Pure."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

_NARROWEST_LABEL = 12
_NARROWEST_BAR = 8
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_ROW, _TITLE, _MARGIN = 20, 34, 16
"""Heights and margin of the picture, in pixels."""
_LABELS, _BARS, _COUNTS = 330, 360, 110
"""Widths of its columns."""


class Bar(NamedTuple):
    """A count with its name; `most` is as long as a bar can be."""

    label: str
    size: int
    most: int
    told: str
    """The count in words, such as "12 (30 %)"."""


class Group(NamedTuple):
    """Bars under a title."""

    title: str
    bars: Sequence[Bar]
    left_out: int = 0


def to_lines(groups: Sequence[Group], width: int, *, only_ascii: bool) -> str:
    """Return the bars as text of a width in columns."""
    parts = []
    for group in groups:
        told = max((len(bar.told) for bar in group.bars), default=0)
        widest = max(_NARROWEST_LABEL, width - told - _NARROWEST_BAR - 4)
        longest = min(widest, max((len(bar.label) for bar in group.bars), default=0))
        room = max(_NARROWEST_BAR, width - longest - told - 4)
        lines = [
            f"  {_fitted(bar.label, longest)} {bar.told:>{told}} {_bar(bar, room, only_ascii=only_ascii)}".rstrip()
            for bar in group.bars
        ]
        more = [f"  and {group.left_out} more: --all"] if group.left_out else []
        parts.append("\n".join([group.title, *lines, *more]) + "\n")
    return "\n".join(parts)


def to_svg(groups: Sequence[Group], title: str) -> str:
    """Return the bars as a picture that is legible on light and dark pages, and by a screen reader."""
    width = _LABELS + _BARS + _COUNTS + 2 * _MARGIN
    shapes: list[str] = []
    y = _MARGIN
    for group in groups:
        shapes.append(f'<text x="{_MARGIN}" y="{y + 20}" class="title">{escape(group.title)}</text>')
        y += _TITLE
        for bar in group.bars:
            length = _BARS * bar.size / bar.most if bar.most else 0
            shapes += [
                f'<text x="{_MARGIN + _LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(bar.label)}</text>',
                f'<rect x="{_MARGIN + _LABELS}" y="{y + 3}" width="{length:.1f}" height="{_ROW - 6}"/>',
                f'<text x="{_MARGIN + _LABELS + length + 6:.1f}" y="{y + 14}">{escape(bar.told)}</text>',
            ]
            y += _ROW
    height = y + _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">\n<title>{escape(title)}</title>\n'
        "<style>text{font:13px system-ui,sans-serif;fill:#222}.title{font-weight:600}rect{fill:#2a6f97}"
        "@media(prefers-color-scheme:dark){text{fill:#ddd}rect{fill:#61a5c2}}</style>\n"
    )
    return head + "\n".join(shapes) + "\n</svg>\n"


def _fitted(label: str, width: int) -> str:
    return f"{label if len(label) <= width else label[: width - 3] + '...':<{width}}"


def _bar(bar: Bar, room: int, *, only_ascii: bool) -> str:
    """Return a bar; what is there is never shown as nothing."""
    eighths = round(8 * room * bar.size / bar.most) if bar.most else 0
    eighths = max(eighths, 1 if bar.size else 0)
    if only_ascii:
        return "#" * max(1 if bar.size else 0, round(eighths / 8))
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest] if rest else "")
