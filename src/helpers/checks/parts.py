"""Parts against their wholes: sums, misprints, minimum shares, and parts of the institutions."""

from collections.abc import Iterator

import pandas as pd

from helpers.checks.findings import Finding
from helpers.figures.interval import Interval, evaluate, exact, total
from helpers.figures.load import Tables
from helpers.figures.observations import Groups, Observation, of_kinds
from helpers.metrics.definitions import LARGE_CONTRACTS, LARGE_INSTITUTIONS, THRESHOLD, VALUE
from helpers.metrics.functions import value_share_floor

LARGE = (LARGE_CONTRACTS.indicator, LARGE_INSTITUTIONS.indicator)


def splits(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The sum of the parts is compared with the whole."""
    for whole, parts in _wholes(groups, tables):
        found = [part[0] for part in parts]
        yield compared("split", (whole[0], *found), total(part.interval for part in found), whole[0].unit)


def misprints(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """A whole that differs from the sum of its source's own parts, and from what others print, is taken for a misprint."""
    found = {}
    for whole, parts in _wholes(groups, tables):
        for printed in whole[1:]:
            own = [of_source(part, printed) for part in parts]
            summed = total(part.interval for part in own)
            others = [one for one in whole if one.interval.agrees(summed)]
            is_own = all(part.source == printed.source for part in own)
            if is_own and others and not printed.interval.agrees(summed):
                found.setdefault(printed, Finding("misprint", "slip", (printed, *own), summed, printed.unit))
    yield from found.values()


def _wholes(groups: Groups, tables: Tables) -> Iterator[tuple[list[Observation], list[list[Observation]]]]:
    for (whole, _), names in _declared(tables.indicators, "indicator").items():
        for (indicator, year, scope), group in groups.items():
            parts = [groups.get((name, year, scope)) for name in names]
            if indicator == whole and all(parts):
                yield group, parts
    for (whole, _), names in _declared(tables.scopes, "scope").items():
        for (indicator, year, scope), group in groups.items():
            parts = [groups.get((indicator, year, name)) for name in names]
            if scope == whole and group[0].kind in ("count", "amount") and all(parts):
                yield group, parts


def _declared(table: pd.DataFrame, name: str) -> dict[tuple[str, str], list[str]]:
    found = {}
    for part, whole, split in zip(table[name], table["part_of"], table["split"], strict=True):
        if split:
            found.setdefault((whole, split), []).append(part)
    return dict(sorted(found.items()))


def floors(groups: Groups, _: Tables) -> Iterator[Finding]:
    """The number above 100 million yuan, times that amount, is compared with the contract value, which it cannot exceed."""
    for count in (one for ones in groups.values() for one in ones[:1] if one.indicator in LARGE):
        value = groups.get((VALUE.indicator, count.year, count.scope))
        floor = value and evaluate(value_share_floor, count.interval, exact(THRESHOLD.value), value[0].interval)
        if floor and floor.floor > 1:
            yield Finding("floor", "conflict", (count, value[0]), floor, "1")


def scopes(groups: Groups, tables: Tables) -> Iterator[Finding]:
    """The number or amount of a part of the institutions is compared with that of all, or its whole, which it cannot exceed."""
    containing = dict(zip(tables.indicators["indicator"], tables.indicators["part_of"], strict=True))
    for part in of_kinds(groups, "count", "amount"):
        names = [part.indicator, containing.get(part.indicator)] if part.scope != "all" else []
        for wholes in filter(None, (groups.get((name, part.year, "all")) for name in names)):
            if all(part.interval.floor > whole.interval.ceiling for whole in wholes):
                yield Finding("scope", "conflict", (part, wholes[0]))
                break


def compared(rule: str, observations: tuple[Observation, ...], worked: Interval, unit: str) -> Finding:
    """Compare the first observation with the value calculated from the others."""
    agrees = observations[0].interval.agrees(worked)
    # A rate on another basis is no contradiction: assumption A1.
    severity = "agreement" if agrees else "basis" if rule == "growth" else "conflict"
    return Finding(rule, severity, observations, worked, unit)


def of_source(group: list[Observation], printed: Observation) -> Observation:
    """Return the figure that the source of another one prints, or else the leading one."""
    return next((one for one in group if one.source == printed.source), group[0])
