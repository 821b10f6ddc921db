from pathlib import Path
from shutil import copytree

import pytest

from peerfind.directory.loading import Directory, FileFault, Phrase, Reference, load_reference, read_directory
from peerfind.directory.nodes import Fault
from peerfind.directory.numbers import is_number
from peerfind.directory.reading import Codes
from peerfind.directory.text import fold
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


def test_urgent_phrases_and_noise_are_folded_and_unique(reference: Reference) -> None:
    for phrases in (reference.urgent.phrases, reference.urgent.unless, reference.noise):
        assert "" not in phrases
        assert [*phrases] == [*dict.fromkeys(fold(phrase) for phrase in phrases)]


def test_words_that_other_readers_of_yaml_guess_at_are_words(reference: Reference) -> None:
    assert "on" in reference.noise


@pytest.mark.parametrize(
    "phrase",
    [
        Phrase("crisis line", "kinds", "crisis_line"),
        Phrase("Línea de crisis", "kinds", "crisis_line"),
        Phrase("someone to talk to", "kinds", "warmline"),
        Phrase("Norwegian", "languages", "no"),
        Phrase("no", "languages", "no"),
    ],
)
def test_codes_labels_and_synonyms_are_phrases(reference: Reference, phrase: Phrase) -> None:
    assert phrase in reference.phrases


@pytest.fixture
def folder(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of the reference data that a test may spoil."""
    return copytree(
        data_folder, tmp_path / "data", ignore=lambda _, names: [n for n in names if not n.endswith(".yaml")]
    )


@pytest.mark.parametrize("name", ["vocabulary", "languages", "urgent", "emergency", "noise"])
def test_a_missing_data_file_is_an_error_that_names_it(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").unlink()
    with pytest.raises(DataError, match=rf"^{name}\.yaml: No such file or directory$"):
        load_reference(folder)


@pytest.mark.parametrize("name", ["vocabulary", "languages", "urgent", "emergency", "noise"])
def test_a_broken_data_file_is_an_error_that_names_its_line(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").write_text('a: 1\nb: "c\n', "utf-8")
    with pytest.raises(DataError, match=rf"^{name}\.yaml:3: a quote or bracket is not closed$"):
        load_reference(folder)


@pytest.mark.parametrize("name", ["vocabulary", "languages", "urgent", "emergency", "noise"])
@pytest.mark.parametrize("text", ["- a\n", "text\n"])
def test_data_of_another_shape_is_an_error(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(DataError, match="the reference data has an unexpected shape"):
        load_reference(folder)


@pytest.mark.parametrize("name", ["vocabulary", "noise"])
def test_data_that_is_not_utf_8_is_an_error_that_names_the_file(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").write_bytes(b"a: \xff\n")
    with pytest.raises(DataError, match=rf"^{name}\.yaml"):
        load_reference(folder)
