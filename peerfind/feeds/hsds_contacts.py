"""How a service of HSDS is reached at each of its places: the numbers of everything that it is offered through."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from peerfind.directory.model import Contact
from peerfind.directory.numbers import contact_problem
from peerfind.feeds.cleaning import email, line, link, text_of
from peerfind.feeds.documents import Row, row_of, rows_of
from peerfind.feeds.doubts import Doubts
from peerfind.feeds.hsds_places import VIRTUAL, Site, locations
from peerfind.feeds.numbers import numbers_of
from peerfind.feeds.reader import Facts
from peerfind.feeds.terms import language_of

_UNREACHABLE, _SPOKEN = {"fax", "pager"}, {"voice", "cell", "mobile", "phone", "telephone"}
_WRITTEN, _VIDEO, _TEXTPHONE = {"text", "sms"}, {"video", "videophone"}, {"textphone", "tty", "tdd"}
_MOST_CONTACTS, _MOST_PHONES, _MOST_LANGUAGES = 10, 200, 30


class ContactReader:
    """Makes contacts of what belongs to the services of one feed."""

    def __init__(self, facts: Facts, doubts: Doubts) -> None:
        self._facts, self._doubts = facts, doubts

    def at(
        self, site: Site, elsewhere: Iterable[Row], service: Row, organization: Row, name: str
    ) -> tuple[Contact, ...]:
        """Return the ways to reach a service at a place, each once.

        Its own come first, then those of the place, then those of what is nowhere and of its organization; where they
        are too many, those of the place stand before all.
        """
        country = (site.address.country if site.address else None) or self._facts.country
        here = [*_with_locations(site.here)]
        found = self._called([service, *here, *_with_locations(elsewhere), organization], country, name)
        if len(found) > _MOST_CONTACTS:
            found = [*self._called(here, country, name), *found]
        held: dict[tuple[str, str], Contact] = {}
        for contact in chain(found, _written(service, organization)):
            held.setdefault((contact.type, contact.value), contact)
        return tuple(held.values())[:_MOST_CONTACTS]

    def languages(self, row: Row, name: str) -> tuple[str, ...]:
        """Return the languages of a service or phone; a row may hold a code, a name, or nothing but an id."""
        found: dict[str, None] = {}
        for language in rows_of(row.get("languages"))[:_MOST_LANGUAGES]:
            code, called = line(language.get("code") or language.get("language"), 40), line(language.get("name"), 40)
            if known := language_of(code, called) if code or called else None:
                found[known] = None
            elif code or called:
                self._doubts.note("a language is not known", f"{code or called}, {name}")
        return tuple(found)

    def _called(self, owners: Iterable[Row], country: str | None, name: str) -> list[Contact]:
        """Return the contacts of the phones of things, and of the contacts of those."""
        phones: list[Row] = []
        for owner in owners:
            phones += rows_of(owner.get("phones"))
            for contact in rows_of(owner.get("contacts")):
                phones += rows_of(contact.get("phones"))
        return [contact for phone in phones[:_MOST_PHONES] for contact in self._numbers(phone, country, name)]

    def _numbers(self, phone: Row, country: str | None, name: str) -> Iterator[Contact]:
        words = set(re.findall(r"[a-z]+", text_of(phone.get("type")).lower()))
        if words & _UNREACHABLE and not words & (_SPOKEN | _WRITTEN):
            self._doubts.note("faxes and pagers are left out", name)
            return
        texted = bool(words & _WRITTEN and not words & _SPOKEN)
        numbers = numbers_of(phone.get("number"), country, texted=texted)
        if not numbers and text_of(phone.get("number")).strip():
            self._doubts.note(
                "a number can't be dialled as it stands and is left out", f"{line(phone.get('number'), 30)}, {name}"
            )
        kind: Any = "sms" if texted else "videophone" if words & _VIDEO else "phone"
        extension = text_of(phone.get("extension")).strip()
        for number in numbers:
            notes = [
                number.note or "",
                "textphone (TTY)" if words & _TEXTPHONE else "",
                f"extension {line(extension, 10)}" if extension not in ("", "0") else "",
                line(phone.get("description"), 120),
            ]
            contact = Contact(
                type=kind,
                value=number.value,
                languages=self.languages(phone, name),
                note="; ".join(filter(None, notes)) or None,
            )
            if not contact_problem(contact):
                yield contact


def _with_locations(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield services at locations, each before its location."""
    for row in rows:
        yield from (row, row_of(row.get("location")))


def _written(service: Row, organization: Row) -> Iterator[Contact]:
    """Yield the address to write to, and where the service is online."""
    address = email(service.get("email")) or email(organization.get("email"))
    if address:
        yield Contact(type="email", value=address)
    for location in locations(service):
        url = link(location.get("url"))
        if url and text_of(location.get("location_type")).strip() == VIRTUAL:
            yield Contact(type="web", value=url)
