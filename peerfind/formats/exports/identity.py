"""Identifiers for programs that want UUIDs: always the same for the same thing. Pure."""

import uuid

_PEERFIND = uuid.uuid5(uuid.NAMESPACE_OID, "peerfind")


def identity(*parts: str) -> uuid.UUID:
    """Return the UUID (version 5) of what these parts name together."""
    return uuid.uuid5(_PEERFIND, "\x1f".join(parts))
