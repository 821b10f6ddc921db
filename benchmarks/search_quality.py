"""How well peerfind finds what people ask for, beside programs and libraries that are in wide use.

    python benchmarks/search_quality.py [--write] [--misses] [--split dev|held] [--only peerfind]

Asks the questions of queries.yaml, and its names misspelt by rule, of every system that is installed, over the same
text of the same listings. --write puts the tables into docs/search-quality.md; --misses lists where peerfind's first
answer is not what was asked; --split takes one half of the questions, always the same: tune on "dev" alone.

The peers: `apt-get install fzf`, and `npm install --no-package-lock --prefix benchmarks/peers`.
"""

import argparse
import atexit
import datetime as dt
import hashlib
import json
import math
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import __version__ as rapidfuzz_version
from rapidfuzz import fuzz, process, utils

ROOT = Path(__file__).parents[1]
QUERIES = Path(__file__).with_name("queries.yaml")
PEERS = Path(__file__).with_name("peers")
DATA = ROOT / "peerfind" / "data"
REPORT = ROOT / "docs" / "search-quality.md"
SHOWN = 5
"""Answers that are looked at: as many as the program shows."""
MISSPELT = "names_misspelt"
PEERFIND = "peerfind"

Record = Mapping[str, Any]
Wanted = tuple[dict[str, tuple[str, ...]], ...]
"""Any of these; each asks of every field one of its codes."""
Answers = list[list[str]]
"""For every query the ids found, best first."""


# Questions and their judgement


class Query(NamedTuple):
    """One question with what answers it."""

    section: str
    text: str
    place: str | None
    want: Wanted
    also: Wanted
    origin: str
    """The words that it was made from; its half is theirs."""


def queries_of(held: Mapping[str, Any]) -> list[Query]:
    """Return the questions of queries.yaml, and every name once more with a slip or two."""
    written = [
        Query(section, entry["q"], entry.get("place"), _wanted(entry["want"]), _wanted(entry.get("also")), entry["q"])
        for section, entries in held.items()
        if section != "groups"
        for entry in entries
    ]
    names = [query for query in written if query.section == "names"]
    wrong = [(query, misspelt(query.text)) for query in names]
    return written + [query._replace(section=MISSPELT, text=text) for query, text in wrong if text]


def _wanted(held: Any) -> Wanted:
    choices = held if isinstance(held, list) else [held] if held else []
    return tuple({field: tuple(map(_code, _listed(codes))) for field, codes in choice.items()} for choice in choices)


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [] if held is None else [held]


def _code(held: Any) -> str:
    return str(held).lower()


def half(query: Query) -> str:
    """Return the half of the questions that one belongs to: dev or held."""
    return "held" if hashlib.sha256(query.origin.encode()).digest()[0] % 2 else "dev"


def grade(record: Record, query: Query) -> int:
    """Return how well a listing answers: 2 fully, 1 acceptably, 0 not."""
    if query.place and not reaches(record["serves"], query.place):
        return 0
    return 2 if _meets(record, query.want) else 1 if _meets(record, query.also) else 0


def _meets(record: Record, wanted: Wanted) -> bool:
    return any(all(_holds(record, field, codes) for field, codes in choice.items()) for choice in wanted)


def _holds(record: Record, field: str, codes: Sequence[str]) -> bool:
    if field == "serves":
        return any(within(served, code) for served in record["serves"] for code in codes)
    if field == "reaches":
        return any(reaches(record["serves"], code) for code in codes)
    found = [c["type"] for c in record["contacts"]] if field == "contacts" else _listed(record[field])
    held = set(map(_code, found))
    return any(held.issuperset(code.split("+")) for code in codes)


def within(code: str, around: str) -> bool:
    """Whether a place is another or a part of it: US-OH is within US."""
    return f"{code}-".lower().startswith(f"{around}-".lower())


def reaches(serves: Iterable[str], place: str) -> bool:
    """Whether somebody in a place, or in a part of it, can use what serves these places."""
    return any(code == "worldwide" or within(place, code) or within(code, place) for code in serves)


# Misspellings

