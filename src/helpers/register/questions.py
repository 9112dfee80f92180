"""Cells of a register that look wrong although they can be read: a unit, a total among the rows, a value left out."""

from collections.abc import Iterator

import pandas as pd

from helpers.errors import visible
from helpers.register.cells import EXAMPLE_ROW, VOIDED
from helpers.register.comparison import Comparison
from helpers.register.money import FEN

# An average that differs from the national one by this factor is likely to be in another unit.
FAR = 100
# So is a row that is worth this many times all the others together.
TOWERING = 10
# What was decided about rows that another reader might count, or that a word would let in.
_SAID = (EXAMPLE_ROW, VOIDED, "total row", "repeated without an id", "unknown mode")
_ALL = "the register"


def far_off(edition: Comparison) -> list[tuple[str, float]]:
    """Return institutions whose average contract value differs from the national one by more than FAR times, and the times."""
    if not edition.years:
        return []
    national = edition.metric("average_contract_value", "compilers", min(edition.years, key=lambda y: abs(y - edition.year)))
    each = _each(edition)
    each = each[(each["rows"] > 1) | (each.index == _ALL)]
    times = each["fen"] / FEN / each["contracts"] / national.interval.value
    return [(name, many) for name, many in times.items() if many and not 1 / FAR <= many <= FAR]


def questions(edition: Comparison) -> Iterator[str]:
    """Yield questions for the owner of the register, which the page does not show because they reveal single rows."""
    for reason in _SAID:
        if number := edition.register.rejected.get(reason):
            where = edition.register.examples.get(reason, "")
            yield visible(f"{reason}: {number:,} row{'s' * (number != 1)} not counted, first {where}.")
    each = _each(edition)
    if nothing := each["nothing"][_ALL]:
        have = "row has" if nothing == 1 else "rows have"
        yield f"{nothing:,} {have} the value zero in {edition.year}. Were values left out?"
    for name, one in each[(each["rows"] > 2) & (each["most"] > 0)].iterrows():
        if worth := _worth(one):
            yield f"One row of {visible(name)} in {edition.year} {worth}"


def _worth(one: pd.Series) -> str:
    """Return how the largest row compares with the others, and what that may mean, if it is suspect."""
    most, others = one["most"], one["fen"] - one["most"]
    if most == others:
        return "equals the sum of the other rows. Is it a total?"
    if most == one["ever"] - most:
        return "equals the sum of the other rows of all years. Is it a total?"
    return f"is more than {TOWERING} times the sum of the other rows. Is its unit right?" if most > others * TOWERING else ""


def _each(edition: Comparison) -> pd.DataFrame:
    """Return rows, contracts, fen, rows of no value, most fen of a row, and fen ever, of the register and each institution."""
    groups = edition.register.groups
    both = pd.concat([groups.assign(institution=_ALL), groups])
    by_name = both[both["year"] == edition.year].groupby("institution", sort=False)
    made = by_name.agg({"rows": "sum", "contracts": "sum", "fen": "sum", "nothing": "sum", "most": "max"})
    return made.assign(ever=both.groupby("institution")["fen"].sum())
