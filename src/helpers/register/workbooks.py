"""Workbooks: the first sheet as comma-separated text."""

import csv
import zipfile
from pathlib import Path

from helpers.errors import refusal

ENDINGS = (".xlsx", ".xls", ".xlsb", ".ods")
PROTECTED = ("the workbook is protected with a password.", "Save it without one.")
# More than a sheet can hold.
_UNPACKED = 1 << 29


def copy_first_sheet(file: Path, copy: Path, name: str) -> str:
    """Write the first sheet of a workbook as text, and return in words which sheets were read and which were not.

    Raises InputError where the workbook cannot be read; `name` is that of the file in messages.
    """
    import python_calamine

    _check_unpacked(file, name)
    try:
        book = python_calamine.load_workbook(file)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if "password" in f"{type(error).__name__}: {error}".lower():
            raise refusal(name, 0, *PROTECTED) from None
        raise refusal(name, 0, "the workbook cannot be read.", "Open it in a spreadsheet and save it again.") from None
    with copy.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(map(_as_written, row) for row in rows)
    first, *others = book.sheet_names
    return f"sheet {first}" + (f"; sheets not read: {', '.join(others)}" if others else "")


def _check_unpacked(file: Path, name: str) -> None:
    """Refuse a workbook that says itself that it unpacks to more than a sheet can hold."""
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as book:
        unpacked = sum(part.file_size for part in book.infolist())
    if unpacked > _UNPACKED:
        raise refusal(name, 0, f"the workbook unpacks to {unpacked >> 20:,} MB.", "Save the sheet as CSV.")


def _as_written(cell: object) -> str:
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)
