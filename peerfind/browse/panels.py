"""The panels of the screen: where to turn, the filters, the listings found, the card."""

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from rich.text import Text
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from peerfind.browse.asking import FACETS, Asking
from peerfind.browse.entries import Copied, Row, danger, entry
from peerfind.browse.keys import chip, fitting
from peerfind.browse.panes import Pane, wrapped
from peerfind.directory.text import counted
from peerfind.formats.terminal import Screen
from peerfind.formats.words import Speaker
from peerfind.lookup.query import Answer, Result

_MOST_CODES = 12
"""Codes of an open heading that are shown, beside those chosen; a prompt or words reach the others."""


class Results(Pane):
    """The listings found, two lines each."""

    lines_an_item = 2

    def __init__(self, speaker: Speaker, **options: Any) -> None:
        super().__init__(**options)
        self._speaker = speaker
        self._results: list[Result] = []
        self._now = dt.datetime.min.replace(tzinfo=dt.UTC)

    def show(self, answer: Answer, now: dt.datetime, *, stay: bool) -> None:
        """Show an answer; `stay` keeps the place in a list that only grew."""
        self._results, self._now = answer.results, now
        if not stay:
            self.marked = 0
        self.border_title = _titled(len(answer.results), answer.total)
        self.draw()

    @property
    def count(self) -> int:
        """How many listings are shown."""
        return len(self._results)

    def content_of(self, item: int) -> Hashable:
        """Return all that its lines are made of."""
        found = self._results[item]
        named = (found.feed, found.listing.id)
        return named, found.state, found.lacks, found.distance_km, found.next_meeting, self._now

    def lines_of(self, item: int) -> Sequence[Text]:
        """Return the two lines of a listing."""
        return entry(self._results[item], self._speaker, self._now)

    @property
    def chosen(self) -> Result | None:
        """The listing that is marked."""
        return self._results[self.marked] if self._results else None


class Turning(Pane):
    """Where to turn: the emergency number and the crisis lines."""

    def __init__(self, speaker: Speaker, **options: Any) -> None:
        super().__init__(**options)
        self._speaker = speaker
        self._rows: Sequence[Row] = ()

    def show(self, answer: Answer, now: dt.datetime) -> None:
        """Show where to turn when the answer tells it, else nothing."""
        self._rows = danger(answer.turn, self._speaker, now) if answer.turn else ()
        self.display = bool(self._rows)
        if self._rows:
            self.styles.height = len(self._rows) + 2
            self.border_title = "Where to turn now" if answer.urgent else "Nothing found. Where you can turn"
            self.draw()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._rows)

    def lines_of(self, item: int) -> Sequence[Text]:
        """Return the line of a way."""
        return (self._rows[item].shown,)

    @property
    def copies(self) -> tuple[Copied, ...]:
        """What the marked line copies."""
        return self._rows[self.marked].copies if self._rows else ()

    @property
    def shows_mark(self) -> bool:
        """Mark a line only for the keyboard."""
        return self.has_focus

    def on_focus(self) -> None:
        """Show which line is marked."""
        self.draw()

    def on_blur(self) -> None:
        """Show none as marked."""
        self.draw()


class Card(Pane):
    """Everything that is known about one listing, as `peerfind show` tells it; the marked line is the first in view."""

    marker = ""

    class Resized(Message):
        """The card has another width."""

    def __init__(self, speaker: Speaker, *, color: bool, **options: Any) -> None:
        super().__init__(**options)
        self._speaker, self._color = speaker, color
        self._lines: list[Text] = []
        self._shown: tuple[Result, int] | None = None
        self.border_title = "Card"

    def show(self, result: Result | None, now: dt.datetime) -> None:
        """Show one listing, from its top unless it is the one shown already."""
        width = self.content_size.width
        if not result or not width:
            self._lines, self._shown = [], None
        elif self._shown != (result, width):
            screen = Screen(self._speaker, now, width, color=self._color)
            screen.card(result)
            self._lines, self._shown = wrapped(Text.from_ansi(screen.text.rstrip()), width), (result, width)
            self._top = 0
        self.forget()
        self.refresh()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def lines_of(self, item: int) -> Sequence[Text]:
        """Return one line."""
        return (self._lines[item],)

    def move(self, by: int) -> None:
        """Scroll, and stop at the end."""
        self._top = max(0, min(self.count - self.content_size.height, self._top + by))
        more = self.count - self.content_size.height - self._top
        self.border_subtitle = f"{counted(more, 'more line', 'more lines')} below" if more > 0 else ""
        self.refresh()

    def on_resize(self) -> None:
        """Ask to be written anew, so that nothing is cut off."""
        super().on_resize()
        self.post_message(self.Resized())

    @property
    def shows_mark(self) -> bool:
        """Mark no line."""
        return False


