"""What is wrong with a command line that the parser refuses, told as every other error is."""

import re

from typer._click.exceptions import BadParameter, ClickException, MissingParameter, NoSuchOption
from typer._click.types import IntParamType

from peerfind.commands.help import choices_of
from peerfind.directory.spelling import nearest
from peerfind.errors import UsageError

_COMMAND = "No such command '"
_MEANT = {
    "--place": "--in",
    "--state": "--in",
    "--country": "--in",
    "--city": "--in",
    "--zip": "--near",
    "--lang": "--language",
}
"""Options that people try, and what does it here."""


def misuse(error: ClickException) -> UsageError:
    """Return the parser's complaint as an error of the program's own."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "peerfind"
    hint = 'See "{path} --help".'
    if isinstance(error, NoSuchOption):
        if near := _MEANT.get(error.option_name) or nearest(error.option_name, error.possibilities or ()):
            hint = "Did you mean {near}?"
        return UsageError("No such option: {option}", hint=hint, option=error.option_name, near=near, path=path)
    if isinstance(error, MissingParameter):
        name = (error.param.metavar or str(error.param.name).upper()) if error.param else ""
        return UsageError("{name} is missing.", hint=hint, name=name, path=path)
    if isinstance(error, BadParameter):
        name = " / ".join(error.param.opts) if error.param else ""
        kind = getattr(error.param, "type", None)
        value = (re.match(r"'(.*?)' is not ", error.message) or ("", ""))[1]
        if isinstance(kind, IntParamType) and value:
            return UsageError("{name}: {value!r} is not a whole number.", hint=hint, name=name, value=value, path=path)
        if (choices := choices_of(error.param)) and value:
            near = nearest(value, choices)
            hint = "Did you mean {near}?" if near else "There are {choices}."
            told = "{name}: {value!r} is not known."
            return UsageError(told, hint=hint, name=name, value=value, near=near, choices=", ".join(choices))
        return UsageError("Invalid value for {name}: {reason}", hint=hint, name=name, reason=error.message, path=path)
    told = error.format_message()
    if told.startswith(_COMMAND) and context:
        name = told.removeprefix(_COMMAND).partition("'")[0]
        if near := nearest(name, context.command.list_commands(context)):
            hint = "Did you mean {near}?"
        return UsageError("No such command '{name}'", hint=hint, name=name, near=near, path=path)
    return UsageError("{complaint}", hint=hint, complaint=told, path=path)
