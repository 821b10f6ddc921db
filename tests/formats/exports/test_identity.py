from peerfind.formats.exports.identity import identity


def test_the_same_parts_have_the_same_id_for_ever() -> None:
    assert str(identity("service", "a-line")) == str(identity("service", "a-line"))
    assert identity("service", "a", "b") != identity("service", "ab")
