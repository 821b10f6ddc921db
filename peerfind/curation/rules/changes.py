"""PF91: changes that one person alone must not make; found when a state is compared with the one before it."""

from collections.abc import Iterator

from peerfind.curation.findings import Given, Item, Problem, Rule
from peerfind.curation.rules.form import file_of
from peerfind.directory.changes import compare_listings, is_grave

_NAMES = 2


def _one_name(item: Item, given: Given) -> Iterator[Problem]:
    listing = item.listing
    before = (given.base or {}).get(listing.id)
    change = compare_listings(before, listing) if before else None
    if before is None or change is None or not is_grave(change):
        return
    told_by = [
        len({name.casefold() for name in source.by}) for source in listing.sources if source not in before.sources
    ]
    if max(told_by, default=0) < _NAMES:
        changed = next((str(field) for field in change.details if field.dialled), f"status: {listing.status}")
        told = "this crisis line changes and needs a new source that two people stand for: write by: [one, other]"
        yield Problem(("sources",), f"{told} ({changed})")


def _gone(items: list[Item], given: Given) -> Iterator[tuple[Item, Problem]]:
    held = {item.listing.id for item in items}
    for id_, before in (given.base or {}).items():
        if id_ not in held and before.kind == "crisis_line" and before.status == "active":
            near = next((item for item in items if item.file.endswith(file_of(before))), None)
            if near:
                told = f"the crisis line {id_} is gone: keep it, with status: closed and the day on which it closed"
                yield near, Problem((), told, line=1)


_SOURCE = '  - {url: "https://harbour.example/", checked: 2026-11-22, how: call'
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
        code="PF912",
        name="gone",
        severity="error",
        across=_gone,
        what="A crisis line that was there is gone. A service that has ended stays as closed; with another id it "
        "would be added twice. Found with `--base`.",
        bad="- {id: another, name: Mountain Rescue Friends}\n",
        good="- {id: another, name: Mountain Rescue Friends}\n"
        '- {id: harbour-line, kind: crisis_line, contacts: [{type: phone, value: "+12025550143"}]}\n',
    ),
)
