"""What `peerfind doctor` looks at: each thing in a sentence, whether it is as it should be, and what to do if not."""

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from peerfind import __version__
from peerfind.commands.feedhealth import feeds
from peerfind.commands.patient import Finding, Patient
from peerfind.commands.session import folder_of
from peerfind.lookup.query import BUNDLED

_OLD = 90
"""Days since the newest check after which a directory is old: the window of a crisis line."""
_FAR_AHEAD = 10 * 365
"""Days after the newest check that no clock should tell."""
_MOST_COUNTED = 20_000
"""Listings of a source that are asked for their freshness at the most."""
_FONTS = {
    "Arabic": ("noto sans arabic", "noto naskh arabic", "noto kufi", "amiri", "geeza", "segoe ui", "tahoma",
               "dejavu sans"),
    "Devanagari": ("noto sans devanagari", "noto serif devanagari", "lohit", "mangal", "nirmala", "kohinoor"),
    "Chinese and Japanese": ("noto sans cjk", "noto serif cjk", "noto sans sc", "noto sans jp", "source han",
                             "wenquanyi", "pingfang", "hiragino", "simsun", "ms gothic", "yu gothic",
                             "microsoft yahei"),
    "Korean": ("noto sans cjk", "noto sans kr", "noto serif cjk", "nanum", "malgun", "apple sd gothic", "source han"),
}  # fmt: skip
"""Scripts that the fonts inside the typesetter lack, and families that are known to have them, in lower case."""


def examine_all(patient: Patient) -> list[Finding]:
    """Return a finding for each thing that can be looked at."""
    return [finding for look in _LOOKS for finding in look(patient)]


def _program(p: Patient) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    told = p.say("peerfind {version} on Python {python}, {system}.", version=__version__, python=python,
                 system=sys.platform)  # fmt: skip
    yield Finding(area="program", told=told, facts={"version": __version__, "python": python, "system": sys.platform})


def _clock(p: Patient) -> Iterator[Finding]:
    today = p.now.date()
    newest = dt.date.fromisoformat(p.edition.newest) if p.edition.newest else today
    facts = {"now": p.now.isoformat(timespec="seconds"), "fixed": "PEERFIND_NOW" in os.environ}
    advice = p.say("Set the date and time of this machine: without them nothing can tell what is open, or how old.")
    if today < newest - dt.timedelta(days=1):
        told = "The clock says {day}, which is before the directory's newest check ({newest})."
    elif (today - newest).days > _FAR_AHEAD:
        told = "The clock says {day}, more than ten years after the directory's newest check ({newest})."
    else:
        told = p.say("The clock says {day}.", day=p.speaker.day(today))
        yield Finding(area="clock", told=told, facts=facts)
        return
    told = p.say(told, day=p.speaker.day(today), newest=p.speaker.day(newest))
    yield Finding(area="clock", told=told, state="do", advice=advice, facts=facts)


def _directory(p: Patient) -> Iterator[Finding]:
    folder = folder_of(p.settings)
    facts = {"folder": str(folder), **p.edition.as_dict()}
    newest = dt.date.fromisoformat(p.edition.newest) if p.edition.newest else None
    message = "Directory: edition {digest}, {number} listings, newest check {day}, in {folder}."
    told = p.say(message, digest=p.edition.digest, number=f"{p.edition.listings:,}", folder=folder,
                 day=p.speaker.day(newest) if newest else "-")  # fmt: skip
    old = newest is not None and (p.now.date() - newest).days > _OLD
    advice = p.say('It is old: run "peerfind update", or install a newer version.') if old else ""
    yield Finding(area="directory", told=told, state="do" if old else "fine", advice=advice, facts=facts)
    if p.left_out:
        told = p.speaker.catalogue.count("1 listing can't be read.", "{number} listings can't be read.", p.left_out)
        advice = p.say('"peerfind check" says which, and what to write instead.')
        yield Finding(area="directory", told=told, state="do", advice=advice, facts={"left_out": p.left_out})


