"""One web page that needs nothing else: a table that screen readers, phones and printers can use."""

from collections.abc import Iterable
from html import escape

from peerfind.directory.links import link_of
from peerfind.directory.model import Contact, Listing
from peerfind.directory.numbers import is_number
from peerfind.directory.vocabulary import FALLBACK_LANGUAGE
from peerfind.formats.exports.contents import Export
from peerfind.formats.exports.notes import facts
from peerfind.formats.words import Speaker, reach
from peerfind.lookup.query import Result

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem; max-width: 90rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
caption { text-align: start; font-weight: bold; padding-block: .5rem; }
th, td { border: 1px solid; padding: .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th:first-child { width: 22%; }
th:nth-child(2) { width: 28%; }
ul, dl, td p { margin: 0; padding: 0; list-style: none; }
dl { display: grid; grid-template-columns: max-content 1fr; column-gap: .75rem; margin-block-start: .5rem; }
dt { font-weight: bold; }
dd { margin: 0; }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
@media (max-width: 45rem) { dl { display: block; } th:nth-child(2) { width: 38%; } }
@media print { tr { break-inside: avoid; } thead { display: table-header-group; } a { color: inherit; } }
""".strip()
HEADINGS = ("Service", "How to reach it", "What to know")


def render(export: Export) -> str:
    """Return the page."""
    say, language = export.speaker.say, export.speaker.catalogue.language
    title = export.speaker.catalogue.count(
        "1 listing of peer support and crisis help",
        "{number} listings of peer support and crisis help",
        len(export.results),
    )
    head = "".join(f'<th scope="col">{say(heading)}</th>' for heading in HEADINGS)
    caption = say("Services, how to reach them, and what to know before")
    danger = say("If somebody may be in danger now, call the emergency number of your country.")
    day = export.speaker.day(export.moment.date())
    as_of = say("As of {day}; when and how each listing was checked stands beside it.", day=day)
    rows = "\n".join(_row(result, export.speaker) for result in export.results)
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{danger}
{as_of}</p>
<table>
<caption>{caption}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""


def _row(result: Result, speaker: Speaker) -> str:
    listing = result.listing
    name = f'<bdi id="{escape(listing.id)}">{escape(listing.name)}</bdi>'
    kind = escape(speaker.label("kinds", listing.kind))
    known = "".join(f"<dt>{escape(label)}</dt><dd>{_bdi(told)}</dd>" for label, told in facts(result, speaker))
    said = speaker.say("Alert").upper()
    alert = f"<p><strong>{escape(said)}: {_bdi(listing.alert)}</strong></p>" if listing.alert else ""
    source = _link(result.freshness.source.url, escape(speaker.say("where that was read")))
    return (
        f'<tr><th scope="row">{name}</th>'
        f"<td>{alert}<ul>{''.join(f'<li>{item}</li>' for item in _ways(listing, speaker))}</ul></td>"
        f'<td><p>{kind}. <span{_language(listing, speaker)} dir="auto">{escape(speaker.summary(listing))}</span></p>'
        f"<dl>{known}<dt>{escape(speaker.say('Source'))}</dt><dd>{source}</dd></dl></td></tr>"
    )


def _ways(listing: Listing, speaker: Speaker) -> Iterable[str]:
    """Yield every way to reach a listing, as something to tap on where a phone or browser knows how."""
    for contact in listing.contacts:
        told = _told(contact, speaker)
        yield _link(address, told) if (address := link_of(contact)) else told
    if listing.url:
        yield _link(listing.url, escape(speaker.label("contacts", "web")))


def _told(contact: Contact, speaker: Speaker) -> str:
    """Return how to use a contact; a number is never broken across lines."""
    verb, number, beside = reach(contact, speaker)
    kind = ' class="number"' if is_number(contact.value) else ""
    return f"{escape(verb)} <bdi{kind}>{escape(number)}</bdi>" + (f" ({_bdi(beside)})" if beside else "")


def _language(listing: Listing, speaker: Speaker) -> str:
    """Return the attribute for a summary in another language than the page."""
    translated = listing.translations.get(speaker.language)
    language = speaker.language if translated and translated.summary else FALLBACK_LANGUAGE
    return f' lang="{escape(language)}"' if language != speaker.catalogue.language else ""


def _link(address: str, told: str) -> str:
    """Return a link; what it shows is markup already."""
    return f'<a href="{escape(address)}" rel="noreferrer">{told}</a>'


def _bdi(text: str) -> str:
    """Return a text whose direction changes nothing around it."""
    return f"<bdi>{escape(text)}</bdi>"
