"""How a listing's own words read: plainly enough, and safely for somebody in distress. Pure.

Sources: reading grade by Flesch and Kincaid (1975); wording by the Action Alliance's Framework for Successful Messaging
and the recommendations at reportingonsuicide.org; person-first language as the CDC's Health Equity Guiding Principles.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

HIGHEST_GRADE = 8.0
"""Years of school that a summary may ask for; six are the aim."""
_UNSAFE = {
    r"\bcommitted suicide\b": "died by suicide",
    r"\bcommits suicide\b": "dies by suicide",
    r"\bcommitting suicide\b": "dying by suicide, or ending one's life",
    r"\bcommit suicide\b": "die by suicide, or end one's life",
    r"\b(successful|completed|failed|unsuccessful) (suicide|attempt)": "died by suicide, or survived an attempt",
    r"\bsuicide epidemic\b": "rise in suicides",
    r"\bcomet(e|er|ió|ieron|ido) (un )?suicidio\b": "murió por suicidio",
    r"\bcommett?(re|ent|ait) (un |le )?suicide\b": "mourir par suicide",
    r"\b(hang|shoot|hung|shot) (him|her|them|your|my|one)(self|selves)\b": "ended their life (never a method)",
}
"""Words about suicide that can do harm, and what to write instead."""
_HURTFUL = {
    r"\bsuffer(s|ing|ed)? (from|with)\b": "lives with",
    r"\b(addicts?|junkies?|alcoholics|druggies|drug abusers?)\b(?! anonymous)": "people who use drugs, who drink",
    r"\bthe mentally ill\b": "people who live with a mental illness",
    r"\b(schizophrenics|bulimics|anorexics|the disabled|the homeless|the elderly)\b": "people who ...",
    r"\b(crazy|insane|lunatic|psycho)\b": "a word that does not judge",
}
"""Words that make a person a diagnosis, and what to write instead."""


def unsafe_words(text: str) -> Iterator[str]:
    """Yield what to write otherwise about suicide, in a text of any language."""
    return _instead(_UNSAFE, text)


def hurtful_words(text: str) -> Iterator[str]:
    """Yield what to write otherwise about people, in a text of any language."""
    return _instead(_HURTFUL, text)


def _instead(words: Mapping[str, str], text: str) -> Iterator[str]:
    if re.search(_any_of(*words), text, re.IGNORECASE):  # which hardly any text holds
        for pattern, instead in words.items():
            if match := re.search(pattern, text, re.IGNORECASE):
                yield f"{match[0]!r}: write {instead!r}"


@cache
def _any_of(*patterns: str) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def reading_grade(text: str) -> float:
    """Return the years of school (US) that an English text asks of its reader."""
    words = re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text)
    sentences = max(1, len(re.findall(r"[.!?](?:\s|$)", text)))
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


@lru_cache(maxsize=65536)
def _syllables(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, without a silent e at the end."""
    plain = re.sub(r"(?<=[^aeiouyl])e[sd]?$|(?<=[aeiouy][^aeiouy])e$", "", word.lower().replace("'", ""))
    return max(1, len(re.findall(r"[aeiouy]+", plain)))
