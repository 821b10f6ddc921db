"""The options that commands share: how they are written, completed and turned into filters."""

import datetime as dt
import inspect
import re
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from peerfind.commands.completing import codes, complete_cities, complete_colors, complete_lists, complete_places
from peerfind.commands.session import Session
from peerfind.errors import UsageError
from peerfind.lookup.places import KM_A_MILE, Place
from peerfind.lookup.query import Filters
from peerfind.record import Record

EVERYTHING = 1_000_000
"""Listings that somebody who wants all is given."""
_DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


class Asked(Record):
    """What the shared options of one call say."""

    kind: Annotated[
        list[str] | None,
        typer.Option(help="Kind of help, such as warmline.", metavar="KIND", autocompletion=codes("kinds")),
    ] = None
    topic: Annotated[
        list[str] | None,
        typer.Option(help="What it is about, such as grief.", metavar="TOPIC", autocompletion=codes("topics")),
    ] = None
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--for", help="Whom it is for, such as veterans.", metavar="WHOM", autocompletion=codes("audiences")
        ),
    ] = None
    language: Annotated[
        list[str] | None,
        typer.Option(
            help="Language of the help, such as es or Spanish.", metavar="LANGUAGE", autocompletion=codes("languages")
        ),
    ] = None
    place: Annotated[
        str | None,
        typer.Option(
            "--in",
            help='Country, state, province, city or US ZIP code; "anywhere" for no limit.',
            metavar="PLACE",
            autocompletion=complete_places,
        ),
    ] = None
    near: Annotated[
        str | None,
        typer.Option(
            help='City, US ZIP code or "LAT,LON"; what is nearest comes first, up to 120 km.',
            metavar="PLACE",
            autocompletion=complete_cities,
        ),
    ] = None
    within: Annotated[
        str | None, typer.Option(help="Only what is so far from --near: 10mi, 15km.", metavar="DISTANCE")
    ] = None
    contact: Annotated[
        list[str] | None,
        typer.Option(help="Way to reach it: phone, sms, chat ...", metavar="WAY", autocompletion=codes("contacts")),
    ] = None
    setting: Annotated[
        list[str] | None,
        typer.Option(
            help="Where it happens: online, in_person, hybrid.", metavar="SETTING", autocompletion=codes("settings")
        ),
    ] = None
    open_now: Annotated[bool, typer.Option("--open", help="Only what is known to be open now.")] = False
    at: Annotated[
        str | None,
        typer.Option(
            help='Only what is known to be open then: "22:00", "sat 10:00", "2026-12-24 20:00".', metavar="TIME"
        ),
    ] = None
    free: Annotated[bool, typer.Option("--free", help="Only what costs nothing.")] = False
    peer_run: Annotated[bool, typer.Option("--peer-run", help="Only what is run by peers.")] = False
    no_dispatch: Annotated[
        bool, typer.Option("--no-dispatch", help="Only what never sends police without consent.")
    ] = False
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Only what can be used without a name.")] = False
    age: Annotated[int | None, typer.Option(min=0, max=120, help="Only what takes people of this age.")] = None
    checked_within: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Only what was checked in the last DAYS days.")
    ] = None
    saved: Annotated[
        str | None,
        typer.Option(
            "--list", help='Only what is on this list of yours (see "peerfind list").', autocompletion=complete_lists
        ),
    ] = None
    color: Annotated[
        str | None, typer.Option(help="auto, always or never.", metavar="WHEN", autocompletion=complete_colors)
    ] = None

    def session(self) -> Session:
        """Open the directory for this call."""
        if self.color not in (None, "auto", "always", "never"):
            raise UsageError("--color {text!r} is not known", hint="Write auto, always or never.", text=self.color)
        return Session(self.place, self.color)

    def filters(self, session: Session) -> Filters:
        """Return the filters. Raises UsageError for a value that means nothing."""
        return Filters(
            ids=_ids_of(session, self.saved) if self.saved else None,
            kinds=self._codes(session, "kinds", "--kind", self.kind),
            topics=self._codes(session, "topics", "--topic", self.topic),
            audiences=self._codes(session, "audiences", "--for", self.audience),
            languages=self._codes(session, "languages", "--language", self.language),
            contacts=self._codes(session, "contacts", "--contact", self.contact),
            settings=self._codes(session, "settings", "--setting", self.setting),
            place=session.place,
            near=(near := session.point(self.near) if self.near is not None else None),
            within_km=parse_distance(self.within, near) if self.within is not None else None,
            open_at=parse_moment(self.at, session.now) if self.at else session.now if self.open_now else None,
            free=self.free,
            peer_run=self.peer_run,
            no_dispatch=self.no_dispatch,
            anonymous=self.anonymous,
            age=self.age,
            checked_within=self.checked_within,
        )

    def given(self) -> list[str]:
        """Return the options that were given, as they are written, to name what may be relaxed."""
        names = {"audience": "--for", "place": "--in", "open_now": "--open", "saved": "--list"}
        held = self.as_dict()
        return [
            names.get(name, "--" + name.replace("_", "-"))
            for name, value in held.items()
            if value not in (None, False, []) and name != "color"
        ]

    @staticmethod
    def _codes(session: Session, table: str, option: str, texts: list[str] | None) -> tuple[str, ...]:
        return tuple(session.code(table, part, option) for text in texts or () for part in text.split(",") if part)


