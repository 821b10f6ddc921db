"""Results for somebody who hears them read, or whose terminal shows letters only: one fact a line, label and value.

Everything stands in one column, in the order in which it is needed; days, months and units are whole words (the
Speaker's `written_out`), and nothing is told by place, colour or drawing.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from peerfind.directory.model import Listing
from peerfind.formats.facts import danger, facts, lacks, only_in_english, status, told_by_feeds
from peerfind.formats.reasons import reason
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.query import Answer, Result, Turn


class Linear:
    """Collects what is shown, as a Screen does."""

    def __init__(self, speaker: Speaker, now: dt.datetime) -> None:
        self._speaker = speaker
        self._now = now
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """All that has been shown."""
        return "".join(f"{line}\n" for line in self._lines)

    def results(self, answer: Answer) -> None:
        """Show the results of a search, below where to turn when the query is urgent."""
        say, total = self._speaker.say, answer.total
        if answer.urgent and answer.turn:
            self.turn(answer.turn)
            self._lines.append("")
        if told := self._speaker.reading(answer.understood):
            self._fact("Read as", told)
        below, shown = answer.below, len(answer.results)
        self._numbered(below, 1 + shown - len(below), max(shown, total))
        if total > shown:
            self._lines += ["", say("More: add --limit {number}", number=min(total, shown * 4))]

    def listed(self, results: Sequence[Result]) -> None:
        """Show the listings of a list, those that are no longer offered as such."""
        self._numbered(results, 1, len(results))

    def turn(self, where: Turn) -> None:
        """Show where to turn in a place."""
        self._lines.append("".join(danger(where, self._speaker)))
        for result in where.crisis_lines:
            self._lines.append("")
            self._fact("Name", result.listing.name)
            self._contacts(result.listing)
            self._fact("Open", self._speaker.open_state(result.listing, result.state, self._now))

    def card(self, result: Result) -> None:
        """Show everything that is known about one listing."""
        listing, speaker = result.listing, self._speaker
        self._head(result)
        if told := status(listing, speaker):
            self._lines.append(told)
        self._contacts(listing)
        self._fact("Summary", speaker.summary(listing))
        if only_in_english(listing, speaker):
            self._lines.append(speaker.say("(This text is only there in English.)"))
        self._lines += [f"{label}: {value}" for label, value in facts(result, speaker, self._now)]
        self._fact("Checked", speaker.checked(result.freshness))
        for source in listing.sources:
            dated = speaker.say(", page of {date}", date=speaker.partial(source.page_date)) if source.page_date else ""
            self._fact("Source", f"{speaker.say(source.how)}, {speaker.day(source.checked)}{dated}, {source.url}")
        self._lines += told_by_feeds(result, speaker)
        self._lines.append(f"id: {listing.id}")

    def _numbered(self, results: Iterable[Result], first: int, total: int) -> None:
        for number, result in enumerate(results, first):
            self._lines += ["", self._speaker.say("Result {number} of {total}", number=number, total=total)]
            self._entry(result)

    def _entry(self, result: Result) -> None:
        listing, speaker = result.listing, self._speaker
        self._head(result)
        if told := status(listing, speaker):
            self._lines.append(told)
        self._contacts(listing)
        self._fact("Open", speaker.open_state(listing, result.state, self._now))
        if result.next_meeting:
            self._fact("Next meeting", speaker.moment(result.next_meeting, self._now))
        self._fact("Distance", speaker.distance(result))
        self._fact("Serves", speaker.where(listing))
        self._fact("Languages", speaker.labels("languages", listing.languages_by_any_channel))
        self._fact("Cost", speaker.label("costs", listing.cost) if listing.cost else "")
        self._fact("Run by peers", speaker.say("yes") if listing.peer_run is True else "")
        self._fact("Police", speaker.label("dispatch", listing.dispatch) if listing.dispatch else "")
        self._fact("Summary", speaker.summary(listing))
        self._fact("Checked", speaker.checked(result.freshness))
        for given in result.reasons:
            self._fact("Reason", f"{reason(given.why, speaker)}, {given.points:.1f}")
        self._fact("Details", f"peerfind show {listing.id}")

    def _head(self, result: Result) -> None:
        self._fact("Name", result.listing.name)
        self._fact("Alert", result.listing.alert or "")
        self._fact(
            "Kind", "; ".join([self._speaker.label("kinds", result.listing.kind), *lacks(result, self._speaker)])
        )

    def _contacts(self, listing: Listing) -> None:
        for contact in listing.contacts:
            verb, number, beside = reach(contact, self._speaker)
            self._lines.append(f"{verb}: {number}" + (f"; {beside}" if beside else ""))
        if not listing.contacts and listing.url:
            self._lines.append(f"{self._speaker.label('contacts', 'web')}: {listing.url}")

    def _fact(self, label: str, value: str) -> None:
        if value:
            self._lines.append(f"{self._speaker.say(label)}: {value}")
