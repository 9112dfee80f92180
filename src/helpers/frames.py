"""What an edition, a part of one or a register knows, as tidy data frames: one line of Python each."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

import pandas as pd

from helpers.checks.status import status_of
from helpers.errors import MissingFigure, UnknownNameError
from helpers.figures.observations import OWN, Observation, reading_name
from helpers.metrics.values import MetricValue
from helpers.rows import COLUMNS, Tabled, frame
from helpers.what_if import with_assumptions

# A basis that differs, a revision or what nobody can judge is no disagreement.
DISAGREEING = ("conflict", "slip")


class Frames(Tabled):
    """Data frames of what an edition knows, numbers as numbers, ready for pandas and seaborn.

    Columns: year, id, reading, scope, value, low, high, unit, source, status; value and bounds in `unit` (1 for a share or a
    rate that is calculated, percent for one that is printed); a bound that nobody claims is NaN. What is missing has no row:
    it is never zero.
    """

    scope = "all"

    def __repr__(self) -> str:
        years = f"{min(self.frame['year'])} to {max(self.frame['year'])}"
        scope = "" if self.scope == "all" else f", {self.scope}"
        return (
            f"{type(self).__name__} of {self.year}, {reading_name(self.reading)}{scope}: {len(self.frame)} figures of {years}"
        )

    @property
    def rows(self) -> list[dict[str, object]]:
        """The year's metrics, a row each."""
        return [value.rows[0] for value in self._of_year(self.year)]

    @property
    def ids(self) -> list[str]:
        """The ids of metrics and indicators, which `series` takes."""
        return [*(one.id for one in self.definitions), *sorted(self.indicators)]

    def figures(self) -> pd.DataFrame:
        """Return every published figure of all years, sources and scopes; see Frames for the columns, and `printed`.

        >>> from helpers import open_edition
        >>> figures = open_edition(2020).figures()
        >>> figures.query("id == 'value_6modes' and year == 2020 and source == 'NCSTE22'")["printed"].item()
        '1256.1亿元'
        """
        published = (one for group in self.published.values() for one in group)
        return frame((self.row(one) | {"printed": one.printed} for one in published), (*COLUMNS, "status", "printed"))

    def metrics(self, year: int = 0) -> pd.DataFrame:
        """Return every metric of a year, by default the edition's, one row a reading; raises UnknownNameError for the year.

        >>> from helpers import open_edition
        >>> open_edition(2020).metrics().query("id == 'growth_rate'")["low"].round(5).tolist()
        [0.15664, 0.15117]
        """
        known = sorted(set(self.frame["year"]))
        if year and year not in known:
            raise UnknownNameError("year with figures", year, map(str, known))
        return frame(value.rows[0] for value in self._of_year(year or self.year))

    def series(self, *ids: str) -> pd.DataFrame:
        """Return metrics or indicators over all years, in each the value used first; raises UnknownNameError with similar ids.

        >>> from helpers import open_edition
        >>> open_edition(2020).series("average_contract_value")["year"].tolist()[:2]
        [2019, 2020]
        """
        return frame(self.row(one) for id in ids for one in self.over_years(id))

    def over_years(self, id: str) -> list[MetricValue | Observation]:
        """Return a metric or indicator over all years, without those that have no value; raises UnknownNameError."""
        if id not in self.ids:
            raise UnknownNameError("metric or indicator", id, self.ids)
        find, found = self.figure if id in self.indicators else self.metric, []
        for year in sorted(set(self.frame["year"])):
            with suppress(MissingFigure):
                found.append(find(id, year=year))
        return found

    def disagreements(self) -> pd.DataFrame:
        """Return the figures on which sources contradict each other or themselves, a row each, all years.

        Columns: finding (rows with one number belong together), severity, rule, then those of a figure; `worked` is what was
        calculated for the finding's first figure from others, in `worked_unit`.

        >>> from helpers import open_edition
        >>> sorted(set(open_edition(2020).disagreements()["severity"]))
        ['conflict', 'slip']
        """
        chosen = [finding for finding in self.findings if finding.severity in DISAGREEING]
        rows = [{"finding": n} | row for n, finding in enumerate(chosen, 1) for row in finding.rows]
        return frame(rows, ("finding", "severity", "rule", *COLUMNS, "worked", "worked_unit"))

    def what_if(self, **figures: float) -> pd.DataFrame:
        """Return the year's metrics as published and, beside them, those that change with other figures: status `assumption`.

        A figure is `indicator_year=value`, in the indicator's unit and exact. A metric that it leaves without a result has no
        row of that status. Raises InputError where a table would not allow the figure.

        >>> from helpers import open_edition
        >>> metrics = open_edition(2020).what_if(value_6modes_2019=110e9)
        >>> metrics.query("id == 'growth_rate' and status == 'assumption'")["value"].round(4).tolist()
        [0.1419, 0.1418]
        """
        return frame(with_assumptions(self, figures))

    def part(self, scope: str) -> "Frames":
        """Return the edition of a part of the institutions, or raise UnknownNameError that suggests similar scopes."""
        # Imported here: a part is itself an edition.
        from helpers.part import Part

        known = sorted({key[2] for key in self.published} - {"all"})
        if scope == "all":
            return self
        if scope not in known:
            raise UnknownNameError("scope", scope, known)
        return Part(self, scope)

    def __getitem__(self, id: str) -> pd.DataFrame:
        return self.series(id)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def _ipython_key_completions_(self) -> list[str]:
        return self.ids

    def _of_year(self, year: int) -> Iterable[MetricValue]:
        for definition in self.definitions:
            for reading in self.shown:
                with suppress(MissingFigure):
                    yield self.metric(definition.id, reading, year)

    def row(self, one: MetricValue | Observation) -> dict[str, object]:
        """Return the row of a metric value, which has a status, or of an observation, whose status depends on the others."""
        if isinstance(one, MetricValue):
            return one.rows[0]
        status = "counted" if one.reading in OWN else status_of(one, self.published, self.findings)
        return one.rows[0] | {"status": status}
