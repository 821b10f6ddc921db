import importlib.util
import re
import string
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from peerfind.catalogue import ENGLISH, LANGUAGES, LOCALE, SOURCE, load_catalogue
from tests.conftest import Outcome

Run = Callable[..., Outcome]
ROOT = Path(__file__).parents[1]
OTHERS = [language for language in LANGUAGES if language != SOURCE]


@pytest.fixture(scope="module")
def scripts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT))
    spec.loader.exec_module(module)
    return module


def fields(text: str) -> set[str]:
    """Return the names in braces of a message."""
    text = text.replace("{{ and }}", "")
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_its_translation_and_is_compiled(scripts: ModuleType, language: str) -> None:
    folder = LOCALE / language
    held = scripts.read_po(folder / "peerfind.po")
    assert [message for message in scripts.messages() if not all(held.get(message, [""]))] == []
    assert set(held) - {""} == set(scripts.messages())
    assert (folder / "peerfind.mo").read_bytes() == scripts.compiled(held)


@pytest.mark.parametrize("language", OTHERS)
def test_values_and_options_are_the_same_in_every_translation(scripts: ModuleType, language: str) -> None:
    held = scripts.read_po(LOCALE / language / "peerfind.po")
    for message, told in held.items():
        for one, other in zip(message if isinstance(message, tuple) else (message,), told, strict=True):
            if "{{" not in one and one and one != 'A line each, such as "{name}\\t{phone}".':
                assert (fields(one) - {"number"}, one) == (fields(other) - {"number"}, one)
            assert re.findall(r"--[a-z-]+|PEERFIND_[A-Z]+", one) == re.findall(r"--[a-z-]+|PEERFIND_[A-Z]+", other)


def test_the_messages_that_people_meet_are_found(scripts: ModuleType) -> None:
    found = scripts.messages()
    for message in ("open now, until {when}", "Nothing found.", "Only what costs nothing.", "Run by peers", "to"):
        assert message in found
    assert len(found) > 250


def test_a_message_without_a_translation_is_noticed(scripts: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    po = tmp_path / "xx" / "peerfind.po"
    text = scripts.write_po(po, {"Nothing found.": ["Rien."]})
    po.write_text(text, "utf-8")
    held = scripts.read_po(po)
    assert held["Nothing found."] == ["Rien."]
    assert held["closed now"] == [""]


def test_english_says_messages_as_they_are() -> None:
    assert ENGLISH.say("near {place}", place="x") == "near x"
    assert ENGLISH.count("1 way", "{number} ways", 1) == "1 way"
    assert ENGLISH.count("1 way", "{number} ways", 3) == "3 ways"
    assert ENGLISH.place("US") is None


def test_spanish_knows_places_and_plurals() -> None:
    spanish = load_catalogue("es")
    assert (spanish.place("US-NY"), spanish.place("US-OH")) == ("Nueva York", None)
    assert spanish.count("1 listing can't be read.", "{number} listings can't be read.", 2).startswith("2 servicios")


@pytest.mark.parametrize(
    ("variables", "first"),
    [
        ({"LANG": "es_MX.UTF-8"}, "Encuentre"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "en_US.UTF-8"}, "Find"),
        ({"LANG": "de_DE.UTF-8"}, "Find"),
        ({"LANG": "en_US.UTF-8", "PEERFIND_UI_LANGUAGE": "es-MX"}, "Encuentre"),
    ],
)
def test_locale_and_environment_choose_the_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], first: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run("search", "--help").out.startswith(first)


def test_the_settings_and_an_option_choose_the_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text('ui_language = "es"\n', "utf-8")
    monkeypatch.setenv("PEERFIND_CONFIG", str(tmp_path / "config.toml"))
    assert run("show", "zzz").err.startswith("Ningún servicio se llama 'zzz'.")
    assert run("show", "zzz", "--ui-language", "en").err.startswith("No listing is called 'zzz'.")


def test_a_language_that_is_not_spoken_is_told(run: Run) -> None:
    outcome = run("search", "grief", "--ui-language", "xx")
    assert outcome.status == 2
    assert "the program speaks en (English), es (español)" in outcome.err


def test_the_language_of_the_program_is_that_of_listings_unless_another_is_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanish = ("show", "aunty-line", "--ui-language", "es", "--plain")
    assert "Resumen: Hable con una mujer mayor" in run(*spanish).out
    monkeypatch.setenv("PEERFIND_LANGUAGES", "en")
    assert "Resumen: Talk" in run(*spanish).out


@pytest.mark.parametrize("plain", [[], ["--plain"]])
@pytest.mark.usefixtures("on_terminal")
def test_no_english_strays_into_spanish(run: Run, plain: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_UI_LANGUAGE", "es")
    shown = [run(*command, *plain) for command in (
        ("search", "alguien con quien hablar", "--in", "US-OH", "--explain"), ("crisis", "--in", "US"),
        ("show", "aunty-line"), ("search", "me quiero morir"), ("search", "zzzz"))]  # fmt: skip
    english = r"\b(the|and|open|closed|call|text|copy|not|hours|checked|of|with|for|run by|day|United)\b"
    for outcome in shown:
        lines = [line for line in (outcome.out + outcome.err).splitlines() if "https://" not in line]
        own = [line for line in lines if line and not _is_the_listing_s(line)]
        assert [line for line in own if re.search(english, line, re.IGNORECASE)] == []


def _is_the_listing_s(line: str) -> bool:
    """Whether a line holds words of a listing itself, which stay in its language."""
    data = (ROOT / "tests" / "data" / "small" / "resources.yaml").read_text("utf-8")
    data += (ROOT / "tests" / "data" / "small" / "resources" / "us-oh.yaml").read_text("utf-8")
    told = line.strip().partition(": ")[2] or line.strip().partition("  ")[0]
    return any(part and part in data for part in (told, line.strip(), told[:25]))
