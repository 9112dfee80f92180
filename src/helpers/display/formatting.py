"""Numbers in words, with no more digits than their bounds carry."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from helpers.figures.interval import Interval

# Digits printed of a figure without an interval, and of a ratio of exact counts.
ABOUT_DIGITS = 3
EXACT_DIGITS = 4
FINEST = 12
_CERTAIN = Context(prec=15)
# The last digit of a value, and that of its bounds, is worth at most so many times the distance to the farther bound.
COARSE, FINE = 1.7, 0.4
# From which amount on it is written in which unit.
_SCALES = ((10**9, 10**9, "billion"), (10**6, 10**6, "million"), (10**4, 10**3, "thousand"))
_CURRENCIES = {"CNY": "yuan", "USD": "dollars"}
# Other currencies keep the code that ISO 4217 gives them.
_CODE = re.compile("[A-Z]{3}")


@dataclass(frozen=True)
class Number:
    """A number as it is written: a qualifier such as "about", the digits, and the words that follow."""

    qualifier: str
    digits: str
    words: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.qualifier, self.digits, self.words)))


def number(interval: Interval, unit: str, exact_digits: int = EXACT_DIGITS, coarse: float = COARSE) -> Number:
    """Return a value in words that claim no more than its bounds do.

    Where one bound is missing, or the value is itself the upper bound, the number is that bound. Otherwise the value has the
    digits that the distance to its farther bound allows, or more if rounding would put it outside its bounds.

    >>> str(number(Interval(0.156736, 0.156637, 0.156835), "1"))
    '15.67 %'
    >>> str(number(Interval(0.000559, None, None), "1")), str(number(Interval(0.0172, None, None, doubt=0.0017), "1"))
    ('about 0.0559 %', 'about 1.7 %')
    >>> str(number(Interval(466_882, 466_882, 466_882), "contracts")), str(number(Interval(-0.0, -0.0, -0.0), "1"))
    ('466,882', '0 %')
    >>> str(number(Interval(0.05, 1 / 30, None), "1")), str(number(Interval(0.3, 0, 0.3), "1"))
    ('more than 3.333 %', 'at most 30 %')
    """
    divisor, words = scale(interval, unit)
    if not interval.claimed:
        return Number("about", _estimated(interval, divisor), words)
    if interval.high is None:
        return Number("more than", _significant(interval.low, EXACT_DIGITS, divisor, ROUND_FLOOR), words)
    if interval.low is None or interval.low < interval.high == interval.value:
        return Number("at most", _significant(interval.high, EXACT_DIGITS, divisor, ROUND_CEILING), words)
    places = _decimals(interval, divisor, coarse) if interval.width else _places(interval.value / divisor, exact_digits)
    return Number("", _digits(interval.value, places, divisor), words)


def _estimated(interval: Interval, divisor: float) -> str:
    places, doubt = _places(interval.value / divisor, ABOUT_DIGITS), interval.doubt * COARSE / divisor
    return _digits(interval.value, min(places, -_order(doubt)) if doubt else places, divisor)


def as_printed(interval: Interval, unit: str) -> Number:
    """Return a figure with all the digits of its value, as a source printed it.

    >>> str(as_printed(Interval(328_640, None, None), "CNY"))
    'about 328.64 thousand yuan'
    """
    if interval.width is not None:
        return number(interval, unit, FINEST)
    divisor, words = scale(interval, unit)
    return Number(interval.qualifier, _significant(interval.value, FINEST, divisor), words)


def lower_limit(interval: Interval, unit: str, digits: int = ABOUT_DIGITS) -> Number:
    """Return a lower limit, rounded down to three digits or to so many.

    >>> str(lower_limit(Interval(0.20780, 0.20772, 0.20788), "1"))
    'at least 20.7 %'
    """
    divisor, words = scale(interval, unit)
    return Number("at least", _significant(interval.low, digits, divisor, ROUND_FLOOR), words)


def bounds(interval: Interval, unit: str) -> str:
    """Return both bounds, rounded outwards by less than half their distance from the value.

    >>> bounds(Interval(0.1565, 0.15117, 0.16196), "1")
    '15.1 to 16.2 %'
    >>> bounds(Interval(261, None, None), "contracts")
    'no bounds claimed'
    """
    if not interval.claimed:
        return "no bounds claimed"
    if interval.low == interval.high:
        return "exact"
    low, high = limits(interval, unit)
    digits = " to ".join(filter(None, (low, high)))
    return f"{Number('', digits, scale(interval, unit)[1])}{'' if low and high else ' upwards' if low else ' downwards'}"


def limits(interval: Interval, unit: str) -> tuple[str, str]:
    """Return the digits of both bounds; of one that is not claimed there are none."""
    divisor, _ = scale(interval, unit)
    if interval.high is None:
        return "" if interval.low is None else _significant(interval.low, EXACT_DIGITS, divisor, ROUND_FLOOR), ""
    if interval.low is None:
        return "", _significant(interval.high, EXACT_DIGITS, divisor, ROUND_CEILING)
    if interval.width == 0:
        return (number(interval, unit).digits,) * 2
    places = -_order(_reach(interval, divisor) * FINE)
    return _digits(interval.low, places, divisor, ROUND_FLOOR), _digits(interval.high, places, divisor, ROUND_CEILING)


def span_of_rates(span: Interval) -> str:
    """Return exchange rates from the lowest to the highest."""
    low, high = f"{span.low:.4f}", f"{span.high:.4f}"
    return low if low == high else f"{low} to {high}"


def unit_name(unit: str) -> str:
    """Return a unit for readers.

    >>> unit_name("CNY per contract"), unit_name("1"), unit_name("institutions")
    ('yuan per contract', 'per cent', 'institutions')
    """
    if unit in ("1", "percent"):
        return "per cent"
    first, *rest = unit.split() or [unit]
    singular = [_CURRENCIES.get(word, word).removesuffix("s") for word in rest]
    return " ".join([_CURRENCIES.get(first, first), *singular])


def in_full(value: float) -> str:
    """Return a number in full, with separators and without an exponent.

    >>> in_full(125610000000.0), in_full(0.1567), in_full(12.60)
    ('125,610,000,000', '0.1567', '12.6')
    """
    return f"{Decimal(repr(float(value))):,f}".removesuffix(".0")


def _digits(value: float, places: int, divisor: float, rounding: str = ROUND_HALF_UP) -> str:
    # Beyond fifteen digits there is only noise, which rounding outwards would show.
    scaled = _CERTAIN.divide(Decimal(repr(value)), Decimal(repr(divisor))).quantize(Decimal(1).scaleb(-places), rounding)
    return f"{scaled:z,f}".replace("-", "−")


def scale(interval: Interval, unit: str) -> tuple[float, str]:
    """Return what a value is divided by before it is written, and the words that follow it."""
    if unit in ("1", "percent"):
        return 0.01 if unit == "1" else 1, "%"
    if unit == "times":
        return 1, "times"
    first = unit.partition(" ")[0]
    if not _CODE.fullmatch(first):
        return 1, ""
    currency, size = unit_name(unit).split(" per ")[0], abs(interval.value)
    for least, divisor, word in _SCALES:
        if size >= least:
            return divisor, f"{word} {currency}"
    return 1, currency


def _significant(value: float, digits: int, divisor: float, rounding: str = ROUND_HALF_UP) -> str:
    return _digits(value, _places(value / divisor, digits), divisor, rounding)


def _reach(interval: Interval, divisor: float) -> float:
    return max(interval.value - interval.low, interval.high - interval.value) / divisor


def _decimals(interval: Interval, divisor: float, coarse: float) -> int:
    value, reach = interval.value / divisor, _reach(interval, divisor)
    places = max(-_order(reach * coarse), -_order(value))
    # Rounded too far, a value would be outside its own bounds.
    while not interval.low / divisor <= round(value, places) <= interval.high / divisor:
        places += 1
    # A figure rounded by its source shows the digits that it was rounded to.
    unit = 10.0 ** _order(2 * reach)
    return -_order(unit) if math.isclose(unit, 2 * reach, rel_tol=1e-6) else places


def _places(value: float, digits: int) -> int:
    """Return the decimals that show a number of significant digits; none for a whole number."""
    return _needed(value, max(0, digits - 1 - _order(value)))


def _needed(value: float, places: int) -> int:
    while places > 0 and math.isclose(round(value, places - 1), value, rel_tol=1e-12):
        places -= 1
    return places


def _order(value: float) -> int:
    return math.floor(math.log10(abs(value)) + 1e-9) if value else 0
