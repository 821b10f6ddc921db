"""PF90: where a listing stands, and how it is written."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from peerfind.curation.findings import Given, Item, Problem, Rule, Spot
from peerfind.curation.layout import ends_well, file_key, first_difference
from peerfind.directory.model import Listing


def file_of(listing: Listing) -> str:
    """Return the file that a listing belongs in: its first state's or province's when it serves no whole country."""
    if is_local(listing):
        return f"resources/{min(listing.serves).lower()}.yaml"
    return "resources.yaml"


def is_local(listing: Listing) -> bool:
    """Whether a listing serves states or provinces alone."""
    return all("-" in code for code in listing.serves)


def _wrong_file(item: Item, _: Given) -> Iterator[Problem]:
    belongs = file_of(item.listing)
    stands = PurePath(item.file).as_posix()
    known = stands == "resources.yaml" or "resources/" in stands or stands.endswith("/resources.yaml")
    if known and not stands.endswith(belongs):
        yield Problem(("serves",), f"it serves {', '.join(item.listing.serves)}, so it belongs in {belongs}")


def _wrong_order(items: list[Item], _: Given) -> Iterator[tuple[Item, Problem]]:
    """Find the fewest listings of each file that must move."""
    files: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        files[item.file].append(item)
    for held in files.values():
        keys = [file_key(item.listing.serves[0], item.listing.id) for item in held]
        staying = _longest_rise(keys)
        if len(staying) == len(held):
            continue
        rest = sorted(zip(keys, (item.listing.id for item in held), strict=True))
        for n, item in enumerate(held):
            if n not in staying:
                at = bisect_right(rest, (keys[n], item.listing.id)) - 2
                where = f"after {rest[at][1]}" if at >= 0 else "first"
                told = (
                    f'it belongs {where}: "peerfind fmt {item.file}" moves it (worldwide first, then by country and id)'
                )
                yield item, Problem(("id",), told)


def _longest_rise(keys: list[tuple[bool, str, str]]) -> set[int]:
    """Return the positions of the longest rising part of a list."""
    tails: list[tuple[bool, str, str]] = []
    at: list[int] = []
    before: list[int] = []
    for n, key in enumerate(keys):
        k = bisect_left(tails, key)
        tails[k : k + 1] = [key]
        at[k : k + 1] = [n]
        before.append(at[k - 1] if k else -1)
    staying, n = set(), at[-1] if at else -1
    while n >= 0:
        staying.add(n)
        n = before[n]
    return staying


def _stray(_: list[Item], given: Given) -> Iterator[tuple[Spot, Problem]]:
    for name in given.strays:
        path = PurePath(name)
        belongs = path.with_name(path.name.lower().partition(".")[0] + ".yaml").as_posix()
        yield Spot(name, 1), Problem((), f"nobody reads this file: rename it to {belongs}, or take it away")


def _not_canonical(item: Item, _: Given) -> Iterator[Problem]:
    if difference := first_difference(item.text, item.entry.node):
        line, written = difference
        told = f'another line belongs here: "{written.strip()}"' if written else "nothing belongs here"
        yield Problem((), f'{told} ("peerfind fmt" writes it)', line=item.line + line)
    elif not ends_well(item.text, last=item.last):
        told = "one empty line belongs between two listings, and none at the end of the file"
        yield Problem((), f'{told} ("peerfind fmt" writes it)', line=item.line + len(item.text.rstrip().split("\n")))


RULES = (
    Rule(
        code="PF901",
        name="wrong-file",
        severity="error",
        within=_wrong_file,
        what="resources.yaml holds what serves a whole country or more; one file a state or province holds the rest.",
        bad="serves: [US-OH]\n",
        good="serves: [US]\n",
    ),
    Rule(
        code="PF902",
        name="wrong-order",
        severity="error",
        across=_wrong_order,
        mends="form",
        what="In a file the listings stand in one order: worldwide ones first, then by country and id.",
        bad="- {id: two, name: Mountain Rescue Friends}\n- {id: one}\n",
        good="- {id: one}\n- {id: two, name: Mountain Rescue Friends}\n",
    ),
    Rule(
        code="PF903",
        name="not-canonical",
        severity="error",
        within=_not_canonical,
        mends="form",
        what="Listings have one form: fields in the record's order, short parts on one line, quotes where "
        "another reader of YAML would guess. Then a change shows nothing but what was changed.",
        bad='contacts:\n  - type: phone\n    value: "988"\n',
        good='contacts:\n  - {type: phone, value: "988"}\n',
    ),
    Rule(
        code="PF904",
        name="file-that-nobody-reads",
        severity="error",
        across=_stray,
        what="In the folder `resources` only files in .yaml are read, so the listings of another file are missing. The "
        "examples are names of files.",
        bad="resources/ca-sk.yml\n",
        good="resources/ca-sk.yaml\n",
    ),
)
