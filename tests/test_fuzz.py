"""A few cases of every property, the same each time; `make fuzz` tries many."""

from dataclasses import replace

import pytest
from fuzz import slips
from fuzz.properties import PROPERTIES, refused, tried
from hypothesis import strategies as st


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: one.name)
def test_a_property_holds_whatever_comes_in(one):
    count, taken = tried(one, one.few, seed=2020)
    assert count >= one.few
    assert not refused(one, count, taken)


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: one.name)
def test_a_property_of_which_every_case_is_refused_fails(one):
    refusing = replace(one, cases=st.integers(), hold=lambda case: False, taken=max(one.taken, 1))
    assert refused(refusing, *tried(refusing, 10, seed=2020)).endswith("of 10 cases, 10 were refused")


@pytest.mark.parametrize(("excuse", "excused"), sorted(slips.unnoticed().items()), ids=str)
def test_a_slip_that_is_excused_can_be_made_and_is_not_noticed(excuse, excused):
    assert excused
    assert not any(map(slips.is_noticed, excused))
