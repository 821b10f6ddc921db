"""Results for a person at a terminal: a short list, a whole card, and where to turn.

Every number stands on a line of its own that is never wrapped or cut; nothing is said by colour alone and there are
no boxes, so that a screen reader reads it in order.
"""

import datetime as dt
from io import StringIO

from rich.console import Console
from rich.text import Text

from peerfind.directory.model import Age, Listing, Place, Training
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE
from peerfind.formats.words import Speaker, emergency, reach
from peerfind.lookup.hours import contact_state
from peerfind.lookup.query import Answer, Result, Turn

WIDEST = 100
"""Columns; longer lines are hard to read."""
_VERB_WIDTH = 8
_LACKS = {"place": "for another place", "languages": "in another language"}
_WAYS_IN_DANGER = 3
"""Ways to reach a crisis line that are shown at once, so that several lines fit on one screen."""


class Screen:
    """Collects what is shown, at a width and with or without colour."""

    def __init__(self, speaker: Speaker, now: dt.datetime, width: int, *, color: bool) -> None:
        self._speaker = speaker
        self._now = now
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
        if answer.urgent and answer.turn:
            self.turn(answer.turn)
            self._blank()
        if told := self._speaker.reading(answer.understood):
            self._paragraph(f"Read as: {told}; --literal takes the words as they are.", style="dim")
            self._blank()
        for result in answer.results:
            self._entry(result)
        shown = len(answer.results)
        if answer.total > shown:
            self._line(f"{shown} of {answer.total:,} shown; --limit {min(answer.total, shown * 4)} shows more.", "dim")

    def turn(self, where: Turn) -> None:
        """Show where to turn in a place."""
        place = where.place
        named = self._speaker.places.name_of(place.country) if place else ""
        if where.emergency:
            line = Text("In danger now? Call ").append(emergency(where.emergency), style="bold")
            self._unbroken(line.append(f" (emergency, {named})."))
        elif place:
            self._line(f"The emergency number of {named} is not in this directory. Ask anybody near you for it.")
        else:
            self._line("Name your place for its emergency number: --in Kenya, or set PEERFIND_PLACE.")
        for result in where.crisis_lines:
            opened = self._speaker.open_state(result.listing, result.state, self._now)
            self._console.print(Text(result.listing.name, style="bold").append(f"  {opened}", style="not bold"))
            self._alert(result.listing, indent="  ")
            self._contacts(result.listing, most=_WAYS_IN_DANGER)

    def card(self, result: Result) -> None:
        """Show everything that is known about one listing."""
        listing, speaker = result.listing, self._speaker
        self._heading(listing)
        if listing.status != "active":
            self._line(_status(listing), style="bold")
        self._alert(listing)
        self._paragraph(speaker.summary(listing))
        if speaker.language != FALLBACK_LANGUAGE and speaker.language not in listing.translations:
            self._paragraph("(This text is only there in English.)")
        self._blank()
        self._contacts(listing)
        self._blank()
        for label, value in self._facts(result):
            if value:
                self._paragraph(f"{label}: {value}")
        self._blank()
        self._paragraph(f"Checked: {speaker.checked(result.freshness)}")
        for source in listing.sources:
            dated = f", page of {source.page_date}" if source.page_date else ""
            self._unbroken(Text(f"  {source.how} {source.checked}{dated}  {source.url}"))
        self._line(f"id: {listing.id}", style="dim")

    def _facts(self, result: Result) -> list[tuple[str, str]]:
        listing, speaker = result.listing, self._speaker
        place, age, training = listing.place or Place(), listing.age or Age(), listing.training or Training()
        flags = {True: "yes", False: "no", None: "", "mixed": "partly"}
        return [
            ("Open", speaker.open_state(listing, result.state, self._now)),
            ("Hours", " ".join(filter(None, [listing.hours, f"({listing.timezone})" if listing.timezone else ""]))),
            ("About hours", listing.hours_note or ""),
            ("Serves", speaker.where(listing)),
            ("At", ", ".join(filter(None, [place.address, place.city, place.postcode]))),
            ("Setting", speaker.label("settings", listing.setting) if listing.setting else ""),
            ("Languages", speaker.labels("languages", listing.languages_by_any_channel)),
            ("For", speaker.labels("audiences", listing.audiences)),
            ("About", speaker.labels("topics", listing.topics)),
            ("Cost", "; ".join(filter(None, [speaker.label("costs", listing.cost or ""), listing.cost_note]))),
            ("Run by peers", flags[listing.peer_run]),
            ("Police", speaker.label("dispatch", listing.dispatch or "unknown")),
            ("Anonymous", flags[listing.anonymous]),
            ("Age", _ages(age.min, age.max)),
            ("Who can use it", self._eligibility(listing)),
            ("Run by", listing.organization or ""),
            ("Also called", ", ".join(listing.aliases)),
            ("Web", listing.url or ""),
            ("Hours of training", training.hours or ""),
            ("Exam", training.exam or ""),
            ("Requirements", training.requirements or ""),
            ("Renewal", training.renewal or ""),
            ("Fee", training.cost or ""),
            ("Format", training.format or ""),
            ("Certified by", training.certifying_body or ""),
        ]

    def _eligibility(self, listing: Listing) -> str:
        translated = listing.translations.get(self._speaker.language)
        return (translated.eligibility if translated else None) or listing.eligibility or ""

    def _entry(self, result: Result) -> None:
        """Show a listing as a few lines of a list."""
        listing, speaker = result.listing, self._speaker
        self._heading(listing, result.lacks)
        self._alert(listing, indent="  ")
        self._contacts(listing, most=4)
        self._indented(speaker.open_state(listing, result.state, self._now))
        if result.next_meeting:
            self._indented(f"next meeting {speaker.moment(result.next_meeting, self._now)}")
        facts = [
            speaker.distance(result),
            speaker.where(listing),
            speaker.labels("languages", listing.languages_by_any_channel[:4]),
            speaker.label("costs", listing.cost) if listing.cost else "",
            "run by peers" if listing.peer_run is True else "",
            speaker.label("dispatch", listing.dispatch) if listing.dispatch else "",
        ]
        self._indented(" · ".join(filter(None, facts)))
        self._indented(speaker.summary(listing))
        self._indented(speaker.checked(result.freshness), style="dim")
        for reason in result.reasons:
            self._indented(f"{reason.points:6.1f}  {reason.why}", style="dim")
        self._blank()

    def _heading(self, listing: Listing, lacks: tuple[str, ...] = ()) -> None:
        kind = self._speaker.label("kinds", listing.kind).lower()
        told = "".join(f"; {_LACKS[what]}" for what in lacks)
        self._console.print(Text(listing.name, style="bold").append(f"  {kind}{told}", style="not bold dim"))

    def _alert(self, listing: Listing, indent: str = "") -> None:
        """Show what has to be known before anything else is tried."""
        if listing.alert:
            self._paragraph(f"ALERT: {listing.alert}", "bold", indent)

    def _contacts(self, listing: Listing, most: int = 99) -> None:
        """Show the ways to reach a listing, each number unbroken on its own line."""
        for contact in listing.contacts[:most]:
            verb, number, beside = reach(contact, self._speaker)
            line = Text(f"  {verb:<{_VERB_WIDTH}} ").append(number, style="bold cyan")
            state = contact_state(listing, contact, self._now) if contact.hours else None
            if state and state.open_now is not None:
                beside = "; ".join(filter(None, [beside, "open now" if state.open_now else "closed now"]))
            self._unbroken(line.append(f"  {beside}") if beside else line)
        if len(listing.contacts) > most > _WAYS_IN_DANGER:
            self._indented(f"and {len(listing.contacts) - most} more ways: peerfind show {listing.id}")
        if not listing.contacts and listing.url:
            label = self._speaker.label("contacts", "web")
            self._unbroken(Text(f"  {label:<{_VERB_WIDTH}} ").append(listing.url, style="bold cyan"))

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


def _ages(youngest: int | None, oldest: int | None) -> str:
    if youngest and oldest:
        return f"{youngest} to {oldest}"
    return f"{youngest} and over" if youngest else f"up to {oldest}" if oldest else ""


def _status(listing: Listing) -> str:
    if listing.status == "paused":
        return "PAUSED: not offered for the time being."
    since = f" since {listing.closed}" if listing.closed else ""
    instead = f" Now: peerfind show {listing.replaced_by}" if listing.replaced_by else ""
    return f"CLOSED{since}.{instead}"
