"""A round of calls: one listing at a time, one number at a time. Pure; it is handed what asks, tells and writes."""

from collections.abc import Callable, Iterable

from peerfind.curation.queue import Due, outcome, what_to_do
from peerfind.directory.model import Listing
from peerfind.record import Record

_ANSWERS = {"y": "yes", "n": "no", "c": "changed", "s": "skip", "q": "quit"}
_QUESTION = "    Is it this service? [y]es [n]o [c]hanged [s]kip [q]uit: "
_NEW = "    The new number, as you heard it; empty if you did not: "


class Round(Record):
    """What came of a round of calls."""

    confirmed: tuple[str, ...]
    """Ids of the listings whose every number was dialled and is right."""
    wrong: tuple[str, ...]
    """Ids of those that somebody must mend."""


def walk(
    queue: Iterable[Due],
    describe: Callable[[Due], str],
    ask: Callable[[str, list[str]], str],
    tell: Callable[[str], None],
    confirm: Callable[[Listing], None],
) -> Round:
    """Go through the queue; `confirm` is called at once for each listing that is right, so that nothing is lost."""
    confirmed: list[str] = []
    wrong: list[str] = []
    for one in queue:
        tell(f"\n{describe(one)}")
        result, number = _dial(one, ask, tell)
        if result == "quit":
            break
        id_ = one.listing.id
        if result == "yes":
            confirm(one.listing)
            confirmed.append(id_)
        elif result in ("no", "changed"):
            wrong.append(id_)
            tell(f"  To mend it: peerfind edit {id_} '{number}'; if it has ended: peerfind close {id_}")
        elif result == "part":
            tell("  Not every number was dialled, so nothing is written.")
    return Round(confirmed=tuple(confirmed), wrong=tuple(wrong))


def _dial(one: Due, ask: Callable[[str, list[str]], str], tell: Callable[[str], None]) -> tuple[str, str]:
    """Ask about each number of a listing; return what that means together, or quit, and the change that mends it."""
    answers: dict[int, str] = {}
    for n, contact in enumerate(one.contacts):
        beside = "; ".join(filter(None, [contact.note, contact.hours, ", ".join(contact.languages)]))
        tell(f"  {what_to_do(contact)}" + (f"  ({beside})" if beside else ""))
        answer = ""
        while not answer:
            answer = _ANSWERS.get(ask(_QUESTION, [*_ANSWERS]).strip().lower()[:1], "")
        if answer in ("quit", "no", "changed"):
            number = ask(_NEW, []).strip() if answer == "changed" else ""
            return answer, f"contacts[{one.listing.contacts.index(contact) + 1}].value={number or '...'}"
        answers[n] = answer
    return outcome(answers, len(one.contacts)), ""
