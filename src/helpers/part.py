"""An edition of a part of the institutions, such as universities."""

from functools import cached_property

from helpers.edition import Edition
from helpers.figures.observations import Groups


class Part(Edition):
    """An edition in which each figure of a part of the institutions stands where that of all would.

    >>> from helpers import open_edition
    >>> Part(open_edition(2020), "universities").figure("contracts_3modes").interval.value
    17157.0
    """

    def __init__(self, edition: Edition, scope: str):
        super().__init__(edition.tables, edition.year, edition.reading)
        self.scope = scope
        # Grouped and compared once, for all parts.
        self.published, self.findings = edition.published, edition.findings

    @cached_property
    def observations(self) -> Groups:
        """The observations of parts by indicator, year and scope; those of this part as if they were of all."""
        parts = {key: group for key, group in self.published.items() if key[2] != "all"}
        own = {(key[0], key[1], "all"): group for key, group in parts.items() if key[2] == self.scope}
        return parts | own
