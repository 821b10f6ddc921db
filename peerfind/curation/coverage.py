"""What the directory holds and how well it is known, counted. Pure; the day from which age counts is an argument."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from peerfind.directory.freshness import STRENGTH, freshness, strength
from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.vocabulary import Vocabulary
from peerfind.lookup.hours import ALWAYS
from peerfind.lookup.places import WORLDWIDE, Gazetteer
from peerfind.record import Record


def newest_check(listings: Iterable[Listing]) -> dt.date:
    """Return the day of the newest check, so that a report changes with the directory and not with the day."""
    return max(source.checked for listing in listings for source in listing.sources)


class Row(Record):
    """How many listings something holds for."""

    code: str
    name: str
    count: int
    of: int
    """How many it could hold for."""


class Table(Record):
    """Counts by one thing."""

    title: str
    head: str
    form: Literal["share", "part", "count"]
    """Whether a row is told as its share, as both, or as its count, because a listing can be in several."""
    rows: tuple[Row, ...]


def coverage(listings: list[Listing], vocabulary: Vocabulary, places: Gazetteer) -> str:
    """Return the report as Markdown."""
    today = newest_check(listings)
    active = [listing for listing in listings if listing.status == "active"]
    others = len(listings) - len(active)
    parts = [
        "# Coverage\n\nGenerated from the listings by scripts/generate.py; do not edit.",
        f"{len(active):,} active listings, {others} closed or paused; age counted on {today}.",
        *map(_markdown, tables(active, today, vocabulary, places)),
    ]
    return "\n\n".join(parts) + "\n"


def tables(active: list[Listing], today: dt.date, vocabulary: Vocabulary, places: Gazetteer) -> Iterator[Table]:
    """Yield what listings are counted by: what they tell, how fresh and strong their checks are, what they offer."""
    total = len(active)
    yield Table(title="Share of the active listings", head="which", form="share", rows=tuple(_shares(active)))
    states = Counter(str(freshness(listing, today, vocabulary).state) for listing in active)
    yield Table(title="Freshness", head="state", form="part", rows=_rows(states, total, str))
    hows = {value: how for how, value in STRENGTH.items()}
    strengths = Counter(hows[strength(listing)] for listing in active)
    yield Table(title="Strongest check", head="how", form="part", rows=_rows(strengths, total, str))
    for title, table, codes in _FACETS:
        counts = Counter(code for listing in active for code in codes(listing))
        rows = _rows(counts, total, partial(vocabulary.label, table))
        yield Table(title=title, head="what", form="count", rows=rows)
    served = Counter(code for listing in active for code in {part.partition("-")[0] for part in listing.serves})
    yield Table(title="Country", head="where", form="count", rows=_rows(served, total, places.name_of))
    parts = Counter(code for listing in active for code in listing.serves if "-" in code and code != WORLDWIDE)
    by_code = sorted(_rows(parts, total, places.name_of), key=lambda row: row.code)
    yield Table(title="State and province", head="where", form="count", rows=tuple(by_code))


_FACETS: tuple[tuple[str, str, Callable[[Listing], Iterable[str]]], ...] = (
    ("Kind", "kinds", lambda listing: [listing.kind]),
    ("Topic", "topics", lambda listing: listing.topics),
    ("Audience", "audiences", lambda listing: listing.audiences),
    ("Language", "languages", lambda listing: listing.languages_by_any_channel),
)


def _shares(active: list[Listing]) -> list[Row]:
    """Return what share of the listings says what other directories leave out."""
    dialled = [listing for listing in active if any(c.type in DIALLED for c in listing.contacts)]
    lines = [listing for listing in active if listing.kind in ("crisis_line", "warmline")]
    questions: list[tuple[str, list[Listing], Callable[[Listing], object]]] = [
        ("hours (of those with a number)", dialled, lambda x: x.hours or any(c.hours for c in x.contacts)),
        ("a zone (of those with hours that need one)", [x for x in active if x.hours and x.hours != ALWAYS], _zone),
        ("a second channel (of those with a number)", dialled, lambda x: len({c.type for c in x.contacts}) > 1),
        ("whether police may be sent (of crisis lines and warmlines)", lines, lambda x: x.dispatch),
        ("whether peers run it", active, lambda x: x.peer_run is not None),
        ("languages", active, lambda x: x.languages_by_any_channel),
        ("cost", active, lambda x: x.cost),
        ("a summary in Spanish (of those that serve the United States)", _american(active), _spanish),
    ]
    return [
        Row(code="", name=what, count=sum(1 for listing in among if says(listing)), of=len(among))
        for what, among, says in questions
    ]


def _zone(listing: Listing) -> bool:
    return bool(listing.timezone)


def _spanish(listing: Listing) -> bool:
    return "es" in listing.translations


def _american(listings: list[Listing]) -> list[Listing]:
    return [listing for listing in listings if any(code.startswith("US") for code in listing.serves)]


def _rows(counts: Counter[str], of: int, name: Callable[[str], str]) -> tuple[Row, ...]:
    """Return the counts, the largest first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Row(code=code, name=name(code), count=count, of=of) for code, count in ranked)


def share(row: Row) -> str:
    """Return what share of those it could hold for it holds for."""
    return f"{100 * row.count / row.of:.0f} %" if row.of else "–"


def _markdown(table: Table) -> str:
    coded = table.form == "count" and table.title != "Country"
    lines = [f"| {row.name}{f' (`{row.code}`)' if coded else ''} | {_told(row, table)} |" for row in table.rows]
    return "\n".join([f"## {table.title}", "", f"| {table.head} | listings |", "| --- | ---: |", *lines])


def _told(row: Row, table: Table) -> str:
    return {"share": share(row), "part": f"{row.count} ({share(row)})", "count": str(row.count)}[table.form]
