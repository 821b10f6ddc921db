"""The one place that reads the clock."""

import datetime as dt
from collections.abc import Mapping

from peerfind.errors import UsageError


def read_clock(environ: Mapping[str, str]) -> dt.datetime:
    """Return the moment, in the user's zone; PEERFIND_NOW sets it, for reproducible lists and tests."""
    if fixed := environ.get("PEERFIND_NOW"):
        try:
            return dt.datetime.fromisoformat(fixed).astimezone()
        except ValueError as error:
            told = "PEERFIND_NOW is {text!r}: write a moment such as 2026-11-22T18:00+00:00"
            raise UsageError(told, text=fixed) from error
    return dt.datetime.now().astimezone()
