"""An own register beside the published figures: its sums as observations, its metrics by the report's own functions."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from helpers import paths
from helpers.display.formatting import plain
from helpers.display.markup import visible
from helpers.edition import Edition, checked
from helpers.errors import InputError, MissingFigure
from helpers.figures.interval import exact
from helpers.figures.load import Tables, load
from helpers.figures.observations import OWN, READINGS, Groups, Observation
from helpers.figures.rules import check
from helpers.metrics.definitions import METRICS_OF_A_REGISTER, THRESHOLD, Input, Metric, above, at_threshold, renamed
from helpers.metrics.values import MetricValue
from helpers.register.cells import clean
from helpers.register.disclosure import Sum, none_of, sums, sums_of
from helpers.register.parameters import Parameters
from helpers.register.summary import Register, read

EXAMPLE = paths.DATA / "contracts_example.csv"
UNRECORDED = "a register of contracts does not record it"


class Beside(Edition):
    """The published figures of a data year with those of a register, and of one of its institutions, beside them."""

    shown = (*OWN, *READINGS)

    def __init__(self, tables: Tables, register: Register, asked: Parameters):
        super().__init__(tables, asked.year, OWN[0])
        self.register, self.asked = register, asked
        self.institution = _known(register, asked)
        self.definitions = tuple(at_threshold(one, asked.threshold) for one in METRICS_OF_A_REGISTER)
        self.readings = (*OWN, *READINGS)

    @cached_property
    def observations(self) -> Groups:
        """The published observations, and one for each sum of the register, in a scope of its own."""
        told = (_statement(self, scope, one) for scope, made in self.sums.items() for one in made.values() if not one.reason)
        return self.published | {(one.indicator, one.year, one.scope): [one] for one in told}

    @cached_property
    def sums(self) -> dict[str, dict[tuple[str, int], Sum]]:
        """The sums of the register, and of its institution where one is asked for, by indicator and year."""
        groups = self.register.groups
        found = {"own": [*_accounts(self.register, self.year), *sums(groups, self.year, self.asked.threshold)]}
        if self.institution:
            found["institution"] = list(sums_of(self.institution, groups, self.year, self.asked.threshold))
        return {scope: {(_name(self, one.indicator), one.year): one for one in made} for scope, made in found.items()}

    @property
    def own(self) -> tuple[str, ...]:
        """The readings that come from the register."""
        return tuple(self.sums)

    def counted(self, indicator: str, reading: str = "own") -> Observation:
        """Return a sum of the register as a observation.

        Raises MissingFigure where the register cannot tell it.
        """
        try:
            return self.observations[_name(self, indicator), self.year, reading][0]
        except KeyError:
            raise MissingFigure(indicator, self.year, reading=reading) from None

    def each(self, id: str) -> dict[str, MetricValue]:
        """Return a metric of the institution, of the register and of the country by reading, as far as they have it.

        Raises MissingFigure where none of them has.
        """
        found, gaps = {}, []
        for reading in (*reversed(self.own), READINGS[0]):
            try:
                found[reading] = self.metric(id, reading)
            except MissingFigure as gap:
                gaps.append(gap)
        if not found:
            raise gaps[0]
        return found

    def why(self, gap: MissingFigure) -> str:
        """Return why a figure cannot be had: of the country, because no source prints it; of the register, for lack of rows."""
        if gap.reading not in self.sums:
            return super().why(gap)
        made = self.sums[gap.reading].get((gap.indicator, gap.year))
        if made and made.reason:
            return made.reason
        if gap.year != self.year:
            return (
                f"the register's rows of {gap.year} were not counted" if gap.year in self.register.years else none_of(gap.year)
            )
        return "the register has nothing to divide by" if gap.but or made else UNRECORDED

    def metric(self, id: str, reading: str = "", year: int = 0) -> MetricValue:
        """Return a metric as an edition does.

        Raises MissingFigure: of the register for lack of rows, if that is so, rather than of what no register records.
        """
        try:
            return super().metric(id, reading, year)
        except MissingFigure as gap:
            lacks = self._gaps(id, gap.reading) if gap.reading in self.sums else []
            raise next((one for one in lacks if self.why(one) != UNRECORDED), gap) from None

    def untold(self, reading: str) -> list[tuple[Metric, str]]:
        """Return the metrics that a reading lacks, each with the reason."""
        return [(one, self.why(gap)) for one, gap in self.lacks(reading)]

    def _gaps(self, id: str, reading: str) -> Iterator[MissingFigure]:
        """Yield what a reading lacks for any of a metric's recipes."""
        metric = next(one for one in self.definitions if one.id == id)
        for item in (item for recipe in metric.recipes for item in recipe.inputs if isinstance(item, Input)):
            year = self.years[0] if item.first else self.year - item.back
            if (item.indicator, year, reading) not in self.observations:
                yield MissingFigure(item.indicator, year, reading=reading)

    def _with_status(self, made: MetricValue) -> MetricValue:
        if made.reading not in OWN:
            return super()._with_status(made)
        metric = replace(made.metric, assumption="")
        return replace(made, metric=metric, status="counted", reason="Counted from the rows of the register.")