class Facets(OptionList):
    """What every listing must have; headings open and close."""

    class Toggled(Message):
        """A code of a field was chosen, or is no longer."""

        def __init__(self, field: str, code: str) -> None:
            super().__init__()
            self.field, self.code = field, code

    class Asked(Message):
        """An action of the application was chosen, such as that of the key for the place."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, speaker: Speaker, **options: Any) -> None:
        super().__init__(**options)
        self._speaker = speaker
        self._asking = Asking()
        self.counts: Mapping[str, Mapping[str, int]] = {}
        """How many listings have each code, by facet."""
        self._open = {"kinds"}
        self.border_title = "Filters"

    def show(self, asking: Asking, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Show what is asked for, and how many listings have each code."""
        self._asking, self.counts = asking, counts
        at = self.highlighted_option.id if self.highlighted_option else None
        self.set_options(self._rows())
        ids = [option.id for option in self.options]
        self.highlighted = ids.index(at) if at in ids else 0

    def _rows(self) -> list[Option]:
        place = self._asking.filters.place
        rows = [
            Option(Content(f"{_box(on=self._asking.open_now)} Open now"), "!open_now"),
            Option(Content(f"Place: {place.name if place else 'anywhere'}"), "!place"),
        ]
        for field, _, title in FACETS:
            opened = field in self._open
            rows.append(Option(Content.styled(f"{'-' if opened else '+'} {title}", "bold"), f"#{field}"))
            rows += [self._row(field, code) for code in self._codes(field, everything=opened)]
        return rows

    def _codes(self, field: str, *, everything: bool) -> list[str]:
        """Return the codes to show: those chosen, and of an open heading those that most listings have."""
        chosen: list[str] = [*getattr(self._asking.filters, field)]
        counts = self.counts.get(field, {})
        common = sorted((code for code in counts if code not in chosen), key=lambda code: (-counts[code], code))
        return [*chosen, *(common[:_MOST_CODES] if everything else ())]

    def _row(self, field: str, code: str) -> Option:
        chosen = code in getattr(self._asking.filters, field)
        count = f"{self.counts.get(field, {}).get(code, 0):,}"
        label = self._speaker.label(field, code)
        room = max(8, self.scrollable_content_region.width - len(f"  {_box(on=chosen)}  {count}"))
        text = f"  {_box(on=chosen)} {label[:room]:<{room}} {count}"
        return Option(Content.styled(text, "bold" if chosen else ""), f"{field}:{code}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Act on the line that was chosen."""
        event.stop()
        chosen = event.option.id or ""
        if chosen.startswith("!"):
            self.post_message(self.Asked(chosen[1:]))
        elif chosen.startswith("#"):
            self._open ^= {chosen[1:]}
            self.show(self._asking, self.counts)
        else:
            self.post_message(self.Toggled(*chosen.split(":", 1)))

    def on_resize(self) -> None:
        """Write the lines anew for another width."""
        self.show(self._asking, self.counts)


class KeyLine(Static):
    """The keys that there is room for; each can be clicked."""

    def on_resize(self) -> None:
        """Show as many as the width lets in."""
        parts = [
            Content.assemble((chip(key).split(" ")[0], "bold $accent"), " ", key.short).stylize(
                f"@click=app.{key.action}"
            )
            for key in fitting(self.size.width)
        ]
        self.update(Content("  ").join(parts))


def _box(*, on: bool) -> str:
    return "[x]" if on else "[ ]"


def _titled(shown: int, found: int) -> str:
    """Return how many listings there are, in words."""
    return f"{shown:,} of {found:,} listings" if shown < found else counted(found, "listing", "listings")
