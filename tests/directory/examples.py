"""Listings to test with: small ones as YAML, and any that the model allows."""

import datetime as dt
from collections.abc import Iterable

from hypothesis import strategies as st

from peerfind.directory.model import Age, Contact, Listing, Place, Source, Training, Translation
from peerfind.directory.reading import Entry, read_listings
from peerfind.directory.text import clean
from peerfind.directory.vocabulary import Codes

CODES: Codes = {
    "kinds": ("crisis_line", "warmline", "support_group", "training"),
    "topics": ("grief", "crisis", "hearing-voices"),
    "audiences": ("veterans", "youth", "lgbtq"),
    "languages": ("en", "es", "no", "nb", "zh"),
    "places": ("worldwide", "US", "US-OH", "NO", "NO-03", "CA"),
    "timezones": ("America/New_York", "Europe/Oslo"),
}
SOURCE = '{url: "https://a.example/", checked: 2026-11-22, how: page}'
MINIMAL = {
    "id": "night-owl",
    "name": "Night Owl",
    "kind": "warmline",
    "summary": "Peers listen.",
    "serves": "[US]",
    "sources": f"[{SOURCE}]",
}
"""A listing's required fields as YAML texts."""


def item(**fields: str) -> str:
    """Return a listing as an item of a YAML list: the minimal one with some fields replaced or added, none if empty."""
    lines = [f"{key}: {value}\n" for key, value in (MINIMAL | fields).items() if value]
    return "- " + "  ".join(lines)


def read(text: str | bytes) -> list[Entry]:
    """Return the entries of a file of listings."""
    return [*read_listings(text.encode() if isinstance(text, str) else text, CODES)]


def listing(**fields: str) -> Listing:
    """Return a listing that can be used and has no fault, from its YAML fields."""
    entries = read(item(**fields))
    assert [entry.faults for entry in entries] == [[]]
    assert entries[0].listing is not None
    return entries[0].listing


def faults(**fields: str) -> list[str]:
    """Return what is wrong with a listing, given by its YAML fields."""
    return [fault.message for entry in read(item(**fields)) for fault in entry.faults]


def ids(entries: Iterable[Entry]) -> list[str]:
    """Return the ids of the listings that can be used."""
    return [entry.listing.id for entry in entries if entry.listing]


_GUESSED = ["0116123", "NO", "no", "yes", "22:00", "1e3", "0x1F", "~", "null", "+44", "2026-11-22", "=1", "1_000", "<<"]
_TWISTED = [
    "a: b",
    "a #b",
    "#",
    "- a",
    '"',
    "'",
    '"a',
    "it's",
    "{a",
    "[",
    "a, b",
    "a:",
    "\\",
    "&a",
    "*a",
    "!a",
    "|",
    "%",
]
_SCRIPTS = [
    "Línea",
    "Кризис",
    "危机热线",
    "いのちの電話",
    "आत्महत्या",
    "خط الأزمات",
    "קו חם",
    "สายด่วน",
    "위기",
    "💛 lijn",
]


def texts(longest: int) -> st.SearchStrategy[str]:
    """Return texts of all scripts, with those that readers of YAML take for something else; all can be shown."""
    known = st.sampled_from([*_GUESSED, *_TWISTED, *_SCRIPTS])
    letters = st.characters(codec="utf-8", exclude_characters="\ufffd\ufffe\uffff")
    parts = st.lists(known | st.text(letters, max_size=20), min_size=1, max_size=4)
    return parts.map(lambda words: clean(" ".join(words))[:longest].strip()).filter(bool)


line = texts(300)
url = st.sampled_from(["https://a.example/", "http://b.example/?q=1&r=#x", "https://c.example/: y".replace(" ", "%20")])
language = st.sampled_from(["en", "es", "no", "zh-Hant"])
some_languages = st.lists(language, max_size=3, unique=True).map(tuple)
days = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))
partial_dates = days.flatmap(lambda day: st.sampled_from([f"{day:%Y-%m-%d}"[:length] for length in (4, 7, 10)]))
degrees = st.integers(-9000, 9000).map(lambda hundredths: hundredths / 100)
years = st.none() | st.integers(0, 120)
maybe_line = st.none() | line

sources = st.builds(
    Source,
    url=url,
    checked=days,
    how=st.sampled_from(["call", "reply", "page", "copy", "list"]),
    page_date=st.none() | partial_dates,
)
_ways = st.fixed_dictionaries(
    {"languages": some_languages},
    optional={"hours": line, "note": line, "keyword": texts(40), "press": st.sampled_from(["1", "1, 4", "*, #"])},
)
_reached = st.sampled_from(
    [
        {"type": "phone", "value": "0116123", "say": "0116 123"},
        {"type": "phone", "value": "+18775658860", "say": "877-565-8860, press 2"},
        {"type": "phone", "value": "*4141"},
        {"type": "sms", "value": "741741"},
        {"type": "email", "value": "no@a.example"},
        {"type": "chat", "value": "https://a.example/#chat"},
        {"type": "whatsapp", "value": "+4799999999"},
    ]
)
contacts = st.builds(lambda reached, ways: Contact(**reached, **ways), _reached, _ways)
extras = st.dictionaries(
    st.sampled_from(["pets", "x-note", "fee"]),
    st.recursive(line, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("a"), inner), max_leaves=4),
    max_size=2,
)

listings = st.builds(
    Listing,
    id=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
    name=line,
    aliases=st.lists(line, max_size=3).map(tuple),
    kind=st.sampled_from(["crisis_line", "warmline", "support_group"]),
    organization=maybe_line,
    summary=texts(240),
    status=st.sampled_from(["active", "paused", "closed"]),
    closed=st.none() | days,
    replaced_by=st.none() | st.sampled_from(["no", "0116123", "a-line"]),
    url=st.none() | url,
    contacts=st.lists(contacts, max_size=3).map(tuple),
    serves=st.lists(st.sampled_from(["NO", "NO-03", "US", "worldwide"]), min_size=1, max_size=3).map(tuple),
    place=st.none() | st.builds(Place, address=maybe_line, postcode=st.just("01234"), lat=degrees, lon=degrees),
    setting=st.none() | st.sampled_from(["in_person", "online", "hybrid"]),
    hours=st.none() | st.sampled_from(["24/7", "Mo-Fr 22:00-02:00; PH off", "22:00-23:00"]),
    hours_note=maybe_line,
    timezone=st.none() | st.just("Europe/Oslo"),
    languages=some_languages,
    audiences=st.lists(st.sampled_from(["veterans", "youth"]), max_size=2).map(tuple),
    topics=st.lists(st.sampled_from(["grief", "crisis"]), max_size=2).map(tuple),
    cost=st.none() | st.sampled_from(["free", "sliding", "paid", "varies"]),
    cost_note=maybe_line,
    peer_run=st.sampled_from([None, True, False, "mixed"]),
    dispatch=st.none() | st.sampled_from(["never-without-consent", "last-resort", "may", "unknown"]),
    anonymous=st.sampled_from([None, True, False]),
    age=st.none() | st.builds(Age, min=years, max=years),
    alert=maybe_line,
    eligibility=maybe_line,
    training=st.none() | st.builds(Training, hours=line, requirements=st.none() | texts(600), cost=maybe_line),
    translations=st.dictionaries(
        language, st.builds(Translation, summary=maybe_line, eligibility=maybe_line), max_size=2
    ),
    sources=st.lists(sources, min_size=1, max_size=3).map(tuple),
    extra=extras,
)
"""Any listing that the reader accepts under CODES without a fault but for its unknown fields."""
