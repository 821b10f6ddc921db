"""PF91: changes that one person alone must not make; found when a state is compared with the one before it."""

import re
from collections.abc import Iterator

from peerfind.curation.findings import Given, Item, Path, Problem, Rule, Spot
from peerfind.curation.rules.form import file_of
from peerfind.directory.changes import FieldChange, compare_listings, is_grave, is_hours, unsourced, vouched_by
from peerfind.directory.model import Listing


def _one_name(item: Item, given: Given) -> Iterator[Problem]:
    listing = item.listing
    before = (given.base or {}).get(listing.id)
    change = compare_listings(before, listing) if before else None
    if before is None or change is None or not is_grave(change):
        return
    if not vouched_by(change):
        changed = next((str(field) for field in change.details if field.dialled), f"status: {listing.status}")
        told = "this crisis line changes and needs a new source that two people stand for: write by: [one, other]"
        yield Problem(("sources",), f"{told} ({changed})")


def _unsourced(item: Item, given: Given, *, hours: bool) -> Iterator[Problem]:
    before = (given.base or {}).get(item.listing.id)
    change = compare_listings(before, item.listing) if before else None
    if change is None or (is_grave(change) and not vouched_by(change)):
        return  # PF911 asks for more
    for field in unsourced(change):
        if is_hours(field) is hours:
            told = f"{field}; where was that read? Add a source: {SOURCE.format(day=given.today, by='')}"
            yield Problem(path_of(field), told)
            return


def _number_alone(item: Item, given: Given) -> Iterator[Problem]:
    return _unsourced(item, given, hours=False)


def _hours_alone(item: Item, given: Given) -> Iterator[Problem]:
    return _unsourced(item, given, hours=True)


def path_of(field: FieldChange) -> Path:
    """Return the way to what changed: ("contacts", 0, "value") of `contacts[1].value`."""
    steps = re.findall(r"[^.\[\]]+", field.path)
    return tuple(int(step) - 1 if step.isdigit() else step for step in steps)


def _gone(items: list[Item], given: Given) -> Iterator[tuple[Spot, Problem]]:
    base, held = given.base or {}, {item.listing.id: item for item in items}
    files = {item.file for item in items}
    anew = {key: item.listing.id for item in items if item.listing.id not in base for key in _marks(item.listing)}
    order = [*base]
    for n, (id_, before) in enumerate(base.items()):
        if id_ in held:
            continue
        file = given.base_files.get(id_, file_of(before))
        after = (held[other].line for other in order[n:] if other in held and held[other].file == file)
        last = max((item.line for item in items if item.file == file), default=1)
        line = next(after, last) if file in files else 1
        told = f"the listing {id_} ({before.name}) is gone: put it back; if it has ended, peerfind close {id_} marks it"
        if other := next((anew[key] for key in _marks(before) if key in anew), None):
            told = f"the id {id_} is now {other}, and an id is stable for ever: write id: {id_} again"
        yield Spot(file, line, id_), Problem((), told)


def _marks(listing: Listing) -> Iterator[str]:
    """Yield what tells that a listing is one that had another id."""
    yield listing.name
    yield from (contact.value for contact in listing.contacts)


SOURCE = '{{url: "https://...", checked: {day}, how: page{by}}}'
"""What a new source looks like."""
_SOURCE = '  - {url: "https://harbour.example/", checked: 2026-11-22, how: call'
_NUMBER = 'contacts:\n  - {type: phone, value: "+12025550144"}\n'
_HOURS = 'contacts:\n  - {type: phone, value: "+12025550143"}\nhours: "24/7"\n'
_BEFORE = 'kind: crisis_line\ncontacts:\n  - {type: phone, value: "+12025550144"}\nsources:\n'
RULES = (
    Rule(
        code="PF911",
        name="one-name-alone",
        severity="error",
        within=_one_name,
        what="What people dial on a crisis line changes (a number, a keyword, a key, a whole way to call or "
        "text), or the line stops being active. With `--base`, such a change needs a new source entry with "
        "two names: `by: [one, other]`. The examples are compared with a listing whose number is +1 "
        "202-555-0143.",
        bad=f"{_BEFORE}{_SOURCE}}}\n",
        good=f"{_BEFORE}{_SOURCE}, by: [Ada, Ben]}}\n",
    ),
    Rule(
        code="PF913",
        name="number-without-source",
        severity="error",
        within=_number_alone,
        what="What people dial changes, and no source was added or dated anew that tells where it was read. Found with "
        "`--base`. The examples are compared with a listing whose number is +1 202-555-0143.",
        bad=_NUMBER,
        good=f"{_NUMBER}sources:\n{_SOURCE.replace('11-22', '11-23')}}}\n",
    ),
    Rule(
        code="PF914",
        name="hours-without-source",
        severity="warning",
        within=_hours_alone,
        what="The hours change, and no source was added or dated anew that tells where they were read. Found with "
        "`--base`.",
        bad=_HOURS,
        good=f"{_HOURS}sources:\n{_SOURCE.replace('11-22', '11-23')}}}\n",
    ),
    Rule(
        code="PF912",
        name="gone",
        severity="error",
        across=_gone,
        what="A listing that was there is gone, or has another id. A service that has ended stays as closed, so that "
        "nobody adds it again, and lists, feeds and other programs know a listing by its id. Found with `--base`.",
        bad="- {id: another, name: Mountain Rescue Friends}\n",
        good="- {id: another, name: Mountain Rescue Friends}\n"
        '- {id: harbour-line, kind: crisis_line, contacts: [{type: phone, value: "+12025550143"}]}\n',
    ),
)