def _sources(p: Patient) -> Iterator[Finding]:
    """Tell of each source how many listings it has, and how many were checked within their window."""
    counts = p.finder.index.counts("feed")
    for name, number in sorted(counts.items(), key=lambda item: (item[0] != BUNDLED, item[0])):
        facts: dict[str, Any] = {"source": name, "listings": number}
        told = p.speaker.catalogue.count(
            "Source {name}: 1 listing.", "Source {name}: {number:,} listings.", number, name=name
        )
        states: Counter[str] = Counter()
        if number > _MOST_COUNTED:
            told += " " + p.say('How fresh so many are, "peerfind stats" counts.')
        else:
            states.update(p.finder.states(name, p.now.date()))
        if active := states.total():
            share = states["fresh"] / active
            facts |= {"within_window": round(share, 3), **states}
            told += " " + p.say(
                "{share} of those that are active were checked within their window; {undated} bear no date.",
                share=f"{share:.0%}", undated=f"{states['undated']:,}")  # fmt: skip
        yield Finding(area="sources", told=told, facts=facts)


def _index(p: Patient) -> Iterator[Finding]:
    if p.in_memory_because or p.index_folder is None:
        told = p.say("The index could not be kept: {reason}.", reason=p.in_memory_because)
        advice = p.say("Set PEERFIND_CACHE to a folder that can be written; until then every look-up takes longer.")
        yield Finding(area="index", told=told, state="do", advice=advice, facts={"kept": False})
        return
    size = sum(path.stat().st_size for path in p.index_folder.iterdir())
    told = p.say("The index is current: {size} MB in {folder}.", size=f"{size / 1e6:.1f}", folder=p.index_folder)
    yield Finding(area="index", told=told, facts={"kept": True, "folder": str(p.index_folder), "bytes": size})


def _folders(p: Patient) -> Iterator[Finding]:
    config = p.settings.config_file
    there = config is not None and config.is_file()
    message = "Settings: {file}." if there else "Settings: none; {file} may hold some."
    yield Finding(area="settings", told=p.say(message, file=config or "-"), facts={"config_file": str(config or "")})
    for name, folder in {"cache": p.settings.cache, "data": p.settings.data}.items():
        writable = folder is not None and _writable(folder)
        facts = {name: str(folder or ""), "writable": writable}
        if writable:
            yield Finding(
                area="settings", told=p.say("Folder {name}: {folder}.", name=name, folder=folder), facts=facts
            )
            continue
        told = p.say("Folder {name}: {folder} can't be written.", name=name, folder=folder or "-")
        advice = p.say("Set {variable} to a folder that can be written.", variable=f"PEERFIND_{name.upper()}")
        yield Finding(area="settings", told=told, state="do", advice=advice, facts=facts)


def _writable(folder: Path) -> bool:
    """Whether a folder can be written, or made where it is not there yet."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK)


def _terminal(p: Patient) -> Iterator[Finding]:
    shown = p.terminal
    flags = {True: p.say("yes"), False: p.say("no")}
    message = (
        "Output: encoding {encoding}, {width} columns, on a terminal: {terminal}, colour: {color}, links: {links}."
    )
    told = p.say(message, encoding=shown.encoding, width=shown.width, terminal=flags[shown.interactive],
                 color=flags[shown.color], links=flags[shown.links])  # fmt: skip
    if shown.shows_everything:
        yield Finding(area="terminal", told=told, facts=shown.as_dict())
        return
    advice = p.say("It lacks letters of most languages; numbers are whole. Set PYTHONUTF8=1, or LANG=C.UTF-8.")
    yield Finding(area="terminal", told=told, state="do", advice=advice, facts=shown.as_dict())


def _fonts(p: Patient) -> Iterator[Finding]:
    import typst  # here, because only this and paper need it

    families = [family.lower() for family in typst.Fonts().families()]
    lacking = [script for script, known in _FONTS.items() if not any(f.startswith(known) for f in families)]
    facts = {"families": len(families), "lacking": lacking}
    told = p.say("Fonts for paper: {number} families.", number=len(families))
    if not lacking:
        yield Finding(area="fonts", told=told, facts=facts)
        return
    scripts = ", ".join(p.say(script) for script in lacking)
    advice = p.say(
        "No font known to have these was found: {scripts}. Paper in them needs one, such as Noto.", scripts=scripts
    )
    yield Finding(area="fonts", told=told, state="note", advice=advice, facts=facts)


_LOOKS: tuple[Callable[[Patient], Iterator[Finding]], ...] = (
    _program, _clock, _directory, _sources, feeds, _index, _folders, _terminal, _fonts,
)  # fmt: skip
"""In the order in which they are told. A part of the program that keeps something of its own adds a look here."""
