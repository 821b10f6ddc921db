"""Results as plain lines: one listing a line with tabs between its fields, or by a template of the user's."""

import re
from collections.abc import Callable, Iterable

from peerfind.directory.model import ContactType, Listing
from peerfind.directory.numbers import as_dialled
from peerfind.directory.spelling import nearest
from peerfind.errors import UsageError
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.query import Result

_OPEN = {True: "open", False: "closed", None: "hours not known"}
_NOT_OFFERED = {"closed": "no longer offered", "paused": "paused"}
_ESCAPES = {"\\t": "\t", "\\n": "\n", "\\\\": "\\"}
Field = Callable[[Result, Speaker], str]


def _first(kind: ContactType) -> Field:
    return lambda result, _: next((as_dialled(c) for c in result.listing.contacts_of(kind)), "")


def ways(listing: Listing, speaker: Speaker) -> str:
    """Return every way to reach the listing in one line, or its page where there is no other; behind its alert."""
    told = [f"{verb} {number}" + (f" ({beside})" if beside else "") for verb, number, beside in
            (reach(contact, speaker) for contact in listing.contacts)]  # fmt: skip
    reached = " | ".join(told) or (listing.url or "")
    return f"ALERT: {listing.alert} | {reached}" if listing.alert else reached


FIELDS: dict[str, Field] = {
    "id": lambda r, _: r.listing.id,
    "name": lambda r, _: r.listing.name,
    "kind": lambda r, _: r.listing.kind,
    "kind_label": lambda r, s: s.label("kinds", r.listing.kind),
    "organization": lambda r, _: r.listing.organization or "",
    "summary": lambda r, s: s.summary(r.listing),
    "alert": lambda r, _: r.listing.alert or "",
    "url": lambda r, _: r.listing.url or "",
    "phone": _first("phone"),
    "sms": _first("sms"),
    "chat": _first("chat"),
    "email": _first("email"),
    "reach": lambda r, s: ways(r.listing, s),
    "open": lambda r, _: _NOT_OFFERED.get(r.listing.status) or _OPEN[r.state.open_now],
    "status": lambda r, _: r.listing.status,
    "hours": lambda r, _: r.listing.hours or r.listing.hours_note or "",
    "timezone": lambda r, _: r.listing.timezone or "",
    "where": lambda r, s: s.whereabouts(r.listing),
    "distance_km": lambda r, _: "" if r.distance_km is None else f"{r.distance_km:g}",
    "next_meeting": lambda r, _: r.next_meeting.isoformat(timespec="minutes") if r.next_meeting else "",
    "languages": lambda r, _: ",".join(r.listing.languages_by_any_channel),
    "topics": lambda r, _: ",".join(r.listing.topics),
    "audiences": lambda r, _: ",".join(r.listing.audiences),
    "cost": lambda r, _: r.listing.cost or "",
    "eligibility": lambda r, _: r.listing.eligibility or "",
    "freshness": lambda r, _: r.freshness.state,
    "checked": lambda r, s: s.checked(r.freshness),
    "score": lambda r, _: f"{r.score:g}",
    "feed": lambda r, _: r.feed,
    "reasons": lambda r, _: "; ".join(f"{reason.points:g} {reason.why}" for reason in r.reasons),
}
"""The fields that a template may name."""
_DEFAULT = ("id", "name", "kind", "reach", "open", "where", "freshness")


def render(results: Iterable[Result], speaker: Speaker, template: str | None = None) -> str:
    r"""Return a line for each result: by a template such as "{name}\t{phone}", else the fields of `_DEFAULT` by tabs.

    Raises UsageError.
    """
    if template is None:
        return "".join("\t".join(_shown(FIELDS[name], r, speaker) for name in _DEFAULT) + "\n" for r in results)
    parts = list(_parts(template))
    return "".join("".join(_fill(part, result, speaker) for part in parts) + "\n" for result in results)


def _parts(template: str) -> Iterable[tuple[str, Field | None]]:
    """Yield the template as literal texts, each followed by a field or none; {{ and }} stand for braces."""
    plain = re.sub(r"\\[tn\\]", lambda m: _ESCAPES[m[0]], template)
    literal = ""
    for token in re.split(r"(\{\{|\}\}|\{[^{}]*\})", plain):
        if token in ("{{", "}}"):
            literal += token[0]
        elif token.startswith("{") and token.endswith("}"):
            yield literal, _field(token[1:-1])
            literal = ""
        elif "{" in token or "}" in token:
            raise UsageError("--format: a single brace", hint="Write fields as {name}, braces as {{ and }}.")
        else:
            literal += token
    yield literal, None


def _field(name: str) -> Field:
    if name not in FIELDS:
        near = nearest(name, FIELDS)
        hint = "Did you mean {near}?" if near else "There are {fields}."
        fields = ", ".join(FIELDS)
        raise UsageError(
            "--format: {field} is not a field", hint=hint, field=f"{{{name}}}", near=f"{{{near}}}", fields=fields
        )
    return FIELDS[name]


def _fill(part: tuple[str, Field | None], result: Result, speaker: Speaker) -> str:
    literal, field = part
    return literal + (_shown(field, result, speaker) if field else "")


def _shown(field: Field, result: Result, speaker: Speaker) -> str:
    """Return a field on one line, without tabs."""
    return " ".join(field(result, speaker).split())
