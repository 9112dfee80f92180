"""Formulas in LaTeX mean what the functions calculate."""

import pytest

from helpers.metrics.formulas import latex


def product(a, b, c):
    return a * (b - c)


def left_product(a, b, c):
    return (a + b) * c


def difference(a, b, c):
    return a - (b - c)


def plain_difference(a, b, c):
    return a - b - c


def plain_sum(a, b, c):
    return a + (b * c)


@pytest.mark.parametrize(
    ("function", "written"),
    [
        (product, r"a \times \left(b - c\right)"),
        (left_product, r"\left(a + b\right) \times c"),
        (difference, r"a - \left(b - c\right)"),
        (plain_difference, "a - b - c"),
        (plain_sum, r"a + b \times c"),
    ],
)
def test_nested_parts_keep_the_brackets_that_they_need(function, written):
    names = {name: name for name in "abc"}
    assert latex(function, names).replace(r"\text{", "").replace("}", "") == written
