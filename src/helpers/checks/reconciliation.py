"""Where observations agree and where they do not: by rule, from values, units and sources alone."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import combinations
from operator import sub
from statistics import median

import pandas as pd

from helpers.checks.findings import SEVERITIES, Finding
from helpers.checks.parts import compared, floors, misprints, of_source, scopes, splits
from helpers.checks.plausibility import slips
from helpers.figures.declarations import bases
from helpers.figures.interval import Interval, evaluate
from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation, of_kinds
from helpers.metrics.basis import COMPARED, COMPARED_BY_TYPE
from helpers.metrics.functions import average, exchange_rate, growth_rate, share

# Numbers with fewer significant digits may be equal by chance.
TELLING_DIGITS = 3
_WEEK = timedelta(days=7)


def reconcile(groups: Groups, tables: Tables) -> list[Finding]:
    """Apply every rule to every observation that is no misprint; the gravest findings first, then the latest years."""
    findings = list(misprints(groups, tables))
    misprinted = [finding.observations[0] for finding in findings]
    sound = {key: [one for one in group if one not in misprinted] for key, group in groups.items()}
    for rule in RULES.values():
        if rule is not misprints:
            findings += rule(sound, tables)
    return sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), -finding.year))


def _repeated(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The figures that several sources print for one indicator, year and scope are compared."""
    for observations in groups.values():
        if len(observations) > 1:
            yield Finding("repeated", _verdict(observations), tuple(observations))


def _verdict(observations: list[Observation]) -> str:
    """Return whether figures agree, were revised by the office that printed them, or contradict each other."""
    apart = [(one, other) for one, other in combinations(observations, 2) if not one.interval.agrees(other.interval)]
    superseded = [old for old in observations if any(one.supersedes(old) for one in observations)]
    # Whoever quotes a figure before its revision contradicts nobody.
    quoted = [one for one in observations if any(one.interval.agrees(old.interval) for old in superseded)]
    if all(one in quoted or other in quoted for one, other in apart):
        return "revision" if apart else "agreement"
    return "conflict"


def _attributed(groups: Groups, _: Tables) -> Iterator[Finding]:
    """One number that different sources print for different indicators of one year is marked."""
    by_number = {}
    for observation in of_kinds(groups, "count", "amount"):
        # Growth compares the institutions that reported for both years: these are one number.
        if (
            observation.indicator not in (COMPARED, COMPARED_BY_TYPE)
            and len(f"{observation.interval.value:.0f}".strip("0")) >= TELLING_DIGITS
        ):
            key = (observation.year, observation.scope, observation.interval.value)
            by_number.setdefault(key, []).append(observation)
    for observations in by_number.values():
        sources = {}
        for observation in observations:
            sources.setdefault(observation.indicator, set()).add(observation.source)
        if not set.intersection(*sources.values()):
            observations.sort(key=lambda one: (-len(sources[one.indicator]), one.indicator))
            yield Finding("attributed", "conflict", tuple(observations))


def _averages(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The printed total divided by the printed number is compared with the printed average."""
    for printed in of_kinds(groups, "average"):
        yield from _divided(groups, printed, printed.of, average)


def _shares(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The printed part divided by its printed whole is compared with the printed share."""
    for printed in of_kinds(groups, "share"):
        # Where only the whole is declared, the part is the indicator that the share is named for.
        part = "" if "/" in printed.of else f"{printed.indicator.removeprefix('share_')} / "
        yield from _divided(groups, printed, part + printed.of, lambda part, whole: share(part, whole) * 100)


def _divided(groups: Groups, printed: Observation, of: str, function: Callable[[float, float], float]) -> Iterator[Finding]:
    """Compare a figure with the quotient of two indicators, named as in "part / whole", where both are printed."""
    (name, scope), (of_all, scope_of_all) = bases(of)
    # The share of some institutions in all, where part and whole are one indicator.
    others = "all" if name == of_all else printed.scope
    part = groups.get((name, printed.year, scope or printed.scope))
    whole = groups.get((of_all, printed.year, scope_of_all or others))
    if part and whole and part != whole and printed not in part:
        one, other = (of_source(group, printed) for group in (part, whole))
        worked = evaluate(function, one.interval, other.interval)
        if worked:
            yield compared(printed.kind, (printed, one, other), worked, printed.unit)


def _growth(groups: Groups, _: Tables) -> Iterator[Finding]:
    """Growth is calculated from the figures printed for the year and the year before, and compared with the printed rate."""
    for printed, now, before in _with_totals(groups, "growth"):
        worked = evaluate(lambda value, previous: growth_rate(value, previous) * 100, now.interval, before.interval)
        if worked:
            yield compared("growth", (printed, now, before), worked, "percent")


def _increases(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The difference of the printed totals is compared with the printed increase."""
    for printed, now, before in _with_totals(groups, "increase"):
        worked = evaluate(sub, now.interval, before.interval)
        yield compared("increase", (printed, now, before), worked, printed.unit)


def _dollars(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The exchange rate implied by the two amounts is compared with rates of the year and of the days around publication.

    `detail` holds each period that it was compared with, the span of its rates (None if unknown) and their sources, a fitting
    one last.
    """
    for dollars in of_kinds(groups, "conversion"):
        amounts = groups.get((dollars.of, dollars.year, dollars.scope))
        if amounts:
            # The amount that was converted, as the same source prints it if it does, else one of its reading.
            yuan = max(amounts, key=lambda one: (one.source == dollars.source, one.reading == dollars.reading))
            implied = evaluate(exchange_rate, yuan.interval, dollars.interval)
            if implied:
                yield _with_rates(dollars, yuan, implied, tables.exchange_rates)


def _with_rates(dollars: Observation, yuan: Observation, implied: Interval, rates: pd.DataFrame) -> Finding:
    published = _day(dollars.published)
    days = rates["period"].map(_day)
    is_near = [bool(day and published) and abs(day - published) <= _WEEK for day in days]
    of_the_week, of_the_year = rates[is_near], rates[rates["period"] == str(dollars.year)]
    # What was converted at a rate that is not in the table, or with an open end, cannot be judged.
    is_open = implied.width is None
    compared, severity = [], "unknown" if of_the_week.empty or is_open else "conflict"
    for period, known in (("days within a week of publication", of_the_week), (f"{dollars.year} on average", of_the_year)):
        values = list(known["cny_per_usd"].astype(float))
        span = Interval(median(values), min(values), max(values)) if values else None
        compared.append((period, span, frozenset(known["source"])))
        if span and not is_open and implied.agrees(span):
            severity = "basis"
            break
    return Finding("dollars", severity, (dollars, yuan), implied, "CNY per USD", tuple(compared))


def _day(period: str) -> date | None:
    """Return a day; nothing for one of which the year or month alone is known."""
    with suppress(ValueError):
        return date.fromisoformat(period)
    return None


def _with_totals(groups: Groups, kind: str) -> Iterator[tuple[Observation, Observation, Observation]]:
    for printed in of_kinds(groups, kind):
        now, before = (groups.get((printed.of, printed.year - back, printed.scope)) for back in (0, 1))
        if now and before:
            yield printed, now[0], before[0]


RULES = {
    "repeated": _repeated, "attributed": _attributed, "split": splits, "average": _averages, "share": _shares,
    "growth": _growth, "increase": _increases, "dollars": _dollars, "floor": floors, "scope": scopes, "slip": slips,
    "misprint": misprints,
}  # fmt: skip
