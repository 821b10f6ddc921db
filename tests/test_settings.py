import os
import sys
from pathlib import Path

import platformdirs
import pytest

from peerfind.settings import load_settings


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("folders", [{}, {"XDG_CACHE_HOME": "/somewhere/c", "XDG_CONFIG_HOME": "/somewhere/d"}])
def test_the_user_s_folders_are_those_of_platformdirs(folders: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in folders.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PEERFIND_CACHE")
    settings = load_settings(os.environ)
    assert settings.cache == platformdirs.user_cache_path("peerfind")
    assert settings.config_file == platformdirs.user_config_path("peerfind") / "config.toml"


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        ({}, "auto"),
        ({"NO_COLOR": "1"}, "never"),
        ({"NO_COLOR": ""}, "auto"),
        ({"CLICOLOR_FORCE": "1"}, "always"),
        ({"CLICOLOR_FORCE": "0"}, "auto"),
        ({"NO_COLOR": "1", "PEERFIND_COLOR": "always"}, "always"),
    ],
)
def test_colour_follows_the_conventions(environment: dict[str, str], colour: str) -> None:
    assert load_settings({"HOME": "/nowhere", **environment}).color.value == colour


@pytest.mark.parametrize(
    ("locale", "country"),
    [("en_US.UTF-8", "US"), ("es_MX", "MX"), ("C.UTF-8", None), ("de", None), ("sr_RS@latin", "RS")],
)
def test_the_locale_gives_a_country(locale: str, country: str | None) -> None:
    assert load_settings({"LANG": locale}).guessed_country == country


def test_the_file_stands_under_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('place = "Ohio"\nlanguages = ["es", "en"]\n', "utf-8")
    settings = load_settings({"PEERFIND_CONFIG": str(file), "PEERFIND_PLACE": "Kenya"})
    assert (settings.place.value, settings.place.origin) == ("Kenya", "PEERFIND_PLACE")
    assert settings.languages.value == ["es", "en"]
