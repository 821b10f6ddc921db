"""The Python interface: what it answers, what it loads, and that threads may share it."""

import datetime as dt
import doctest
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import peerfind
from peerfind import Directory, api
from peerfind.errors import NothingFoundError, UsageError
from tests.conftest import FROZEN, LOCAL, NOW, SMALL

ROOT = Path(__file__).parents[1]
QUERIES = ("grief group tuesday", "sombody to tlak to", "grief group spanish", "44113", "i want to die", "recovery", "")


@pytest.fixture
def directory() -> Directory:
    return Directory.open(SMALL)


def ids(results: list[api.Result]) -> list[str]:
    return [result.listing.id for result in results]


def test_a_search_answers_as_the_program_does(directory: Directory) -> None:
    answer = directory.search("harbour")
    assert (ids(answer.results)[0], answer.urgent, answer.turn) == ("harbour-lifeline", False, None)
    assert answer.results[0].listing.contacts[0].value == "988"


def test_filters_take_codes_and_words(directory: Directory) -> None:
    assert ids(directory.every(kinds="warmline")) == ["aunty-line", "oh-night-warmline"]
    assert ids(directory.every(kinds=["Warmline"], place="Ohio")) == ["aunty-line", "oh-night-warmline"]
    assert ids(directory.every(languages=["Swahili"], contacts="phone")) == ["ke-simu"]
    assert ids(directory.every(age=16, audiences="veterans")) == []
    assert ids(directory.every(peer_run=True, free=True, no_dispatch=True, anonymous=True)) == ["aunty-line"]


def test_the_clock_can_be_stopped() -> None:
    night = Directory.open(SMALL, now=dt.datetime.fromisoformat("2026-11-24T03:00:00+00:00"))
    assert "oh-night-warmline" in ids(night.every(open_now=True))
    noon = dt.datetime.fromisoformat("2026-11-24T17:00:00+00:00")
    assert "oh-night-warmline" not in ids(night.every(open_at=noon))


def test_home_puts_what_is_near_first() -> None:
    assert ids(Directory.open(SMALL, home="Kenya").search("crisis line").results)[0] == "ke-simu"
    assert Directory.open(SMALL, home="Kenya").crisis().emergency == Directory.open(SMALL).crisis("KE").emergency
    assert Directory.open(SMALL).crisis().place is None


def test_near_gives_distances() -> None:
    found = Directory.open(LOCAL).search(near="44113", within_km=20).results
    assert found
    assert all(result.distance_km is not None and result.distance_km <= 20 for result in found)


def test_danger_brings_where_to_turn(directory: Directory) -> None:
    answer = directory.search("i want to die", place="Kenya")
    assert answer.urgent
    assert answer.turn
    assert answer.turn.emergency
    assert answer.turn.emergency.general == "999"


def test_it_can_be_gone_through_and_counted(directory: Directory) -> None:
    everything = list(directory)
    assert len(directory) == len(everything) == 8
    assert ids(everything) == sorted(ids(everything))
    assert directory.facets("kinds")["warmline"] == 2
    assert [*directory.facets("places", kinds="warmline")] == ["US", "US-OH"]


def test_show_gives_one_listing_or_says_what_was_meant(directory: Directory) -> None:
    assert directory.show("gone-line").listing.status == "closed"
    with pytest.raises(NothingFoundError, match="No listing is called 'harbor-lifelne'") as caught:
        directory.show("harbor-lifelne")
    assert "harbour-lifeline" in caught.value.hint


def test_misuse_is_told(directory: Directory) -> None:
    with pytest.raises(UsageError, match="kinds 'zzz' is not known"):
        directory.every(kinds="zzz")
    with pytest.raises(UsageError, match="near: Ohio is too wide") as caught:
        directory.every(near="Ohio")
    assert caught.value.hint == "Write place=US-OH."
    with pytest.raises(UsageError, match="'colours' is not a table"):
        directory.facets("colours")
    with pytest.raises(TypeError, match="unknown filters: colour"):
        directory.every(colour="red")  # type: ignore[call-arg]
    with pytest.raises(UsageError, match="home: no place"):
        Directory.open(SMALL, home="zz")


def test_what_comes_back_is_frozen(directory: Directory) -> None:
    result = directory.show("aunty-line")
    with pytest.raises(AttributeError, match="immutable"):
        result.listing.name = "x"  # type: ignore[misc]


def test_threads_may_share_a_directory() -> None:
    shared = Directory.open(LOCAL, now=dt.datetime.fromisoformat(NOW))

    def ask(number: int) -> tuple[api.Answer, api.Turn, list[str]]:
        query = QUERIES[number % len(QUERIES)]
        return shared.search(query, explain=True), shared.crisis("Ohio"), ids(shared.every(near="44113"))

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(ask, range(56)))
    alone = Directory.open(LOCAL, now=dt.datetime.fromisoformat(NOW))
    for number, query in enumerate(QUERIES):
        expected = alone.search(query, explain=True), alone.crisis("Ohio"), ids(alone.every(near="44113"))
        assert all(same == expected for same in found[number :: len(QUERIES)])


WARM = """
import sys, peerfind
assert not [name for name in sys.modules if name.startswith("peerfind.")]
from peerfind import Directory
directory = Directory.open()
directory.search("grief group tonight near Cleveland"), directory.show("aunty-line")
directory.crisis("Ohio"), list(directory)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"typer", "rich", "yaml", "httpx", "mcp", "textual"}))
"""


def test_a_warm_look_up_loads_no_part_of_the_terminal_and_no_yaml(directory: Directory) -> None:
    assert len(directory) == 8  # the index is there
    done = subprocess.run([sys.executable, "-c", WARM], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_the_package_has_no_other_lazy_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Directories'"):
        _ = peerfind.Directories  # type: ignore[attr-defined]


@pytest.mark.parametrize("source", [api, ROOT / "docs" / "python.md"], ids=["docstrings", "docs"])
def test_what_the_documents_show_is_what_comes_out(source: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERFIND_DIRECTORY", str(FROZEN))
    if isinstance(source, Path):
        failed, tried = doctest.testfile(str(source), module_relative=False)
    else:
        failed, tried = doctest.testmod(api)
    assert failed == 0
    assert tried > 3
