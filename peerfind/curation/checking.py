"""Every fault in files of listings: what reading them finds, and what the rules find. Pure."""

import codecs
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Self

from peerfind.curation.dialling import as_dialled_from
from peerfind.curation.findings import Finding, Given, Item, Problem, Rule, Spot, place_of, scalars
from peerfind.curation.layout import format_text
from peerfind.curation.rules import RULES
from peerfind.directory.model import Listing
from peerfind.directory.nodes import Fault, FaultSort, Scalar, Sequence, compose, plain, split_items
from peerfind.directory.nodes import Mapping as MappingNode
from peerfind.directory.numbers import is_number
from peerfind.directory.reading import decode, read_listing
from peerfind.directory.text import clean
from peerfind.directory.writing import Path, quoted

_ID = re.compile(r"^(?:- |  )id: *[\"']?([a-z0-9-]+)", re.MULTILINE)
_FORM = "PF903"
"""How a line is written matters once it says what is right."""
_BY_SORT: dict[FaultSort, Rule] = {rule.sort: rule for rule in RULES.values() if rule.sort}


class Checked(NamedTuple):
    """The listings that can be used, in file order, and what is wrong in their files."""

    listings: list[Listing]
    places: list[tuple[str, int]]
    """The file and line where each listing starts."""
    findings: list[Finding]

    def of(self, files: Collection[str] | None) -> Self:
        """Return what concerns some of the files, or all; listings were compared with those of the others too."""
        if files is None:
            return self
        here = [n for n, (file, _) in enumerate(self.places) if file in files]
        findings = [finding for finding in self.findings if finding.file in files]
        return type(self)([self.listings[n] for n in here], [self.places[n] for n in here], findings)

    @property
    def errors(self) -> list[Finding]:
        """The findings that must be mended."""
        return [finding for finding in self.findings if finding.severity == "error"]


def check_files(files: Iterable[tuple[str, bytes]], given: Given, codes: Collection[str] = frozenset(RULES)) -> Checked:
    """Check files, given as (name, bytes), by the rules of the given codes."""
    findings: list[Finding] = []
    items: list[Item] = []
    seen: dict[str, Item] = {}
    broken: set[str] = set()
    within = [rule for rule in RULES.values() if rule.within and rule.code in codes]
    for item in _items(files, given, findings):
        listing = item.entry.listing
        if listing is None:
            broken |= {match[1] for match in _ID.finditer(item.text)}
            continue
        if listing.id in seen:
            other = seen[listing.id]
            told = f"id {listing.id!r} is taken (by {other.file}:{other.line}): choose another"
            findings.append(_finding(_BY_SORT["taken"], item, Problem(("id",), told)))
            continue
        found = [
            _finding(rule, item, problem) for rule in within if rule.within for problem in rule.within(item, given)
        ]
        wrong = {finding.line for finding in found if finding.rule != _FORM}
        findings += [finding for finding in found if finding.rule != _FORM or finding.line not in wrong]
        items.append(item._replace(entry=item.entry._replace(node=None)))  # nodes take ten times their text
        seen[listing.id] = items[-1]
    findings += (finding for finding in _across(items, given, codes) if finding.listing not in broken)
    held = [finding for finding in findings if finding.rule in codes]
    order = {name: n for n, name in enumerate(dict.fromkeys(item.file for item in items))}
    held.sort(key=lambda f: (order.get(f.file, -1), f.file, f.line, f.column, f.rule))
    return Checked([item.listing for item in items], [(item.file, item.line) for item in items], held)


def fixed(files: Iterable[tuple[str, bytes]], findings: Iterable[Finding]) -> Iterator[tuple[str, bytes]]:
    """Yield the files in which some of the findings can be mended safely, mended."""
    mendable = [finding for finding in findings if finding.fixable]
    for name, data in files:
        here = [finding for finding in mendable if finding.file == name]
        text, spoilt = decode(data)
        if not here or spoilt:
            continue
        starts = [line for line, _ in split_items(text)]
        edits: dict[int, dict[Path, str]] = {}
        for finding in here:
            if finding.instead is not None:
                edits.setdefault(max(line for line in starts if line <= finding.line), {})[finding.path] = (
                    finding.instead
                )
        mended = format_text(text, edits, all_items=any(finding.instead is None for finding in here)).encode()
        if mended != data:
            yield name, mended


