"""Results and sheets for the tests of what is printed."""

import datetime as dt
from typing import Any

from peerfind.directory.freshness import freshness
from peerfind.directory.model import listing_from
from peerfind.directory.reference import EmergencyNumbers
from peerfind.lookup.hours import UNKNOWN
from peerfind.lookup.places import Place
from peerfind.lookup.query import Result
from peerfind.printing.labels import labels_of
from peerfind.printing.setter import Setter
from peerfind.printing.sheet import Organization, Sheet
from tests.lookup.examples import the_places, the_reference

TODAY = dt.date(2026, 11, 23)


def result(id_: str = "harbour-line", **fields: Any) -> Result:
    """Return a result for a listing that may be printed, with some other fields."""
    held = {
        "id": id_,
        "name": id_.replace("-", " ").title(),
        "kind": "warmline",
        "summary": "Peers listen, at any hour.",
        "contacts": [
            {"type": "phone", "value": "+18005550100", "press": "2"},
            {"type": "sms", "value": "741741", "keyword": "HOME"},
        ],
        "serves": ["US"],
        "hours": "Mo-Fr 09:00-17:00",
        "timezone": "America/New_York",
        "languages": ["en", "es"],
        "cost": "free",
        "dispatch": "never-without-consent",
        "sources": [{"url": "https://harbour.example/", "checked": "2026-11-01", "how": "call"}],
    }
    listing = listing_from(held | fields)
    return Result(
        listing=listing,
        score=1.0,
        state=UNKNOWN,
        freshness=freshness(listing, TODAY, the_reference().vocabulary),
        feed="bundled",
    )


def setter(language: str = "en", **fields: Any) -> Setter:
    """Return what sets results in a language."""
    reference = the_reference()
    held = {"labels": labels_of(language), "vocabulary": reference.vocabulary, "places": the_places(), "today": TODAY}
    return Setter(**(held | fields))


def sheet(*results: Result, language: str = "en", **more: Any) -> Sheet:
    """Return a sheet of results for Ohio."""
    ohio = the_places().resolve("US-OH")
    assert isinstance(ohio, Place)
    organization = Organization(name="Lake Health", contact="lake.example")
    emergency = EmergencyNumbers(general="911")
    given = {"place": ohio, "emergency": emergency, "organization": organization} | more
    return setter(language).sheet(results or (result(),), **given)
