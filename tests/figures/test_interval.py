from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.interval import Interval, evaluate, exact, printed, total
from helpers.metrics.definitions import METRICS
from helpers.metrics.functions import growth_from_increase, share

FUNCTIONS = list({recipe.function: None for metric in METRICS for recipe in metric.recipes})
# Sizes as they occur: an increase below its total, so that each formula stays where it is monotone.
SIZES = {"increase": (1, 100), "years": (2, 10), "percent": (-50, 100)}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
@given(data=st.data())
def test_no_input_within_its_interval_leads_outside_the_bounds(function, data):
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    # A zero with a sign is no bound of a zero without one: adding zero takes the sign away.
    sizes = [st.floats(*SIZES.get(name, (1e3, 1e6))).map(lambda size: size + 0.0) for name in names]
    sides = [sorted(data.draw(st.tuples(size, size, size), label=name)) for name, size in zip(names, sizes, strict=True)]
    inside = [data.draw(st.floats(low, high)) for low, _, high in sides]
    result = evaluate(function, *(Interval(value, low, high) for low, value, high in sides))
    assert result.low <= function(*inside) <= result.high


def test_bounds_are_those_of_the_worst_corner():
    assert evaluate(lambda part, whole: part / whole, Interval(10, 8, 12), Interval(4, 2, 8)) == Interval(2.5, 1, 6)


@given(st.lists(st.tuples(st.floats(0, 1e9), st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=12))
def test_a_sum_has_the_bounds_of_the_corners(drawn):
    parts = [Interval(value, value - below, value + above) for value, below, above in drawn]
    assert total(parts) == evaluate(lambda *values: sum(values), *parts)


@pytest.mark.parametrize("many", [31, 3554])
def test_a_sum_of_many_parts_looks_at_each_bound_once(many):
    class Part(Interval):
        looked = 0

        @property
        def floor(self):
            Part.looked += 1
            return self.low

    assert total([Part(3, 2, 5)] * many) == Interval(3 * many, 2 * many, 5 * many)
    assert Part.looked == many


def test_a_sum_with_a_part_that_claims_no_interval_claims_none():
    assert total([exact(2), Interval(3, None, None)]) == Interval(5, None, None)
    assert total([exact(2), Interval(3, 3, None)]) == Interval(5, 5, None)


def test_what_claims_no_interval_gives_none():
    assert evaluate(lambda a, b: a / b, Interval(261, None, None), exact(1000)) == Interval(0.261, None, None)


def test_more_than_gives_one_bound():
    more = Interval(30, 30, None)
    assert evaluate(lambda part, whole: part / whole, more, exact(100)) == Interval(0.3, 0.3, None)
    assert evaluate(lambda part, whole: part / whole, exact(30), more) == Interval(1, None, 1)
    assert evaluate(lambda part, whole: part / whole, Interval(30, 29, 31), more) == Interval(1, None, 31 / 30)
    assert evaluate(lambda part, whole: part / whole, more, more) == Interval(1, None, None)
    assert evaluate(growth_from_increase, exact(100), Interval(20, 20, None)) == Interval(0.25, 0.25, None)


@pytest.mark.parametrize("unused", [Interval(1, 1, None), Interval(1, None, 1)])
def test_an_open_end_that_leads_nowhere_leaves_both_sides_closed(unused):
    assert evaluate(lambda used, _: used, exact(5), unused) == exact(5)


@pytest.mark.parametrize(
    ("part", "whole", "result"),
    [
        (Interval(5, None, 5), exact(10), Interval(0.5, None, 0.5)),
        (Interval(-5, None, -5), exact(1), Interval(-5, None, -5)),
        (Interval(-5, -5, None), exact(1), Interval(-5, -5, None)),
        (Interval(0, 0, None), exact(10), Interval(0, 0, None)),
        (Interval(0, None, 0), exact(10), Interval(0, None, 0)),
        (exact(5), Interval(10, None, 10), Interval(0.5, 0.5, None)),
        (exact(5), Interval(0.5, None, 0.5), Interval(10, 10, None)),
        (exact(5), Interval(0.5, 0.5, None), Interval(10, None, 10)),
    ],
)
def test_an_open_end_leaves_the_side_open_to_which_it_leads(part, whole, result):
    assert evaluate(share, part, whole) == result


ROUNDED = ("rounding", "rounding")


@pytest.mark.parametrize(
    ("value", "step", "ends", "low", "high"),
    [
        ("125600000000", "100000000", ROUNDED, 125_550_000_000, 125_650_000_000),
        ("12.6", "0.1", ROUNDED, 12.55, 12.65),
        ("-19.1", "0.1", ROUNDED, -19.15, -19.05),
        ("3554", "", ("value", "value"), 3554, 3554),
        ("30", "", ("value", ""), 30, None),
        ("30", "", ("", "value"), None, 30),
        ("30", "10", ("value", "rounding"), 30, 35),
        ("30", "10", ("rounding", ""), 25, None),
        ("261", "", ("", ""), None, None),
    ],
)
def test_a_printed_figure_has_the_bounds_that_its_precision_claims(value, step, ends, low, high):
    assert printed(value, step, ends) == Interval(float(value), low, high)


def test_rounding_allows_for_nothing_beyond_the_limits_of_a_kind():
    assert printed("0", "1", ROUNDED, (0, 100)) == Interval(0, 0, 0.5)
    assert printed("100", "1", ROUNDED, (0, 100)) == Interval(100, 99.5, 100)


@pytest.mark.parametrize(("low", "high"), [(2, 3), (0, 0.5)])
def test_an_interval_that_excludes_its_value_is_refused(low, high):
    with pytest.raises(ValueError, match="excludes 1"):
        Interval(1, low, high)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (exact(261), exact(261), True),
        (exact(2766), exact(3395), False),
        (Interval(18.7, 18.65, 18.75), Interval(18.65, 18.645, 18.655), True),
        (Interval(18.7, 18.65, 18.75), Interval(18.64, 18.635, 18.645), False),
        (Interval(30, 30, None), exact(32), True),
        (Interval(30, 30, None), exact(29), False),
        (Interval(5, None, 6), exact(1), True),
        (Interval(5, None, 6), exact(7), False),
        (Interval(100, None, None), exact(95), True),
        (Interval(100, None, None), exact(105), True),
        (Interval(100, None, None), exact(106), False),
        (Interval(100, None, None), Interval(95, 95, None), True),
        (Interval(100, None, None), Interval(90, 90, None), True),
        (Interval(100, None, None), Interval(106, 106, None), False),
        (Interval(100, None, None), Interval(94, None, 94), False),
        (Interval(100, None, None), Interval(104, None, None), True),
        (Interval(100, None, None), Interval(106, None, None), False),
    ],
)
def test_intervals_agree_when_they_meet(one, other, agree):
    assert one.agrees(other) is agree
    assert other.agrees(one) is agree


