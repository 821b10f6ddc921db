import datetime as dt
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from peerfind.browse.app import Browser
from peerfind.browse.asking import Asking
from peerfind.browse.desk import Desk
from peerfind.browse.keys import KEYS, chip, fitting, table
from peerfind.browse.panels import Card, Facets, Results, Turning
from peerfind.commands.browse import _draws_lines
from peerfind.errors import NothingFoundError
from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from tests.conftest import NOW

MOMENT = dt.datetime.fromisoformat(NOW)
Open = Callable[..., Any]


class Kept:
    """What a browser did to the outside."""

    def __init__(self) -> None:
        self.lists: dict[str, list[str]] = {"desk": []}
        self.printed: list[str] = []

    def keep(self, name: str, id_: str) -> str:
        self.lists.setdefault(name, []).append(id_)
        return f"{id_} is on {name}"

    def print_list(self, name: str) -> str:
        if name == "empty":
            raise NothingFoundError("Nothing to print.")
        self.printed.append(name)
        return f"{name}.pdf"


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def opened(finder: Finder, kept: Kept) -> Open:
    """Return a function that runs a browser and gives its pilot."""

    @asynccontextmanager
    async def run(text: str = "", size: tuple[int, int] = (100, 30), **desk: Any) -> AsyncIterator[Pilot[None]]:
        held = {
            "finder": finder,
            "speaker": Speaker(vocabulary=finder.vocabulary, places=finder.places),
            "clock": lambda: MOMENT,
            "country": "US",
            "lists": lambda: {name: len(ids) for name, ids in kept.lists.items()},
            "keep": kept.keep,
            "print_list": kept.print_list,
        }
        browser = Browser(Desk(**(held | desk)), Asking(text=text))
        async with browser.run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot

    return run


async def settled(pilot: Pilot[None]) -> None:
    """Wait until the newest question is answered and shown."""
    for _ in range(8):
        await pilot.pause(0.03)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def chosen(pilot: Pilot[None]) -> str:
    result = pilot.app.query_one(Results).chosen
    return result.listing.id if result else ""


def shown(pilot: Pilot[None], selector: str) -> str:
    return str(pilot.app.query_one(selector, Static).render())


async def test_results_change_while_somebody_types(opened: Open) -> None:
    async with opened() as pilot:
        await press(pilot, *"harbour")
        assert chosen(pilot) == "harbour-lifeline"


async def test_the_arrows_move_while_somebody_types(opened: Open) -> None:
    async with opened() as pilot:
        first = chosen(pilot)
        await press(pilot, "down")
        second = chosen(pilot)
        assert second != first
        await press(pilot, "up")
        assert chosen(pilot) == first
        await press(pilot, "pagedown")
        assert chosen(pilot) != first
        await press(pilot, "pageup")
        assert chosen(pilot) == first


async def test_enter_gives_the_card_the_keyboard_and_esc_takes_it_back(opened: Open) -> None:
    async with opened("harbour") as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.focused, Card)
        await press(pilot, "escape")
        assert isinstance(pilot.app.focused, Input)


async def test_open_now_and_back(opened: Open) -> None:
    async with opened() as pilot:
        await press(pilot, "ctrl+o")
        assert "open now" in str(pilot.app.query_one("#find", Input).border_subtitle)
        await press(pilot, "ctrl+o")
        assert "open now" not in str(pilot.app.query_one("#find", Input).border_subtitle)


async def test_a_place_is_chosen_and_a_mistake_is_told(opened: Open) -> None:
    async with opened() as pilot:
        await press(pilot, "ctrl+p", *"Kenyaa", "enter")
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "backspace", "enter")
        assert len(pilot.app.screen_stack) == 1
        assert "Kenya" in str(pilot.app.query_one("#find", Input).border_subtitle)


async def test_a_language_is_chosen(opened: Open) -> None:
    async with opened() as pilot:
        await press(pilot, "ctrl+l", *"Spanish", "enter")
        assert "Spanish" in str(pilot.app.query_one("#find", Input).border_subtitle)


async def test_filters_are_gone_to_and_left(opened: Open) -> None:
    async with opened() as pilot:
        await press(pilot, "ctrl+f")
        assert isinstance(pilot.app.focused, Facets)
        await press(pilot, "ctrl+f")
        assert isinstance(pilot.app.focused, Input)


async def test_the_number_is_copied_and_then_the_next(opened: Open) -> None:
    async with opened("harbour") as pilot:
        await press(pilot, "ctrl+y")
        first = pilot.app.clipboard
        assert any(character.isdigit() for character in first)
        await press(pilot, "ctrl+y")
        assert pilot.app.clipboard != first


