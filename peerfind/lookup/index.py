"""The search index: what of a listing is indexed, and reading it back. tantivy does the work.

A field holds either folded words (see directory/text.py), split at spaces, or codes as they are. Whole records are
stored as JSON, so that a look-up never goes back to YAML.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from peerfind.directory.model import Listing, listing_from
from peerfind.record import Record

FORMAT = 1
"""Raised whenever what is indexed changes, so that an index of an older program is not read."""

WORDS = ("name", "about")
"""Fields of words as written: names and aliases; everything else that is said of the listing."""
STEMMED = "stems"
"""Every word of both, reduced to its English stem."""
CODES = (
    "id", "status", "title", "number", "kind", "topics", "audiences", "languages", "contacts", "settings", "costs",
    "dispatch", "serves", "within", "peer_run", "anonymous", "how", "feed",
)  # fmt: skip
"""Fields of codes. `title` is a whole name or alias, folded; `within` the areas served and all around them."""
EVERYONE = "everyone"
"""The audience of a listing that names none."""
NUMBERS = ("age_min", "age_max", "checked_day")


class IndexDamagedError(Exception):
    """The index on disk can't be read; it has to be built again."""


class Hit(Record):
    """One stored listing and how well it answers, higher is better."""

    score: float
    listing: Listing
    feed: str


def schema() -> tantivy.Schema:
    """Return the index's schema."""
    builder = tantivy.SchemaBuilder()
    for field in WORDS:
        builder.add_text_field(field, tokenizer_name="whitespace")
    builder.add_text_field(STEMMED, tokenizer_name="stems", index_option="freq")
    for field in CODES:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in NUMBERS:
        builder.add_integer_field(field, indexed=True)
    builder.add_text_field("record", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("origin", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


_STEMMER = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("English")).build()


def register_stems(held: tantivy.Index) -> None:
    """Make an index know how the field of stems is read; every process has to, before it uses the index."""
    held.register_tokenizer("stems", _STEMMER)


def stem(word: str) -> str:
    """Return a folded word's English stem."""
    return "".join(_STEMMER.analyze(word))


class Index:
    """An open index: finds listings by a query of tantivy's. Raises IndexDamagedError where it can't be read."""

    def __init__(self, held: tantivy.Index) -> None:
        register_stems(held)
        self.schema = held.schema
        self._searcher = held.searcher()

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index of a folder."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise IndexDamagedError(str(error)) from error

    def find(self, query: tantivy.Query, limit: int, offset: int = 0) -> tuple[int, list[Hit]]:
        """Return how many listings answer, and those from `offset` on, best first."""
        try:
            result = self._searcher.search(query, limit=limit, offset=offset)
            total: int = result.count  # type: ignore[attr-defined]  # its stubs leave it out
            return total, [self._hit(score, address) for score, address in result.hits]
        except (ValueError, OSError, TypeError, KeyError) as error:
            raise IndexDamagedError(str(error)) from error

    def knows(self, word: str, fields: Iterable[str] = WORDS) -> bool:
        """Whether any listing holds the word."""
        return any(self._searcher.doc_freq(field, word) for field in fields)

    def words(self, prefix: str, fields: Iterable[str] = WORDS) -> dict[str, int]:
        """Return the words that start with `prefix` and in how many listings they stand."""
        counts: dict[str, int] = {}
        for field in fields:
            for word, count in self._searcher.terms_with_prefix(field, prefix):
                counts[word] = max(count, counts.get(word, 0))
        return counts

    def ids(self, prefix: str) -> list[str]:
        """Return the ids that start with `prefix`."""
        return [code for code, _ in self._searcher.terms_with_prefix("id", prefix)]

    def counts(self, field: str, among: tantivy.Query | None = None) -> dict[str, int]:
        """Return every code of a field with the number of listings (among those that answer) that have it."""
        return dict(self._searcher.terms_with_prefix(field, "", filter_query=among))

    def _hit(self, score: float, address: tantivy.DocAddress) -> Hit:
        stored: dict[str, list[Any]] = self._searcher.doc(address).to_dict()
        listing = listing_from(json.loads(stored["record"][0]))
        return Hit(score=score, listing=listing, feed=stored["origin"][0])
