"""BMLT root servers: meetings of Narcotics Anonymous, from the server of a region or area.

Four answers make the feed: the meetings, what the server's own format codes mean, its service bodies, and its defaults.
Every value is a text. Meetings name formats by ids that hold for their server only; what they mean is told by the
`world_id` of the format. Fields are taken by name from a list: rows hold people's names and numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from peerfind.directory.model import Contact, Listing
from peerfind.errors import RefusedError
from peerfind.feeds import weekly
from peerfind.feeds.areas import Address, Areas
from peerfind.feeds.cleaning import cut, line, link, scrubbed, text_of
from peerfind.feeds.documents import Row, parse_json, row_of, rows_of
from peerfind.feeds.doubts import Doubts, UnusableError
from peerfind.feeds.identity import listing_id, source_of
from peerfind.feeds.meetings import Meeting, closed_for_now, listings_of, setting_of, ways_in
from peerfind.feeds.numbers import numbers_of
from peerfind.feeds.programs import PROGRAMS, Meaning
from peerfind.feeds.reader import Document, Facts, Getter, Warn
from peerfind.feeds.terms import language_of
from peerfind.feeds.zones import zone_named

NAME = "bmlt"
_INTERFACE = "/client_interface/json/"
_SWITCHES = ("GetSearchResults", "GetFormats", "GetServiceBodies", "GetServerInfo")
_SIGNS = (b'"id_bigint"', b'"weekday_tinyint"')
_WORLD: dict[str, Meaning] = {
    "W": Meaning(audiences=("women",)),
    "M": Meaning(audiences=("men",)),
    "GL": Meaning(audiences=("lgbtq",)),
    "Y": Meaning(audiences=("youth",)),
    "BEG": Meaning(says="newcomers welcome"),
    "WCHR": Meaning(says="wheelchair access"),
}
_SAID = ("BT", "CAN", "CPT", "DISC", "IW", "JFT", "LC", "LIT", "QA", "SPK", "STEP", "SWG", "TOP", "TRAD")
"""World ids of what a meeting is about, told by the server's own name for the format."""
_STATES = ("OPEN", "CLOSED", "VM", "HYBR", "TC")
_SIGNED = {"SL": "ase", "ASL": "ase", "BSL": "bfi"}
_SEPARATOR = "#@-@#"


def recognises(url: str, start: bytes) -> bool:
    """Whether this looks like the format."""
    path = urlsplit(url).path if url.startswith("http") else ""
    asked = _INTERFACE.rstrip("/") in path or path.rstrip("/").endswith("/main_server")
    return asked or all(sign in start for sign in _SIGNS)


