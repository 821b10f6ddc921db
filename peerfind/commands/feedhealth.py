"""What `peerfind doctor` tells of each feed: its age, by whose keys it is trusted and until when, what waits."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from peerfind.commands.patient import Finding, Patient
from peerfind.feeds.adding import grouped
from peerfind.feeds.standing import Standing, standings
from peerfind.feeds.store import Feed, FeedStore
from peerfind.lookup.snapshots import LISTINGS_KEPT, MEETINGS_KEPT

_SOON = 30
"""Days before its keys run out on which a feed is noted."""


def feeds(p: Patient) -> Iterator[Finding]:
    """Yield a finding for each feed, and one for each thing about it that needs doing."""
    held = [*standings(FeedStore(p.settings.data), p.now.date())] if p.settings.data else []
    if not held:
        told = p.say('Feeds: none; all listings are the bundled ones. "peerfind feed add" adds a feed.')
        yield Finding(area="feeds", told=told, facts={"feeds": 0})
    for one in held:
        if one.feed:
            yield _described(p, one, one.feed)
            if one.feed.enabled:
                yield from _troubles(p, one, one.feed)
        else:
            told = p.say("Feed {name}: {fault}.", name=one.name, fault=one.fault)
            advice = p.say("Its listings are out of use. Delete {file} and add the feed again.", file=one.file)
            yield _trouble(one, told, advice, "unreadable")


def _described(p: Patient, one: Standing, feed: Feed) -> Finding:
    """Return all that is known of a feed."""
    age = _age(p, one)
    if not feed.keys:
        trust = p.say("not signed: whoever controls its server controls what it says")
    else:
        trust = p.say("signed, fingerprint {fingerprint}", fingerprint=grouped(feed.keys[0]))
        if {"root", "timestamp"} <= one.expires.keys():
            root, timestamp = (p.speaker.day(one.expires[role]) for role in ("root", "timestamp"))
            trust += p.say("; its keys count until {root}, what it says until {timestamp}", root=root,
                           timestamp=timestamp)  # fmt: skip
    message = "Feed {name} ({format}): {listings}, {age}; {trust}."
    if not feed.enabled:
        message = "Feed {name} ({format}), disabled: {listings}, {age}; {trust}."
    listings = p.speaker.catalogue.count("1 listing", "{number} listings", feed.listings)
    told = p.say(message, name=feed.name, format=feed.format, listings=listings, age=age, trust=trust)
    return Finding(area="feeds", told=told, facts=_facts(one, feed))


def _age(p: Patient, one: Standing) -> str:
    if one.days_old is None:
        return p.say("never read")
    if one.days_old < 1:
        return p.say("read today") if one.days_old == 0 else p.say("read on a day after today")
    return p.speaker.catalogue.count("read yesterday", "read {number} days ago", one.days_old)


def _facts(one: Standing, feed: Feed) -> dict[str, Any]:
    return {
        "feed": feed.name,
        "format": feed.format,
        "enabled": feed.enabled,
        "signed": bool(feed.keys),
        "fingerprint": feed.keys[0] if feed.keys else None,
        "expires": {role: day.isoformat() for role, day in one.expires.items()},
        "read": feed.read.isoformat() if feed.read else None,
        "days_old": one.days_old,
        "listings": feed.listings,
        "held": feed.held,
    }


def _troubles(p: Patient, one: Standing, feed: Feed) -> Iterator[Finding]:
    """Yield what needs doing about a feed that is in use."""
    read = p.say('Run "peerfind update {name}".', name=feed.name)
    if one.days_old is None or not feed.snapshot:
        yield _trouble(one, p.say("Feed {name} was never read.", name=feed.name), read, "never-read")
    elif not one.there:
        told = p.say("Feed {name}: the file of its listings is gone.", name=feed.name)
        advice = p.say(
            '"peerfind feed rollback {name}" goes back to the state before; without one, remove the feed '
            "and add it again.",
            name=feed.name,
        )
        yield _trouble(one, told, advice, "snapshot-gone")
    elif one.days_old < 0:
        told = p.say("Feed {name} was read on {day}, which is after today.", name=feed.name,
                     day=p.speaker.day(feed.read or p.now.date()))  # fmt: skip
        yield _trouble(one, told, p.say("Set the date of this machine."), "clock")
    elif feed.meetings and one.days_old > MEETINGS_KEPT:
        told = p.say("Feed {name}: its meetings are left out, because they are older than {number} days.",
                     name=feed.name, number=MEETINGS_KEPT)  # fmt: skip
        yield _trouble(one, told, read, "old")
    elif one.days_old > LISTINGS_KEPT:
        told = p.say("Feed {name} is older than {number} days.", name=feed.name, number=LISTINGS_KEPT)
        yield _trouble(one, told, read, "old")
    if feed.held:
        told = p.speaker.catalogue.count(
            "Feed {name}: 1 change is held for review; the state before it is in use.",
            "Feed {name}: {number} changes are held for review; the state before them is in use.",
            feed.held, name=feed.name)  # fmt: skip
        advice = p.say('"peerfind feed info {name}" shows them; "peerfind update {name} --accept ID" takes one.',
                       name=feed.name)  # fmt: skip
        yield _trouble(one, told, advice, "held")
    yield from _run_out(p, one, feed, read)


def _run_out(p: Patient, one: Standing, feed: Feed, read: str) -> Iterator[Finding]:
    """Yield which statements of a signed feed count no longer, or not for long."""
    today = p.now.date()
    root = one.expires.get("root")
    if root and root < today + dt.timedelta(days=_SOON):
        over = root < today
        message = "Feed {name}: its keys ran out on {day}." if over else "Feed {name}: its keys run out on {day}."
        advice = p.say('"peerfind update {name}" takes new ones where its maintainers have signed them; '
                       "else ask them to.", name=feed.name)  # fmt: skip
        told = p.say(message, name=feed.name, day=p.speaker.day(root))
        yield _trouble(one, told, advice, "keys-expired" if over else "keys-expiring", do=over)
    others = [day for role, day in one.expires.items() if role != "root"]
    if others and min(others) < today:
        told = p.say("Feed {name}: nobody vouches for what it said since {day}.", name=feed.name,
                     day=p.speaker.day(min(others)))  # fmt: skip
        yield _trouble(one, told, read, "expired")


def _trouble(one: Standing, told: str, advice: str, problem: str, *, do: bool = True) -> Finding:
    facts = {"feed": one.name, "problem": problem}
    return Finding(area="feeds", told=told, state="do" if do else "note", advice=advice, facts=facts)
