"""Figures that look like a slip of the pen: a fraction for a per cent, or an amount in the wrong unit."""

import math
from collections.abc import Iterator

from helpers.indicators import Groups, Statement
from helpers.markup import link

# A slip is a whole power of ten; real growth may come on top of it, up to this many powers of ten.
REAL_CHANGE = 0.3
POWERS = range(1, 5)


def slips(groups: Groups) -> Iterator[tuple[tuple[Statement, ...], str]]:
    """Yield each suspect statement with those that it was held against, and a sentence."""
    for said in groups.values():
        for one in said:
            yield from _fraction(one)
            if one.kind in ("amount", "average", "conversion"):
                yield from _off_by_tens(one, list(_neighbours(groups, one)))


def _fraction(one: Statement) -> Iterator[tuple[tuple[Statement, ...], str]]:
    """Suspect a growth rate below 1 % that is printed to a hundredth of a per cent or finer."""
    fine = one.interval.width is not None and one.interval.width <= 0.01
    if one.kind == "growth" and fine and 0 < abs(one.interval.value) < 1:
        yield (one,), f"The {one.name}, {one.text} ({_row(one)}), looks like a fraction: per cent is meant."


def _off_by_tens(one: Statement, others: list[Statement]) -> Iterator[tuple[tuple[Statement, ...], str]]:
    powers = {_power(one.interval.value, other.interval.value) for other in others}
    power = powers.pop() if len(powers) == 1 else 0
    if power:
        beside = " and ".join(f"{o.text} in {o.year}" for o in others)
        way = "large" if power > 0 else "small"
        times = link(f"about {10 ** abs(power):,} times", one.finding("slip"))
        yield (one, *others), f"The {one.name}, {one.text} ({_row(one)}), is {times} too {way} beside {beside}."


def _row(one: Statement) -> str:
    return link(f"row {one.row}", one.finding("slip"))


def _neighbours(groups: Groups, one: Statement) -> Iterator[Statement]:
    """Yield the leading statements of the nearest year on either side; the two nearest where a side has none."""
    years = sorted(year for indicator, year, scope in groups if (indicator, scope) == (one.indicator, one.scope))
    place = years.index(one.year)
    first = min(max(0, place - 1), max(0, len(years) - 3))
    for year in years[first : first + 3]:
        if year != one.year:
            yield groups[one.indicator, year, one.scope][0]


def _power(value: float, other: float) -> int:
    """Return the power of ten between two amounts where a slip would explain it, else 0."""
    if value <= 0 or other <= 0:
        return 0
    distance = math.log10(value / other)
    nearest = round(distance)
    return nearest if abs(nearest) in POWERS and abs(distance - nearest) <= REAL_CHANGE else 0
