"""Ids of the listings that one service of a feed has at its several places. Pure."""

import re

LONGEST_ID, _DIGEST = 80, 8
PART = "-at-"
_PART = re.compile(rf"{PART}[0-9a-f]{{{_DIGEST}}}$")


def part_id(whole: str, own: str) -> str:
    """Return the id of one of several listings of a service, which its feed calls `own`: `hsds-ohio-7-at-3fa90b12`."""
    return f"{service_of(whole)}{PART}{_digest(own)}"


def service_of(id_: str) -> str:
    """Return what the ids of all listings of one service share: the service's own id, cut where parts need the room."""
    if _PART.search(id_):
        return id_[: -len(PART) - _DIGEST]
    room = LONGEST_ID - len(PART) - _DIGEST
    return id_ if len(id_) <= room else shortened(id_, id_, room)


def shortened(name: str, given: str, longest: int = LONGEST_ID) -> str:
    """Return the start of a name with a digest of the whole behind it."""
    return f"{name[: longest - _DIGEST - 1].rstrip('-')}-{_digest(given)}"


def _digest(text: str) -> str:
    import hashlib  # here, because most look-ups meet no such id

    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()
