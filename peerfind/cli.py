"""The command line: finds the command's module, runs it, and turns every failure into one line and an exit status."""

import codecs
import importlib
import os
import sys
from typing import Annotated, Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from peerfind.commands.everywhere import Explained, ExplainedGroup, catalogue_in, chosen_in
from peerfind.errors import DataError, PeerfindError

GROUPS = {
    "Find help": ("search", "show", "crisis", "browse", "list", "facets"),
    "Pass it on": ("print", "recall", "export", "report"),
    "Bring in feeds": ("update", "feed"),
    "The program itself": ("config", "doctor", "completion", "mcp"),
    "Keep the directory right": ("verify", "new", "edit", "close", "check", "fmt", "diff", "suppress", "stats"),
}
"""The commands by what somebody wants to do, in the order of the help."""
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
BUG, INTERRUPTED, USAGE = 70, 130, 2


class LazyGroup(ExplainedGroup):
    """Imports a command's module only when that command is called."""

    groups = GROUPS

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer's signature
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # Typer's signature
        """Return one command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        held: typer.Typer = importlib.import_module(f"peerfind.commands.{cmd_name}").app
        for command in held.registered_commands:
            command.cls = Explained
        if len(held.registered_commands) > 1:
            held.info.cls = ExplainedGroup
        return typer.main.get_command(held)


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,  # commands/completion.py does it
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


@app.callback(invoke_without_command=True)
def peerfind(
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version, and the directory's edition.")] = False,
) -> None:
    """Find peer support and crisis help: offline, private, checked.

    peerfind search someone to talk to at night --in Ohio

    peerfind crisis --in Kenya

    peerfind show trans-lifeline
    """
    if version:
        from peerfind.commands.edition import version_line  # here, because most calls ask for none

        sys.stdout.write(version_line())
        raise typer.Exit


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; the only place where failures end."""
    _open_streams()
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="nearest")  # a code page that lacks a letter must not hide a number
    try:
        status = _run(argv)
        sys.stdout.flush()
    except OSError as error:
        # What is left of the output goes nowhere; else Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0  # the reader has seen enough
        return _fail(DataError("The output can't be written: {reason}.", reason=error.strerror), {})
    return status


def _open_streams() -> None:
    """Put something in place of streams that were closed (`>&-`): one that can't be written to is told of as such."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # open to the end
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115  # likewise


def _nearest(error: UnicodeError) -> tuple[str, int]:
    from peerfind.formats.letters import nearest_letters  # here, because most outputs have all letters

    return nearest_letters(error)


def _run(argv: list[str] | None) -> int:
    chosen = chosen_in(sys.argv[1:] if argv is None else argv)
    try:
        result = typer.main.get_command(app).main(args=argv, prog_name="peerfind", standalone_mode=False, obj=chosen)
    except PeerfindError as error:
        return _fail(error, chosen)
    except NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return USAGE
    except ClickException as error:
        from peerfind.commands.misuse import misuse  # here, because most calls are no misuse

        return _fail(misuse(error), chosen)
    except (KeyboardInterrupt, typer.Abort):
        return _fail(PeerfindError("Interrupted."), chosen, INTERRUPTED)
    except SystemExit as error:
        raise BrokenPipeError from error  # so Click tells that nobody reads the output any more, and nothing else
    except OSError:
        raise  # files are read behind errors of our own, so this is the output; main tells it
    except Exception as error:
        if os.environ.get("PEERFIND_DEBUG"):
            raise
        hint = "Please report it, with what you did, at the address in the README. PEERFIND_DEBUG=1 shows more."
        told = "This is a bug in peerfind ({kind})."
        return _fail(PeerfindError(told, hint=hint, kind=type(error).__name__), chosen, BUG)
    return result if isinstance(result, int) else 0


def _fail(error: PeerfindError, chosen: dict[str, str], status: int | None = None) -> int:
    """Tell an error in the reader's language and return its exit status."""
    lines = error.told(catalogue_in({**os.environ, **chosen}))
    sys.stderr.write("\n".join(lines) + "\n")
    return error.exit_status if status is None else status
