"""The values that a shell offers at a TAB, each with what it is called. They come from an index that is there already.

A completion answers in the time of a look-up: without an index it offers nothing and builds none.
"""

import glob
from collections.abc import Callable, Iterable

Offer = tuple[str, str]
"""A value and what it is called."""
_MOST = 2_000
"""Ids that are offered; of more, nobody picks one before another letter is typed."""
_MOST_NAMED = 200
"""Ids that are offered with their names."""


def codes(table: str) -> Callable[[str], list[Offer]]:
    """Return a completion of a table's codes; after a comma, of the next one."""

    def complete(incomplete: str) -> list[Offer]:
        from peerfind.commands.ready import ready  # here, as below: a look-up declares completions and uses none

        before, comma, start = incomplete.rpartition(",")
        if not (directory := ready()):
            return []
        # Of the hundreds of languages, those that any help is given in.
        every = directory.finder.vocabulary.labels[table]
        held: Iterable[str] = directory.finder.index.counts("languages") if table == "languages" else every
        found = [code for code in held if code.startswith(start.lower())]
        return [(before + comma + code, directory.label(table, code)) for code in found]

    return complete


def complete_ids(incomplete: str) -> list[Offer]:
    """Return the ids that start so; with their names, where they are few."""
    from peerfind.commands.ready import ready

    directory = ready()
    if not directory or (not incomplete and directory.finder.index.size > _MOST):
        return []
    ids = sorted(directory.finder.index.ids(incomplete.lower(), _MOST + 1))
    if len(ids) > _MOST:
        return []
    return [(code, directory.finder.name_of(code) if len(ids) <= _MOST_NAMED else "") for code in ids]


def complete_places(incomplete: str) -> list[Offer]:
    """Return the countries, states and provinces whose names or codes start so."""
    return _places(incomplete, ("country", "region"))


def complete_cities(incomplete: str) -> list[Offer]:
    """Return the cities whose names start so."""
    return _places(incomplete, ("city",))


def complete_lists(incomplete: str) -> list[str]:
    """Return the user's saved lists whose names start so."""
    from peerfind.commands.saved import names_from

    return names_from(incomplete)


def complete_feeds(incomplete: str) -> list[str]:
    """Return the user's feeds whose names start so."""
    from peerfind.commands.everywhere import surroundings
    from peerfind.lookup.snapshots import FEEDS
    from peerfind.settings import load_settings

    data = load_settings(surroundings()).data
    return sorted(path.stem for path in (data / FEEDS).glob(f"{glob.escape(incomplete)}*.json")) if data else []


def complete_colors(incomplete: str) -> list[str]:
    """Return when colour may be wanted."""
    return [when for when in ("auto", "always", "never") if when.startswith(incomplete)]


def _places(incomplete: str, kinds: tuple[str, ...]) -> list[Offer]:
    from peerfind.directory.text import fold
    from peerfind.lookup.store import load_places

    start, found = fold(incomplete), set()
    for key, place in load_places().starting(start) if start else ():
        if place.kind in kinds and fold(place.name).startswith(start):
            found.add((_begun(incomplete, place.name), place.code))
        elif place.kind in kinds and key == fold(place.code):
            found.add((_begun(incomplete, place.code), place.name))
    return sorted(found)


def _begun(typed: str, value: str) -> str:
    """Return a value as it goes on from what was typed, whose case and accents stay: "oh" goes on as "ohio"."""
    rest = value[len(typed) :]
    return typed + (rest.lower() if typed.islower() else rest)
