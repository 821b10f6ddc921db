import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]


def ids(outcome: Outcome) -> list[str]:
    return [line.split("\t")[0] for line in outcome.out.splitlines()]


def test_a_pipe_gets_one_line_a_listing(run: Run) -> None:
    found = run("search", "someone", "to", "talk", "to", "--in", "Ohio")
    assert found.status == 0
    assert ids(found)[:2] == ["oh-night-warmline", "aunty-line"]
    assert all(line.count("\t") == 6 for line in found.out.splitlines())


def test_an_answer_in_json_has_every_field_that_scripts_rely_on(run: Run) -> None:
    found = json.loads(run("search", "harbour", "--json").out)
    first = found["results"][0]
    assert (found["schema_version"], found["query"], found["urgent"]) == (1, "harbour", False)
    assert {"total", "understood", "results"} <= found.keys()
    assert {"score", "lacks", "next_meeting", "checked"} <= first.keys()
    assert (first["id"], first["open_now"], first["freshness"], first["feed"]) == (
        "harbour-lifeline",
        True,
        "fresh",
        "bundled",
    )
    assert first["contacts"][1] == {"type": "phone", "value": "988", "press": "2", "languages": ["es"]}
    assert first["age"] is None
    assert first["audiences"] == []


def test_what_was_understood_is_told(run: Run) -> None:
    understood = json.loads(run("search", "veterans in ohio who speak spanish", "--json").out)["understood"]
    assert understood["audiences"] == ["veterans"]
    assert understood["place"] == ["US-OH"]
    assert understood["languages"] == ["es"]


def test_filters_of_several_kinds_must_all_hold(run: Run) -> None:
    assert ids(run("search", "--for", "veterans", "--language", "Spanish", "--in", "CA")) == ["old-soldiers"]
    assert run("search", "--for", "veterans", "--language", "Spanish", "--in", "Kenya").status == 1


def test_codes_may_be_given_as_labels_and_synonyms(run: Run) -> None:
    assert ids(run("search", "--topic", "hearing voices")) == ["world-room"]
    assert ids(run("search", "--for", "vets")) == ["old-soldiers"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--topic", "anxeity"), "Did you mean anxiety?"),
        (("--kind", "wamrline"), "Did you mean warmline?"),
        (("--in", "Ohoi"), "Did you mean Ohio?"),
        (("--in", "qqqqqq"), "Name a country"),
        (("--near", "Clevelnd"), "Did you mean Cleveland?"),
        (("--near", "qqqqqq"), 'Name a larger city, a US ZIP code or "41.48,-81.70".'),
        (("--near", "91,200"), "Name a larger city"),
        (("--within", "10mi"), "Write --near 44113 --within 10mi."),
        (("--near", "44113", "--within", "far"), 'Write a distance such as "10mi" or "15km".'),
        (("--near", "44113", "--within", "0km"), "Write a distance"),
        (("--near", "44113", "--within", "-5km"), "Write a distance"),
        (("--near", "44113", "--within", "10"), "Write a distance"),
        (("--at", "half past"), 'Write a time such as "22:00"'),
        (("--format", "{nme}"), "Did you mean {name}?"),
        (("--format", "{name"), "Write fields as {name}"),
        (("--color", "red"), "Write auto, always or never."),
    ],
)
def test_a_value_that_means_nothing_is_a_usage_error_with_a_hint(
    run: Run, arguments: tuple[str, ...], hint: str
) -> None:
    outcome = run("search", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert hint in outcome.err


def test_nothing_found_tells_where_to_turn_and_what_to_relax(run: Run) -> None:
    outcome = run("search", "--topic", "gambling", "--in", "US")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Emergency (United States): 911" in outcome.err
    assert "Harbour Lifeline: Call 988" in outcome.err
    assert "Try to leave out --topic or --in." in outcome.err


def test_an_urgent_query_brings_the_emergency_number_and_crisis_lines(run: Run) -> None:
    found = json.loads(run("search", "I want to die", "--in", "Kenya", "--json").out)
    assert found["urgent"] is True
    assert found["emergency"]["general"] == "999"
    assert [line["id"] for line in found["crisis_lines"]] == ["ke-simu"]


def test_an_urgent_query_keeps_its_panel_off_the_data(run: Run) -> None:
    outcome = run("search", "suicidal", "--in", "Kenya")
    assert "Emergency (Kenya): 999" in outcome.err
    assert ids(outcome) == ["ke-simu"]


def test_open_lists_only_what_is_known_to_be_open(run: Run) -> None:
    assert "aunty-line" in ids(run("search", "--open", "--in", "Ohio"))
    assert "oh-night-warmline" not in ids(run("search", "--open", "--in", "Ohio"))


def test_at_asks_for_another_time(run: Run) -> None:
    assert ids(run("search", "--kind", "warmline", "--in", "Ohio", "--at", "2026-11-24T03:00+00:00")) == [
        "oh-night-warmline"
    ]
    assert ids(run("search", "--kind", "support_group", "--at", "wed 00:30")) == ["old-soldiers"]


def test_a_template_chooses_the_fields(run: Run) -> None:
    assert run("search", "thirteen line", "--limit", "1", "--format", r"{name}\t{phone} {{x}}").out == (
        "Thirteen Line\t13 11 14 {x}\n"
    )


@pytest.mark.parametrize("number", ["13 11 14", "131114", "13-11-14", "+61 491 570 006", "0491570006"])
def test_a_number_finds_its_listing_in_any_spacing(run: Run, number: str) -> None:
    assert ids(run("search", number))[0] == "thirteen-line"


def test_a_batch_gives_one_object_a_line(run: Run, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("harbour\nvoices\n", "utf-8")
    found = [json.loads(line) for line in run("search", "--batch", str(queries)).out.splitlines()]
    assert [(f["query"], f["results"][0]["id"]) for f in found] == [
        ("harbour", "harbour-lifeline"),
        ("voices", "world-room"),
    ]


def test_a_batch_file_that_is_not_there_is_data_unreadable(run: Run) -> None:
    outcome = run("search", "--batch", "nowhere.txt")
    assert (outcome.status, outcome.err) == (3, "--batch nowhere.txt: No such file or directory\n")


def test_a_place_code_that_is_also_a_state_is_explained(run: Run) -> None:
    assert "'CA' is read as the country Canada; for California write US-CA." in run("search", "--in", "CA").err


@pytest.mark.parametrize(
    "query", ["🙂🙂🙂", '""""', '+-&& || ! (){}[]^"~*?:\\', "AND OR NOT", "word " * 20_000, "\x00\x1b[31m", "   "]
)
def test_odd_queries_are_answered(run: Run, query: str) -> None:
    outcome = run("search", query, "--in", "US", "--json")
    assert outcome.status in (0, 1)
    assert json.loads(outcome.out)["schema_version"] == 1


def test_summaries_come_in_the_preferred_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_LANGUAGES", "es")
    assert "Hable con una mujer" in run("search", "aunty line", "--format", "{summary}").out
