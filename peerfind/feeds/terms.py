"""Words of other taxonomies as our codes, only where the vocabulary says the same: an unknown term is never guessed."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Codes
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.store import DATA

if TYPE_CHECKING:
    from peerfind.directory.loading import Reference

OTHER = "service"
"""The kind of what can't be told."""
CERTAIN_KINDS: dict[str, tuple[str, ...]] = {
    "crisis_line": ("crisis line", "crisis hotline", "crisis helpline", "suicide hotline", "suicide prevention line"),
    "warmline": ("warmline", "warm line", "peer support line"),
    "helpline": ("helpline", "help line", "information line", "referral line", "advice line"),
    "support_group": ("support group", "self help group", "peer support group", "twelve step", "12 step"),
    "peer_center": ("peer center", "peer run center", "peer support center", "recovery community center"),
    "peer_respite": ("peer respite", "peer run respite", "respite house"),
}
"""Of the vocabulary's words for kinds, those that say it alone in a name or term. Most others are what people in search
of help type: a "wellness center" may be a gym, and a "group" anything."""
_LONGEST_KIND = 4
"""Words."""
_ALIASES = {
    "eng": "en", "spa": "es", "esp": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "por": "pt",
    "ita": "it", "nld": "nl", "dut": "nl", "pol": "pl", "rus": "ru", "ukr": "uk", "ara": "ar", "hin": "hi",
    "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja", "kor": "ko", "tur": "tr", "vie": "vi", "urd": "ur",
    "pan": "pa", "ben": "bn", "guj": "gu", "som": "so", "tgl": "tl", "fil": "tl", "fas": "fa", "per": "fa",
    "heb": "he", "iw": "he", "ell": "el", "gre": "el", "ron": "ro", "rum": "ro", "hun": "hu", "swa": "sw",
    "hat": "ht", "amh": "am", "nep": "ne", "khm": "km", "lao": "lo", "asl": "ase",
}  # fmt: skip
"""Codes of three letters and old ones, and the two (ESP, ASL) that look like the code of another language."""


@cache
def reference() -> "Reference":
    """Return the program's own reference data."""
    from peerfind.directory.loading import load_reference  # here, as below, because it loads YAML

    return load_reference(DATA)


@cache
def codes(places: Gazetteer) -> Codes:
    """Return the codes that listings may use."""
    from peerfind.directory.loading import codes_with, load_vocabulary

    return codes_with(load_vocabulary(DATA), frozenset(places.codes()))


def kind_of_term(term: str) -> str | None:
    """Return the kind that a term of a taxonomy names."""
    return _kinds().get(_key(term))


def kind_of_name(name: str) -> str | None:
    """Return the kind that a service's name ends in, such as "Riverside Warmline", "Support Group for Parents"."""
    words = _key(name).partition(" for ")[0].split()
    endings = (" ".join(words[at:]) for at in range(max(0, len(words) - _LONGEST_KIND), len(words)))
    return next((kind for ending in endings if (kind := _kinds().get(ending))), None)


def kind_of(name: str, terms: Iterable[str]) -> str:
    """Return the one kind that a service's terms tell, else the one that its name tells, else the kind of others."""
    told = {kind for term in terms if (kind := kind_of_term(term))}
    return told.pop() if len(told) == 1 else kind_of_name(name) or OTHER


def codes_of_terms(terms: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Return the topics and the audiences that terms name, and the terms that name neither these nor a kind."""
    topics: dict[str, None] = {}
    audiences: dict[str, None] = {}
    unknown = []
    for term in dict.fromkeys(terms):
        meant = _meanings().get(_key(term), ())
        for table, code in meant:
            (topics if table == "topics" else audiences)[code] = None
        if not meant and not kind_of_term(term):
            unknown.append(term)
    return tuple(topics), tuple(audiences), unknown


@lru_cache(maxsize=65536)
def language_of(code: str, name: str = "") -> str | None:
    """Return the language code that a code of ISO 639 or an English name means, or None."""
    known = reference().vocabulary.labels["languages"]
    tag = code.strip().replace("_", "-").partition("-")[0].lower()
    meant = _ALIASES.get(tag, tag)
    if meant in known:
        return meant
    return _languages().get(fold(name or code))


@cache
def _kinds() -> dict[str, str]:
    return {_key(phrase): kind for kind, phrases in CERTAIN_KINDS.items() for phrase in phrases}


@cache
def _meanings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what the vocabulary's phrases mean as topics and audiences, where they mean one alone."""
    found: dict[str, dict[str, set[str]]] = {}
    for phrase in reference().phrases:
        if phrase.table in ("topics", "audiences"):
            found.setdefault(_key(phrase.text), {}).setdefault(phrase.table, set()).add(phrase.code)
    clear = {key: [(t, next(iter(c))) for t, c in tables.items() if len(c) == 1] for key, tables in found.items()}
    return {key: tuple(meant) for key, meant in clear.items() if meant}


@cache
def _languages() -> dict[str, str]:
    return {
        fold(label): code
        for code, names in reversed(reference().vocabulary.labels["languages"].items())
        for label in names.values()
    }


@lru_cache(maxsize=65536)
def _key(text: str) -> str:
    """Return a text as it is compared: folded, without the s of plurals."""
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in fold(text).split())
