"""The nearest of some known words to a misspelt one."""

from collections.abc import Iterable

from peerfind.directory.text import fold


def nearest(text: str, options: Iterable[str], *, alike: float = 70) -> str | None:
    """Return the option most like `text` (case and accents apart), or None when none is `alike` out of 100."""
    from rapidfuzz import fuzz, process  # here, because only a misspelling needs it

    best = process.extractOne(fold(text), list(options), scorer=fuzz.ratio, processor=fold, score_cutoff=alike)
    return best[0] if best else None
