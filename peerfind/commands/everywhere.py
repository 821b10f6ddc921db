"""What every command has: the options that say how the program speaks to its reader, and help that leads with examples.

Such an option stands, for this call, over the variable of the environment that says the same.
"""

import os
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from typer._click.core import Command, Context, Parameter
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer.core import TyperCommand, TyperGroup, TyperOption

from peerfind.catalogue import ENGLISH, Catalogue, load_catalogue
from peerfind.errors import PeerfindError
from peerfind.settings import load_settings

_LANGUAGE = "PEERFIND_UI_LANGUAGE"
FLAGS = {
    "--plain": ("PEERFIND_PLAIN", "1", "One fact a line, in whole words: for screen readers."),
    "--no-pager": ("PEERFIND_PAGER", "", "Write long output at once, not page by page."),
}
"""Option -> the variable that it stands over, what it sets, and its help."""


def surroundings() -> Mapping[str, str]:
    """Return the environment, under the options that every command takes."""
    context = get_current_context(silent=True)
    chosen = context.obj if context else None
    return {**os.environ, **chosen} if chosen else os.environ


def catalogue_in(environ: Mapping[str, str]) -> Catalogue:
    """Return the catalogue that an environment chooses; English where its choice can't be read."""
    try:
        return load_catalogue(load_settings(environ).ui_language.value)
    except PeerfindError:
        return ENGLISH


def chosen_in(words: Sequence[str]) -> dict[str, str]:
    """Return the variables that the options of every command set.

    They are looked for before the command line is understood, so that help and complaints come in the language asked
    for, wherever it stands in the line.
    """
    chosen = {}
    for word, following in pairwise([*words, ""]):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == "--ui-language":
            chosen[_LANGUAGE] = value if equals else following
        elif word in FLAGS:
            variable, text, _ = FLAGS[word]
            chosen[variable] = text
    return chosen


def options() -> list[Parameter]:
    """Return the options of every command, for its help; `chosen_in` has taken note of them."""
    language = TyperOption(
        param_decls=["--ui-language"],
        type=str,
        metavar="LANGUAGE",
        help="Language that the program speaks: en or es.",
        expose_value=False,
    )
    flags = [
        TyperOption(param_decls=[name], is_flag=True, help=told, expose_value=False)
        for name, (*_, told) in FLAGS.items()
    ]
    return [language, *flags]


class _Everywhere:
    """What a command and a group of commands share: the options of every command, and help that leads with examples."""

    params: list[Parameter]

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.own = len(self.params)
        self.params += options()

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        from peerfind.commands.help import write_help  # here, because most calls ask for none

        write_help(cast("Command", self), ctx, formatter)


class Explained(_Everywhere, TyperCommand):
    """A command."""


class ExplainedGroup(_Everywhere, TyperGroup):
    """A command that has commands of its own."""
