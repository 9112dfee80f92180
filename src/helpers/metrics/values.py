"""Measures: a metric worked out for one year in one reading, with its bounds and everything it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpers.display import formatting as wording
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, evaluate, exact
from helpers.figures.observations import OWN, Groups, Observation, years
from helpers.metrics import formulas
from helpers.metrics.definitions import Constant, Elapsed, Input, Metric, Recipe


@dataclass(frozen=True)
class Argument:
    """What one argument of a metric's function was given, and the observation it comes from, if any."""

    name: str
    interval: Interval
    unit: str
    observation: Observation | None = None


@dataclass(frozen=True)
class MetricValue:
    """A metric's value for a year and reading; `status` is agreed, disputed, single source or inferred, `reason` says why."""

    metric: Metric
    year: int
    reading: str
    recipe: Recipe
    interval: Interval
    arguments: tuple[Argument, ...]
    sources: tuple[str, ...]
    status: str = "agreed"
    reason: str = ""

    @property
    def anchor(self) -> str:
        """Name of the entry that says how the measure was made."""
        return f"{self.metric.id}-{self.year}-{self.reading}"

    @property
    def text(self) -> str:
        """The value in words, with no more digits than its bounds carry."""
        write = wording.floor if self.metric.is_floor else wording.number
        return write(self.interval, self.metric.unit)

    @property
    def bounds(self) -> str:
        """The bounds in words; a floor has none, being one."""
        if self.metric.is_floor:
            return "a lower limit"
        return wording.bounds(self.interval, self.metric.unit)

    @property
    def formula(self) -> str:
        """The formula as text."""
        return formulas.formula(self.recipe.function)

    @property
    def inputs(self) -> list[Observation]:
        """The observations it rests on."""
        return [a.observation for a in self.arguments if a.observation]


def measure(groups: Groups, metric: Metric, year: int, reading: str) -> MetricValue:
    """Work out a metric from the observations of one reading.

    Raises MissingFigure that names what is not printed.
    """
    gaps = []
    for recipe in metric.recipes:
        try:
            arguments = tuple(_arguments(groups, recipe, year, reading))
        except MissingFigure as gap:
            gaps.append(gap)
            continue
        interval = evaluate(recipe.function, *(a.interval for a in arguments))
        if interval:
            return MetricValue(metric, year, reading, recipe, interval, arguments, _sources(groups, arguments))
        divisor = next(a.observation for a in reversed(arguments) if a.observation)
        gaps.append(MissingFigure(divisor.indicator, divisor.year, " other than zero", reading))
    raise gaps[0]


def _arguments(groups: Groups, recipe: Recipe, year: int, reading: str) -> Iterator[Argument]:
    names = recipe.function.__code__.co_varnames
    first = min(years(groups, "value_6modes"), default=year)
    for name, item in zip(names, recipe.inputs, strict=False):
        match item:
            case Constant(value, unit):
                yield Argument(name, exact(value), unit)
            case Elapsed():
                if year == first:
                    raise MissingFigure("value_6modes", first - 1, reading=reading)
                yield Argument(name, exact(year - first), "years")
            case Input(indicator, back, is_first, counted):
                said = _leading(groups, indicator, first if is_first else year - back, reading)
                yield Argument(name, exact(said.interval.value) if counted else said.interval, said.unit, said)


def _leading(groups: Groups, indicator: str, year: int, reading: str) -> Observation:
    for said in groups.get((indicator, year, reading if reading in OWN else "all"), []):
        if said.reading == reading:
            return said
    raise MissingFigure(indicator, year, reading=reading)


def _sources(groups: Groups, arguments: Iterable[Argument]) -> tuple[str, ...]:
    """Return the sources of each observation used, and of those that agree with it."""
    used = [a.observation for a in arguments if a.observation]
    alike = [o for s in used for o in groups[s.indicator, s.year, s.scope] if o.interval.agrees(s.interval)]
    return tuple(dict.fromkeys(o.source for o in used + alike))
