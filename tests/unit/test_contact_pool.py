"""Which of our numbers a contact is made from: the same one for the same borrower, whatever befalls it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.contact.pool import OurNumber, Use, choose

limits = st.none() | st.integers(1, 5)
numbers = st.integers(1, 40).map(lambda n: f"+8610555501{n:02}")
pools = st.lists(st.builds(OurNumber, numbers, a_day=limits, a_person_a_day=limits), min_size=1, max_size=8, unique_by=lambda it: it.number)
uses = st.builds(Use, st.integers(0, 6), st.integers(0, 6), st.booleans())
theirs = st.text("0123456789abcdef", min_size=1, max_size=12)


@given(pools, theirs, st.data())
def test_what_is_chosen_is_free(pool: list[OurNumber], them: str, data: st.DataObject) -> None:
    """Never one that rests, or has had its day's contacts, or those with this borrower; and none only where none is free."""
    used = {each.number: data.draw(uses) for each in pool}

    def free(each: OurNumber) -> bool:
        use = used[each.number]
        return not use.rests and use.today < (each.a_day or 99) and use.with_them < (each.a_person_a_day or 99)

    found = choose(pool, them, None, lambda each: used[each.number])
    assert (found is None) == (not any(map(free, pool)))
    assert found is None or free(found)


@given(pools, theirs, st.data())
def test_a_number_that_they_know_is_never_replaced(pool: list[OurNumber], them: str, data: st.DataObject) -> None:
    """However many others are free: it is theirs, or none is."""
    known = data.draw(st.sampled_from(pool)).number
    used = {each.number: data.draw(uses) for each in pool}
    found = choose(pool, them, known, lambda each: used[each.number])
    assert found is None or found.number == known


@given(pools, theirs, st.randoms())
def test_neither_the_order_of_the_pool_nor_who_came_first_decides(pool: list[OurNumber], them: str, chance: object) -> None:
    turned = sorted(pool, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert choose(pool, them, None, lambda _: Use()) == choose(turned, them, None, lambda _: Use())


@given(pools, theirs, numbers)
def test_a_new_number_takes_nobody_from_another_than_itself(pool: list[OurNumber], them: str, new: str) -> None:
    """The pool grows: who is not given the new number keeps the one that they would have had."""
    before = choose(pool, them, None, lambda _: Use())
    after = choose([*(each for each in pool if each.number != new), OurNumber(new)], them, None, lambda _: Use())
    assert after is not None
    assert after.number == new or after == before


def test_a_pool_is_used_evenly() -> None:
    pool = [OurNumber(f"+861055550{n:03}") for n in range(4)]
    got = [choose(pool, f"borrower {n}", None, lambda _: Use()) for n in range(400)]
    assert all(70 < got.count(each) < 130 for each in pool)


def test_a_known_number_that_is_none_of_ours_any_more_is_forgotten() -> None:
    (only,) = pool = [OurNumber("+8610555501")]
    assert choose(pool, "them", "+8610555599", lambda _: Use()) == only
