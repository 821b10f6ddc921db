"""What is asked for and what is answered: the values that pass between the commands and the search. Pure."""

import datetime as dt

from peerfind.directory.freshness import Freshness
from peerfind.directory.model import Listing
from peerfind.directory.reference import EmergencyNumbers
from peerfind.lookup.hours import OpenState
from peerfind.lookup.places import Place
from peerfind.record import Record


class Filters(Record):
    """What every listing found must have; several codes of one kind mean any of them."""

    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    place: Place | None = None
    whole_place: bool = False
    """Only what serves all of the place, not what serves parts of it; all of the world, where no place is given."""
    open_at: dt.datetime | None = None
    free: bool = False
    peer_run: bool = False
    no_dispatch: bool = False
    anonymous: bool = False
    age: int | None = None
    checked_within: int | None = None
    """Days."""


class Understood(Record):
    """What a query's free text was read as. These prefer listings; only filters exclude them."""

    place: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    dispatch: tuple[str, ...] = ()
    open_at: str | None = None
    rest: str = ""
    """The words that were read as nothing of the above, with misspellings mended."""


class Need(Record):
    """All that the order of the results depends on."""

    text: str = ""
    words: tuple[str, ...] = ()
    """The words of the text that carry meaning, with their spelling mended."""
    understood: Understood = Understood()
    filters: Filters = Filters()
    near: Place | None = None
    """What is near this comes first."""
    urgent: bool = False


class Result(Record):
    """A listing found, with what holds for it at this moment."""

    listing: Listing
    score: float
    state: OpenState
    freshness: Freshness
    feed: str


class Turn(Record):
    """Where anybody can turn in a place: its emergency numbers and its crisis lines, those open now first."""

    place: Place | None
    emergency: EmergencyNumbers | None
    crisis_lines: list[Result]


class Answer(Record):
    """The answer to one query."""

    query: str
    urgent: bool
    understood: Understood
    total: int
    results: list[Result]
    turn: Turn | None
    """Given when the query is urgent or nothing was found."""
