import pytest

from peerfind.curation.wording import hurtful_words, reading_grade, unsafe_words


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Her brother committed suicide.", "died by suicide"),
        ("For people suffering from anxiety.", "lives with"),
        ("A line for addicts.", "people who use drugs"),
        ("Para quien cometió suicidio.", "murió por suicidio"),
    ],
)
def test_words_that_hurt_are_named_with_what_to_write(text: str, instead: str) -> None:
    assert instead in next(iter([*unsafe_words(text), *hurtful_words(text)]))


@pytest.mark.parametrize(
    "text", ["People who lost someone to suicide.", "Alcoholics Anonymous meetings.", "The life after an attempt."]
)
def test_plain_words_pass(text: str) -> None:
    assert [*unsafe_words(text), *hurtful_words(text)] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Talk with us. We will help you.", -3, 3),
        ("Trained volunteers listen at any hour when life feels too hard.", 3, 7),
        ("Comprehensive psychosocial rehabilitation facilitating interdisciplinary collaboration.", 20, 60),
        ("", 0, 0),
    ],
)
def test_grades_rise_with_long_words_and_sentences(text: str, low: float, high: float) -> None:
    assert low <= reading_grade(text) <= high


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("She committed suicide.", "'died by suicide'"),
        ("For those who want to commit suicide.", "die by suicide, or end one's life"),
        ("He thinks of committing suicide.", "dying by suicide"),
    ],
)
def test_what_to_write_instead_fits_the_sentence(text: str, instead: str) -> None:
    (told,) = unsafe_words(text)
    assert instead in told
