"""What differs between two states of the directory, in words, numbers first. Pure."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Literal

from peerfind.directory.lookalikes import slips_between
from peerfind.directory.model import DIALLED, Contact, Listing, Source, as_data
from peerfind.directory.numbers import is_number
from peerfind.record import Record

Sort = Literal["number", "changed", "closed", "gone", "added"]
SORTS: tuple[Sort, ...] = ("number", "changed", "closed", "gone", "added")
"""The sorts of changes, in the order in which people should see them."""
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_DIALLED_FIELDS = ("value", "keyword", "press")
_TOGETHER = 2
"""People who stand for a change of what people in danger dial."""
_AREA = slice(2, 5)
"""Where the area code stands in a North American number in full."""


class FieldChange(Record):
    """One field that says something else than before."""

    path: str
    """The field, such as `hours`, `contacts[2].value` (counted from 1, in the newer listing) or `place.city`."""
    old: Any
    """As YAML and JSON hold it; None where there was none."""
    new: Any
    """Likewise; None where it was taken away."""
    dialled: bool = False
    """Whether it changes what people dial or send: a number, a keyword, a key to press, a whole way to call or text."""

    def __str__(self) -> str:
        told = f"{self.path}: {_told(self.old)} -> {_told(self.new)}"
        if self.dialled and isinstance(self.old, str) and isinstance(self.new, str) and self.path.endswith("value"):
            return f"{told}: {difference(self.old, self.new)}"
        return told


class Change(Record):
    """What became of one listing: `old` is None where it is new, `new` where it is gone."""

    old: Listing | None
    new: Listing | None
    details: tuple[FieldChange, ...] = ()
    """What differs, numbers first; empty for a listing that is new or gone."""

    @property
    def listing(self) -> Listing:
        """The newest state that there is."""
        listing = self.new or self.old
        assert listing is not None
        return listing

    @property
    def sort(self) -> Sort:
        """What sort of change it is; what people dial weighs most."""
        if self.old is None or self.new is None:
            return "added" if self.old is None else "gone"
        if self.new.status == "closed" != self.old.status:
            return "closed"
        return "number" if any(field.dialled for field in self.details) else "changed"

    def __str__(self) -> str:
        head = f"{self.listing.id} ({self.listing.name})"
        return f"{self.sort}: {head}" + "".join(f"\n  {field}" for field in self.details)


def compare(old: Mapping[str, Listing], new: Mapping[str, Listing]) -> list[Change]:
    """Return what differs between two states of a directory (id -> listing): by sort, then by id."""
    changes = [
        change
        for id_ in old.keys() | new.keys()
        if (change := compare_listings(old.get(id_), new.get(id_))) is not None
    ]
    return sorted(changes, key=lambda change: (SORTS.index(change.sort), change.listing.id))


def compare_listings(old: Listing | None, new: Listing | None) -> Change | None:
    """Return what differs between two states of one listing, or None when nothing does."""
    if old is None or new is None:
        return None if old is new else Change(old=old, new=new)
    if old == new:
        return None
    before, after = as_data(old), as_data(new)
    contacts = _contact_changes(old.contacts, new.contacts)
    names = [name for name in {**after, **before} if name != "contacts" and before.get(name) != after.get(name)]
    others = [field for name in names for field in _field_changes(name, before.get(name), after.get(name))]
    fields = sorted([*contacts, *others], key=lambda field: not field.dialled)
    return Change(old=old, new=new, details=tuple(fields)) if fields else None


def is_grave(change: Change) -> bool:
    """Whether a change touches what people in danger dial: of a crisis line, a number or that it is there at all.

    A line that is new is not grave: nobody dials it yet.
    """
    if change.old is None or "crisis_line" not in {change.old.kind, (change.new or change.old).kind}:
        return False
    return change.sort in ("number", "closed", "gone") or change.old.status != change.listing.status


def sourced_by(change: Change) -> tuple[Source, ...]:
    """Return the sources that a change adds."""
    if change.old is None or change.new is None:
        return ()
    return tuple(source for source in change.new.sources if source not in change.old.sources)


def vouched_by(change: Change) -> tuple[str, ...]:
    """Return the names of those who together stand for a change in a new source; none where it is one alone."""
    names = (source.by for source in sourced_by(change))
    return next((by for by in names if len({name.casefold() for name in by}) >= _TOGETHER), ())


def unsourced(change: Change) -> list[FieldChange]:
    """Return the numbers and hours that a change writes without a new source that tells where they were read."""
    if change.old is None or sourced_by(change):
        return []
    return [field for field in change.details if field.new is not None and (field.dialled or is_hours(field))]


def is_hours(field: FieldChange) -> bool:
    """Whether a change is one of hours."""
    return field.path.rpartition(".")[2] == "hours"


def _field_changes(path: str, old: Any, new: Any) -> Iterator[FieldChange]:
    """Yield what differs in a field: in each part of it, where both states have parts with names; of sources, each."""
    if path == "sources":
        yield from (FieldChange(path=path, old=source, new=None) for source in old if source not in new)
        yield from (FieldChange(path=path, old=None, new=source) for source in new if source not in old)
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in {**new, **old}:
            if old.get(name) != new.get(name):
                yield from _field_changes(f"{path}.{name}", old.get(name), new.get(name))
    else:
        yield FieldChange(path=path, old=old, new=new)


def _contact_changes(old: tuple[Contact, ...], new: tuple[Contact, ...]) -> Iterator[FieldChange]:
    """Yield what differs between contacts, each matched with what it most probably was; their order counts too."""
    pairs = _pairs(old, new)
    for before, after in pairs:
        if before is None or after is None:
            contact = before or after
            assert contact is not None
            at = old.index(contact) if after is None else new.index(contact)
            dialled = contact.type in DIALLED
            held = as_data(contact)
            path = f"contacts[{at + 1}]"
            yield FieldChange(path=path, old=before and held, new=after and held, dialled=dialled)
            continue
        path = f"contacts[{new.index(after) + 1}]"
        was, now = as_data(before), as_data(after)
        for name in {**now, **was}:
            if was.get(name) != now.get(name):
                dialled = name in _DIALLED_FIELDS and after.type in DIALLED
                yield FieldChange(path=f"{path}.{name}", old=was.get(name), new=now.get(name), dialled=dialled)
    kept = [before for before in old if any(before is pair[0] and pair[1] for pair in pairs)]
    order = [before for after in new for pair in pairs if pair[1] is after and (before := pair[0])]
    if kept != order:
        yield FieldChange(path="contacts", old=[c.value for c in kept], new=[c.value for c in order])


def _pairs(old: tuple[Contact, ...], new: tuple[Contact, ...]) -> list[tuple[Contact | None, Contact | None]]:
    """Return the contacts matched: equal ones, then those dialled alike, then the rest of each type in their order."""
    pairs: list[tuple[Contact | None, Contact | None]] = []
    left, right = [*old], [*new]
    for key in (lambda c: c, lambda c: (c.type, c.value, c.keyword, c.press), lambda c: (c.type, c.value)):
        for after in [*right]:
            for before in left:
                if key(before) == key(after):
                    pairs.append((before, after))
                    left = [contact for contact in left if contact is not before]
                    right = [contact for contact in right if contact is not after]
                    break
    for type_ in dict.fromkeys(contact.type for contact in [*left, *right]):
        pairs += zip_longest([c for c in left if c.type == type_], [c for c in right if c.type == type_])
    return pairs


def difference(old: str, new: str) -> str:
    """Return in words how two numbers (or addresses) differ: what a slip or a swindle would look like."""
    if not (is_number(old) and is_number(new)):
        return "another address" if not is_number(old) and not is_number(new) else "not the same sort of address"
    if old.startswith("+1") and new.startswith("+1") and old[_AREA.stop :] == new[_AREA.stop :]:
        toll_free = old[_AREA] in _TOLL_FREE and new[_AREA] in _TOLL_FREE
        return f"only the {'toll-free prefix' if toll_free else 'area code'} differs"
    if sorted(old) == sorted(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 2:
        return "two digits changed places"
    slips = slips_between(old, new)
    if slips == 1:
        return (
            "one digit differs"
            if len(old) == len(new)
            else "one digit more"
            if len(new) > len(old)
            else "one digit less"
        )
    return "two digits differ" if slips == 2 else "another number"


def _told(value: Any) -> str:
    """Return a value for a person's eye, on one line."""
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_told(part)}" for name, part in value.items())
    return ", ".join(map(_told, value)) if isinstance(value, list) else str(value)
