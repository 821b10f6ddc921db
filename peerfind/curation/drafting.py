"""What somebody wants a listing to say, from words on a command line or JSON, as plain data. Pure."""

import copy
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from peerfind.curation.dialling import with_numbers
from peerfind.directory.model import Contact, Listing, Place, Source, Training, Translation
from peerfind.directory.nodes import FaultError, compose, plain
from peerfind.directory.reading import Entry, read_listing
from peerfind.directory.spelling import nearest
from peerfind.directory.vocabulary import Codes
from peerfind.errors import UnsoundError, UsageError

_ASSIGNMENT = re.compile(r"(?P<path>[a-z_]+(?:\[\d+\])?(?:\.[A-Za-z_-]+)*)(?P<how>[+-]?=)(?P<value>.*)", re.DOTALL)
_STEP = re.compile(r"([A-Za-z_-]+)(?:\[(\d+)\])?")
_LISTS = ("aliases", "serves", "languages", "audiences", "topics", "contacts", "sources")
_PARTS: dict[str, Any] = {
    "contacts": Contact,
    "sources": Source,
    "place": Place,
    "training": Training,
    "translations": Translation,
}
_EXAMPLES = {
    "contacts": '{type: phone, value: "+18005550199"}',
    "sources": '{url: "https://...", checked: 2026-11-23, how: page}',
}
_CHANGED = {"contacts": "value", "sources": "checked"}
"""What people most often mean to change in one."""
_EXAMPLE = 'Write field=value, such as hours="Mo-Fr 09:00-17:00", contacts[1].value=988 or topics+=grief.'


class Assignment(NamedTuple):
    """One change that is asked for."""

    path: tuple[str | int, ...]
    """Names of fields, and positions in lists counted from 0."""
    how: str
    """= to set (or, without a value, to take away), += to add to a list, -= to take from it."""
    value: Any
    text: str
    """As it was written, for messages."""


def parse_assignment(text: str) -> Assignment:
    """Return the change that "field=value" means. Raises UsageError."""
    match = _ASSIGNMENT.fullmatch(text)
    if not match:
        raise UsageError(f"{text!r} is not a change to a field", hint=_EXAMPLE)
    path: list[str | int] = []
    for name, position in _STEP.findall(match["path"]):
        path += [name] if not position else [name, int(position) - 1]
        if position == "0":
            raise UsageError(f"{text!r}: positions count from 1", hint=_EXAMPLE)
    _refuse_unknown(path, text)
    return Assignment(tuple(path), match["how"], _value(path, match["how"], match["value"].strip()), text)


def data_from_json(text: bytes) -> dict[str, Any]:
    """Return the listing that a JSON object holds, as plain data. Raises UsageError."""
    try:
        held = json.loads(text)
    except ValueError as error:
        raise UsageError(f"--json: {error}", hint='Give one object, such as {"name": ..., "kind": ...}.') from error
    if not isinstance(held, dict):
        raise UsageError("--json: one object belongs there", hint='Such as {"name": ..., "kind": ...}.')
    unknown = [name for name in held if name not in Listing.fields or name == "extra"]
    if unknown:
        near = nearest(unknown[0], Listing.fields, alike=60)
        raise UsageError(f"--json: {unknown[0]!r} is not a field", hint=f"Did you mean {near}?" if near else "")
    return held


def apply(data: Mapping[str, Any], changes: list[Assignment]) -> dict[str, Any]:
    """Return the data of a listing with changes made to it. Raises UsageError where there is nothing to change."""
    changed = copy.deepcopy(dict(data))
    for change in changes:
        _apply(changed, change)
    held: dict[str, Any] = _without_empty(with_numbers(data, changed))
    return held


def typed(data: Mapping[str, Any], codes: Codes) -> Entry:
    """Return what plain data says as a listing, with the faults that reading it from a file would find."""
    return read_listing(f"- {json.dumps(_without_empty(data), ensure_ascii=False)}", 1, codes)


def typed_or_refused(data: Mapping[str, Any], codes: Codes) -> Listing:
    """Return what plain data says as a listing. Raises UnsoundError with all that is wrong with it."""
    entry = typed(data, codes)
    if entry.listing is None or entry.faults:
        told = "\n".join(f"- {fault.message}" for fault in entry.faults)
        raise UnsoundError(f"{data.get('id', 'the new listing')}: nothing was written, because\n{told}")
    return entry.listing


