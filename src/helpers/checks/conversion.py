"""Amounts that a source prints in yuan and in dollars, compared with exchange rates."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from helpers.checks.findings import Finding
from helpers.figures.interval import Interval
from helpers.figures.observations import Groups, Observation
from helpers.metrics.bounds import evaluate
from helpers.metrics.functions import exchange_rate


@dataclass(frozen=True)
class Rates:
    """The exchange rates of a year or of the days around publication: their median, lowest and highest, or None if unknown."""

    period: str
    span: Interval | None


def conversions(groups: Groups, rates: pd.DataFrame) -> Iterator[Finding]:
    """Yield what each converted amount implies; `detail` holds the rates that it was compared with, a fitting one last."""
    for observations in groups.values():
        for dollars in observations:
            yuan = _yuan(groups, dollars)
            implied = yuan and evaluate(exchange_rate, yuan.interval, dollars.interval)
            if implied:
                yield _compared(dollars, yuan, implied, rates)


def _yuan(groups: Groups, dollars: Observation) -> Observation | None:
    """Return the amount that was converted, as the same source prints it if it does."""
    if dollars.kind != "conversion" or not dollars.interval.claimed:
        return None
    amounts = groups.get((dollars.of, dollars.year, dollars.scope), [None])
    return next((amount for amount in amounts if amount and amount.source == dollars.source), amounts[0])


def _compared(dollars: Observation, yuan: Observation, implied: Interval, rates: pd.DataFrame) -> Finding:
    compared = []
    of_the_week = Rates("the days within a week of publication", _week(rates, dollars.published))
    of_the_year = Rates(str(dollars.year), _year(rates, dollars.year))
    # What a source converted at a rate that is not in the table cannot be judged.
    severity = "conflict" if of_the_week.span else "unknown"
    for known in (of_the_week, of_the_year):
        compared.append(known)
        if known.span and implied.agrees(known.span):
            severity = "basis"
            break
    return Finding("dollars", severity, (dollars, yuan), implied, "CNY per USD", tuple(compared))


def _week(rates: pd.DataFrame, published: str) -> Interval | None:
    days = rates[rates["period_type"] == "day"]
    distance = pd.to_datetime(days["period"]) - pd.to_datetime(published, errors="coerce")
    return _span(days.loc[distance.abs() <= pd.Timedelta(days=7), "cny_per_usd"])


def _year(rates: pd.DataFrame, year: int) -> Interval | None:
    return _span(rates.loc[rates["period"] == str(year), "cny_per_usd"])


def _span(rates: pd.Series) -> Interval | None:
    found = rates.astype(float)
    return None if found.empty else Interval(found.median(), found.min(), found.max())
