"""What the keys do that ask a question first, or that reach outside: place, language, number, page, lists."""

import asyncio
from collections.abc import Callable
from typing import Literal

from textual.app import App

from peerfind.browse.asking import PAGE, Asking
from peerfind.browse.desk import Desk
from peerfind.browse.entries import pages, ways_to_copy
from peerfind.browse.panels import Results, Turning
from peerfind.browse.prompts import Ask, Choose
from peerfind.errors import PeerfindError


class Errands(App[None]):
    """An application that runs errands for the listing that is marked."""

    def __init__(self, desk: Desk, asking: Asking) -> None:
        super().__init__()
        self._desk, self._asking = desk, asking
        self._copied: tuple[tuple[str, ...], int] = ((), 0)

    def _ask(self, asking: Asking) -> None:
        """Ask anew."""
        raise NotImplementedError

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
            self._say("There is no number to copy here.")
            return
        key = tuple(way.text for way in ways)
        at = (self._copied[1] + 1) % len(ways) if self._copied[0] == key else 0
        self._copied = (key, at)
        self.copy_to_clipboard(ways[at].text)
        again = f" {at + 1} of {len(ways)}; again for the next." if len(ways) > 1 else ""
        self._say(f"{ways[at].told}: sent to the clipboard, where the terminal allows it.{again}")

    def action_web(self) -> None:
        """Show the web addresses, and open the one that is chosen."""
        chosen = self.query_one(Results).chosen
        addresses = pages(chosen.listing) if chosen else ()
        if not addresses:
            self._say("This listing has no web page.")
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
            self._say(await asyncio.to_thread(act, name))
        except PeerfindError as error:
            self._tell(error)

    def _tell(self, error: PeerfindError) -> None:
        said = str(error).rstrip(".") + "."
        self._say(f"{said} {error.hint}".strip(), "error")

    def _say(self, message: str, severity: Literal["information", "error"] = "information") -> None:
        """Tell something in the corner, in place of what stands there."""
        self.clear_notifications()
        self.notify(message, severity=severity, markup=False)
