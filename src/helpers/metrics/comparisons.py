"""Ratios of like definition in China and in other countries, from the rows of data/comparisons.csv."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation
from helpers.metrics import functions as f
from helpers.metrics.definitions import Input, Metric, Recipe
from helpers.metrics.values import MetricValue, metric_value


@dataclass(frozen=True)
class Side:
    """One side of a comparison: which institutions, in which period, what is divided by what, the result, and what differs."""

    comparison: str
    name: str
    period: str
    value: MetricValue
    definition: str
    remark: str


def sides(tables: Tables, groups: Groups, year: int) -> Iterator[Side]:
    """Yield the sides of each comparison of a year, from figures by indicator, year and scope.

    Raises MissingFigure where a figure does not serve, such as a number of zero that is divided by.
    """
    periods = {(one.indicator, one.year, one.scope): one.period for one in tables.comparators.itertuples()}
    for row in tables.comparisons.itertuples():
        if row.year == str(year):
            names = [name for name in (row.numerator, row.denominator) if name]
            # Each figure stands where that of all institutions would.
            figures = {(name, year, "all"): groups[name, year, row.scope] for name in names}
            leading = [group[0] for group in figures.values()]
            period = periods.get((row.numerator, row.year, row.scope), row.year)
            value = _ratio(row.comparison, leading, groups | figures)
            yield Side(row.comparison, row.side, period, value, row.definition, row.remark)


def _ratio(comparison: str, leading: list[Observation], groups: Groups) -> MetricValue:
    """Return one figure divided by the other, or a printed growth rate as a fraction."""
    units = list(dict.fromkeys(one.unit for one in leading))
    if len(leading) == 1:
        function, unit = f.growth_as_printed, "1"
    elif len(units) == 1:
        function, unit = f.share, "1"
    else:
        function, unit = f.average, f"{units[0]} per {units[1].removesuffix('s')}"
    recipe = Recipe(function, tuple(Input(one.indicator) for one in leading))
    definition = Metric(comparison.replace(" ", "_"), comparison, unit, "", (recipe,))
    return metric_value(groups, definition, leading[0].year, leading[0].reading)
