"""Indicators: one tidy table of observations, each an indicator for a year as one source printed it, with its bounds."""

from dataclasses import dataclass

import pandas as pd

from helpers.display.formatting import number
from helpers.display.markup import escape, link
from helpers.figures.interval import Interval, printed
from helpers.figures.load import Tables

READINGS = ("compilers", "press")
# Readings of a user's own register: all of it, and one institution of it; each has a scope of its own.
OWN = ("own", "institution")
GRADES = ("compiler", "press", "secondary", "statistics")
PRINTED = ("value", "precision", "rounded_to")
# No count or amount of money is below nothing, whatever its rounding.
LOWEST = {"count": 0, "amount": 0, "conversion": 0, "average": 0, "share": 0, "growth": -100}
PRECISIONS = ("exact", "rounded", "more_than", "about")


@dataclass(frozen=True)
class Observation:
    """What one source printed for one indicator, year and scope."""

    year: int
    indicator: str
    scope: str
    interval: Interval
    unit: str
    label: str
    kind: str
    of: str
    printed: str
    source: str
    publisher: str
    published: str
    grade: str
    reading: str
    note: str
    row: int

    @property
    def anchor(self) -> str:
        """Name of the entry that says who printed the figure."""
        return f"{self.indicator}-{self.year}" + ("" if self.scope == "all" else f"-{self.scope}")

    def finding(self, rule: str) -> str:
        """Return the name of the entry that says what a rule found about the figure."""
        return f"{rule}-{self.anchor}-{self.source}"

    @property
    def text(self) -> str:
        """The figure in words, linked to the entry that says who printed it."""
        return link(escape(number(self.interval, self.unit)), self.anchor)

    @property
    def name(self) -> str:
        """What the figure is of, and when."""
        scope = "" if self.scope == "all" else f" ({self.scope})"
        return f"{escape(self.label)} in {self.year}{scope}"

    @property
    def credit(self) -> str:
        """Source in words: who, and when."""
        return escape(self.publisher if self.scope in OWN else f"{self.publisher} ({self.published or 'undated'})")


Groups = dict[tuple[str, int, str], list[Observation]]


def tidy(tables: Tables) -> pd.DataFrame:
    """Return the observations, one row each, those that lead for their indicator, year and scope first.

    Columns: year, indicator, scope, value, low, high, unit, label, kind, of, part_of, split, precision, rounded_to,
    printed, source, publisher, published, grade, reading, note; value, low and high in `unit`, the index is the row in
    published_figures.csv. A compiler leads over the press, the press over a secondary text, then a finer figure over a
    coarser one.
    """
    frame = tables.published_figures.join(tables.indicators.drop(columns="unit").set_index("indicator"), on="indicator")
    frame = frame.join(tables.sources.drop(columns="note").set_index("source"), on="source")
    bounds = [_at_least(LOWEST.get(k), printed(*f)) for k, *f in zip(*(frame[c] for c in ("kind", *PRINTED)), strict=True)]
    frame = frame.assign(
        year=frame["year"].astype(int),
        value=[b.value for b in bounds],
        low=pd.array([b.low for b in bounds], dtype="Float64"),
        high=pd.array([b.high for b in bounds], dtype="Float64"),
        rank=[GRADES.index(g) for g in frame["grade"]],
        fineness=[PRECISIONS.index(p) for p in frame["precision"]],
        step=pd.to_numeric(frame["rounded_to"]).fillna(0),
    )
    order = ["year", "indicator", "scope", "rank", "fineness", "step"]
    return frame.sort_values(order, kind="stable").drop(columns=["rank", "fineness", "step"])


def _at_least(lowest: float | None, interval: Interval) -> Interval:
    if lowest is None or interval.low is None:
        return interval
    return Interval(interval.value, max(interval.low, lowest), interval.high)


def grouped(frame: pd.DataFrame) -> Groups:
    """Return the observations by indicator, year and scope, the leading one of each group first."""
    groups = {}
    for row, values in frame.to_dict("index").items():
        one = _statement(row, values)
        groups.setdefault((one.indicator, one.year, one.scope), []).append(one)
    return groups


def _statement(row: int, values: dict[str, object]) -> Observation:
    bounds = (None if pd.isna(values[b]) else float(values[b]) for b in ("low", "high"))
    names = ("unit", "label", "kind", "of", "printed", "source", "publisher", "published", "grade", "reading", "note")
    texts = {name: values[name] for name in names}
    interval = Interval(float(values["value"]), *bounds)
    return Observation(int(values["year"]), values["indicator"], values["scope"], interval, row=row, **texts)


def years(groups: Groups, *needed: str) -> list[int]:
    """Return the years for which all the needed indicators are printed for all institutions."""
    have = ({year for indicator, year, scope in groups if (indicator, scope) == (name, "all")} for name in needed)
    return sorted(set.intersection(*have))