_BESIDE = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "adw", "d": "sfe", "f": "dgr", "g": "fht", "h": "gjy", "j": "hku", "k": "jli",
    "l": "ko", "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng", "n": "bmh", "m": "nj",
}  # fmt: skip
"""The keys beside a key, on the commonest layout."""
_ALIKE = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ie", "ei"), ("ei", "ie"), ("ea", "ee"),
    ("ee", "ea"), ("ss", "s"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("l", "ll"), ("n", "nn"), ("s", "z"),
    ("y", "i"), ("our", "or"), ("er", "or"), ("or", "er"), ("ent", "ant"), ("qu", "kw"), ("x", "ks"),
)  # fmt: skip
"""Spellings that sound alike."""
_SHORTEST = 5
"""Letters of a word that gets a slip; from _LONG on there may be two."""
_LONG = 8
_TWO_SLIPS = 0.4
"""The share of long words with two slips."""


def misspelt(text: str) -> str | None:
    """Return a text with one or two slips in one of its longer words, always the same; None where it has none."""
    chance = random.Random(text)
    words = [word for word in text.split() if len(word) >= _SHORTEST and word.isascii() and word.isalpha()]
    if not words:
        return None
    word = wrong = chance.choice(words)
    for _ in range(2 if len(word) >= _LONG and chance.random() < _TWO_SLIPS else 1):
        wrong = _slip(wrong, word, chance)
    return text.replace(word, wrong, 1)


def _slip(word: str, other_than: str, chance: random.Random) -> str:
    """Return a word with one slip more; its first letter stays, as it mostly does."""
    slips = (_dropped, _swapped, _doubled, _beside, _alike)
    wrong = word
    while wrong in (word, other_than):
        wrong = chance.choice(slips)(word, chance.randrange(1, len(word) - 1), chance)
    return wrong


