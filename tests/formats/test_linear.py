import datetime as dt
import re

import pytest

from peerfind.catalogue import load_catalogue
from peerfind.formats.letters import nearest_letters
from peerfind.formats.linear import Linear
from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from peerfind.lookup.query import Filters, Reason
from tests.formats.test_terminal import answer_of, same_as, screen_of


def linear(finder: Finder, now: dt.datetime, language: str = "en") -> Linear:
    catalogue = load_catalogue(language)
    speaker = Speaker(vocabulary=finder.vocabulary, places=finder.places, zone=dt.UTC, language=language,
                      catalogue=catalogue, written_out=True)  # fmt: skip
    return Linear(speaker, now)


def test_a_list_is_one_fact_a_line(finder: Finder, now: dt.datetime) -> None:
    shown = linear(finder, now)
    shown.results(answer_of(finder, now, "someone to talk to", "aunty-line", "oh-night-warmline", "old-soldiers"))
    assert same_as("list-linear.txt", shown.text)


def test_a_card_is_one_fact_a_line(finder: Finder, now: dt.datetime) -> None:
    shown = linear(finder, now, "es")
    shown.card(finder.show("oh-night-warmline", now)[0])
    assert same_as("card-linear-es.txt", shown.text)


def test_danger_comes_first(finder: Finder, now: dt.datetime) -> None:
    shown = linear(finder, now)
    shown.results(answer_of(finder, now, "i want to die", "harbour-lifeline"))
    assert shown.text.startswith(
        "In danger now? Call 911 (emergency, United States).\n\nName: Harbour Lifeline\nCall: 988\n"
    )


def test_nothing_is_drawn_and_no_word_is_cut_short(now: dt.datetime, local: Finder) -> None:
    shown = linear(local, now)
    filters = Filters(near=local.places.point("44113"), within_km=60.0)
    shown.results(local.search("grief group", filters, 5, now))
    assert not re.search(r"[·│─|]|  |\b(Mo|Tu|Th|Fr|Sa|Su|Nov|mi|km)\b", shown.text)
    assert " miles away" in shown.text


def test_reasons_are_told(finder: Finder, now: dt.datetime) -> None:
    (found,) = finder.show("aunty-line", now)
    shown = linear(finder, now, "es")
    reasons = (Reason(why="loneliness", points=112.25), Reason(why="nearer: all of United States", points=7.0))
    shown.results(answer_of(finder, now, "aunty").replace(results=[found.replace(reasons=reasons)]))
    assert "Motivo: soledad, 112.2\nMotivo: más cerca: todo Estados Unidos, 7.0\n" in shown.text


@pytest.mark.parametrize("letters", ["心の電話", "خط المساعدة", "Línea 🧡 de ayuda"])
def test_names_in_any_script_keep_within_the_screen(finder: Finder, now: dt.datetime, letters: str) -> None:
    from rich.cells import cell_len

    (found,) = finder.show("aunty-line", now)
    listing = found.listing.replace(name=letters, summary=" ".join([letters] * 20))
    screen = screen_of(finder, now, 40)
    screen.card(found.replace(listing=listing))
    lines = [line for line in screen.text.splitlines() if "://" not in line and not line.startswith("  ")]
    assert [line for line in lines if cell_len(line) > 40] == []
    assert letters in screen.text


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Línea · niños", "ascii", "Linea - ninios"),
        ("“It’s” – ok…", "ascii", '"It\'s" - ok...'),
        ("心 988", "cp1252", "? 988"),
        ("a\u200e\u2066b", "cp437", "ab"),
        ("é–", "cp437", "é-"),
    ],
)
def test_letters_that_an_encoding_lacks_are_shown_by_the_nearest(text: str, encoding: str, shown: str) -> None:
    import codecs

    codecs.register_error("nearest-letters", nearest_letters)
    assert text.encode(encoding, "nearest-letters").decode(encoding) == shown
