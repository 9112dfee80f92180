"""Intervals: a value with the bounds that its source claims, and functions of such values."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

# How far apart two figures may be when one is only "about": assumption A4.
ABOUT = 0.05
LIMITLESS = (-math.inf, math.inf)


@dataclass(frozen=True)
class Interval:
    """A value between two bounds; a bound that nobody claims is None.

    Raises ValueError where a bound excludes the value.

    >>> Interval(12.6, 12.55, 12.65).width
    0.1
    """

    value: float
    low: float | None
    high: float | None
    # How far a value without bounds may be off, if its inputs have the digits that they show: it decides its own digits alone.
    doubt: float = field(default=0.0, compare=False, repr=False)

    def __post_init__(self) -> None:
        if (self.low is not None and self.low > self.value) or (self.high is not None and self.high < self.value):
            raise ValueError(f"{self.low} to {self.high} excludes {self.value}")

    @property
    def width(self) -> float | None:
        """Distance between the bounds; None where one is missing."""
        if self.low is None or self.high is None:
            return None
        return float(Decimal(str(self.high)) - Decimal(str(self.low)))

    @property
    def claimed(self) -> bool:
        """Whether the source claims any bound at all."""
        return self.low is not None or self.high is not None

    @property
    def ends(self) -> list[float]:
        """The value and the bounds that are claimed."""
        return [end for end in (self.value, self.low, self.high) if end is not None]

    @property
    def floor(self) -> float:
        """The low bound; minus infinity where none is claimed."""
        return -math.inf if self.low is None else self.low

    @property
    def ceiling(self) -> float:
        """The high bound; infinity where none is claimed."""
        return math.inf if self.high is None else self.high

    @property
    def qualifier(self) -> str:
        """What is to be said of the value where a bound is missing: about, more than, or at most."""
        if not self.claimed:
            return "about"
        return "more than" if self.high is None else "at most" if self.low is None else ""

    @property
    def described(self) -> str:
        """The value and its bounds, in full.

        >>> Interval(261.0, None, None).described, Interval(12.6, 12.55, 12.65).described
        ('about 261', '12.6 (12.55 to 12.65)')
        """
        if self.width:
            return f"{self.value:.10g} ({self.low:.10g} to {self.high:.10g})"
        return f"{self.qualifier} {self.value:.10g}".lstrip()

    def agrees(self, other: "Interval") -> bool:
        """Tell whether both can be true of one quantity, or are near each other where one claims no bounds (A4).

        Two roundings that only touch, as 12.5 and 12.6, are of different quantities.

        >>> Interval(125.6, 125.55, 125.65).agrees(Interval(125.61, 125.605, 125.615))
        True
        >>> exact(2766).agrees(exact(3395))
        False
        """
        if self.claimed and other.claimed:
            low, high = max(self.floor, other.floor), min(self.ceiling, other.ceiling)
            return low < high or (low == high and low in (self.value, other.value))
        one, nearest = (self, other.nearest(self.value)) if other.claimed else (other, self.nearest(other.value))
        return abs(one.value - nearest) <= ABOUT * max(abs(one.value), abs(nearest))

    def nearest(self, value: float) -> float:
        """Return what lies nearest to a value: within the bounds, where any is claimed, else the value of this interval."""
        return min(max(value, self.floor), self.ceiling) if self.claimed else self.value


def exact(value: float) -> Interval:
    """Return the interval of an exact value: a count, or a constant."""
    return Interval(value, value, value)


def printed(value: str, rounded_to: str, ends: tuple[str, str], limits: tuple[float, float] = LIMITLESS) -> Interval:
    """Return the interval that a printed figure stands for; rounding allows for nothing beyond the limits of its kind.

    `ends` says of the low and the high bound whether it is the value, lies half of the last digit away (rounding), or is not
    claimed (empty), as precisions.csv has it.

    >>> printed("12.6", "0.1", ("rounding", "rounding"))
    Interval(value=12.6, low=12.55, high=12.65)
    >>> printed("30", "", ("value", "")), printed("261", "", ("", ""))
    (Interval(value=30.0, low=30.0, high=None), Interval(value=261.0, low=None, high=None))
    """
    distances = {"value": Decimal(0)}
    if rounded_to:
        distances["rounding"] = Decimal(rounded_to) / 2
    low, high = ends
    lowest, highest = limits
    return Interval(
        float(value),
        max(float(Decimal(value) - distances[low]), lowest) if low else None,
        min(float(Decimal(value) + distances[high]), highest) if high else None,
    )


def evaluate(function: Callable[..., float], *inputs: Interval) -> Interval | None:
    """Apply a function that is monotone in each argument, to the values and to the corners of their intervals.

    Returns None where the values themselves have no result, as with a divisor of zero.

    >>> evaluate(lambda part, whole: part / whole, Interval(2, 1, 3), Interval(4, 4, 4))
    Interval(value=0.5, low=0.25, high=0.75)
    """
    value = _apply(function, [i.value for i in inputs])
    if not math.isfinite(value):
        return None
    results, closed = [], []
    for ends in product(*map(_ends, inputs)):
        result = _apply(function, [end for end, _ in ends])
        results.append(result)
        if not any(is_open for _, is_open in ends):
            closed.append(result)
    low, high = min(results), max(results)
    if not all(i.claimed for i in inputs):
        doubt = max(high - value, value - low)
        return Interval(value, None, None, doubt if math.isfinite(doubt) else 0.0)
    if any(map(math.isnan, results)) or not low <= value <= high:
        return Interval(value, None, None)
    return Interval(value, low if low in closed else None, high if high in closed else None)


def _ends(interval: Interval) -> tuple[tuple[float, bool], tuple[float, bool]]:
    """Return both ends of an interval, and whether each is open: then a step beyond the value shows where that leads.

    Without bounds, the step is the doubt: by default half of the last digit.
    """
    step = max(abs(interval.value), 1) * 1e-6
    if not interval.claimed:
        step = interval.doubt or 10.0 ** Decimal(repr(float(interval.value))).normalize().as_tuple().exponent / 2
    low = (interval.value - step, True) if interval.low is None else (interval.low, False)
    high = (interval.value + step, True) if interval.high is None else (interval.high, False)
    return low, high


def total(parts: Iterable[Interval]) -> Interval:
    """Add intervals up: a sum rises with each of its parts, so that its bounds are the sums of theirs.

    >>> total([Interval(2, 1, 3), Interval(4, 4, None)])
    Interval(value=6, low=5, high=None)
    """
    parts = list(parts)
    value = sum(part.value for part in parts)
    if not all(part.claimed for part in parts):
        return Interval(value, None, None)
    low, high = sum(part.floor for part in parts), sum(part.ceiling for part in parts)
    return Interval(value, low if math.isfinite(low) else None, high if math.isfinite(high) else None)


def _apply(function: Callable[..., float], arguments: Iterable[float]) -> float:
    try:
        result = function(*arguments)
        return math.nan if isinstance(result, complex) else result
    except (ZeroDivisionError, OverflowError):
        return math.nan
