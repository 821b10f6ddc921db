import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome

Run = Callable[..., Outcome]


def test_show_finds_by_id_name_and_alias(run: Run) -> None:
    for name in ("harbour-lifeline", "harbour lifeline", "Safe Harbour"):
        assert json.loads(run("show", name, "--json").out)["id"] == "harbour-lifeline"


def test_show_suggests_what_was_meant(run: Run) -> None:
    outcome = run("show", "harbor-lifelne")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Did you mean harbour-lifeline?" in outcome.err


def test_show_knows_closed_listings(run: Run) -> None:
    shown = json.loads(run("show", "gone-line", "--json").out)
    assert (shown["status"], shown["closed"], shown["replaced_by"]) == ("closed", "2025-07-17", "aunty-line")


def test_crisis_names_the_emergency_number_first(run: Run) -> None:
    lines = run("crisis", "--in", "Kenya").out.splitlines()
    assert lines == ["Emergency (Kenya): 999", "Simu ya Msaada: Call 1190"]


def test_crisis_in_json_holds_whole_records(run: Run) -> None:
    turn = json.loads(run("crisis", "--in", "Sydney", "--json").out)
    assert turn["place"] == "AU-NSW"
    assert [line["id"] for line in turn["crisis_lines"]] == ["thirteen-line"]


def test_crisis_without_a_place_says_how_to_name_one(run: Run) -> None:
    outcome = run("crisis")
    assert (outcome.status, outcome.out) == (2, "")
    assert "Add --in Kenya" in outcome.err


def test_nothing_found_anywhere_says_how_to_name_a_place(run: Run) -> None:
    assert "Name your place for its emergency number and crisis lines: --in Kenya" in run("search", "zzzqqq").err


def test_the_locale_puts_what_is_near_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "sw_KE.UTF-8")
    assert run("crisis").out.startswith("Emergency (Kenya): 999\n")


