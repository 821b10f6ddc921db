"""What a check finds, and what the rules that find it are made of. Pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from peerfind.directory.freshness import Freshness, freshness
from peerfind.directory.model import Listing
from peerfind.directory.nodes import FaultSort, Node, Scalar, Sequence
from peerfind.directory.nodes import Mapping as MappingNode
from peerfind.directory.reading import Entry
from peerfind.directory.suppression import Suppression
from peerfind.directory.vocabulary import Codes, Vocabulary
from peerfind.record import Record

Severity = Literal["error", "warning", "note"]
"""An error must be mended before a change is merged, a warning should be; a note comes with time, such as age."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
Path = tuple[str | int, ...]
"""The way to a part of a listing: ("contacts", 0, "value")."""


class Settled(Record):
    """What looks wrong and is right, each with why: peerfind/data/settled.yaml."""

    look_alikes: Mapping[str, str]
    """A number that several listings share, or two numbers with a space between."""
    numbers: Mapping[str, str]
    """A number that the numbering plan does not know, or that costs more than a usual call."""
    domains: Mapping[str, str]
    """Two domains with a space between, in order."""
    listings: Mapping[str, str]
    """The ids of two listings with a space between, in order."""
    plain_http: Mapping[str, str]
    """A host whose pages were only read without encryption."""


class Given(Record):
    """What rules know beside the listings."""

    today: dt.date
    codes: Codes
    vocabulary: Vocabulary
    settled: Settled
    suppressed: Suppression = Suppression(())
    base: Mapping[str, Listing] | None = None
    """The listings, by id, of the state that a change is compared with."""
    base_files: Mapping[str, str] = MappingProxyType({})
    """The files in which they stood, by id."""
    strays: tuple[str, ...] = ()
    """Files beside those of listings, which nobody reads."""

    def freshness(self, listing: Listing) -> Freshness:
        """Return how long ago a listing was checked."""
        return freshness(listing, self.today, self.vocabulary)


class Item(NamedTuple):
    """One entry of a file: as it is written, and as it was understood."""

    file: str
    line: int
    text: str
    entry: Entry
    last: bool = False
    """Whether it is the last of its file."""

    @property
    def listing(self) -> Listing:
        """The listing, of an item that could be used; rules are asked about no others."""
        assert self.entry.listing is not None
        return self.entry.listing


class Spot(NamedTuple):
    """A place where no listing stands, or none any more."""

    file: str
    line: int
    about: str | None = None
    """The id of the listing that stood there."""


class Problem(NamedTuple):
    """What a rule finds in an item: where, what is wrong and what to write instead."""

    path: Path
    message: str
    instead: str | None = None
    """The text that belongs there, where that is certain."""
    line: int | None = None
    """Set where no path leads to the place."""


class Finding(Record):
    """What is wrong at a place in a file."""

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    """What is wrong, and what to write instead."""
    listing: str | None = None
    """The listing's id, where it could be read."""
    fixable: bool = False
    """Whether `peerfind check --fix` mends it."""
    path: Path = ()
    instead: str | None = None

    def __str__(self) -> str:
        about = f"{self.listing}: " if self.listing else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.rule} {about}{self.message}"


Within = Callable[[Item, Given], Iterable[Problem]]
Across = Callable[[list[Item], Given], Iterable[tuple[Item | Spot, Problem]]]


class Rule(Record):
    """One thing that can be wrong, with the examples that explain and test it.

    It is found by the reader (`sort`), in one listing (`within`), or across all (`across`).
    """

    code: str
    name: str
    severity: Severity
    what: str
    """What is wrong, why that matters and what to write instead, for somebody who asks."""
    bad: str
    """Fields of a listing that break the rule; where it starts with "- ", listings. What they lack is added."""
    good: str
    """Likewise, mended."""
    sort: FaultSort | None = None
    within: Within | None = None
    across: Across | None = None
    mends: Literal["value", "form"] | None = None
    """What `--fix` does: writes the `instead` of the problem, or the file's canonical form."""
    verbatim: bool = False
    """Whether the examples are whole files."""


def place_of(node: Node, path: Path) -> tuple[int, int]:
    """Return the line and column of the part of an item that a path leads to, as far as there is one."""
    for part in path:
        if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        elif isinstance(node, MappingNode) and (found := [value for key, value in node.pairs if key.text == part]):
            node = found[0]
        else:
            break
    return node.line, node.column


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Yield every text of an item with its path."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            yield from scalars(item, (*path, at))
    else:
        for key, value in node.pairs:
            yield from scalars(value, (*path, key.text))
