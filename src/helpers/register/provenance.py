"""Sentences on the rows of a register: where they are from, what became of them, what looks wrong, and what is withheld."""

from collections.abc import Iterator

import pandas as pd

from helpers.display.formatting import number
from helpers.display.prose import fill, sentence
from helpers.display.text import Strong, Text, compose, joined, text
from helpers.errors import visible
from helpers.figures.interval import Interval
from helpers.figures.observations import Observation
from helpers.register.cells import EXAMPLE_ROW, VOIDED
from helpers.register.comparison import Comparison
from helpers.register.coverage import NO_CONTRACTS
from helpers.register.disclosure import INTERNAL
from helpers.register.money import FEN
from helpers.register.totals import LONGEST

# An average that differs from the national one by this factor is likely to be in another unit.
FAR = 100
# So is a row that is worth this many times all the others together.
TOWERING = 10
# What was decided about rows that another reader might count, or that a word would let in.
_SAID = (EXAMPLE_ROW, VOIDED, "total row", "repeated without an id", "unknown mode")
_ALL = "the register"
_NAMED_AT_MOST = 10
_REJECTED = (
    " Those are not counted: as far as they may be contracts, totals are lower limits, and shares and averages have bounds or "
    "are unknown."
)


def counted(number: Observation, thing: str) -> Text:
    """Return a number of things, one or several."""
    return compose("{number} {thing}", number=number, thing=thing if number.interval.value == 1 else f"{thing}s")


def _origin(edition: Comparison) -> Text:
    if not edition.register.synthetic:
        return Text()
    words = " its rows are invented, calibrated to the published totals, and describe no real institution."
    return Text((Strong("The register is synthetic:"), words))


def _accounts(edition: Comparison) -> Text:
    parts, ending = [fill(edition, "{rows_used} of {before} or {year} used")], ""
    if edition.figure("rows_other_years").interval.value:
        parts.append(fill(edition, "{rows_other_years} of other years"))
    if edition.figure("rows_rejected").interval.value:
        parts.append(fill(edition, "{rows_rejected} rejected (rejected_rows.csv gives the reasons)"))
        ending = _REJECTED if edition.register.rejected.keys() - {*NO_CONTRACTS} else ""
    rows = counted(edition.figure("rows_read"), "row")
    return compose("The register has {rows}: {parts}." + ending, rows=rows, parts=joined("; ", parts))


def _unsearched(edition: Comparison) -> Text:
    if edition.register.searched:
        return Text()
    return text(f"Totals without a word for it were not looked for among the rows: there are more than {LONGEST:,}.")


def _doubts(edition: Comparison) -> Text:
    """What rests on single rows, for the owner of the register alone."""
    return joined(" ", questions(edition)) if edition.asked.internal else Text()


def _withheld(edition: Comparison) -> Text:
    if edition.asked.internal:
        return text(f"{INTERNAL.capitalize()}. Values that rest on a single row are shown, and others from which they follow.")
    words = "A value that rests on a single row is not shown, nor is any value from which it could be calculated. "
    return text(f"{words}Numbers of contracts and of rows are shown.")


def _flags(edition: Comparison) -> Text:
    found = [(name, number(Interval(times, None, None), "times")) for name, times in far_off(edition)]
    if not found:
        return Text()
    more = len(found) - _NAMED_AT_MOST
    names = "; ".join(f"{name}, {times}" for name, times in found[:_NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
    words = f" The average contract value is far from the national one, of which it is the multiple given here: {names}."
    return Text((Strong("Is the unit right?"), words))


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
        if rows := edition.register.rejected.get(reason):
            where = edition.register.examples.get(reason, "")
            yield visible(f"{reason}: {rows:,} row{'s' * (rows != 1)} not counted, first {where}.")
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


origin = sentence("The origin of the rows", _origin)
accounts = sentence("The number of rows used", _accounts)
unsearched = sentence("The search for totals", _unsearched)
doubts = sentence("What looks wrong", _doubts)
withheld = sentence("What is withheld", _withheld)
flags = sentence("The comparison with the national average", _flags)
