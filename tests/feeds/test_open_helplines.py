import json
from typing import Any

import pytest

from peerfind.errors import NetworkError, RefusedError
from peerfind.feeds import open_helplines
from tests.feeds.reading import DATA, Server, crawled, problems, read, same_as_golden

FILE = (DATA / "helplines.json").read_bytes()
RECORD = json.loads(FILE)["records"][0]
INDEX = "https://helplines.example.org/data/index.json"


def file_of(country: str, *numbers: tuple[str, str], **fields: Any) -> dict[str, Any]:
    contacts = [
        {"method": method, "number": number, "languages": ["en"], "hours": "24/7", "free": True}
        for method, number in numbers
    ]
    return {"country": country, "records": [RECORD | {"country": country, "contacts": contacts, **fields}]}


def test_golden_helplines() -> None:
    found = read(open_helplines, FILE, name="leads")
    assert same_as_golden("open-helplines.jsonl", found.listings)
    assert [problems(listing) for listing in found.listings] == [[], []]
    assert found.warned("no https link")


@pytest.mark.parametrize(
    ("country", "method", "forced", "code"),
    [
        ("US", "text", "+1741741", "741741"),
        ("GB", "phone", "+44116123", "116123"),
        ("GB", "text", "+4485258", "85258"),
        ("US", "phone", "+1988", "988"),
    ],
)
def test_short_codes_are_recovered(country: str, method: str, forced: str, code: str) -> None:
    assert [contact.value for contact in read(open_helplines, file_of(country, (method, forced))).only.contacts] == [
        code
    ]


@pytest.mark.parametrize(("country", "forced"), [("KR", "+82109"), ("IN", "+9114416"), ("US", "+44116123")])
def test_short_codes_that_are_not_certain_are_refused(country: str, forced: str) -> None:
    found = read(open_helplines, file_of(country, ("phone", forced), ("phone", "+16145550142")))
    assert [contact.value for contact in found.only.contacts] == ["+16145550142"]
    assert found.warned("is refused")
    with pytest.raises(RefusedError, match="no helpline"):
        read(open_helplines, file_of(country, ("phone", forced)))


@pytest.mark.parametrize(
    ("prose", "keyword"),
    [
        ("Text OWL to 741741 now.", "OWL"),
        ("Text the word “OWL” to 741-741.", "OWL"),
        ("Text OWL to 741741, or text FOX to 741741 for veterans.", None),
        ("Text OWL to 85258.", None),
        ("Text us to 741741.", None),
        ("Dial or text 741741.", None),
    ],
)
def test_a_word_to_text_is_taken_only_where_the_prose_is_certain(prose: str, keyword: str | None) -> None:
    listing = read(open_helplines, file_of("US", ("text", "+1741741"), description=prose)).only
    assert listing.contacts[0].keyword == keyword


def test_an_index_names_the_countries_to_fetch() -> None:
    us, gb = (INDEX.replace("index.json", f"countries/{code}/helplines.json") for code in ("us", "gb"))
    server = Server({INDEX: {"countries": ["US", {"country": "gb"}, "../x"]}, us: {"records": []}, gb: {"records": []}})
    assert [name for name, _ in crawled(open_helplines, INDEX, server)] == [us, gb]
    server.failing[gb] = 9
    with pytest.raises(NetworkError):
        crawled(open_helplines, INDEX, server)


def test_an_empty_index_says_what_to_do() -> None:
    with pytest.raises(RefusedError, match="lists no countries"):
        crawled(open_helplines, INDEX, Server({INDEX: {"countries": [], "total_records": 0}}))


def test_the_format_is_recognised() -> None:
    assert open_helplines.recognises("x.json", FILE)
    assert not open_helplines.recognises("x.json", b'{"records": []}')
