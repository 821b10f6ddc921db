"""What people and programs write for codes and places, turned into them, or told what was probably meant. Pure."""

import datetime as dt

from peerfind.directory.spelling import nearest
from peerfind.directory.text import fold
from peerfind.errors import NothingFoundError, UsageError
from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Place
from peerfind.lookup.query import Filters, Result

_LOOKED_AT = 200
"""Listings that are looked at for the one that a wrong name means."""


def code_of(finder: Finder, table: str, text: str, option: str) -> str:
    """Return the code that an option's value means. Raises UsageError with what was probably meant."""
    if code := finder.lexicon.resolve(table, text):
        return code
    near = finder.lexicon.suggest(table, text)
    hint = "Did you mean {near}?" if near else '"peerfind facets {table}" lists what there is.'
    raise UsageError("{option} {text!r} is not known", hint=hint, option=option, text=text, near=near, table=table)


def place_of(finder: Finder, text: str, home: str | None, option: str) -> Place:
    """Return the place that a name, code or US ZIP code means to somebody in country `home`. Raises UsageError."""
    found = finder.places.resolve(text, home)
    if found is None:
        near = finder.places.suggest(text)
        hint = "Did you mean {near}?" if near else "Name a country, state, province, large city or US ZIP code."
        raise UsageError("{origin}: no place {text!r} is known", hint=hint, origin=option, text=text, near=near)
    return found


def point_of(finder: Finder, text: str, home: str | None, option: str) -> Place:
    """Return the place with coordinates that a text means. Raises UsageError."""
    found = finder.places.point(text, home)
    if found is None:
        wide = finder.places.resolve(text)
        near = finder.places.suggest(text, ("city",))
        if wide:
            instead = ("--in " if option.startswith("-") else "place=") + wide.code
            told = "{option}: {place} is too wide to be near to"
            raise UsageError(told, hint="Write {instead}.", option=option, place=wide.name, instead=instead)
        hint = "Did you mean {near}?" if near else 'Name a larger city, a US ZIP code or "41.48,-81.70".'
        raise UsageError("{option}: where {text!r} is, is not known", hint=hint, option=option, text=text, near=near)
    return found


def one_of(finder: Finder, name: str, now: dt.datetime, home: Place | None) -> Result:
    """Return the one listing that an id or name means at home.

    Raises NothingFoundError or UsageError with what may have been meant.
    """
    found = finder.show(name, now)
    if home and len(found) > 1:
        serving = set(home.serving)
        found = [result for result in found if serving & set(result.listing.serves)] or found
    if len(found) == 1:
        return found[0]
    if found:
        choice = ", ".join(result.listing.id for result in found)
        told = "{name!r} names {number} listings"
        raise UsageError(told, hint="Choose one by its id: {choice}.", name=name, number=len(found), choice=choice)
    near = likely(finder, name, now)
    hint = (
        'Did you mean {near}? "peerfind search {name}" looks further.' if near else '"peerfind search" looks further.'
    )
    raise NothingFoundError("No listing is called {name!r}.", hint=hint, name=name, near=near)


def likely(finder: Finder, name: str, now: dt.datetime) -> str | None:
    """Return the id of the listing that a wrong id or name may mean: of one that has all its words, or is alike."""
    found = [result.listing for result in finder.search(name, Filters(), _LOOKED_AT, now).results]
    words = {*fold(name).split()}
    for listing in found:
        if words and words <= {*fold(" ".join([listing.id, listing.name, *listing.aliases])).split()}:
            return listing.id
    return nearest(name, [listing.id for listing in found])
