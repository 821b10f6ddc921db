"""HSDS 3.1 (Open Referral's Human Services Data Specification) in JSON: a page of services with all that hangs on them.

Sources and the way each was checked, which HSDS has no field for, stand in attributes and in metadata. Times in the
metadata are the days of the checks; nothing here depends on when the file was written.
"""

import datetime as dt
from collections.abc import Iterator

from peerfind.directory.model import Contact, Listing, Place, Source
from peerfind.directory.numbers import is_number
from peerfind.formats.exports.contents import Export
from peerfind.formats.exports.hsds_attributes import Object, attributes, given
from peerfind.formats.exports.hsds_schedules import schedules
from peerfind.formats.exports.identity import identity
from peerfind.formats.exports.notes import address
from peerfind.formats.records import to_json
from peerfind.formats.words import Speaker
from peerfind.lookup.query import Result

_STATUS = {"active": "active", "paused": "temporarily closed", "closed": "defunct"}
_PHONES = {"phone": "voice", "sms": "text", "videophone": "video", "whatsapp": "text"}


def render(export: Export) -> str:
    """Return one page that holds every service."""
    contents = services(export)
    page = {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
    return to_json(page) + "\n"


def services(export: Export) -> list[Object]:
    """Return every listing as an HSDS service with its parts inside it."""
    return [_Service(result, export.speaker).whole() for result in export.results]


class _Service:
    """Makes the objects of one listing; their ids depend on the listing's id and on what they are."""

    def __init__(self, result: Result, speaker: Speaker) -> None:
        self._listing: Listing = result.listing
        self._fresh, self._speaker = result.freshness, speaker
        self._id = str(identity("service", self._listing.id))

    def whole(self) -> Object:
        listing = self._listing
        organization = self._organization()
        lists = {
            "additional_urls": self._urls(),
            "phones": self._phones(),
            "schedules": self._schedules(),
            "service_areas": self._areas(),
            "service_at_locations": self._locations(),
            "languages": [self._language(code, "service") for code in listing.languages],
            "cost_options": self._costs(),
            "attributes": attributes(listing, self._id, self._speaker),
            "metadata": [self._checked(at, source) for at, source in enumerate(listing.sources)],
        }
        service = {
            "id": self._id,
            "organization_id": organization["id"],
            "name": listing.name,
            "alternate_name": "; ".join(listing.aliases),
            "description": listing.summary,
            "url": listing.url,
            "email": next((contact.value for contact in listing.contacts_of("email")), None),
            "status": _STATUS[listing.status],
            "fees_description": "; ".join(filter(None, [self._label("costs", listing.cost), listing.cost_note])),
            "accreditations": listing.training.certifying_body if listing.training else None,
            "eligibility_description": listing.eligibility,
            "minimum_age": listing.age.min if listing.age else None,
            "maximum_age": listing.age.max if listing.age else None,
            "assured_date": self._fresh.since.isoformat() if self._fresh.since else None,
            "alert": self._alert(),
            "last_modified": _moment(max(source.checked for source in listing.sources)),
            "organization": organization,
            **{name: list(held) for name, held in lists.items()},
        }
        return given(service)

    def _of(self, what: str, *parts: str) -> str:
        """Return the id of a part of this service."""
        return str(identity(what, self._listing.id, *parts))

    def _label(self, table: str, code: str | None) -> str:
        return self._speaker.label(table, code) if code else ""

    def _organization(self) -> Object:
        """Return who runs it; listings that name the same organization share it."""
        name = self._listing.organization or self._listing.name
        described = "Named as the one that runs it by the listings of its services; nothing else is known here."
        return {"id": str(identity("organization", name)), "name": name, "description": described}

    def _alert(self) -> str | None:
        listing = self._listing
        if listing.status == "paused":
            return "Not offered for the time being."
        if listing.status == "closed":
            return f"Closed since {listing.closed}." if listing.closed else "Closed."
        return None

    def _urls(self) -> Iterator[Object]:
        """Yield the addresses of chats, apps and pages beside the service's own."""
        for at, contact in enumerate(self._listing.contacts):
            if contact.value.startswith("https://"):
                label = "; ".join(filter(None, [self._label("contacts", contact.type), contact.note]))
                yield {"id": self._of("url", str(at)), "service_id": self._id, "label": label, "url": contact.value}

    def _phones(self) -> Iterator[Object]:
        """Yield the numbers, as they are dialled; what to press or to send stands in the description."""
        for at, contact in enumerate(self._listing.contacts):
            if contact.type not in _PHONES or not is_number(contact.value):
                continue
            phone = {
                "id": self._of("phone", str(at)),
                "service_id": self._id,
                "number": contact.value,
                "type": _PHONES[contact.type],
                "description": "; ".join(_beside(contact)),
                "languages": [self._language(code, "phone", str(at)) for code in contact.languages],
            }
            yield given(phone)

    def _schedules(self) -> Iterator[Object]:
        listing = self._listing
        rows = schedules(listing.hours, listing.timezone) if listing.hours else []
        for at, row in enumerate(rows):
            notes = {"notes": listing.hours_note} if listing.hours_note else {}
            yield {"id": self._of("schedule", str(at)), "service_id": self._id, **row, **notes}

    def _areas(self) -> Iterator[Object]:
        for code in self._listing.serves:
            name = self._speaker.places.name_of(code)
            area = {"id": self._of("service_area", code), "service_id": self._id, "name": name}
            yield area | {"extent": code, "extent_type": "text"}

    def _locations(self) -> Iterator[Object]:
        place = self._listing.place
        if place is None:
            return
        location: Object = {
            "id": self._of("location"),
            "location_type": "physical",
            "name": address(place) or self._listing.name,
            "latitude": place.lat,
            "longitude": place.lon,
            "addresses": [*self._addresses(place)],
        }
        ids = {"id": self._of("service_at_location"), "service_id": self._id, "location_id": location["id"]}
        yield ids | {"location": given(location)}

    def _addresses(self, place: Place) -> Iterator[Object]:
        """Yield the address, where as much of it is known as HSDS requires."""
        country, _, region = (place.region or "").partition("-")
        if place.address and place.city and region:
            yield {
                "id": self._of("address"),
                "location_id": self._of("location"),
                "address_1": place.address,
                "city": place.city,
                "state_province": region,
                "postal_code": place.postcode or "",
                "country": country,
                "address_type": "physical",
            }

    def _language(self, code: str, entity: str, part: str = "") -> Object:
        owner = self._id if entity == "service" else self._of("phone", part)
        ids = {"id": self._of("language", entity, part, code), f"{entity}_id": owner}
        return ids | {"name": self._label("languages", code), "code": code}

    def _costs(self) -> Iterator[Object]:
        listing = self._listing
        if listing.cost:
            amount = {"amount": 0} if listing.cost == "free" else {}
            option = {
                "id": self._of("cost_option"),
                "service_id": self._id,
                "option": self._label("costs", listing.cost),
            }
            yield option | amount | ({"amount_description": listing.cost_note} if listing.cost_note else {})

    def _checked(self, at: int, source: Source) -> Object:
        """Return a check as the record of what was done and when."""
        return {
            "id": self._of("metadata", str(at)),
            "resource_id": self._id,
            "resource_type": "service",
            "last_action_date": source.checked.isoformat(),
            "last_action_type": f"check ({source.how})",
            "field_name": "service",
            "previous_value": "",
            "replacement_value": source.url,
            "updated_by": "peerfind",
        }


def _beside(contact: Contact) -> Iterator[str]:
    """Yield what to know of a number beside its digits."""
    if contact.type == "whatsapp":
        yield "WhatsApp"
    if contact.keyword:
        yield f"Text {contact.keyword} to this number"
    if contact.press:
        yield f"Then press {contact.press}"
    yield from filter(None, [f"Written {contact.say}" if contact.say else "", contact.note, contact.hours])


def _moment(day: dt.date) -> str:
    return f"{day}T00:00:00.000Z"
