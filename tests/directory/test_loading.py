from pathlib import Path
from shutil import copytree

import pytest

from peerfind.directory.loading import Directory, FileFault, Phrase, Reference, load_reference, read_directory
from peerfind.directory.nodes import Fault
from peerfind.directory.numbers import is_number
from peerfind.directory.reference import URGENT_TABLES, Grammar
from peerfind.directory.text import fold
from peerfind.directory.vocabulary import Codes
from peerfind.errors import DataError
from tests.directory.examples import CODES, item

EVERY_KIND = {
    "crisis_line",
    "warmline",
    "helpline",
    "support_group",
    "peer_center",
    "peer_respite",
    "online_community",
} | {
    *("app", "mentorship", "workplace_program", "school_program", "training", "certification", "care_program"),
    *("advocacy", "directory"),
}

FILES = ("vocabulary", "meanings", "languages", "urgent", "emergency", "grammar")


def directory(**files: str) -> Directory:
    """Read a directory of the files `name`.yaml."""
    return read_directory([(f"{name}.yaml", text.encode()) for name, text in files.items()], CODES)


def test_every_file_of_the_real_directory_reads_without_a_fault(real: Directory) -> None:
    assert [str(fault) for fault in real.faults] == []


def test_the_real_directory_covers_every_kind_and_much_of_the_world(real: Directory) -> None:
    assert len(real.listings) >= 250
    assert {listing.kind for listing in real.listings} == EVERY_KIND
    assert len({listing.country for listing in real.listings} - {None}) >= 30


def test_no_page_of_the_real_directory_is_newer_than_its_check(real: Directory) -> None:
    sources = [source for listing in real.listings for source in listing.sources]
    assert len(sources) >= len(real.listings)
    assert [source for source in sources if source.page_date and source.page_date > source.checked.isoformat()] == []


def test_no_listing_of_the_real_directory_has_unknown_fields(real: Directory) -> None:
    assert [listing.id for listing in real.listings if listing.extra] == []


def test_listings_keep_the_order_of_the_files() -> None:
    held = directory(b=item(id="z") + item(id="y"), a=item(id="x"))
    assert [listing.id for listing in held.listings] == ["z", "y", "x"]
    assert held.places == [("b.yaml", 1), ("b.yaml", 7), ("a.yaml", 1)]


def test_of_two_listings_with_one_id_the_first_is_kept() -> None:
    held = directory(a=item(name="First"), b=item(id="b") + item(name="Second"))
    assert [listing.name for listing in held.listings] == ["First", "Night Owl"]
    assert [*map(str, held.faults)] == ["b.yaml:7:1: id 'night-owl' is taken (by a.yaml:1): choose another"]


def test_an_id_of_a_listing_that_can_not_be_used_stays_free() -> None:
    held = directory(a=item(kind="hotline") + item(name="Second"))
    assert [listing.name for listing in held.listings] == ["Second"]
    assert len(held.faults) == 1


def test_a_fault_names_its_file_line_column_and_entry() -> None:
    held = directory(a=item(), b=item(id="b") + item(id="c", kind="hotline"))
    assert held.faults[0][:2] == ("b.yaml", 7)
    assert str(held.faults[0]).startswith("b.yaml:9:9: kind: 'hotline' is not known")


def test_a_fault_is_shown_like_a_compiler_shows_it() -> None:
    assert str(FileFault("a.yaml", 3, Fault(5, 7, "what is wrong"))) == "a.yaml:5:7: what is wrong"


def test_progress_is_told_how_many_were_read() -> None:
    told: list[int] = []
    read_directory([("a.yaml", (item(id="a") + item(id="b") + item(id="c")).encode())], CODES, told.append)
    assert told == [0, 1, 2]


def test_no_files_make_an_empty_directory() -> None:
    assert read_directory([], CODES) == Directory([], [], [])


def test_the_codes_hold_every_table_the_model_asks_for(codes: Codes) -> None:
    assert "NO" in codes["places"]
    assert "US-OH" in codes["places"]
    assert "no" in codes["languages"]
    assert "America/New_York" in codes["timezones"]
    assert "crisis_line" in codes["kinds"]


def test_emergency_numbers_are_as_dialled(reference: Reference) -> None:
    assert reference.emergency["US"].spoken() == [("emergency", "911")]
    assert len(reference.emergency) >= 30
    for numbers in reference.emergency.values():
        assert numbers.spoken()
        assert all(is_number(number) for _, number in numbers.spoken())


def test_norway_has_its_emergency_numbers(reference: Reference) -> None:
    assert dict(reference.emergency["NO"].spoken())["ambulance"] == "113"


def test_services_are_told_apart_where_no_number_answers_for_all(reference: Reference) -> None:
    assert reference.emergency["AD"].spoken() == [("ambulance", "116"), ("police", "110"), ("fire", "118")]


@pytest.mark.parametrize("name", Grammar.fields)
def test_small_words_are_folded_and_stand_once(reference: Reference, name: str) -> None:
    held = getattr(reference.grammar, name)
    for words in held.values() if isinstance(held, dict) else [held]:
        assert "" not in words
        assert [*words] == [*dict.fromkeys(fold(word) for word in words)]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "on"), ("en", "off"), ("es", "cómo"), ("fr", "être"), ("de", "für")]
)
def test_words_without_meaning_are_held_by_language(reference: Reference, language: str, word: str) -> None:
    assert fold(word) in reference.grammar.noise[language]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("negations", "no"),
        ("negations", "sin"),
        ("articles", "any"),
        ("near", "cerca de"),
        ("inside", "in"),
        ("words_before_towns", "reading"),
        ("fillers", "really"),
    ],
)
def test_small_words_of_every_language_are_held(reference: Reference, name: str, word: str) -> None:
    assert word in getattr(reference.grammar, name)


