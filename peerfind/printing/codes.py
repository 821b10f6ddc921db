"""Codes that a phone's camera reads: to call, to text with the keyword, to open a page. Pure."""

from io import BytesIO

from peerfind.record import Record

_QUIET = 4
"""Modules that must stay white around a code."""
_SMALLEST = 0.5
"""Millimetres a module must have at least, to be read from paper."""


class Code(Record):
    """A code as a picture."""

    link: str
    svg: str
    millimetres: float
    """The smallest width, its white border included."""


def code_of(link: str) -> Code:
    """Return the code of a link."""
    import segno  # here, because only paper has codes

    # Weighing all eight masks takes five times as long, and blurred pictures of the codes were read no better.
    made = segno.make(link, error="m", micro=False, mask=0)
    drawn = BytesIO()
    made.save(drawn, kind="svg", border=_QUIET, omitsize=True, xmldecl=False)
    return Code(
        link=link,
        svg=drawn.getvalue().decode(),
        millimetres=(made.symbol_size()[0] + 2 * _QUIET) * _SMALLEST,
    )
