"""What every command starts from: the settings, the clock, the open directory, and where output goes."""

import os
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from peerfind.clock import read_clock
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE
from peerfind.formats.words import Speaker
from peerfind.lookup.asking import code_of, place_of, point_of
from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Place
from peerfind.lookup.store import Contents, directory_folder, open_finder
from peerfind.settings import load_settings

ANYWHERE = ("anywhere", "worldwide", "world", "any")
_PATIENCE = 0.5
"""Seconds after which a wait is explained with a progress bar."""
_EVERYTHING = 1_200
"""Listings that the progress bar starts from; it grows with what is read."""


class Session:
    """One run of one command."""

    def __init__(self, place: str | None = None, color: str | None = None) -> None:
        self.settings = load_settings(os.environ)
        self.now = read_clock(os.environ)
        self._color = color or self.settings.color.value
        folder = Path(self.settings.directory.value) if self.settings.directory.value else directory_folder()
        bar = _Progress(sys.stderr)
        opened = open_finder(folder, self.settings.cache, bar.tell)
        bar.close()
        self.finder: Finder = opened.finder
        self._tell_about(opened.contents, opened.in_memory_because)
        self.place, self.home = self._places(place)
        languages = self.settings.languages.value
        self.speaker = Speaker(
            vocabulary=self.finder.vocabulary,
            places=self.finder.places,
            language=languages[0] if languages else FALLBACK_LANGUAGE,
            zone=self.now.tzinfo,
        )

    @property
    def on_terminal(self) -> bool:
        """Whether somebody reads standard output on a terminal."""
        return sys.stdout.isatty()

    def screen(self) -> Any:
        """Return an empty screen for this terminal."""
        from peerfind.formats.terminal import Screen  # here, because only a terminal needs rich

        color = self._color == "always" or (self._color == "auto" and self.on_terminal)
        return Screen(self.speaker, self.now, _width(), color=color)

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
            tell(f"{text!r} is read as the country {found.name}; for {others[0].name} write {others[0].code}.")

    def _tell_about(self, contents: Contents, in_memory_because: str | None) -> None:
        if contents.left_out:
            listings = "1 listing" if contents.left_out == 1 else f"{contents.left_out} listings"
            tell(f'{listings} left out as unreadable; the rest works. First: {contents.faults[0]} ("peerfind check")')
        if in_memory_because:
            tell(f"The index could not be kept ({in_memory_because}); look-ups work, but each takes longer.")


def write(text: str) -> None:
    """Write data to standard output."""
    sys.stdout.write(text)


def tell(line: str) -> None:
    """Write a remark to standard error."""
    sys.stderr.write(line + "\n")


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


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
            self._task = self._bar.add_task("Preparing the directory, once", total=_EVERYTHING)
            self._bar.start()
        self._bar.update(self._task, completed=done, total=max(_EVERYTHING, done))

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
