import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.display.formatting import bounds, floor, number, plain, unit_name
from helpers.figures.interval import Interval, exact


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "text", "text_of_bounds"),
    [
        (125.6e9, 125.55e9, 125.65e9, "CNY", "125.6 billion yuan", "125.55 to 125.65 billion"),
        (269_040.2, 269_029.5, 269_051, "CNY per contract", "269.04 thousand yuan", "269.029 to 269.051 thousand"),
        (17e9, 16.5e9, 17.5e9, "CNY", "17 billion yuan", "16.5 to 17.5 billion"),
        (18.7e9, None, None, "USD", "about 18.7 billion dollars", "no bounds claimed"),
        (433_000, 432_500, 433_500, "contracts", "433,000", "432,500 to 433,500"),
        (0.04493, 0.04493, 0.04493, "1", "4.493 %", "exact"),
        (-19.1, -19.15, -19.05, "percent", "−19.1 %", "−19.15 to −19.05 %"),
        (4.0879, 4.0867, 4.0891, "times", "4.088 times", "4.0867 to 4.0891"),
        (30, 30, None, "institutions", "more than 30", "30 upwards"),
        (6.717, 6.696, 6.737, "CNY per USD", "6.7 yuan", "6.69 to 6.74"),
    ],
)
def test_numbers_are_written_with_the_digits_that_they_carry(value, low, high, unit, text, text_of_bounds):
    interval = Interval(value, low, high)
    assert number(interval, unit) == text
    assert bounds(interval, unit) == text_of_bounds


@given(st.floats(0.001, 1e12), st.floats(1e-6, 0.3))
def test_a_value_stands_within_its_bounds_with_no_digit_more_than_that_takes(value, reach):
    text = number(Interval(value, value * (1 - reach), value * (1 + reach)), "contracts").replace(",", "")
    digits = text.partition(".")[2]
    zeros = len(text) - len(text.rstrip("0")) if not digits else 0
    last_digit = 10.0 ** (zeros if not digits else -len(digits))
    coarser = round(value / last_digit / 10) * last_digit * 10
    assert value * (1 - reach) * 0.999 <= float(text) <= value * (1 + reach) * 1.001
    assert last_digit >= value * reach * 0.999 or len(text.strip("0.")) == 1 or abs(coarser - value) >= value * reach * 0.999


@given(st.floats(0.0001, 0.9))
def test_a_floor_is_never_above_the_low_bound(low):
    text = re.fullmatch(r"at least ([\d.]+) %", floor(Interval(low, low, low), "1"))
    assert float(text[1]) <= low * 100 + 1e-9


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_in_full_is_read_back_the_same(value):
    assert int(plain(value).replace(",", "")) == value
    assert number(exact(abs(value)), "contracts").replace(",", "") == str(abs(value))


def test_an_unknown_unit_is_written_as_it_is():
    assert unit_name("EUR per patent") == "EUR per patent"
