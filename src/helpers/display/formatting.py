"""Numbers in words, with no more digits than their bounds carry."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from helpers.figures.interval import Interval

# Digits printed of a figure without an interval, and of a ratio of exact counts.
ABOUT_DIGITS = 3
EXACT_DIGITS = 4
FINEST = 12
_SCALES = ((10**9, " billion"), (10**6, " million"), (10**3, " thousand"))
_CURRENCIES = {"CNY": "yuan", "USD": "dollars"}


def number(interval: Interval, unit: str) -> str:
    """Return a value in words; with the digits that the distance to its farther bound allows,
    or more where it would otherwise stand outside its bounds.

    >>> number(Interval(0.156736, 0.156637, 0.156835), "1")
    '15.67 %'
    >>> number(Interval(0.000559, None, None), "1")
    'about 0.0559 %'
    >>> number(Interval(466_882, 466_882, 466_882), "contracts")
    '466,882'
    >>> number(Interval(30, 30, None), "institutions")
    'more than 30'
    """
    prefix = "about " if not interval.claimed else "more than " if interval.high is None else ""
    return prefix + _write(interval.value, _decimals(interval, unit), _scale(interval, unit))


def floor(interval: Interval, unit: str) -> str:
    """Return a lower limit, rounded down to three digits.

    >>> floor(Interval(0.20780, 0.20772, 0.20788), "1")
    'at least 20.7 %'
    """
    low = interval.value if interval.low is None else interval.low
    scale = _scale(interval, unit)
    return "at least " + _write(low, _places(low / scale[0], ABOUT_DIGITS), scale, ROUND_FLOOR)


def bounds(interval: Interval, unit: str) -> str:
    """Return both bounds, rounded outwards, with one digit more than the value.

    >>> bounds(Interval(0.1565, 0.15117, 0.16196), "1")
    '15.1 to 16.2 %'
    >>> bounds(Interval(261, 261, 261), "institutions")
    'exact'
    >>> bounds(Interval(261, None, None), "contracts")
    'no bounds claimed'
    """
    if not interval.claimed:
        return "no bounds claimed"
    if interval.low == interval.high:
        return "exact"
    scale, places = _scale(interval, unit), _decimals(interval, unit)
    if interval.low is None or interval.high is None:
        side, bound = ("up", interval.low) if interval.high is None else ("down", interval.high)
        return f"{_write(bound, places, scale)} {side}wards"
    low = _write(interval.low, places + 1, scale, ROUND_FLOOR).removesuffix(scale[1])
    high = _write(interval.high, places + 1, scale, ROUND_CEILING)
    name = unit_name(unit).split(" per ")[0]
    return f"{low} to {high.removesuffix(f' {name}')}"


def unit_name(unit: str) -> str:
    """Return a unit for readers.

    >>> unit_name("CNY per contract"), unit_name("1"), unit_name("institutions")
    ('yuan per contract', 'per cent', 'institutions')
    """
    if unit in ("1", "percent"):
        return "per cent"
    first, *rest = unit.split() or [unit]
    return " ".join([_CURRENCIES.get(first, first), *(_CURRENCIES.get(word, word).removesuffix("s") for word in rest)])


def plain(number_of: float) -> str:
    """Return a number in full, with separators and without an exponent.

    >>> plain(125610000000.0), plain(0.1567), plain(12.60)
    ('125,610,000,000', '0.1567', '12.6')
    """
    return f"{Decimal(repr(float(number_of))):,f}".removesuffix(".0")


def _write(value: float, places: int, scale: tuple[float, str], rounding: str = ROUND_HALF_UP) -> str:
    divisor, word = scale
    scaled = (Decimal(repr(value)) / Decimal(repr(divisor))).quantize(Decimal(1).scaleb(-places), rounding)
    return (f"{scaled:,f}" if places >= 0 else f"{int(scaled):,}").replace("-", "−") + word


def _scale(interval: Interval, unit: str) -> tuple[float, str]:
    """Choose what a value is divided by, and the words that follow it."""
    if unit in ("1", "percent"):
        return (0.01 if unit == "1" else 1), " %"
    money = unit.partition(" ")[0] in _CURRENCIES
    size = abs(interval.value)
    large = next(((d, word) for d, word in _SCALES if size >= 10 * d or (size >= d and d > 10**3)), (1, ""))
    divisor, word = large if money else (1, "")
    return divisor, f"{word} {unit_name(unit).split(' per ')[0]}" if money else " times" if unit == "times" else ""


def _decimals(interval: Interval, unit: str) -> int:
    divisor, _ = _scale(interval, unit)
    value = interval.value / divisor
    if interval.low is None or interval.high is None:
        return _places(value, ABOUT_DIGITS)
    reach = max(interval.value - interval.low, interval.high - interval.value) / divisor
    if reach == 0:
        return 0 if value == int(value) else _places(value, EXACT_DIGITS)
    places = max(-math.ceil(math.log10(reach) - 1e-6), -_order(value))
    # Rounded too far, a value would stand outside its own bounds.
    while not interval.low / divisor <= round(value, places) <= interval.high / divisor and places < FINEST:
        places += 1
    return places


def _places(value: float, digits: int) -> int:
    """Return the decimals that show a number of significant digits; none for a whole number."""
    if value == int(value):
        return 0
    return max(0, digits - 1 - _order(value))


def _order(value: float) -> int:
    """Return the power of ten of the first digit."""
    return math.floor(math.log10(abs(value))) if value else 0