def _ids_of(session: Session, name: str) -> tuple[str, ...]:
    from peerfind.commands.saved import ids_of  # here, because most look-ups use no list

    return ids_of(session, name)


def parse_distance(text: str, near: Place | None) -> float:
    """Return the kilometres that "10mi" or "15 km" means. Raises UsageError."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(mi|miles?|km)", text.strip().lower())
    if near is None:
        raise UsageError("--within needs --near", hint="Write --near 44113 --within 10mi.")
    if not match or not float(match[1]):
        hint = 'Write a distance such as "10mi" or "15km".'
        raise UsageError("--within: {text!r} is not a distance", hint=hint, text=text)
    return float(match[1]) * (KM_A_MILE if match[2] != "km" else 1.0)


def with_asked(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose last parameter is `asked: Asked` one option for each of its fields."""
    own = [p for p in inspect.signature(command).parameters.values() if p.name != "asked"]
    shared = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=getattr(Asked, name),
            annotation=Asked.__annotations__[name],
        )
        for name in Asked.fields
    ]

    @wraps(command)
    def wrapped(**values: Any) -> None:
        asked = Asked(**{name: values.pop(name) for name in Asked.fields})
        command(**values, asked=asked)

    own = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    wrapped.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]  # typer reads it
    wrapped.__annotations__ = {p.name: p.annotation for p in [*own, *shared]}
    return wrapped


def parse_moment(text: str, now: dt.datetime) -> dt.datetime:
    """Return the moment that "22:00", "sat 10:00" or "2026-12-24 20:00" means: the next such one from `now` on.

    Raises UsageError.
    """
    match = re.fullmatch(r"(?:([A-Za-z]{2,9})\s+)?(\d{1,2}):(\d{2})", text.strip())
    try:
        if not match:
            moment = dt.datetime.fromisoformat(text.strip())
            return moment if moment.tzinfo else moment.astimezone(now.tzinfo)
        moment = now.replace(hour=int(match[2]), minute=int(match[3]), second=0, microsecond=0)
        if match[1]:
            moment += dt.timedelta(days=(_DAYS.index(match[1][:2].lower()) - moment.weekday()) % 7)
        return moment if moment >= now else moment + dt.timedelta(days=7 if match[1] else 1)
    except ValueError as error:
        hint = 'Write a time such as "22:00", "sat 10:00" or "2026-12-24 20:00".'
        raise UsageError("--at: {text!r} is not a time", hint=hint, text=text) from error
