"""A change of the directory, for those who must agree to it: in words, and as the cards that people will see. Pure."""

import difflib
import re
from collections.abc import Callable, Sequence

from peerfind.directory.changes import Change, is_grave, vouched_by
from peerfind.directory.model import Listing
from peerfind.directory.text import counted

Card = Callable[[Listing], str]
"""Returns a listing as people see it."""
_LARGEST = 100
"""Listings whose cards are shown; a comment of a pull request has room for about as many."""


def grave(changes: Sequence[Change]) -> list[Change]:
    """Return the changes to what people dial on crisis lines for which two people do not stand yet."""
    return [change for change in changes if is_grave(change) and not vouched_by(change)]


def as_text(changes: Sequence[Change], card: Card | None = None) -> str:
    """Return the changes in words, each with its cards where there is a `card`."""
    parts = [f"{_marked(change)}\n" + (f"\n{_cards(change, card)}\n" if card else "") for change in changes]
    return "".join(parts)


def as_markdown(changes: Sequence[Change], card: Card) -> str:
    """Return the changes for a pull request: what matters most first, then each with its cards."""
    if not changes:
        return "No listing changes.\n"
    parts = [f"{counted(len(changes), 'listing changes', 'listings change')}.", *_warning(changes)]
    for change in changes[:_LARGEST]:
        listing = change.listing
        parts.append(f"### {_escaped(listing.name)} (`{listing.id}`): {_WORDS[change.sort]}")
        if change.details:
            parts.append("\n".join(f"- {_escaped(str(field))}" for field in change.details))
        parts.append(_fenced(_cards(change, card)))
    if len(changes) > _LARGEST:
        parts.append(f"{len(changes) - _LARGEST:,} more are not shown here.")
    return "\n\n".join(parts) + "\n"


_WORDS = {"number": "a number changes", "changed": "changed", "closed": "closed", "gone": "gone", "added": "new"}


def _warning(changes: Sequence[Change]) -> list[str]:
    """Return what reviewers must see first: changes to crisis lines, and who stands for each."""
    lines = [change for change in changes if is_grave(change)]
    if not lines:
        return []
    ids = ", ".join(f"`{change.listing.id}`" for change in lines)
    told = f"**{counted(len(lines), 'crisis line changes', 'crisis lines change')} what people dial: {ids}.**"
    names = {f"`{change.listing.id}`: {_escaped(' and '.join(by))}" for change in lines if (by := vouched_by(change))}
    stand = [f"Two people stand for {'; '.join(sorted(names))}."] if names else []
    need = ["Two people must compare it with its source and stand for it by name."] if grave(lines) else []
    return [" ".join([told, *stand, *need])]


def _marked(change: Change) -> str:
    """Return a change in words, with a word about who must stand for it, or does."""
    if not is_grave(change):
        return str(change)
    names = " and ".join(vouched_by(change))
    return f"{change}\n  ! a crisis line: {names or 'two people'} {'stand' if names else 'must stand'} for it" + (
        "" if names else " (by: [one, other])"
    )


def _cards(change: Change, card: Card) -> str:
    """Return the cards before and after as one, with - and + before the lines that differ."""
    before, after = (card(listing).splitlines() if listing else [] for listing in (change.old, change.new))
    lines = [line.rstrip() for line in difflib.ndiff(before, after) if not line.startswith("?")]
    return "\n".join(lines)


def _fenced(text: str) -> str:
    """Return a text that is shown as it is, whatever it holds."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}diff\n{text}\n{fence}"


def _escaped(text: str) -> str:
    """Return a text in which nothing is read as Markdown, and nobody is called by name."""
    return re.sub(r"([\\`*_{}\[\]<>#!|~])", r"\\\1", text).replace("@", "&#64;")
