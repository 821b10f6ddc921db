"""Results for a person at a terminal: a short list, a whole card, and where to turn.

Every number stands on a line of its own that is never wrapped or cut; nothing is said by colour alone and there are
no boxes.
"""

import datetime as dt
from collections.abc import Iterable
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from peerfind.directory.links import link_of
from peerfind.directory.model import Listing
from peerfind.formats.facts import danger, facts, lacks, only_in_english, status, told_by_feeds
from peerfind.formats.reasons import reason
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.hours import contact_state
from peerfind.lookup.query import Answer, Result, Turn

WIDEST = 100
"""Columns; longer lines are hard to read."""
_VERB_WIDTH = 8
_NUMBER = Style.parse("bold cyan")
_WAYS_IN_DANGER = 3
"""Ways to reach a crisis line that are shown at once, so that several lines fit on one screen."""


class Screen:
    """Collects what is shown, at a width, with or without colour and links."""

    def __init__(self, speaker: Speaker, now: dt.datetime, width: int, *, color: bool, links: bool = False) -> None:
        self._speaker = speaker
        self._now = now
        self._links = links
        self._shown = StringIO()
        self._console = Console(
            file=self._shown,
            width=min(max(width, 20), WIDEST),
            force_terminal=color,
            no_color=not color,
            color_system="standard" if color else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    @property
    def text(self) -> str:
        """All that has been shown."""
        return self._shown.getvalue()

    def results(self, answer: Answer) -> None:
        """Show the results of a search, below where to turn when the query is urgent."""
        say = self._speaker.say
        if answer.urgent and answer.turn:
            self.turn(answer.turn)
            self._blank()
        if told := self._speaker.reading(answer.understood):
            self._paragraph(say("Read as: {words}; --literal takes the words as they are.", words=told), style="dim")
            self._blank()
        for result in answer.below:
            self._entry(result)
        shown, total = len(answer.results), answer.total
        if total > shown:
            more = "{shown} of {total} shown; --limit {more} shows more."
            self._line(say(more, shown=shown, total=f"{total:,}", more=min(total, shown * 4)), "dim")

    def listed(self, results: Iterable[Result]) -> None:
        """Show the listings of a list, those that are no longer offered as such."""
        for result in results:
            self._entry(result)

    def turn(self, where: Turn) -> None:
        """Show where to turn in a place."""
        before, number, after = danger(where, self._speaker)
        # Wrapped between words here, because a terminal wraps anywhere, in the middle of a number too.
        for line in Text(before).append(number, style="bold").append(after).wrap(self._console, self._console.width):
            line.rstrip()
            self._console.print(line)
        for result in where.crisis_lines:
            opened = self._speaker.open_state(result.listing, result.state, self._now)
            self._console.print(Text(result.listing.name, style="bold").append(f"  {opened}", style="not bold"))
            self._alert(result.listing, indent="  ")
            self._contacts(result.listing, most=_WAYS_IN_DANGER)

    def card(self, result: Result) -> None:
        """Show everything that is known about one listing."""
        listing, speaker = result.listing, self._speaker
        self._heading(result)
        if told := status(listing, speaker):
            self._line(told, style="bold")
        self._alert(listing)
        self._paragraph(speaker.summary(listing))
        if only_in_english(listing, speaker):
            self._paragraph(speaker.say("(This text is only there in English.)"))
        self._blank()
        self._contacts(listing)
        self._blank()
        for label, value in facts(result, speaker, self._now):
            self._paragraph(f"{label}: {value}")
        self._blank()
        self._paragraph(f"{speaker.say('Checked')}: {speaker.checked(result.freshness)}")
        for source in listing.sources:
            dated = speaker.say(", page of {date}", date=source.page_date) if source.page_date else ""
            how = speaker.say(source.how)
            self._unbroken(Text(f"  {how} {source.checked}{dated}  ").append(source.url, self._linked(source.url)))
        for line in told_by_feeds(result, speaker):
            self._paragraph(line)
        self._line(f"id: {listing.id}", style="dim")

    def _entry(self, result: Result) -> None:
        """Show a listing as a few lines of a list."""
        listing, speaker = result.listing, self._speaker
        self._heading(result)
        if ended := status(listing, speaker):
            self._indented(ended, style="bold")
        self._alert(listing, indent="  ")
        self._contacts(listing, most=4)
        self._indented(speaker.open_state(listing, result.state, self._now))
        if result.next_meeting:
            self._indented(speaker.say("next meeting {when}", when=speaker.moment(result.next_meeting, self._now)))
        told = [
            speaker.distance(result),
            speaker.whereabouts(listing),
            speaker.labels("languages", listing.languages_by_any_channel[:4]),
            speaker.label("costs", listing.cost) if listing.cost else "",
            speaker.say("run by peers") if listing.peer_run is True else "",
            speaker.label("dispatch", listing.dispatch) if listing.dispatch else "",
        ]
        self._indented(" · ".join(filter(None, told)))
        self._indented(speaker.summary(listing))
        self._indented("; ".join([speaker.checked(result.freshness), *told_by_feeds(result, speaker)]), style="dim")
        for given in result.reasons:
            self._indented(f"{given.points:6.1f}  {reason(given.why, speaker)}", style="dim")
        self._blank()

    def _heading(self, result: Result) -> None:
        kind = self._speaker.label("kinds", result.listing.kind).lower()
        told = "; ".join([kind, *lacks(result, self._speaker)])
        self._console.print(Text(result.listing.name, style="bold").append(f"  {told}", style="not bold dim"))

    def _alert(self, listing: Listing, indent: str = "") -> None:
        """Show what has to be known before anything else is tried."""
        if listing.alert:
            self._paragraph(f"ALERT: {listing.alert}", "bold", indent)

    def _contacts(self, listing: Listing, most: int = 99) -> None:
        """Show the ways to reach a listing, each number unbroken on its own line."""
        say = self._speaker.say
        ways = [(contact, *reach(contact, self._speaker)) for contact in listing.contacts[:most]]
        width = max([_VERB_WIDTH, *(cell_len(verb) for _, verb, _, _ in ways)])
        for contact, verb, number, beside in ways:
            state = contact_state(listing, contact, self._now) if contact.hours else None
            known = state is not None and state.open_now is not None
            opened = (say("open now") if state and state.open_now else say("closed now")) if known else ""
            told = "; ".join(filter(None, [beside, opened]))
            self._way(verb + " " * (width - cell_len(verb)), number, link_of(contact), told)
        if len(listing.contacts) > most > _WAYS_IN_DANGER:
            more = len(listing.contacts) - most
            self._indented(say("and {number} more ways: peerfind show {id}", number=more, id=listing.id))
        if not listing.contacts and listing.url:
            self._way(f"{self._speaker.label('contacts', 'web'):<{_VERB_WIDTH}}", listing.url, listing.url)

    def _way(self, verb: str, number: str, link: str | None, beside: str = "") -> None:
        line = Text(f"  {verb} ").append(number, self._linked(link, _NUMBER))
        fits = line.cell_len + 2 + cell_len(beside) <= self._console.width
        self._unbroken(line.append(f"  {beside}") if beside and fits else line)
        if beside and not fits:
            self._paragraph(beside, indent=" " * 4)

    def _linked(self, link: str | None, style: Style | None = None) -> Style:
        """Return a style in which a terminal that can opens a link."""
        style = style or Style.null()
        return style + Style(link=link) if self._links and link else style

    def _indented(self, text: str, style: str = "") -> None:
        self._paragraph(text, style, "  ")

    def _paragraph(self, text: str, style: str = "", indent: str = "") -> None:
        for line in Text(text, style=style).wrap(self._console, self._console.width - len(indent)):
            line.rstrip()
            self._console.print(Text(indent).append_text(line))

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style=style))

    def _unbroken(self, text: Text) -> None:
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)

    def _blank(self) -> None:
        self._console.print()