@pytest.mark.parametrize(("value", "doubt"), [(563_000.0, 500), (0.0172, 0.00005), (7.0, 0.5)])
def test_an_estimate_is_as_sure_as_its_last_digit(value, doubt):
    worked = evaluate(lambda number: number / 7, Interval(value, None, None))
    assert (worked.claimed, worked.doubt) == (False, pytest.approx(doubt / 7))
    again = evaluate(lambda number: 3 * number, worked)
    assert again.doubt == pytest.approx(3 * doubt / 7)


def test_an_estimate_that_may_be_anything_has_no_doubt_to_tell():
    assert evaluate(lambda number: 1 / (number - 562_500), Interval(563_000.0, None, None)).doubt == 0.0


def test_bounds_that_only_touch_agree_where_one_is_exact_there():
    low, high = Interval(1.0, 0.5, 1.5), Interval(2.0, 1.5, 2.5)
    assert not low.agrees(high)
    assert low.agrees(exact(1.5)) and high.agrees(exact(1.5))


def test_a_divisor_of_zero_has_no_result_and_one_that_may_be_zero_no_bounds():
    def share(part, whole):
        return part / whole

    assert evaluate(share, exact(1), exact(0)) is None
    assert evaluate(share, exact(1), Interval(1, 0, 2)) == Interval(1, None, None)


def test_a_corner_without_a_result_leaves_no_bounds_and_so_does_a_turn_between_the_corners():
    assert evaluate(lambda part, whole: part / whole, Interval(1, -10, 10), Interval(-1, -2, 0)) == Interval(-1, None, None)
    assert evaluate(lambda side: side * side, Interval(0, -1, 1)) == Interval(0, None, None)


@pytest.mark.parametrize("one", [Interval(1, None, 2), Interval(1, 0, None)])
def test_one_bound_is_a_claim_but_no_width(one):
    assert one.claimed
    assert one.width is None
    assert not Interval(1, None, None).claimed


def test_an_interval_stays_as_it_is():
    with pytest.raises(FrozenInstanceError):
        exact(1).value = 2
