"""What in a register looks wrong though it can be read: a unit, a total among the rows, a value left out."""

from collections.abc import Iterator

import pandas as pd

from helpers.markup import visible
from helpers.register.cells import FEN
from helpers.register.own import Beside

# An average so many times the national one, or so small a part of it, is likely to be in another unit.
FAR = 100
# So is a row that is worth so many times all the others together.
TOWERING = 10
_ALL = "the register"


def far_off(edition: Beside) -> list[tuple[str, float]]:
    """Return whose average contract value makes no sense beside the national one, and how many times that it is."""
    national = edition.measure("average_contract_value", "compilers", min(edition.years, key=lambda y: abs(y - edition.year)))
    each = _each(edition)
    each = each[(each["rows"] > 1) | (each.index == _ALL)]
    times = each["fen"] / FEN / each["contracts"] / national.interval.value
    return [(name, many) for name, many in times.items() if many and not 1 / FAR <= many <= FAR]


def doubts(edition: Beside) -> Iterator[str]:
    """Ask whoever has the rows about those that look like a total, a wrong unit or a value left out.

    It is no sentence of the page: it tells of single rows.
    """
    each = _each(edition)
    if nothing := each["nothing"][_ALL]:
        yield f"{nothing:,} rows of {edition.year} have a value of zero. Were their values left out?"
    for name, one in each[(each["rows"] > 2) & (each["most"] > 0)].iterrows():
        others = one["fen"] - one["most"]
        if one["most"] == others or one["most"] > others * TOWERING:
            worth = "exactly as much as" if one["most"] == others else f"more than {TOWERING} times"
            told = f"One row of {visible(name)} in {edition.year} is worth {worth} all its other rows together."
            yield f"{told} Is it a total, or in another unit?"


def _each(edition: Beside) -> pd.DataFrame:
    """Return rows, contracts, fen, rows of no value and fen of the largest row, of all the register and of each institution."""
    groups = edition.register.groups[edition.register.groups["year"] == edition.year]
    by_name = pd.concat([groups.assign(institution=_ALL), groups]).groupby("institution", sort=False)
    return by_name.agg({"rows": "sum", "contracts": "sum", "fen": "sum", "nothing": "sum", "most": "max"})