def crawl(url: str, getter: Getter) -> Iterator[Document]:
    """Yield the four answers; a filter in the address (`services=12`) holds for the meetings."""
    parts = urlsplit(url)
    root = url.partition("?")[0].partition("/client_interface")[0].rstrip("/")
    if "switcher=" not in parts.query and _INTERFACE.rstrip("/") not in parts.path and parts.path.endswith(".json"):
        yield url, getter.get(url)
        return
    asked = "&".join(
        part for part in parts.query.split("&") if part and not part.startswith(("switcher=", "advanced_published"))
    )
    for switch in _SWITCHES:
        address = f"{root}{_INTERFACE}?switcher={switch}" + (f"&{asked}" if asked and switch == _SWITCHES[0] else "")
        yield address, getter.get(address)


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the meetings. Raises RefusedError where there are none."""
    meetings: list[Row] = []
    formats: list[Row] = []
    bodies: list[Row] = []
    info: Row = {}
    for name, data in documents:
        held = parse_json(name, data)
        meetings += rows_of(row_of(held).get("meetings"))
        formats += rows_of(row_of(held).get("formats"))
        for row in rows_of(held):
            if "id_bigint" in row:
                meetings.append(row)
            elif "key_string" in row:
                formats.append(row)
            elif "parent_id" in row:
                bodies.append(row)
            elif "versionInt" in row or "default_closed_status" in row:
                info = row
    if not meetings:
        hint = (
            "An aggregator answers so when nothing narrows the search: use the region's own server, or add services=."
        )
        raise RefusedError(f"{facts.name}: no meeting in it; what was there before stays", hint=hint)
    doubts = Doubts(warn)
    reader = _Reader(facts, doubts, formats, bodies, info)
    yield from listings_of(meetings, reader.meeting, doubts)


class _Reader:
    """Reads the rows of one server."""

    def __init__(self, facts: Facts, doubts: Doubts, formats: list[Row], bodies: list[Row], info: Row) -> None:
        self._facts, self._doubts, self._info = facts, doubts, info
        self._areas = Areas(facts)
        self._formats = self._english_first(formats)
        self._bodies: Mapping[str, Row] = {text_of(body.get("id")): body for body in bodies}
        program = PROGRAMS.get(facts.program or "na", PROGRAMS["na"])
        self._program = program.replace(organization=facts.organization or program.organization)

    @staticmethod
    def _english_first(formats: list[Row]) -> dict[str, Row]:
        """Return the formats by id; of one that is told in several languages the English row is kept."""
        held: dict[str, Row] = {}
        for row in formats:
            key = text_of(row.get("id"))
            if key not in held or row.get("lang") == "en":
                held[key] = row
        return held

    def meeting(self, row: Row) -> Meeting:
        """Return what a row tells. Raises UnusableError."""
        name = line(text_of(row.get("meeting_name")).replace(_SEPARATOR, " "))
        if text_of(row.get("published")) not in ("1", ""):
            raise UnusableError("not published", text_of(row.get("id_bigint")))
        if not name or not text_of(row.get("id_bigint")):
            raise UnusableError("a row has no name or id", name or text_of(row.get("id_bigint")))
        formats = self._formats_of(row, name)
        states = {text_of(form.get("world_id")) for form in formats}
        address = self._address(row)
        page = self._page(row)
        link_, number = row.get("virtual_meeting_link"), row.get("phone_meeting_number")
        ways = ways_in(link_, number, page, address.country)
        held_at = self._venue(row, states, online=bool(ways))
        shut = "TC" in states
        setting = setting_of(online="online" in held_at, in_person="in_person" in held_at and not shut)
        if setting is None and not shut:
            raise UnusableError("held nowhere", name)
        serves = (self._areas.around() if setting == "online" else ()) or self._areas.serves(address)
        if not serves:
            raise UnusableError("no country: give the feed a country or region in its settings", name)
        return Meeting(
            **self._times(row, name),
            **self._said(formats, states),
            id=listing_id(NAME, self._facts.name, row.get("id_bigint")),
            name=name,
            program=self._program,
            entity=line(row.get("service_body_name") or self._body(row).get("name"), 150),
            address=address,
            venue=line(row.get("location_text"), 120) if setting != "online" else "",
            point=self._areas.point(row.get("latitude"), row.get("longitude")) if setting != "online" else None,
            contacts=(*ways, *self._helplines(row, address)),
            setting=setting or "in_person",
            status="active" if setting else "paused",
            alert=closed_for_now(online=setting == "online") if shut else None,
            notes=self._notes(row),
            zone=zone_named(text_of(row.get("time_zone")))
            or self._areas.zone(address if setting != "online" else None),
            serves=serves,
            url=page,
            source=source_of(self._facts, None, None),
        )

    def _formats_of(self, row: Row, name: str) -> list[Row]:
        """Return what the server tells of a row's formats, by their ids, else by their keys."""
        ids = [key.strip() for key in text_of(row.get("format_shared_id_list")).split(",") if key.strip()]
        if ids:
            found = [self._formats[key] for key in ids if key in self._formats]
        else:
            keys = {key.strip() for key in text_of(row.get("formats")).split(",") if key.strip()}
            found = [form for form in self._formats.values() if text_of(form.get("key_string")) in keys]
            ids = [*keys]
        if len(found) < len(ids):
            self._doubts.note("a format is not among those that the server tells of", name)
        return found

    @staticmethod
    def _venue(row: Row, states: set[str], *, online: bool) -> set[str]:
        """Return where a meeting is held: as its venue type says, else its formats, else its link and street."""
        venue = text_of(row.get("venue_type")).strip()
        if venue == "3" or (not venue and "HYBR" in states):
            return {"online", "in_person"}
        if venue == "2" or (not venue and "VM" in states):
            return {"online"}
        if venue == "1":
            return {"in_person"}
        street = bool(text_of(row.get("location_street")).strip() or text_of(row.get("location_text")).strip())
        return {setting for setting, held in (("online", online), ("in_person", street)) if held}

    def _address(self, row: Row) -> Address:
        city = line(row.get("location_city_subsection")) or row.get("location_municipality")
        given = self._areas.address(
            row.get("location_street"), city, row.get("location_province"),
            row.get("location_postal_code_1"), row.get("location_nation"),
        )  # fmt: skip
        if line(row.get("location_province")) and not given.region:
            self._doubts.note("a state or province is not known", row.get("location_province"))
        return given

    def _times(self, row: Row, name: str) -> dict[str, Any]:
        """Return when the meeting is held; weekdays count from 1, Sunday."""
        day = text_of(row.get("weekday_tinyint")).strip()
        start = weekly.minutes_of(row.get("start_time"))
        if day not in tuple("1234567") or start is None:
            self._doubts.note("a day or time can't be read", name)
            return {}
        lasts = weekly.minutes_of(row.get("duration_time")) or weekly.minutes_of(self._info.get("defaultDuration"))
        return {
            "days": (weekly.DAYS[int(day) - 1],),
            "start": start,
            "lasts": lasts or weekly.USUAL,
            "assumed": not lasts,
        }

    def _said(self, formats: list[Row], states: set[str]) -> dict[str, Any]:
        """Return what a meeting's formats say."""
        held: dict[str, list[str]] = {"audiences": [], "languages": [], "says": []}
        for form in formats:
            world, told = text_of(form.get("world_id")), line(form.get("name_string"), 60)
            meaning = _WORLD.get(world)
            if meaning:
                held["audiences"] += meaning.audiences
                held["says"] += filter(None, [meaning.says])
            elif world == "LANG":
                key = text_of(form.get("key_string"))
                language = _SIGNED.get(key) or language_of("", told) or (language_of(key) if len(key) == 2 else None)
                held["languages"] += filter(None, [language])
                held["says"] += [] if language else [told]
            elif world in _SAID or world not in _STATES:
                held["says"] += filter(None, [told])
        closed = "CLOSED" in states
        default = self._info.get("default_closed_status")
        known = closed or "OPEN" in states
        by_default = not known and isinstance(default, bool)
        return {
            **{field: tuple(dict.fromkeys(texts)) for field, texts in held.items()},
            "closed": closed if known else default if by_default else None,
            "closed_by_default": by_default,
        }

    @staticmethod
    def _notes(row: Row) -> str:
        fields = ("comments", "location_info", "bus_lines", "train_lines")
        texts = [scrubbed(text_of(row.get(field)).replace(_SEPARATOR, "; "), 200) for field in fields]
        return cut(" ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts if text), 300)

    def _body(self, row: Row) -> Row:
        return self._bodies.get(text_of(row.get("service_body_bigint")), {})

    def _above(self, row: Row) -> Iterator[Row]:
        """Yield the row's service body and those that it belongs to, the nearest first."""
        body, seen = self._body(row), 0
        while body and seen < 10:
            yield body
            body, seen = self._bodies.get(text_of(body.get("parent_id")), {}), seen + 1

    def _page(self, row: Row) -> str | None:
        """Return the page of the nearest service body that has one; a meeting has none of its own."""
        return next((page for body in self._above(row) if (page := link(body.get("url")))), None)

    def _helplines(self, row: Row, address: Address) -> Iterator[Contact]:
        """Yield the service body's number, for questions about meetings."""
        for body in self._above(row):
            if found := numbers_of(body.get("helpline"), address.country):
                yield Contact(type="phone", value=found[0].value, note="information about meetings; not a crisis line")
                return
