from typing import Any

from peerfind.lookup.duplicates import Duplicates, find_duplicates

NUMBER = [{"type": "phone", "value": "+12165550100"}]


def line(id_: str, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "name": id_.title(), "kind": "warmline", "contacts": [], "serves": ["US-OH"]} | fields


def between(*sources: list[dict[str, Any]]) -> Duplicates:
    return find_duplicates([(f"source-{n}", held) for n, held in enumerate(sources)])


def hidden(*sources: list[dict[str, Any]]) -> list[str]:
    return sorted(id_ for ids in between(*sources).hidden.values() for id_ in ids)


def test_the_first_source_is_shown_and_names_the_others() -> None:
    found = between([line("a", contacts=NUMBER)], [line("b", contacts=NUMBER)], [line("c", contacts=NUMBER)])
    assert found.hidden == {"source-1": {"b"}, "source-2": {"c"}}
    assert found.also_in == {("source-0", "a"): ("source-1", "source-2")}


def test_two_listings_of_one_source_are_never_the_same() -> None:
    assert hidden([line("a", contacts=NUMBER), line("b", contacts=NUMBER)]) == []


def test_a_number_that_one_source_gives_to_several_listings_tells_nothing_alone() -> None:
    assert hidden([line("a", contacts=NUMBER), line("b", contacts=NUMBER)], [line("c", contacts=NUMBER)]) == []


def test_a_short_code_with_another_key_or_kind_is_another_service() -> None:
    first = [line("a", contacts=[{"type": "phone", "value": "988", "press": "1"}])]
    assert hidden(first, [line("b", contacts=[{"type": "phone", "value": "988"}])]) == []
    assert hidden(first, [line("b", contacts=[{"type": "phone", "value": "988", "press": "1"}])]) == []


def test_two_facts_that_agree_are_enough_and_one_is_not() -> None:
    page, place = "https://www.x.example/a/", {"address": "1 Main St.", "city": "Lima", "region": "US-OH"}
    a = line("a", name="Night Line", url=page, place=place)
    assert hidden([a], [line("b", name="night line!", url="https://x.example/a")]) == ["b"]
    assert hidden([a], [line("b", name="Night Line", place={**place, "address": "1 main st"})]) == ["b"]
    assert hidden([a], [line("b", name="Night Line")]) == []
    assert hidden([a], [line("b", name="Day Line", url=page)]) == []


def test_a_group_on_another_day_is_another_group() -> None:
    place = {"address": "1 Main St", "city": "Lima", "region": "US-OH"}
    a, same, other = (
        line(id_, name="Steps", kind="support_group", hours=hours, place=place)
        for id_, hours in (("a", "Mo 19:00-20:00"), ("b", "Mo 19:00-20:00"), ("c", "Tu 19:00-20:00"))
    )
    assert hidden([a], [same, other]) == ["b"]


def test_what_is_closed_stands_for_nothing() -> None:
    assert hidden([line("a", contacts=NUMBER, status="closed")], [line("b", contacts=NUMBER)]) == []


def test_what_is_the_same_as_a_duplicate_is_the_same_as_the_first() -> None:
    page = "https://x.example/a"
    a = line("a", contacts=NUMBER)
    b = line("b", contacts=NUMBER, url=page, name="Other")
    c = line("c", url=page, name="Other")
    assert between([a], [b], [c]).also_in == {("source-0", "a"): ("source-1", "source-2")}
