import pytest

from peerfind.directory.loading import Reference
from peerfind.directory.reference import UrgentPhrases
from peerfind.lookup.urgency import is_urgent


@pytest.mark.parametrize(
    "query",
    [
        "I want to die",
        "my son is suicidal",
        "I don't want to live",
        "DON’T WANT TO LIVE!!!",
        "he took too many pills",
        "quiero morir",
        "ya no quiero vivir",
        "j'ai envie de mourir",
        "je veux mourir",
        "ich will sterben",
        "Überdosis",
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
def test_danger_to_life_is_noticed_in_many_languages(reference: Reference, query: str) -> None:
    assert is_urgent(query, reference.urgent)


@pytest.mark.parametrize(
    "query",
    [
        "me quiero suicidar",
        "quiero suicidarme",
        "kill my self",
        "i am going to kill myself tonight",
        "cutting myself right now",
        "she overdosed",
    ],
)
def test_danger_to_life_is_noticed_in_other_words(reference: Reference, query: str) -> None:
    assert is_urgent(query, reference.urgent)


@pytest.mark.parametrize(
    "query",
    ["killer headache", "dead end job", "this job is killing me", "dying to meet people", "diet", "warmline", "", "?!"],
)
def test_a_figure_of_speech_is_not_urgent(reference: Reference, query: str) -> None:
    assert not is_urgent(query, reference.urgent)


@pytest.mark.parametrize(
    "query",
    [
        "suicide loss group",
        "suicidal thoughts training",
        "course on helping someone who is suicidal",
        "bereaved after my son wanted to end his life",
        "film about somebody who wants to die",
        "taller: no quiero vivir",
    ],
)
def test_a_course_or_a_loss_is_not_urgent(reference: Reference, query: str) -> None:
    assert not is_urgent(query, reference.urgent)


def test_danger_now_is_not_silenced_by_a_word_beside_it(reference: Reference) -> None:
    assert is_urgent("he has a gun and I'm hiding in class", reference.urgent)


def test_a_phrase_is_matched_as_whole_words_only() -> None:
    urgent = UrgentPhrases(phrases=("end it all",), unless=())
    assert is_urgent("I'll END it, all of it", urgent)
    assert not is_urgent("send it all", urgent)
    assert not is_urgent("end it allways", urgent)


def test_a_word_that_silences_is_matched_as_a_whole_word_only() -> None:
    urgent = UrgentPhrases(phrases=("suicidal",), unless=("course",))
    assert not is_urgent("suicidal course", urgent)
    assert is_urgent("suicidal, of courses", urgent)


def test_a_korean_verb_may_go_on_with_its_ending() -> None:
    urgent = UrgentPhrases(phrases=("죽고 싶",), unless=())
    assert is_urgent("나는 죽고 싶어", urgent)
