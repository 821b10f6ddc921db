"""What HSDS has no field for, as attributes of a service: our own taxonomies, facts, and the source of each fact."""

from collections.abc import Iterator
from typing import Any

from peerfind.directory.model import Listing, Source
from peerfind.formats.exports.identity import identity
from peerfind.formats.words import Speaker

TAXONOMIES = {
    "kinds": "What a service is",
    "topics": "What a service is about",
    "audiences": "Whom a service is for",
    "checks": "How a fact was checked, strongest first: call, reply, page, copy, list",
    "facts": "What else a listing says",
}
"""The taxonomies of our own, and what each is."""
Object = dict[str, Any]


def attributes(listing: Listing, service_id: str, speaker: Speaker) -> Iterator[Object]:
    """Yield what the listing is, what it is about, whom it is for, what else it says, and how that was checked."""
    said = [
        ("kind", _term("kinds", listing.kind, speaker), {}),
        *(("topic", _term("topics", code, speaker), {}) for code in listing.topics),
        *(("audience", _term("audiences", code, speaker), {}) for code in listing.audiences),
        *(("fact", _term("facts", code, speaker), {"value": value}) for code, value in _facts(listing)),
        *(("source", _term("checks", source.how, speaker), _provenance(source)) for source in listing.sources),
    ]
    for at, (link_type, term, value) in enumerate(said):
        yield {
            "id": str(identity("attribute", listing.id, str(at))),
            "link_id": service_id,
            "link_type": link_type,
            "link_entity": "service",
            **value,
            "taxonomy_term_id": term["id"],
            "taxonomy_term": term,
        }


def given(fields: Object) -> Object:
    """Return the fields that say something; HSDS leaves the others out."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def _term(table: str, code: str, speaker: Speaker) -> Object:
    """Return a code as a term of a taxonomy of ours."""
    name = code.replace("_", " ").capitalize() if table == "facts" else speaker.label(table, code)
    taxonomy = {
        "id": str(identity("taxonomy", table)),
        "name": f"peerfind-{table}",
        "description": TAXONOMIES[table],
    }
    return {
        "id": str(identity("term", table, code)),
        "code": code,
        "name": name,
        "description": name,
        "taxonomy": taxonomy["name"],
        "taxonomy_id": taxonomy["id"],
        "taxonomy_detail": taxonomy,
        "language": "en",
    }


def _facts(listing: Listing) -> Iterator[tuple[str, str]]:
    """Yield what the listing says for which HSDS has no field, each with its name."""
    yield "peerfind_id", listing.id
    for name in ("setting", "peer_run", "dispatch", "anonymous", "hours_note", "replaced_by"):
        if (value := getattr(listing, name)) is not None:
            yield name, str(value).lower() if isinstance(value, bool) else str(value)
    for name, value in (listing.training.as_dict() if listing.training else {}).items():
        if value is not None and name != "certifying_body":
            yield f"training_{name}", value
    for code, translation in listing.translations.items():
        for name, text in translation.as_dict().items():
            if text is not None:
                yield f"{name}_in_{code}", text


def _provenance(source: Source) -> Object:
    page = f", of a page dated {source.page_date}" if source.page_date else ""
    return {"value": source.url, "label": f"{source.how} on {source.checked}{page}"}
