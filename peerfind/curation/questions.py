"""What somebody who adds a listing is asked, one thing at a time, each answer understood or refused at once. Pure."""

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from peerfind.curation.dialling import as_dialled_from
from peerfind.curation.drafting import typed
from peerfind.directory.model import DIALLED, ContactType, Cost, Dispatch, How
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Codes
from peerfind.lookup import schedule
from peerfind.lookup.hours import ALWAYS
from peerfind.record import Record

Ask = Callable[[str, list[str]], str]
"""Asks a question, with what the answer may be completed to, and returns the answer."""
Tell = Callable[[str], None]
_WAYS = get_args(ContactType)


class Question(Record):
    """One field that is asked for."""

    field: str
    text: str
    needed: bool = False
    table: str = ""
    """The codes that the answer is of."""
    many: bool = False
    choices: tuple[str, ...] = ()


_FIRST = (
    Question(field="name", text="Name, as the service writes it", needed=True),
    Question(field="kind", text="Kind, such as warmline (Tab shows all)", needed=True, table="kinds"),
    Question(field="serves", text="Whom it serves: US, US-OH, worldwide", needed=True, table="places", many=True),
    Question(field="summary", text="What it is and for whom, in a plain sentence or two", needed=True),
)
_THEN = (
    Question(field="hours", text='Hours, such as "24/7" or "Mo-Fr 09:00-17:00"'),
    Question(field="timezone", text="Time zone, such as America/New_York", table="timezones"),
    Question(field="languages", text="Languages, such as en, es", table="languages", many=True),
    Question(field="topics", text="What it is about, such as grief, loneliness", table="topics", many=True),
    Question(field="audiences", text="Whom it is for; empty for everybody", table="audiences", many=True),
    Question(field="cost", text="Cost", choices=get_args(Cost)),
    Question(field="peer_run", text="Run by people with lived experience?", choices=("true", "false", "mixed")),
    Question(field="organization", text="The organization that runs it, by name"),
    Question(field="url", text="Its page (https://...)"),
)
_DISPATCH = Question(
    field="dispatch",
    text="May it send police without consent? Only what its page says",
    choices=get_args(Dispatch),
)
_SOURCE = (
    Question(field="url", text="Where you read this: the page's address", needed=True),
    Question(
        field="how",
        text="What you did: call (dialled it), reply (they confirmed), page (read the live page), copy, list",
        needed=True,
        choices=get_args(How),
    ),
)
_URL = _SOURCE[0]
_STUB: dict[str, Any] = {
    "id": "x",
    "name": "x",
    "kind": "warmline",
    "summary": "x",
    "serves": ["worldwide"],
    "sources": [{"url": "https://x.example/", "checked": "2026-01-01", "how": "page"}],
}
"""A sound listing in whose place each answer is tried."""


def ask_for_listing(ask: Ask, tell: Tell, codes: Codes, today: str) -> dict[str, Any]:
    """Ask for a listing and return it as plain data; every answer in it is sound by itself."""
    data: dict[str, Any] = {}
    for question in _FIRST:
        _put(data, question, ask, tell, codes)
    data["id"] = slug(data["name"])
    data["contacts"] = _contacts(data, ask, tell, codes)
    for question in _THEN if data["kind"] not in ("crisis_line", "warmline") else (*_THEN, _DISPATCH):
        if question.field != "timezone" or data.get("hours") not in (None, ALWAYS):
            _put(data, question, ask, tell, codes)
    data["sources"] = [_source(ask, tell, codes, today)]
    return data


def slug(name: str) -> str:
    """Return an id for a name."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:80].rstrip("-")


def _put(data: dict[str, Any], question: Question, ask: Ask, tell: Tell, codes: Codes) -> None:
    """Ask until the answer is sound, or empty where it may be."""
    choices = sorted(codes[question.table]) if question.table else [*question.choices]
    prompt = question.text + (f" [{', '.join(question.choices)}]" if question.choices else "") + ": "
    while True:
        answer = ask(prompt, choices).strip()
        if not answer and not question.needed:
            return
        answer = _as_written_here(question, answer)
        value: Any = [part.strip() for part in answer.split(",") if part.strip()] if question.many else answer
        problems = _problems({question.field: value}, codes)
        if question.field == "hours" and answer and (problem := schedule.problem(answer)):
            problems.append(problem)
        if not problems:
            data[question.field] = value
            return
        tell("\n".join(f"  {problem}" for problem in problems))


def _as_written_here(question: Question, answer: str) -> str:
    """Return an answer as the record writes it: true for yes, an address with its https://."""
    if "true" in question.choices:
        return {"yes": "true", "y": "true", "no": "false", "n": "false"}.get(answer.lower(), answer)
    if question.field == "url" and answer and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", answer):
        return f"https://{answer}"
    return answer


def _contacts(data: Mapping[str, Any], ask: Ask, tell: Tell, codes: Codes) -> list[dict[str, Any]]:
    """Ask for ways to reach the service until there are no more."""
    contacts: list[dict[str, Any]] = []
    country = data["serves"][0][:2]
    while True:
        more = "another number or address; empty when done" if contacts else "number or address; empty if there is none"
        value = ask(f"How people reach it: {more}: ", []).strip()
        if not value:
            return contacts
        type_ = _way(value, ask, tell)
        if type_ in ("web", "chat", "app"):
            value = _as_written_here(_URL, value)
        contact = {"type": type_, **(as_dialled_from(value, country) if type_ in DIALLED else {"value": value})}
        if type_ == "sms":
            contact["keyword"] = ask("The word to send; empty if any will do: ", []).strip()
        if problems := _problems({"contacts": [contact]}, codes):
            tell("\n".join(f"  {problem}" for problem in problems))
            continue
        if contact["value"] != value:
            tell(f"  Stored as it is dialled: {contact['value']}")
        contacts.append(contact)


def _way(value: str, ask: Ask, tell: Tell) -> str:
    """Ask what sort of address something is, with what it looks like for an empty answer."""
    likely = "email" if "@" in value else "web" if re.search(r"[a-z]\.[a-z]|://", value) else "phone"
    while True:
        answer = ask(f"That is [{', '.join(_WAYS)}] ({likely}): ", [*_WAYS]).strip().lower() or likely
        answer = {"text": "sms", "call": "phone", "mail": "email", "website": "web"}.get(answer, answer)
        if answer in _WAYS:
            return answer
        tell(f"  Write one of {', '.join(_WAYS)}, or nothing for {likely}.")


def _source(ask: Ask, tell: Tell, codes: Codes, today: str) -> dict[str, Any]:
    """Ask where the facts were read, and how."""
    source: dict[str, Any] = {}
    for question in _SOURCE:
        while question.field not in source:
            prompt = question.text + ": "
            answer = _as_written_here(question, ask(prompt, [*question.choices]).strip())
            trial = {"url": "https://x.example/", "checked": today, "how": "page", question.field: answer}
            if problems := _problems({"sources": [trial]}, codes):
                tell("\n".join(f"  {problem}" for problem in problems))
            else:
                source[question.field] = answer
    source["checked"] = today
    if source["how"] in ("copy", "list") and (date := ask("The date that the page shows, if any: ", []).strip()):
        source["page_date"] = date
    return {name: source[name] for name in ("url", "checked", "how", "page_date") if name in source}


def _problems(fields: Mapping[str, Any], codes: Codes) -> list[str]:
    """Return what reading finds wrong with some fields of an otherwise sound listing."""
    return [fault.message for fault in typed({**_STUB, **fields}, codes).faults]
