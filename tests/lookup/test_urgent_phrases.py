"""The words for danger to life in every language (peerfind/data/urgent.yaml), as a search reads them."""

from typing import Any

import pytest
import yaml

from peerfind.directory.loading import Phrase, Reference
from peerfind.directory.text import fold
from peerfind.lookup.finder import Finder
from peerfind.lookup.store import DATA
from tests.lookup.examples import MONDAY

HELD: dict[str, dict[str, Any]] = yaml.load((DATA / "urgent.yaml").read_text("utf-8"), yaml.CBaseLoader)
SAMPLED = 150
"""Phrases of each table and language that are tried."""


def examples(kind: str) -> list[tuple[str, str]]:
    """Return the examples of a kind with their language."""
    return [(code, text) for code, held in HELD.items() for text in held.get("examples", {}).get(kind, ())]


def urgent(finder: Finder, text: str) -> bool:
    """Whether a search for a text is urgent."""
    return finder.urgent(text, MONDAY)


def sampled(reference: Reference, table: str) -> list[Phrase]:
    """Return phrases of a table, some of each language."""
    by_language: dict[str, list[Phrase]] = {}
    for phrase in (phrase for phrase in reference.phrases if phrase.table == table):
        by_language.setdefault(phrase.code, []).append(phrase)
    return [phrase for held in by_language.values() for phrase in held[:: max(1, len(held) // SAMPLED)]]


@pytest.mark.parametrize(("language", "text"), examples("urgent"))
def test_an_urgent_query_is_noticed(bundled: Finder, language: str, text: str) -> None:
    assert urgent(bundled, text), language


@pytest.mark.parametrize(("language", "text"), examples("not_urgent"))
def test_another_query_is_not_urgent(bundled: Finder, language: str, text: str) -> None:
    assert not urgent(bundled, text), language


@pytest.mark.parametrize("table", ["urgent", "acts"])
def test_a_phrase_by_itself_is_urgent(bundled: Finder, reference: Reference, table: str) -> None:
    silent = {fold(phrase.text) for phrase in reference.phrases if phrase.table == "unless"}
    tried = [phrase for phrase in sampled(reference, table) if table == "acts" or not _has_any(phrase.text, silent)]
    assert len(tried) > 50
    assert [(phrase.code, phrase.text) for phrase in tried if not urgent(bundled, phrase.text)] == []


def test_a_phrase_that_silences_is_not_urgent(bundled: Finder, reference: Reference) -> None:
    acts = {fold(phrase.text) for phrase in reference.phrases if phrase.table == "acts"}
    tried = [phrase for phrase in sampled(reference, "unless") if not _has_any(phrase.text, acts)]
    assert len(tried) > 20
    assert [(phrase.code, phrase.text) for phrase in tried if urgent(bundled, phrase.text)] == []


def _has_any(text: str, phrases: set[str]) -> bool:
    words = fold(text).split()
    ends = range(1, len(words) + 1)
    return any(" ".join(words[start:end]) in phrases for end in ends for start in range(end))


@pytest.mark.parametrize(
    "query",
    [
        "I want to die",
        "my son is suicidal",
        "I don't want to live",
        "DON’T WANT TO LIVE!!!",
        "he took too many pills",
        "kill my self",
        "i am going to kill myself tonight",
        "she overdosed",
        "quiero morir",
        "ya no quiero vivir",
        "quiero suicidarme",
        "j'ai envie de mourir",
        "je veux mourir",
        "ich will sterben",
        "quero morrer",
        "não quero mais viver",
        "voglio morire",
        "ik wil dood",
        "chcę umrzeć",
        "хочу умереть",
        "ölmek istiyorum",
        "أريد أن أموت",
        "मरना चाहता हूँ",
        "想死",
        "我不想活了",
        "死にたい",
        "죽고 싶어요",
    ],
)
def test_danger_to_life_is_noticed_in_many_languages(bundled: Finder, query: str) -> None:
    assert urgent(bundled, query)


@pytest.mark.parametrize(
    "query", ["i feel sucidal", "i feel suicidel", "quiero morrir", "quiero moriir", "i wnat to die"]
)
def test_misspelt_danger_to_life_is_noticed(bundled: Finder, query: str) -> None:
    assert urgent(bundled, query)


@pytest.mark.parametrize(
    "query",
    ["killer headache", "dead end job", "this job is killing me", "dying to meet people", "diet", "warmline", "", "?!"],
)
def test_a_figure_of_speech_is_not_urgent(bundled: Finder, query: str) -> None:
    assert not urgent(bundled, query)


@pytest.mark.parametrize(
    "query", ["suicide loss group", "suicidal thoughts training", "course on helping someone who is suicidal"]
)
def test_a_course_or_a_loss_is_not_urgent(bundled: Finder, query: str) -> None:
    assert not urgent(bundled, query)


def test_a_phrase_is_written_out_with_the_words_of_its_groups(reference: Reference) -> None:
    assert [
        phrase.text for phrase in reference.phrases if phrase.table in ("urgent", "acts") and "<" in phrase.text
    ] == []
    assert {held.code for held in reference.phrases if held.table == "urgent"} == {*HELD}


def test_every_language_has_examples_of_both_kinds() -> None:
    assert {code for code, _ in examples("urgent")} == {code for code, _ in examples("not_urgent")} == {*HELD}


def test_no_phrase_holds_a_filler(reference: Reference) -> None:
    fillers = {*reference.grammar.fillers}
    held = [phrase for phrase in reference.phrases if phrase.table in ("urgent", "acts", "unless")]
    assert [phrase.text for phrase in held if fillers & {*phrase.text.split()}] == []
