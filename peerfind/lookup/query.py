"""What is asked for and what is answered: the values that pass between the commands and the search. Pure."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from peerfind.directory.freshness import Freshness
from peerfind.directory.model import Listing
from peerfind.directory.reference import EmergencyNumbers
from peerfind.lookup.hours import OpenState
from peerfind.lookup.lexicon import Meaning
from peerfind.lookup.moments import Window
from peerfind.lookup.places import Place
from peerfind.record import Record

BUNDLED = "bundled"
"""The name under which the curated directory's listings are shown."""
ONE_IS_ENOUGH = frozenset({"kinds", "contacts", "languages", "settings", "costs"})
"""Tables of which a listing needs only one of the codes asked for: "text or chat", "group or warmline"."""


class Filters(Record):
    """What every listing found must have; several codes of one kind mean any of them."""

    ids: tuple[str, ...] | None = None
    """Only these listings, such as those of a saved list; all of them are told in this order."""
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    place: Place | None = None
    whole_place: bool = False
    """Only what serves all of the place, not what serves parts of it; all of the world, where no place is given."""
    near: Place | None = None
    """A place with coordinates; what is near it comes first."""
    within_km: float | None = None
    """Only what is not further from `near`."""
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
    """The moment or interval at which help is wanted (ISO 8601)."""
    near: str | None = None
    """The place whose neighbourhood is meant."""
    within_km: float | None = None
    unwanted: tuple[str, ...] = ()
    """Words for what is not wanted."""
    rest: str = ""
    """The words that were read as nothing of the above, with misspellings mended."""


class Reading(Record):
    """A query as it was read, for the search; `understood` tells the same for people and scripts."""

    words: tuple[tuple[str, ...], ...] = ()
    """The words that carry meaning, each with the spellings that may have been meant."""
    unread: tuple[tuple[str, ...], ...] = ()
    """Those that were read as nothing."""
    narrower: tuple[tuple[str, ...], ...] = ()
    """Those that were read as something wider, such as "earthquake" as trauma."""
    related: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Word -> words that tell of the same things."""
    asked: tuple[tuple[Meaning, ...], ...] = ()
    """What a listing should have, of each group one."""
    hinted: tuple[tuple[Meaning, ...], ...] = ()
    """What it may be about, of each group one."""
    names: tuple[tuple[str, float], ...] = ()
    """Whole names that stand among the words, each with the share of the words that it takes."""
    unwanted: tuple[tuple[tuple[str, ...], tuple[Meaning, ...]], ...] = ()
    """What it should not be: the words, and what they mean."""
    place: Place | None = None
    near: Place | None = None
    within_km: float | None = None
    window: Window | None = None
    understood: Understood = Understood()


class Need(Record):
    """All that the order of the results depends on."""

    text: str = ""
    reading: Reading = Reading()
    filters: Filters = Filters()
    home: Place | None = None
    """What is near this comes first, other things equal."""
    urgent: bool = False
    danger: frozenset[str] = frozenset()
    """The words that told of danger to life, which are not looked for in names."""


class Reason(Record):
    """Why a listing stands where it stands, and how many points that gave."""

    why: str
    points: float


class Result(Record):
    """A listing found, with what holds for it at this moment."""

    listing: Listing
    score: float
    state: OpenState
    freshness: Freshness
    feed: str
    distance_km: float | None = None
    """From the place asked for."""
    next_meeting: dt.datetime | None = None
    """Of a group: when it next starts, in its own zone."""
    lacks: tuple[str, ...] = ()
    """Which of place and languages were asked for and are not the listing's."""
    reasons: tuple[Reason, ...] = ()
    """Given when they were asked for."""


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

    @property
    def below(self) -> list[Result]:
        """The results for who has been told where to turn: those that were not among its lines."""
        told = {result.listing.id for result in self.turn.crisis_lines} if self.urgent and self.turn else set()
        return [result for result in self.results if result.listing.id not in told]
