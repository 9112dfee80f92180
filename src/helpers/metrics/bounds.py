"""Functions of intervals: the bounds of a result are those of the same function at the corners of its inputs' intervals."""

import math
from collections.abc import Callable, Iterable
from itertools import product

from helpers.figures.interval import Interval


def evaluate(function: Callable[..., float], *inputs: Interval) -> Interval | None:
    """Apply a function that is monotone in each argument, to the values and to the corners of their intervals.

    Returns None where the values themselves have no result, as with a divisor of zero.

    >>> evaluate(lambda part, whole: part / whole, Interval(2, 1, 3), Interval(4, 4, 4))
    Interval(value=0.5, low=0.25, high=0.75)
    """
    value = _apply(function, [i.value for i in inputs])
    if not math.isfinite(value):
        return None
    corners = [math.nan]
    if all(i.claimed for i in inputs):
        corners = [_apply(function, corner) for corner in product(*((i.floor, i.ceiling) for i in inputs))]
    if any(map(math.isnan, corners)) or not min(corners) <= value <= max(corners):
        return Interval(value, None, None)
    return Interval(value, _finite(min(corners)), _finite(max(corners)))


def total(parts: Iterable[Interval]) -> Interval:
    """Add intervals up: a sum rises with each of its parts, so that its bounds are the sums of theirs.

    >>> total([Interval(2, 1, 3), Interval(4, 4, None)])
    Interval(value=6, low=5, high=None)
    """
    parts = list(parts)
    value = sum(part.value for part in parts)
    if not all(part.claimed for part in parts):
        return Interval(value, None, None)
    return Interval(value, _finite(sum(part.floor for part in parts)), _finite(sum(part.ceiling for part in parts)))


def _apply(function: Callable[..., float], arguments: Iterable[float]) -> float:
    try:
        result = function(*arguments)
        return math.nan if isinstance(result, complex) else result
    except (ZeroDivisionError, OverflowError):
        return math.nan


def _finite(bound: float) -> float | None:
    return bound if math.isfinite(bound) else None
