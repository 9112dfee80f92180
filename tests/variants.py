"""Variants of registers, made from a few lines each: written into a file, read as the command does, and told as a verdict."""

import io
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register.count import count_rows
from helpers.register.coverage import refuse, rejected_share
from helpers.register.engine import Engine
from helpers.register.summary import chosen, look, summed
from helpers.register.totals import ask

YEAR = 2020


class Formula(tuple):
    """A formula and its result, None where the workbook was saved without it."""


class Shown(tuple):
    """A value and the number format that it is shown in."""


def book(*sheets: Sequence[Sequence[object]], merged: Sequence[str] = (), hidden: Sequence[int] = (), **options: object) -> bytes:
    """Return a workbook of sheets; a sheet is rows of cells, or its name and rows; ranges of the first are merged.

    `hidden` are rows of the first sheet.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_numbers": False, **options}) as made:
        for number, sheet in enumerate(sheets):
            name, rows = sheet if isinstance(sheet, tuple) else (None, sheet)
            page = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    _put(made, page, row, place, cell)
            for span in merged if not number else ():
                first = page.table.get(int("".join(filter(str.isdigit, span.split(":")[0]))) - 1, {})
                del first
                page.merge.append(_span(span))
            for row in hidden if not number else ():
                page.set_row(row, None, None, {"hidden": True})
    return content.getvalue()


def _span(text: str) -> list[int]:
    from xlsxwriter.utility import xl_cell_to_rowcol

    first, last = text.split(":")
    return [*xl_cell_to_rowcol(first), *xl_cell_to_rowcol(last)]


def _put(made: xlsxwriter.Workbook, page, row: int, place: int, cell: object) -> None:
    if isinstance(cell, Formula):
        page.write_formula(row, place, cell[0], None, "" if cell[1] is None else cell[1])
    elif isinstance(cell, Shown):
        page.write(row, place, cell[0], made.add_format({"num_format": cell[1]}))
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, made.add_format({"num_format": "yyyy-mm-dd"}))
    elif isinstance(cell, str):
        page.write_string(row, place, cell)
    elif cell is not None:
        page.write(row, place, cell)


def verdict(content: str | bytes | dict[str, str | bytes], **options: object) -> tuple[tuple[int, float] | None, str]:
    """Return contracts and yuan of 2020, None where the run stops, and what was said, of one file or of several by name."""
    files = content if isinstance(content, dict) else {"r.xlsx" if content[:2] == b"PK" else "r.csv": content}
    with TemporaryDirectory() as folder:
        paths = []
        for name, each in files.items():
            paths.append(Path(folder) / name)
            paths[-1].write_bytes(each.encode() if isinstance(each, str) else each)
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        try:
            return _read(RegisterParameters(contracts=[str(path) for path in paths], year=YEAR, **options), scratch)
        except InputError as error:
            return None, str(error)


def _read(asked: RegisterParameters, scratch: Path) -> tuple[tuple[int, float], str]:
    found, lines = look([Path(name) for name in asked.contracts], scratch, chosen(asked))
    with closing(Engine(scratch)) as engine:
        counted = count_rows(found, engine, asked.threshold)
        if asked.totals == "ask":
            ask(engine, engine.shares)
    register = summed(counted)
    refuse(rejected_share(register.groups, register.lost), register.rejected, register.examples, asked.allow_rejected)
    of_year = register.groups[register.groups["year"] == YEAR]
    if of_year.empty:
        raise InputError(f"no row of {YEAR}: {register.rejected} {register.examples}")
    said = "\n".join((*lines, f"{register.rejected} {register.examples}"))
    return (int(of_year["contracts"].sum()), int(of_year["fen"].sum()) / 100), said