def test_the_environment_names_the_place(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_PLACE", "Kenya")
    assert run("search", "suicide", "--format", "{id}").out == "ke-simu\n"
    assert "thirteen-line" in run("search", "suicide", "--in", "anywhere", "--format", "{id}").out


def test_a_place_in_the_words_stands_over_the_environment_but_not_over_the_option(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERFIND_PLACE", "Kenya")
    assert run("search", "crisis line australia", "--format", "{id}").out.startswith("thirteen-line\n")
    in_kenya = run("search", "crisis line australia", "--in", "Kenya", "--format", "{id}").out
    assert "ke-simu" in in_kenya
    assert "thirteen-line" not in in_kenya


def test_facets_count_what_the_filters_let_through(run: Run) -> None:
    assert "warmline\t2\tWarmline\n" in run("facets", "kinds").out
    counts = {row["code"]: row["count"] for row in json.loads(run("facets", "topics", "--in", "Kenya", "--json").out)}
    assert (counts["suicide"], counts["hearing-voices"], counts["grief"]) == (1, 1, 0)


def test_export_gives_every_active_record_once_by_id(run: Run) -> None:
    found = [json.loads(line)["id"] for line in run("export").out.splitlines()]
    assert found == sorted(found)
    assert len(found) == 8


def test_export_as_a_document_holds_the_same_records(run: Run) -> None:
    document = json.loads(run("export", "--format", "json", "--kind", "warmline").out)
    assert (document["schema_version"], document["total"]) == (1, 2)
    assert [r["id"] for r in document["results"]] == ["aunty-line", "oh-night-warmline"]


def test_config_names_each_value_and_its_origin(run: Run, surroundings: Path) -> None:
    file = surroundings / "config.toml"
    file.write_text('place = "US-OH"\nlanguages = ["es"]\n', "utf-8")
    run_with = {"PEERFIND_CONFIG": str(file)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEERFIND_CONFIG", run_with["PEERFIND_CONFIG"])
        patch.setenv("PEERFIND_LANGUAGES", "fr")
        held = json.loads(run("config", "--json").out)
    assert held["place"] == {"value": "US-OH", "origin": str(file)}
    assert held["languages"] == {"value": ["fr"], "origin": "PEERFIND_LANGUAGES"}
    assert held["config_file"] == str(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("place = US-OH\n", "config.toml: "),
        ('plaice = "US-OH"\n', "'plaice' is not a setting; there are place, languages, ui_language"),
        ("place = 3\n", 'place has the wrong form: write place = "..."'),
    ],
)
def test_a_faulty_configuration_is_one_clear_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    monkeypatch.setenv("PEERFIND_CONFIG", str(file))
    outcome = run("search", "grief")
    assert (outcome.status, outcome.out) == (3, "")
    assert message in outcome.err


def test_check_names_file_line_and_column(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "resources.yaml"
    file.write_text("- id: x\n  name: X\n  kind: wamline\n  hours: Mo-Fr 9-5\n", "utf-8")
    outcome = run("check", str(file))
    assert outcome.status == 1
    assert f"{file}:3:9: error PF106 x: kind: 'wamline' is not known: did you mean warmline?" in outcome.out


def test_check_finds_hours_without_a_zone_and_listings_in_the_wrong_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "resources.yaml"
    file.write_text(
        "- id: x\n  name: X\n  kind: warmline\n  summary: A line.\n  serves: [US-OH]\n"
        '  contacts: [{type: phone, value: "988"}]\n  hours: "Mo-Fr 09:00-17:00"\n'
        '  sources: [{url: "https://x.example/", checked: 2026-11-01, how: call}]\n',
        "utf-8",
    )
    out = run("check", str(file)).out
    assert "hours 'Mo-Fr 09:00-17:00' need a zone" in out
    assert "so it belongs in resources/us-oh.yaml" in out


def test_a_missing_directory_is_data_unreadable(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path / "none"))
    outcome = run("search", "grief")
    assert (outcome.status, outcome.out) == (3, "")
    assert "Set PEERFIND_DIRECTORY to a folder that holds resources.yaml" in outcome.err


def test_one_broken_listing_hides_no_other(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small = (Path(__file__).parents[1] / "data" / "small" / "resources.yaml").read_text("utf-8")
    (tmp_path / "resources.yaml").write_text("- id: broken\n\tname: X\n" + small, "utf-8")
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path))
    outcome = run("search", "harbour", "--limit", "1", "--format", "{id}")
    assert (outcome.status, outcome.out) == (0, "harbour-lifeline\n")
    assert "1 listing left out as unreadable" in outcome.err
    assert "resources.yaml:2:1: a tab where spaces belong: indent with spaces" in outcome.err


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- id: x\n\tname: y\n", b"just words\n"])
def test_a_directory_without_one_readable_listing_is_data_unreadable(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "resources.yaml").write_bytes(content)
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(tmp_path))
    outcome = run("search", "grief")
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err.startswith("no listing could be read: ")


@pytest.mark.parametrize(("place", "expected"), [("Ohio", "suicide-and-crisis-lifeline"), ("Toronto", "ca-")])
def test_of_listings_with_one_name_the_one_at_home_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, place: str, expected: str
) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PEERFIND_PLACE", place)
    assert json.loads(run("show", "988", "--json").out)["id"].startswith(expected)


def test_names_on_a_pipe_that_mean_nothing_do_not_keep_the_others_back(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"nope-x\nharbour-lifeline\nzzz\n")))
    told = run("show", "-", "--json")
    assert json.loads(told.out)["id"] == "harbour-lifeline"
    assert told.status == 1
    assert "'nope-x'" in told.err
    assert "'zzz'" in told.err


def test_a_query_that_is_not_utf_8_is_told_of(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "queries"
    path.write_bytes(b"harbour\n\xff\xfe\n")
    told = run("search", "--batch", str(path))
    assert told.status == 0
    assert "line 2 is not UTF-8" in told.err


def test_crisis_lines_as_json_tell_their_version(run: Run) -> None:
    assert json.loads(run("crisis", "--in", "US", "--json").out)["schema_version"] == 1


def test_nothing_is_suggested_that_is_not_alike(run: Run) -> None:
    assert "Did you mean" not in run("show", "qqqq-zzzz").err
