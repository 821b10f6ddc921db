"""PF3: opening hours and their zones."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from peerfind.curation.findings import Given, Item, Path, Problem, Rule
from peerfind.lookup import schedule
from peerfind.lookup.hours import ALWAYS


def _told(item: Item) -> Iterator[tuple[Path, str]]:
    if item.listing.hours:
        yield ("hours",), item.listing.hours
    for at, contact in enumerate(item.listing.contacts):
        if contact.hours:
            yield ("contacts", at, "hours"), contact.hours


def _unreadable(item: Item, _: Given) -> Iterator[Problem]:
    for path, hours in _told(item):
        if hours != ALWAYS and (problem := schedule.problem(hours)):
            yield Problem(path, problem)


def _without_zone(items: list[Item], _: Given) -> Iterator[tuple[Item, Problem]]:
    zones: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.listing.timezone:
            zones[item.listing.serves[0]][item.listing.timezone] += 1
    for item in items:
        lacking = next(((path, hours) for path, hours in _told(item) if hours != ALWAYS), None)
        if lacking and not item.listing.timezone:
            path, hours = lacking
            usual = zones[item.listing.serves[0]].most_common(1)
            instead = f"{usual[0][0]}, as others there have," if usual else "Continent/City, such as America/Regina,"
            yield item, Problem(path, f"hours {hours!r} need a zone: write timezone: {instead} or the zone they mean")


RULES = (
    Rule(
        code="PF301",
        name="unreadable-hours",
        severity="error",
        within=_unreadable,
        what="The hours are not OpenStreetMap opening hours, so nobody can be told whether the line is open. "
        "What does not fit the form goes into hours_note.",
        bad='hours: "9am to 5pm"\ntimezone: America/New_York\n',
        good='hours: "Mo-Fr 09:00-17:00"\ntimezone: America/New_York\n',
    ),
    Rule(
        code="PF302",
        name="hours-without-zone",
        severity="error",
        across=_without_zone,
        what="Hours other than 24/7 mean nothing without a time zone: people call from others.",
        bad='hours: "Mo-Fr 09:00-17:00"\n',
        good='hours: "Mo-Fr 09:00-17:00"\ntimezone: America/New_York\n',
    ),
)
