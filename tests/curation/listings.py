"""Files of listings for tests, made of the few fields that matter."""

import re
import textwrap

from peerfind.directory.nodes import compose, plain

FIELDS = {
    "id": "harbour-line",
    "name": "Harbour Line",
    "kind": "warmline",
    "summary": "Talk with somebody who listens.",
    "url": '"https://harbour.example/"',
    "contacts": '\n    - {type: phone, value: "+12025550144"}',
    "serves": "[US]",
    "cost": None,
    "sources": '\n    - {url: "https://harbour.example/", checked: 2026-11-22, how: call}',
}
ORDER = (
    *("id", "name", "aliases", "kind", "summary", "status", "closed", "replaced_by", "url", "contacts", "serves"),
    *("place", "hours", "timezone", "topics", "cost", "cost_note", "age", "sources"),
)


def whole(fields: str = "") -> str:
    """Return a listing of some fields, as they are written, and those that it lacks."""
    given = {
        match[1]: match[0]
        for match in re.finditer(
            r"^(\w+):.*\n(?:[ \t].*\n)*", fields if fields.endswith("\n") else fields + "\n", re.MULTILINE
        )
    }
    for name, text in FIELDS.items():
        if name not in given and text:
            given[name] = f"{name}: {text.lstrip(' ')}\n" if not text.startswith("\n") else f"{name}:{text}\n"
    lines = []
    for name in sorted(given, key=lambda n: ORDER.index(n) if n in ORDER else len(ORDER)):
        text = given[name]
        if text.strip() in ("url:", "contacts:"):
            continue  # named to be left out
        own = name in fields and re.search(rf"^{name}:", fields, re.MULTILINE)
        lines.append(textwrap.indent(text, "  ") if own else "  " + text)
    return "- " + "".join(lines)[2:]


def file_of_examples(example: str) -> str:
    """Return a rule's example as a file: fields of a listing, or listings that lack some."""
    if not example.startswith("- "):
        return whole(example)
    items = plain(compose(example))
    listings = []
    for item in items:
        fields = dict(item)
        text = "".join(_field(name, value) for name, value in fields.items())
        if "url" not in fields:
            text += f'url: "https://{fields["id"]}.example/"\n'
        if "contacts" not in fields:
            text += "contacts:\n"
        listings.append(whole(text))
    return "\n".join(listings)


def _field(name: str, value: object) -> str:
    if isinstance(value, list):
        return f"{name}:\n" + "".join(
            "  - {" + ", ".join(f'{k}: "{v}"' if k == "value" else f"{k}: {v}" for k, v in part.items()) + "}\n"
            for part in value
        )
    return f'{name}: "{value}"\n' if name == "url" else f"{name}: {value}\n"
