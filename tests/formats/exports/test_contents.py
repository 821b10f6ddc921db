import pytest

from peerfind.directory.model import Contact, as_data
from peerfind.formats.exports.contents import cleaned
from tests.formats.exports.examples import PLAIN


def test_a_listing_without_hidden_characters_is_itself() -> None:
    assert cleaned(PLAIN) is PLAIN


@pytest.mark.parametrize("hidden", ["\x1b", "\u202e", "\u2028", "\x00", "\u200b"])
def test_hidden_characters_are_taken_out_wherever_they_are(hidden: str) -> None:
    text = f"a{hidden}b"
    held = PLAIN.replace(
        name=text,
        aliases=(text,),
        contacts=(Contact(type="phone", value="988", note=text),),
        extra={"new": {text: [text]}},
    )
    told = as_data(cleaned(held))
    assert (told["name"], told["aliases"], told["contacts"][0]["note"], told["new"]) == (
        "ab",
        ["ab"],
        "ab",
        {"ab": ["ab"]},
    )
