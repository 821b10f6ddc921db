"""What the directory holds and how well it is known, counted. Pure; the day from which age counts is an argument."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

from peerfind.directory.freshness import STRENGTH, freshness, strength
from peerfind.directory.model import DIALLED, Listing
from peerfind.directory.vocabulary import Vocabulary
from peerfind.lookup.hours import ALWAYS
from peerfind.lookup.places import WORLDWIDE, Gazetteer


def newest_check(listings: Iterable[Listing]) -> dt.date:
    """Return the day of the newest check, so that a report changes with the directory and not with the day."""
    return max(source.checked for listing in listings for source in listing.sources)


def coverage(listings: list[Listing], vocabulary: Vocabulary, places: Gazetteer) -> str:
    """Return the report as Markdown."""
    active = [listing for listing in listings if listing.status == "active"]
    today = newest_check(listings)
    states = Counter(str(freshness(listing, today, vocabulary).state) for listing in active)
    hows = {value: how for how, value in STRENGTH.items()}
    strengths = Counter(hows[strength(listing)] for listing in active)
    others = len(listings) - len(active)
    parts = [
        "# Coverage\n\nGenerated from the listings by scripts/generate.py; do not edit.",
        f"{len(active):,} active listings, {others} closed or paused; age counted on {today}.",
        _table("Share of the active listings", "which", _shares(active)),
        _table("Freshness", "state", _parts(states, len(active))),
        _table("Strongest check", "how", _parts(strengths, len(active))),
    ]
    for title, table, codes in _FACETS:
        counts = Counter(code for listing in active for code in codes(listing))
        names = {code: vocabulary.label(table, code) for code in counts}
        parts.append(_table(title, "what", [(f"{names[code]} (`{code}`)", str(n)) for code, n in _ranked(counts)]))
    served = Counter(code for listing in active for code in {part.partition("-")[0] for part in listing.serves})
    parts.append(_table("Country", "where", [(places.name_of(code), str(n)) for code, n in _ranked(served)]))
    parts.append(_table("State and province", "where", _states(active, places)))
    return "\n\n".join(parts) + "\n"


_FACETS: tuple[tuple[str, str, Callable[[Listing], Iterable[str]]], ...] = (
    ("Kind", "kinds", lambda listing: [listing.kind]),
    ("Topic", "topics", lambda listing: listing.topics),
    ("Audience", "audiences", lambda listing: listing.audiences),
    ("Language", "languages", lambda listing: listing.languages_by_any_channel),
)


def _shares(active: list[Listing]) -> list[tuple[str, str]]:
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
    return [(what, _share(sum(1 for x in among if says(x)), len(among))) for what, among, says in questions]


def _zone(listing: Listing) -> bool:
    return bool(listing.timezone)


def _spanish(listing: Listing) -> bool:
    return "es" in listing.translations


def _american(listings: list[Listing]) -> list[Listing]:
    return [listing for listing in listings if any(code.startswith("US") for code in listing.serves)]


def _states(active: list[Listing], places: Gazetteer) -> list[tuple[str, str]]:
    counts = Counter(code for listing in active for code in listing.serves if "-" in code and code != WORLDWIDE)
    return [(f"{places.name_of(code)} (`{code}`)", str(counts[code])) for code in sorted(counts)]


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _parts(counts: Counter[str], total: int) -> list[tuple[str, str]]:
    return [(name, f"{count} ({_share(count, total)})") for name, count in _ranked(counts)]


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:.0f} %" if total else "–"


def _table(title: str, head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {name} | {value} |" for name, value in rows]
    return "\n".join([f"## {title}", "", f"| {head} | listings |", "| --- | ---: |", *lines])
