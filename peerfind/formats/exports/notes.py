"""What several formats for people and phones say of a listing: ways to reach it, and facts, in a line each. Pure."""

from collections.abc import Iterator

from peerfind.directory.model import Contact, Listing, Place
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.hours import ALWAYS
from peerfind.lookup.query import Result


def way(contact: Contact, speaker: Speaker) -> str:
    """Return how to use a contact in a line: "Call 988 (then press 2; Spanish)"."""
    verb, number, beside = reach(contact, speaker)
    return f"{verb} {number}" + (f" ({beside})" if beside else "")


def when(listing: Listing, speaker: Speaker) -> str:
    """Return the listing's hours in a line, with their zone."""
    hours = speaker.say("day and night") if listing.hours == ALWAYS else listing.hours or ""
    zone = f"({listing.timezone})" if hours and listing.timezone and listing.hours != ALWAYS else ""
    told = " ".join(filter(None, [hours, zone]))
    return "; ".join(filter(None, [told, listing.hours_note]))


def address(place: Place | None) -> str:
    """Return where a listing is, in a line."""
    return ", ".join(filter(None, [place.address, place.city, place.postcode])) if place else ""


def facts(result: Result, speaker: Speaker) -> Iterator[tuple[str, str]]:
    """Yield what somebody wants to know before they call, each with its label; nothing that is not known."""
    listing = result.listing
    told = [
        ("Hours", when(listing, speaker)),
        ("Serves", speaker.where(listing)),
        ("At", address(listing.place)),
        ("Languages", speaker.labels("languages", listing.languages_by_any_channel)),
        ("For", speaker.labels("audiences", listing.audiences)),
        ("Cost", "; ".join(filter(None, [speaker.label("costs", listing.cost or ""), listing.cost_note]))),
        ("Police", speaker.label("dispatch", listing.dispatch or "unknown")),
        ("Who can use it", listing.eligibility or ""),
        ("Checked", speaker.checked(result.freshness)),
    ]
    return ((speaker.say(label), text) for label, text in told if text)
