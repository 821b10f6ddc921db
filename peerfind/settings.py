"""What the user prefers: place, languages, colour. The file's values, under the environment's, under the options'."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from peerfind.catalogue import LANGUAGES, SOURCE
from peerfind.errors import DataError, UsageError
from peerfind.record import Record

Colour = Literal["auto", "always", "never"]
KEYS = (
    *("place", "languages", "ui_language", "color", "pager", "plain", "directory"),
    *("organization", "address", "logo"),
)
"""What the configuration file may hold."""
_FORMS = {"languages": (list, '["es", "en"]'), "plain": (bool, "true")}
"""Settings that are no texts: their types, and an example."""
_SCREEN_READER = ("1", "true", "yes", "on")


class Setting(Record):
    """A value and where it comes from."""

    value: Any
    origin: str


class Settings(Record):
    """Everything that a look-up takes from its surroundings, but the clock."""

    place: Setting
    """The text of a place, or None."""
    guessed_country: str | None
    """The country of the locale; it only puts what is near first."""
    languages: Setting
    """Language codes, the best first; empty for English."""
    ui_language: Setting
    """The language of all that the program itself says, one of LANGUAGES."""
    color: Setting
    pager: Setting
    """The command that long output is read with; empty for none, None for the usual one."""
    plain: Setting
    """Whether output is one fact a line, for screen readers."""
    directory: Setting
    """The folder of the listings, or None for the bundled one."""
    organization: Setting
    """Who hands out what is printed."""
    address: Setting
    """How to reach them, also to report a wrong number."""
    logo: Setting
    """The path of their logo; in the file, from the folder of the file on."""
    config_file: Path | None
    cache: Path | None
    data: Path | None
    """What the user keeps: feeds, lists, editions."""


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the configuration file and the environment. Raises DataError or UsageError."""
    config_file = _config_file(environ)
    held = _read(config_file)
    place = _pick(environ, held, "place", config_file)
    languages = _pick(environ, held, "languages", config_file)
    if isinstance(languages.value, str):
        languages = languages.replace(value=[part.strip() for part in languages.value.split(",") if part.strip()])
    color = _pick(environ, held, "color", config_file)
    if color.value is None:
        color = _color_by_convention(environ)
    if color.value not in ("auto", "always", "never"):
        told = "color is {value!r} ({origin}): write auto, always or never"
        raise UsageError(told, value=color.value, origin=color.origin)
    return Settings(
        place=place,
        guessed_country=_country_of_locale(environ),
        languages=languages.replace(value=languages.value or []),
        ui_language=_ui_language(environ, held, config_file),
        color=color,
        pager=_pager(environ, held, config_file),
        plain=_plain(_pick(environ, held, "plain", config_file)),
        directory=_pick(environ, held, "directory", config_file),
        organization=_pick(environ, held, "organization", config_file),
        address=_pick(environ, held, "address", config_file),
        logo=_logo(environ, held, config_file),
        config_file=config_file,
        cache=_folder("cache", environ, environ.get("PEERFIND_CACHE")),
        data=_folder("data", environ, environ.get("PEERFIND_DATA")),
    )


def _pick(environ: Mapping[str, str], held: Mapping[str, Any], key: str, file: Path | None) -> Setting:
    variable = f"PEERFIND_{key.upper()}"
    if environ.get(variable):
        return Setting(value=environ[variable], origin=variable)
    if key in held:
        return Setting(value=held[key], origin=str(file))
    return Setting(value=None, origin="not set")


def _color_by_convention(environ: Mapping[str, str]) -> Setting:
    """Follow no-color.org and bixense.com/clicolors."""
    if environ.get("NO_COLOR"):
        return Setting(value="never", origin="NO_COLOR")
    for variable in ("CLICOLOR_FORCE", "FORCE_COLOR"):
        if environ.get(variable, "0") != "0":
            return Setting(value="always", origin=variable)
    return Setting(value="auto", origin="default")


