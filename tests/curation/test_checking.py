import datetime as dt

import pytest

from peerfind.curation.checking import check_files, fixed
from peerfind.curation.findings import Given
from peerfind.directory.reading import read_listings
from tests.curation.listings import whole


def rules(text: str, given: Given) -> list[tuple[int, str]]:
    found = check_files([("resources.yaml", text.encode())], given).findings
    return [(finding.line, finding.rule) for finding in found]


def mended(text: str, given: Given, *codes: str) -> str:
    files = [("resources.yaml", text.encode())]
    findings = [f for f in check_files(files, given).findings if f.rule in codes or not codes]
    return dict(fixed(files, findings)).get("resources.yaml", text.encode()).decode()


def test_every_fault_is_found_in_one_run(given: Given) -> None:
    text = whole('summary: A place for addicts who committed suicide.\nhours: "noon"\nage: {min: 9, max: 3}\n')
    assert [rule for _, rule in rules(text, given)] == ["PF602", "PF603", "PF301", "PF302", "PF705"]


def test_a_broken_listing_hides_no_fault_of_the_others(given: Given) -> None:
    text = "- id: [broken\n\n" + whole("summary: A place for addicts.\n")
    assert [rule for _, rule in rules(text, given)] == ["PF101", "PF603"]


def test_a_fault_stands_at_its_line_and_column(given: Given) -> None:
    text = whole('contacts:\n  - {type: phone, value: "+12025550144", say: "202-555-0145"}\n')
    (found,) = check_files([("resources.yaml", text.encode())], given).findings
    assert str(found).startswith("resources.yaml:7:49: error PF202 harbour-line: ")


def test_only_the_rules_that_are_asked_for_are_applied(given: Given) -> None:
    text = whole("summary: A place for addicts.\nhours: noon\n").encode()
    assert [f.rule for f in check_files([("a.yaml", text)], given, {"PF301"}).findings] == ["PF301"]


def test_what_can_be_mended_is_mended_and_nothing_else_moves(given: Given) -> None:
    first = whole("id: alpha\n# kept\nname: Alpha\n")
    second = whole('id: beta\nname: "Be\\u202eta"\nurl: "https://beta.example/?utm_source=x&p=1"\ncontacts:\n')
    made = mended(first + "\n" + second, given, "PF108", "PF402")
    wanted = second.replace('"Be\\u202eta"', "Beta").replace("?utm_source=x&p=1", "?p=1")
    assert made == first + "\n" + wanted


def test_the_form_is_mended_with_every_comment(given: Given) -> None:
    text = (
        "# ours\n- name: Beta # once Alpha\n  id: beta\n" + whole()[len("- id: harbour-line\n  name: Harbour Line\n") :]
    )
    made = mended(text, given)
    assert made.startswith("# ours\n- id: beta\n  name: Beta  # once Alpha\n")
    assert rules(made, given) == []


def test_a_file_that_is_not_utf_8_is_not_mended(given: Given) -> None:
    data = whole("name: Beta\n").encode().replace(b"Beta", b"B\xe9ta \x0b")
    files = [("resources.yaml", data)]
    assert list(fixed(files, check_files(files, given).findings)) == []


def test_a_file_that_holds_comments_only_is_in_order(given: Given) -> None:
    assert rules("# nothing here yet\n", given) == []


@pytest.mark.parametrize(
    ("checked", "rule"),
    [("2026-11-01", None), ("2026-05-01", "PF504"), ("2025-11-01", "PF505"), ("2026-11-24", "PF501")],
)
def test_age_counts_from_the_day_that_is_given(given: Given, checked: str, rule: str | None) -> None:
    text = whole(f'sources:\n  - {{url: "https://harbour.example/", checked: {checked}, how: call}}\n')
    assert [code for _, code in rules(text, given)] == [rule] * (rule is not None)
    later = given.replace(today=dt.date(2026, 11, 24))
    assert rule != "PF501" or rules(text, later) == []


NUMBER = 'contacts:\n  - {{type: phone, value: "+12025550{number}"}}\n'
SOURCE = 'sources:\n  - {{url: "https://harbour.example/", checked: 2026-11-22, how: call{by}}}\n'


