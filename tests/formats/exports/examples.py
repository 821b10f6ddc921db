"""Listings to export, tame and hostile, and the ways in which other programs read them back."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from peerfind.directory.freshness import freshness
from peerfind.directory.model import Age, Contact, Listing, Place, Source, Training, Translation, listing_from
from peerfind.directory.text import clean
from peerfind.formats.exports.contents import Export
from peerfind.formats.words import Speaker
from peerfind.lookup.hours import UNKNOWN
from peerfind.lookup.query import Result
from tests.lookup.examples import the_places, the_reference

MOMENT = dt.datetime.fromisoformat("2026-11-23T15:00:00+00:00")
SOURCE = Source(url="https://a.example/", checked=dt.date(2026, 11, 22), how="page")
PLAIN = Listing(
    id="night-owl", name="Night Owl", kind="warmline", summary="Peers listen.", serves=("US",), sources=(SOURCE,)
)
ATTACKS = (
    "=1+1",
    '=HYPERLINK("https://evil.example","Call")',
    "@SUM(A1)",
    "+18005550199",
    "-2+3",
    "'=1",
    "a;=1+1",
    "b, -1|+2",
    "\t=1",
    '"quoted, "" and more',
    "24/7",
    "0116123",
    "1e5",
    "march-1",
    "<script>alert(1)</script>",
    "</td></tr></table><h1>",
    '" onmouseover="x',
    "&amp;&#61;",
    "| a | b |",
    "**bold** _it_ `code` [x](javascript:alert(1)) ~~s~~ <b> $x$ https://evil.example www.evil.example a@evil.example",
    "\\",
    "END:VCARD\r\nTEL:666",
    "a\nTEL:666",
    "semi;colon,comma\\n",
    "\u202e0550-800\u202c",
    "\x1b[31mred\x9b",
    "\u2028line\u0085next\x00",
    "- id: other\n  name: x",
    "# comment: [",
    "名前 שם नाम 🙂",
    "x" * 10_000,
)
"""Texts that mean something to one format or another."""
hostile = st.sampled_from(ATTACKS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(clean)


def attacked(text: str) -> Listing:
    """Return a listing whose every free text is one text."""
    contacts = (
        Contact(type="phone", value="+18005550100", say=text, note=text),
        Contact(type="sms", value="55501", keyword=text, hours=text),
        Contact(type="chat", value="https://a.example/chat"),
    )
    return PLAIN.replace(
        name=text,
        aliases=(text, text),
        organization=text,
        summary=text,
        contacts=contacts,
        place=Place(address=text, city=text, postcode=text),
        hours_note=text,
        cost_note=text,
        eligibility=text,
        training=Training(exam=text),
        translations={"es": Translation(summary=text)},
        extra={"new": [text, {"inner": text}]},
    )


@cache
def speaker() -> Speaker:
    """Return somebody who speaks English, and knows the real vocabulary and places."""
    return Speaker(vocabulary=the_reference().vocabulary, places=the_places(), zone=dt.UTC)


def export_of(*held: Listing, language: str = "en") -> Export:
    """Return an export of listings."""
    return Export.of([result_of(listing) for listing in held], speaker().replace(language=language), MOMENT)


def result_of(listing: Listing) -> Result:
    fresh = freshness(listing, MOMENT.date(), speaker().vocabulary)
    return Result(listing=listing, score=1.0, state=UNKNOWN, freshness=fresh, feed="bundled")


def from_record(record: Mapping[str, Any]) -> Listing:
    """Return the listing of a record in JSON, as docs/export.md tells to read it."""
    moment = ("open_now", "next_meeting", "freshness", "checked", "feed")
    lists = ("aliases", "contacts", "serves", "languages", "audiences", "topics", "sources", "translations")
    told = {name: value for name, value in record.items() if name not in moment and value is not None}
    return listing_from({name: value for name, value in told.items() if value or name not in lists})


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table with commas or tabs, as Python's own reader sees them."""
    text = text.removeprefix("\ufeff")
    dialect = "excel-tab" if "\t" in text.partition("\n")[0] else "excel"
    return [*csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)]


def from_row(row: Mapping[str, str]) -> Listing:
    """Return the listing of a row, as docs/export.md tells to read it."""
    held = {name: _value(name, cell.removeprefix("'")) for name, cell in row.items() if cell}
    data = {name: value for name, value in held.items() if name in Listing.fields}
    for part, kind in (("place", Place), ("age", Age), ("training", Training)):
        inside = {field: held[f"{part}_{field}"] for field in kind.fields if f"{part}_{field}" in held}
        data |= {part: inside} if inside else {}
    return listing_from(data | data.pop("extra", {}))


def _value(name: str, cell: str) -> Any:
    if name in ("contacts", "translations", "sources", "extra"):
        return json.loads(cell)
    if name in ("age_min", "age_max"):
        return int(cell)
    if name in ("place_lat", "place_lon"):
        return float(cell)
    if name in ("peer_run", "anonymous"):
        return {"yes": True, "no": False}.get(cell, cell)
    text = re.sub(r"([;,|]\s*)'(?='*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])", r"\1", cell)
    return _split(text) if name in ("aliases", "serves", "languages", "audiences", "topics") else text


def _split(text: str) -> list[str]:
    """Return what stands between semicolons that no backslash escapes."""
    found = re.findall(r"((?:\\.|[^;\\])*)(?:; |$)", text)
    return [re.sub(r"\\(.)", r"\1", part) for part in found if part]


def unfolded(text: str) -> list[str]:
    """Return the lines of vCards, each whole."""
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def unescaped(value: str) -> str:
    """Return a vCard's text as it was."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def properties(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name of each property, without its group and parameters, with its value."""
    for line in unfolded(text):
        name, _, value = line.partition(":")
        yield name.partition(";")[0].rpartition(".")[2], value
