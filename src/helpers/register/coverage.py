"""How much of a register was counted: what rejected rows may add to its sums, and whether too many of them are rejected."""

import math
from dataclasses import dataclass, replace

import pandas as pd

from helpers.errors import InputError, visible
from helpers.metrics.definitions import MODES_OF_CONTRACT
from helpers.register.cells import CUT, EMPTY, EXAMPLE_ROW, HEADER, NOTE, TOTAL, VOIDED
from helpers.register.dates import DIFFERENT
from helpers.register.measures import ANOTHER, UNKNOWN
from helpers.register.money import FEN

# Rows that are no contracts, or that repeat one that was counted.
NO_CONTRACTS = (TOTAL, HEADER, EMPTY, NOTE, "repeated", "repeated without an id", ANOTHER, EXAMPLE_ROW)
LOST = ["institution", "year", "mode", "rows", "contracts", "fen", "is_readable", "has_contracts"]
REJECTED = "rows of its years were rejected"
LESS = "rows with a value below zero were rejected"
OPEN = "the money of rejected rows cannot be read"
_SUMS_OF_MODES = {"6modes": MODES_OF_CONTRACT, "3modes": MODES_OF_CONTRACT[:3], "3services": MODES_OF_CONTRACT[3:]}
_SUMS_OF_MODES |= {f"{mode}_mode": (mode,) for mode in MODES_OF_CONTRACT}
_FIXES = {
    "unknown mode": f"Use one of {', '.join(MODES_OF_CONTRACT)}, or another word of data/mode_words.csv",
    UNKNOWN: "Name what the row holds: Number or Value, 份数 or 金额",
    "unreadable number": "Write the number in full, with a point before decimals, without words, letters or an exponent",
    CUT: "Put it between quotation marks, or write it without a comma",
    "number with two readings": "Write it without a comma or point between thousands",
    "number shown in part": "Give its cell a format that shows all of it, or name the unit that it shows in the header",
    "foreign currency": "Convert the value to yuan",
    "unknown currency": "Use CNY, 人民币, 142 or 156 for yuan",
    "no unit": "Fill in the unit of the row, or name it with --unit",
    "unit in a remark": "Write the value in the unit of the others, and delete the remark",
    "unknown unit": "Use 元, 万元 or another unit of money",
    "year of two digits": "Write the year with four digits",
    "several dates": "Give the date of signing alone",
    DIFFERENT: "Correct the year that is wrong",
    "impossible date": "Write a date like 2020-03-05",
    "no name of an institution": "Write the name out; where it was destroyed, export the file again in UTF-8",
    "several institutions": "Name the institution that signed first, or that whose register this is",
    "too many cells": "Put a cell that has a comma in it, like 1,200, between quotation marks",
    "error cell": "Correct the formula",
    "formula without a result": "Open the workbook in a spreadsheet and save it, so that results are kept",
    "id cut by a spreadsheet": "Format the column of ids as text, and enter them again",
    "conflicting id": "Give each contract an id of its own, or leave the column out: --ignore and its header",
    VOIDED: "Delete the row, or count all: --ignore and the header of the column that says so",
    "quotation mark amid a cell": "Double each quotation mark that is part of a text",
    "one value for several rows": "Give each row its own value",
}  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """An indicator of a year, summed over so many rows; where there is a reason to withhold it, the value means nothing.

    `more` is what rejected rows may add at most, None where nobody knows.
    """

    indicator: str
    year: int
    value: float
    rows: int
    reason: str = ""
    more: float | None = 0


def widened(one: Sum, lost: pd.DataFrame, names: set[str]) -> Sum:
    """Return a sum with what the rejected rows of its years may add, or unknown where they may do anything to it.

    `lost` has the columns LOST, with a year of 0 and empty texts where they cannot be read; `names` are those counted.
    """
    of_year = lost[lost["year"].isin((0, one.year))]
    what, _, modes = one.indicator.partition("_")
    if what in ("contracts", "value") and modes in _SUMS_OF_MODES:
        of_modes = of_year[of_year["mode"].isin(("", *_SUMS_OF_MODES[modes]))]
        if what == "contracts":
            return replace(one, more=int(of_modes["contracts"].sum()) if of_modes["has_contracts"].all() else None)
        if (of_modes["fen"] < 0).any():
            return replace(one, reason=one.reason or LESS)
        return replace(one, more=_money(of_modes))
    if one.indicator.startswith("rows_") or not lost["year"].isin((0, one.year, one.year - 1)).any():
        return one
    if one.indicator == "reporting_institutions":
        return replace(one, more=int(of_year.loc[~of_year["institution"].isin(names), "rows"].sum()))
    if one.indicator == "single_contracts_over_100m_6modes":
        return replace(one, more=int(of_year["rows"].sum()))
    return replace(one, reason=one.reason or REJECTED)


def rejected_share(groups: pd.DataFrame, lost: pd.DataFrame) -> tuple[float, float]:
    """Return which share of the rows that may be contracts, and of their readable money, is rejected.

    >>> used, rejected = (pd.DataFrame({"rows": [rows], "fen": [fen]}) for rows, fen in ((9, 300), (1, 100)))
    >>> rejected_share(used, rejected)
    (0.1, 0.25)
    """
    (rows, fen), (all_rows, all_fen) = lost[["rows", "fen"]].clip(lower=0).sum(), groups[["rows", "fen"]].sum()
    return float(rows / max(rows + all_rows, 1)), float(fen / max(fen + all_fen, 1))


def refuse(shares: tuple[float, float], rejected: dict[str, int], examples: dict[str, str], allowed: float) -> None:
    """Raise InputError with a table of reasons where more of the rows or of the readable money is rejected than allowed."""
    of_rows, of_money = shares
    if max(shares) <= allowed:
        return
    lines = [f"Rejected: {of_rows:.1%} of the rows, {of_money:.1%} of the money that can be read; {allowed:.0%} are allowed."]
    for reason, number in sorted(rejected.items(), key=lambda one: -one[1]):
        if reason not in NO_CONTRACTS:
            rows, fix = f"{number:,} row{'s' * (number != 1)}", _FIXES.get(reason, "Correct the cell")
            lines.append(visible(f"{reason}: {rows}, first {examples.get(reason, '')}. {fix}."))
    with_bounds = ", or get a page with bounds: --allow-rejected 1" if of_rows < 1 else ""
    lines.append(f"Correct these rows{with_bounds}.")
    raise InputError("\n".join(lines))


def _money(lost: pd.DataFrame) -> float | None:
    """Return at most how many yuan rejected rows hold, rounded up to one digit, so that no single row follows from it."""
    yuan = int(lost["fen"].sum()) / FEN
    if not lost["is_readable"].all():
        return None
    step = 10 ** math.floor(math.log10(yuan)) if yuan > 0 else 1
    return math.ceil(yuan / step) * step
