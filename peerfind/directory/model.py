"""The record: what one listing may say. The field order is the canonical order in YAML and JSON.

The reader of YAML and the JSON Schema derive from these classes and from the `Text` and `Bounds` beside their types,
so a new field is added here, and in `listing_from` where it is more than text.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from peerfind.record import Record

ContactType = Literal["phone", "sms", "chat", "whatsapp", "email", "videophone", "web", "app"]
Status = Literal["active", "paused", "closed"]
Setting = Literal["in_person", "online", "hybrid"]
Cost = Literal["free", "sliding", "paid", "varies"]
Dispatch = Literal["never-without-consent", "last-resort", "may", "unknown"]
How = Literal["call", "reply", "page", "copy", "list"]


class Text(Record):
    """What a text must be like."""

    longest: int = 300
    """Characters."""
    pattern: str = ""
    description: str = ""
    """What it is, for somebody who wrote something else."""
    codes: str = ""
    """The table of codes that it must be one of: of the vocabulary, places or timezones."""


class Bounds(Record):
    """The least and the most that a number may be."""

    least: float
    most: float


Line = Annotated[str, Text()]
Slug = Annotated[
    str,
    Text(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", longest=80, description="small letters and digits joined by hyphens"),
]
Url = Annotated[
    str, Text(pattern=r"^https?://[^\s<>\"]+$", longest=500, description="a web address such as https://example.org")
]
Language = Annotated[
    str,
    Text(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="a language code such as en or es",
        codes="languages",
    ),
]
PlaceCode = Annotated[
    str,
    Text(
        pattern=r"^(worldwide|[A-Z]{2}(-[A-Z0-9]{1,3})?)$",
        description="a country such as US, a state or province such as US-OH, or worldwide",
        codes="places",
    ),
]
Hours = Annotated[str, Text(longest=300, description="OpenStreetMap opening hours such as Mo-Fr 09:00-17:00")]
PartialDate = Annotated[
    str, Text(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="a date such as 2026, 2026-03 or 2026-03-31")
]
Kind = Annotated[str, Text(description="a kind such as warmline", codes="kinds")]
Topic = Annotated[str, Text(description="a topic such as grief", codes="topics")]
Audience = Annotated[str, Text(description="an audience such as veterans", codes="audiences")]
Timezone = Annotated[
    str,
    Text(
        pattern=r"^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$",
        description="a time zone such as America/New_York",
        codes="timezones",
    ),
]

DIALLED: tuple[ContactType, ...] = ("phone", "sms", "whatsapp", "videophone")
"""The contact types whose value is (or may be, for the last two) a number."""


class Contact(Record):
    """One way to reach a service; the listing's contacts are in order of preference."""

    type: ContactType
    value: Annotated[str, Text(longest=500)]
    """As dialled: a short code (988, 741741) or a full number with + and country code; else an address or URL."""
    press: Annotated[str, Text(pattern=r"^[0-9*#](, [0-9*#])*$", description="keys such as 2 or 1, 4")] | None = None
    """Keys to press once the call is answered."""
    keyword: Annotated[str, Text(longest=40)] | None = None
    """The word to send, for sms."""
    say: Line | None = None
    """The number as people there write it; its digits agree with `value`."""
    languages: tuple[Language, ...] = ()
    hours: Hours | None = None
    note: Line | None = None


class Place(Record):
    """Where a physical service is. Never given for confidential places."""

    address: Line | None = None
    city: Line | None = None
    region: PlaceCode | None = None
    postcode: Line | None = None
    lat: Annotated[float, Bounds(least=-90, most=90)] | None = None
    lon: Annotated[float, Bounds(least=-180, most=180)] | None = None


class Age(Record):
    """Ages in years that a service takes, both included."""

    min: Annotated[int, Bounds(least=0, most=120)] | None = None
    max: Annotated[int, Bounds(least=0, most=120)] | None = None


class Training(Record):
    """What a course or certification asks and gives, in short plain texts."""

    hours: Line | None = None
    exam: Line | None = None
    requirements: Annotated[str, Text(longest=600)] | None = None
    renewal: Line | None = None
    cost: Line | None = None
    format: Line | None = None
    certifying_body: Line | None = None


class Translation(Record):
    """A listing's own words in another language."""

    summary: Line | None = None
    eligibility: Line | None = None


