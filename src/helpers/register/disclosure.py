"""Sums of a register, one per indicator, or the reason why a sum is withheld."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.coverage import Sum
from helpers.register.money import FEN

LARGEST = 10
SINGLE = "the value of a single row could be calculated from it"
SEVERAL = "some rows record several contracts"
# What marks each page and file in which it is not withheld.
INTERNAL = "internal: rests on single contracts"
ALONE = "it is defined only for several institutions"
NONE = "the register has no rows of {}"
FEW = "the register has ten institutions or fewer"


def sums(groups: pd.DataFrame, year: int, threshold: int) -> Iterator[Sum]:
    """Yield every indicator of a year, and those of the year before that growth needs; values in yuan.

    `groups` has the columns of `Counted.groups`, of a whole register or of one institution.
    """
    now, before = groups[groups["year"] == year], groups[groups["year"] == year - 1]
    for part, of in ((now, year), (before, year - 1)):
        if len(part):
            yield from _split(of, {"6modes": part})
            yield Sum("reporting_institutions", of, part["institution"].nunique(), _rows(part))
    yield from _split(year, {f"{mode}_mode": now[now["mode"] == mode] for mode in MODES_OF_CONTRACT})
    three = now["mode"].isin(MODES_OF_CONTRACT[:3])
    yield from _split(year, {"3modes": now[three], "3services": now[~three]})
    several = "" if now["single"].all() else SEVERAL
    yield Sum("single_contracts_over_100m_6modes", year, int(now["over"].sum()), _rows(now), several)
    yield from _concentration(now, year, threshold)
    yield from _bases(now, before, year)


def sums_of(institution: str, groups: pd.DataFrame, year: int, threshold: int) -> Iterator[Sum]:
    """Yield the sums of one institution, withheld where the difference from the register's sum would be a single row."""
    whose = groups["institution"] == institution
    single = {(one.indicator, one.year) for one in sums(groups[~whose], year, threshold) if one.reason == SINGLE}
    for one in sums(groups[whose], year, threshold):
        yield replace(one, reason=SINGLE) if not one.reason and (one.indicator, one.year) in single else one


def accounts(rows: dict[str, int], year: int) -> Iterator[Sum]:
    """Yield the numbers of rows read, used, of other years and rejected."""
    read = sum(rows.values())
    for what, number in {"read": read, **rows}.items():
        yield Sum(f"rows_{what.replace(' ', '_')}", year, number, read)


def _rows(part: pd.DataFrame) -> int:
    return int(part["rows"].sum())


def _valued(part: pd.DataFrame) -> int:
    """Return how many rows hold the value of a part: those of a number of contracts alone hold none."""
    return int((part["rows"] - part["counts"]).sum())


def _value(indicator: str, year: int, part: pd.DataFrame, whole: pd.DataFrame, reason: str = "") -> Sum:
    """Return the value of a part, withheld for a reason or where the part or the rest of the whole is a single row."""
    rows = _valued(part)
    single = SINGLE if 1 in (rows, _valued(whole) - rows) else ""
    return Sum(indicator, year, int(part["fen"].sum()) / FEN, rows, reason or single)


def _split(year: int, parts: dict[str, pd.DataFrame]) -> Iterator[Sum]:
    """Yield contracts and value of each part; all values are withheld where one would be that of a single row."""
    single = SINGLE if any(_valued(part) == 1 for part in parts.values()) else ""
    for name, part in parts.items():
        yield Sum(f"contracts_{name}", year, int(part["contracts"].sum()), _rows(part))
        yield _value(f"value_{name}", year, part, part, single)


def _concentration(now: pd.DataFrame, year: int, threshold: int) -> Iterator[Sum]:
    """Yield sums that compare institutions: those above the threshold, the largest, and values by rank."""
    valued = now.assign(valued=now["rows"] - now["counts"])
    each = valued.groupby("institution")[["fen", "valued"]].sum().sort_values("fen", kind="stable")
    alone = ALONE if len(each) < 2 else ""
    large, largest = each.index[each["fen"] > threshold * FEN], each.index[-LARGEST:]
    yield Sum("institutions_over_100m_6modes", year, len(large), _rows(now), alone)
    above, most = (now[now["institution"].isin(chosen)] for chosen in (large, largest))
    yield _value("value_institutions_over_100m_6modes", year, above, now, alone)
    few = FEW if len(each) <= LARGEST else ""
    top = _value("value_top10_institutions_6modes", year, most, now, alone or few)
    # One of the two parts contains the other, so their difference must not be a single row either.
    between = SINGLE if abs(_valued(above) - top.rows) == 1 else ""
    yield replace(top, reason=top.reason or between)
    ranked = sum(rank * int(fen) for rank, fen in enumerate(each["fen"], 1)) / FEN
    # Of two institutions, the value of each follows from the sum and the sum by rank.
    pair = SINGLE if len(each) == 2 and (each["valued"] == 1).any() else ""
    yield Sum("ranked_value_6modes", year, ranked, _rows(now), alone or pair)


def _bases(now: pd.DataFrame, before: pd.DataFrame, year: int) -> Iterator[Sum]:
    """Yield sums of institutions with contracts in both years, only in the year, and only in the year before."""
    names, names_before = set(now["institution"]), set(before["institution"])
    alone = ALONE if len(names | names_before) < 2 else ""
    reason = NONE.format(year - 1) if before.empty else alone
    stays, stayed = now["institution"].isin(names_before), before["institution"].isin(names)
    yield Sum("institutions_reporting_both_years", year, len(names & names_before), _rows(now[stays]), reason)
    yield Sum("institutions_entered", year, len(names - names_before), _rows(now[~stays]), reason)
    yield Sum("institutions_left", year, len(names_before - names), _rows(before[~stayed]), reason)
    yield _value("value_both_years_6modes", year, now[stays], now, reason)
    yield _value("value_entered_6modes", year, now[~stays], now, reason)
    yield _value("previous_value_both_years_6modes", year, before[stayed], before, reason)
    yield _value("value_left_6modes", year, before[~stayed], before, reason)
