"""Variants of registers, made from a few lines each: written into a file, read as the command does, and compared with its verdict."""

import io
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from registers import Shared
from xlsxwriter.utility import xl_cell_to_rowcol

from helpers.errors import InputError
from helpers.parameters import RegisterParameters
from helpers.register.coverage import refuse, rejected_share
from helpers.register.summary import chosen, counted, look

YEAR = 2020
# The verdict of a register: contracts and yuan where it is read, with words that are said; words alone where the run stops.
Verdict = tuple[int, float] | tuple[tuple[int, float], str] | str


class Formula(tuple):
    """A formula and its result, None where the workbook was saved without it."""


class Shown(tuple):
    """A value and the number format that it is shown in, or all that its format says."""


def holds(content: str | bytes | Callable | dict[str, str], wanted: Verdict, **options: object) -> None:
    """Assert that a register has its verdict."""
    sums, said = verdict(content() if callable(content) else content, **options)
    if isinstance(wanted, str):
        assert sums is None, (sums, said)
        assert wanted in said, said
        assert "Traceback" not in said
        return
    wanted, words = wanted if isinstance(wanted[0], tuple) else (wanted, "")
    assert sums == wanted, (sums, said)
    assert words in said, said


def verdict(content: str | bytes | dict[str, str], **options: object) -> tuple[tuple[int, float] | None, str]:
    """Return contracts and yuan of 2020, None where the run stops, and what was said, of one file or of several by name."""
    files = content if isinstance(content, dict) else {"r.xlsx" if content[:2] == b"PK" else "r.csv": content}
    with TemporaryDirectory() as folder:
        for name, each in files.items():
            (Path(folder) / name).write_bytes(each.encode() if isinstance(each, str) else each)
        (Path(folder) / "scratch").mkdir()
        asked = RegisterParameters(contracts=[str(Path(folder) / name) for name in files], year=YEAR, **options)
        try:
            return _read(asked, Path(folder) / "scratch")
        except InputError as error:
            return None, str(error)


def _read(asked: RegisterParameters, scratch: Path) -> tuple[tuple[int, float], str]:
    found, lines = look([Path(name) for name in asked.contracts], scratch, chosen(asked))
    with closing(Shared()) as engine:
        register, _ = counted(found, engine, asked)
    refuse(rejected_share(register.groups, register.lost), register.rejected, register.examples, asked.allow_rejected)
    of_year = register.groups[register.groups["year"] == YEAR]
    if of_year.empty:
        raise InputError(f"no row of {YEAR}: {register.examples}")
    said = "\n".join((*lines, *(f"{reason}: {rows}" for reason, rows in register.rejected.items())))
    return (int(of_year["contracts"].sum()), int(of_year["fen"].sum()) / 100), said


def book(*sheets: Sequence, merged: Sequence[str] = (), hidden: Sequence[int] = (), **options: object) -> Callable[[], bytes]:
    """Return what makes a workbook of sheets; a sheet is rows of cells, or its name and rows.

    Ranges like A2:A3 of the first sheet are `merged`, rows of it (from 0) are `hidden`.
    """
    return partial(_made, sheets, merged, hidden, options)


def _made(sheets: Sequence, merged: Sequence[str], hidden: Sequence[int], options: dict[str, object]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **options}) as made:
        for sheet in sheets:
            name, rows = sheet if isinstance(sheet, tuple) else (None, sheet)
            page = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    _put(made, page, row, place, cell)
        first = made.worksheets()[0]
        first.merge += [[corner for end in span.split(":") for corner in xl_cell_to_rowcol(end)] for span in merged]
        for row in hidden:
            first.set_row(row, None, None, {"hidden": True})
    return content.getvalue()


def _put(made: xlsxwriter.Workbook, page: object, row: int, place: int, cell: object) -> None:
    if isinstance(cell, Formula):
        page.write_formula(row, place, cell[0], None, "" if cell[1] is None else cell[1])
    elif isinstance(cell, Shown):
        form = cell[1] if isinstance(cell[1], dict) else {"num_format": cell[1]}
        page.write(row, place, cell[0], made.add_format(form))
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, made.add_format({"num_format": "yyyy-mm-dd"}))
    elif isinstance(cell, str):
        page.write_string(row, place, cell)
    elif cell is not None:
        page.write(row, place, cell)
