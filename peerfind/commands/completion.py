"""`peerfind completion`."""

import shlex
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer._click.core import Command, Parameter
from typer._click.globals import get_current_context
from typer._click.shell_completion import CompletionItem, _resolve_context, _resolve_incomplete

from peerfind.commands.session import write
from peerfind.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)
_SCRIPTS = Path(__file__).parents[1] / "data" / "completion"
_FILES = ":files"
"""The answer that lets the shell offer files."""
_TYPES_OF_FILES = ("path", "file", "directory", "filename")
_PLAIN_IN_BASH = "@%+=:,./-_"


class Shell(StrEnum):
    """The shells that have completion."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def complete_shells(incomplete: str) -> list[str]:
    """Return the shells whose names start so."""
    return [shell.value for shell in Shell if shell.value.startswith(incomplete)]


@app.command()
def completion(
    words: Annotated[
        list[str],
        typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", autocompletion=complete_shells),
    ],
    answer: Annotated[Shell | None, typer.Option(hidden=True)] = None,
) -> None:
    """Print the script that completes commands, options and values at a TAB; its first lines say where to put it.

    peerfind completion bash

    peerfind completion zsh > ~/.zfunc/_peerfind

    peerfind completion fish > ~/.config/fish/completions/peerfind.fish
    """
    if answer:
        write("".join(f"{line}\n" for line in answers(answer, words, get_current_context().find_root().command)))
        return
    if len(words) > 1 or words[0] not in tuple(Shell):
        raise UsageError(
            "There is no script for {shell!r}", hint="Write bash, zsh, fish or powershell.", shell=words[0]
        )
    ending = "ps1" if words[0] == Shell.powershell else words[0]
    write((_SCRIPTS / f"peerfind.{ending}").read_text("utf-8"))


def answers(shell: Shell, words: Sequence[str], program: Command) -> Iterator[str]:
    """Yield a line for each way to complete the last word: the value and, but in bash, a tab and what it is called.

    A completion that fails offers nothing: a shell would print its complaint into the line that is being typed.
    """
    *before, last = _joined(words) if shell is Shell.bash else words
    typed = _unquoted(last) if shell is not Shell.zsh else last
    given = [_unquoted(word) for word in before] if shell is Shell.bash else before
    try:
        offers = _offers(program, given, typed)
    except Exception:  # noqa: BLE001  # whatever it is, a TAB is no place to tell it
        return
    option, equals, _ = typed.partition("=")
    prefix = option + equals if equals and option.startswith("--") else ""
    for item in offers:
        if item.type == "file":
            yield _FILES
        elif shell is Shell.bash:
            yield item.value if last[:1] in ("'", '"') else _quoted(item.value)
        else:
            told = " ".join((item.help or "").split())
            yield f"{prefix}{item.value}" + (f"\t{told}" if told else "")


def _offers(program: Command, before: list[str], last: str) -> list[CompletionItem]:
    context = _resolve_context(program, {}, "peerfind", list(before))
    asked, incomplete = _resolve_incomplete(context, list(before), last)
    if isinstance(asked, Parameter) and (asked.type.name in _TYPES_OF_FILES or asked.metavar == "FILE"):
        return [CompletionItem("", type="file")]
    return asked.shell_complete(context, incomplete)


def _joined(words: Sequence[str]) -> Sequence[str]:
    """Return the words without the "=" that bash takes for a word of its own in --topic=grief."""
    kept = [word for at, word in enumerate(words) if not (word == "=" and at and words[at - 1].startswith("--"))]
    return [*kept, ""] if words[-1] == "=" and kept != words else kept


def _unquoted(word: str) -> str:
    """Return what the shell makes of a word, even where its quote is not closed yet."""
    for text in (word, word + '"', word + "'", word + "\\"):
        try:
            return "".join(shlex.split(text))
        except ValueError:
            continue
    return word


def _quoted(value: str) -> str:
    """Return a value as bash wants it typed."""
    return "".join(c if c.isalnum() or c in _PLAIN_IN_BASH else f"\\{c}" for c in value)