def _items(files: Iterable[tuple[str, bytes]], given: Given, findings: list[Finding]) -> Iterator[Item]:
    """Yield the items of all files, noting what the reader finds."""
    for name, data in files:
        text, spoilt = decode(data)
        if spoilt:
            rule = _BY_SORT[spoilt.sort]
            findings.append(_at(rule, name, spoilt))
        elif marks := _foreign(data):
            findings.append(_finding(RULES[_FORM], Spot(name, 1), Problem((), marks)).replace(fixable=True))
        items = [*split_items(text)]
        for line, written in items:
            item = Item(name, line, written, read_listing(written, line, given.codes), last=line == items[-1][0])
            findings += [_from_reader(fault, item) for fault in item.entry.faults]
            yield item


def _foreign(data: bytes) -> str | None:
    """Return what another system's editor put into a file, which nobody sees."""
    held = {"a mark before its first letter": data.startswith(codecs.BOM_UTF8), "line ends of Windows": b"\r\n" in data}
    found = " and ".join(what for what, is_there in held.items() if is_there)
    return f'the file has {found}, which nobody sees ("peerfind fmt" takes them out)' if found else None


def _across(items: list[Item], given: Given, codes: Collection[str]) -> Iterator[Finding]:
    for rule in RULES.values():
        if rule.across and rule.code in codes:
            yield from (_finding(rule, item, problem) for item, problem in rule.across(items, given))


def _finding(rule: Rule, item: Item | Spot, problem: Problem) -> Finding:
    """Return what a rule found, with its place in the file."""
    if isinstance(item, Spot):
        return _at(rule, item.file, Fault(item.line, 1, problem.message)).replace(listing=item.about)
    line, column = problem.line or item.line, 1
    if problem.line is None:
        node = item.entry.node or compose(item.text, item.line)
        line, column = place_of(node.items[0] if isinstance(node, Sequence) else node, problem.path)
    return Finding(
        rule=rule.code,
        severity=rule.severity,
        file=item.file,
        line=line,
        column=column,
        message=problem.message,
        listing=item.listing.id,
        fixable=rule.mends == "form" or (rule.mends == "value" and problem.instead is not None),
        path=problem.path,
        instead=problem.instead,
    )


def _from_reader(fault: Fault, item: Item) -> Finding:
    """Return what the reader found; hidden characters with the text that is left without them."""
    rule = _BY_SORT[fault.sort]
    found = _at(rule, item.file, fault).replace(listing=_id_of(item))
    if item.entry.node and (rule.mends or fault.sort == "contact"):
        for path, scalar in scalars(item.entry.node):
            if (scalar.line, scalar.column) == (fault.line, fault.column):
                if rule.mends:
                    return found.replace(fixable=True, path=path, instead=clean(scalar.text))
                return found.replace(path=path, message=_with_own_number(fault.message, scalar.text, item.entry.node))
    return found


def _with_own_number(message: str, text: str, node: MappingNode) -> str:
    """Return what is wrong with a number, with that number as it should be written instead of an example."""
    held = plain(node)
    serves = held.get("serves")
    number = as_dialled_from(text, str(serves[0])[:2] if isinstance(serves, list) and serves else "")
    if not is_number(number["value"]):
        return message
    say = f", say: {quoted(number['say'])}" if "say" in number else ""
    return f'{text!r} is not a number as dialled: write value: "{number["value"]}"{say}'


def _id_of(item: Item) -> str | None:
    """Return the id of an item, of one that can't be used too."""
    pairs = item.entry.node.pairs if item.entry.node else []
    return next((value.text for key, value in pairs if key.text == "id" and isinstance(value, Scalar)), None)


def _at(rule: Rule, file: str, fault: Fault) -> Finding:
    return Finding(
        rule=rule.code,
        severity=rule.severity,
        file=file,
        line=fault.line,
        column=fault.column,
        message=fault.message,
    )
