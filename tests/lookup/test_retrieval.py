from collections.abc import Callable

import pytest

from peerfind.directory.model import Listing
from peerfind.lookup.finder import Finder
from peerfind.lookup.places import Place
from peerfind.lookup.query import Filters, Need, Result
from peerfind.lookup.retrieval import Retrieval
from tests.lookup.examples import EVERYTHING, MONDAY, found, ids, listing

Gather = Callable[..., Finder]
CLEVELAND = Place(kind="point", code="", name="here", population=0, lat=41.5, lon=-81.7)
NEAR = Filters(near=CLEVELAND)
KM_NORTH = 1 / 111.195
"""Degrees of latitude."""


def located(id_: str, km: float, **fields: object) -> Listing:
    """Return a listing so far north of Cleveland."""
    return listing(id_, place={"lat": 41.5 + km * KM_NORTH, "lon": -81.7}, **fields)


def within(km: float) -> Filters:
    return Filters(near=CLEVELAND, within_km=km)


def results(finder: Finder, query: str = "", filters: Filters = NEAR, limit: int = 10) -> list[Result]:
    return finder.search(query, filters, limit, MONDAY).results


def ordered(finder: Finder, need: Need, page: int) -> list[str]:
    """Return the ids of all hits for a need, read in pages."""
    retrieval = Retrieval(finder.index, finder._ranker, need, MONDAY.toordinal())
    return [finder.index.read(hit)[0].id for hit, _ in retrieval.ordered(page)]


@pytest.fixture(scope="module")
def town(gather: Gather) -> Finder:
    """Listings at some distance (kilometres) from Cleveland, and some that are nowhere in particular."""
    far = {"a": 0.5, "b": 3, "c": 11, "d": 39, "e": 119, "f": 400}
    return gather(*(located(id_, km) for id_, km in [*far.items()][::-1]), listing("nowhere"))


def test_what_is_near_comes_first_the_nearest_before_the_others(town: Finder) -> None:
    order = ids(results(town))
    assert order[:5] == ["a", "b", "c", "d", "e"]
    assert {*order[5:]} == {"f", "nowhere"}


def test_each_distance_is_told(town: Finder) -> None:
    far = {result.listing.id: result.distance_km for result in results(town)}
    assert far == {
        "a": pytest.approx(0.5, abs=0.1),
        "b": pytest.approx(3, abs=0.1),
        "c": pytest.approx(11, abs=0.1),
        "d": pytest.approx(39, abs=0.1),
        "e": pytest.approx(119, abs=0.1),
        "f": pytest.approx(400, abs=0.5),
        "nowhere": None,
    }


def test_without_a_place_asked_for_no_distance_is_told(town: Finder) -> None:
    assert {result.distance_km for result in results(town, filters=EVERYTHING)} == {None}


@pytest.mark.parametrize(("km", "left"), [(0.1, ""), (1, "a"), (3.1, "a b"), (20, "a b c"), (200, "a b c d e")])
def test_only_what_lies_within_a_distance_is_left(town: Finder, km: float, left: str) -> None:
    answer = town.search("", within(km), 10, MONDAY)
    assert ids(answer.results) == left.split()
    assert answer.total == len(left.split())


def test_a_distance_beyond_the_widest_ring_is_kept(town: Finder) -> None:
    assert ids(results(town, filters=within(500))) == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize("limit", [1, 2, 4, 7])
def test_a_smaller_limit_gives_the_start_of_the_same_order_near_a_place(town: Finder, limit: int) -> None:
    assert ids(results(town, limit=limit)) == ids(results(town))[:limit]


@pytest.mark.parametrize("query", ["", "plain service"])
def test_nothing_near_a_place_is_found_twice(town: Finder, query: str) -> None:
    order = ids(results(town, query))
    assert len(order) == len({*order}) == 7


def test_what_has_all_that_was_asked_comes_before_what_is_nearer(gather: Gather) -> None:
    finder = gather(located("near", 1), located("far", 30, kind="warmline"))
    assert found(finder, "a warmline near 44113")[0] == "far"


def test_of_what_has_all_that_was_asked_the_nearest_comes_first(gather: Gather) -> None:
    held = {"topics": ["grief"], "serves": ["US-OH"]}
    finder = gather(located("far", 30, **held), located("near", 1, **held))
    assert found(finder, "grief near 44113") == ["near", "far"]


def test_what_is_near_across_the_border_of_a_state_comes_before_what_is_further(gather: Gather) -> None:
    held = {"topics": ["grief"]}
    finder = gather(located("far", 90, serves=["US-OH"], **held), located("near", 1, serves=["US-PA"], **held))
    assert found(finder, "grief near 44113") == ["near", "far"]


