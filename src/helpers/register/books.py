"""Workbooks of every kind as tables of text: which sheets they have, their rows, and what is merged or hidden in them."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from helpers.errors import InputError, refusal, visible
from helpers.register import formats
from helpers.register.reader import Row
from helpers.register.unseen import unseen
from helpers.register.workbook import BROKEN, EPOCHS, Merged, Workbook

STREAMED, OLD, OTHERS = (".xlsx", ".xlsm"), ".xls", (".xlsb", ".ods")
WORKBOOKS = (*STREAMED, OLD, *OTHERS)
PROTECTED = ("the workbook is protected with a password.", "Save it without one.")
# The reader of other workbooks holds all cells of the rectangle that they lie in.
_CELLS = 40_000_000


@dataclass
class Hidden:
    """How many rows of a sheet are hidden, which of its columns, and how many cells are struck out; known once it was read."""

    hidden_rows: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    struck_cells: int = 0


@dataclass
class Table:
    """A sheet being read: its rows, which of its cells are merged, whether it is hidden itself, and what is in it.

    `is_1904` tells whether its days count from 1904, `outside` counts the cells beside the register; `note` says what of this
    kind of workbook cannot be seen.
    """

    name: str
    rows: Iterator[Row]
    merged: Sequence[Merged]
    is_hidden: bool
    hidden: Hidden
    is_1904: bool
    note: str = ""
    outside: int = 0


def tables(file: Path, name: str) -> Iterator[Table]:
    """Yield the sheets of a workbook; raises InputError where it is broken or protected."""
    # By what it holds: an .xlsx is often renamed .xls, and the other way round.
    is_old = not zipfile.is_zipfile(file)
    if not is_old and file.suffix in (*STREAMED, OLD):
        book = Workbook(file, name)
        for sheet in book.sheets:
            reader = book.reader()
            yield Table(sheet.name, book.rows(sheet, reader), book.merged(sheet), sheet.hidden, reader, book.epoch == EPOCHS[1])
        return
    try:
        yield from _old(file) if is_old and file.suffix in (*STREAMED, OLD) else _others(file, name)
    except InputError:
        raise
    except Exception as error:
        # Readers of such files end in errors of many kinds where they are broken.
        if any(word in f"{type(error).__name__}: {error}".lower() for word in ("password", "encrypted")):
            raise refusal(name, 0, *PROTECTED) from None
        raise refusal(name, 0, *BROKEN) from None


def _old(file: Path) -> Iterator[Table]:
    """Yield the sheets of a workbook of the kind .xls."""
    import xlrd

    with xlrd.open_workbook(file, logfile=io.StringIO(), formatting_info=True, ragged_rows=True) as book:
        own = {key: one.format_str for key, one in book.format_map.items()}
        # What the workbook does not spell out depends on who opens it.
        codes = {key: code for key, code in own.items() if code != xlrd.formatting.std_format_strings.get(key)}
        styles = [formats.of_id(style.format_key, codes) if style.format_key else None for style in book.xf_list]
        struck = {place for place, style in enumerate(book.xf_list) if book.font_list[style.font_index].struck_out}
        for sheet in book.sheets():
            merged = [(top + 1, end, left) for top, end, left, _ in sheet.merged_cells if end - top > 1]
            hidden = Hidden(
                sum(one.hidden for row, one in sheet.rowinfo_map.items() if row < sheet.nrows and any(sheet.row_types(row))),
                {place for place, one in sheet.colinfo_map.items() if one.hidden},
                sum(cell.xf_index in struck for row in sheet.get_rows() for cell in row if cell.ctype) if struck else 0,
            )
            rows = _old_rows(sheet, styles, EPOCHS[bool(book.datemode)])
            yield Table(sheet.name, rows, sorted(merged), sheet.visibility != 0, hidden, bool(book.datemode))


def _old_rows(sheet: object, styles: Sequence, epoch: datetime) -> Iterator[Row]:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, error_text_from_code

    for number in range(sheet.nrows):
        cells = {}
        for place, cell in enumerate(sheet.row(number)):
            text = cell.value
            if cell.ctype in (XL_CELL_NUMBER, XL_CELL_DATE):
                style = styles[cell.xf_index]
                text = formats.shown(cell.value, style, epoch) if style else formats.digits(cell.value)
            elif cell.ctype == XL_CELL_ERROR:
                text = error_text_from_code.get(cell.value, "#N/A")
            elif cell.ctype == XL_CELL_BOOLEAN:
                text = str(bool(cell.value))
            if text:
                cells[place] = text
        yield number + 1, cells


def _others(file: Path, name: str) -> Iterator[Table]:
    """Yield the sheets of a workbook whose number formats are not read."""
    import python_calamine

    book = python_calamine.load_workbook(file)
    telling, is_1904 = unseen(file)
    if telling:
        why = f"its number formats show {visible(', '.join(telling))}, and those of {file.suffix} files are not read."
        raise refusal(name, 0, why, "Save it as .xlsx.")
    note = f"merged cells, percentages, formulas without results and hidden rows of {file.suffix} files cannot be seen"
    for about in book.sheets_metadata:
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height * sheet.total_width > _CELLS:
            raise refusal(name, 0, f"cells of sheet {about.name} lie far apart.", "Delete those beside the contracts.")
        is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        ranges = getattr(sheet, "merged_cell_ranges", None) or ()
        merged = [(first[0] + 1, last[0] + 1, first[1]) for first, last in ranges if first[0] != last[0]]
        rows = _numbered(sheet.to_python(skip_empty_area=False))
        yield Table(about.name, rows, sorted(merged), is_hidden, Hidden(), is_1904, note)


def _numbered(rows: Iterable[Sequence[object]]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield number, {place: text for place, cell in enumerate(row) if (text := _text(cell))}


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return formats.digits(cell)
    return cell.isoformat() if isinstance(cell, (date, datetime, time)) else str(cell)
