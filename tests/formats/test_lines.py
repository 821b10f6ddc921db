import datetime as dt

from peerfind.formats import lines
from peerfind.formats.words import Speaker
from peerfind.lookup.finder import Finder


def test_an_alert_stands_before_the_ways_to_reach_a_listing(finder: Finder, now: dt.datetime) -> None:
    (found,) = finder.show("aunty-line", now)
    told = found.replace(listing=found.listing.replace(alert="Moved online."))
    speaker = Speaker(vocabulary=finder.vocabulary, places=finder.places)
    assert lines.render([told], speaker, "{reach}").startswith("ALERT: Moved online. | Call ")
    assert lines.render([told, found], speaker, "{alert}") == "Moved online.\n\n"
