import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.display.formatting import as_printed, bounds, in_full, limits, lower_limit, number, span_of_rates, unit_name
from helpers.figures.interval import Interval, exact


@pytest.mark.parametrize(
    ("value", "low", "high", "unit", "words", "words_of_bounds"),
    [
        (125.6e9, 125.55e9, 125.65e9, "CNY", "125.6 billion yuan", "125.55 to 125.65 billion yuan"),
        (269_040.2, 269_029.5, 269_051, "CNY per contract", "269.04 thousand yuan", "269.029 to 269.051 thousand yuan"),
        (17e9, 16.5e9, 17.5e9, "CNY", "17 billion yuan", "16.5 to 17.5 billion yuan"),
        (18.7e9, None, None, "USD", "about 18.7 billion dollars", "no bounds claimed"),
        (433_000, 432_500, 433_500, "contracts", "433,000", "432,500 to 433,500"),
        (0.04493, 0.04493, 0.04493, "1", "4.493 %", "exact"),
        (-19.1, -19.15, -19.05, "percent", "−19.1 %", "−19.15 to −19.05 %"),
        (4.0879, 4.0867, 4.0891, "times", "4.088 times", "4.0867 to 4.0891 times"),
        (30, 30, None, "institutions", "more than 30", "30 upwards"),
        (6.717, 6.696, 6.737, "CNY per USD", "6.72 yuan", "6.696 to 6.737 yuan"),
        (0.1565, 0.1512, 0.1620, "1", "15.7 %", "15.1 to 16.2 %"),
        (0.05, 1 / 30, None, "1", "more than 3.333 %", "3.333 % upwards"),
        (0.3, None, 0.3, "1", "at most 30 %", "30 % downwards"),
        (0.3, 0, 0.3, "1", "at most 30 %", "0 to 30 %"),
        (12.65, 12.65, None, "percent", "more than 12.65 %", "12.65 % upwards"),
        (10, 9.95, 10.05, "percent", "10.0 %", "9.95 to 10.05 %"),
        (0.1563661, 0.1563, 0.156432, "1", "15.64 %", "15.630 to 15.644 %"),
        (2 / 3, None, 2 / 3, "1", "at most 66.67 %", "66.67 % downwards"),
    ],
)
def test_numbers_are_written_with_the_digits_that_they_carry(value, low, high, unit, words, words_of_bounds):
    interval = Interval(value, low, high)
    assert str(number(interval, unit)) == words
    assert bounds(interval, unit) == words_of_bounds


def test_a_printed_figure_has_twelve_digits_at_most():
    assert str(as_printed(exact(123_456_789_012), "CNY")) == "123.456789012 billion yuan"
    assert str(as_printed(exact(1_234_567_890_123), "CNY")) == "1,234.56789012 billion yuan"


@pytest.mark.parametrize(
    ("value", "low", "high", "digits"), [(14.2, 12, 24, "14"), (14.4, 14.35, 24, "14.4"), (1000, 900, 1100, "1,000")]
)
def test_a_value_that_would_be_rounded_out_of_its_bounds_keeps_another_digit(value, low, high, digits):
    assert number(Interval(value, low, high), "contracts").digits == digits


def test_other_currencies_are_scaled_and_keep_their_code():
    assert str(number(exact(1_500_000_000), "EUR")) == "1.5 billion EUR"
    assert str(number(exact(1_500_000_000), "contracts")) == "1,500,000,000"


def test_no_unit_has_no_name():
    assert unit_name("") == ""


