"""What there is to tell about a listing, each fact with its label; shared by the formats for people. Pure."""

import datetime as dt
from collections.abc import Iterator

from peerfind.directory.model import Age, Listing, Place, Training
from peerfind.formats.words import Speaker, emergency
from peerfind.lookup.query import BUNDLED, Result, Turn

Fact = tuple[str, str]
"""A label and a value."""


def facts(result: Result, speaker: Speaker, now: dt.datetime) -> list[Fact]:
    """Return the facts of a card that a listing has, in their order."""
    found = [*_use(result, speaker, now), *_service(result.listing, speaker), *_training(result.listing)]
    return [(speaker.say(label), value) for label, value in found if value]


def _use(result: Result, speaker: Speaker, now: dt.datetime) -> Iterator[Fact]:
    listing = result.listing
    place = listing.place or Place()
    zone = f"({listing.timezone})" if listing.timezone else ""
    yield "Open", speaker.open_state(listing, result.state, now)
    yield "Hours", " ".join(filter(None, [speaker.hours(listing.hours or ""), zone]))
    yield "About hours", listing.hours_note or ""
    yield "Serves", speaker.where(listing)
    yield "At", ", ".join(filter(None, [place.address, place.city, place.postcode]))
    yield "Setting", speaker.label("settings", listing.setting) if listing.setting else ""
    yield "Languages", speaker.labels("languages", listing.languages_by_any_channel)
    yield "For", speaker.labels("audiences", listing.audiences)
    yield "About", speaker.labels("topics", listing.topics)


def _service(listing: Listing, speaker: Speaker) -> Iterator[Fact]:
    flags = {True: speaker.say("yes"), False: speaker.say("no"), None: "", "mixed": speaker.say("partly")}
    translated = listing.translations.get(speaker.language)
    yield "Cost", "; ".join(filter(None, [speaker.label("costs", listing.cost or ""), listing.cost_note]))
    yield "Run by peers", flags[listing.peer_run]
    yield "Police", speaker.label("dispatch", listing.dispatch or "unknown")
    yield "Anonymous", flags[listing.anonymous]
    yield "Age", _ages(listing.age or Age(), speaker)
    yield "Who can use it", (translated.eligibility if translated else None) or listing.eligibility or ""
    yield "Run by", listing.organization or ""
    yield "Also called", ", ".join(listing.aliases)
    yield "Web", listing.url or ""


def _training(listing: Listing) -> Iterator[Fact]:
    training = listing.training or Training()
    yield "Hours of training", training.hours or ""
    yield "Exam", training.exam or ""
    yield "Requirements", training.requirements or ""
    yield "Renewal", training.renewal or ""
    yield "Fee", training.cost or ""
    yield "Format", training.format or ""
    yield "Certified by", training.certifying_body or ""


def _ages(age: Age, speaker: Speaker) -> str:
    if age.min and age.max:
        return speaker.say("{min} to {max}", min=age.min, max=age.max)
    if age.min:
        return speaker.say("{min} and over", min=age.min)
    return speaker.say("up to {max}", max=age.max) if age.max else ""


def status(listing: Listing, speaker: Speaker) -> str:
    """Return that a service is closed or paused, since when and what there is instead; empty for an active one."""
    if listing.status == "active":
        return ""
    if listing.status == "paused":
        return speaker.say("PAUSED: not offered for the time being.")
    told = speaker.say("CLOSED since {day}.", day=listing.closed) if listing.closed else speaker.say("CLOSED.")
    return told + (speaker.say(" Now: peerfind show {id}", id=listing.replaced_by) if listing.replaced_by else "")


def only_in_english(listing: Listing, speaker: Speaker) -> bool:
    """Whether somebody who reads another language gets English text."""
    return speaker.language != "en" and speaker.language not in listing.translations


def lacks(result: Result, speaker: Speaker) -> list[str]:
    """Return what was asked for and the listing has not."""
    told = {"place": "for another place", "languages": "in another language"}
    return [speaker.say(told[what]) for what in result.lacks]


def danger(where: Turn, speaker: Speaker) -> tuple[str, str, str]:
    """Return what to say about danger to life in a place: before the emergency number, the number, and after it."""
    place = where.place
    if place is None:
        return speaker.say("Name your place for its emergency number: --in Kenya, or set PEERFIND_PLACE."), "", ""
    named = speaker.place(place.country)
    if where.emergency is None:
        told = "The emergency number of {place} is not in this directory. Ask anybody near you for it."
        return speaker.say(told, place=named), "", ""
    number = emergency(where.emergency, speaker.catalogue)
    return speaker.say("In danger now? Call "), number, speaker.say(" (emergency, {place}).", place=named)


def told_by_feeds(result: Result, speaker: Speaker) -> list[str]:
    """Return which feeds tell of a listing, and since when its own no longer does."""
    extra = result.listing.extra
    told = [] if result.feed == BUNDLED else [speaker.say("from the feed {name}", name=result.feed)]
    if others := extra.get("also_in"):
        told.append(speaker.say("also in {names}", names=", ".join(others)))
    if since := extra.get("not_seen_since"):
        told.append(speaker.say("NOT SEEN there since {date}", date=since))
    return told