def open_register(contracts: list[str], year: int, institution: str = "", threshold: int = 0, unit: str = "") -> Beside:
    """Open a contract register beside the published figures of a data year; without files, the synthetic example.

    Raises InputError that says what is wrong with which file or parameter, and what would fix it.

    >>> edition = open_register([], 2020)
    >>> edition.register.synthetic
    True
    """
    given = {"contracts": contracts or [str(EXAMPLE)], "year": year, "institution": institution, "unit": unit}
    asked = checked(Parameters, **given, threshold=threshold or int(THRESHOLD.value))
    return beside(read(asked.contracts, asked.threshold, asked.unit), asked)


def beside(register: Register, asked: Parameters) -> Beside:
    """Return a register beside the published figures."""
    return Beside(check(load(paths.DATA)), register, asked)


def _known(register: Register, asked: Parameters) -> str:
    """Return the institution as the register writes it; refuse a year without rows and a name that it does not have."""
    if asked.year not in register.years:
        have = ", ".join(f"{year} ({rows} rows)" for year, rows in register.years.items()) or "none"
        rejected = ", ".join(f"{reason} ({rows} rows)" for reason, rows in register.rejected.items())
        why = f" Rejected, of whichever year: {rejected}. Correct those rows, or ask for another year." if rejected else ""
        raise InputError(f"The register has no row of {asked.year} that can be used. Years that it has: {have}.{why}")
    names = sorted(register.groups.loc[register.groups["year"] == asked.year, "institution"].unique())
    name = clean(asked.institution)
    if name and name not in names:
        near = visible(", ".join(get_close_matches(name, names, n=3, cutoff=0.3) or names[:3]))
        raise InputError(f"{asked.institution!r} has no rows of {asked.year} in the register. The nearest names: {near}.")
    return name


def _accounts(register: Register, year: int) -> Iterator[Sum]:
    """Yield where the rows that were read went."""
    went = register.rows(year)
    read = sum(went.values())
    yield Sum("rows_read", year, read, read)
    for where, rows in went.items():
        yield Sum(f"rows_{where.replace(' ', '_')}", year, rows, read)


def _name(edition: Beside, indicator: str) -> str:
    return renamed(indicator, edition.asked.threshold)


def _statement(edition: Beside, scope: str, made: Sum) -> Observation:
    declared = edition.tables.indicators.set_index("indicator").loc[made.indicator]
    label = declared["label"].replace("100 million yuan", above(edition.asked.threshold))
    source = "synthetic register" if edition.register.synthetic else "own register"
    publisher = source if scope == "own" else f"{edition.institution}, in the {source}"
    texts = {
        "label": label,
        "kind": declared["kind"],
        "of": "",
        "printed": f"{plain(made.value)} from {made.rows:,} rows",
        "source": "own register",
    }
    told = {"publisher": publisher, "published": "", "grade": "own", "reading": scope, "note": ""}
    name = _name(edition, made.indicator)
    return Observation(made.year, name, scope, exact(made.value), declared["unit"], row=0, **texts, **told)
