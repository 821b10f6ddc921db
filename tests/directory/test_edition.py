from peerfind.directory.edition import edition_of

FILE = b"- id: a\n  sources:\n    - {url: x, checked: 2026-11-02, how: copy}\n"
FILE += b"- id: b\n  sources:\n    - checked: 2026-10-30\n"


def test_an_edition_is_the_newest_check_the_number_and_a_digest() -> None:
    edition = edition_of([("resources.yaml", FILE), ("resources/us-oh.yaml", b"- id: c\n")])
    assert (edition.newest, edition.listings, len(edition.digest)) == ("2026-11-02", 3, 8)


def test_another_digit_is_another_edition() -> None:
    assert edition_of([("x", FILE)]).digest != edition_of([("x", FILE.replace(b"a\n", b"z\n"))]).digest


def test_an_empty_directory_has_an_edition_too() -> None:
    assert edition_of([("x", b"")]).newest == ""
