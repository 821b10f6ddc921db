"""The full-screen application: what each key does, and one search at a time behind the screen.

Searches run in a thread, one at a time: a key that is pressed while one runs is answered by the next, which takes what
stands in the line then, so that no key waits for an outdated answer. Nothing is written but lists, and no connection
is opened; a page opens in the browser once its address was shown and Enter pressed.
"""

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from peerfind.browse.asking import PAGE, Asking, answer, counts, told
from peerfind.browse.entries import pages, ways_to_copy
from peerfind.browse.keys import KEYS
from peerfind.browse.panels import Card, Facets, KeyLine, Results, Turning
from peerfind.browse.prompts import Ask, Choose, Help, Panel
from peerfind.browse.themes import COLOURS, MONO
from peerfind.errors import PeerfindError
from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from peerfind.lookup.query import Answer
from peerfind.record import Record

SMALLEST = (80, 24)
_TWICE = 0.6
"""Seconds within which a second Esc leaves."""
_MINUTE = 60.0
_SOON = 0.03
"""Seconds after which the card follows the listings."""


class Desk(Record):
    """What browsing works with."""

    finder: Finder
    speaker: Speaker
    clock: Callable[[], dt.datetime]
    """Returns the moment."""
    country: str | None
    """The user's country; of places with one name, the one there is meant."""
    lists: Callable[[], Mapping[str, int]]
    """Returns the names of the saved lists with how many listings each holds. Raises PeerfindError."""
    keep: Callable[[str, str], str]
    """Puts an id on a list of a name and returns what was done. Raises PeerfindError."""
    print_list: Callable[[str], str]
    """Prints a list and returns what was done. Raises PeerfindError."""
    color: bool = True
    unicode: bool = True
    """Whether the terminal can draw lines."""


