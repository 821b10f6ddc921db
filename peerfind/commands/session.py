"""What every command starts from: the settings, the clock, the open directory, and where output goes."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from peerfind.catalogue import load_catalogue
from peerfind.clock import read_clock
from peerfind.commands.everywhere import surroundings
from peerfind.formats.words import Speaker
from peerfind.lookup.asking import code_of, place_of, point_of
from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Place
from peerfind.lookup.snapshots import current_snapshots, outdated_meetings, remarks
from peerfind.lookup.store import Contents, directory_folder, open_finder
from peerfind.settings import Settings, load_settings

if TYPE_CHECKING:
    from peerfind.commands.terminal import Terminal
    from peerfind.formats.linear import Linear
    from peerfind.formats.terminal import Screen

ANYWHERE = ("anywhere", "worldwide", "world", "any")
_PATIENCE = 0.5
"""Seconds after which a wait is explained with a progress bar."""
_EXPECTED = 1_200
"""Listings that the progress bar starts from; it grows with what is read."""


class Session:
    """One run of one command."""

    def __init__(self, place: str | None = None, color: str | None = None) -> None:
        environ = surroundings()
        self.settings = load_settings(environ)
        self.catalogue = load_catalogue(self.settings.ui_language.value)
        self.now = read_clock(environ)
        self._color = color or self.settings.color.value
        bar = _Progress(sys.stderr)
        feeds, today = current_snapshots(self.settings.data), self.now.date()
        outdated = outdated_meetings(feeds, today)
        self.opened = open_finder(folder_of(self.settings), self.settings.cache, bar.tell, feeds, outdated)
        bar.close()
        self.finder: Finder = self.opened.finder
        self._tell_about(self.opened.contents, self.opened.in_memory_because)
        if aged := "; ".join(remarks(feeds, today)):
            tell(f'Feeds: {aged}. "peerfind update" reads them again.')
        self.place, self.home = self._places(place)
        languages = self.settings.languages.value
        self.speaker = Speaker(
            vocabulary=self.finder.vocabulary,
            places=self.finder.places,
            language=languages[0] if languages else self.catalogue.language,
            zone=self.now.tzinfo,
            catalogue=self.catalogue,
            written_out=self.settings.plain.value,
        )

    @property
    def on_terminal(self) -> bool:
        """Whether somebody reads standard output on a terminal."""
        return sys.stdout.isatty()

    def screen(self) -> "Screen | Linear":
        """Return an empty screen for this terminal, or for one that is read out."""
        if self.settings.plain.value:
            from peerfind.formats.linear import Linear  # here, because few need it

            return Linear(self.speaker, self.now)
        from peerfind.formats.terminal import Screen  # here, because only a terminal needs rich

        shown = self.terminal()
        return Screen(self.speaker, self.now, shown.width, color=shown.color, links=shown.links)

    def terminal(self) -> "Terminal":
        """Return what the terminal at hand can do."""
        from peerfind.commands.terminal import examine  # here, because most look-ups of scripts have none

        return examine(sys.stdout, self._color, os.environ, interactive=self.on_terminal)

    def page(self, text: str) -> None:
        """Write data to standard output, page by page where it is longer than the terminal."""
        if not self.on_terminal:
            write(text)
            return
        from peerfind.commands.terminal import page  # likewise

        page(text, self.settings.pager.value, self.terminal(), sys.stdout)

    def say(self, message: str, **values: object) -> str:
        """Return a message in the reader's language, with its values."""
        return self.catalogue.say(message, **values)

    def code(self, table: str, text: str, option: str) -> str:
        """Return the code that an option's value means. Raises UsageError with what was probably meant."""
        return code_of(self.finder, table, text, option)

    def point(self, text: str) -> Place:
        """Return the place with coordinates that --near means. Raises UsageError."""
        home = self.home.country if self.home else self.settings.guessed_country
        return point_of(self.finder, text, home, "--near")

    def _places(self, asked: str | None) -> tuple[Place | None, Place | None]:
        """Return the place that listings must serve, and the one that only puts what is near first."""
        text, origin = (asked, "--in") if asked else (self.settings.place.value, self.settings.place.origin)
        guess = self.settings.guessed_country
        guessed = self.finder.places.resolve(guess) if guess else None
        if not text:
            return None, guessed
        if text.strip().lower() in ANYWHERE:
            return None, None
        found = place_of(self.finder, text, guess, origin)
        self._tell_reading(text, found)
        return found, found

    def _tell_reading(self, text: str, found: Place) -> None:
        """Say which place a short or shared name was read as."""
        if found.kind != "country":
            return
        places = self.finder.places
        others = [place for place in places.named(text) if place.kind == "region"]
        if len(text) == 2:
            others += places.named(f"US-{text}")
        if others:
            told = "{text!r} is read as the country {country}; for {other} write {code}."
            tell(self.say(told, text=text, country=found.name, other=others[0].name, code=others[0].code))

    def _tell_about(self, contents: Contents, in_memory_because: str | None) -> None:
        if contents.left_out:
            told = self.catalogue.count(
                '1 listing left out as unreadable; the rest works. First: {fault} ("peerfind check")',
                '{number} listings left out as unreadable; the rest works. First: {fault} ("peerfind check")',
                contents.left_out,
                fault=contents.faults[0],
            )
            tell(told)
        if in_memory_because:
            told = "The index could not be kept ({reason}); look-ups work, but each takes longer."
            tell(self.say(told, reason=in_memory_because))


def folder_of(settings: Settings) -> Path:
    """Return the folder of the listings: the one that was chosen, else the bundled one."""
    return Path(settings.directory.value) if settings.directory.value else directory_folder()


def write(text: str) -> None:
    """Write data to standard output."""
    sys.stdout.write(text)


def tell(line: str) -> None:
    """Write a remark to standard error."""
    sys.stderr.write(line + "\n")


class _Progress:
    """A bar on a terminal, once building the index takes longer than anybody should wait without a word."""

    def __init__(self, file: TextIO) -> None:
        self._wanted = file.isatty()
        self._started = time.monotonic()
        self._bar: Any = None

    def tell(self, done: int) -> None:
        """Take note of how many listings have been read."""
        if not self._wanted or time.monotonic() - self._started < _PATIENCE:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("Preparing the directory, once", total=_EXPECTED)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=max(_EXPECTED, done))

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
