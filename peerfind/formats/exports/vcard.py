"""vCard 4 (RFC 6350): one card for each listing, so that a phone's address book holds its numbers.

A card is read by people while they dial, so what to press or to send stands in the label beside each number.
"""

import re
from collections.abc import Iterator

from peerfind.directory.links import link_of
from peerfind.directory.model import Contact, Listing
from peerfind.directory.numbers import is_number
from peerfind.formats.exports.contents import Export
from peerfind.formats.exports.identity import identity
from peerfind.formats.exports.notes import facts, way
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.query import Result

_LINE = 75
"""Octets of the longest line."""
_TYPES = {"phone": "voice", "sms": "text", "videophone": "video", "whatsapp": "text"}
Property = tuple[str, str]
"""A property's name with its parameters, and its value as it is written."""


def render(export: Export) -> str:
    """Return all cards, one after the other."""
    return "".join(_folded(line) for result in export.results for line in _card(result, export.speaker))


def escaped(text: str) -> str:
    """Return a text as the value of a property, or as one component of it."""
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\n", "\\n")


def _card(result: Result, speaker: Speaker) -> Iterator[str]:
    """Yield the lines of one card, not yet folded."""
    listing = result.listing
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    for name, value in [*_about(listing, speaker), *_contacts(listing, speaker)]:
        yield f"{name}:{value}"
    yield f"NOTE:{escaped(_note(result, speaker))}"
    yield f"REV:{max(source.checked for source in listing.sources):%Y%m%d}T000000Z"
    yield "END:VCARD"


def _about(listing: Listing, speaker: Speaker) -> Iterator[Property]:
    """Yield who it is."""
    yield "KIND", "org"
    yield "UID", identity("vcard", listing.id).urn
    yield "FN", escaped(listing.name)
    yield "ORG", escaped(listing.organization or listing.name)
    if listing.aliases:
        yield "NICKNAME", ",".join(map(escaped, listing.aliases))
    codes = [("kinds", listing.kind), *(("topics", topic) for topic in listing.topics)]
    yield "CATEGORIES", ",".join(escaped(speaker.label(table, code)) for table, code in codes)
    for rank, language in enumerate(listing.languages_by_any_channel, 1):
        yield f"LANG;PREF={min(rank, 100)}", escaped(language)
    if place := listing.place:
        parts = ["", "", place.address, place.city, (place.region or "").partition("-")[2], place.postcode]
        if any(parts):
            country = speaker.places.name_of(listing.country) if listing.country else ""
            yield "ADR", ";".join(escaped(part or "") for part in [*parts, country])
        if place.lat is not None and place.lon is not None:
            yield "GEO", f"geo:{place.lat},{place.lon}"


def _contacts(listing: Listing, speaker: Speaker) -> Iterator[Property]:
    """Yield every way to reach it, each in a group with a label that says what to do."""
    ways = [(contact, *held) for contact in listing.contacts if (held := _property(contact))]
    for rank, (contact, name, value) in enumerate(ways, 1):
        yield f"item{rank}.{name};PREF={min(rank, 100)}", value
        yield f"item{rank}.X-ABLabel", escaped(_label(contact, speaker))
    if listing.url:
        yield "URL", _address(listing.url)


def _property(contact: Contact) -> Property | None:
    """Return the property that a phone understands: a full number as tel:, a short code as the text that it is."""
    value = contact.value
    if contact.type == "whatsapp" and (address := link_of(contact)):
        return "IMPP", address
    if is_number(value) and contact.type in _TYPES:
        kind = _TYPES[contact.type]
        return (
            (f"TEL;VALUE=uri;TYPE={kind}", f"tel:{value}")
            if value[0] == "+"
            else (f"TEL;VALUE=text;TYPE={kind}", value)
        )
    if contact.type == "email":
        return "EMAIL", escaped(value)
    return ("URL", _address(value)) if value.startswith("https://") else None


def _address(url: str) -> str:
    """Return a web address as a value; a backslash, which none needs, would be taken for the start of an escape."""
    return url.replace("\\", "%5C")


def _label(contact: Contact, speaker: Speaker) -> str:
    """Return what to do with a number: "Call, then press 2", "Text AUNTY"."""
    verb, _, beside = reach(contact, speaker)
    if contact.type == "sms" and contact.keyword:
        verb = f"{verb} {contact.keyword}"
    return f"{verb}, {beside}" if beside else verb


def _note(result: Result, speaker: Speaker) -> str:
    """Return what must be known first, what the service is, how to use it, and how that was checked."""
    listing = result.listing
    lines = [f"{speaker.say('Alert').upper()}: {listing.alert}"] if listing.alert else []
    lines += [f"{speaker.label('kinds', listing.kind)}. {speaker.summary(listing)}"]
    lines += [way(contact, speaker) for contact in listing.contacts]
    lines += [f"{label}: {told}" for label, told in facts(result, speaker)]
    lines += [f"{speaker.say('Source')}: {result.freshness.source.url}", f"peerfind: {listing.id}"]
    return "\n".join(lines)


def _folded(line: str) -> str:
    """Return a line in pieces of 75 octets at the most, no character cut in two, each but the first after a space."""
    pieces, room, piece = [], _LINE, ""
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", _LINE - 1
        piece += character
        room -= size
    return "".join(f"{part}\r\n" for part in [*pieces, piece])
