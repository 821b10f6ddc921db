"""The record: what one listing may say. The field order is the canonical order in YAML and JSON.

The JSON Schema, the reader of YAML and the index all derive from these classes, so a new field is added here alone.
`Codes` names the table of peerfind/data/vocabulary.yaml that a text must be a code of.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

ContactType = Literal["phone", "sms", "chat", "whatsapp", "email", "videophone", "web", "app"]
Status = Literal["active", "paused", "closed"]
Setting = Literal["in_person", "online", "hybrid"]
Cost = Literal["free", "sliding", "paid", "varies"]
Dispatch = Literal["never-without-consent", "last-resort", "may", "unknown"]
How = Literal["call", "reply", "page", "copy", "list"]

Line = Annotated[str, Meta(min_length=1, max_length=300)]
Slug = Annotated[
    str,
    Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80, description="small letters and digits joined by hyphens"),
]
Url = Annotated[
    str, Meta(pattern=r"^https?://[^\s<>\"]+$", max_length=500, description="a web address such as https://example.org")
]
Language = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="a language code such as en or es",
        extra={"codes": "languages"},
    ),
]
PlaceCode = Annotated[
    str,
    Meta(
        pattern=r"^(worldwide|[A-Z]{2}(-[A-Z0-9]{1,3})?)$",
        description="a country such as US, a state or province such as US-OH, or worldwide",
        extra={"codes": "places"},
    ),
]
Hours = Annotated[
    str, Meta(min_length=1, max_length=300, description="OpenStreetMap opening hours such as Mo-Fr 09:00-17:00")
]
PartialDate = Annotated[
    str, Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", description="a date such as 2026, 2026-03 or 2026-03-31")
]
Kind = Annotated[str, Meta(description="a kind such as warmline", extra={"codes": "kinds"})]
Topic = Annotated[str, Meta(description="a topic such as grief", extra={"codes": "topics"})]
Audience = Annotated[str, Meta(description="an audience such as veterans", extra={"codes": "audiences"})]
Timezone = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z]+(/[A-Za-z0-9_+-]+)*$",
        description="a time zone such as America/New_York",
        extra={"codes": "timezones"},
    ),
]

DIALLED: tuple[ContactType, ...] = ("phone", "sms", "whatsapp", "videophone")
"""The contact types whose value is (or may be, for the last two) a number."""


class Record(Struct, frozen=True, omit_defaults=True):
    """Base of all parts of a listing: immutable, and quiet about what was not said."""


class Contact(Record, frozen=True, kw_only=True):
    """One way to reach a service; the listing's contacts are in order of preference."""

    type: ContactType
    value: Annotated[str, Meta(min_length=2, max_length=500)]
    """As dialled: a short code (988, 741741) or a full number with + and country code; else an address or URL."""
    press: Annotated[str, Meta(pattern=r"^[0-9*#](, [0-9*#])*$", description="keys such as 2 or 1, 4")] | None = None
    """Keys to press once the call is answered."""
    keyword: Annotated[str, Meta(min_length=1, max_length=40)] | None = None
    """The word to send, for sms."""
    say: Line | None = None
    """The number as people there write it; its digits agree with `value`."""
    languages: tuple[Language, ...] = ()
    hours: Hours | None = None
    note: Line | None = None


class Place(Record, frozen=True, kw_only=True):
    """Where a physical service is. Never given for confidential places."""

    address: Line | None = None
    city: Line | None = None
    region: PlaceCode | None = None
    postcode: Line | None = None
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None


class Age(Record, frozen=True, kw_only=True):
    """Ages in years that a service takes, both included."""

    min: Annotated[int, Meta(ge=0, le=120)] | None = None
    max: Annotated[int, Meta(ge=0, le=120)] | None = None


class Training(Record, frozen=True, kw_only=True):
    """What a course or certification asks and gives, in short plain texts."""

    hours: Line | None = None
    exam: Line | None = None
    requirements: Annotated[str, Meta(min_length=1, max_length=600)] | None = None
    renewal: Line | None = None
    cost: Line | None = None
    format: Line | None = None
    certifying_body: Line | None = None


class Translation(Record, frozen=True, kw_only=True):
    """A listing's own words in another language."""

    summary: Line | None = None
    eligibility: Line | None = None


class Source(Record, frozen=True, kw_only=True):
    """Where a listing's facts were read, when, and how."""

    url: Url
    checked: dt.date
    how: How
    page_date: PartialDate | None = None
    """The date that the page itself shows."""


class Listing(Record, frozen=True, kw_only=True):
    """One service."""

    id: Slug
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: Kind
    organization: Line | None = None
    summary: Annotated[str, Meta(min_length=1, max_length=240)]
    status: Status = "active"
    closed: dt.date | None = None
    replaced_by: Slug | None = None
    url: Url | None = None
    contacts: tuple[Contact, ...] = ()
    serves: Annotated[tuple[PlaceCode, ...], Meta(min_length=1)]
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
    translations: dict[Language, Translation] = {}
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    extra: dict[str, Any] = {}
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