class Browser(App[None]):
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
        super().__init__()
        self._desk, self._asking = desk, asking
        self._wanted = asyncio.Event()
        self._counted: Asking | None = None
        self._grown = False
        self._escaped = -_TWICE
        self._copied: tuple[tuple[str, ...], int] = ((), 0)
        self.failure: Exception | None = None
        """What ended the application, for whoever started it."""
        for theme in (COLOURS, MONO):
            self.register_theme(theme)
        self.theme = (COLOURS if desk.color else MONO).name
        self.animation_level = "none"

    def compose(self) -> Iterable[Any]:
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

    def on_resize(self) -> None:
        """Show the card at its new width once the panels have theirs."""
        self.call_after_refresh(self._show_card)

    async def _answer_always(self) -> None:
        """Answer what is asked, the newest only, as long as the application runs."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            asking, now = self._asking, self._desk.clock()
            found = await asyncio.to_thread(answer, self._desk.finder, asking, now)
            if self._wanted.is_set():
                continue
            self._show(asking, found, now)
            if self._counted is None or self._counted.filters != asking.filters:
                counted = await asyncio.to_thread(counts, self._desk.finder, asking, now)
                self._counted = asking
                self.query_one(Facets).show(self._asking, counted)

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
        chosen = self.query_one(Results).chosen
        card = self.query_one(Card)
        if card.display:
            card.show(chosen, self._desk.clock())

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

    def action_place(self) -> None:
        """Ask for a place."""
        hint = "Country, state, province, city or US ZIP code; nothing for anywhere."
        self.push_screen(Ask("Place", hint, fault=self._no_place), self._take_place)

    def _no_place(self, text: str) -> str:
        places = self._desk.finder.places
        if not text or places.resolve(text, self._desk.country):
            return ""
        near = places.suggest(text)
        return f"No place {text!r} is known." + (f" Did you mean {near}?" if near else "")

    def _take_place(self, text: str | None) -> None:
        if text is not None:
            place = self._desk.finder.places.resolve(text, self._desk.country) if text else None
            self._ask(self._asking.within(place))

    def action_language(self) -> None:
        """Ask for a language of the help."""
        spoken = self._desk.finder.counts("languages", self._asking.filters.replace(languages=()), self._desk.clock())
        label = self._desk.speaker.label
        choices = [
            (code, f"{label('languages', code)}  {spoken[code]:,}")
            for code in sorted(spoken, key=lambda c: (-spoken[c], c))
        ]
        hint = "Type, or choose with the arrow keys; nothing for any language."
        self.push_screen(Ask("Language of the help", hint, choices, self._no_language), self._take_language)

    def _no_language(self, text: str) -> str:
        known = not text or self._desk.finder.lexicon.resolve("languages", text)
        return "" if known else f"{text!r} is no language in this directory."

    def _take_language(self, text: str | None) -> None:
        if text is not None:
            code = self._desk.finder.lexicon.resolve("languages", text) if text else None
            filters = self._asking.filters.replace(languages=(code,) if code else ())
            self._ask(self._asking.replace(filters=filters, limit=PAGE))

    def action_copy(self) -> None:
        """Copy the number of what the keyboard is at; pressed again, its next way."""
        turning, chosen = self.query_one(Turning), self.query_one(Results).chosen
        ways = turning.copies if turning.has_focus else ()
        if not turning.has_focus and chosen:
            ways = ways_to_copy(chosen.listing, self._desk.speaker)
        if not ways:
            self.notify("There is no number to copy here.", markup=False)
            return
        key = tuple(way.text for way in ways)
        at = (self._copied[1] + 1) % len(ways) if self._copied[0] == key else 0
        self._copied = (key, at)
        self.copy_to_clipboard(ways[at].text)
        again = f" {at + 1} of {len(ways)}; again for the next." if len(ways) > 1 else ""
        self.notify(f"{ways[at].told}: sent to the clipboard, where the terminal allows it.{again}", markup=False)

    def action_web(self) -> None:
        """Show the web addresses, and open the one that is chosen."""
        chosen = self.query_one(Results).chosen
        addresses = pages(chosen.listing) if chosen else ()
        if not addresses:
            self.notify("This listing has no web page.", markup=False)
            return
        hint = "Enter opens the address in your browser, whose history keeps it. Esc opens nothing."
        choices = [(address, address) for address in addresses]
        self.push_screen(Choose("Open a web page?", hint, choices), self._open)

    def _open(self, address: str | None) -> None:
        if address is not None:
            self.open_url(address)

    def action_save(self) -> None:
        """Ask for a list and put the listing on it."""
        if chosen := self.query_one(Results).chosen:
            hint = "Choose a list, or type the name of a new one: small letters, digits and hyphens."
            id_ = chosen.listing.id
            self._ask_list(f"Put {chosen.listing.name} on a list", hint, lambda name: self._desk.keep(name, id_))

    def action_print(self) -> None:
        """Ask for a list and print it."""
        self._ask_list("Print a list", "Choose one of your lists.", self._desk.print_list)

    def _ask_list(self, title: str, hint: str, act: Callable[[str], str]) -> None:
        try:
            held = self._desk.lists()
        except PeerfindError as error:
            self._tell(error)
            return

        def take(name: str | None) -> None:
            if name is not None:
                self.run_worker(self._act(act, name))

        choices = [(name, f"{name}  {count:,}") for name, count in held.items()]
        self.push_screen(Ask(title, hint, choices, lambda name: "" if name else hint), take)

    async def _act(self, act: Callable[[str], str], name: str) -> None:
        try:
            self.notify(await asyncio.to_thread(act, name), markup=False)
        except PeerfindError as error:
            self._tell(error)

    def _tell(self, error: PeerfindError) -> None:
        self.notify(f"{error} {error.hint}".strip(), severity="error", markup=False)

    def action_help(self) -> None:
        """Tell what each key does."""
        self.push_screen(Help())

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End without Textual's own report, which would show the query among the variables."""
        self._close_messages_no_wait()
