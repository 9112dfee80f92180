"""Metric values: a metric for one year in one reading, with its bounds and everything that it rests on."""

import inspect
import math
from dataclasses import dataclass

from helpers.errors import MissingFigure, all_of
from helpers.figures.interval import Interval, evaluate, exact
from helpers.figures.observations import OWN, Groups, Observation, years
from helpers.metrics import formulas, functions
from helpers.metrics.basis import MATCHED, growth_basis
from helpers.metrics.definitions import Constant, Elapsed, Input, Metric, Recipe
from helpers.rows import Tabled, data


@dataclass(frozen=True)
class Argument:
    """What one argument of a metric's function was given, and the observation it comes from, if any."""

    name: str
    interval: Interval
    unit: str
    observation: Observation | None = None
    origin: str = "part of the definition"


@dataclass(frozen=True)
class MetricValue(Tabled):
    """A metric for a year and reading; `reason` says why it has its status, in words or by the finding that disputes it."""

    definition: Metric
    year: int
    reading: str
    recipe: Recipe
    interval: Interval
    arguments: tuple[Argument, ...]
    sources: tuple[str, ...]
    status: str = "agreed"
    reason: object = ""

    def __repr__(self) -> str:
        unit = "" if self.definition.unit == "1" else f" {self.definition.unit}"
        return f"{self.definition.id} of {self.year}, {self.reading}: {self.interval.described}{unit}, {self.status}"

    @property
    def unit(self) -> str:
        """The unit of its metric, 1 for a share or a rate."""
        return self.definition.unit

    @property
    def rows(self) -> list[dict[str, object]]:
        """The value as plain data, in one row."""
        scope = self.reading if self.reading in OWN else self.part or "all"
        known = {"id": self.definition.id, "scope": scope, "unit": self.definition.unit, "source": " ".join(self.sources)}
        return [data(self, **known) | {"status": self.status}]

    @property
    def label(self) -> str:
        """What it is called."""
        # A rate that is calculated where its totals are known says which of the two it is.
        is_one_of_two = self.is_printed and len(self.definition.recipes) > 1
        label = "printed growth in contract value" if is_one_of_two else self.definition.label
        return f"{label} ({self.part})" if self.part else label

    @property
    def part(self) -> str:
        """The part of the institutions that it is of; empty for all of them, and for a register."""
        return ", ".join(sorted({one.scope for one in self.inputs} - {"all", *OWN}))

    @property
    def formula(self) -> str:
        """The formula as text."""
        return formulas.formula(self.recipe.function)

    @property
    def is_from_increase(self) -> bool:
        """Whether growth is calculated from an increase that a source printed, not from the totals."""
        return self.recipe.function is functions.growth_from_increase

    @property
    def is_printed(self) -> bool:
        """Whether it is a growth rate that a source printed, not one calculated here."""
        return self.recipe.function is functions.growth_as_printed

    @property
    def inputs(self) -> list[Observation]:
        """The observations that it rests on."""
        return [argument.observation for argument in self.arguments if argument.observation]


def metric_value(groups: Groups, definition: Metric, year: int, reading: str) -> MetricValue:
    """Work out a metric from the observations of one reading; raises MissingFigure that names what is not printed."""
    missing = []
    for recipe in definition.recipes:
        try:
            arguments = _arguments(groups, recipe, year, reading)
        except MissingFigure as figure:
            missing.append(figure)
            continue
        used = [argument.observation for argument in arguments if argument.observation]
        interval = _possible(recipe, evaluate(recipe.function, *(argument.interval for argument in arguments)))
        unusable = _unusable(recipe, interval, used)
        if not unusable:
            return MetricValue(definition, year, reading, recipe, interval, arguments, _sources(groups, used))
        one, unfit = unusable
        missing.append(MissingFigure(one.indicator, one.year, reading=reading, unfit=unfit))
    # A figure that is printed and does not do tells more than one that is not printed.
    missing.sort(key=lambda figure: not figure.unfit)
    raise all_of(missing)


