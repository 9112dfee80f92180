"""What in a register looks wrong although it can be read: a unit, a total among the rows, a value left out."""

from collections.abc import Iterator

import pandas as pd

from helpers.errors import visible
from helpers.register.cells import FEN
from helpers.register.comparison import Comparison

# An average so many times the national one, or so small a part of it, is likely to be in another unit.
FAR = 100
# So is a row that is worth so many times all the others together.
TOWERING = 10
_ALL = "the register"


def far_off(edition: Comparison) -> list[tuple[str, float]]:
    """Return whose average contract value makes no sense beside the national one, and how many times that it is."""
    national = edition.metric("average_contract_value", "compilers", min(edition.years, key=lambda y: abs(y - edition.year)))
    each = _each(edition)
    each = each[(each["rows"] > 1) | (each.index == _ALL)]
    times = each["fen"] / FEN / each["contracts"] / national.interval.value
    return [(name, many) for name, many in times.items() if many and not 1 / FAR <= many <= FAR]


def questions(edition: Comparison) -> Iterator[str]:
    """Ask whoever has the rows about those that look like a total, a wrong unit or a value left out.

    It is no sentence of the page, since it reveals single rows.
    """
    each = _each(edition)
    if nothing := each["nothing"][_ALL]:
        yield f"{nothing:,} rows of {edition.year} have a value of zero. Were their values left out?"
    for name, one in each[(each["rows"] > 2) & (each["most"] > 0)].iterrows():
        if worth := _worth(one):
            yield f"One row of {visible(name)} in {edition.year} is worth {worth} together. Is it a total, or in another unit?"


def _worth(one: pd.Series) -> str:
    """Return how the largest row compares with the others, if it stands out."""
    most, others = one["most"], one["fen"] - one["most"]
    if most in (others, one["ever"] - most):
        return f"exactly as much as all its other rows{'' if most == others else ' of all years'}"
    return f"more than {TOWERING} times all its other rows" if most > others * TOWERING else ""


def _each(edition: Comparison) -> pd.DataFrame:
    """Return rows, contracts, fen, rows of no value and fen of the largest row, of all the register and of each institution.

    `ever` is fen of all years.
    """
    groups = edition.register.groups
    both = pd.concat([groups.assign(institution=_ALL), groups])
    by_name = both[both["year"] == edition.year].groupby("institution", sort=False)
    made = by_name.agg({"rows": "sum", "contracts": "sum", "fen": "sum", "nothing": "sum", "most": "max"})
    return made.assign(ever=both.groupby("institution")["fen"].sum())
