"""`peerfind config`."""

from typing import Annotated

import typer

from peerfind.commands.everywhere import surroundings
from peerfind.commands.session import write
from peerfind.formats import records
from peerfind.settings import KEYS, editable_lines, load_settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def config(
    json: Annotated[bool, typer.Option("--json", help="One JSON object, for scripts.")] = False,
) -> None:
    """Show the settings, where each comes from, and the file to change them in.

    peerfind config

    Environment variables stand over the file, options over both.
    """
    settings = load_settings(surroundings())
    named = {name: getattr(settings, name) for name in KEYS}
    if json:
        held = {name: {"value": setting.value, "origin": setting.origin} for name, setting in named.items()}
        paths = {"config_file": settings.config_file, "cache": settings.cache, "data": settings.data}
        write(records.to_json(held | {name: str(path) if path else None for name, path in paths.items()}) + "\n")
        return
    for name, setting in named.items():
        value = ", ".join(setting.value) if isinstance(setting.value, list) else setting.value
        write(f"{name:<12} {value or '-'}  ({setting.origin})\n")
    if not settings.place.value and settings.guessed_country:
        write(f"             without a place, what is near {settings.guessed_country} (your locale) comes first\n")
    write("\n")
    for name, path in {"file": settings.config_file, "cache": settings.cache, "data": settings.data}.items():
        write(f"{name:<12} {path or '-'}\n")
    write(f"\nA file may hold:\n\n{editable_lines()}\n")
