"""Indicators: one tidy table of statements, each an indicator for a year as one source printed it, with its bounds."""

from dataclasses import dataclass

import pandas as pd

from helpers.interval import Interval, printed
from helpers.markup import escape, link
from helpers.tables import Tables
from helpers.wording import number

READINGS = ("compilers", "press")
GRADES = ("compiler", "press", "secondary", "statistics")
PRECISIONS = ("exact", "rounded", "more_than", "about")


@dataclass(frozen=True)
class Statement:
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
    row: int

    @property
    def anchor(self) -> str:
        """Name of the entry that says who printed the figure."""
        return f"{self.indicator}-{self.year}" + ("" if self.scope == "all" else f"-{self.scope}")

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
        return escape(f"{self.publisher} ({self.published or 'undated'})")


def tidy(tables: Tables) -> pd.DataFrame:
    """Return the statements, one row each, those that lead for their indicator, year and scope first.

    Columns: year, indicator, scope, value, low, high, unit, label, kind, of, part_of, split, precision, rounded_to,
    printed, source, publisher, published, grade, reading, note; value, low and high in `unit`, the index is the row in
    published_figures.csv. A compiler leads over the press, the press over a secondary text, then a finer figure over a
    coarser one.
    """
    frame = tables.published_figures.join(tables.indicators.drop(columns="unit").set_index("indicator"), on="indicator")
    frame = frame.join(tables.sources.drop(columns="note").set_index("source"), on="source")
    bounds = [printed(*f) for f in zip(frame["value"], frame["precision"], frame["rounded_to"], strict=True)]
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


def statements(frame: pd.DataFrame, year: int, indicator: str, scope: str = "all") -> list[Statement]:
    """Return every statement of an indicator, year and scope, the leading one first."""
    chosen = frame[(frame["year"] == year) & (frame["indicator"] == indicator) & (frame["scope"] == scope)]
    return [statement(row, values) for row, values in chosen.iterrows()]


def grouped(frame: pd.DataFrame) -> dict[tuple[str, int, str], list[Statement]]:
    """Return the statements by indicator, year and scope, the leading one of each group first."""
    groups = {}
    for row, values in frame.iterrows():
        one = statement(row, values)
        groups.setdefault((one.indicator, one.year, one.scope), []).append(one)
    return groups


def statement(row: int, values: pd.Series) -> Statement:
    """Return one row of the tidy table as a statement."""
    bounds = (None if pd.isna(values[b]) else float(values[b]) for b in ("low", "high"))
    names = ("unit", "label", "kind", "of", "printed", "source", "publisher", "published", "grade")
    texts = {name: values[name] for name in names}
    interval = Interval(float(values["value"]), *bounds)
    return Statement(int(values["year"]), values["indicator"], values["scope"], interval, row=row, **texts)


def years(frame: pd.DataFrame, *needed: str) -> list[int]:
    """Return the years for which all the needed indicators are printed for all institutions.

    >>> from helpers import project, tables
    >>> years(tidy(tables.load(project.DATA)), "value_6modes", "contracts_6modes")
    [2019, 2020, 2022, 2023]
    """
    have = [set(frame.loc[(frame["indicator"] == n) & (frame["scope"] == "all"), "year"]) for n in needed]
    return sorted(set.intersection(*have))
