"""What the rules say of themselves: one on the terminal, all as a page. Pure."""

import textwrap

from peerfind.curation.findings import Rule
from peerfind.curation.rules import FAMILIES

_HEAD = """# The rules of `peerfind check`

Generated from the rules by scripts/generate.py; do not edit. [checking.md](checking.md) tells how to use them. Each
example is a test; fields that an example leaves out are in order.
"""
_MENDED = "`peerfind check --fix` mends it."
_SAID = {
    "error": "An error: the check fails.",
    "warning": "A warning: shown, and the check passes.",
    "note": "A note: comes with time; counted, and shown with `--notes`.",
}


def explain(rule: Rule, width: int) -> str:
    """Return a rule with its examples, as wide as asked."""
    said = " ".join([_SAID[rule.severity], *([_MENDED] if rule.mends else [])]).replace("`", "")
    words = [textwrap.fill(text.replace("`", ""), width) for text in (rule.what, said)]
    examples = f"Instead of\n\n{_indented(rule.bad)}\nwrite\n\n{_indented(rule.good)}"
    return f"{rule.code} {rule.name}\n\n" + "\n\n".join([*words, examples])


def document() -> str:
    """Return the page of all rules."""
    parts = [_HEAD]
    for title, rules in FAMILIES:
        parts.append(f"## {title}\n")
        for rule in rules:
            said = " ".join([_SAID[rule.severity], *([_MENDED] if rule.mends else [])])
            parts.append(f"### {rule.code} {rule.name}\n\n{rule.what} {said}\n")
            parts.append(f"Instead of\n\n```yaml\n{rule.bad}```\n\nwrite\n\n```yaml\n{rule.good}```\n")
    return "\n".join(parts)


def _indented(example: str) -> str:
    return textwrap.indent(example, "    ")
