"""Amounts that a source prints in yuan and in dollars, compared with exchange rates."""

from collections.abc import Iterator

import pandas as pd

from helpers.checks.findings import Finding
from helpers.figures.interval import Interval, evaluate
from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation, of_kinds
from helpers.metrics.functions import exchange_rate


def conversions(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The exchange rate implied by the two amounts is compared with rates of the year and of the days around publication.

    `detail` holds each period that it was compared with and the span of its rates (None if unknown), a fitting one last.
    """
    for dollars in of_kinds(groups, "conversion"):
        amounts = groups.get((dollars.of, dollars.year, dollars.scope))
        if amounts and dollars.interval.claimed:
            # The amount that was converted, as the same source prints it if it does.
            yuan = next((amount for amount in amounts if amount.source == dollars.source), amounts[0])
            implied = evaluate(exchange_rate, yuan.interval, dollars.interval)
            if implied:
                yield _compared(dollars, yuan, implied, tables.exchange_rates)


def _compared(dollars: Observation, yuan: Observation, implied: Interval, rates: pd.DataFrame) -> Finding:
    days, published = rates[rates["period_type"] == "day"], pd.to_datetime(dollars.published, errors="coerce")
    of_the_week = days[(pd.to_datetime(days["period"]) - published).abs() <= pd.Timedelta(days=7)]
    of_the_year = rates[rates["period"] == str(dollars.year)]
    compared, severity = [], "conflict"
    for period, found in (("the days within a week of publication", of_the_week), (str(dollars.year), of_the_year)):
        known = found["cny_per_usd"].astype(float)
        span = None if known.empty else Interval(known.median(), known.min(), known.max())
        compared.append((period, span))
        if span and implied.agrees(span):
            severity = "basis"
            break
    return Finding("dollars", severity, (dollars, yuan), implied, "CNY per USD", tuple(compared))
