"""The full-screen application: what each key does, and one search at a time behind the screen.

Searches run in a thread, one at a time: a key that is pressed while one runs is answered by the next, which takes what
stands in the line then, so that no key waits for an outdated answer. Nothing is written but lists, and no connection
is opened; a page opens in the browser once its address was shown and Enter pressed.
"""

import asyncio
import datetime as dt
import time
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from peerfind.browse.asking import PAGE, Asking, answer, counts, told
from peerfind.browse.desk import Desk
from peerfind.browse.errands import Errands
from peerfind.browse.keys import KEYS
from peerfind.browse.panels import Card, Facets, KeyLine, Results, Turning
from peerfind.browse.prompts import Help, Panel
from peerfind.browse.themes import COLOURS, MONO
from peerfind.lookup.query import Answer

SMALLEST = (80, 24)
_TWICE = 0.6
"""Seconds within which a second Esc leaves."""
_MINUTE = 60.0
_SOON = 0.03
"""Seconds after which the card follows the listings."""


class Browser(Errands):
    """Browses the directory."""

    CSS_PATH = "browse.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "peerfind browse"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-medium"), (132, "-wide")]  # noqa: RUF012  # so does Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.anywhere, key.action, show=False, priority=True) for key in KEYS if key.anywhere),
        *(Binding(key.elsewhere, key.action, show=False) for key in KEYS if key.elsewhere),
    ]

    def __init__(self, desk: Desk, asking: Asking) -> None:
        super().__init__(desk, asking)
        self._wanted = asyncio.Event()
        self._counted: Asking | None = None
        self._grown = False
        self._escaped = -_TWICE
        self.failure: Exception | None = None
        """What ended the application, for whoever started it."""
        for theme in (COLOURS, MONO):
            self.register_theme(theme)
        self.theme = (COLOURS if desk.color else MONO).name
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        """Hold the panels."""
        speaker = self._desk.speaker
        find = Input(
            self._asking.text, id="find", placeholder="what you look for, in your own words", select_on_focus=False
        )
        find.border_title = "Search"
        find.cursor_blink = False
        yield find
        yield Static(id="read", markup=False)
        yield Turning(speaker, id="turn")
        with Horizontal(id="main"):
            yield Facets(speaker, id="filters")
            yield Results(speaker, id="results")
            yield Card(speaker, color=self._desk.color, id="card")
        yield KeyLine(id="keys-line")

    def on_mount(self) -> None:
        """Start to answer."""
        self.screen.set_class(not self._desk.unicode, "-ascii")
        self.run_worker(self._answer_always(), exit_on_error=True)
        self._card_timer = self.set_interval(_SOON, self._show_card, pause=True)
        self.set_interval(_MINUTE, self._wanted.set)  # what is open changes
        self._wanted.set()

    async def _answer_always(self) -> None:
        """Answer what is asked, the newest only, as long as the application runs."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            asking, now = self._asking, self._now()
            found = await asyncio.to_thread(answer, self._desk.finder, asking, now)
            if self._wanted.is_set():
                continue
            self._show(asking, found, now)
            if self._counted is None or self._counted.filters != asking.filters:
                counted = await asyncio.to_thread(counts, self._desk.finder, asking, now)
                self._counted = asking
                self.query_one(Facets).show(self._asking, counted)

    def _now(self) -> dt.datetime:
        """Return the minute: what was worked out for it holds until the next."""
        return self._desk.clock().replace(second=0, microsecond=0)

    def _show(self, asking: Asking, found: Answer, now: dt.datetime) -> None:
        with self.batch_update():
            self.query_one(Turning).show(found, now)
            self.query_one(Results).show(found, now, stay=self._grown)
            self._grown = False
            find, held = self.query_one("#find", Input), told(asking, self._desk.speaker)
            if find.border_subtitle != held:
                find.border_subtitle = held
            self.query_one("#read", Static).update(self._read_as(found), layout=False)
        self._show_card_soon()

    def _read_as(self, found: Answer) -> str:
        if self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]:
            size = f"{self.size.width}x{self.size.height}"
            return f"This window is {size}; at 80x24 there is room for all."
        reading = self._desk.speaker.reading(found.understood)
        return f"Read as: {reading}" if reading else ""

    def _show_card_soon(self) -> None:
        """Show the card once nobody types on: the listings come first."""
        self._card_timer.reset()
        self._card_timer.resume()

    def _show_card(self) -> None:
        self._card_timer.pause()
        for card in self.query(Card):  # none where the application is closing
            if card.display:
                card.show(self.query_one(Results).chosen, self._now())

    def _ask(self, asking: Asking) -> None:
        if asking == self._asking:
            return
        before, self._asking = self._asking, asking
        self._wanted.set()
        if (before.filters, before.open_now) != (asking.filters, asking.open_now):
            facets = self.query_one(Facets)
            facets.show(asking, facets.counts)

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        self._ask(self._asking.replace(text=event.value, limit=PAGE))

    @on(Input.Submitted, "#find")
    @on(Results.Chosen, "#results")
    def _entered(self) -> None:
        self.action_read()

    @on(Results.Moved, "#results")
    def _moved(self) -> None:
        self._show_card_soon()
        if self.query_one(Results).marked + 1 >= self._asking.limit:
            self._grown = True
            self._ask(self._asking.replace(limit=self._asking.limit + PAGE))

    @on(Card.Resized)
    def _resized(self) -> None:
        self._show_card()

    @on(Facets.Toggled)
    def _toggled(self, event: Facets.Toggled) -> None:
        self._ask(self._asking.toggled(event.field, event.code))

    @on(Facets.Asked)
    async def _chosen(self, event: Facets.Asked) -> None:
        await self.run_action(event.action)

    def action_move(self, by: int) -> None:
        """Move the marker in the list of results, wherever the keyboard is."""
        self.query_one(Results).move(by)

    def action_read(self) -> None:
        """Give the card the keyboard, and in a narrow window all the room."""
        if self.query_one(Results).chosen:
            self.screen.add_class("-reading")
            self.call_after_refresh(self._show_card)
            self.query_one(Card).focus()

    def action_filters(self) -> None:
        """Go to the filters, or leave them."""
        facets = self.query_one(Facets)
        if facets.has_focus:
            self._go_back()
        else:
            self.screen.remove_class("-reading").add_class("-filtering")
            facets.focus()

    def action_escape(self) -> None:
        """Close what is above the search; a second time within a moment, leave."""
        now = time.monotonic()
        if now - self._escaped < _TWICE:
            self.action_leave()
        elif isinstance(self.screen, Panel):
            self.screen.dismiss(None)
        else:
            self._go_back()
        self._escaped = now

    def _go_back(self) -> None:
        self.screen.remove_class("-reading", "-filtering")
        self.query_one("#find").focus()

    def action_leave(self) -> None:
        """Leave; whoever started the application clears the screen."""
        self.exit()

    def action_open_now(self) -> None:
        """Ask for what is open now, or for everything again."""
        self._ask(self._asking.replace(open_now=not self._asking.open_now, limit=PAGE))

    def action_help(self) -> None:
        """Tell what each key does."""
        self.push_screen(Help())

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's own report, which would show the query among the variables."""
        self._close_messages_no_wait()
