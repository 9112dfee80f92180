"""The record: the observations and metric values of all years, and what was found about them."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from helpers import paths
from helpers.edition import Edition, edition_of
from helpers.errors import MissingFigure
from helpers.figures.load import Tables, load
from helpers.figures.observations import READINGS, Groups
from helpers.figures.rules import check
from helpers.metrics.values import MetricValue


@dataclass(frozen=True)
class Record:
    """Everything that is known of any year."""

    tables: Tables
    edition: Edition

    @property
    def observations(self) -> Groups:
        """The observations by indicator, year and scope."""
        return self.edition.published

    @cached_property
    def statements(self) -> list:
        """Everything that the record says, printed or worked out."""
        from helpers.articles.statements import LEVEL, printed_statements
        from helpers.articles.worked import in_dollars, worked

        said = printed_statements(self)
        known = [*said, *worked([one for one in said if one.relation == LEVEL and one.record], self)]
        return [*known, *in_dollars(known, self)]

    @cached_property
    def metric_values(self) -> list[MetricValue]:
        """Every metric of every year, in every reading that has its figures."""
        found = []
        for year in sorted({year for _, year, _ in self.observations}):
            for definition in self.edition.definitions:
                for reading in READINGS:
                    with suppress(MissingFigure):
                        found.append(self.edition.metric(definition.id, reading, year))
        return found


def open_record(folder: str | Path = "") -> Record:
    """Open the record that a folder of tables holds; by default the project's.

    Raises InputError that names the row of a table, and what would fix it.
    """
    tables = check(load(Path(folder) if folder else paths.DATA))
    return Record(tables, edition_of(tables, int(tables.published_figures["year"].max()), READINGS[0]))
