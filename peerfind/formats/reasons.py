"""Why a listing stands where it stands, in the reader's language: the ranking tells it in English. Pure."""

from peerfind.catalogue import SOURCE
from peerfind.formats.words import Speaker

FIXED = ("this is its name", "this is its number", "this number is its", "its whole name is among the words",
         "all the words are in its name", "its name has the words in a row", "open then", "urgent: a crisis line",
         "urgent: for a crisis", "is not what is not wanted", "for a group that was not named")  # fmt: skip
STARTS = ("serves ", "has ", "perhaps ", "nearer: all of ", "nearer: ")
"""What comes before a place, a word or a label."""


def reason(why: str, speaker: Speaker) -> str:
    """Return a reason of the ranking's in words of the reader's."""
    if speaker.catalogue.language == SOURCE or why in FIXED:
        return speaker.say(why)
    start = next((start for start in STARTS if why.startswith(start)), "")
    named = [_named(part, speaker) for part in why[len(start) :].split(" or ")]
    return speaker.say(start) + speaker.say(" or ").join(named)


def _named(name: str, speaker: Speaker) -> str:
    """Return a label or place that is told in English."""
    for table, codes in speaker.vocabulary.labels.items():
        for code, names in codes.items():
            if names.get(SOURCE, "").lower() == name:
                return speaker.label(table, code).lower()
    place = speaker.places.resolve(name) if not name.startswith('"') else None
    return speaker.place(place.code) if place and place.name == name and place.kind in ("country", "region") else name
