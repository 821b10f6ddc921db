"""What every command has: the options that say how the program speaks to its reader, and help that leads with examples.

Such an option stands, for this call, over the variable of the environment that says the same.
"""

import os
from collections.abc import Mapping
from typing import Any

from typer._click.core import Context, Parameter
from typer._click.formatting import HelpFormatter
from typer._click.globals import get_current_context
from typer.core import TyperCommand, TyperOption

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


def _choose(context: Context, option: Parameter, value: Any) -> None:
    """Note what an option chooses for this call."""
    if value:
        variable, text, _ = FLAGS.get(option.opts[0], (_LANGUAGE, value, ""))
        context.ensure_object(dict)[variable] = text


def options() -> list[Parameter]:
    """Return the options of every command."""
    shared: dict[str, Any] = {"expose_value": False, "is_eager": True, "callback": _choose}
    language = TyperOption(
        param_decls=["--ui-language"],
        type=str,
        metavar="LANGUAGE",
        help="Language that the program speaks: en or es.",
        **shared,
    )
    flags = [TyperOption(param_decls=[name], is_flag=True, help=told, **shared) for name, (*_, told) in FLAGS.items()]
    return [language, *flags]


class Explained(TyperCommand):
    """A command with the options of every command."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.own = len(self.params)
        self.params += options()

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        from peerfind.commands.help import write_help  # here, because most calls ask for none

        write_help(self, ctx, formatter)
