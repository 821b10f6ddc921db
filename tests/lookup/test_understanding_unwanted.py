"""What is not wanted, as it is read out of a query."""

import pytest

from peerfind.lookup.query import Reading
from tests.lookup.examples import MONDAY, lexicon_of, reader_of

READER = reader_of(
    lexicon_of(
        ("religion", "topics", "spirituality"),
        ("religieux", "topics", "spirituality"),
        ("grief", "topics", "grief"),
        ("group", "kinds", "support_group"),
        ("hotline", "kinds", "crisis_line"),
        ("hotline", "kinds", "helpline"),
        ("text", "contacts", "sms"),
        ("phone", "contacts", "phone"),
        ("call", "contacts", "phone"),
        ("no police", "dispatch", "never-without-consent"),
        ("police", "audiences", "first-responders"),
        ("twelve step", "topics", "substance-use"),
        ("god", "hint topics", "spirituality"),
    ),
    names={"aa"},
)
SPIRITUALITY = (("topics", "spirituality"),)


def read(query: str) -> Reading:
    return READER.read(query, None, MONDAY)


@pytest.mark.parametrize(
    "query",
    [
        "no religion",
        "not religion",
        "group without religion",
        "group without any religion",
        "instead of religion",
        "anything but religion",
        "I dont want religion",
        "I don't want any religion",
        "hate religion",
        "sin religión",
        "pas de religion",
        "sans religion",
        "ohne Religion",
        "keine religion",
        "senza religion",
        "sem religion",
    ],
)
def test_what_follows_a_word_such_as_not_is_unwanted(query: str) -> None:
    found = read(query)
    assert found.unwanted == ((("religion",), SPIRITUALITY),)
    assert found.understood.unwanted == ("religion",)
    assert found.understood.topics == ()


def test_a_phrase_of_several_words_is_unwanted_as_a_whole() -> None:
    assert read("not a twelve step group").understood.unwanted == ("twelve step",)
    assert read("not a twelve step group").understood.kinds == ("support_group",)


def test_a_name_in_the_directory_is_unwanted_though_it_means_nothing() -> None:
    assert read("grief group, not AA").unwanted == ((("aa",), ()),)


@pytest.mark.parametrize("query", ["not sure what to do", "no idea", "not", "without my wallet", "grief, but not"])
def test_what_means_nothing_can_not_be_unwanted(query: str) -> None:
    assert read(query).unwanted == ()


def test_what_is_wanted_beside_it_is_understood() -> None:
    found = read("grief group without religion").understood
    assert (found.topics, found.kinds, found.unwanted) == (("grief",), ("support_group",), ("religion",))


def test_unwanted_words_are_not_looked_for() -> None:
    assert ("religion",) not in read("grief group without religion").words


def test_who_does_not_want_to_call_is_left_what_can_be_written() -> None:
    assert read("not phone").understood.contact == ("sms", "chat", "whatsapp", "email")
    assert read("text not call").understood.contact == ("sms",)


def test_of_what_a_phrase_may_mean_all_is_unwanted() -> None:
    assert {*read("not a hotline").unwanted[0][1]} == {("kinds", "crisis_line"), ("kinds", "helpline")}


def test_a_phrase_that_starts_with_no_is_read_as_that_phrase() -> None:
    found = read("no police")
    assert (found.understood.dispatch, found.unwanted) == (("never-without-consent",), ())


def test_other_words_of_that_phrase_may_be_unwanted_by_themselves() -> None:
    assert read("not police").unwanted == ((("police",), (("audiences", "first-responders"),)),)


def test_what_only_hints_is_not_asked_for_after_a_word_such_as_without() -> None:
    assert read("group without god").hinted == ()
