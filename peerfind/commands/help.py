"""Help that leads with examples, in the reader's language. The texts are the commands' own docstrings and options."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from typer._click.core import Command, Context, Parameter
from typer._click.formatting import HelpFormatter
from typer._click.types import IntParamType, IntRange
from typer.core import TyperArgument, TyperGroup, TyperOption

from peerfind.catalogue import Catalogue
from peerfind.commands.everywhere import catalogue_in, surroundings
from peerfind.record import Record

_PROGRAM = "peerfind "
Row = tuple[str, str]


class Explanation(Record):
    """What a command's docstring says."""

    summary: str
    examples: tuple[str, ...]
    remarks: tuple[str, ...]


def explanation(docstring: str) -> Explanation:
    """Return a docstring's parts: a summary, examples (paragraphs that start with the program's name) and remarks."""
    summary, *others = [" ".join(paragraph.split()) for paragraph in docstring.split("\n\n") if paragraph.strip()]
    return Explanation(
        summary=summary,
        examples=tuple(text for text in others if text.startswith(_PROGRAM)),
        remarks=tuple(text for text in others if not text.startswith(_PROGRAM)),
    )


def sections(command: Command, context: Context, catalogue: Catalogue) -> list[tuple[str, list[Row]]]:
    """Return what a command takes: headings, each with rows of what is written and what it means."""
    say = catalogue.say
    own: int = getattr(command, "own", len(command.params))
    arguments = [p for p in command.params if isinstance(p, TyperArgument) and not p.hidden]
    options = [_option_row(p, catalogue) for p in command.params[:own] if isinstance(p, TyperOption) and not p.hidden]
    shared = [_option_row(p, catalogue) for p in command.params[own:] if isinstance(p, TyperOption)]
    return [
        *_command_sections(command, context, catalogue),
        (say("Arguments"), [_argument_row(p, catalogue) for p in arguments]),
        (say("Options"), options),
        (say("Options of every command"), [*shared, _help_row(catalogue)]),
    ]


def _command_sections(command: Command, context: Context, catalogue: Catalogue) -> Iterator[tuple[str, list[Row]]]:
    """Yield the commands below a command, by what they are for where there are many."""
    if not isinstance(command, TyperGroup):
        return
    groups: Mapping[str, Iterable[str]] = getattr(command, "groups", {"Commands": command.list_commands(context)})
    for heading, names in groups.items():
        named = [(name, command.get_command(context, name)) for name in names]
        rows = [(name, catalogue.say(explanation(held.help or name).summary)) for name, held in named if held]
        yield catalogue.say(heading), rows


def usage(command: Command, catalogue: Catalogue) -> str:
    """Return what follows a command's name on its line."""
    pieces = [catalogue.say("[OPTIONS]"), *(_usage(p, catalogue) for p in command.params)]
    pieces += [catalogue.say("COMMAND ...")] if isinstance(command, TyperGroup) else []
    return " ".join(filter(None, pieces))


def write_help(command: Command, context: Context, formatter: HelpFormatter) -> None:
    """Write the help of a command, or of the whole program."""
    catalogue = catalogue_in(surroundings())
    told = explanation(command.help or "")
    formatter.write_text(catalogue.say(told.summary))
    if told.examples:
        formatter.write(f"\n{catalogue.say('Examples')}:\n")
        formatter.write("".join(f"  {example}\n" for example in told.examples))
    for remark in told.remarks:
        formatter.write("\n")
        formatter.write_text(catalogue.say(remark))
    formatter.write("\n")
    formatter.write_usage(context.command_path, usage(command, catalogue), f"{catalogue.say('Usage')}: ")
    for heading, rows in sections(command, context, catalogue):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)
    if sys.stdout.encoding == "ascii":  # Typer would write UTF-8 all the same
        formatter.buffer = ["".join(formatter.buffer).encode("ascii", "nearest").decode()]


def _usage(parameter: Parameter, catalogue: Catalogue) -> str:
    if not isinstance(parameter, TyperArgument):
        return ""
    name = _value(parameter, catalogue)
    told = name if parameter.required else f"[{name}]"
    return told + "..." if parameter.nargs != 1 else told


def choices_of(parameter: Any) -> list[str]:
    """Return the values that a parameter may have, where these are few."""
    choices = getattr(getattr(parameter, "type", None), "choices", None) or ()
    return [str(getattr(choice, "value", choice)) for choice in choices]


def _value(parameter: Any, catalogue: Catalogue) -> str:
    """Return what stands for a parameter's value."""
    if parameter.metavar:
        return catalogue.say(parameter.metavar)
    if choices := choices_of(parameter):
        return "|".join(choices)
    if isinstance(parameter.type, IntParamType | IntRange):
        return "N"
    return catalogue.say(str(parameter.name).upper())


def _argument_row(argument: TyperArgument, catalogue: Catalogue) -> Row:
    return _value(argument, catalogue), catalogue.say(argument.help or "")


def _option_row(option: TyperOption, catalogue: Catalogue) -> Row:
    names = ", ".join(option.opts) + "".join(f" / {name}" for name in option.secondary_opts)
    told = catalogue.say(option.help or "")
    if not option.is_flag:
        names += f" {_value(option, catalogue)}"
        default = getattr(option.default, "value", option.default)
        if option.show_default and default not in (None, "", [], ()):
            told += " " + catalogue.say("[default: {value}]", value=default)
    return names, told


def _help_row(catalogue: Catalogue) -> Row:
    return "--help", catalogue.say("Show this message.")
