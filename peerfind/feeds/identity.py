"""What a listing out of a feed is called, and where it says that it comes from. Pure."""

import datetime as dt
import re

from peerfind.directory.model import Source
from peerfind.directory.parts import LONGEST_ID, shortened
from peerfind.feeds.cleaning import link, public_url, slug, text_of
from peerfind.feeds.reader import Facts

_OLDEST = 1990


def listing_id(form: str, feed: str, own: object) -> str:
    """Return the id of a listing that its feed calls `own`: `tsml-ohio-monday-group`, the same from read to read.

    Where letters are lost on the way, a digest of the feed's own name for it keeps ids apart.
    """
    given = text_of(own)
    held = slug(given)
    name = "-".join(part for part in (form, slug(feed)[:30].strip("-"), held) if part)
    return name if held == given and len(name) <= LONGEST_ID else shortened(name, given)


def source_of(facts: Facts, page: str | None, updated: object) -> Source:
    """Return where a listing comes from: its own page in the feed, else the feed.

    The check is `list`, the weakest, whoever publishes the feed: nobody compared the row with the provider's page or
    dialled it, and the day of a download says nothing of the day on which somebody last looked at the row. So it counts
    from the row's own date, and is undated where there is none.
    """
    return Source(
        url=link(page) or public_url(facts.url),
        checked=facts.fetched,
        how="list",
        page_date=day_of(updated, facts.fetched),
    )


def day_of(value: object, latest: dt.date) -> str | None:
    """Return the date that a text starts with, as far as it is certain; none that is impossible or yet to come."""
    text = text_of(value).strip()
    if found := re.match(r"(\d{4})-(\d{2})-(\d{2})", text):
        day = _date(int(found[1]), int(found[2]), int(found[3]))
    elif found := re.match(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first <= 12 and second <= 12 and first != second:  # the tenth of April or the fourth of October
            return str(year) if _OLDEST <= year <= latest.year else None
        day = _date(year, min(first, second) if max(first, second) > 12 else first, max(first, second))
    else:
        return None
    return day.isoformat() if day and day.year >= _OLDEST and day <= latest else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