def _dropped(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _swapped(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubled(word: str, at: int, _: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _beside(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + chance.choice(_BESIDE.get(word[at], word[at])) + word[at + 1 :]


def _alike(word: str, _: int, chance: random.Random) -> str:
    first, rest = word[:1], word[1:]
    pairs = [(sound, other) for sound, other in _ALIKE if sound in rest]
    return first + rest.replace(*chance.choice(pairs), 1) if pairs else word


# Measures: grades are those of the answers, best first; held are those of all listings


def success(grades: Sequence[int], k: int) -> float:
    """Return whether one of the first k answers is fully what was asked."""
    return float(2 in grades[:k])


def precision(grades: Sequence[int], held: Iterable[int], k: int) -> float:
    """Return the share of acceptable answers among the first k, or among as many as there could be."""
    possible = min(k, sum(1 for one in held if one))
    return sum(1 for one in grades[:k] if one) / possible if possible else 0.0


def ndcg(grades: Sequence[int], held: Iterable[int], k: int) -> float:
    """Return the normalized discounted cumulative gain of the first k answers, gains being 3 and 1."""
    best = _gain(sorted(held, reverse=True)[:k])
    return _gain(grades[:k]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(((1 << one) - 1) / math.log2(at + 2) for at, one in enumerate(grades))


MEASURES: dict[str, Callable[[Sequence[int], Sequence[int]], float]] = {
    "success@1": lambda grades, _: success(grades, 1),
    "success@3": lambda grades, _: success(grades, 3),
    "precision@3": lambda grades, held: precision(grades, held, 3),
    "nDCG@5": lambda grades, held: ndcg(grades, held, 5),
}


# What every system gets


class Bench(NamedTuple):
    """The listings, their text by field, and the questions."""

    records: Mapping[str, Record]
    texts: Mapping[str, Mapping[str, str]]
    queries: Sequence[Query]

    @property
    def groups(self) -> dict[str | None, list[int]]:
        """The numbers of the questions asked in each place."""
        groups: dict[str | None, list[int]] = {}
        for at, query in enumerate(self.queries):
            groups.setdefault(query.place, []).append(at)
        return groups

    def serving(self, place: str | None) -> list[str]:
        """Return the ids of the listings that serve a place; peers are spared all others."""
        return [key for key, record in self.records.items() if place is None or reaches(record["serves"], place)]

    def ordered(self, found: Iterable[list[str]]) -> Answers:
        """Return answers given group by group in the order of the questions."""
        asked = (at for numbers in self.groups.values() for at in numbers)
        return [answer for _, answer in sorted(zip(asked, found, strict=True))]


WEIGHTS = {"name": 10.0, "aliases": 8.0, "numbers": 8.0, "tags": 4.0, "places": 4.0, "about": 1.0}
"""The fields of a listing's text, and how much a word found in each counts for a peer that can tell them apart."""
_LEFT_OUT = """
a an and are as at be by can do for from have how i in is it like me my no not of on or that the their to want who with
you con de del el en la las los mi no para que un una y au avec d des du et j je l la le les ma mon n ne pas pour une
aus das der die ein eine es ich im mein mich mir mit nicht und zu zum com da do e em eu meu não o os um uma che di è ho
il io lo mia mio per
"""
"""Words that a search library is usually told to leave out."""


def text_of(record: Record, labels: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str]:
    """Return a listing's text by field: the same for every system but peerfind, which reads the listings itself."""
    said = record["summary"], record["organization"], record["eligibility"], *_translated(record)
    codes = [record["kind"], *record["topics"], *record["audiences"], *record["languages"]]
    where = record["place"] or {}
    text = {
        "name": record["name"],
        "aliases": "; ".join(record["aliases"]),
        "numbers": " ".join(form for contact in record["contacts"] for form in _number_forms(contact)),
        "tags": "; ".join(labels.get(code, code) for code in codes + [c["type"] for c in record["contacts"]]),
        "places": "; ".join([places.get(code, code) for code in record["serves"]] + [where.get("city") or ""]),
        "about": " ".join(filter(None, said)),
    }
    return {field: plain(held) for field, held in text.items()}


def _translated(record: Record) -> Iterator[str]:
    return (text for words in record["translations"].values() for text in words.values() if text)


def _number_forms(contact: Mapping[str, Any]) -> Iterator[str]:
    """Yield the ways in which a number is typed: as people there write it, and its digits alone."""
    if contact["type"] in ("phone", "sms", "whatsapp", "videophone"):
        yield contact["value"].removeprefix("+")
        yield contact["value"].removeprefix("+1")
        if said := contact.get("say"):
            yield said
            yield re.sub(r"\D", "", said)


def labels_of(data: Path) -> dict[str, str]:
    """Return the words of all languages for each code of the vocabulary and each language."""
    vocabulary = yaml.safe_load((data / "vocabulary.yaml").read_text("utf-8"))
    tables = [vocabulary[name] for name in ("kinds", "topics", "audiences", "contacts")]
    labels = {code: " ".join(entry["label"].values()) for table in tables for code, entry in table.items()}
    languages = yaml.load((data / "languages.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return {code: " ".join(names.values()) for code, names in languages.items()} | labels


def place_names(data: Path) -> dict[str, str]:
    """Return the English names of countries and regions by code."""
    rows = (line.split("\t") for line in (data / "places.tsv").read_text("utf-8").splitlines())
    return {row[2]: row[3] for row in rows if len(row) > 3 and row[1] in ("country", "region")}


def plain(text: str) -> str:
    """Return a text in small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def words_of(text: str) -> list[str]:
    """Return the words of a question, but for function words, where any is left."""
    left_out = frozenset(plain(_LEFT_OUT).split())
    words = re.findall(r"\w+", plain(text))
    return [word for word in words if word not in left_out] or words


# The systems: each runner returns what it ran by name, nothing where it is not installed


class Ran(NamedTuple):
    """A system's version and its answers, by the way in which it was asked."""

    version: str
    variants: dict[str, Answers]


def run_peerfind(bench: Bench) -> dict[str, Ran]:
    """Ask peerfind, as people do: one batch for each place."""
    found = []
    for place, numbers in bench.groups.items():
        asked = "".join(f"{bench.queries[at].text}\n" for at in numbers)
        where = ["--in", place] if place else []
        printed = _peerfind("search", "--batch", "-", "--limit", str(SHOWN), *where, given=asked)
        found += [[result["id"] for result in json.loads(line)["results"]] for line in printed.splitlines()]
    return {PEERFIND: Ran(_peerfind("--version").partition(",")[0].split()[-1], {"": bench.ordered(found)})}


def _peerfind(*arguments: str, given: str = "") -> str:
    """Return what the program prints, run by nobody in particular: no settings, no locale, an index of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PEERFIND_")}
    environment |= {"PEERFIND_CACHE": _cache(), "PEERFIND_CONFIG": os.devnull, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "peerfind", *arguments]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, input=given, capture_output=True, encoding="utf-8", check=False
    )
    if ran.returncode > 1:
        sys.exit(ran.stderr)
    return ran.stdout


@cache
def _cache() -> str:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def run_fzf(bench: Bench) -> dict[str, Ran]:
    """Ask fzf as a filter, one line a listing."""
    fzf = shutil.which("fzf")
    if fzf is None:
        return {}
    lines = {key: f"{key}\t{' '.join(text.values())}".replace("\n", " ") for key, text in bench.texts.items()}
    given = {place: "\n".join(lines[key] for key in bench.serving(place)) for place in bench.groups}

    def ask(query: Query) -> list[str]:
        # All words, fuzzily, which is fzf's default; exact words, any of them, do worse.
        command = [fzf, "--delimiter", "\t", "--nth", "2..", "--filter", " ".join(words_of(query.text))]
        ran = subprocess.run(command, input=given[query.place], capture_output=True, encoding="utf-8", check=False)
        return [line.partition("\t")[0] for line in ran.stdout.splitlines()[:SHOWN]]

    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(ask, bench.queries))
    version = subprocess.run([fzf, "--version"], capture_output=True, encoding="utf-8", check=True).stdout.split()[0]
    return {"fzf": Ran(version, {"all words": answers})}


def run_fts5(bench: Bench) -> dict[str, Ran]:
    """Ask SQLite's full-text index: stemmed words and prefixes, ranked by BM25 with weighted columns."""
    base = sqlite3.connect(":memory:")
    columns = ", ".join(WEIGHTS)
    base.execute(
        f"CREATE VIRTUAL TABLE listings USING fts5"
        f"(id UNINDEXED, {columns}, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3 4')"
    )
    for key, text in bench.texts.items():
        marks = ", ".join("?" * len(WEIGHTS))
        base.execute(f"INSERT INTO listings VALUES (?, {marks})", [key, *(text[field] for field in WEIGHTS)])
    ranked = (
        f"SELECT id FROM listings WHERE listings MATCH ? "
        f"ORDER BY bm25(listings, 0, {', '.join(map(str, WEIGHTS.values()))})"
    )
    allowed = {place: set(bench.serving(place)) for place in bench.groups}

    def ask(query: Query, joint: str) -> list[str]:
        match = joint.join(f'"{word}"*' for word in words_of(query.text))
        return [key for (key,) in base.execute(ranked, [match]) if key in allowed[query.place]][:SHOWN]

    forms = {"any word": " OR ", "all words": " AND "}
    ran = {name: [ask(query, joint) for query in bench.queries] for name, joint in forms.items()}
    return {"SQLite FTS5": Ran(sqlite3.sqlite_version, ran)}


def run_rapidfuzz(bench: Bench) -> dict[str, Ran]:
    """Ask RapidFuzz for the listing that has what is most alike by its weighted ratio."""
    # Name, aliases and the other fields each on their own: one text of all of them does worse.
    fields = {
        key: [text["name"], *text["aliases"].split("; "), text["numbers"], text["tags"], text["places"], text["about"]]
        for key, text in bench.texts.items()
    }
    parts = {key: [utils.default_process(part) for part in held if part] for key, held in fields.items()}
    found = []
    for place, numbers in bench.groups.items():
        choices = [(key, part) for key in bench.serving(place) for part in parts[key]]
        found += [_most_alike(bench.queries[at].text, choices) for at in numbers]
    return {"RapidFuzz": Ran(rapidfuzz_version, {"best field": bench.ordered(found)})}


def _most_alike(text: str, choices: Sequence[tuple[str, str]]) -> list[str]:
    asked = utils.default_process(plain(text))
    found = process.extract(asked, [part for _, part in choices], scorer=fuzz.WRatio, limit=SHOWN * 10)
    return list(dict.fromkeys(choices[at][0] for _, _, at in found))[:SHOWN]


def run_node(bench: Bench) -> dict[str, Ran]:
    """Ask MiniSearch and Fuse.js."""
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules").is_dir():
        return {}
    asked = [" ".join(words_of(query.text)) for query in bench.queries]
    given = {
        "listings": [{"id": key, **text} for key, text in bench.texts.items()],
        "groups": [
            {"ids": bench.serving(place), "queries": [asked[at] for at in numbers]}
            for place, numbers in bench.groups.items()
        ],
        "weights": WEIGHTS,
        "limit": SHOWN,
    }
    command = [node, str(PEERS / "search.mjs")]
    out = subprocess.run(command, input=json.dumps(given), stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    return {
        name: Ran(ran["version"], {variant: bench.ordered(found) for variant, found in ran["variants"].items()})
        for name, ran in json.loads(out).items()
    }


SYSTEMS: dict[str, Callable[[Bench], dict[str, Ran]]] = {
    "peerfind": run_peerfind,
    "fts5": run_fts5,
    "node": run_node,
    "rapidfuzz": run_rapidfuzz,
    "fzf": run_fzf,
}


# Scores and the report


class Scored(NamedTuple):
    """One system's best variant with its measures for every question."""

    name: str
    version: str
    variant: str
    answers: Answers
    measures: list[dict[str, float]]


def score(name: str, ran: Ran, grades: Sequence[Mapping[str, int]]) -> Scored:
    """Measure every variant of a system and keep the one with the best nDCG@5 over all questions."""

    def measured(answers: Answers) -> list[dict[str, float]]:
        return [
            {name: measure([held[key] for key in found], list(held.values())) for name, measure in MEASURES.items()}
            for held, found in zip(grades, answers, strict=True)
        ]

    tried = [Scored(name, ran.version, way, answers, measured(answers)) for way, answers in ran.variants.items()]
    return max(tried, key=lambda scored: mean(scored.measures, "nDCG@5"))


def mean(measures: Sequence[Mapping[str, float]], name: str) -> float:
    """Return the mean of one measure."""
    return sum(one[name] for one in measures) / len(measures) if measures else 0.0


def table(scored: Sequence[Scored], rows: Sequence[int]) -> str:
    """Return a table of the measures over the questions with these numbers, a line a system, best value bold."""
    means = {one.name: {name: mean([one.measures[at] for at in rows], name) for name in MEASURES} for one in scored}
    best = {name: max(f"{values[name]:.3f}" for values in means.values()) for name in MEASURES}
    lines = [f"| | {' | '.join(MEASURES)} |", f"| --- |{' --: |' * len(MEASURES)}"]
    for system, values in means.items():
        shown = [f"{values[name]:.3f}" for name in MEASURES]
        cells = [f"**{text}**" if text == best[name] else text for name, text in zip(MEASURES, shown, strict=True)]
        lines.append(f"| {system} | {' | '.join(cells)} |")
    return "\n".join(lines)


def tables(bench: Bench, scored: Sequence[Scored]) -> str:
    """Return the tables over all questions and over each section."""
    sections = dict.fromkeys(query.section for query in bench.queries)
    rows = {"all": list(range(len(bench.queries)))} | {
        section: [at for at, query in enumerate(bench.queries) if query.section == section] for section in sections
    }
    return "\n\n".join(
        f"## {section.replace('_', ' ').capitalize()} ({len(numbers)})\n\n{table(scored, numbers)}"
        for section, numbers in rows.items()
    )


def report(bench: Bench, scored: Sequence[Scored], today: dt.date) -> str:
    """Return docs/search-quality.md."""
    systems = "\n".join(f"- {one.name} {one.version}" + (f": {one.variant}" if one.variant else "") for one in scored)
    return f"""# How well searches find

`python benchmarks/search_quality.py --write` wrote this on {today.isoformat()}: {len(bench.queries)} questions about
{len(bench.records)} listings.

The questions stand in [queries.yaml](../benchmarks/queries.yaml), in the words of people who need help and of those who
help them, each with what a listing must be to answer it. They were judged by hand, by the directory's maintainers, from
what would help the person who asks. Names are asked a second time with one or two slips, made by rule.

The figures compare systems on this directory and say nothing about others. Most questions are judged by the codes of
listings, which peerfind was made to read; for that reason its peers may search the words of those codes too. What
peerfind adds is its vocabulary: the ways in which people say what the codes mean.

- success@1, success@3: the first, or one of the first three, is fully what was asked
- precision@3: the share of acceptable answers among the first three, out of as many as there could be
- nDCG@5: how near the first five come to the best order, 1 being the best

Every system gets the same text of a listing: name, aliases, numbers as they are typed, the words of its codes in six
languages, places, organization, summary, who may use it. Accents are taken out for those that mind them. Peers are set
up as their manuals recommend, with names weighted over the rest and function words left out where that helps them; they
only search what serves the place of a question. Where one can be used in several ways, the way that does best on these
very questions is shown:

{systems}

{tables(bench, scored)}
"""


def misses(bench: Bench, scored: Scored, grades: Sequence[Mapping[str, int]]) -> Iterator[str]:
    """Yield the questions whose first answer is not fully what was asked, with the first answers and their grades."""
    for query, answers, held in zip(bench.queries, scored.answers, grades, strict=True):
        found = [held[key] for key in answers]
        if found[:1] != [2]:
            first = ", ".join(f"{key} {one}" for key, one in zip(answers[:3], found[:3], strict=True))
            rank = f"at {found.index(2) + 1}" if 2 in found else "absent"
            where = f" (in {query.place})" if query.place else ""
            yield f"{query.section}: {query.text}{where}: {rank}: {first or 'nothing found'}"


def bench_of(split: str | None = None) -> Bench:
    """Return the real listings and the questions that one of them answers fully, or one half of these.

    A service may have ended since its question was written; nobody can be judged by it then.
    """
    exported = [json.loads(line) for line in _peerfind("export", "--format", "jsonl").splitlines()]
    records = {record["id"]: record for record in exported}
    labels, places = labels_of(DATA), place_names(DATA)
    queries = queries_of(yaml.safe_load(QUERIES.read_text("utf-8")))
    return Bench(
        records=records,
        texts={key: text_of(record, labels, places) for key, record in records.items()},
        queries=[query for query in queries if split in (None, half(query)) and _is_answered(query, records)],
    )


def _is_answered(query: Query, records: Mapping[str, Record]) -> bool:
    return any(grade(record, query) == 2 for record in records.values())


def main() -> None:
    """Ask, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    parser.add_argument("--misses", action="store_true", help="list where peerfind's first answer is wrong")
    parser.add_argument("--split", choices=("dev", "held"), help="take one half of the questions")
    parser.add_argument("--only", choices=SYSTEMS, help="ask one system")
    options = parser.parse_args()
    if options.write and (options.only or options.split):
        parser.error("--write takes every system and every question")
    bench = bench_of(options.split)
    chosen = [options.only] if options.only else list(SYSTEMS)
    with ThreadPoolExecutor() as threads:
        ran = list(threads.map(lambda name: SYSTEMS[name](bench), chosen))
    for name, found in zip(chosen, ran, strict=True):
        if not found:
            print(f"{name} is not installed: left out", file=sys.stderr)
    grades = [{key: grade(record, query) for key, record in bench.records.items()} for query in bench.queries]
    scored = [score(name, one, grades) for found in ran for name, one in found.items()]
    if scored:
        print(tables(bench, scored))
    if options.misses:
        print("\n".join(line for one in scored if one.name == PEERFIND for line in misses(bench, one, grades)))
    if options.write:
        REPORT.write_text(report(bench, scored, dt.datetime.now(dt.UTC).date()), encoding="utf-8")


if __name__ == "__main__":
    main()
