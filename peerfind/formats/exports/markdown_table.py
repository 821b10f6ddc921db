"""A table in Markdown (GitHub's, which most readers know), for wikis, issues and notes."""

import re

from peerfind.formats.exports.contents import Export
from peerfind.formats.exports.notes import when
from peerfind.formats.lines import ways
from peerfind.formats.words import Speaker
from peerfind.lookup.query import Result

HEADINGS = ("Service", "Kind", "How to reach it", "When", "Where", "What it is", "Checked")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&$!^=@:]|(?<=www)\.", re.IGNORECASE)
"""What may start emphasis, code, links, entities, cells or mathematics; also addresses that are linked unasked."""


def render(export: Export) -> str:
    """Return the table, one row a listing."""
    headings = tuple(map(export.speaker.say, HEADINGS))
    rows = [headings, ("---",) * len(HEADINGS), *(_row(result, export.speaker) for result in export.results)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def escaped(text: str) -> str:
    """Return a text of one line that Markdown shows as it is."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", text)


def _row(result: Result, speaker: Speaker) -> tuple[str, ...]:
    listing = result.listing
    name = f"[{escaped(listing.name)}]({_target(listing.url)})" if listing.url else escaped(listing.name)
    alert = f"**{escaped(speaker.say('Alert').upper())}: {escaped(listing.alert)}** " if listing.alert else ""
    told = [
        when(listing, speaker),
        speaker.where(listing),
        speaker.summary(listing),
        speaker.checked(result.freshness),
    ]
    reach = alert + escaped(ways(listing, speaker))
    return (name, escaped(speaker.label("kinds", listing.kind)), reach, *map(escaped, told))


def _target(url: str) -> str:
    """Return a web address as the target of a link inside a table."""
    return "<" + url.replace("\\", "%5C").replace("|", "%7C") + ">"
