"""What the program says, in the reader's language: messages in English, and a gettext catalogue for each other one.

A catalogue lives in peerfind/data/locale/LANGUAGE: peerfind.po (people edit this) and peerfind.mo (scripts/messages.py
compiles it). peerfind/data/place-names holds the names of countries and regions that are not the English ones. English
costs nothing.
"""

import gettext
from functools import cache
from pathlib import Path

SOURCE = "en"
"""The language of the messages in the program's text."""
LANGUAGES = {SOURCE: "English", "es": "español"}
"""The languages that the program speaks, each by its own name."""
LOCALE = Path(__file__).parent / "data" / "locale"
PLACE_NAMES = LOCALE.parent / "place-names"


class Catalogue:
    """Says messages in one language; values stand in them as {name}."""

    def __init__(
        self, language: str = SOURCE, messages: gettext.NullTranslations | None = None, places: bytes = b""
    ) -> None:
        """`places` holds lines of a code, a tab and a name."""
        self.language = language
        self._messages = messages
        self._places = b"\n" + places

    def say(self, message: str, **values: object) -> str:
        """Return a message with its values."""
        told = self._messages.gettext(message) if self._messages and message else message
        return told.format(**values) if values else told

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the message for one or that for many; {number} is among their values."""
        told = self._messages.ngettext(one, many, number) if self._messages else one if number == 1 else many
        return told.format(number=number, **values)

    def place(self, code: str) -> str | None:
        """Return what a country or region is called, where that is not its English name."""
        _, found, rest = self._places.partition(f"\n{code}\t".encode())
        return rest.partition(b"\n")[0].decode() if found else None


ENGLISH = Catalogue()


@cache
def load_catalogue(language: str) -> Catalogue:
    """Return the catalogue of one of LANGUAGES."""
    if language == SOURCE:
        return ENGLISH
    with (LOCALE / language / "peerfind.mo").open("rb") as file:
        return Catalogue(language, gettext.GNUTranslations(file), (PLACE_NAMES / f"{language}.tsv").read_bytes())
