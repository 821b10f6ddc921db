"""What each key does: for the application, its line of keys, its help and the manual."""

from collections.abc import Iterable

from peerfind.record import Record


class Key(Record):
    """A key, or several, with what it does."""

    anywhere: str = ""
    """Keys that work everywhere, as Textual names them."""
    elsewhere: str = ""
    """Keys that work wherever no panel has a use of its own for them, such as letters where nothing is typed."""
    action: str
    short: str = ""
    """For the line of keys; empty for one that everybody tries anyway."""
    rank: int = 0
    """Where the line is too short, those with the highest go first."""
    told: str

    @property
    def names(self) -> list[str]:
        """The keys the way people write them."""
        return [_shown(key) for key in f"{self.anywhere},{self.elsewhere}".split(",") if key]


KEYS = (
    Key(elsewhere="up", action="move(-1)", told="one listing up, also while you type"),
    Key(elsewhere="down", action="move(1)", told="one listing down"),
    Key(elsewhere="pageup", action="move(-8)", told="eight listings up"),
    Key(elsewhere="pagedown", action="move(8)", told="eight listings down"),
    Key(elsewhere="enter", action="read", told="read the whole card; in the filters: choose, or open a heading"),
    Key(elsewhere="tab", action="app.focus_next", told="next panel: search, where to turn, filters, listings, card"),
    Key(elsewhere="shift+tab", action="app.focus_previous", told="the panel before"),
    Key(anywhere="escape", action="escape", told="back to the search; **twice quickly: leave at once**"),
    Key(elsewhere="slash", action="escape", told="back to the search, where nothing is typed"),
    Key(
        anywhere="ctrl+o",
        elsewhere="o",
        action="open_now",
        short="open",
        rank=2,
        told="only what is known to be open now, or all again",
    ),
    Key(
        anywhere="ctrl+p",
        elsewhere="p",
        action="place",
        short="place",
        rank=3,
        told="choose a place: city, state, country, US ZIP code",
    ),
    Key(
        anywhere="ctrl+l",
        elsewhere="l",
        action="language",
        short="language",
        rank=8,
        told="choose the language of the help",
    ),
    Key(
        anywhere="ctrl+f",
        elsewhere="f",
        action="filters",
        short="filters",
        rank=4,
        told="go to the filters, or leave them",
    ),
    Key(
        anywhere="ctrl+y",
        elsewhere="y",
        action="copy",
        short="copy",
        rank=1,
        told="copy the number; again for the listing's next one",
    ),
    Key(
        anywhere="ctrl+g",
        elsewhere="g",
        action="web",
        short="web",
        rank=7,
        told="open a web page: shows the address and asks first",
    ),
    Key(
        anywhere="ctrl+s", elsewhere="s", action="save", short="save", rank=5, told="put the listing on a list of yours"
    ),
    Key(anywhere="ctrl+r", elsewhere="r", action="print", short="print", rank=6, told="print a list of yours"),
    Key(anywhere="f1", elsewhere="question_mark", action="help", short="help", told="this help"),
    Key(anywhere="ctrl+q,ctrl+c", elsewhere="q", action="leave", short="leave", told="**leave and clear the screen**"),
)
_NAMES = {"question_mark": "?", "slash": "/", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn"}


def fitting(width: int) -> list[Key]:
    """Return the keys that a line of a width has room for, the most important ones of them."""
    held = [key for key in KEYS if key.short]
    while sum(len(chip(key)) + 2 for key in held) > width and len(held) > 1:
        held.remove(max(held, key=lambda key: key.rank))
    return held


def chip(key: Key) -> str:
    """Return a key with its short word: "^O open"."""
    return f"{key.names[0].replace('Ctrl+', '^')} {key.short}"


def table() -> Iterable[tuple[str, str]]:
    """Yield every key as people write it, with what it does."""
    return ((" or ".join(key.names), key.told) for key in KEYS)


def _shown(key: str) -> str:
    if key in _NAMES:
        return _NAMES[key]
    return "+".join(part.upper() if len(part) == 1 and "+" in key else part.capitalize() if len(part) > 1 else part
                    for part in key.split("+"))  # fmt: skip
