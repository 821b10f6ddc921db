"""PF6: the listing's own words."""

from collections.abc import Iterator

from peerfind.curation.findings import Given, Item, Path, Problem, Rule
from peerfind.curation.wording import HIGHEST_GRADE, hurtful_words, reading_grade, unsafe_words


def _own(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the texts that this directory words itself."""
    listing = item.listing
    yield ("summary",), listing.summary
    if listing.eligibility:
        yield ("eligibility",), listing.eligibility
    for code, words in listing.translations.items():
        for name, text in (("summary", words.summary), ("eligibility", words.eligibility)):
            if text:
                yield ("translations", code, name), text


def _hard(item: Item, _: Given) -> Iterator[Problem]:
    if (grade := reading_grade(item.listing.summary)) > HIGHEST_GRADE:
        told = f"reads at grade {grade:.1f}, at most {HIGHEST_GRADE:.0f}: use shorter words and sentences"
        yield Problem(("summary",), f"the summary {told}")


def _unsafe(item: Item, _: Given) -> Iterator[Problem]:
    return (Problem(path, problem) for path, text in _own(item) for problem in unsafe_words(text))


def _hurtful(item: Item, _: Given) -> Iterator[Problem]:
    return (Problem(path, problem) for path, text in _own(item) for problem in hurtful_words(text))


RULES = (
    Rule(
        code="PF601",
        name="hard-to-read",
        severity="error",
        within=_hard,
        what="The summary asks for more than eight years of school; six are the aim. Somebody in distress reads "
        "worse than usual.",
        bad="summary: Comprehensive psychosocial rehabilitation facilitating interdisciplinary collaboration.\n",
        good="summary: People who have been there help you get back on your feet.\n",
    ),
    Rule(
        code="PF602",
        name="unsafe-words",
        severity="error",
        within=_unsafe,
        what="The words speak of suicide in a way that can do harm (reportingonsuicide.org; the Action "
        "Alliance's framework).",
        bad="summary: A group for those who lost someone who committed suicide.\n",
        good="summary: A group for those who lost someone who died by suicide.\n",
    ),
    Rule(
        code="PF603",
        name="words-about-people",
        severity="error",
        within=_hurtful,
        what="Write of people, not of diagnoses (the CDC's Health Equity Guiding Principles).",
        bad="summary: A place for addicts to talk.\n",
        good="summary: A place for people who use drugs to talk.\n",
    ),
)