def test_a_distance_in_the_words_does_not_leave_out_what_is_further(gather: Gather) -> None:
    held = {"topics": ["grief"], "serves": ["US-OH"]}
    finder = gather(located("far", 30, **held), located("near", 1, **held))
    assert found(finder, "grief within 5 miles of 44113") == ["near", "far"]


def test_a_town_without_coordinates_of_its_own_is_where_its_zip_code_is(gather: Gather) -> None:
    finder = gather(
        listing("zip", place={"postcode": "44113"}),
        listing("city", place={"city": "Columbus", "region": "US-OH"}),
        listing("unknown", place={"city": "Nowhereville", "region": "US-OH"}),
    )
    far = {result.listing.id: result.distance_km for result in results(finder)}
    assert far["zip"] is not None
    assert far["zip"] < 5
    assert far["city"] == pytest.approx(203, abs=10)
    assert far["unknown"] is None


def test_a_whole_name_is_found_though_it_is_far_away(gather: Gather) -> None:
    finder = gather(located("near", 1), located("far", 300, name="Zebra House"))
    assert ids(results(finder, "Zebra House"))[0] == "far"


@pytest.mark.parametrize("within_km", [5.0, 50.0])
def test_a_whole_name_outside_the_distance_is_left_out(gather: Gather, within_km: float) -> None:
    finder = gather(located("near", 1, hours="24/7"), located("far", 300, name="Zebra House", hours="24/7"))
    assert "far" not in ids(results(finder, "Zebra House", within(within_km)))


def test_a_whole_name_outside_the_distance_is_left_out_of_what_is_open(gather: Gather) -> None:
    finder = gather(located("near", 1, hours="24/7"), located("far", 300, name="Zebra House", hours="24/7"))
    assert "far" not in ids(results(finder, "Zebra House", within(5).replace(open_at=MONDAY)))


def test_strictly_what_was_asked_comes_before_what_is_like_it(gather: Gather) -> None:
    like = [listing(f"like-{n}", kind="helpline") for n in range(30)]
    finder = gather(*like, listing("just", kind="warmline", serves=["KE"]))
    order = found(finder, "a warmline")
    assert order[0] == "just"
    assert len(order) == 10


@pytest.fixture(scope="module")
def crowd(gather: Gather) -> Finder:
    """Sixty listings: every third has one thing, every fourth another, and so on."""

    def one(n: int) -> Listing:
        fields = {
            "kind": "warmline" if n % 3 else "support_group",
            "topics": ["grief"] if n % 4 else [],
            "audiences": ["veterans"] if n % 5 == 0 else [],
            "summary": "A zebra." if n % 7 == 0 else "A plain service.",
        }
        return located(f"l-{n}", n * 5, **fields) if n % 2 else listing(f"l-{n}", **fields)

    return gather(*(one(n) for n in range(60)))


@pytest.mark.parametrize("query", ["", "warmline", "grief warmline for veterans", "plain zebra", "warmline near 44113"])
@pytest.mark.parametrize("page", [1, 7, 60, 61])
def test_pages_give_every_hit_once(crowd: Finder, query: str, page: int) -> None:
    need = Need(text=query, reading=crowd.read(query, MONDAY))
    paged = ordered(crowd, need, page)
    assert len(paged) == len({*paged})
    assert sorted(paged) == sorted(ordered(crowd, need, 1000))


@pytest.mark.parametrize("query", ["", "warmline", "grief warmline for veterans", "plain zebra"])
def test_pages_give_the_order_of_a_search(crowd: Finder, query: str) -> None:
    need = Need(text=query, reading=crowd.read(query, MONDAY))
    answer = crowd.search(query, EVERYTHING, 60, MONDAY)
    assert ordered(crowd, need, 7)[: len(answer.results)] == ids(answer.results)


@pytest.mark.parametrize("query", ["", "warmline", "grief warmline for veterans", "plain zebra"])
def test_the_total_is_at_least_what_is_shown(crowd: Finder, query: str) -> None:
    for limit in (1, 10, 60):
        answer = crowd.search(query, EVERYTHING, limit, MONDAY)
        assert len(answer.results) <= limit
        assert answer.total >= len(answer.results)


@pytest.mark.parametrize("km", [3.0, 30.0, 300.0])
def test_every_way_of_asking_leaves_the_same_within_a_distance(crowd: Finder, km: float) -> None:
    answer = crowd.search("", within(km), 60, MONDAY)
    assert answer.total == len(answer.results)
    assert {*ids(crowd.every(within(km), MONDAY))} == {*ids(answer.results)}
