"""A register beside the published figures: its sums as observations, its metrics by the report's own functions."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.display.formatting import in_full, number
from helpers.edition import Edition, refuse_taken
from helpers.errors import MissingFigure
from helpers.figures.interval import Interval, exact
from helpers.figures.load import Tables, load
from helpers.figures.observations import OWN, READINGS, Groups, Observation
from helpers.figures.rules import check
from helpers.metrics import definitions
from helpers.metrics.definitions import THRESHOLD, Input, Metric, renamed
from helpers.metrics.values import MetricValue
from helpers.parameters import RegisterParameters, checked
from helpers.register.choices import with_kept
from helpers.register.coverage import OPEN, Sum, refuse, rejected_share, widened
from helpers.register.disclosure import INTERNAL, NONE, SINGLE, accounts, sums, sums_of
from helpers.register.summary import Register, known, read

EXAMPLE = paths.DATA / "contracts_example.csv"
UNRECORDED = "registers of contracts do not record this figure"


class Comparison(Edition):
    """The published figures of a data year beside those of a register and of one of its institutions, the register's first."""

    shown = (*OWN, *READINGS)

    def __init__(self, tables: Tables, register: Register, asked: RegisterParameters):
        super().__init__(tables, asked.year, OWN[0])
        self.register, self.asked = register, asked
        self.institution = known(register, asked)
        self.threshold = str(number(exact(asked.threshold), "CNY"))
        metrics = definitions.METRICS_OF_A_REGISTER
        self.definitions = tuple(definitions.at_threshold(one, asked.threshold, self.threshold) for one in metrics)
        self.readings = OWN[:1]
        # The only institution of both years, so that the register says nothing else.
        self.alone = register.only(asked.year)
        # The readings that come from the register, and of those the ones that differ.
        self.own = OWN if self.institution else OWN[:1]
        self.beside = OWN[:1] if self.alone else self.own

    def place(self, reading: str) -> str:
        """Return where the figures of a reading are from, in words."""
        at = self.institution if reading == "institution" else self.alone
        return f"at {at}" if reading in OWN and at else "in the register" if reading in OWN else "in China"

    def marked(self, reason: str) -> str:
        """Return a reason in a file, marked where nothing is withheld."""
        return f"{reason.removesuffix('.')}; {INTERNAL}" if self.asked.internal else reason

    @cached_property
    def observations(self) -> Groups:
        """The published observations, and one for each sum of the register, in a scope of its own."""
        own = {key: [self._observation(key, one)] for key, one in self.sums.items() if not one.reason}
        return self.published | own

    @cached_property
    def sums(self) -> dict[tuple[str, int, str], Sum]:
        """The sums of the register, and of its institution if one is named, by indicator, year and scope."""
        groups, lost, threshold = self.register.groups, self.register.lost, self.asked.threshold
        names = set(groups["institution"])
        of_scopes = {"own": [*accounts(self.register.rows(self.year), self.year), *sums(groups, self.year, threshold)]}
        if self.institution:
            of_scopes["institution"] = sums_of(self.institution, groups, self.year, threshold)
        found = {}
        for scope, of_scope in of_scopes.items():
            if scope == "institution":
                lost = lost[lost["institution"].isin(("", self.institution))]
            shown = (replace(one, reason="") if self.asked.internal and one.reason == SINGLE else one for one in of_scope)
            each = (widened(one, lost, names) for one in shown)
            found |= {(renamed(one.indicator, threshold), one.year, scope): one for one in each}
        return found

    def figure(self, indicator: str, year: int = 0, reading: str = "own") -> Observation:
        """Return a sum of the register as an observation; raises MissingFigure where the register does not show it."""
        key = (renamed(indicator, self.asked.threshold), year or self.year, reading)
        if key not in self.observations:
            raise MissingFigure(key[0], key[1], reading=reading)
        return self.observations[key][0]

    def each(self, id: str) -> dict[str, MetricValue]:
        """Return a metric by reading, where it is known and differs; raises MissingFigure where it is known nowhere."""
        values = {value.reading: value for value in self.metric_values if value.definition.id == id}
        national = next((reading for reading in READINGS if reading in values), "")
        found = {reading: values[reading] for reading in (*reversed(self.beside), national) if reading in values}
        return found or {self.beside[-1]: self.metric(id, self.beside[-1])}

    def why(self, missing: MissingFigure) -> str:
        """Return why a figure is missing from a source, or why the register does not show it."""
        if missing.reading not in self.own:
            return super().why(missing)
        one = self.sums.get((missing.indicator, missing.year, missing.reading))
        if one and one.reason:
            return one.reason
        if one and one.more is None:
            return OPEN
        if missing.year != self.year:
            counted = missing.year in self.register.years
            return f"sums of {missing.year} are not calculated on this page" if counted else NONE.format(missing.year)
        return "the divisor is zero in this register" if missing.unfit or one else UNRECORDED

    def metric(self, id: str, reading: str = "", year: int = 0) -> MetricValue:
        """Return a metric as an edition does; raises MissingFigure, for a register not UNRECORDED if there is another."""
        # Of single modes the page shows the register's metrics alone.
        if reading in READINGS and self.definition(id) in definitions.METRICS_OF_MODES:
            raise MissingFigure(id, year or self.year, reading)
        try:
            return super().metric(id, reading, year)
        except MissingFigure as figure:
            if figure.reading in self.own:
                figure = next((one for one in self._missing(id, figure.reading) if self.why(one) != UNRECORDED), figure)
            raise figure from None

    def unknown(self, reading: str) -> list[tuple[Metric, str]]:
        """Return the metrics that a reading does not have, each with the reason."""
        return [(definition, self.why(figure)) for definition, figure in self.missing(reading)]

    def _missing(self, id: str, reading: str) -> Iterator[MissingFigure]:
        """Yield the figures that a reading does not have, for all recipes of a metric."""
        items = [item for recipe in self.definition(id).recipes for item in recipe.inputs if isinstance(item, Input)]
        for item in items:
            year = self.years[0] if item.first else self.year - item.back
            if (item.indicator, year, reading) not in self.observations:
                yield MissingFigure(item.indicator, year, reading=reading)

    def _observation(self, key: tuple[str, int, str], one: Sum) -> Observation:
        """Return a sum of the register as an observation, in a scope of its own."""
        indicator, year, scope = key
        source = "synthetic register" if self.register.synthetic else "own register"
        return Observation(
            year=year,
            indicator=indicator,
            scope=scope,
            interval=Interval(one.value, one.value, None if one.more is None else one.value + one.more),
            unit=self.tables.indicators.set_index("indicator")["unit"][one.indicator],
            precision="",
            label=self.labels[one.indicator].replace(definitions.THRESHOLD_IN_WORDS, self.threshold),
            kind=self.kinds[one.indicator],
            of="",
            printed=f"{in_full(one.value)} (from {one.rows:,} row{'' if one.rows == 1 else 's'})",
            source="own register",
            publisher=source if scope == "own" else f"{self.institution}, in the {source}",
            published="",
            grade="own",
            reading=scope,
            note="",
            row=0,
        )

    def _with_status(self, value: MetricValue) -> MetricValue:
        if value.reading not in OWN:
            return super()._with_status(value)
        for one in value.inputs:
            if one.interval.high is None:
                raise MissingFigure(one.indicator, one.year, value.reading, OPEN)
        definition = replace(value.definition, assumption="")
        rest = "" if value.interval.width == 0 else " The bounds allow for rows that were rejected."
        reason = self.marked(f"Counted from the rows of the register.{rest}")
        return replace(value, definition=definition, status="counted", reason=reason)


