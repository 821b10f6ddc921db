"""Meeting Guide JSON (TSML): meetings of Alcoholics Anonymous intergroups, Recovery Dharma and others.

The format's specification is code4recovery/spec; what stands in the wild besides (arrays of days, other clocks, other
names of fields, a sheet's rows) is read too. Fields are taken by name from a list, never all: rows hold people's names
and numbers, logins and payment handles.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peerfind.directory.model import Contact, Listing
from peerfind.errors import RefusedError
from peerfind.feeds import weekly
from peerfind.feeds.areas import Address, Areas
from peerfind.feeds.cleaning import domain, email, line, link, scrubbed, slug, text_of
from peerfind.feeds.documents import Row, parse_json, row_of, rows_of
from peerfind.feeds.doubts import Doubts, UnusableError
from peerfind.feeds.identity import listing_id, source_of
from peerfind.feeds.meetings import UNKNOWN, Meeting, closed_for_now, listings_of, room, setting_of, ways_in
from peerfind.feeds.numbers import numbers_of
from peerfind.feeds.programs import PROGRAMS, STATES, Program, meaning_of
from peerfind.feeds.reader import Document, Facts, Getter, Warn
from peerfind.feeds.terms import codes_of_terms, language_of
from peerfind.feeds.zones import zone_named

NAME = "tsml"
_KEYS = re.compile(rb'"(?:day|time|types|formatted_address|conference_url)"\s*:')
_ENDPOINTS = ("action=meetings", "/wp-json/tsml", "/client_interface/tsml", "sheets.code4recovery.org/")
_ALIASES = {
    "meeting": "name", "location_name": "location", "start_time": "time", "full_address": "formatted_address",
    "zip": "postal_code", "zip_code": "postal_code", "id": "slug",
}  # fmt: skip
_NOTES = ("notes", "location_notes", "group_notes")
_NAMES = {"open": "O", "closed": "C"}
"""Type codes that sheets write out; other words are understood as themselves."""


def recognises(url: str, start: bytes) -> bool:
    """Whether this looks like the format."""
    if any(endpoint in url for endpoint in _ENDPOINTS):
        return True
    named = b'"slug"' in start or b'"name"' in start
    sheet = b'"values"' in start and b"majorDimension" in start
    return sheet or (named and len(set(_KEYS.findall(start))) >= 2 and b'"id_bigint"' not in start)


def crawl(url: str, getter: Getter) -> Iterator[Document]:
    """Yield the feed's one document."""
    yield url, getter.get(url)


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the meetings. Raises RefusedError where there are none."""
    rows = [row for name, data in documents for row in _rows(name, parse_json(name, data))]
    if not rows:
        raise RefusedError(f"{facts.name}: no meeting in it; what was there before stays")
    doubts = Doubts(warn)
    if facts.program not in PROGRAMS:
        known = ", ".join(sorted(PROGRAMS))
        doubts.note(f"whose meetings these are is not known: name the program in the feed's settings (one of {known})")
    reader = _Reader(facts, doubts, Counter(_slug(row) for row in rows))
    yield from listings_of(rows, reader.meeting, doubts)


def _rows(name: str, value: Any) -> list[Row]:
    """Return the meetings of any of the shapes in use."""
    held = row_of(value)
    if "error" in held or "code" in held:
        told = line(held.get("message") or held.get("error") or held.get("code"), 80)
        raise RefusedError(f"{name.partition('?')[0]}: refused ({told})", hint="Ask the publisher for access.")
    if isinstance(values := held.get("values"), list):
        table = [row for row in values if isinstance(row, list)]
        header = [line(cell, 40).lower().replace(" ", "_") for cell in table[0]] if table else []
        value = [dict(zip(header, row, strict=False)) for row in table[1:]]
    elif held:
        value = held.get("meetings")
    if not isinstance(value, list):
        raise RefusedError(f"{name.partition('?')[0]}: not a list of meetings")
    if any("timeUTC" in row for row in rows_of(value)):
        hint = "Use the publisher's own Meeting Guide feed."
        raise RefusedError(f"{name.partition('?')[0]}: times without weekdays, which is not Meeting Guide", hint=hint)
    return [_plainly_named(row) for row in rows_of(value)]


def _plainly_named(row: Row) -> Row:
    """Return a row with the specification's names for its fields."""
    others = {_ALIASES[name]: value for name, value in row.items() if name in _ALIASES and _ALIASES[name] not in row}
    return {**row, **others} if others else row


