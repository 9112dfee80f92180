"""An edition: the observations of all years, seen from one data year in one reading."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpers import paths
from helpers.checks.reconciliation import Finding, reconcile
from helpers.display.markup import escape
from helpers.errors import InputError, MissingFigure
from helpers.figures.load import Tables, load
from helpers.figures.observations import READINGS, Groups, Observation, grouped, tidy, years
from helpers.figures.rules import check
from helpers.metrics.definitions import METRICS, Input, Metric
from helpers.metrics.values import MetricValue, measure

TOTALS = ("value_6modes", "contracts_6modes")


class Parameters(BaseModel):
    """What a report is made for: data year, reading, and a folder of tables (empty: the project's own)."""

    model_config = ConfigDict(extra="forbid", strict=True)

    year: int = Field(ge=1, le=9999)
    reading: Literal["compilers", "press"] = "compilers"
    figures: str = ""


class Edition:
    """All observations and what follows from them, with the figures of one reading leading.

    >>> edition = open_edition(2020)
    >>> edition.metric("growth_rate").text
    '15.67 %'
    """

    definitions: tuple[Metric, ...] = METRICS
    shown: tuple[str, ...] = READINGS

    def __init__(self, tables: Tables, year: int, reading: str):
        self.tables = tables
        self.year = year
        self.reading = reading
        self.frame = tidy(tables)
        self.readings = (reading, *(r for r in READINGS if r != reading))

    @cached_property
    def findings(self) -> list[Finding]:
        """What the reconciliation of the published observations found, the gravest first."""
        return reconcile(self.published, self.tables)

    @cached_property
    def published(self) -> Groups:
        """The published observations by indicator, year and scope."""
        return grouped(self.frame)

    @property
    def observations(self) -> Groups:
        """All observations by indicator, year and scope."""
        return self.published

    @cached_property
    def years(self) -> list[int]:
        """The years that have six-mode totals."""
        return years(self.observations, *TOTALS)

    @cached_property
    def metric_values(self) -> list[MetricValue]:
        """Every metric of the year in every reading that has its figures."""
        return list(self._metric_values())

    def metric(self, id: str, reading: str = "", year: int = 0) -> MetricValue:
        """Return a metric of a year, in the reading asked for or else in the first that has its figures.

        Raises MissingFigure that names what is not printed.
        """
        gaps, one = [], next(m for m in self.definitions if m.id == id)
        for name in [reading] if reading else self.readings:
            try:
                return self._with_status(measure(self.observations, one, year or self.year, name))
            except MissingFigure as gap:
                gaps.append(gap)
        raise gaps[0]

    def other(self, id: str) -> MetricValue | None:
        """Return the metric in the other reading, if that has its figures."""
        lead = self.metric(id)
        return next((m for m in self.metric_values if m.metric.id == id and m.reading != lead.reading), None)

    def figure(self, indicator: str, year: int = 0) -> Observation:
        """Return the leading observation of an indicator.

        Raises MissingFigure where no source prints one.
        """
        found = self.observations.get((indicator, year or self.year, "all"), [])
        if not found:
            raise MissingFigure(indicator, year or self.year)
        return next((s for s in found if s.reading == self.reading), found[0])

    def said(self, one: Observation) -> list[Observation]:
        """Return every observation of the same indicator, year and scope, the leading one first."""
        return self.observations[one.indicator, one.year, one.scope]

    def lookup(self, anchor: str) -> MetricValue | Finding | Observation:
        """Return what a link leads to: a finding, a leading observation, or a measure."""
        named = [*self.findings, *(said[0] for said in self.observations.values())]
        for one in named:
            if one.anchor == anchor:
                return one
        id, year, reading = anchor.rsplit("-", 2)
        return self.metric(id, reading, int(year))

    def why(self, gap: MissingFigure) -> str:
        """Return why a figure cannot be had, in words."""
        labels = dict(zip(self.tables.indicators["indicator"], self.tables.indicators["label"], strict=True))
        return escape(f"no source prints the {labels.get(gap.indicator, gap.indicator)} in {gap.year}{gap.but}")

    def lacks(self, reading: str = "") -> list[tuple[Metric, MissingFigure]]:
        """Return the metrics that have no value in a reading, or in any, each with the figure that it lacks."""
        missing = []
        for one in self.definitions:
            try:
                self.metric(one.id, reading)
            except MissingFigure as gap:
                missing.append((one, gap))
        return missing

    def _metric_values(self) -> Iterator[MetricValue]:
        for one in self.definitions:
            for reading in self.shown:
                try:
                    yield self._with_status(measure(self.observations, one, self.year, reading))
                except MissingFigure:
                    continue

    def _with_status(self, made: MetricValue) -> MetricValue:
        for finding in self.findings:
            if finding.severity in ("conflict", "slip") and _disputes(finding, made):
                return replace(made, status="disputed", reason=finding.sentence)
        alone = [s for s in made.inputs if len(self.said(s)) == 1]
        if made.metric.inferred:
            return replace(made, status="inferred", reason="No source states what the figure compares.")
        if alone:
            return replace(made, status="single source", reason=f"Only {alone[0].credit} prints the {alone[0].name}.")
        return made


def open_edition(year: int, reading: str = "compilers", figures: str | Path = "") -> Edition:
    """Open the figures of a data year.

    Raises InputError that says which parameter or which row of which table is wrong, and what would fix it.
    """
    asked = parameters(year=year, reading=reading, figures=str(figures) if isinstance(figures, Path) else figures)
    return seen(check(load(Path(asked.figures) if asked.figures else paths.DATA)), asked.year, asked.reading)


def seen(tables: Tables, year: int, reading: str) -> Edition:
    """Return tables seen from a data year in a reading.

    Raises InputError where they have no totals of that year, or none in that reading.
    """
    edition = Edition(tables, year, reading)
    _check_year(edition)
    return edition


def parameters(**given: object) -> Parameters:
    """Check the parameters of a report by name, type and range.

    Raises InputError with one line a problem.
    """
    return checked(Parameters, **given)


def checked(model: type[BaseModel], **given: object) -> BaseModel:
    """Check parameters against a model of them.

    Raises InputError with one line a problem.
    """
    try:
        return model(**given)
    except ValidationError as error:
        known = ", ".join(model.model_fields)
        told = ((e["loc"][0], e["msg"], _shown(e["input"])) for e in error.errors())
        lines = [f"Parameter {name}: {wanted}, not {given}. The parameters are {known}." for name, wanted, given in told]
        raise InputError("\n".join(lines)) from None


def _shown(given: object) -> str:
    try:
        return repr(given)
    except ValueError:
        return "a number too long to be written"


def _check_year(edition: Edition) -> None:
    year, have = edition.year, ", ".join(map(str, edition.years)) or "none"
    lacking = [name for name in TOTALS if (name, year, "all") not in edition.observations]
    if lacking:
        raise InputError(
            f"Year {year} has no six-mode totals: no source prints {' or '.join(lacking)}. Years that have them: {have}."
        )
    press = {key: [s for s in said if s.reading == "press"] for key, said in edition.observations.items()}
    covered = years({key: said for key, said in press.items() if said}, TOTALS[0])
    if edition.reading == "press" and year not in covered:
        only = ", ".join(map(str, covered)) or "no year"
        raise InputError(f"The press reading covers {only}, not {year}. Leave reading at compilers, or ask for {only}.")


def _disputes(finding: Finding, made: MetricValue) -> bool:
    """Tell whether a finding touches a measure; one number under two names does not where the metric takes either name."""
    used = {(s.indicator, s.year, s.scope) for s in made.inputs}
    if used.isdisjoint({(s.indicator, s.year, s.scope) for s in finding.doubted}):
        return False
    takes = {item.indicator for recipe in made.metric.recipes for item in recipe.inputs if isinstance(item, Input)}
    return not (finding.rule == "attributed" and finding.indicators <= takes)
