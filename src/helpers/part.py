"""An edition of a part of the institutions, such as universities."""

from helpers.checks.status import with_status
from helpers.edition import Edition
from helpers.figures.observations import Groups
from helpers.metrics.values import MetricValue


class Part(Edition):
    """An edition in which each figure of a part of the institutions stands where that of all would.

    >>> from helpers import open_edition
    >>> Part(open_edition(2020), "universities").figure("contracts_3modes").interval.value
    17157.0
    """

    def __init__(self, edition: Edition, scope: str):
        super().__init__(edition.tables, edition.year, edition.reading)
        self.scope = scope

    @property
    def observations(self) -> Groups:
        """The observations of parts by indicator, year and scope; those of this part as if they were of all."""
        own = {
            (indicator, year, "all"): group for (indicator, year, scope), group in self.published.items() if scope == self.scope
        }
        return {key: group for key, group in self.published.items() if key[2] != "all"} | own

    def _with_status(self, value: MetricValue) -> MetricValue:
        return with_status(value, self.published, self.findings)
