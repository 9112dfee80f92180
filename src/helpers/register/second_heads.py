"""Rows amid a table that say something else than its head, or that what follows is void: it would be read wrong."""

import csv
from collections.abc import Iterable, Sequence
from itertools import islice

from helpers.errors import refusal
from helpers.register import heads, validity
from helpers.register.cells import HEADER, NOTE, VOIDED
from helpers.register.headers import NUMBERS, Layout
from helpers.register.ingest import Source
from helpers.register.money import joined
from helpers.register.names import meaning, unit_of_value

# Why a row may be rejected that is a header, or a note on those below; so many of a file are looked at.
REASONS = (HEADER, NOTE, VOIDED, "impossible date", "no date", "no institution", "too few cells", "too many cells")
_LOOKED = 10_000
# A header has more meanings than a contract has cells that look like names of columns; a note fills no more cells.
_MEANINGS, _NOTE = 3, 3
_FIX = "Put the rows below it into a file or sheet of their own, or delete it if it does not hold for them."


def is_one(date: str, mode: str, value: str) -> bool:
    """Tell whether two of these cells are names of columns; few values need a look."""
    return heads.meanings((date, mode)) > 0 and heads.meanings((date, mode, value)) > 1


def refuse(source: Source, rows: Iterable[int]) -> None:
    """Raise InputError where one of these rows of a text is another header, names another unit, or begins void contracts.

    `rows` are counted as in the file.
    """
    wanted = {row - source.above for row in sorted(rows)[:_LOOKED]} if source.is_text else set()
    if not wanted:
        return
    with source.path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        for number, cells in enumerate(islice(csv.reader(text, delimiter=source.mark), max(wanted)), 1):
            if number in wanted:
                validity.refuse_apart(source.name, [(number + source.above, cells)], source.layout.header)
                if why := _differs(source.layout, cells):
                    raise refusal(source.name, number + source.above, why, _FIX)


def _differs(layout: Layout, cells: Sequence[str]) -> str:
    """Return what a row says that the head of its table does not, empty for nothing.

    >>> layout = Layout(("单位名称", "合同类型", "金额（万元）"), {"value": 2}, 10_000)
    >>> _differs(layout, ("单位名称", "合同类型", "金额（元）"))
    'it is a header that has 金额（元） in place of 金额（万元）.'
    >>> _differs(layout, ("单位：元", "", ""))
    'it names another unit than the head of the table: 单位：元.'
    """
    if heads.meanings(cells) >= _MEANINGS:
        pairs = zip([*layout.header, *[""] * len(cells)], cells, strict=False)
        name, cell = next((pair for pair in pairs if not _is_same(*pair, layout.unit)), ("", ""))
        return f"it is a header that has {cell} in place of {name or 'no column'}." if cell else ""
    filled = [cell for cell in cells if cell.strip()]
    unit = heads.unit_above([cells]) if layout.unit and len(filled) <= _NOTE else 0
    return f"it names another unit than the head of the table: {' '.join(filled)}." if unit not in (0, layout.unit) else ""


def _is_same(name: str, cell: str, unit: int) -> bool:
    """Tell whether a cell of a header says no other thing than the name of the column: one row of two may say less."""
    # No. stands above 序号, which means nothing by itself.
    if not meaning(cell) or {joined(name), joined(cell)} <= NUMBERS:
        return True
    return meaning(cell) == meaning(name) and unit_of_value(cell) in (None, unit_of_value(name) or unit)
