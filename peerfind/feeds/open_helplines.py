"""The open-helplines registry: a file of helplines a country, read as leads.

Its schema forces every number into E.164, so that a short code comes with a country code before it: +1741741 is 741741.
Those that the country's number plan knows are recovered, all others refused (peerfind.feeds.numbers). Words to text
stand in prose only, and are taken where the prose names the very number. All records bear one date of checking, set in
bulk: they are as strong as a list, and no stronger.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from peerfind.directory.model import Contact, Listing
from peerfind.directory.text import digits
from peerfind.errors import RefusedError
from peerfind.feeds.cleaning import SUMMARY, email, line, link, text_of
from peerfind.feeds.documents import Row, parse_json, row_of, rows_of
from peerfind.feeds.doubts import Doubts, UnusableError
from peerfind.feeds.identity import listing_id, source_of
from peerfind.feeds.numbers import numbers_of
from peerfind.feeds.reader import Document, Facts, Getter, Warn
from peerfind.feeds.terms import language_of

NAME = "open-helplines"
_MOST_CONTACTS, _MOST_COUNTRIES = 12, 260
_ALWAYS = "24/7"
_KEYWORD = re.compile(
    r"\b[Tt]ext\s+(?:the word\s+)?[\"“'‘]?([A-Z][A-Z0-9]{1,14})[\"”'’]?\s+to\s+(\+?\d[\d\s-]{1,14}\d)"
)


class Meaning(NamedTuple):
    """What a category says of a helpline: topic and audience, which the registry mixes."""

    kind: str = "helpline"
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()


_CATEGORIES = {
    "suicide_prevention": Meaning("crisis_line", ("suicide",)),
    "general_crisis": Meaning("crisis_line", ("crisis",)),
    "mental_health": Meaning(topics=("general",)),
    "domestic_violence": Meaning(topics=("domestic-violence",)),
    "sexual_violence": Meaning(topics=("sexual-assault",)),
    "substance_abuse": Meaning(topics=("substance-use",)),
    "grief": Meaning(topics=("grief",)),
    "youth": Meaning(audiences=("youth",)),
    "lgbtq": Meaning(audiences=("lgbtq",)),
    "veterans": Meaning(audiences=("veterans",)),
    "elder": Meaning(audiences=("older-adults",)),
    "other": Meaning(),
}


def recognises(url: str, start: bytes) -> bool:
    """Whether this looks like the format."""
    record = b'"records"' in start and b'"verified_at"' in start
    index = b"helpline.schema.json" in start
    return record or index or url.partition("?")[0].endswith("/helplines.json")


def crawl(url: str, getter: Getter) -> Iterator[Document]:
    """Yield a country's file, or those of all countries that an index lists."""
    data = getter.get(url)
    index = row_of(parse_json(url, data))
    if "records" in index or "countries" not in index:
        yield url, data
        return
    listed = index["countries"] if isinstance(index["countries"], list) else []
    codes = [text_of(row_of(item).get("country") or row_of(item).get("code") or item).lower() for item in listed]
    folder = url.partition("?")[0].rpartition("/")[0]
    wanted = [
        f"{folder}/countries/{code}/helplines.json"
        for code in codes[:_MOST_COUNTRIES]
        if re.fullmatch("[a-z]{2}", code)
    ]
    if not wanted:
        raise RefusedError(
            f"{url}: the index lists no countries", hint="Give the address of one country's helplines.json."
        )
    for name, got in getter.get_all(wanted):
        if isinstance(got, Exception):
            raise got
        yield name, got


def read(documents: Iterable[Document], facts: Facts, warn: Warn) -> Iterator[Listing]:
    """Yield the helplines. Raises RefusedError where there are none."""
    doubts = Doubts(warn)
    seen: set[str] = set()
    for name, data in documents:
        held = row_of(parse_json(name, data))
        for record in rows_of(held.get("records")):
            try:
                listing = _listing(record, text_of(held.get("country")), facts, doubts)
            except UnusableError as error:
                doubts.pass_over(error)
                continue
            if listing.id not in seen:
                seen.add(listing.id)
                yield listing
    if not seen:
        raise RefusedError(f"{facts.name}: no helpline in it that can be used; what was there before stays")
    doubts.tell()


