"""What the rules know beside the listings, from disk."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from peerfind.curation.findings import Given, Settled
from peerfind.directory.loading import codes_with, load_data, load_vocabulary
from peerfind.directory.suppression import Suppressed, Suppression
from peerfind.errors import DataError
from peerfind.lookup.store import DATA, load_places

_Typed = TypeVar("_Typed")
_SETTLED, _SUPPRESSED = "settled.yaml", "suppressed.yaml"


def load_given(today: dt.date, folder: Path | None = None) -> Given:
    """Load the vocabulary, places, what is settled and what is suppressed. Raises DataError.

    A clone of the directory in `folder` has its own lists of what is settled and suppressed; those count then.
    """
    own = DATA if folder is None else folder / "peerfind" / "data"
    vocabulary = load_vocabulary(DATA)
    return Given(
        today=today,
        codes=codes_with(vocabulary, load_places().codes()),
        vocabulary=vocabulary,
        settled=load_settled(own if (own / _SETTLED).is_file() else DATA),
        suppressed=load_suppression(own if (own / _SUPPRESSED).is_file() else DATA),
    )


def load_settled(folder: Path) -> Settled:
    """Load what looks wrong and is right. Raises DataError."""
    return _typed(folder / _SETTLED, lambda held: Settled(**held))


def load_suppression(folder: Path) -> Suppression:
    """Load the list of values that must not come back. Raises DataError."""
    return _typed(folder / _SUPPRESSED, lambda held: Suppression(Suppressed(**entry) for entry in held))


def _typed(path: Path, typed: Callable[[Any], _Typed]) -> _Typed:
    try:
        return typed(load_data(path))
    except (TypeError, AttributeError) as error:
        raise DataError(f"{path.name}: the data has an unexpected shape ({error})") from error
