"""Comma-separated text: its encoding, header, line ends and row numbers; the first sheet of a workbook as such text."""

import csv
import re
import shutil
import sys
import zipfile
from array import array
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from helpers.errors import refusal

WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
PROTECTED = ("the workbook is protected with a password.", "Save it without one.")
UNREADABLE = ("it cannot be read to its end.", "Copy or write it again.")
RELINED = ".lines.csv"
_BLOCK = 1 << 20
# A cell may hold as much as a line.
_LONGEST = 1 << 30
# More than a sheet can hold.
_UNPACKED = 1 << 29


def is_utf8(head: bytes, name: str) -> bool:
    """Tell whether the first megabyte of a text is UTF-8; what is no text at all is refused with an InputError."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise refusal(name, 0, "it is UTF-16 or no text at all.", "Save it as CSV in UTF-8.")
    try:
        (head if len(head) < _BLOCK else head[: head.rindex(b"\n")]).decode("utf-8-sig")
    except ValueError:
        return False
    return True


def recoded(path: Path, name: str) -> Path:
    """Write a UTF-8 copy of a GB18030 text, and return its path.

    Raises InputError for a line that is neither, and for one that is UTF-8: then the file is a mixture.
    """
    copy = path.with_suffix(".utf8.csv")
    with path.open("rb") as lines, copy.open("w", encoding="utf-8", newline="") as written:
        for row, line in enumerate(lines, 1):
            if _must_be_utf8(line):
                raise refusal(name, row, "this line is UTF-8, but others are not.", "Save the whole file in one encoding.")
            try:
                written.write(line.decode("gb18030"))
            except UnicodeDecodeError:
                fix = "Save the file as CSV in UTF-8."
                raise refusal(name, row, "this line is neither UTF-8 nor GB18030.", fix) from None
    return copy


def relined(path: Path) -> Path:
    """Write a copy of a text in which every line ends alike, and return its path."""
    copy = path.with_suffix(RELINED)
    as_is = {"encoding": "utf-8", "errors": "surrogateescape"}
    with path.open(**as_is) as text, copy.open("w", newline="\n", **as_is) as written:
        shutil.copyfileobj(text, written)
    return copy


def header(path: Path, name: str) -> list[str]:
    """Return the names of the columns; a text without them, or with other marks than commas between, is refused."""
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        try:
            names = next(csv.reader(text))
        except (StopIteration, csv.Error):
            raise refusal(name, 1, "there is no header.", "Begin with the names of the columns.") from None
    for mark in ";\t|":
        if ",".join(names).count(mark) >= len(names):
            raise refusal(name, 1, f"the cells are separated by {mark!r}.", "Save it with commas between the cells.")
    return names


def row_numbers(path: Path, broken: set[int]) -> Sequence[int]:
    """Return the row in the file of each row that was read: blank and broken lines stand between them."""
    with path.open("rb") as lines:
        if not broken and not any(line in (b"\n", b"\r\n") for line in lines):
            return range(2, sys.maxsize)
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        rows = (row for row, cells in enumerate(csv.reader(text), 1) if cells and row not in broken)
        return array("q", islice(rows, 1, None))


def _must_be_utf8(line: bytes) -> bool:
    """Tell whether a line must be UTF-8: two Chinese characters or more that GB18030 would hardly write by chance."""
    with suppress(UnicodeDecodeError):
        return len(re.findall("[\u4e00-\u9fff]", line.decode("utf-8"))) >= 2
    return False


def copy_first_sheet(file: Path, copy: Path, name: str) -> str:
    """Write the first sheet of a workbook as text, and return in words which sheets were read and which were not.

    Raises InputError where the workbook cannot be read; `name` is that of the file in messages.
    """
    import python_calamine

    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            unpacked = sum(part.file_size for part in book.infolist())
        if unpacked > _UNPACKED:
            raise refusal(name, 0, f"the workbook unpacks to {unpacked >> 20:,} MB.", "Save the sheet as CSV.")
    try:
        book = python_calamine.load_workbook(file)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if "password" in f"{type(error).__name__}: {error}".lower():
            raise refusal(name, 0, *PROTECTED) from None
        raise refusal(name, 0, "the workbook cannot be read.", "Open it in a spreadsheet and save it again.") from None
    with copy.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        for row in rows:
            writer.writerow(repr(cell).removesuffix(".0") if isinstance(cell, float) else cell for cell in row)
    first, *others = book.sheet_names
    return f"sheet {first}" + (f"; sheets not read: {', '.join(others)}" if others else "")
