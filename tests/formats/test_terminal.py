import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from peerfind.formats.terminal import Screen
from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from peerfind.lookup.query import Answer, Filters, Reason

GOLDEN = Path(__file__).parent / "golden"


def screen_of(finder: Finder, now: dt.datetime, width: int = 80, *, color: bool = False, **speaker: Any) -> Screen:
    return Screen(
        Speaker(vocabulary=finder.vocabulary, places=finder.places, zone=dt.UTC, **speaker), now, width, color=color
    )


def answer_of(finder: Finder, now: dt.datetime, query: str, *names: str) -> Answer:
    """Return the answer to a query with these results in it, so that what is shown does not depend on the ranking."""
    answer = finder.search(query, Filters(), 5, now, finder.places.resolve("US"))
    return answer.replace(results=[finder.show(name, now)[0] for name in names], total=9)


def list_of(finder: Finder, now: dt.datetime, query: str, width: int = 80, **options: Any) -> str:
    screen = screen_of(finder, now, width, **options)
    screen.results(finder.search(query, Filters(), 5, now, finder.places.resolve("US")))
    return screen.text


def same_as(name: str, text: str) -> bool:
    """Compare with a golden file; write it where it is not there yet."""
    golden = GOLDEN / name
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
        return False
    return golden.read_text("utf-8") == text


@pytest.mark.parametrize("width", [80, 200])
def test_a_list_of_results(finder: Finder, now: dt.datetime, width: int) -> None:
    screen = screen_of(finder, now, width)
    screen.results(
        answer_of(
            finder, now, "someone to talk to", "aunty-line", "oh-night-warmline", "old-soldiers", "harbour-lifeline"
        )
    )
    assert same_as(f"list-{width}.txt", screen.text)


def test_a_list_of_groups_tells_how_far_away_and_when_they_meet(local: Finder, now: dt.datetime) -> None:
    filters = Filters(near=local.places.point("44113"), within_km=60.0)
    screen = screen_of(local, now)
    screen.results(local.search("grief group", filters, 2, now))
    assert same_as("near-80.txt", screen.text)


def test_what_a_listing_lacks_stands_beside_its_name(finder: Finder, now: dt.datetime) -> None:
    (found,) = finder.show("aunty-line", now)
    screen = screen_of(finder, now)
    answer = answer_of(finder, now, "aunty")
    screen.results(answer.replace(results=[found.replace(lacks=("place", "languages"))]))
    assert "Aunty Line  warmline; for another place; in another language\n" in screen.text


def test_reasons_are_told_with_their_points_in_line(finder: Finder, now: dt.datetime) -> None:
    (found,) = finder.show("aunty-line", now)
    reasons = (Reason(why="loneliness", points=112.25), Reason(why="serves US", points=7.0))
    screen = screen_of(finder, now)
    screen.results(answer_of(finder, now, "aunty").replace(results=[found.replace(reasons=reasons)]))
    assert screen.text.splitlines()[-4:-2] == ["   112.2  loneliness", "     7.0  serves US"]


def test_an_urgent_search_starts_with_where_to_turn(finder: Finder, now: dt.datetime) -> None:
    screen = screen_of(finder, now)
    screen.results(answer_of(finder, now, "i want to die", "harbour-lifeline", "oh-night-warmline"))
    shown = screen.text
    assert shown.splitlines()[:3] == [
        "In danger now? Call 911 (emergency, United States).",
        "Harbour Lifeline  open now, day and night",
        "  Call     988",
    ]
    assert same_as("urgent-80.txt", shown)


def test_a_card(finder: Finder, now: dt.datetime) -> None:
    screen = screen_of(finder, now)
    screen.card(finder.show("aunty-line", now)[0])
    assert same_as("card-80.txt", screen.text)


def test_a_closed_listing_says_so_first(finder: Finder, now: dt.datetime) -> None:
    screen = screen_of(finder, now)
    screen.card(finder.show("gone-line", now)[0])
    assert "CLOSED since 2025-07-17. Now: peerfind show aunty-line" in screen.text.splitlines()[1]


@pytest.mark.parametrize("width", [20, 30, 41])
def test_no_number_is_broken_or_cut_however_narrow_the_screen(finder: Finder, now: dt.datetime, width: int) -> None:
    shown = list_of(finder, now, "13 11 14", width)
    assert re.search(r"^  Call     13 11 14", shown, re.MULTILINE)
    assert re.search(r"^  Call     0491 570 006", shown, re.MULTILINE)


