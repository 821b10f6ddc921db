"""The user's saved lists, as commands use them: by name, with a word about every listing that can't be had."""

from collections.abc import Iterable

from peerfind.commands.everywhere import surroundings
from peerfind.commands.session import Session, tell
from peerfind.errors import DataError
from peerfind.formats.facts import status
from peerfind.lists import Lists
from peerfind.lookup.asking import likely
from peerfind.lookup.query import Result
from peerfind.settings import Settings, load_settings


def lists_of(settings: Settings) -> Lists:
    """Return the user's lists. Raises DataError where there is no folder for them."""
    if settings.data is None:
        raise DataError("there is no folder to keep lists in", hint="Set PEERFIND_DATA to one; search works without.")
    return Lists(settings.data / "lists")


def names_from(incomplete: str) -> list[str]:
    """Return the names of the user's lists that start so."""
    return [name for name in lists_of(load_settings(surroundings())).names() if name.startswith(incomplete)]


def ids_of(session: Session, name: str) -> tuple[str, ...]:
    """Return the ids of a list, and tell of those that can't be had. Raises NothingFoundError."""
    ids = lists_of(session.settings).ids(name)
    for result in known(session, ids):
        if told := status(result.listing, session.speaker):
            tell(f"{result.listing.id} is left out: {told}")
    return ids


def known(session: Session, ids: Iterable[str]) -> list[Result]:
    """Return the listings with these ids, offered or not, and tell of each id that there is none with it."""
    found = [(id_, session.finder.with_id(id_, session.now)) for id_ in ids]
    for id_, result in found:
        if result is None:
            near = likely(session.finder, id_, session.now)
            tell(f"No listing has the id {id_!r}." + (f" Did you mean {near}?" if near else ""))
    return [result for _, result in found if result]
