"""What browsing works with: all that it takes from outside, and gives there."""

import datetime as dt
from collections.abc import Callable, Mapping

from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from peerfind.record import Record


class Desk(Record):
    """What browsing works with."""

    finder: Finder
    speaker: Speaker
    clock: Callable[[], dt.datetime]
    """Returns the moment."""
    country: str | None
    """The user's country; of places with one name, the one there is meant."""
    lists: Callable[[], Mapping[str, int]]
    """Returns the names of the saved lists with how many listings each holds. Raises PeerfindError."""
    keep: Callable[[str, str], str]
    """Puts an id on a list of a name and returns what was done. Raises PeerfindError."""
    print_list: Callable[[str], str]
    """Prints a list and returns what was done. Raises PeerfindError."""
    color: bool = True
    unicode: bool = True
    """Whether the terminal can draw lines."""
