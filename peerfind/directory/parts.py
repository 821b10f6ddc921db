"""Ids of the listings that one service of a feed has at its several places. Pure."""

import re

LONGEST_ID, _DIGEST = 80, 8
_AT = "-at-"
_PART = re.compile(rf"{_AT}[0-9a-f]{{{_DIGEST}}}$")


def part_id(whole: str, own: str) -> str:
    """Return the id of one of several listings of a service, which its feed calls `own`: `hsds-ohio-7-at-3fa90b12`."""
    return f"{service_of(whole)}{_AT}{_digest(own)}"


def is_part(id_: str) -> bool:
    """Whether a listing is one of several of a service, and not the first of them."""
    return _AT in id_ and _PART.search(id_) is not None


def service_of(id_: str) -> str:
    """Return what the ids of all listings of one service share: the service's own id, cut where parts need the room."""
    if is_part(id_):
        return id_[: -len(_AT) - _DIGEST]
    room = LONGEST_ID - len(_AT) - _DIGEST
    return id_ if len(id_) <= room else shortened(id_, id_, room)


def shortened(name: str, given: str, longest: int = LONGEST_ID) -> str:
    """Return the start of a name with a digest of the whole behind it."""
    return f"{name[: longest - _DIGEST - 1].rstrip('-')}-{_digest(given)}"


def _digest(text: str) -> str:
    import hashlib  # here, because most look-ups meet no such id

    return hashlib.blake2s(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()
