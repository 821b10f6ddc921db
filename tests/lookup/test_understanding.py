import pytest

from peerfind.directory.loading import Reference
from peerfind.lookup.lexicon import Lexicon
from peerfind.lookup.places import Gazetteer
from peerfind.lookup.query import Understood
from peerfind.lookup.understanding import LONGEST_QUERY, Reader

SLIPS = {"anxeity": "anxiety", "vetrans": "veterans"}


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon, places: Gazetteer, reference: Reference) -> Reader:
    """A reader whose spelling repair knows two words only."""
    noise = frozenset(reference.noise)
    return Reader(lexicon=lexicon, noise=noise, places=places, mend=lambda word: SLIPS.get(word, word))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("warmline in Ohio", "US-OH"),
        ("Ohio warmline", "US-OH"),
        ("help in the uk", "GB"),
        ("uk", "GB"),
        ("warmline 43215", "US-OH"),
        ("grief group near Tuscaloosa", "US-AL"),
        ("grupo de apoyo en México", "MX"),
        ("Selbsthilfegruppe in Köln", "DE"),
        ("warmline New York", "US-NY"),
        ("crisis line Kenya", "KE"),
        ("warmline US-OH", "US-OH"),
    ],
)
def test_a_place_is_understood(reader: Reader, query: str, code: str) -> None:
    assert reader.understand(query, None).place == (code,)


def test_of_places_with_one_name_the_one_at_home_is_understood(reader: Reader) -> None:
    assert reader.understand("warmline Georgia", "US").place == ("US-GA",)
    assert reader.understand("warmline Georgia", None).place == ("GE",)


def test_a_small_town_is_a_place_only_after_a_word_such_as_in(reader: Reader) -> None:
    assert reader.understand("grief group in Reading", "GB").place == ("GB-ENG",)
    assert reader.understand("reading grief group", "GB").place == ()


def test_the_first_of_two_places_is_the_place(reader: Reader) -> None:
    assert reader.understand("Ohio Texas", None).place == ("US-OH",)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("support group", ("support_group",)),
        ("someone to talk to", ("warmline",)),
        ("línea de crisis", ("crisis_line",)),
        ("Selbsthilfegruppen oder selbsthilfegruppe", ("support_group",)),
        ("warmline or support group", ("warmline", "support_group")),
    ],
)
def test_kinds_are_understood(reader: Reader, query: str, kinds: tuple[str, ...]) -> None:
    assert reader.understand(query, None).kinds == kinds


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        ("panic attacks", ("anxiety",)),
        ("duelo", ("grief",)),
        ("rape", ("sexual-assault",)),
        ("grief and gambling", ("grief", "gambling")),
        ("anxeity", ("anxiety",)),
    ],
)
def test_topics_are_understood(reader: Reader, query: str, topics: tuple[str, ...]) -> None:
    assert reader.understand(query, None).topics == topics


@pytest.mark.parametrize(
    ("query", "audiences"),
    [("vets", ("veterans",)), ("jóvenes", ("youth",)), ("for my husband", ("family",)), ("vetrans", ("veterans",))],
)
def test_audiences_are_understood(reader: Reader, query: str, audiences: tuple[str, ...]) -> None:
    assert reader.understand(query, None).audiences == audiences


@pytest.mark.parametrize(("query", "code"), [("in Spanish", "es"), ("auf Deutsch", "de"), ("en français", "fr")])
def test_a_language_is_understood(reader: Reader, query: str, code: str) -> None:
    assert code in reader.understand(query, None).languages


def test_how_to_reach_where_what_it_costs_and_who_is_sent_are_understood(reader: Reader) -> None:
    understood = reader.understand("free virtual chat without police", None)
    assert (understood.contact, understood.settings) == (("chat",), ("online",))
    assert (understood.costs, understood.dispatch) == (("free",), ("never-without-consent",))


def test_everything_is_understood_at_once_and_the_rest_is_kept(reader: Reader) -> None:
    assert reader.understand("quilting warmline for veterans with ptsd in Spanish in Ohio", None) == Understood(
        place=("US-OH",),
        kinds=("warmline",),
        topics=("trauma",),
        audiences=("veterans",),
        languages=("es",),
        rest="quilting",
    )


def test_the_longest_phrase_is_read(reader: Reader) -> None:
    assert reader.understand("suicide loss", None).topics == ("grief",)
    assert reader.understand("suicide", None).topics == ("suicide",)


def test_a_word_inside_another_is_not_read(reader: Reader) -> None:
    assert reader.understand("grapes therapeutic", None) == Understood(rest="grapes therapeutic")


@pytest.mark.parametrize("query", ["", "   ", "?!", "I need help please", "where can I find some help for me"])
def test_nothing_is_understood_from_noise(reader: Reader, query: str) -> None:
    assert reader.understand(query, None) == Understood()


def test_no_noise_word_of_a_sentence_means_anything(reader: Reader, reference: Reference) -> None:
    sentences = {word: reader.understand(f"quilting {word} yarn", None) for word in reference.noise}
    assert [word for word, read in sentences.items() if read != Understood(rest="quilting yarn")] == []


@pytest.mark.parametrize(
    "query", ["this is my first time", "it is so hard", "I want to talk", "as I am", "I cant be me"]
)
def test_little_words_are_no_languages(reader: Reader, query: str) -> None:
    understood = reader.understand(query, "US")
    assert (understood.languages, understood.place) == ((), ())


@pytest.mark.parametrize("query", ["línea de crisis para jóvenes", "grupo para mujeres", "ayuda para mi hijo"])
def test_spanish_for_is_not_a_state_of_brazil(reader: Reader, query: str) -> None:
    assert reader.understand(query, None).place == ()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("I need a warmline for VETERANS", ["warmline", "veterans"]),
        ("help me please", ["help", "me", "please"]),
        ("grief, grief and loss", ["grief", "loss"]),
        ("don't call", ["dont", "call"]),
        ("", []),
    ],
)
def test_words_that_carry_meaning_are_kept_once(reader: Reader, query: str, words: list[str]) -> None:
    assert reader.words(query) == words


def test_a_mended_word_is_read_in_place_of_the_slip(reader: Reader) -> None:
    assert reader.mended("Anxeity of VETRANS!") == "anxiety of veterans"


def test_what_nobody_types_is_not_read(reader: Reader) -> None:
    assert reader.understand("x" * LONGEST_QUERY + " warmline", None).kinds == ()
