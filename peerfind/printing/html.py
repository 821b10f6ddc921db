"""Sheets as one HTML page that stands by itself, prints well and reads well aloud. Pure."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape

from peerfind.printing.sheet import Entry, Fact, Organization, Sheet, Way

_STYLE = """
:root { font: 1rem/1.5 system-ui, "Noto Sans", sans-serif; color: #111; background: #fff; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: .5rem 0 1rem; }
h2 { background: #e8e8e8; padding: .4rem .7rem; font-size: 1.3rem; margin: 2rem 0 1rem; }
.entry h2, h3 { background: none; padding: 0; font-size: 1.2rem; margin: 0 0 .2rem; }
p { margin: .5rem 0; }
.logo { height: 3rem; max-width: 100%; }
.danger { border: 3px solid #000; border-radius: .3rem; padding: .6rem .9rem; font-size: 1.25rem; font-weight: bold; }
.entry { border-top: 1px solid #999; padding: 1rem 0; break-inside: avoid; }
.entry::after { content: ""; display: block; clear: both; }
.number { font-size: 1.4rem; font-weight: bold; white-space: nowrap; font-variant-numeric: tabular-nums; }
a { color: inherit; }
[dir=rtl] :is(h2, h3, p) { text-align: right; }
li, dd, .small { overflow-wrap: anywhere; }
ul, dl { margin: .4rem 0; padding: 0; list-style: none; }
dt { float: inline-start; margin-inline-end: .4rem; color: #444; }
dt::after { content: ":"; }
dd { margin: 0; }
.alert { font-weight: bold; }
.stale { border: 2px solid #000; padding: 0 .3rem; font-weight: bold; }
.small, footer { font-size: .85rem; color: #444; }
.code { float: inline-end; margin-inline-start: 1rem; background: #fff; }
@media print {
  :root { font-size: 10.5pt; line-height: 1.35; }
  body { margin: 0; padding: 0; max-width: none; }
  a { text-decoration: none; }
  h1, h2, h3 { break-after: avoid; }
  .entry { padding: .5rem 0; }
  p, ul, dl { margin: .25rem 0; }
  dt { float: none; margin: 0; }
  dt, dd { display: inline; }
  dt::after { content: ": "; }
  dd:not(:last-child)::after { content: " · "; }
}
"""


def to_html(sheet: Sheet, scan: str) -> str:
    """Return a sheet as a page; `scan` names a code for who can't see it, with {what} in it."""
    direction = "rtl" if sheet.right_to_left else "ltr"
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(sheet.language)}" dir="{direction}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(sheet.title)}</title><style>{_STYLE}{_on_every_page(sheet.danger)}</style></head>",
            "<body><header>",
            *_logo(sheet.organization),
            *_paragraphs(sheet.organization.name, sheet.organization.contact, kind="small"),
            f"<h1>{escape(sheet.title)}</h1>",
            *_paragraphs(sheet.danger, kind="danger"),
            "</header><main>",
            *_sections(sheet, scan),
            "</main><footer>",
            *_paragraphs(sheet.edition_line, sheet.printed, sheet.until, sheet.report),
            "</footer></body></html>\n",
        ]
    )


def _on_every_page(text: str) -> str:
    """Return the style that prints a text at the foot of each page, where the browser can."""
    written = "".join(char if char.isalnum() else f"\\{ord(char):06x}" for char in text)
    return f'@page {{ margin: 15mm; @bottom-center {{ content: "{written}"; font: bold 10pt sans-serif; }} }}\n'


def _logo(organization: Organization) -> Iterator[str]:
    """Yield the logo as a picture, in which no script runs; words beside it say whose it is."""
    if organization.logo:
        alt = "" if organization.name else escape(organization.contact)
        held = b64encode(organization.logo.encode()).decode()
        yield f'<p><img class="logo" alt="{alt}" src="data:image/svg+xml;base64,{held}"></p>'


def _sections(sheet: Sheet, scan: str) -> Iterator[str]:
    for section in sheet.sections:
        if section.title:
            yield f"<h2>{escape(section.title)}</h2>"
        for entry in section.entries:
            yield from _entry(entry, sheet.language, scan, "h3" if section.title else "h2")


def _entry(entry: Entry, language: str, scan: str, heading: str) -> Iterator[str]:
    yield '<article class="entry">'
    if entry.code:
        said = scan.format(what=f"{entry.ways[0].verb} {entry.ways[0].number}")
        width = f"{entry.code.millimetres:g}mm"
        yield f'<span class="code" role="img" aria-label="{escape(said)}" style="width:{width}">{entry.code.svg}</span>'
    yield f'<{heading} dir="auto">{escape(entry.name)}</{heading}>'
    stamp = f'<span class="stale">{escape(entry.stale)}</span>' if entry.stale else ""
    if entry.kind or stamp:
        yield f'<p class="small">{escape(entry.kind)} {stamp}</p>'
    yield from _paragraphs(entry.alert, kind="alert")
    other = f' lang="{escape(entry.language)}" dir="auto"' if entry.language != language else ""
    if entry.what:
        yield f"<p{other}>{escape(entry.what)}</p>"
    yield from _paragraphs(entry.foreign, kind="small")
    yield from _wrapped("ul", map(_way, entry.ways))
    yield from _wrapped("dl", (_fact(fact) for fact in entry.facts))
    yield f'<p class="small">{escape(entry.checked)}</p></article>'


def _wrapped(tag: str, parts: Iterable[str]) -> Iterator[str]:
    """Yield parts inside an element; none where there is no part, because an empty list is announced all the same."""
    if held := "".join(parts):
        yield f"<{tag}>{held}</{tag}>"


def _fact(fact: Fact) -> str:
    return f"<dt>{escape(fact.label)}</dt><dd><bdi>{escape(fact.text)}</bdi></dd>"


def _way(way: Way) -> str:
    number = f'<bdi class="number">{escape(way.number)}</bdi>' if way.dialled else f"<bdi>{escape(way.number)}</bdi>"
    linked = f'<a href="{escape(way.link)}">{number}</a>' if way.link else number
    beside = f" <bdi>{escape(way.beside)}</bdi>" if way.beside else ""
    return f"<li>{escape(way.verb)} {linked}{beside}</li>"


def _paragraphs(*texts: str, kind: str = "") -> Iterator[str]:
    named = f' class="{kind}"' if kind else ""
    yield from (f"<p{named}>{escape(text)}</p>" for text in texts if text)
