"""An edition: the observations of all years, seen from one data year in one reading."""

from functools import cached_property
from pathlib import Path

from helpers import paths
from helpers.checks.findings import Finding
from helpers.checks.reconciliation import reconcile
from helpers.checks.status import with_status
from helpers.errors import InputError, MissingFigure, UnknownNameError, either
from helpers.figures.load import Tables, load
from helpers.figures.observations import OWN, READINGS, Groups, Observation, grouped, reading_name, tidy, years
from helpers.figures.rules import check
from helpers.frames import Frames
from helpers.metrics.definitions import METRICS, METRICS_OF_MODES, Metric, indicators
from helpers.metrics.values import MetricValue, metric_value
from helpers.parameters import parameters

TOTALS = ("value_6modes", "contracts_6modes")


class Edition(Frames):
    """All observations and metrics, seen from one data year, with the figures of one reading used first.

    >>> edition = open_edition(2020)
    >>> round(edition.metric("growth_rate").interval.value, 4)
    0.1567
    """

    definitions: tuple[Metric, ...] = METRICS + METRICS_OF_MODES
    shown: tuple[str, ...] = READINGS

    def __init__(self, tables: Tables, year: int, reading: str):
        self.tables = tables
        self.year = year
        self.reading = reading
        self.frame = tidy(tables)
        self.readings = (reading, *(other for other in READINGS if other != reading))
        self.labels = dict(zip(tables.indicators["indicator"], tables.indicators["label"], strict=True))
        self.kinds = dict(zip(tables.indicators["indicator"], tables.indicators["kind"], strict=True))
        # A folder of tables need not declare what it has no figure of.
        self.indicators = indicators(self.definitions) | self.labels.keys()

    @cached_property
    def findings(self) -> list[Finding]:
        """What the reconciliation of the published observations found, the gravest first."""
        return reconcile(self.published, self.tables)

    @cached_property
    def published(self) -> Groups:
        """The published observations by indicator, year and scope."""
        return grouped(self.frame)

    @cached_property
    def comparators(self) -> Groups:
        """The figures of other surveys by indicator, year and scope."""
        return grouped(tidy(self.tables, "comparators"))

    @cached_property
    def foreign_findings(self) -> list[Finding]:
        """What the rules found about the figures of other surveys."""
        return reconcile(self.comparators, self.tables)

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
        return list(self._of_year(self.year))

    def definition(self, id: str) -> Metric:
        """Return the definition of a metric; raises UnknownNameError that suggests similar ids."""
        by_id = {one.id: one for one in self.definitions}
        if id not in by_id:
            raise UnknownNameError("metric", id, by_id)
        return by_id[id]

    def metric(self, id: str, reading: str = "", year: int = 0) -> MetricValue:
        """Return a metric of a year, in the reading given or else in the first that has its figures.

        Raises MissingFigure that names what is not printed, UnknownNameError for an id or a reading that is none.
        """
        missing, definition = [], self.definition(id)
        if reading not in ("", *READINGS, *OWN):
            raise UnknownNameError("reading", reading, self.readings)
        for name in [reading] if reading else self.readings:
            try:
                return self._with_status(metric_value(self.observations, definition, year or self.year, name))
            except MissingFigure as figure:
                missing.append(figure)
        raise missing[0]

    def other(self, id: str) -> MetricValue | None:
        """Return the metric in the other reading, if that has its figures."""
        lead = self.metric(id)
        return next((one for one in self.metric_values if one.definition.id == id and one.reading != lead.reading), None)

    def figure(self, indicator: str, year: int = 0) -> Observation:
        """Return the observation of an indicator that is used first; raises MissingFigure, or UnknownNameError."""
        if indicator not in self.indicators:
            raise UnknownNameError("indicator", indicator, self.indicators)
        found = self.observations.get((indicator, year or self.year, "all"), [])
        if not found:
            raise MissingFigure(indicator, year or self.year)
        return next((one for one in found if one.reading == self.reading), found[0])

    def printed(self, indicator: str) -> Observation | None:
        """Return the leading observation of an indicator, which need not be declared, in the year; None where there is none."""
        return next(iter(self.observations.get((indicator, self.year, "all"), [])), None)

    def alike(self, one: Observation) -> list[Observation]:
        """Return every observation of the same indicator, year and scope, the one used first at the beginning."""
        key = (one.indicator, one.year, one.scope)
        return self.observations.get(key) or self.comparators[key]

    def meanings(self, indicators: set[str]) -> tuple[Observation, ...]:
        """Return the observations by which sources give one number of the year to these indicators, or to others too."""
        meanings = [one for one in self.findings if one.rule == "attributed" and one.year == self.year]
        return next((one.observations for one in meanings if one.indicators >= indicators), ())

    def why(self, missing: MissingFigure) -> str:
        """Return why a figure is missing, in words."""
        if missing.unfit:
            return f"{self._in_words(missing)} for {missing.year} {missing.unfit}"
        # One that is printed and does not serve gives a reason of its own.
        absent = {}
        for one in (missing, *missing.others):
            if not one.unfit:
                names = absent.setdefault(self._silent(one), {}).setdefault(one.year, [])
                names += [self._in_words(one)] * (self._in_words(one) not in names)
        reasons = []
        for who, by_year in absent.items():
            what = ", nor ".join(f"{either(names)} for {year}" for year, names in by_year.items())
            reasons.append(f"no source {who} prints {what}")
        return ", and ".join(reasons)

    def _silent(self, missing: MissingFigure) -> str:
        """Return which sources do not print a figure: where the other reading has it, those of this one."""
        is_of_other_reading = missing.reading in READINGS and (missing.indicator, missing.year, "all") in self.published
        return f"of the {reading_name(missing.reading)}" if is_of_other_reading else "used here"

    def _in_words(self, missing: MissingFigure) -> str:
        number = "number of " if self.kinds.get(missing.indicator) == "count" else ""
        label = self.labels.get(missing.indicator, missing.indicator)
        is_of_a_part = any(key[:2] == (missing.indicator, missing.year) and key[2] != "all" for key in self.published)
        of_all = " (universities and research institutes together)" if is_of_a_part else ""
        return f"the {number}{label}{of_all}"

    def missing(self, reading: str = "") -> list[tuple[Metric, MissingFigure]]:
        """Return the metrics without a value in the reading, by default in any reading, each with the missing figure."""
        found = []
        for definition in self.definitions:
            if definition in METRICS_OF_MODES and reading not in OWN:
                continue
            try:
                self.metric(definition.id, reading)
            except MissingFigure as figure:
                found.append((definition, figure))
        return found

    def _with_status(self, value: MetricValue) -> MetricValue:
        return with_status(value, self.published, self.findings)