def open_register(
    contracts: list[str] | str, year: int, institution: str = "", threshold: int = 0, unit: str = "", **how: object
) -> Comparison:
    """Open a contract register, a file or several, beside the figures of a data year; without files, the synthetic example.

    `how` it is read and shown, as in the command: column, columns, encoding, totals, allow_rejected, figures, internal.

    Raises InputError that says what is wrong with which file or parameter, and what would fix it.

    >>> edition = open_register([], 2020)
    >>> edition.register.synthetic
    True
    """
    contracts = [contracts] if isinstance(contracts, str) and contracts else contracts
    given = {"contracts": contracts or [str(EXAMPLE)], "year": year, "institution": institution, "unit": unit}
    asked = with_kept(checked(RegisterParameters, **given, **how, threshold=threshold or int(THRESHOLD.value)))
    register = read(asked)
    refuse(rejected_share(register.groups, register.lost), register.rejected, register.examples, asked.allow_rejected)
    return compare(register, asked)


def compare(register: Register, asked: RegisterParameters) -> Comparison:
    """Return a register beside the published figures."""
    if not asked.figures:
        return Comparison(check(load(paths.DATA)), register, asked)
    tables, own = refuse_taken(check(load(Path(asked.figures)))), load(paths.DATA).indicators
    # A folder of tables need not declare what only a register has.
    more = own[~own["indicator"].isin(tables.indicators["indicator"])]
    return Comparison(replace(tables, indicators=pd.concat([tables.indicators, more])), register, asked)
