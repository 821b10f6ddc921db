"""What a volunteer is told after a change: the lines that changed, and the source that the change still needs. Pure."""

import datetime as dt
from difflib import SequenceMatcher

from peerfind.curation.rules.changes import SOURCE
from peerfind.directory.changes import compare_listings, is_grave, unsourced, vouched_by
from peerfind.directory.model import Listing


def changed_lines(was: str, text: str) -> tuple[int, str]:
    """Return the first line that differs, counted from 1, and the lines that do, with - and + before them."""
    old, new = was.splitlines(), text.splitlines()
    parts = [part for part in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if part[0] != "equal"]
    lines = [
        line
        for _, start, end, new_start, new_end in parts
        for line in [*(f"- {line}" for line in old[start:end]), *(f"+ {line}" for line in new[new_start:new_end])]
    ]
    return (parts[0][3] + 1 if parts else 1), "".join(f"{line}\n" for line in lines)


def source_wanted(old: Listing | None, new: Listing, today: dt.date) -> str | None:
    """Return the command that adds the source which a change needs before it is merged, with why; or None."""
    change = compare_listings(old, new) if old else None
    if change is None:
        return None
    if is_grave(change) and not vouched_by(change):
        by = ", by: [Ada, Ben]"
        why = "A crisis line changes: two people compare it with its source, and both stand for it by name. Then add:"
    elif unsourced(change):
        by, why = "", "Add where you read it:"
    else:
        return None
    return f"{why}\n  peerfind edit {new.id} 'sources+={SOURCE.format(day=today, by=by)}'"