@given(st.floats(0.001, 1e12), st.floats(1e-6, 0.3))
def test_a_value_stands_within_its_bounds_with_no_digit_more_than_that_takes(value, reach):
    written = number(Interval(value, value * (1 - reach), value * (1 + reach)), "contracts").digits.replace(",", "")
    digits = written.partition(".")[2]
    zeros = len(written) - len(written.rstrip("0")) if not digits else 0
    last_digit = 10.0 ** (zeros if not digits else -len(digits))
    coarser = round(value / last_digit / 10) * last_digit * 10
    assert value * (1 - reach) * 0.999 <= float(written) <= value * (1 + reach) * 1.001
    may_be = 0.17 * value * reach * 0.999
    assert last_digit >= may_be or len(written.strip("0.")) == 1 or abs(coarser - value) >= value * reach * 0.999


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.floats(0, 1e12), st.sampled_from(["both", "low", "high", "none"]))
def test_words_claim_nothing_that_the_interval_does_not(value, below, above, claimed):
    low = value - below if claimed in ("both", "low") else None
    high = value + above if claimed in ("both", "high") else None
    for unit, scale in (("contracts", 1), ("1", 100)):
        said = number(Interval(value, low, high), unit)
        digits = float(said.digits.replace(",", "").replace("−", "-")) / scale
        match said.qualifier:
            case "about":
                assert claimed == "none"
            case "more than":
                assert digits <= low + abs(low) * 1e-9
            case "at most":
                assert digits >= high - abs(high) * 1e-9
            case "":
                # Of a ratio of exact counts four digits are shown.
                rounding = abs(value) * (5e-4 if low == high else 1e-9)
                assert low - rounding <= digits <= high + rounding


def test_noise_of_floating_point_numbers_is_not_rounded_outwards():
    for tenths in range(-300, 1000):
        percent = Interval(tenths / 10, (tenths - 0.5) / 10, (tenths + 0.5) / 10)
        fraction = Interval(percent.value / 100, percent.low / 100, percent.high / 100)
        assert bounds(fraction, "1") == bounds(percent, "percent")


@given(st.floats(0.0001, 0.9))
def test_a_floor_is_never_above_the_low_bound(low):
    found = re.fullmatch(r"at least ([\d.]+) %", str(lower_limit(Interval(low, low, low), "1")))
    assert float(found[1]) <= low * 100 + 1e-9


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_in_full_is_read_back_the_same(value):
    assert int(in_full(value).replace(",", "")) == value
    assert number(exact(abs(value)), "contracts").digits.replace(",", "") == str(abs(value))


def test_an_unknown_unit_stays_as_it_is():
    assert unit_name("EUR per patent") == "EUR per patent"


def test_the_bounds_of_an_exact_value_are_the_value():
    assert limits(Interval(466_882, 466_882, 466_882), "contracts") == ("466,882", "466,882")
    assert limits(Interval(0.125, 0.125, 0.125), "1") == ("12.5", "12.5")
    assert limits(Interval(0.125, 0.12, 0.13), "1") == ("12.0", "13.0")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1_000, "1,000 yuan"),
        (9_999, "9,999 yuan"),
        (10_000, "10 thousand yuan"),
        (999_900, "999.9 thousand yuan"),
        (1_000_000, "1 million yuan"),
        (999_900_000, "999.9 million yuan"),
        (1_000_000_000, "1 billion yuan"),
    ],
)
def test_an_amount_is_in_thousands_from_ten_of_them_on_and_in_more_from_one(value, words):
    assert str(number(exact(value), "CNY")) == words


def test_a_value_may_be_rounded_to_its_bound_and_zero_has_no_decimals():
    assert str(number(Interval(9.6, 9, 10), "contracts")) == "10"
    assert str(number(Interval(0, -40, 40), "contracts")) == "0"


def test_the_last_digit_of_an_estimate_is_worth_at_most_its_doubt():
    assert str(number(Interval(0.0172, None, None, doubt=0.0007), "1")) == "about 1.7 %"


def test_exchange_rates_are_one_or_from_the_lowest_to_the_highest():
    spans = (Interval(6.9, 6.9, 6.9), Interval(6.7, 6.6981, 6.7071), Interval(10.0, 9.9, 10.1))
    assert [span_of_rates(span) for span in spans] == ["6.9000", "6.6981 to 6.7071", "9.9000 to 10.1000"]