async def test_a_page_opens_only_after_its_address_was_shown(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    visited: list[str] = []
    monkeypatch.setattr(Browser, "open_url", lambda _, url, **__: visited.append(url))
    async with opened("harbour") as pilot:
        await press(pilot, "ctrl+g")
        assert visited == []
        await press(pilot, "escape")
        assert visited == []
        await press(pilot, "ctrl+g", "enter")
        assert [url.startswith("https://") for url in visited] == [True]


async def test_a_listing_is_put_on_a_list(opened: Open, kept: Kept) -> None:
    async with opened("harbour") as pilot:
        await press(pilot, "ctrl+s", *"desk", "enter")
        assert kept.lists["desk"] == ["harbour-lifeline"]


async def test_a_list_is_printed(opened: Open, kept: Kept) -> None:
    async with opened() as pilot:
        await press(pilot, "ctrl+r", *"desk", "enter")
        assert kept.printed == ["desk"]


async def test_help_tells_every_key(opened: Open) -> None:
    async with opened() as pilot:
        await press(pilot, "f1")
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("keys", [("ctrl+q",), ("ctrl+c",), ("escape", "escape")])
async def test_one_key_leaves(opened: Open, keys: tuple[str, ...]) -> None:
    async with opened("harbour") as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.05)
        assert not pilot.app.is_running or pilot.app._exit


async def test_danger_comes_first(opened: Open) -> None:
    async with opened("i want to kill myself") as pilot:
        assert pilot.app.query_one(Turning).display
        await press(pilot, *["backspace"] * 21)
        assert not pilot.app.query_one(Turning).display


async def test_a_window_that_is_too_small_says_so_and_works(opened: Open) -> None:
    async with opened("harbour", size=(60, 16)) as pilot:
        assert "60x16" in shown(pilot, "#read")
        assert chosen(pilot) == "harbour-lifeline"


async def test_without_colour_and_unicode_it_draws_plain_lines(opened: Open) -> None:
    async with opened(color=False, unicode=False) as pilot:
        assert pilot.app.screen.has_class("-ascii")
        assert "mono" in pilot.app.theme


async def test_questions_draw_plain_lines_too(opened: Open) -> None:
    async with opened(unicode=False) as pilot:
        await press(pilot, "ctrl+p")
        assert pilot.app.screen.has_class("-ascii")


def lines(pilot: Pilot[None]) -> list[str]:
    results = pilot.app.query_one(Results)
    return [results.render_line(y).text.rstrip() for y in range(4)]


async def test_the_marked_listing_is_told_by_more_than_colour(opened: Open) -> None:
    async with opened() as pilot:
        assert [line[:2] for line in lines(pilot)] == ["> ", "  ", "  ", "  "]
        await press(pilot, "down")
        assert [line[:2] for line in lines(pilot)] == ["  ", "  ", "> ", "  "]


async def test_what_was_drawn_for_other_words_is_not_shown_again(opened: Open) -> None:
    async with opened("harbour") as pilot:
        first = lines(pilot)
        await press(pilot, *["backspace"] * 7, *"night owl")
        assert lines(pilot) != first
        await press(pilot, *["backspace"] * 9, *"harbour")
        assert lines(pilot) == first


async def test_a_mistake_is_told_in_whole_sentences_one_at_a_time(opened: Open) -> None:
    async with opened("harbour") as pilot:
        await press(pilot, "ctrl+r", *"empty", "enter")
        await press(pilot, "ctrl+r", *"empty", "enter")
        assert [notice.message for notice in pilot.app._notifications] == ["Nothing to print."]


@pytest.mark.parametrize(
    ("told", "drawn"),
    [
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "plain"),  # Python wrote the second
        ({"LANG": "C"}, "plain"),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "C.UTF-8"}, "whole"),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, "whole"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has code pages")
def test_lines_are_drawn_where_the_locale_has_them(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], drawn: str
) -> None:
    for name in ("LANG", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert _draws_lines() is (drawn == "whole")


async def test_the_card_is_never_cut_off_when_its_panel_grows_narrow(opened: Open) -> None:
    async with opened("harbour", size=(120, 40)) as pilot:
        card = pilot.app.query_one(Card)
        before = card.content_size.width
        await press(pilot, "ctrl+f")
        width = card.content_size.width
        assert width < before
        assert max(line.cell_len for line in card._lines) <= width


async def test_a_window_that_grows_shows_the_card_of_the_marked_listing(opened: Open) -> None:
    async with opened("", size=(80, 30)) as pilot:
        await press(pilot, "down")
        await pilot.resize_terminal(140, 40)
        await settled(pilot)
        name = pilot.app.query_one(Results).chosen.listing.name
        assert name in pilot.app.query_one(Card)._lines[0].plain


async def test_without_a_place_danger_tells_the_key_for_it(opened: Open) -> None:
    async with opened("i want to kill myself", country=None) as pilot:
        assert "Ctrl+P names your place" in pilot.app.query_one(Turning).render_line(0).text


async def test_tab_goes_from_panel_to_panel(opened: Open) -> None:
    async with opened("harbour") as pilot:
        before = pilot.app.focused
        await press(pilot, "tab")
        assert pilot.app.focused is not before
        await press(pilot, "shift+tab")
        assert pilot.app.focused is before


def test_the_line_of_keys_keeps_the_most_important_where_it_is_short() -> None:
    names = [chip(key) for key in fitting(30)]
    assert "^Q leave" in names
    assert sum(len(name) + 2 for name in names) <= 30
    assert len(fitting(200)) == len([key for key in KEYS if key.short])


def test_every_key_is_told() -> None:
    assert [told for _, told in table()] == [key.told for key in KEYS]
    assert all(names and told for names, told in table())


def test_the_manual_tells_every_key() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "browse.md").read_text("utf-8")
    assert [names for names, told in table() if f"| {names} | {told} |" not in manual] == []
