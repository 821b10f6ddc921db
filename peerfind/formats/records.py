"""Results as the JSON that scripts rely on (schema_version 1; docs/json.md)."""

import json
from functools import lru_cache
from typing import Any

from peerfind import SCHEMA_VERSION
from peerfind.directory.model import Listing, as_data
from peerfind.lookup.query import Answer, Result, Turn
from peerfind.record import Same

_KEPT = 4096
"""Listings whose fields stay at hand, for many queries in one process."""

_EMPTY: dict[str, list[str]] = {
    name: [] for name in ("aliases", "contacts", "serves", "languages", "audiences", "topics", "sources")
}


def record(result: Result) -> dict[str, Any]:
    """Return every field of a listing, those that it leaves out as null or empty, and what holds at this moment."""
    moment = {
        "open_now": result.state.open_now,
        "next_meeting": result.next_meeting.isoformat(timespec="minutes") if result.next_meeting else None,
        "freshness": result.freshness.state,
        "checked": as_data(result.freshness.since),
        "feed": result.feed,
    }
    return _fields(Same(result.listing)) | moment


@lru_cache(maxsize=_KEPT)
def _fields(listing: Same[Listing]) -> dict[str, Any]:
    """Return every field of a listing, then those that this version does not know."""
    held: dict[str, Any] = as_data(listing.value)
    every = {
        name: held.pop(name, {} if name == "translations" else _EMPTY.get(name))
        for name in Listing.fields
        if name != "extra"
    }
    return every | {"status": listing.value.status} | held


def answer(found: Answer) -> dict[str, Any]:
    """Return the answer to a search as one object."""
    return {
        "schema_version": SCHEMA_VERSION,
        "query": found.query,
        "urgent": found.urgent,
        "understood": found.understood.as_dict(),
        "total": found.total,
        "results": [_ranked(result) for result in found.results],
    } | (turn(found.turn) if found.turn else {})


def _ranked(result: Result) -> dict[str, Any]:
    """Return a record with what holds for it as an answer to this query."""
    held: dict[str, Any] = {"score": result.score, "lacks": list(result.lacks)}
    if result.distance_km is not None:
        held["distance_km"] = result.distance_km
    if result.reasons:
        held["reasons"] = [reason.as_dict() for reason in result.reasons]
    return record(result) | held


def turn(where: Turn) -> dict[str, Any]:
    """Return where to turn in a place: its emergency numbers and crisis lines."""
    return {
        "place": where.place.code if where.place else None,
        "emergency": as_data(where.emergency),
        "crisis_lines": [record(result) for result in where.crisis_lines],
    }


def alone(where: Turn) -> dict[str, Any]:
    """Return where to turn in a place as an answer of its own."""
    return {"schema_version": SCHEMA_VERSION} | turn(where)


def saved(name: str, results: list[Result], unknown: list[str]) -> dict[str, Any]:
    """Return a saved list: its listings in its order, and the ids that no listing has."""
    return {
        "schema_version": SCHEMA_VERSION,
        "list": name,
        "total": len(results),
        "results": [record(result) for result in results],
        "unknown": unknown,
    }


def to_json(value: Any, *, indent: bool = False) -> str:
    """Return a value as JSON text on one line, or indented for people."""
    return json.dumps(value, ensure_ascii=False, indent=2 if indent else None)


def to_json_line(value: Any) -> str:
    """Return a value as compact JSON on one line, by the quickest writer: for many in a row."""
    import orjson  # here, because it takes longer to import than to write a few

    return orjson.dumps(value).decode() + "\n"
