"""Findings: what a rule found about some observations."""

from dataclasses import dataclass

from helpers.figures.interval import Interval
from helpers.figures.observations import Observation
from helpers.rows import Tabled

# The gravest first.
SEVERITIES = ("conflict", "slip", "basis", "unknown", "revision", "agreement")


@dataclass(frozen=True, repr=False)
class Finding(Tabled):
    """What a rule found: `worked` is calculated for the first observation from the others, in `unit`; `detail` is added."""

    rule: str
    severity: str
    observations: tuple[Observation, ...]
    worked: Interval | None = None
    unit: str = ""
    detail: object = None

    def __repr__(self) -> str:
        worked = f", calculated {self.worked.described} {self.unit}" if self.worked else ""
        return f"{self.severity} ({self.rule}): {'; '.join(map(repr, self.observations))}{worked}"

    @property
    def rows(self) -> list[dict[str, object]]:
        """Its observations as plain data; what was calculated for the first stands beside it."""
        kind = {"severity": self.severity, "rule": self.rule}
        found = [kind | one.rows[0] | {"worked": None, "worked_unit": ""} for one in self.observations]
        if self.worked:
            found[0] |= {"worked": self.worked.value, "worked_unit": self.unit}
        return found

    @property
    def year(self) -> int:
        """The latest data year that it is about."""
        return max(observation.year for observation in self.observations)

    @property
    def disputed(self) -> tuple[Observation, ...]:
        """The observations that it disputes: all where sources contradict each other, else the first."""
        return self.observations if self.rule in ("repeated", "attributed", "split") else self.observations[:1]

    @property
    def inputs(self) -> tuple[Observation, ...]:
        """The observations that it rests on."""
        return self.observations

    @property
    def indicators(self) -> frozenset[str]:
        """The indicators that it is about."""
        return frozenset(observation.indicator for observation in self.observations)
