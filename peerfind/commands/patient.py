"""What `peerfind doctor` looks at, and what it finds."""

import datetime as dt
from pathlib import Path
from typing import Any, Literal

from peerfind.commands.terminal import Terminal
from peerfind.directory.edition import Edition
from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder
from peerfind.record import Record
from peerfind.settings import Settings


class Finding(Record):
    """One thing that was looked at."""

    area: str
    told: str
    """In a sentence, in the reader's language."""
    state: Literal["fine", "note", "do"] = "fine"
    """`do` means that something needs doing."""
    advice: str = ""
    facts: dict[str, Any]
    """The same for programs."""


class Patient(Record):
    """What is looked at."""

    settings: Settings
    speaker: Speaker
    finder: Finder
    now: dt.datetime
    terminal: Terminal
    edition: Edition
    index_folder: Path | None
    """Where the index is kept; None where it lives in memory."""
    in_memory_because: str | None
    left_out: int
    """Listings that could not be read."""

    def say(self, message: str, **values: object) -> str:
        """Return a message in the reader's language."""
        return self.speaker.say(message, **values)
