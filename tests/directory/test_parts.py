import re

from hypothesis import given
from hypothesis import strategies as st

from peerfind.directory.parts import is_part, part_id, service_of

slugs = st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,20}){0,2}", fullmatch=True)


@given(slugs, st.text(min_size=1), st.text(min_size=1))
def test_parts_of_a_service_are_slugs_that_tell_the_service(own: str, one: str, other: str) -> None:
    whole = f"hsds-ohio-{own}"
    made = [part_id(whole, part) for part in (one, other)]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", held) and len(held) <= 80 for held in made)
    assert {service_of(held) for held in made} == {service_of(whole)}
    assert (made[0] == made[1]) is (one == other)


def test_long_services_stay_apart_where_their_parts_need_the_room() -> None:
    one, other = (f"hsds-{'a' * 30}-11111111-2222-4333-8444-55555555555{end}" for end in "12")
    assert service_of(one) != service_of(other)
    assert service_of(part_id(one, "here")) == service_of(one)


def test_a_name_with_at_in_it_is_no_part() -> None:
    assert is_part(part_id("hsds-oh-1", "here"))
    assert not is_part("peer-support-at-riverside")
    assert not is_part("groups-at-deadbeef-house")