def open_edition(year: int, reading: str = "compilers", figures: str | Path = "") -> Edition:
    """Open the figures of a data year; raises InputError that names the wrong parameter, or the row of a table, and the fix."""
    asked = parameters(year=year, reading=reading, figures=str(figures) if isinstance(figures, Path) else figures)
    tables = check(load(Path(asked.figures) if asked.figures else paths.DATA))
    return edition_of(tables, asked.year, asked.reading)


def refuse_taken(tables: Tables) -> Tables:
    """Return tables, none of whose indicators has the name of a metric; raises InputError that names those that have."""
    if taken := {metric.id for metric in METRICS} & {*tables.indicators["indicator"]}:
        raise InputError(f"indicators.csv: {', '.join(sorted(taken))} is the name of a metric. Name the indicator otherwise.")
    return tables


def edition_of(tables: Tables, year: int, reading: str) -> Edition:
    """Return tables seen from a year in a reading; raises InputError without a figure of the year, or a total of the press."""
    edition = Edition(refuse_taken(tables), year, reading)
    printed = sorted(set(edition.frame["year"]))
    if year not in printed:
        raise InputError(f"No source used here prints a figure for {year}. Years with figures: {', '.join(map(str, printed))}.")
    totals = edition.frame[(edition.frame["indicator"] == TOTALS[0]) & (edition.frame["scope"] == "all")]
    covered = set(totals.loc[totals["reading"] == "press", "year"])
    if reading == "press" and year not in covered:
        only = ", ".join(map(str, sorted(covered))) or "no year"
        raise InputError(f"The press reading covers {only}, not {year}. Set reading to compilers, or year to {only}.")
    return edition
