"""Slips of the pen in the project's own figures: each is refused, or found, with the row that it is in.

A slip in the value alone is refused for what is printed beside it; the others are in both, as if the source had made them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from helpers import paths
from helpers.display.findings import finding_text
from helpers.edition import Edition
from helpers.errors import InputError
from helpers.figures.load import Tables, load
from helpers.figures.observations import Groups, Observation
from helpers.figures.rules import check

MONEY = ("amount", "average", "conversion")
# One year alone stands beside each, and the slip looks like a fall to a quarter.
UNNOTICED = {
    ("at the rate of the other currency", "avg_contract_value_transfer_mode", 2018),
    ("at the rate of the other currency", "rewards_cash_and_equity", 2018),
    ("at the rate of the other currency", "contracts_3services_per_institution", 2021),
    ("a count in thousands", "joint_platforms_with_firms", 2017),
}
# Digits that a source prints of an amount.
PRINTED = 4
Cells = dict[str, str]


@dataclass(frozen=True)
class Slip:
    """A slip of one kind in one row."""

    what: str
    row: int


def _thousandfold(one: Observation, cells: Cells) -> Cells:
    return {"value": f"{Decimal(cells['value']) * 1000:f}"} if one.kind in MONEY else {}


def _nothing(one: Observation, cells: Cells) -> Cells:
    return {"value": "0"} if one.kind in (*MONEY, "count") else {}


def _in_thousands(one: Observation, cells: Cells) -> Cells:
    count = round(Decimal(cells["value"]) / 1000)
    step = Decimal(cells["rounded_to"] or 0) / 1000
    return {"value": f"{count}", "rounded_to": f"{step:f}" if step else ""} if one.kind == "count" and count else {}


def _other_currency(one: Observation, cells: Cells) -> Cells:
    """Write dollars where yuan belong, or yuan where dollars do, at the rate of the year."""
    rates = _tables().exchange_rates
    rate = Decimal(rates.loc[rates["period"] == str(one.year), "cny_per_usd"].item())
    value = Decimal(cells["value"]) * (rate if one.kind == "conversion" else 1 / rate)
    step = Decimal(1).scaleb(value.adjusted() + 1 - PRINTED)
    rounded = {"precision": "rounded", "rounded_to": f"{step:f}"} if cells["precision"] == "rounded" else {}
    return {"value": f"{value.quantize(step):f}", **rounded} if one.kind in MONEY else {}


def _swapped(one: Observation, cells: Cells) -> Cells:
    """Write the figure that is printed in the other currency."""
    pairs = [(s.of, s.indicator) for said in _groups().values() for s in said if s.kind == "conversion"]
    others = dict(pairs) | {dollars: yuan for yuan, dollars in pairs}
    found = _groups().get((others.get(one.indicator), one.year, one.scope))
    return _cells(found[0].row) if found else {}


SLIPS: dict[str, Callable[[Observation, Cells], Cells]] = {
    "a thousand times too large": _thousandfold,
    "zero": _nothing,
    "a count in thousands": _in_thousands,
    "at the rate of the other currency": _other_currency,
    "the figure of the other currency": _swapped,
}


@cache
def _tables() -> Tables:
    return check(load(paths.DATA))


@cache
def _published() -> Edition:
    return Edition(_tables(), 2020, "compilers")


def _groups() -> Groups:
    return _published().published


def _cells(row: int) -> Cells:
    return _tables().published_figures.loc[row, ["value", "precision", "rounded_to"]].to_dict()


def cases() -> list[Slip]:
    """Return every slip that can be made in a row whose figure another year, or another source, prints too."""
    return [slip for name, slip in _every() if name not in UNNOTICED]


def unnoticed() -> dict[tuple[str, str, int], list[Slip]]:
    """Return the slips that are excused, by the name of the excuse."""
    every = _every()
    return {excuse: [slip for name, slip in every if name == excuse] for excuse in UNNOTICED}


def _every() -> list[tuple[tuple[str, str, int], Slip]]:
    made = [(what, one) for one in _beside_others() for what in SLIPS if _slipped(what, one)]
    return [((what, one.indicator, one.year), Slip(what, one.row)) for what, one in made]


def _beside_others() -> Iterator[Observation]:
    named = Counter((indicator, scope) for indicator, _, scope in _groups())
    for (indicator, _, scope), said in _groups().items():
        if len(said) > 1 or named[indicator, scope] > 1:
            yield from said


def _slipped(what: str, one: Observation) -> Cells:
    slipped = SLIPS[what](one, _cells(one.row))
    return slipped and slipped | {"printed": slipped["value"]}


def hold(slip: Slip) -> None:
    """Refuse a slip in the value alone, and one in both with its row, or find something new with the row in it."""
    assert is_noticed(slip), slip


def is_noticed(slip: Slip) -> bool:
    """Tell whether a slip that is in print, too, is refused or found with its row; one in the value alone must be refused."""
    one = next(one for said in _groups().values() for one in said if one.row == slip.row)
    figures = _tables().published_figures.copy()
    slipped = _slipped(slip.what, one)
    _assert_refused_alone(slip.row, slipped["value"])
    figures.loc[slip.row, list(slipped)] = list(slipped.values())
    try:
        found = Edition(check(replace(_tables(), published_figures=figures)), one.year, "compilers").findings
    except InputError as error:
        return bool(re.search(rf"\brows? ([\d, ]*, )?{slip.row}\b", str(error)))
    before = {str(finding_text(finding)) for finding in _published().findings}
    grave = [
        finding for finding in found if finding.severity in ("conflict", "slip") and str(finding_text(finding)) not in before
    ]
    return slip.row in {said.row for finding in grave for said in finding.observations}


def _assert_refused_alone(row: int, value: str) -> None:
    figures = _tables().published_figures.copy()
    figures.loc[row, "value"] = value
    try:
        check(replace(_tables(), published_figures=figures))
    except InputError as error:
        assert f", row {row}, column " in str(error), error
        return
    raise AssertionError(f"row {row} is taken with the value {value} beside {figures.loc[row, 'printed']!r}")
