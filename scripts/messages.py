"""Find every message of the program, and compile the catalogues of the languages that it speaks.

    python scripts/messages.py            # add new messages to peerfind/data/locale/*/peerfind.po, and compile them
    python scripts/messages.py --check    # exit status 1 names what lacks a translation or was not compiled

A translator edits the .po file with any gettext editor. Messages are found where the program says them: arguments of
say() and count(), messages and hints of errors, texts of options, docstrings of commands, and the tables below.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from peerfind.catalogue import LOCALE, SOURCE  # noqa: E402
from peerfind.cli import GROUPS  # noqa: E402
from peerfind.commands.everywhere import FLAGS  # noqa: E402
from peerfind.formats.exports import markdown_table, webpage  # noqa: E402
from peerfind.formats.reasons import FIXED, STARTS  # noqa: E402
from peerfind.formats.words import IN_WORDS  # noqa: E402

_COMMANDS = (
    "search", "show", "crisis", "print", "options", "session", "everywhere", "help", "misuse", "edition", "doctor",
    "health", "feedhealth", "completion", "facets", "export", "config", "check", "printer", "wanted", "recall",
    "chosen", "output",
)  # fmt: skip
SPOKEN = (
    "cli.py", "settings.py", "clock.py", "lookup/asking.py", "formats/words.py", "formats/facts.py",
    "formats/terminal.py", "formats/linear.py", "formats/lines.py", "formats/exports/webpage.py",
    *(f"printing/{name}.py" for name in ("gate", "editions", "labels", "logo", "pdf")),
    *(f"commands/{name}.py" for name in _COMMANDS),
)  # fmt: skip
"""The modules that speak the reader's language."""
_ERRORS = (
    "PeerfindError",
    "NothingFoundError",
    "UsageError",
    "DataError",
    "NetworkError",
    "RefusedError",
    "StaleError",
)
_VARIABLES = ("told", "hint", "message", "more")
"""Names that hold a message which is said further down."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WORDS = (
    "ambulance", "police", "fire", "call", "reply", "page", "copy", "list", "mi", "miles", "km", "kilometers",
    "worldwide", "for another place", "in another language", "Arabic", "Devanagari", "Chinese and Japanese", "Korean",
    "ok", "note", "TO DO", "; due for a new check", "; NOT RECENTLY CHECKED",
)  # fmt: skip
_OPTIONS = [told for *_, told in FLAGS.values()]
_HEADINGS = (*webpage.HEADINGS, *markdown_table.HEADINGS)
TABLES = (*GROUPS, *_OPTIONS, *_HEADINGS, *FIXED, *STARTS, *IN_WORDS, *IN_WORDS.values(), *_DAYS, *_WORDS)
"""Messages that stand in tables of the program."""
Plural = tuple[str, str]


def messages() -> dict[str | Plural, None]:
    """Return every message, in the order of the modules; a pair is for one and for many."""
    found: dict[str | Plural, None] = {}
    for name in SPOKEN:
        text = (ROOT / "peerfind" / name).read_text("utf-8")
        found |= dict.fromkeys(_in_module(ast.parse(text)))
    return {message: None for message in [*found, *TABLES] if message}


def _in_module(tree: ast.Module) -> Iterator[str | Plural]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in _VARIABLES for t in node.targets):
            yield from (text for text in _texts(node.value) if " " in text)
        elif isinstance(node, ast.FunctionDef) and any(_is_command(decorator) for decorator in node.decorator_list):
            yield from _paragraphs(ast.get_docstring(node) or "")
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from _texts(node.value.elts[0])


def _in_call(call: ast.Call) -> Iterator[str | Plural]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "count" and len(call.args) > 1:
        one, many = ([*_texts(argument)] for argument in call.args[:2])
        if one and many:
            yield one[0], many[0]
    elif name in ("say", "_fact", *_ERRORS) and call.args:
        yield from _texts(call.args[0])
    for keyword in call.keywords:
        if keyword.arg == "hint" or (
            keyword.arg in ("help", "metavar") and name in ("Option", "Argument", "TyperOption")
        ):
            yield from _texts(keyword.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression may have."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _is_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") in ("command", "callback")


def _paragraphs(docstring: str) -> Iterator[str]:
    """Yield a docstring's paragraphs but the examples, as commands/help.py reads them."""
    texts = (" ".join(text.split()) for text in docstring.split("\n\n"))
    return (text for text in texts if text and not text.startswith("peerfind "))


def read_po(path: Path) -> dict[str | Plural, list[str]]:
    """Return the translations of a .po file: one for a message, two for a pair."""
    held: dict[str | Plural, list[str]] = {}
    entry: dict[str, str] = {}
    field = ""
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if not line.strip():
            if "msgid" in entry:
                plural = entry.get("msgid_plural")
                key = (entry["msgid"], plural) if plural else entry["msgid"]
                held[key] = [entry.get("msgstr[0]", ""), entry.get("msgstr[1]", "")] if plural else [entry["msgstr"]]
            entry = {}
        elif line.startswith('"'):
            entry[field] += ast.literal_eval(line)
        elif not line.startswith("#"):
            field, _, text = line.partition(" ")
            entry[field] = ast.literal_eval(text)
    return held


def write_po(path: Path, held: dict[str | Plural, list[str]]) -> str:
    """Return the text of a .po file that holds every message, with the translations that there are."""
    header = held.get("", ["Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"])
    lines = [f"# What peerfind says, in the language of the folder {path.parent.name}. Written for peerfind; CC0 1.0.",
             'msgid ""', f"msgstr {_quoted(header[0])}", ""]  # fmt: skip
    for message in messages():
        told = held.get(message, ["", ""])
        if isinstance(message, tuple):
            lines += [f"msgid {_quoted(message[0])}", f"msgid_plural {_quoted(message[1])}"]
            lines += [f"msgstr[{at}] {_quoted(text)}" for at, text in enumerate(told)]
        else:
            lines += [f"msgid {_quoted(message)}", f"msgstr {_quoted(told[0])}"]
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def compiled(held: dict[str | Plural, list[str]]) -> bytes:
    """Return the .mo file of translations, as gettext's manual describes it."""
    pairs = sorted(
        ("\0".join(message).encode() if isinstance(message, tuple) else message.encode(), "\0".join(told).encode())
        for message, told in held.items()
        if all(told)
    )
    start = 7 * 4 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(texts))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + texts


def run(arguments: list[str]) -> int:
    """Write or check the catalogues."""
    faults = []
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir() and path.name != SOURCE):
        po, mo = folder / "peerfind.po", folder / "peerfind.mo"
        held = read_po(po) if po.exists() else {}
        text = write_po(po, held)
        if "--check" not in arguments:
            po.write_text(text, "utf-8")
            mo.write_bytes(compiled(read_po(po)))
        elif po.read_text("utf-8") != text or mo.read_bytes() != compiled(held):
            faults.append(f"{po.relative_to(ROOT)} is out of date: run python scripts/messages.py")
        faults += [f"{po.relative_to(ROOT)}: {message!r} is not translated" for message in messages()
                   if not all(held.get(message, [""]))]  # fmt: skip
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