def _ui_language(environ: Mapping[str, str], held: Mapping[str, Any], file: Path | None) -> Setting:
    """Return the language that was chosen, else that of the locale where the program speaks it. Raises UsageError."""
    chosen = _pick(environ, held, "ui_language", file)
    if chosen.value:
        code = chosen.value.replace("_", "-").split("-")[0].lower()
        if code not in LANGUAGES:
            known = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
            told = "ui_language is {value!r} ({origin}): the program speaks {known}"
            raise UsageError(told, value=chosen.value, origin=chosen.origin, known=known)
        return chosen.replace(value=code)
    variable = next((name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    code = environ.get(variable, "")[:2].lower()
    return Setting(value=code, origin=variable) if code in LANGUAGES else Setting(value=SOURCE, origin="default")


def _pager(environ: Mapping[str, str], held: Mapping[str, Any], file: Path | None) -> Setting:
    """Return the pager: PEERFIND_PAGER, even an empty one, then the file's, then PAGER."""
    for variable in ("PEERFIND_PAGER", "PAGER"):
        if variable in environ and (variable == "PEERFIND_PAGER" or "pager" not in held):
            return Setting(value=environ[variable], origin=variable)
    return _pick({}, held, "pager", file)


def _plain(setting: Setting) -> Setting:
    value = setting.value
    return setting.replace(value=value if isinstance(value, bool) else str(value or "").lower() in _SCREEN_READER)


def _logo(environ: Mapping[str, str], held: Mapping[str, Any], file: Path | None) -> Setting:
    """Return the path of the logo; the file's own stands beside the file, wherever the program is called from."""
    setting = _pick(environ, held, "logo", file)
    if not setting.value:
        return setting
    path = Path(os.path.expanduser(setting.value))  # noqa: PTH111  # pathlib raises where there is no home
    return setting.replace(value=str(file.parent / path if file and setting.origin == str(file) else path))


def _config_file(environ: Mapping[str, str]) -> Path | None:
    if environ.get("PEERFIND_CONFIG"):
        return Path(environ["PEERFIND_CONFIG"])
    folder = _folder("config", environ)
    return folder / "config.toml" if folder else None


def _folder(
    kind: Literal["cache", "config", "data"], environ: Mapping[str, str], chosen: str | None = None
) -> Path | None:
    """Return a folder of the user's, or None where there is no home to put it in."""
    if chosen:
        return Path(chosen)
    if sys.platform.startswith("linux"):
        # The rule of the XDG base directories is this line; platformdirs follows it too (a test compares them), but
        # importing it would be a twentieth of a look-up.
        usual = "~/.local/share" if kind == "data" else f"~/.{kind}"
        home = environ.get(f"XDG_{kind.upper()}_HOME") or os.path.expanduser(usual)  # noqa: PTH111  # no home
        return Path(home, "peerfind") if Path(home).is_absolute() else None
    import platformdirs

    try:
        return Path(getattr(platformdirs, f"user_{kind}_path")("peerfind", appauthor=False))
    except (RuntimeError, OSError, KeyError):
        return None


def _read(file: Path | None) -> dict[str, Any]:
    """Return the configuration file's values; an absent file has none."""
    try:
        if file is None or not file.is_file():
            return {}
        import tomllib  # here, because most people have no such file

        held = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise DataError(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{file}: {error}", hint='Write one "key = value" a line, such as place = "US-OH".') from error
    for key, value in held.items():
        if key not in KEYS:
            told = "{file}: {key!r} is not a setting; there are {known}"
            raise DataError(told, file=file, key=key, known=", ".join(KEYS))
        wanted, example = _FORMS.get(key, (str, '"..."'))
        if not isinstance(value, wanted):
            told = "{file}: {key} has the wrong form: write {key} = {example}"
            raise DataError(told, file=file, key=key, example=example)
    return held


def _country_of_locale(environ: Mapping[str, str]) -> str | None:
    """Return the country of a locale such as en_US.UTF-8."""
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    country = locale.split(".")[0].split("@")[0].partition("_")[2]
    return country if len(country) == 2 and country.isalpha() and country.isupper() else None


def editable_lines() -> str:
    """Return what a configuration file may hold, as an example."""
    lines = ('place = "US-OH"', 'languages = ["es", "en"]', 'ui_language = "es"', 'color = "auto"', 'pager = "less -R"')
    paper = ['organization = "Lake Health"', 'address = "lake.example"', 'logo = "logo.svg"']
    return "\n".join([*lines, "plain = false", *paper])
