"""Claims: a number of an article, what it is about, and what the record says of it."""

from dataclasses import dataclass

from helpers.figures.observations import Observation
from helpers.metrics.values import MetricValue

AGREES, DIFFERS, DISPUTED, UNKNOWN, UNCLEAR = VERDICTS = ("agrees", "differs", "disputed", "not in the record", "unclear")
# Why a number may differ, in the order in which it is asked; none: nothing explains it.
KINDS = ("year", "scope", "indicator", "basis", "series", "unit", "currency", "digits", "arithmetic", "none")


@dataclass(frozen=True)
class Claim:
    """A number at a place in the text, in the units of the record (1 for a share or rate), with its verdict.

    `kind` is one of KINDS where it differs, else empty; `explanation` says the same to a reader. `indicator` is that of an
    observation or a metric, empty where the record has none, as `year` is None and `scope` empty. `record` is what it was held
    against.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    indicator: str = ""
    year: int | None = None
    scope: str = ""
    verdict: str = UNKNOWN
    kind: str = ""
    explanation: str = ""
    record: tuple[Observation | MetricValue, ...] = ()
