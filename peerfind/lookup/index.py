"""The search index: what of a listing is indexed, and reading it back. tantivy does the work.

A field holds either folded words (see directory/text.py), split at spaces, or codes as they are. Whole records are
stored (packing.py), so that a look-up never goes back to YAML.
"""

import json
import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import tantivy

from peerfind.directory.model import Listing
from peerfind.directory.numbers import SHORTEST_TAIL
from peerfind.errors import DataError
from peerfind.lookup.packing import Packer
from peerfind.record import Record

FORMAT = 6
"""Raised whenever what is indexed changes, so that an index of an older program is not read."""

NAME = "name"
"""The field of the words of names and aliases, as written."""
STEMS = "stems"
"""The field of every word that is said of a listing, reduced to its English stem."""
CODES = "codes"
"""The field of all codes, each behind its name and a colon ("kind:warmline"): id, status, title (a whole name or alias,
folded, without spaces), number (its digits, the last first), kind, topics, audiences, languages, contacts, settings,
costs, dispatch, serves, within (the areas served and all around them), peer_run, anonymous, feed, open (the hours of
the week), cells (the squares of the grids that it lies in, see places.py)."""
EVERYONE = "everyone"
"""The audience of a listing that names none."""
GROUPS = (
    "youth", "students", "older-adults", "men", "veterans", "military", "first-responders", "healthcare-workers",
    "farmers", "lgbtq", "trans", "black", "indigenous", "asian", "latino", "immigrants", "muslims", "jewish",
    "christian", "deaf", "disabled", "neurodivergent", "incarcerated", "homeless",
)  # fmt: skip
"""Audiences that few belong to and that say so themselves; to be bereaved or a relative goes with a topic."""
NUMBERS = ("age_min", "age_max", "checked_day")
PREFERENCE = "preference"
"""Holds what a listing's points are multiplied with: see building.preference."""
POINT = ("lat", "lon")
POINT_SCALE = 10_000
"""A degree in the fields of `POINT`, which hold whole numbers; a unit is eleven metres at the most."""
_NO_SLIP = 2e-5
"""Share of the listings; a word that fewer have may be a slip of their own."""
_MOST_NUMBERS = 100
"""Numbers with the same ending that are looked up."""
_KEPT = 4096
"""Listings that stay read, for many queries in one process."""


class IndexDamagedError(DataError):
    """The index on disk can't be read; it has to be built again."""

    def __init__(self, reason: str) -> None:
        hint = "The index will be built anew: run the same command again."
        super().__init__(f"the index is damaged ({reason})", hint=hint)


class Hit(Record):
    """How well one listing answers, higher is better, and where it is stored."""

    score: float
    address: tantivy.DocAddress


def schema() -> tantivy.Schema:
    """Return the index's schema."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(NAME, tokenizer_name="whitespace")
    builder.add_text_field(STEMS, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(CODES, tokenizer_name="whitespace", index_option="basic")
    for field in NUMBERS:
        builder.add_integer_field(field, indexed=True)
    for field in POINT:
        builder.add_integer_field(field, fast=True)
    builder.add_float_field(PREFERENCE, fast=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


_STEMMER = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("English")).build()


def compact(name: str) -> str:
    """Return a folded name as the index holds it, so that "warm line" is "warmline"."""
    return name.replace(" ", "")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a folded word's English stem."""
    return "".join(_STEMMER.analyze(word))