class Source(Record):
    """Where a listing's facts were read, when, and how."""

    url: Url
    checked: dt.date
    how: How
    page_date: PartialDate | None = None
    """The date that the page itself shows."""
    by: tuple[Line, ...] = ()
    """Who checked; a changed number of a crisis line needs two."""


class Listing(Record):
    """One service."""

    id: Slug
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: Kind
    organization: Line | None = None
    summary: Annotated[str, Text(longest=240)]
    alert: Line | None = None
    """What must be shown before all else, such as a change that callers have to know of."""
    status: Status = "active"
    closed: dt.date | None = None
    replaced_by: Slug | None = None
    url: Url | None = None
    contacts: tuple[Contact, ...] = ()
    serves: tuple[PlaceCode, ...]
    place: Place | None = None
    setting: Setting | None = None
    hours: Hours | None = None
    hours_note: Line | None = None
    timezone: Timezone | None = None
    languages: tuple[Language, ...] = ()
    audiences: tuple[Audience, ...] = ()
    topics: tuple[Topic, ...] = ()
    cost: Cost | None = None
    cost_note: Line | None = None
    peer_run: Literal["mixed"] | bool | None = None
    dispatch: Dispatch | None = None
    anonymous: bool | None = None
    age: Age | None = None
    eligibility: Line | None = None
    training: Training | None = None
    translations: Mapping[Language, Translation] = MappingProxyType({})
    sources: tuple[Source, ...]
    extra: Mapping[str, Any] = MappingProxyType({})
    """Fields that this version does not know, as text, lists and mappings; they survive a read."""

    @property
    def country(self) -> str | None:
        """The country (ISO 3166-1) whose holidays and zone apply: of its place, or of the first area it serves."""
        codes = [self.place.region] if self.place and self.place.region else [*self.serves]
        return codes[0][:2] if codes[0] != "worldwide" else None

    @property
    def languages_by_any_channel(self) -> tuple[str, ...]:
        """The listing's languages and those that only one of its contacts offers, each once."""
        return tuple(dict.fromkeys([*self.languages, *(code for c in self.contacts for code in c.languages)]))

    def contacts_of(self, *types: ContactType) -> Iterator[Contact]:
        """Yield the contacts of the given types, in order of preference."""
        return (c for c in self.contacts if c.type in types)


_LISTS = ("aliases", "serves", "languages", "audiences", "topics")
_PARTS: dict[str, type[Record]] = {"place": Place, "age": Age, "training": Training}
_ATOMS = (str, int, float, type(None))
_KNOWN = frozenset(Listing.fields) - {"extra"}


def as_data(value: Any) -> Any:
    """Return a record as mappings, lists and texts that JSON can hold, without what it leaves out."""
    if isinstance(value, _ATOMS):
        return value  # first, because most are
    if isinstance(value, Record):
        given, kind = value.__dict__, type(value)
        held: dict[str, Any] = {
            name: part if type(part := given[name]) is str else as_data(part)  # a call less for each text
            for name in kind.fields
            if name in given and (name in kind.required or given[name] != getattr(kind, name))
        }
        return held | held.pop("extra", {})
    if isinstance(value, (tuple, list)):
        return [part if type(part) is str else as_data(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return {key: as_data(part) for key, part in value.items()}


def listing_from(data: Mapping[str, Any]) -> Listing:
    """Return the listing of what `as_data` returned, or of typed values; unknown fields become its `extra`."""
    held = dict(data)
    for name in _LISTS:
        held[name] = tuple(held.get(name, ()))
    if "closed" in held:
        held["closed"] = _date(held["closed"])
    held["contacts"] = tuple([contact_from(contact) for contact in held.get("contacts", ())])
    held["sources"] = tuple([source_from(source) for source in held.get("sources", ())])
    for name, record in _PARTS.items():
        if name in held:
            held[name] = record(**held[name])
    if "translations" in held:
        held["translations"] = {code: Translation(**texts) for code, texts in held["translations"].items()}
    if unknown := held.keys() - _KNOWN:
        held["extra"] = {name: held.pop(name) for name in data if name in unknown}
    return Listing(**held)


def contact_from(data: Mapping[str, Any]) -> Contact:
    """Return the contact of what `as_data` returned."""
    return Contact(**{**data, "languages": tuple(data.get("languages", ()))})


def source_from(data: Mapping[str, Any]) -> Source:
    """Return the source of what `as_data` returned."""
    held = {**data, "checked": _date(data["checked"])}
    return Source(**held | {"by": tuple(data["by"])} if "by" in data else held)


def _date(value: str | dt.date) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
