"""Sums of a register, one per indicator, or the reason why a sum is withheld."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.cells import FEN

LARGEST = 10
SINGLE = "the value of a single row could be calculated from it"
SEVERAL = "some rows record several contracts"
ALONE = "it is defined only for several institutions"
FEW = "the register has ten institutions or fewer"
SPLIT = {"3modes": MODES_OF_CONTRACT[:3], "3services": MODES_OF_CONTRACT[3:]}


@dataclass(frozen=True)
class Sum:
    """An indicator of a year, summed over so many rows; where there is a reason to withhold it, the value means nothing."""

    indicator: str
    year: int
    value: float
    rows: int
    reason: str = ""


def sums(groups: pd.DataFrame, year: int, threshold: int) -> Iterator[Sum]:
    """Yield every indicator of a year, and those of the year before that growth needs; values in yuan.

    `groups` has the columns of `Counted.groups`, of a whole register or of one institution.
    """
    now, before = groups[groups["year"] == year], groups[groups["year"] == year - 1]
    for part, of in ((now, year), (before, year - 1)):
        if len(part):
            yield Sum("contracts_6modes", of, int(part["contracts"].sum()), _rows(part))
            yield _value("value_6modes", of, part)
            yield Sum("reporting_institutions", of, part["institution"].nunique(), _rows(part))
    yield from _split(now, year, {mode: now[now["mode"] == mode] for mode in MODES_OF_CONTRACT}, "_mode")
    yield from _split(now, year, {name: now[now["mode"].isin(modes)] for name, modes in SPLIT.items()}, "")
    several = "" if now["single"].all() else SEVERAL
    yield Sum("single_contracts_over_100m_6modes", year, int(now["over"].sum()), _rows(now), several)
    yield from _concentration(now, year, threshold)
    none = "" if len(before) else none_of(year - 1)
    for one in _bases(now, before, year):
        yield replace(one, reason=none or one.reason)


def sums_of(institution: str, groups: pd.DataFrame, year: int, threshold: int) -> Iterator[Sum]:
    """Yield the sums of one institution, withheld where the difference from the register's sum would be a single row."""
    whose = groups["institution"] == institution
    others = {(one.indicator, one.year): one.reason for one in sums(groups[~whose], year, threshold)}
    for one in sums(groups[whose], year, threshold):
        shows = others.get((one.indicator, one.year)) == SINGLE
        yield replace(one, reason=one.reason or (SINGLE if shows else ""))


def accounts(rows: dict[str, int], year: int) -> Iterator[Sum]:
    """Yield the numbers of rows read, used, of other years and rejected."""
    read = sum(rows.values())
    yield Sum("rows_read", year, read, read)
    for what, number in rows.items():
        yield Sum(f"rows_{what.replace(' ', '_')}", year, number, read)


def none_of(year: int) -> str:
    """Return the reason why sums of a year without rows are unknown."""
    return f"the register has no rows of {year}"


def _rows(part: pd.DataFrame) -> int:
    return int(part["rows"].sum())


def _value(indicator: str, year: int, part: pd.DataFrame, shows_single: bool = False) -> Sum:
    rows = _rows(part)
    return Sum(indicator, year, int(part["fen"].sum()) / FEN, rows, SINGLE if rows == 1 or shows_single else "")


def _split(now: pd.DataFrame, year: int, parts: dict[str, pd.DataFrame], ending: str) -> Iterator[Sum]:
    """Yield contracts and value of each part; all values are withheld where one would be that of a single row."""
    single = any(_rows(part) == 1 for part in parts.values())
    for name, part in parts.items():
        yield Sum(f"contracts_{name}{ending}", year, int(part["contracts"].sum()), _rows(part))
        yield _value(f"value_{name}{ending}", year, part, single)


def _concentration(now: pd.DataFrame, year: int, threshold: int) -> Iterator[Sum]:
    """Yield sums that compare institutions: those above the threshold, the largest, and values by rank."""
    each = now.groupby("institution")[["fen", "rows"]].sum().sort_values("fen", kind="stable")
    alone = ALONE if len(each) < 2 else ""
    large, largest = each.index[each["fen"] > threshold * FEN], each.index[-LARGEST:]
    yield Sum("institutions_over_100m_6modes", year, len(large), _rows(now), alone)
    above, most = (now[now["institution"].isin(chosen)] for chosen in (large, largest))
    yield _part("value_institutions_over_100m_6modes", year, above, now, alone)
    # One of the two parts contains the other, so their difference must not be a single row either.
    between = SINGLE if abs(_rows(above) - _rows(most)) == 1 else ""
    few = FEW if len(each) <= LARGEST else ""
    top = _part("value_top10_institutions_6modes", year, most, now, alone or few)
    yield replace(top, reason=top.reason or between)
    ranked = sum(rank * int(fen) for rank, fen in enumerate(each["fen"], 1)) / FEN
    # Of two institutions, the value of each follows from the sum and the sum by rank.
    pair = SINGLE if len(each) == 2 and (each["rows"] == 1).any() else ""
    yield Sum("ranked_value_6modes", year, ranked, _rows(now), alone or pair)


def _part(indicator: str, year: int, part: pd.DataFrame, whole: pd.DataFrame, reason: str) -> Sum:
    """Return the value of a part, withheld for a reason or where the part or the rest of the whole is a single row."""
    one = _value(indicator, year, part, shows_single=_rows(whole) - _rows(part) == 1)
    return replace(one, reason=reason or one.reason)


def _bases(now: pd.DataFrame, before: pd.DataFrame, year: int) -> Iterator[Sum]:
    """Yield sums of institutions with contracts in both years, only in the year, and only in the year before."""
    alone = ALONE if pd.concat([now, before])["institution"].nunique() < 2 else ""
    both = set(now["institution"]) & set(before["institution"])
    stayed, entered = now[now["institution"].isin(both)], now[~now["institution"].isin(both)]
    had, left = before[before["institution"].isin(both)], before[~before["institution"].isin(both)]
    yield Sum("institutions_reporting_both_years", year, len(both), _rows(stayed), alone)
    yield Sum("institutions_entered", year, entered["institution"].nunique(), _rows(entered), alone)
    yield Sum("institutions_left", year, left["institution"].nunique(), _rows(left), alone)
    yield _part("value_both_years_6modes", year, stayed, now, alone)
    yield _part("value_entered_6modes", year, entered, now, alone)
    yield _part("previous_value_both_years_6modes", year, had, before, alone)
    yield _part("value_left_6modes", year, left, before, alone)