def _slug(row: Row) -> str:
    return text_of(row.get("slug")).strip()


class _Reader:
    """Reads the rows of one feed."""

    def __init__(self, facts: Facts, doubts: Doubts, slugs: Mapping[str, int]) -> None:
        self._facts, self._doubts, self._slugs = facts, doubts, slugs
        self._areas = Areas(facts)
        program = PROGRAMS.get(facts.program or "", UNKNOWN)
        self._program: Program = program.replace(organization=facts.organization or program.organization)

    def meeting(self, row: Row) -> Meeting:
        """Return what a row tells. Raises UnusableError."""
        name = line(row.get("name"))
        if not name:
            raise UnusableError("a row has no name", _slug(row))
        types = _types(row.get("types"))
        address = self._address(row)
        page = link(row.get("url"))
        self._look_at_links(row, name)
        ways = ways_in(row.get("conference_url"), row.get("conference_phone"), page, address.country)
        closed_hall = "TC" in types
        setting = setting_of(online=bool(ways), in_person=not closed_hall and self._is_exact(row, address))
        if row.get("attendance_option") == "inactive" and not closed_hall:
            setting = None
        if setting is None and not closed_hall:
            raise UnusableError("held nowhere: no street, no known conference link, no dial-in", name)
        serves = (self._areas.around() if setting == "online" else ()) or self._areas.serves(address)
        if not serves:
            raise UnusableError("no country: give the feed a country or region in its settings", name)
        return Meeting(
            **self._times(row, name),
            **self._types(types, name),
            id=self._id(row),
            name=name,
            program=self._program,
            entity=line(row.get("entity") or row.get("data_source_name"), 150),
            address=address,
            venue=line(row.get("location"), 120) if setting != "online" else "",
            point=self._point(row) if self._is_exact(row, address) else None,
            contacts=(*ways, *self._office(row, address)),
            setting=setting or "in_person",
            status="active" if setting else "paused",
            alert=closed_for_now(online=bool(ways)) if closed_hall else None,
            notes=" ".join(filter(None, (scrubbed(row.get(field), 200) for field in _NOTES))),
            zone=self._zone(row, address if setting != "online" else None, name),
            serves=serves,
            url=page or link(row.get("entity_url") or row.get("entity_website_url")),
            source=source_of(self._facts, page, row.get("updated")),
        )

    def _id(self, row: Row) -> str:
        """Return the meeting's id; of rows that share a slug each gets its day and time, so that order changes none."""
        own = _slug(row)
        when = "-".join([*weekly.days_of(row.get("day")), text_of(row.get("time"))])
        if not own:
            self._doubts.note("a row has no slug: its id is made of name, day and time", row.get("name"))
            own = f"{line(row.get('name'))} {when}"
        elif self._slugs[own] > 1:
            self._doubts.note("a slug is not unique: day and time are added to the id", own)
            own = f"{own}-{slug(when)}"
        return listing_id(NAME, self._facts.name, own)

    def _address(self, row: Row) -> Address:
        if line(row.get("city")) or line(row.get("address")):
            fields = ("address", "city", "state", "postal_code", "country")
            return self._areas.address(*(row.get(field) for field in fields))
        return self._areas.parse(row.get("formatted_address"))

    @staticmethod
    def _is_exact(row: Row, address: Address) -> bool:
        """Whether the row names a place that one can go to, not only a town."""
        approximate = text_of(row.get("approximate")).lower() if not isinstance(row.get("approximate"), bool) else ""
        if row.get("approximate") is True or approximate in ("yes", "true", "1"):
            return False
        if text_of(row.get("coordinates")).count(",") > 1:
            return False  # a box
        return approximate == "no" or row.get("approximate") is False or bool(address.street)

    def _point(self, row: Row) -> tuple[float, float] | None:
        given = text_of(row.get("coordinates")).split(",")
        lat, lon = given if len(given) == 2 else (row.get("latitude"), row.get("longitude"))
        return self._areas.point(lat, lon)

    def _times(self, row: Row, name: str) -> dict[str, Any]:
        """Return when the meeting is held."""
        days, start, end = (
            weekly.days_of(row.get("day")),
            weekly.minutes_of(row.get("time")),
            weekly.minutes_of(row.get("end_time")),
        )
        if start is None or not days:
            if text_of(row.get("time")).strip() or text_of(row.get("day")).strip():
                self._doubts.note(
                    "a day or time can't be read", f"{name}: {text_of(row.get('day'))} {text_of(row.get('time'))}"
                )
            return {}
        lasts = weekly.USUAL if end is None else (end - start) % weekly.DAY or weekly.DAY
        return {"days": days, "start": start, "lasts": lasts, "assumed": end is None}

    def _types(self, types: list[str], name: str) -> dict[str, Any]:
        """Return what type codes say."""
        held: dict[str, list[str]] = {"audiences": [], "languages": [], "topics": [], "says": []}
        for code in types:
            if code in STATES:
                continue
            meaning = meaning_of(code, self._facts.program)
            topics, audiences, _ = codes_of_terms([code]) if len(code) > 3 and not meaning else ((), (), [])
            language = language_of("", code) if len(code) > 3 and not meaning else None
            if meaning:
                held["audiences"] += meaning.audiences
                held["languages"] += meaning.languages
                held["says"] += filter(None, [meaning.says])
            elif topics or audiences or language:
                held["topics"] += topics
                held["audiences"] += audiences
                held["languages"] += filter(None, [language])
            else:
                self._doubts.note(
                    "a type is not known, or means different things to different programs", f"{code}, {name}"
                )
        closed = True if "C" in types else False if "O" in types else None
        return {**{field: tuple(dict.fromkeys(codes)) for field, codes in held.items()}, "closed": closed}

    def _zone(self, row: Row, address: Address | None, name: str) -> str | None:
        given = text_of(row.get("timezone")).strip()
        zone = zone_named(given)
        if given and not zone:
            self._doubts.note("a time zone is not known", f"{given}, {name}")
        return zone or self._areas.zone(address)

    def _office(self, row: Row, address: Address) -> Iterator[Contact]:
        """Yield the ways to reach who publishes the list; an address of another domain may be a person's."""
        for number in numbers_of(row.get("entity_phone"), address.country)[:1]:
            yield Contact(type="phone", value=number.value, note="office of the list, not of the meeting")
        home = link(row.get("entity_url") or row.get("entity_website_url"))
        address_ = email(row.get("entity_email"))
        if address_ and home and domain(address_) == domain(home):
            yield Contact(type="email", value=address_, note="office of the list, not of the meeting")

    def _look_at_links(self, row: Row, name: str) -> None:
        """Tell of links that are not taken."""
        for field in ("url", "entity_url", "conference_url"):
            given = text_of(row.get(field)).strip()
            if given and not link(given):
                self._doubts.note(f"{field} is no https link", name)
            elif given and field == "conference_url" and not room(given, None):
                self._doubts.note("a conference link leads to a host that is not known", name)


def _types(value: object) -> list[str]:
    """Return the type codes of a list or a text with commas."""
    given = value if isinstance(value, list) else text_of(value).split(",")
    texts = [line(item, 40) for item in given[:60]]
    return [_NAMES.get(text.lower(), text) for text in dict.fromkeys(texts) if text]