@pytest.mark.parametrize(
    ("by", "found"),
    [("", ["PF911"]), (", by: [Ada]", ["PF911"]), (", by: [Ada, ada]", ["PF911"]), (", by: [Ada, Ben]", [])],
)
def test_a_crisis_lines_number_changes_only_with_two_names(given: Given, by: str, found: list[str]) -> None:
    before = whole("kind: crisis_line\n" + NUMBER.format(number="143"))
    listing = next(read_listings(before.encode(), given.codes)).listing
    assert listing
    after = whole("kind: crisis_line\n" + NUMBER.format(number="144") + SOURCE.format(by=by))
    held = given.replace(base={listing.id: listing})
    assert [rule for _, rule in rules(after, held)] == found
    assert rules(before, held) == []


@pytest.mark.parametrize("between", ["", "\n\n", "\n\n# note\n\n"])
def test_one_empty_line_stands_between_listings(given: Given, between: str) -> None:
    one, other = whole("id: alpha\nname: Alpha\ncontacts:\n"), whole("id: beta\nname: Beta\ncontacts:\n")
    text = one + between + other
    assert [rule for _, rule in rules(text, given)] == ["PF903"]
    assert rules(mended(text, given), given) == []


@pytest.mark.parametrize(
    "domain", ["harbour-rnine.example", "harb0ur-mine.example", "www.harbourmine.example", "h\u0430rbour-mine.example"]
)
def test_a_domain_that_looks_like_another_is_found(given: Given, domain: str) -> None:
    one = whole('id: alpha\nname: Alpha\nurl: "https://harbour-mine.example/"\ncontacts:\n')
    other = whole(f'id: beta\nname: Beta\nurl: "https://{domain}/"\ncontacts:\n')
    assert "PF404" in [rule for _, rule in rules(one + "\n" + other, given)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('value: "1-800-720-9617"', 'write value: "+18007209617", say: "1-800-720-9617"'),
        ('value: "2165550134"', "'2165550134' is a full number without its country: write \"+12165550134\""),
    ],
)
def test_a_number_that_is_not_as_dialled_is_told_with_its_own_digits(text: str, told: str, given: Given) -> None:
    file = whole("contacts:\n  - {type: phone, " + text + "}\nserves: [US]\n")
    (found,) = check_files([("resources.yaml", file.encode())], given).findings
    assert told in found.message


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xef\xbb\xbf" + whole().encode(), "a mark before its first letter"),
        (whole().replace("\n", "\r\n").encode(), "line ends of Windows"),
    ],
)
def test_what_an_editor_of_another_system_left_is_found_and_mended(data: bytes, told: str, given: Given) -> None:
    (found,) = check_files([("resources.yaml", data)], given).findings
    assert (found.rule, found.line, found.fixable) == ("PF903", 1, True)
    assert told in found.message
    assert dict(fixed([("resources.yaml", data)], [found])) == {"resources.yaml": whole().encode()}


@pytest.mark.parametrize(
    ("fields", "rule", "told"),
    [
        ("serves: [OH]\n", "PF106", "serves: 'OH' is not known: did you mean US-OH?"),
        ('hours: "Mo-Fr 09:00-17:00"\ntimezone: EST\n', "PF106", "write one such as America/New_York"),
        ("hours: 24 hours\ntimezone: America/New_York\n", "PF301", "does not parse"),
        ('hours: "Mo-Fr 09:00-17:00"\nserves: [CA-SK]\n', "PF302", "write timezone: Continent/City"),
        (
            'sources:\n  - {url: "https://a.example/", checked: 2026-11-22, how: called}\n',
            "PF104",
            "did you mean call?",
        ),
    ],
)
def test_what_people_write_is_told_as_it_is_written_here(fields: str, rule: str, told: str, given: Given) -> None:
    found = check_files([("listings.yaml", whole(fields).encode())], given).findings
    assert [told in finding.message for finding in found] == [True], found
    assert rule[:3] == found[0].rule[:3]


def test_a_zone_is_suggested_that_others_of_the_place_have(given: Given) -> None:
    one = whole('hours: "Mo-Fr 09:00-17:00"\nserves: [CA-SK]\ntimezone: America/Regina\n')
    other = whole(
        'id: other\nname: Mountain\nurl: "https://m.example/"\nhours: "Mo 09:00-17:00"\nserves: [CA-SK]\ncontacts:\n'
    )
    found = check_files([("listings.yaml", f"{one}\n{other}".encode())], given).findings
    assert ["write timezone: America/Regina" in finding.message for finding in found] == [True]
