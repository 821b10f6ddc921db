"""PF5: where facts were read, when and how."""

from collections.abc import Callable, Iterator

from peerfind.curation.findings import Given, Item, Problem, Rule
from peerfind.directory.freshness import State, first_day, window

_INDEPENDENT = 2


def _checked_ahead(item: Item, given: Given) -> Iterator[Problem]:
    for n, source in enumerate(item.listing.sources):
        if source.checked > given.today:
            told = f"checked {source.checked} lies in the future (today is {given.today}): write the day of the check"
            yield Problem(("sources", n, "checked"), told)


def _page_date(item: Item, given: Given) -> Iterator[Problem]:
    for n, source in enumerate(item.listing.sources):
        if not source.page_date:
            continue
        first = first_day(source.page_date)
        if first is None:
            told = f"page_date {source.page_date!r} is no day: write 2026, 2026-03 or 2026-03-31"
        elif first > min(given.today, source.checked):
            told = f"page_date {source.page_date} lies after the check: write the date that the page shows"
        else:
            continue
        yield Problem(("sources", n, "page_date"), told)


def _lists_alone(item: Item, _: Given) -> Iterator[Problem]:
    sources = item.listing.sources
    if all(source.how == "list" for source in sources):
        pages = {source.url for source in sources}
        if len(pages) < _INDEPENDENT:
            told = "only one third party says so: read the provider's page, or find a second list that is independent"
            yield Problem(("sources", 0), told)


def _aged(state: State, told: str) -> Callable[[Item, Given], Iterator[Problem]]:
    def find(item: Item, given: Given) -> Iterator[Problem]:
        listing = item.listing
        if listing.status != "active":
            return
        held = given.freshness(listing)
        if held.state == state:
            days = (given.today - held.since).days if held.since else 0
            at = listing.sources.index(held.source)
            window_ = window(listing, given.vocabulary)
            yield Problem(("sources", at), told.format(days=days, window=window_))

    return find


def _sources(*sources: str) -> str:
    return "sources:\n" + "".join(f"  - {{{source}}}\n" for source in sources)


_PAGE = 'url: "https://harbour.example/"'
RULES = (
    Rule(
        code="PF501",
        name="checked-in-the-future",
        severity="error",
        within=_checked_ahead,
        what="A check can't lie in the future: the day is mistyped.",
        bad=_sources(f"{_PAGE}, checked: 2062-11-22, how: call"),
        good=_sources(f"{_PAGE}, checked: 2026-11-22, how: call"),
    ),
    Rule(
        code="PF502",
        name="page-date",
        severity="error",
        within=_page_date,
        what="The date that a page shows is no day, or lies after the day on which the page was read.",
        bad=_sources(f"{_PAGE}, checked: 2026-11-22, how: copy, page_date: 2027-11-05"),
        good=_sources(f"{_PAGE}, checked: 2026-11-22, how: copy, page_date: 2026-11-05"),
    ),
    Rule(
        code="PF503",
        name="one-list-alone",
        severity="error",
        within=_lists_alone,
        what="Where only lists of third parties name a service, two independent ones are needed: lists copy one "
        "another.",
        bad=_sources('url: "https://list.example/", checked: 2026-11-22, how: list, page_date: 2026-11-01'),
        good=_sources(
            'url: "https://list.example/", checked: 2026-11-22, how: list, page_date: 2026-11-01',
            'url: "https://other.example/", checked: 2026-11-22, how: list, page_date: 2026-11-01',
        ),
    ),
    Rule(
        code="PF504",
        name="due",
        severity="note",
        within=_aged("due", "checked {days} days ago, the window is {window}: check it again"),
        what="The last check that counts is older than the window: 90 days for a crisis line, 180 for another "
        "listing with a number, 365 for the rest.",
        bad=_sources(f"{_PAGE}, checked: 2026-05-01, how: call"),
        good=_sources(f"{_PAGE}, checked: 2026-11-01, how: call"),
    ),
    Rule(
        code="PF505",
        name="stale",
        severity="note",
        within=_aged("stale", "checked {days} days ago, more than twice the window of {window}: check it again soon"),
        what="The last check that counts is older than twice the window; the listing is shown as not recently checked.",
        bad=_sources(f"{_PAGE}, checked: 2024-05-01, how: call"),
        good=_sources(f"{_PAGE}, checked: 2026-11-01, how: call"),
    ),
    Rule(
        code="PF506",
        name="undated",
        severity="note",
        within=_aged("undated", "no source tells how old its facts are: call, or read the live page"),
        what="All that is known comes from copies or lists that bear no date, so nobody knows how old it is.",
        bad=_sources(f"{_PAGE}, checked: 2026-11-22, how: copy"),
        good=_sources(f"{_PAGE}, checked: 2026-11-22, how: page"),
    ),
)