def _listing(record: Row, of_file: str, facts: Facts, doubts: Doubts) -> Listing:
    """Return a record as a listing. Raises UnusableError."""
    own, name = text_of(record.get("id")).strip(), line(record.get("name"))
    if not own or not name:
        raise UnusableError("a record has no id or name", name or own)
    country = (text_of(record.get("country")) or of_file).strip().upper() or facts.country or ""
    if not any(place.kind == "country" and place.code == country for place in facts.places.named(country)):
        raise UnusableError("a country is not known", f"{country[:10]}, {name}")
    given = rows_of(record.get("contacts"))[:_MOST_CONTACTS]
    tags = record.get("tags")
    prose = " ".join(text_of(text) for text in [record.get("description"), *(tags if isinstance(tags, list) else [])])
    hours = {text_of(row.get("hours")).strip() for row in given}
    contacts = [
        contact if hours == {_ALWAYS} or row.get("hours") != _ALWAYS else contact.replace(hours=_ALWAYS)
        for row in given
        for contact in _contacts(row, country, prose, name, doubts)
    ]
    if not contacts:
        raise UnusableError("no way to reach it is left", name)
    means = [_CATEGORIES.get(text_of(category), Meaning()) for category in _categories(record)]
    free = all(row.get("free") is True for row in given)
    return Listing(
        id=listing_id(NAME, facts.name, own),
        name=name,
        aliases=tuple(alias for alias in (line(record.get("local_name")),) if alias and alias != name),
        kind=facts.kind or means[0].kind,
        organization=facts.organization,
        summary=line(record.get("description"), SUMMARY) or name[:SUMMARY],
        url=link(record.get("website")),
        contacts=tuple(dict.fromkeys(contacts)),
        serves=(country,),
        hours=_ALWAYS if hours == {_ALWAYS} else None,
        hours_note=None if hours == {_ALWAYS} else line("; ".join(sorted(hours - {"", _ALWAYS}))) or None,
        languages=tuple(dict.fromkeys(code for contact in contacts for code in contact.languages)),
        audiences=tuple(dict.fromkeys(code for meaning in means for code in meaning.audiences)),
        topics=tuple(dict.fromkeys(code for meaning in means for code in meaning.topics)),
        cost="free" if free else None,
        anonymous=True if given and all(row.get("anonymous") is True for row in given) else None,
        sources=(source_of(facts, None, record.get("verified_at")),),
    )


def _categories(record: Row) -> list[str]:
    others = record.get("secondary_categories")
    named = [record.get("category"), *(others[:10] if isinstance(others, list) else [])]
    return [text_of(category) for category in named]


def _contacts(row: Row, country: str, prose: str, name: str, doubts: Doubts) -> Iterator[Contact]:
    """Yield the ways that a contact of a record gives, each as the directory holds it."""
    method = text_of(row.get("method")).strip()
    codes = row.get("languages")
    languages = [language_of(line(code, 20)) for code in codes[:10]] if isinstance(codes, list) else []
    spoken = tuple(dict.fromkeys(code for code in languages if code))
    if method in ("phone", "text"):
        numbers = numbers_of(row.get("number"), country, texted=method == "text")
        if not numbers:
            doubts.note(
                "a number can't be dialled in its country and is refused", f"{line(row.get('number'), 30)}, {name}"
            )
        for number in numbers[:1]:
            if method == "phone":
                yield Contact(type="phone", value=number.value, note=number.note, languages=spoken)
            else:
                keyword = _keyword(prose, number.value)
                yield Contact(type="sms", value=number.value, keyword=keyword, note=number.note, languages=spoken)
    elif method == "email" and (address := email(row.get("url"))):
        yield Contact(type="email", value=address, languages=spoken)
    elif method in ("chat", "app", "email") and (url := link(row.get("url"))):
        yield Contact(type={"chat": "chat", "app": "app"}.get(method, "web"), value=url, languages=spoken)  # type: ignore[arg-type]
    else:
        doubts.note("a way to reach a helpline is not known or has no https link", f"{method}, {name}")


def _keyword(prose: str, number: str) -> str | None:
    """Return the word to text, where the prose names one word for this very number."""
    words = {word for word, told in _KEYWORD.findall(prose) if digits(told) == digits(number)}
    return words.pop() if len(words) == 1 else None
