import pytest
from hypothesis import given

from peerfind.directory.model import Listing
from peerfind.feeds.lines import Changes, Lines
from tests.directory.examples import listings as any_listing
from tests.feeds.examples import listing

OWL, LARK = listing("owl"), listing("lark")


@given(any_listing)
def test_a_listing_comes_back_as_it_was_put(held: Listing) -> None:
    there = Lines([held])
    assert there[held.id] == held
    assert Lines.read(there.written()) == there


def test_lines_are_kept_by_id_whatever_order_they_came_in() -> None:
    assert [*Lines([OWL, LARK]).written()] == [*Lines([LARK, OWL]).written()]


def test_a_copy_changes_by_itself() -> None:
    there = Lines([OWL])
    other = there.copy()
    other.put(OWL.replace(name="Other"))
    other.put(LARK)
    assert dict(there) == {"owl": OWL}
    other.take(there, "owl")
    other.drop("lark")
    assert other == there


def test_what_names_a_field_is_found() -> None:
    assert Lines([OWL, LARK.replace(extra={"pets": "welcome"})]).naming("pets") == ["lark"]


def test_the_same_in_other_words_is_no_change() -> None:
    before, same = Lines([OWL]), Lines([OWL])
    same.texts["owl"] = same.texts["owl"].replace(b'":', b'": ')
    assert before.compare(same, "owl") is None
    assert before.compare(Lines([OWL.replace(name="Other")]), "owl") is not None


def test_changes_are_made_out_when_somebody_looks() -> None:
    changes = Changes(Lines([OWL]), Lines([LARK]), [("gone", "owl"), ("added", "lark")])
    assert [change.sort for change in changes] == ["gone", "added"]
    assert [change.listing for change in changes[1:]] == [LARK]
    assert changes.counts() == {"gone": 1, "added": 1}
    assert not Changes({}, {}, ())


@pytest.mark.parametrize("line", [b"", b"nonsense\n", b"[]\n", b"{}\n"])
def test_what_is_no_line_is_an_error(line: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Lines.read([line])