class Index:
    """An open index: finds listings by a query of tantivy's. Raises IndexDamagedError where it can't be read."""

    def __init__(self, held: tantivy.Index, sample: bytes, on_damage: Callable[[], None] = lambda: None) -> None:
        """`sample` is what the records were packed against; `on_damage` is called when one can't be read."""
        self._on_damage = on_damage
        self._packer = Packer(sample)
        self.schema = held.schema
        self._searcher = held.searcher()
        self._read = lru_cache(maxsize=_KEPT)(self._load)
        self._rarity = lru_cache(maxsize=_KEPT)(self._name_rarity)
        self._share = lru_cache(maxsize=_KEPT)(self._stem_share)

    @classmethod
    def open(cls, folder: Path, sample: bytes, on_damage: Callable[[], None] = lambda: None) -> "Index":
        """Open the index of a folder."""
        try:
            return cls(tantivy.Index.open(str(folder)), sample, on_damage)
        except (ValueError, OSError) as error:
            raise IndexDamagedError(str(error)) from error

    def find(self, query: tantivy.Query, limit: int, offset: int = 0) -> tuple[int, list[Hit]]:
        """Return how many listings answer, and those from `offset` on, best first."""
        try:
            result = self._searcher.search(query, limit=limit, offset=offset, weight_by_field=PREFERENCE)
            total: int = result.count  # type: ignore[attr-defined]  # its stubs leave it out
            return total, [Hit(score=score, address=address) for score, address in result.hits]
        except (ValueError, OSError) as error:
            raise IndexDamagedError(str(error)) from error

    def read(self, hit: Hit) -> tuple[Listing, str]:
        """Return a listing found and the name of its feed."""
        return self._read(hit.address.segment_ord, hit.address.doc)

    def points(self, hits: list[Hit]) -> list[tuple[float, float] | None]:
        """Return where listings are, in degrees of latitude and longitude; None for what is nowhere in particular."""
        addresses = [hit.address for hit in hits]
        lat, lon = (self._searcher.fast_field_values(field, addresses) for field in POINT)
        return [
            None if y is None or x is None else (y / POINT_SCALE, x / POINT_SCALE)
            for y, x in zip(lat, lon, strict=True)
        ]

    def score(self, query: tantivy.Query, hit: Hit) -> float:
        """Return the points that one listing gets for a query, 0 where it does not answer."""
        try:
            return float(json.loads(query.explain(self._searcher, hit.address).to_json())["value"])
        except ValueError:
            return 0.0

    def share(self, word: str) -> float:
        """Return the share of all listings that have the word or another of its forms."""
        return self._share(stem(word))

    @property
    def size(self) -> int:
        """How many listings there are."""
        held: int = self._searcher.num_docs
        return held

    def count(self, codes: Iterable[str]) -> int:
        """Return in how many listings codes such as "kind:warmline" stand, those with several counted for each."""
        return sum(self._searcher.doc_freq(CODES, code) for code in codes)

    def rarity(self, word: str) -> float:
        """Return how rare a word is in names: 0 for what every name has, about 7 for one name in a thousand."""
        return self._rarity(word)

    def holds(self, word: str) -> bool:
        """Whether enough listings have the word for it to be no slip of theirs."""
        count = max(self._searcher.doc_freq(NAME, word), self._searcher.doc_freq(STEMS, stem(word)))
        return bool(count) and count >= self._searcher.num_docs * _NO_SLIP

    def words(self, prefix: str = "") -> dict[str, int]:
        """Return the words of names that start with `prefix` and in how many listings they stand."""
        return dict(self._searcher.terms_with_prefix(NAME, prefix))

    def is_title(self, name: str) -> bool:
        """Whether a folded text is the whole name or alias of a listing."""
        return bool(self._searcher.doc_freq(CODES, f"title:{compact(name)}"))

    def numbers(self, key: str) -> list[str]:
        """Return the numbers that end in some digits, or are those, where they are few, as the index holds them."""
        ending = key[::-1]
        if len(key) < SHORTEST_TAIL:
            return [ending]
        found = self._searcher.terms_with_prefix(CODES, f"number:{ending}", limit=_MOST_NUMBERS)
        return [code.partition(":")[2] for code, _ in found]

    def ids(self, prefix: str, limit: int | None = None) -> list[str]:
        """Return the ids that start with `prefix`, the first `limit` of them."""
        found = self._searcher.terms_with_prefix(CODES, f"id:{prefix}", limit=limit)
        return [code.partition(":")[2] for code, _ in found]

    def counts(self, name: str, among: tantivy.Query | None = None) -> dict[str, int]:
        """Return every code of a name with the number of listings (among those that answer) that have it."""
        found = self._searcher.terms_with_prefix(CODES, f"{name}:", filter_query=among)
        return {code.partition(":")[2]: count for code, count in found}

    def _stem_share(self, stemmed: str) -> float:
        return self._searcher.doc_freq(STEMS, stemmed) / max(1, self._searcher.num_docs)

    def _name_rarity(self, word: str) -> float:
        held_by, size = self._searcher.doc_freq(NAME, word), self._searcher.num_docs
        return math.log(1.0 + (size - held_by + 0.5) / (held_by + 0.5))

    def _load(self, segment: int, doc: int) -> tuple[Listing, str]:
        try:
            stored = self._searcher.doc(tantivy.DocAddress(segment, doc))
            feed, listing = self._packer.unpack(bytes(stored["record"][0]))
        except (ValueError, OSError, TypeError, KeyError) as error:
            self._on_damage()
            raise IndexDamagedError(str(error)) from error
        return listing, feed
