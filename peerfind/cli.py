"""The command line: finds the command's module, runs it, and turns every failure into one line and an exit status."""

import importlib
import os
import sys
from typing import Annotated, Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError
from typer.core import TyperGroup

from peerfind import __version__
from peerfind.errors import DataError, PeerfindError

COMMANDS = (
    *("search", "show", "crisis", "facets"),
    *("print", "recall", "export"),
    *("check", "fmt", "diff", "suppress", "new", "edit", "close", "verify", "report", "stats"),
    *("config", "mcp"),
)
BUG, INTERRUPTED, USAGE = 70, 130, 2


class LazyGroup(TyperGroup):
    """Imports a command's module only when that command is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer's signature
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # Typer's signature
        """Return one command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(importlib.import_module(f"peerfind.commands.{cmd_name}").app)


app = typer.Typer(cls=LazyGroup, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback(invoke_without_command=True)
def peerfind(*, version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    """Find peer support and crisis help: offline, private, checked.

    peerfind search someone to talk to at night --in Ohio

    peerfind crisis --in Kenya

    peerfind show trans-lifeline
    """
    if version:
        sys.stdout.write(f"peerfind {__version__}\n")
        raise typer.Exit


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; the only place where failures end."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a code page that lacks a letter must not hide a number
    try:
        status = _run(argv)
        sys.stdout.flush()
    except OSError as error:
        # What is left of the output goes nowhere; else Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0  # the reader has seen enough
        return _fail(f"The output can't be written: {error.strerror}.", "", DataError.exit_status)
    return status


def _run(argv: list[str] | None) -> int:
    try:
        result = typer.main.get_command(app).main(args=argv, prog_name="peerfind", standalone_mode=False)
    except PeerfindError as error:
        return _fail(str(error), error.hint, error.exit_status)
    except NoArgsIsHelpError as error:
        return _fail(error.format_message(), "", USAGE)
    except ClickException as error:
        return _fail(error.format_message(), 'See "peerfind --help".', USAGE)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("Interrupted.", "", INTERRUPTED)
    except OSError:
        raise  # files are read behind errors of our own, so this is the output; main tells it
    except Exception as error:
        if os.environ.get("PEERFIND_DEBUG"):
            raise
        kind = type(error).__name__
        hint = "Please report it, with what you did, at the address in the README. PEERFIND_DEBUG=1 shows more."
        return _fail(f"This is a bug in peerfind ({kind}).", hint, BUG)
    return result if isinstance(result, int) else 0


def _fail(message: str, hint: str, status: int) -> int:
    sys.stderr.write("\n".join(filter(None, [message, hint])) + "\n")
    return status
