"""Figures that look like a slip of the pen: a fraction for a per cent, or an amount in the wrong unit."""

import math
from collections.abc import Iterator

from helpers.indicators import Statement

# A slip is a whole power of ten; real growth may come on top of it, up to this many powers of ten.
REAL_CHANGE = 0.3
POWERS = range(1, 5)
Groups = dict[tuple[str, int, str], list[Statement]]


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
        yield (one,), f"The {one.name}, {one.text} (row {one.row}), looks like a fraction: per cent is meant."


def _off_by_tens(one: Statement, others: list[Statement]) -> Iterator[tuple[tuple[Statement, ...], str]]:
    powers = {_power(one.interval.value, other.interval.value) for other in others}
    power = powers.pop() if len(powers) == 1 else 0
    if power:
        beside = " and ".join(f"{o.text} in {o.year}" for o in others)
        way = "large" if power > 0 else "small"
        sentence = f"The {one.name}, {one.text} (row {one.row}), is about {10 ** abs(power):,} times too {way} beside {beside}."
        yield (one, *others), sentence


def _neighbours(groups: Groups, one: Statement) -> Iterator[Statement]:
    """Yield the leading statements of the nearest years before and after."""
    years = sorted(year for indicator, year, scope in groups if (indicator, scope) == (one.indicator, one.scope))
    place = years.index(one.year)
    for year in years[max(0, place - 1) : place] + years[place + 1 : place + 2]:
        yield groups[one.indicator, year, one.scope][0]


def _power(value: float, other: float) -> int:
    """Return the power of ten between two amounts where a slip would explain it, else 0."""
    if value <= 0 or other <= 0:
        return 0
    distance = math.log10(value / other)
    nearest = round(distance)
    return nearest if abs(nearest) in POWERS and abs(distance - nearest) <= REAL_CHANGE else 0
