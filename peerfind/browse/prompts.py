"""The questions that the application asks, each in a panel above the others; Esc goes back from all of them."""

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from peerfind.browse.keys import table
from peerfind.directory.text import fold

Choice = tuple[str, str]
"""A value and what it is called."""
_MOST_CHOICES = 200
_WIDTH = 70
"""Columns of a panel's text, beside a scroll bar."""


class Panel(ModalScreen[str | None]):
    """A panel that Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.escape", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "app.leave", show=False, priority=True),
    ]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title, self._hint = title, hint

    def compose(self) -> ComposeResult:
        """Show the title, the hint, and what the panel is for."""
        self.set_class(self.app.screen_stack[0].has_class("-ascii"), "-ascii")
        with Vertical(id="panel") as panel:
            panel.border_title = self._title
            panel.border_subtitle = "Esc: back"
            yield from self.inner()
            yield Static(self._hint, id="hint", markup=False)

    def inner(self) -> ComposeResult:
        """Yield what the panel is for."""
        raise NotImplementedError


class Ask(Panel):
    """Asks for a text or one of some choices, which what is typed narrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, hint: str, choices: Sequence[Choice] = (), fault: Callable[[str], str] = lambda _: ""
    ) -> None:
        """`fault` tells what is wrong with a typed text, nothing when it will do."""
        super().__init__(title, hint)
        self._choices, self._fault = choices, fault

    def inner(self) -> ComposeResult:
        """Yield a line to type in, and the choices."""
        yield Input(id="typed", compact=True)
        yield OptionList(id="choices")

    def on_mount(self) -> None:
        """Show all choices."""
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the choices that have what is typed."""
        event.stop()
        self._narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the choice that the marker stands on, else what is typed."""
        event.stop()
        at = self.query_one(OptionList).highlighted_option
        text = at.id or "" if at else event.value.strip()
        if fault := "" if at else self._fault(text):
            self.query_one("#hint", Static).update(Content(fault))
        else:
            self.dismiss(text)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice that was clicked."""
        event.stop()
        self.dismiss(event.option.id)

    def action_move(self, by: int) -> None:
        """Move the marker among the choices."""
        choices = self.query_one(OptionList)
        if choices.option_count:
            at = -1 if choices.highlighted is None else choices.highlighted
            choices.highlighted = max(0, min(choices.option_count - 1, at + by))

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed)
        held = [(value, told) for value, told in self._choices if wanted in fold(f"{told} {value}")][:_MOST_CHOICES]
        choices = self.query_one(OptionList)
        choices.set_options([Option(Content(told), value) for value, told in held])
        choices.highlighted = None
        choices.display = bool(held)


class Choose(Panel):
    """Asks for one of a few choices; Enter takes the one that the marker stands on."""

    def __init__(self, title: str, hint: str, choices: Sequence[Choice]) -> None:
        super().__init__(title, hint)
        self._choices = choices

    def inner(self) -> ComposeResult:
        """Yield the choices."""
        yield OptionList(*(Option(Content(told), value) for value, told in self._choices), id="choices")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a choice."""
        event.stop()
        self.dismiss(event.option.id)


class Help(Panel):
    """Tells what each key does."""

    def __init__(self) -> None:
        super().__init__("Keys", "A letter alone works wherever nothing is typed: Tab leaves the search.")

    def inner(self) -> ComposeResult:
        """Yield the table of keys."""
        rows = [*table()]
        indent = " " * (max(len(keys) for keys, _ in rows) + 2)
        with VerticalScroll(id="keys"):
            for keys, told in rows:
                text = f"{keys:<{len(indent)}}{told.replace('**', '')}"
                yield Static(fill(text, _WIDTH, subsequent_indent=indent), markup=False)