def _without_empty(value: Any) -> Any:
    """Return data with texts for all scalars and without what says nothing, as a file would hold it."""
    if isinstance(value, Mapping):
        held = {str(key): _without_empty(part) for key, part in value.items()}
        return {key: part for key, part in held.items() if part not in ("", [], {})}
    if isinstance(value, list):
        return [part for part in map(_without_empty, value) if part not in ("", [], {})]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _refuse_unknown(path: list[str | int], text: str) -> None:
    """Refuse a path that leads to no field of the record, with what was probably meant."""
    names = [name for name in path if isinstance(name, str)]
    known: Any = [name for name in Listing.fields if name != "extra"]
    for depth, name in enumerate(names):
        if depth == 1 and names[0] == "translations":
            continue  # a language
        if known and name not in known:
            near = nearest(name, known, alike=60)
            hint = f"Did you mean {near}?" if near else f"There are {', '.join(known)}."
            raise UsageError(f"{text!r}: {name!r} is not a field", hint=hint)
        known = _PARTS[name].fields if name in _PARTS else known if names[0] == "translations" else ()
    if names[0] == "id":
        raise UsageError("an id is stable for ever and can't be changed", hint="Change the name, or add an alias.")


def _value(path: list[str | int], how: str, text: str) -> Any:
    """Return a value as written: [..] and {..} as lists and fields, "a,b" as a list where one belongs, else text."""
    whole_list = path[-1] in _LISTS
    if whole_list and path[-1] in _PARTS and text:
        return _parts(str(path[-1]), how, text)
    if text.startswith(("[", "{")):
        return _composed(text, "place='{city: Akron}'")
    if whole_list and how == "=":
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _parts(field: str, how: str, text: str) -> list[Any]:
    """Return contacts or sources as written. Raises UsageError for a plain value, which would take their place."""
    example = _EXAMPLES[field]
    held = _composed(text if text.startswith(("[", "{")) else f"{{{text}}}", f"'{field}+={example}'")
    parts = held if isinstance(held, list) else [held]
    known = _PARTS[field].fields
    if not all(isinstance(part, dict) and any(part.get(name) for name in known) for part in parts):
        one = f" To change one of them, write '{field}[1].{_CHANGED[field]}=...'."
        told = f"{field}: {text!r} does not say what it is"
        raise UsageError(told, hint=f"To add one, write '{field}+={example}'.{one}")
    if how == "=" and isinstance(held, dict):
        raise UsageError(
            f"{field}={text} would take the place of all {field}",
            hint=f"To add it, write {field}+=; to keep nothing else, put it in [ ].",
        )
    return parts


def _composed(text: str, example: str) -> Any:
    try:
        return plain(compose(text))
    except FaultError as error:
        raise UsageError(f"{text!r}: {error.fault.message}", hint=f"Write it such as {example}.") from error


def _apply(data: dict[str, Any], change: Assignment) -> None:
    holder: Any = data
    for step, following in zip(change.path, change.path[1:], strict=False):
        if isinstance(step, str):
            holder = holder.setdefault(step, [] if isinstance(following, int) else {})
        else:
            _refuse_missing(holder, step, change)
            holder = holder[step]
    last = change.path[-1]
    if isinstance(last, int):
        _refuse_missing(holder, last, change)
    if change.how == "=":
        holder[last] = change.value
    elif last not in _LISTS:
        raise UsageError(f"{change.text!r}: {last} is no list", hint=f"Write {last}=value.")
    elif change.how == "+=":
        added = change.value if isinstance(change.value, list) else [change.value]
        held = holder.setdefault(last, [])
        held += [value for value in added if value not in held]
    else:
        _take_away(holder.get(last, []), change)


def _take_away(held: list[Any], change: Assignment) -> None:
    """Take values out of a list: those that are equal, or have all the given fields."""
    wanted = change.value if isinstance(change.value, list) else [change.value]
    for value in wanted:
        alike = [item for item in held if item == value or _has(item, value)]
        if not alike:
            raise UsageError(f"{change.text!r}: there is no such {change.path[-1]}")
        held[:] = [item for item in held if item not in alike]


def _has(item: Any, value: Any) -> bool:
    return isinstance(item, Mapping) and isinstance(value, Mapping) and item.items() >= value.items()


def _refuse_missing(held: Any, position: int, change: Assignment) -> None:
    if position >= len(held):
        have = f"there {'is' if len(held) == 1 else 'are'} {len(held)}"
        raise UsageError(f"{change.text!r}: no such place in the list; {have}", hint=f"Use {change.path[0]}+= to add.")
