"""A few cases of every property, the same each time; `make fuzz` tries many."""

import pytest
from fuzz.properties import PROPERTIES, tried


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: one.name)
def test_a_property_holds_whatever_comes_in(one):
    assert tried(one, one.few, seed=2020) >= one.few