UNMATCHED = "is not known to compare only the institutions that reported for both years"
SHARES = (functions.share, functions.value_share_floor)


def _possible(recipe: Recipe, interval: Interval | None) -> Interval | None:
    """Return an interval without what cannot be: a share above the whole, or a total below zero."""
    if interval is None or not interval.claimed:
        return interval
    if recipe.function in SHARES and interval.floor <= 1 < interval.ceiling:
        return Interval(min(interval.value, 1.0), interval.low, interval.high and 1.0)
    if -math.inf < interval.floor < -1:
        # An increase that may be all of the total, or less: between its bounds growth has no limit.
        return Interval(interval.value, None, None)
    return interval


def _unusable(recipe: Recipe, interval: Interval | None, used: list[Observation]) -> tuple[Observation, str] | None:
    """Return the figure that leaves a metric without a result, and what it would have to be.

    In a register, a number of zero is known: there a lower limit may be zero.
    """
    if interval is None:
        return min(used, key=lambda one: abs(one.interval.value)), "is zero"
    count = used[0]
    if recipe.function in SHARES and interval.value > 1:
        return count, "exceeds its whole"
    if interval.value < -1:
        return used[-1], "exceeds the total"
    if recipe.function is functions.value_share_floor and count.reading not in OWN and not interval.low:
        if not count.interval.value:
            return count, "is zero"
        return _vague(count if count.interval.low is None else used[-1])
    if not interval.claimed:
        # Limits on one side alone may say nothing of what is calculated from them.
        return next(filter(None, (_vague(one) for one in used if one.interval.claimed)), None)
    return None


def _vague(one: Observation) -> tuple[Observation, str] | None:
    """Return a figure without both bounds, and how it is printed; None where it has them."""
    word = one.qualifier
    return (one, f"is printed only as “{word}” by the source used first") if word else None


def _arguments(groups: Groups, recipe: Recipe, year: int, reading: str) -> tuple[Argument, ...]:
    found, missing, first = [], [], min(years(groups, "value_6modes"), default=year)
    for name, item in zip(inspect.signature(recipe.function).parameters, recipe.inputs, strict=True):
        try:
            found.append(_argument(groups, name, item, (first, year, reading)))
        except MissingFigure as figure:
            missing.append(figure)
    if missing:
        raise all_of(missing)
    return tuple(found)


def _argument(groups: Groups, name: str, item: Constant | Elapsed | Input, place: tuple[int, int, str]) -> Argument:
    first, year, reading = place
    match item:
        case Constant(value, unit):
            return Argument(name, exact(value), unit)
        case Elapsed():
            if year == first:
                unfit = "is the first that a source used here prints"
                raise MissingFigure("value_6modes", first, reading, unfit)
            return Argument(name, exact(year - first), "years", origin=f"from {first} to {year}")
    observation = _leading(groups, item.indicator, first if item.first else year - item.back, reading)
    if item.matched and growth_basis(groups, observation) not in MATCHED:
        raise MissingFigure(item.indicator, year, reading=reading, unfit=UNMATCHED)
    interval = observation.interval
    same = exact(interval.value)
    if any(one.interval == same for one in groups.get((item.same_as, observation.year, observation.scope), [])):
        interval = same
    return Argument(name, interval, observation.unit, observation)


def _leading(groups: Groups, indicator: str, year: int, reading: str) -> Observation:
    for observation in groups.get((indicator, year, reading if reading in OWN else "all"), []):
        if observation.reading == reading:
            return observation
    raise MissingFigure(indicator, year, reading=reading)


def _sources(groups: Groups, used: list[Observation]) -> tuple[str, ...]:
    sources = [observation.source for observation in used]
    for observation in used:
        others = groups[observation.indicator, observation.year, observation.scope]
        sources += [other.source for other in others if other.interval.agrees(observation.interval)]
    return tuple(dict.fromkeys(sources))
