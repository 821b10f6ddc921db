"""The expected failures, each with the exit status it ends in and, where there is one, a hint what to do."""

from typing import ClassVar

from peerfind.catalogue import Catalogue


class PeerfindError(Exception):
    """An expected failure: its text is one line for the user.

    Message and hint may name values, `UsageError("No place {text!r} is known.", text=text)`: then both can be told in
    the reader's language.
    """

    exit_status: ClassVar[int] = 70

    def __init__(self, message: str, *, hint: str = "", **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.hint = hint.format(**values) if values else hint
        self._message, self._hint, self._values = message, hint, values

    def told(self, catalogue: Catalogue) -> list[str]:
        """Return the message and the hint, where there is one, in the language of a catalogue."""
        return [catalogue.say(line, **self._values) for line in (self._message, self._hint) if line]


class NothingFoundError(PeerfindError):
    """The look-up worked and found nothing."""

    exit_status = 1


class UnsoundError(PeerfindError):
    """A change to a listing was not made, because a check would find it faulty."""

    exit_status = 1


class UsageError(PeerfindError):
    """What was asked for can't be understood."""

    exit_status = 2


class DataError(PeerfindError):
    """A file that the look-up needs can't be read."""

    exit_status = 3


class NetworkError(PeerfindError):
    """Something could not be fetched."""

    exit_status = 4


class RefusedError(PeerfindError):
    """What was fetched or asked for is held back or refused, because it can't be trusted."""

    exit_status = 5


class StaleError(PeerfindError):
    """A listing was not checked recently enough for what was asked, such as paper."""

    exit_status = 6
