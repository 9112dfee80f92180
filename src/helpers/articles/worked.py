"""Worked out: changes, shares and averages that follow from two figures of the record."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from helpers.articles.record import Record
from helpers.articles.statements import AVERAGE, COMPOUND, EACH, GROWTH, INCREASE, LEVEL, SHARE, TIMES, TOTALS, Statement
from helpers.figures.interval import Interval, evaluate
from helpers.metrics import functions as f


def worked(levels: list[Statement], record: Record) -> Iterator[Statement]:
    """Yield changes, shares and averages that follow from two figures that the record prints."""
    by_place = {}
    for one in levels:
        if one.interval.claimed or one.unit != "USD":
            by_place.setdefault((one.indicator, one.year, one.scope), one)
    part_of = dict(zip(record.tables.indicators["indicator"], record.tables.indicators["part_of"], strict=True))
    containing = dict(zip(record.tables.scopes["scope"], record.tables.scopes["part_of"], strict=True))
    for (indicator, year, scope), one in by_place.items():
        for (other, since, of), before in by_place.items():
            if other == indicator and of == scope and since < year:
                yield from _changes(one, before)
        for whole in _wholes(part_of, indicator):
            yield from _made((SHARE, "percent"), _percent, one, by_place.get((whole, year, scope)))
        yield from _made((SHARE, "percent"), _percent, one, by_place.get((indicator, year, containing.get(scope) or "all")))
        if one.unit == "CNY" or one.thing.noun in ("contract", "agreement"):
            reporting = by_place.get(("reporting_institutions", year, scope))
            answering = by_place.get(("answering_institutions", year, scope))
            yield from _made((EACH, f"{one.unit} per institution"), f.average, one, reporting or answering)
        if one.thing.noun == "value":
            contracts = by_place.get((indicator.replace("value", "contracts"), year, scope))
            yield from _made((AVERAGE, "CNY per contract"), f.average, one, contracts)


def in_dollars(known: list[Statement], record: Record) -> Iterator[Statement]:
    """Yield amounts in dollars at the average rate of their year: at another rate they would not be wrong."""
    rates = record.tables.exchange_rates
    of_years = rates[rates["period_type"] == "year average"]
    by_year = dict(zip(of_years["period"], of_years["cny_per_usd"].astype(float), strict=True))
    for one in known:
        rate = by_year.get(str(one.year))
        if rate and one.unit.startswith("CNY") and one.relation in (LEVEL, AVERAGE, EACH) and not one.note:
            dollars = Interval(one.interval.value / rate, None, None)
            yield replace(one, unit=one.unit.replace("CNY", "USD"), interval=dollars, digit=0, rate=rate)


def _wholes(part_of: dict[str, str], indicator: str) -> Iterator[str]:
    while indicator := part_of.get(indicator, ""):
        yield indicator


def _changes(one: Statement, before: Statement) -> Iterator[Statement]:
    yield from _made((GROWTH, "percent"), lambda now, then: 100 * f.growth_rate(now, then), one, before)
    yield from _made((INCREASE, one.unit), lambda now, then: now - then, one, before)
    yield from _made((TIMES, "times"), f.average, one, before)
    years = one.year - before.year
    if years > 1 and before.interval.value > 0:
        yield from _made((COMPOUND, "percent"), lambda now, then: 100 * f.compound_growth_rate(now, then, years), one, before)


def _percent(part: float, whole: float) -> float:
    return 100 * f.share(part, whole)


def _made(kind: tuple[str, str], function: Callable, one: Statement, other: Statement | None) -> Iterator[Statement]:
    """Yield what a function makes of two statements, if the second is there and is another."""
    relation, unit = kind
    if other is None or other is one:
        return
    interval = evaluate(function, one.interval, other.interval)
    if interval:
        basis = TOTALS if relation == GROWTH else ""
        yield replace(
            one, relation=relation, unit=unit, interval=interval, digit=0, record=one.record + other.record, basis=basis,
            disputed=one.disputed or other.disputed, whole=other.thing, since=other.year if other.year < one.year else 0,
        )  # fmt: skip
