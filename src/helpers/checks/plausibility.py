"""Figures that look like a slip of the pen: a fraction for a per cent, a wrong unit, or zero between large values."""

import math
from collections.abc import Iterator

from helpers.checks.findings import Finding
from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation

# A slip is a whole power of ten, up to the fourth; real growth may come on top of it, up to this much of one.
REAL_CHANGE = 0.3
POWERS = 4
# Figures of years further away may be another size for good; they are used where there are no nearer ones.
NEAR = 3
KINDS = ("amount", "average", "conversion", "count")


def slips(groups: Groups, _: Tables) -> Iterator[Finding]:
    """A figure is compared with the neighbouring years, and a growth rate with the form of a fraction.

    `detail` is what makes the figure suspect: "fraction", "zero" (between large values), or the power of ten that it is off by.
    """
    for observations in groups.values():
        for observation in observations:
            others = _neighbours(groups, observation) if observation.kind in KINDS else []
            if observation.kind in KINDS and observation.interval.width is None:
                # A limit or an estimate contradicts hardly any other figure of its year.
                others += [one for one in observations if one is not observation]
            interval = observation.interval
            is_fine = interval.width is not None and interval.width <= 0.01
            # A growth rate below 1 % that is printed to a hundredth of a per cent or finer.
            is_fraction = observation.kind == "growth" and is_fine and 0 < abs(interval.value) < 1
            slip = "fraction" if is_fraction else _beside(observation, others)
            if slip:
                yield Finding("slip", "slip", (observation, *others), detail=slip)


def _beside(observation: Observation, others: list[Observation]) -> str | int:
    """Suspect zero between large values, and a figure that is off by the same power of ten from all others."""
    value, values = observation.interval.value, [other.interval.value for other in others]
    if not value:
        return "zero" if values and all(values) else 0
    powers = {_power(value, other) for other in values}
    return powers.pop() if len(powers) == 1 else 0


def _neighbours(groups: Groups, observation: Observation) -> list[Observation]:
    """Return the first observations of the nearest year on either side, or of the two nearest where a side has none."""
    series = (observation.indicator, observation.scope)
    years = sorted(year for indicator, year, scope in groups if (indicator, scope) == series)
    place = years.index(observation.year)
    first = min(max(0, place - 1), max(0, len(years) - 3))
    others = [year for year in years[first : first + 3] if year != observation.year]
    near = [year for year in others if abs(year - observation.year) <= NEAR] or others
    return [groups[observation.indicator, year, observation.scope][0] for year in near]


def _power(value: float, other: float) -> int:
    """Return the power of ten between two amounts where a slip would explain it, else 0."""
    if not other:
        return 0
    distance = math.log10(value / other)
    nearest = round(distance)
    return nearest if abs(nearest) <= POWERS and abs(distance - nearest) <= REAL_CHANGE else 0