def test_urgent_phrases_are_folded_and_hold_no_fillers(reference: Reference) -> None:
    texts = [phrase.text for phrase in reference.phrases if phrase.table in URGENT_TABLES]
    assert [text for text in texts if fold(text) != text] == []
    assert [text for text in texts if {*text.split()} & {*reference.grammar.fillers}] == []


@pytest.mark.parametrize(
    "phrase",
    [
        Phrase("crisis line", "kinds", "crisis_line"),
        Phrase("Línea de crisis", "kinds", "crisis_line"),
        Phrase("someone to talk to", "kinds", "warmline"),
        Phrase("Norwegian", "languages", "no"),
        Phrase("no", "languages", "no"),
        Phrase("tuesday", "days", "tu"),
        Phrase("want to die", "urgent", "en"),
    ],
)
def test_codes_labels_and_synonyms_are_phrases(reference: Reference, phrase: Phrase) -> None:
    assert phrase in reference.phrases


@pytest.mark.parametrize("code", ["mo", "we", "su", "always", "now"])
def test_the_codes_of_times_and_days_are_other_words(reference: Reference, code: str) -> None:
    tables = {phrase.table for phrase in reference.phrases if phrase.text == code}
    assert not tables & {"days"}
    assert code == "now" or not tables & {"times"}


@pytest.fixture
def folder(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of the reference data that a test may spoil."""
    return copytree(
        data_folder, tmp_path / "data", ignore=lambda _, names: [n for n in names if not n.endswith(".yaml")]
    )


@pytest.mark.parametrize("name", FILES)
def test_a_missing_data_file_is_an_error_that_names_it(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").unlink()
    with pytest.raises(DataError, match=rf"^{name}\.yaml: No such file or directory$"):
        load_reference(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_broken_data_file_is_an_error_that_names_its_line(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").write_text('a: 1\nb: "c\n', "utf-8")
    with pytest.raises(DataError, match=rf"^{name}\.yaml:2: a quote opens here and is not closed"):
        load_reference(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", ["- a\n", "text\n"])
def test_data_of_another_shape_is_an_error(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(DataError, match="the reference data has an unexpected shape"):
        load_reference(folder)


@pytest.mark.parametrize("name", FILES)
def test_data_that_is_not_utf_8_is_an_error_that_names_the_file(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").write_bytes(b"a: \xff\n")
    with pytest.raises(DataError, match=rf"^{name}\.yaml"):
        load_reference(folder)


def phrases(folder: Path, name: str, text: str) -> set[Phrase]:
    """Return the phrases that the reference data has only once a file of it holds a text."""
    before = {*load_reference(folder).phrases}
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    return {*load_reference(folder).phrases} - before


def test_a_pattern_stands_for_each_word_of_its_groups(folder: Path) -> None:
    text = """
en:
  words: {verb: [bump, tap], self: [myself, my self]}
  phrases: [I <verb> <self> zz]
  acts: [<verb>ed zz]
  unless: [zz]
  examples: {urgent: [], not_urgent: []}
"""
    assert phrases(folder, "urgent", text) == {
        *(Phrase(f"i {verb} {self} zz", "urgent", "en") for verb in ("bump", "tap") for self in ("myself", "my self")),
        *(Phrase(f"{verb}ed zz", "acts", "en") for verb in ("bump", "tap")),
        Phrase("zz", "unless", "en"),
    }


def test_fillers_are_left_out_of_urgent_phrases(folder: Path) -> None:
    text = "{en: {phrases: [I really do zz], fillers: [Réally, do], examples: {urgent: [], not_urgent: []}}}"
    assert phrases(folder, "urgent", text) == {Phrase("i zz", "urgent", "en")}
    assert load_reference(folder).grammar.fillers == ("really", "do")


def test_a_pattern_of_an_unknown_group_is_an_error(folder: Path) -> None:
    text = "{en: {phrases: [I <verb>], examples: {urgent: [], not_urgent: []}}}"
    with pytest.raises(DataError, match="unexpected shape"):
        phrases(folder, "urgent", text)


def test_hints_stand_in_a_table_of_their_own(folder: Path) -> None:
    text = "{topics: {grief: {en: [zz yy], es: [xx]}}, kinds: {warmline: {en: [zz yy]}}}"
    assert phrases(folder, "meanings", text) == {
        Phrase("zz yy", "hint topics", "grief"),
        Phrase("xx", "hint topics", "grief"),
        Phrase("zz yy", "hint kinds", "warmline"),
    }


def test_related_words_stand_with_the_others_of_their_group(folder: Path) -> None:
    assert phrases(folder, "meanings", "related: {en: [[Zz, yy, xx]]}") == {
        Phrase("zz", "related", "yy xx"),
        Phrase("yy", "related", "zz xx"),
        Phrase("xx", "related", "zz yy"),
    }


def test_words_of_examples_that_are_not_urgent_are_said(folder: Path) -> None:
    (folder / "urgent.yaml").write_text("{en: {examples: {urgent: [aa], not_urgent: [a coarse zz]}}}", "utf-8")
    assert load_reference(folder).said == ("a coarse zz",)


@pytest.mark.parametrize("name", ["topics", "kinds", "audiences"])
def test_every_hint_is_at_a_code_of_the_vocabulary(reference: Reference, name: str) -> None:
    hinted = {phrase.code for phrase in reference.phrases if phrase.table == f"hint {name}"}
    assert hinted <= {*reference.vocabulary.labels[name]}
    assert hinted