def test_nothing_is_wider_than_the_screen_but_addresses(finder: Finder, now: dt.datetime) -> None:
    shown = list_of(finder, now, "someone to talk to", 60)
    assert not [line for line in shown.splitlines() if len(line) > 60 and "  Call" not in line]


def test_without_colour_there_are_no_escapes(finder: Finder, now: dt.datetime) -> None:
    assert "\x1b" not in list_of(finder, now, "harbour")


def test_colour_changes_nothing_but_escapes(finder: Finder, now: dt.datetime) -> None:
    coloured = list_of(finder, now, "harbour", color=True)
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == list_of(finder, now, "harbour")


def test_the_reader_s_language_is_used_where_there_is_one(finder: Finder, now: dt.datetime) -> None:
    shown = list_of(finder, now, "aunty line", language="es")
    assert "Hable con una mujer mayor" in shown


@pytest.mark.parametrize("width", [30, 80])
def test_an_alert_stands_right_below_the_name(finder: Finder, now: dt.datetime, width: int) -> None:
    (found,) = finder.show("aunty-line", now)
    told = found.replace(listing=found.listing.replace(alert="Calls are answered from 6 pm on until the move is over."))
    card, entries = screen_of(finder, now, width), screen_of(finder, now, width)
    card.card(told)
    entries.results(answer_of(finder, now, "aunty").replace(results=[told]))
    for screen in (card, entries):
        lines = [line.strip() for line in screen.text.splitlines()]
        heading = next(at for at, line in enumerate(lines) if line.startswith("Aunty Line"))
        assert " ".join(lines[heading + 1 : heading + 5]).startswith("ALERT: Calls are answered from 6 pm on")


def test_an_alert_stands_before_the_numbers_where_to_turn(finder: Finder, now: dt.datetime) -> None:
    answer = answer_of(finder, now, "i want to die", "harbour-lifeline")
    assert answer.turn is not None
    (line, *_) = answer.turn.crisis_lines
    screen = screen_of(finder, now)
    screen.turn(
        answer.turn.replace(crisis_lines=[line.replace(listing=line.listing.replace(alert="Text only today."))])
    )
    assert "\n  ALERT: Text only today.\n  Call" in screen.text


_NAMES = {
    "cjk": "いのちの電話相談センター全国統一ダイヤル",
    "arabic": "خط نجدة الطفل المصري للدعم النفسي على مدار الساعة",
    "hindi": "राष्ट्रीय मानसिक स्वास्थ्य हेल्पलाइन किरण सेवा",
    "emoji": "🌈 Peer line 👩🏽‍🤝‍👨🏻 for everybody 🇯🇵 day and night 🕊️",
}
_LONG = "00441234 567 890 123"


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("script", _NAMES)
def test_every_script_stays_within_the_screen_and_every_number_on_its_line(
    finder: Finder, now: dt.datetime, script: str, width: int
) -> None:
    found = finder.show("aunty-line", now)[0]
    name = _NAMES[script]
    contact = found.listing.contacts[0].replace(value="988", say=_LONG, press=None, note=f"{name} {name}")
    listing = found.listing.replace(
        name=name, summary=f"{name}. " * 4, contacts=(contact,), sources=found.listing.sources[:1]
    )
    result, screen = found.replace(listing=listing), screen_of(finder, now, width)
    screen.listed([result])
    screen.card(result)
    shown = screen.text.splitlines()
    assert sum(_LONG in line for line in shown) == 2
    assert [line for line in shown if cell_len(line) > min(width, 100) and "https://" not in line] == []
    assert "".join(name.split()) in "".join(screen.text.split())


@pytest.mark.parametrize("width", [20, 31, 40, 80])
def test_emergency_numbers_are_never_broken_by_the_edge_of_the_screen(
    finder: Finder, now: dt.datetime, width: int
) -> None:
    screen = screen_of(finder, now, width)
    turn = finder.turn(finder.places.resolve("EG"), now)
    assert turn.emergency
    screen.turn(turn)
    shown = screen.text.splitlines()
    for _, number in turn.emergency.spoken():
        assert any(re.search(rf"\b{number}\b", line) for line in shown)
    assert max(map(cell_len, shown)) <= width
