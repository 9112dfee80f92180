"""Observations: an indicator for a year and scope as one source printed it, with its bounds; one tidy table of them all."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields

import pandas as pd

from helpers.figures.interval import LIMITLESS, Interval, printed
from helpers.figures.load import Tables
from helpers.figures.schema import COLUMNS
from helpers.rows import Tabled, data

READINGS = ("compilers", "press")
# Readings of a user's own register: all of it, and one institution of it; each has a scope of its own.
OWN = ("own", "institution")
GRADES = ("compiler", "press", "secondary", "statistics")
# Who prints a figure again may be revising it.
OFFICIAL = ("compiler", "statistics")
# The least and the most that a figure of a kind can be, whatever its rounding: no number or amount of money is below zero.
LIMITS = dict.fromkeys(("count", "amount", "conversion", "average"), (0, math.inf))
LIMITS |= {"share": (0, 100), "growth": (-100, math.inf)}
# What is known of a figure from the tables that declare its indicator and its source.
_DECLARED = ("label", "kind", "of", "part_of", "split", "publisher", "published", "grade", "reading")
# Of names that a description of the tables may allow without a declaration.
_UNDECLARED = dict.fromkeys(_DECLARED, "") | {"declared": "no unit", "low_bound": "no bound", "high_bound": "no bound"}


@dataclass(frozen=True, repr=False)
class Observation(Tabled):
    """What one source printed for one indicator, year and scope."""

    year: int
    indicator: str
    scope: str
    interval: Interval
    unit: str
    precision: str
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

    def __repr__(self) -> str:
        return f"{self.indicator} of {self.year}, {self.scope}: {self.interval.described} {self.unit}, {self.source}"

    @property
    def qualifier(self) -> str:
        """What is to be said of the value where a bound is missing; of one printed as "nearly", that."""
        return "nearly" if self.precision == "nearly" else self.interval.qualifier

    @property
    def inputs(self) -> tuple["Observation"]:
        """The observations that it rests on: it alone."""
        return (self,)

    @property
    def rows(self) -> list[dict[str, object]]:
        """The figure as plain data, in one row."""
        return [data(self, id=self.indicator, scope=self.scope, unit=self.unit, source=self.source)]

    def supersedes(self, other: "Observation") -> bool:
        """Whether the office that printed another figure printed this one in its place, on a later date."""
        is_of_one_office = self.publisher == other.publisher and self.grade == other.grade and self.grade in OFFICIAL
        # A date that is known by its year alone is not before a day of that year.
        is_later = self.published > other.published != "" and not self.published.startswith(other.published)
        return is_of_one_office and is_later and not self.interval.agrees(other.interval)


Groups = dict[tuple[str, int, str], list[Observation]]


def joined(tables: Tables, name: str) -> dict[int, dict[str, str]]:
    """Return the figures of a table by row, each with what is declared of its indicator, its source and its precision."""
    parts = []
    for table in ("indicators", "sources", "precisions"):
        key, *columns = COLUMNS[table].split()
        declared = getattr(tables, table)[[key, *columns]].to_dict("records")
        parts.append((key, {one[key]: one for one in declared}))
    found = {}
    for row, figure in getattr(tables, name)[COLUMNS["published_figures"].split()].to_dict("index").items():
        found[row] = dict(_UNDECLARED)
        for key, declared in parts:
            found[row] |= declared.get(figure[key], {})
        # The unit so far is that of the indicator.
        found[row] |= {"declared": found[row].get("unit", "no unit")} | figure
    return found


def tidy(tables: Tables, name: str = "published_figures") -> pd.DataFrame:
    """Return the observations, one row each, those that lead for their indicator, year and scope first.

    Columns: year, indicator, scope, value, low, high, unit, label, kind, of, part_of, split, precision, rounded_to,
    printed, source, publisher, published, grade, reading, note; value, low and high in `unit`, the index is the row in
    published_figures.csv. A compiler leads over the press, the press over a secondary text, then a finer figure over a
    coarser one.
    """
    figures = joined(tables, name)
    columns = [*COLUMNS["published_figures"].split(), *_DECLARED]
    frame = pd.DataFrame(figures.values(), index=figures.keys(), columns=columns, dtype=object)
    bounds = [interval_of(figure) for figure in figures.values()]
    finest_first = list(tables.precisions["precision"])
    frame = frame.assign(
        year=frame["year"].astype(int),
        value=[b.value for b in bounds],
        low=pd.array([b.low for b in bounds], dtype="Float64"),
        high=pd.array([b.high for b in bounds], dtype="Float64"),
        rank=[GRADES.index(g) for g in frame["grade"]],
        fineness=[finest_first.index(p) for p in frame["precision"]],
        step=pd.to_numeric(frame["rounded_to"]).fillna(0),
    )
    order = ["year", "indicator", "scope", "rank", "fineness", "step"]
    return frame.sort_values(order, kind="stable").drop(columns=["rank", "fineness", "step"])


def interval_of(figure: dict[str, str]) -> Interval:
    """Return the interval of the cells of a figure, joined with those of its precision and the kind of its indicator."""
    ends = (figure["low_bound"], figure["high_bound"])
    return printed(figure["value"], figure["rounded_to"], ends, LIMITS.get(figure["kind"], LIMITLESS))


def grouped(frame: pd.DataFrame) -> Groups:
    """Return the observations by indicator, year and scope, the leading one of each group first."""
    groups = {}
    for row, cells in frame.to_dict("index").items():
        low, high = (None if pd.isna(cells[bound]) else float(cells[bound]) for bound in ("low", "high"))
        cells |= {"year": int(cells["year"]), "interval": Interval(float(cells["value"]), low, high), "row": row}
        observation = Observation(**{field.name: cells[field.name] for field in fields(Observation)})
        key = (observation.indicator, observation.year, observation.scope)
        groups.setdefault(key, []).append(observation)
    for key, group in groups.items():
        superseded = [one for one in group if any(other.supersedes(one) for other in group)]
        groups[key] = [one for one in group if one not in superseded] + superseded
    return groups


def reading_name(reading: str) -> str:
    """Return a reading in words.

    >>> reading_name("compilers"), reading_name("press")
    ("compilers' reading", 'press reading')
    """
    return "compilers' reading" if reading == READINGS[0] else f"{reading} reading"


def of_kinds(groups: Groups, *kinds: str) -> Iterator[Observation]:
    """Yield the observations of some kinds."""
    for observations in groups.values():
        yield from (observation for observation in observations if observation.kind in kinds)


def years(groups: Groups, *needed: str) -> list[int]:
    """Return the years for which all the needed indicators are printed for all institutions."""
    printed_in = {year for _, year, _ in groups}
    return sorted(year for year in printed_in if all((indicator, year, "all") in groups for indicator in needed))
