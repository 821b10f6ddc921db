"""Lines that change at each key.

Textual lays the whole screen out anew whenever a list of options grows or shrinks, which takes longer than a search.
A pane keeps its size and draws the lines that are in view, nothing else.
"""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_CONSOLE = Console(color_system="truecolor", force_terminal=True)
"""Splits texts; nothing is written to it."""
_KEPT = 2_000
"""Items that stay drawn."""
_WHEEL = 3
"""Lines that a turn of the wheel moves."""


class Pane(Widget, can_focus=True):
    """Items of some lines each, one of them marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--marked"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("enter", "choose", show=False),
    ]
    lines_an_item = 1
    marker = "> "
    """Stands before the marked item, so that it is not told by colour alone."""

    class Moved(Message):
        """Another item is marked."""

        def __init__(self, pane: "Pane") -> None:
            super().__init__()
            self.pane = pane

        @property
        def control(self) -> "Pane":
            """The pane, for `on`."""
            return self.pane

    class Chosen(Moved):
        """The marked item was chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.marked = 0
        self._top = 0
        self._drawn: dict[Hashable, list[Strip]] = {}
        """What an item shows, how it looks and how wide it is -> its lines."""
        self._drawings = 0
        self._grounds: tuple[Style, Style] | None = None
        """How an item and the marked item look."""

    @property
    def count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def lines_of(self, item: int) -> Sequence[Text]:
        """Return the lines of an item."""
        raise NotImplementedError

    def content_of(self, item: int) -> Hashable:
        """Return what tells an item from every other that was ever shown; where it does, it is not drawn again."""
        return self._drawings, item

    def draw(self) -> None:
        """Draw everything anew, with the marked item in view."""
        self.forget()
        self.move(0)
        self.refresh()

    def forget(self) -> None:
        """Forget what the items were, and how they look."""
        self._drawings += 1
        self._grounds = None
        if len(self._drawn) > _KEPT:
            self._drawn.clear()

    def move(self, by: int) -> None:
        """Mark another item, and stop at the ends."""
        before, self.marked = self.marked, max(0, min(self.count - 1, self.marked + by))
        shown = max(1, self.content_size.height // self.lines_an_item)
        self._top = max(self.marked - shown + 1, min(self._top, self.marked, max(0, self.count - shown)), 0)
        if self.marked != before:
            self.refresh()
            self.post_message(self.Moved(self))

    def action_move(self, by: int) -> None:
        """Mark another item."""
        self.move(by)

    def action_page(self, by: int) -> None:
        """Mark an item a page away."""
        self.move(by * max(1, self.content_size.height // self.lines_an_item - 1))

    def action_choose(self) -> None:
        """Choose the marked item."""
        if self.count:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Mark the item clicked; a click on the marked one chooses it."""
        if (offset := event.get_content_offset(self)) is None:
            return
        item = self._top + offset.y // self.lines_an_item
        if item == self.marked:
            self.action_choose()
        elif item < self.count:
            self.move(item - self.marked)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move on."""
        event.stop()
        self.move(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move back."""
        event.stop()
        self.move(-_WHEEL)

    def on_resize(self) -> None:
        """Draw at the new size."""
        self.draw()

    def notify_style_update(self) -> None:
        """Forget lines drawn in other colours."""
        super().notify_style_update()
        self.forget()

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view."""
        item, line = divmod(y + self._top * self.lines_an_item, self.lines_an_item)
        if self._grounds is None:
            self._grounds = (self.rich_style, self.get_component_rich_style("pane--marked"))
        if item >= self.count:
            return Strip.blank(self.content_size.width, self._grounds[0])
        marked = item == self.marked and self.shows_mark
        ground, width = self._grounds[marked], self.content_size.width
        key = (self.content_of(item), marked, ground, width)
        if key not in self._drawn:
            texts, blank = self.lines_of(item), " " * len(self.marker)
            margins = [self.marker if marked else blank, *[blank] * (len(texts) - 1)]
            lines = zip(margins, texts, strict=True)
            strips = (Strip([Segment(margin), *text.render(_CONSOLE)]) for margin, text in lines)
            self._drawn[key] = [strip.adjust_cell_length(width).apply_style(ground) for strip in strips]
        return self._drawn[key][line]

    @property
    def shows_mark(self) -> bool:
        """Whether the marked item looks different from the others."""
        return True


def wrapped(text: Text, width: int) -> list[Text]:
    """Return a text as lines of a width; what is longer goes on in the next line, and nothing is cut."""
    return [part for line in text.split("\n") for part in (line.wrap(_CONSOLE, width) if line else [line])]
