"""What was dropped or doubted while a feed was read: told once for each reason, with examples."""

from collections import Counter

from peerfind.directory.text import clean
from peerfind.feeds.cleaning import cut
from peerfind.feeds.reader import Warn

_MOST_EXAMPLES = 3
_LONGEST_EXAMPLE = 80


class UnusableError(Exception):
    """A row can't become a listing; the text says why."""

    def __init__(self, why: str, where: object = "") -> None:
        super().__init__(why)
        self.where = where


class Doubts:
    """Collects what there is to say about a feed's rows."""

    def __init__(self, warn: Warn) -> None:
        self._warn = warn
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {}

    def note(self, reason: str, where: object = "") -> None:
        """Note that something holds for a row."""
        self._counts[reason] += 1
        examples = self._examples.setdefault(reason, [])
        named = cut(clean(str(where)), _LONGEST_EXAMPLE)
        if named and named not in examples and len(examples) < _MOST_EXAMPLES:
            examples.append(named)

    def pass_over(self, error: UnusableError) -> None:
        """Note that a row was passed over."""
        self.note(f"passed over: {error}", error.where)

    def tell(self) -> None:
        """Say all of it, what came most often first."""
        for reason, count in self._counts.most_common():
            named = "; ".join(self._examples[reason])
            times = f" ({count:,} times, such as {named})" if count > 1 and named else f" ({named})" if named else ""
            self._warn(reason + (times or (f" ({count:,} times)" if count > 1 else "")))
