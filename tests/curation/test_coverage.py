import datetime as dt

from peerfind.curation.coverage import coverage, newest_check
from peerfind.lookup.finder import Finder
from peerfind.lookup.query import Filters


def test_the_report_counts_what_is_there(finder: Finder, now: dt.datetime) -> None:
    listings = [result.listing for result in finder.every(Filters(), now)]
    told = coverage(listings, finder.vocabulary, finder.places)
    assert "8 active listings, 0 closed or paused; age counted on 2026-11-22." in told
    assert "| Crisis line (`crisis_line`) | 3 |" in told
    assert "| Ohio (`US-OH`) | 2 |" in told
    assert "| whether police may be sent (of crisis lines and warmlines) | 40 % |" in told


def test_age_is_counted_from_the_newest_check(finder: Finder, now: dt.datetime) -> None:
    assert newest_check(result.listing for result in finder.every(Filters(), now)) == dt.date(2026, 11, 22)
