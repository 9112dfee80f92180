"""Files of a register: what each holds, its header understood, and a UTF-8 copy of what is neither UTF-8 text nor Parquet."""

import csv
import io
import re
from array import array
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from helpers.problems import InputError, Problem
from helpers.register.headers import Layout, understand

_HEAD = 1 << 20
_WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
_MAGIC = {b"PK\x03\x04": "an Excel workbook", b"\xd0\xcf\x11\xe0": "an Excel workbook", b"PAR1": "a Parquet file"}


@dataclass(frozen=True)
class Source:
    """A file of a register: its name, what to read in its place, its kind in words, its layout and its columns' types."""

    name: str
    path: Path
    kind: str
    layout: Layout
    types: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Whether it is read as comma-separated text."""
        return self.kind != "Parquet"

    @property
    def first_row(self) -> int:
        """The number of the first row: text and workbooks have their header in row 1."""
        return 2 if self.is_text else 1


def sources(files: list[Path], unit: str, scratch: Path) -> list[Source]:
    """Look into files and understand their headers; what is not UTF-8 text or Parquet is copied as such into `scratch`.

    Raises InputError with one line a file.
    """
    found, refused = [], []
    for place, file in enumerate(files):
        try:
            found.append(_source(file, unit, scratch / f"{place}.csv"))
        except InputError as error:
            refused += str(error).splitlines()
    if len({file.resolve() for file in files}) < len(files):
        refused.append("One file is named twice. Name each file once.")
    if refused:
        raise InputError("\n".join(refused))
    return found


def recoded(source: Source, copy: Path) -> Source:
    """Return a source read as GB18030, because it holds what is not UTF-8."""
    _transcode(source.path, copy)
    return Source(source.name, copy, "CSV, GB18030", source.layout, source.types)


def row_numbers(source: Source, rejected: set[int]) -> array | None:
    """Return the row in the file of each row that was read; None where blank or broken lines put nothing out of step."""
    if not source.is_text or not (rejected or _has_blank_lines(source.path)):
        return None
    with source.path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        rows = (row for row, cells in enumerate(csv.reader(text), 1) if cells and row not in rejected)
        return array("q", islice(rows, 1, None))


def _has_blank_lines(path: Path) -> bool:
    tail = b""
    with path.open("rb") as opened:
        while block := opened.read(_HEAD):
            if re.search(rb"\n\r?\n", tail + block):
                return True
            tail = block[-2:]
    return False


def _source(file: Path, unit: str, copy: Path) -> Source:
    if not file.is_file():
        raise InputError(f"{file.name}: there is no such file. Name a CSV, Excel or Parquet file.")
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    _check_kind(file, head)
    if file.suffix.lower() == ".parquet":
        names, types = _parquet(file)
        return Source(file.name, file, "Parquet", understand(file.name, names, unit), types)
    if file.suffix.lower() in _WORKBOOKS:
        kind = _workbook(file, copy)
    else:
        kind = "CSV, UTF-8" if _is_utf8(head, file.name) else "CSV, GB18030"
        if kind.endswith("GB18030"):
            _transcode(file, copy)
    path = copy if copy.exists() else file
    header = _header(path, file.name)
    return Source(file.name, path, kind, understand(file.name, header, unit), ("VARCHAR",) * len(header))


def _check_kind(file: Path, head: bytes) -> None:
    held = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "text")
    named = {".parquet": "a Parquet file", **dict.fromkeys(_WORKBOOKS, "an Excel workbook")}.get(file.suffix.lower(), "text")
    if not head.strip():
        raise InputError([Problem(file.name, 0, "", "the file is empty.", "Name a file with a header and rows.")])
    if head.startswith(b"\xd0\xcf\x11\xe0") and file.suffix.lower() in (".xlsx", ".xlsb"):
        raise InputError([Problem(file.name, 0, "", "the workbook is protected with a password.", "Save it without one.")])
    if held != named:
        mend = "Give it the ending of what it is: .csv, .xlsx or .parquet."
        raise InputError([Problem(file.name, 0, "", f"its name says {named}, but it holds {held}.", mend)])


def _is_utf8(head: bytes, name: str) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise InputError([Problem(name, 0, "", "it is UTF-16 or no text at all.", "Save it as CSV in UTF-8.")])
    try:
        io.TextIOWrapper(io.BytesIO(head), "utf-8").read() if len(head) < _HEAD else head[: head.rindex(b"\n")].decode()
    except ValueError:
        return False
    return True


def _transcode(file: Path, copy: Path) -> None:
    """Write a UTF-8 copy of a GB18030 text, line by line; a line that is UTF-8 says that the file is a mixture."""
    with file.open("rb") as lines, copy.open("w", encoding="utf-8", newline="") as written:
        for row, line in enumerate(lines, 1):
            if _speaks_utf8(line):
                message = "this line is UTF-8, but others are not."
                raise InputError([Problem(file.name, row, "", message, "Save the whole file in one encoding.")])
            try:
                written.write(line.decode("gb18030"))
            except UnicodeDecodeError:
                message = "this line is neither UTF-8 nor GB18030."
                raise InputError([Problem(file.name, row, "", message, "Save the file as CSV in UTF-8.")]) from None


def _speaks_utf8(line: bytes) -> bool:
    """Tell whether a line must be UTF-8: two Chinese characters or more that GB18030 would hardly write by chance."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text) >= 2


def _header(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as text:
        try:
            header = next(csv.reader(text))
        except (StopIteration, csv.Error):
            raise InputError([Problem(name, 1, "", "there is no header.", "Begin with the names of the columns.")]) from None
    other = next((mark for mark in ";\t|" if len(header) == 1 and mark in header[0]), None)
    if other:
        message = f"the cells are separated by {other!r}."
        raise InputError([Problem(name, 1, "", message, "Save it with commas between the cells.")])
    return header


def _workbook(file: Path, copy: Path) -> str:
    """Write the first sheet of a workbook as text."""
    import python_calamine

    try:
        book = python_calamine.load_workbook(file)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        protected = "password" in str(error).lower() or "password" in type(error).__name__.lower()
        message, mend = ("the workbook is protected with a password.", "Save it without one.")
        if not protected:
            message, mend = "the workbook cannot be read.", "Open it in a spreadsheet and save it again."
        raise InputError([Problem(file.name, 0, "", message, mend)]) from None
    with copy.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(map(_as_written, row) for row in rows)
    others = book.sheet_names[1:]
    unread = f"; sheets not read: {', '.join(others)}" if others else ""
    return f"Excel, sheet {book.sheet_names[0]}{unread}"


def _as_written(cell: object) -> str:
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def _parquet(file: Path) -> tuple[list[str], tuple[str, ...]]:
    import duckdb

    try:
        described = duckdb.connect().execute("describe select * from read_parquet(?)", [str(file)]).fetchall()
    except duckdb.Error:
        message = "the Parquet file cannot be read; it may be cut short."
        raise InputError([Problem(file.name, 0, "", message, "Copy or write it again.")]) from None
    return [name for name, *_ in described], tuple(kind for _, kind, *_ in described)
