"""Listings to index documents: everything by which a listing can be found."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy

from peerfind.directory.freshness import STRENGTH, counts_from, strength
from peerfind.directory.model import Contact, Listing, Setting, as_data
from peerfind.directory.numbers import lookup_keys
from peerfind.directory.text import fold
from peerfind.errors import DataError
from peerfind.lookup.index import EVERYONE, register_stems, schema
from peerfind.lookup.places import Gazetteer

OLDEST = 200
"""Years; stands for "no upper age"."""
_HEAP = 64_000_000
"""Bytes that tantivy may hold before it writes."""
_REMOTE = ("chat", "web", "app", "email", "whatsapp", "videophone")


def documents(listings: Iterable[Listing], places: Gazetteer, feed: str) -> Iterator[tantivy.Document]:
    """Yield an index document for each listing."""
    return (_document(listing, places, feed) for listing in listings)


def new_index(listed: Iterable[tantivy.Document], folder: Path | None) -> tantivy.Index:
    """Return an index of the documents in one segment, in a folder or in memory.

    Raises DataError when the disk won't take it.
    """
    try:
        held = tantivy.Index(schema(), path=str(folder) if folder else None)
        register_stems(held)
        writer = held.writer(heap_size=_HEAP, num_threads=1)
        for document in listed:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        held.reload()
    except (ValueError, OSError) as error:
        raise DataError(f"the index can't be written: {error}") from error
    return held


def _document(listing: Listing, places: Gazetteer, feed: str) -> tantivy.Document:
    name = fold(" . ".join([listing.name, *listing.aliases]))
    about = fold(" . ".join(_about(listing, places)))
    checked = [day.toordinal() for source in listing.sources if (day := counts_from(source))]
    return tantivy.Document(
        name=name,
        about=about,
        stems=f"{name} {about}",
        title=_titles(listing),
        number=sorted({key for contact in listing.contacts for key in lookup_keys(contact)}),
        id=listing.id,
        status=listing.status,
        kind=listing.kind,
        topics=list(listing.topics),
        audiences=list(listing.audiences) or [EVERYONE],
        languages=sorted(_with_base_language(listing.languages_by_any_channel)),
        contacts=sorted({c.type for c in listing.contacts}),
        settings=_settings(listing),
        costs=[listing.cost] if listing.cost else [],
        dispatch=listing.dispatch or "unknown",
        serves=list(listing.serves),
        within=sorted({part for code in listing.serves for part in (code, code.split("-")[0])}),
        peer_run=[str(listing.peer_run).lower()] if listing.peer_run is not None else [],
        anonymous=[str(listing.anonymous).lower()] if listing.anonymous is not None else [],
        how=next(how for how, value in STRENGTH.items() if value == strength(listing)),
        age_min=(listing.age.min if listing.age else None) or 0,
        age_max=(listing.age.max if listing.age else None) or OLDEST,
        checked_day=max(checked, default=0),
        feed=feed,
        origin=feed,
        record=json.dumps(as_data(listing), ensure_ascii=False),
    )


def _titles(listing: Listing) -> list[str]:
    """Return the names by which the listing is asked for as a whole, with and without the spaces between words."""
    names = [fold(text) for text in (listing.name, *listing.aliases, listing.id)]
    return list(dict.fromkeys([*names, *(name.replace(" ", "") for name in names)]))


def _about(listing: Listing, places: Gazetteer) -> Iterator[str]:
    """Yield every text of the listing but its names."""
    yield listing.summary
    yield from filter(None, [listing.organization, listing.eligibility, listing.cost_note, listing.hours_note])
    yield from (places.name_of(code) for code in listing.serves)
    yield from (code.replace("-", " ") for code in [*listing.topics, *listing.audiences])
    yield listing.kind.replace("_", " ")
    if listing.place and listing.place.city:
        yield listing.place.city
    for translation in listing.translations.values():
        yield from filter(None, [translation.summary, translation.eligibility])
    yield from (contact.keyword for contact in listing.contacts if contact.keyword)
    if listing.training:
        yield from filter(None, [listing.training.certifying_body, listing.training.requirements])


def _with_base_language(codes: Iterable[str]) -> set[str]:
    return {part for code in codes for part in (code, code.split("-")[0])}


def _settings(listing: Listing) -> list[Setting]:
    """Return where the service happens: as said, else online by its contacts and in person by its place."""
    if listing.setting == "hybrid":
        return ["in_person", "online", "hybrid"]
    if listing.setting:
        return [listing.setting]
    online: list[Setting] = ["online"] if any(_is_remote(c) for c in listing.contacts) else []
    return [*online, "in_person"] if listing.place else online


def _is_remote(contact: Contact) -> bool:
    return contact.type in _REMOTE
