"""Figures that look like a slip of the pen: a fraction for a per cent, a wrong unit, or nothing where there is much."""

import math
from collections.abc import Iterator

from helpers.display.markup import link
from helpers.figures.observations import Groups, Observation

# A slip is a whole power of ten, up to the fourth; real growth may come on top of it, up to this much of one.
REAL_CHANGE = 0.3
POWERS = 4
KINDS = ("amount", "average", "conversion", "count")


def slips(groups: Groups) -> Iterator[tuple[tuple[Observation, ...], str]]:
    """Yield each suspect observation with those that it was held against, and a sentence."""
    for said in groups.values():
        for one in said:
            others = list(_neighbours(groups, one)) if one.kind in KINDS else []
            if told := _fraction(one) or (others and _beside(one, others)):
                yield (one, *others), f"The {one.name}, {one.text} ({_told(one, f'row {one.row}')}), {told}"


def _fraction(one: Observation) -> str:
    """Suspect a growth rate below 1 % that is printed to a hundredth of a per cent or finer."""
    fine = one.interval.width is not None and one.interval.width <= 0.01
    suspect = one.kind == "growth" and fine and one.interval.value and abs(one.interval.value) < 1
    return "looks like a fraction: per cent is meant." if suspect else ""


def _beside(one: Observation, others: list[Observation]) -> str:
    """Suspect nothing beside much, and a figure that is off by the same power of ten from all others."""
    beside = " and ".join(f"{o.text} in {o.year}" for o in others)
    values = [o.interval.value for o in others]
    if not one.interval.value and all(values):
        return f"is {_told(one, 'nothing')} beside {beside}: was it left out?"
    match [*{_power(one.interval.value, value) for value in values}]:
        case [power] if power:
            way = "large" if power > 0 else "small"
            return f"is {_told(one, f'about {10 ** abs(power):,} times')} too {way} beside {beside}."
    return ""


def _told(one: Observation, words: str) -> str:
    return link(words, one.finding("slip"))


def _neighbours(groups: Groups, one: Observation) -> Iterator[Observation]:
    """Yield the leading observations of the nearest year on either side; the two nearest where a side has none."""
    years = sorted(year for indicator, year, scope in groups if (indicator, scope) == (one.indicator, one.scope))
    place = years.index(one.year)
    first = min(max(0, place - 1), max(0, len(years) - 3))
    for year in years[first : first + 3]:
        if year != one.year:
            yield groups[one.indicator, year, one.scope][0]


def _power(value: float, other: float) -> int:
    """Return the power of ten between two amounts where a slip would explain it, else 0."""
    if not (value and other):
        return 0
    distance = math.log10(value / other)
    nearest = round(distance)
    return nearest if abs(nearest) <= POWERS and abs(distance - nearest) <= REAL_CHANGE else 0
