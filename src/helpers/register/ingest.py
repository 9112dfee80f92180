"""Files of a register: what each holds, its header understood, and a UTF-8 copy of what is neither UTF-8 text nor Parquet."""

import csv
import io
import re
import shutil
import zipfile
from array import array
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from helpers.errors import InputError, refusal, visible
from helpers.register.headers import Layout, understand, unit_of

_HEAD = 1 << 20
# A cell may hold as much as a line.
_LONGEST = 1 << 30
_PROTECTED = ("the workbook is protected with a password.", "Save it without one.")
_WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
# A workbook unpacks to no more; a Parquet file holds no more rows.
_UNPACKED, _ROWS = 1 << 29, 10**9
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


def sources(files: list[Path], unit: str, scratch: Path) -> list[Source]:
    """Look into files and understand their headers; what is not UTF-8 text or Parquet is copied as such into `scratch`.

    Raises InputError with one line a file.
    """
    found, refused = [], []
    if unit:
        unit_of(unit)
    twice = {file.name for file in files if sum(file.resolve() == other.resolve() for other in files) > 1}
    if twice:
        refused.append(f"{', '.join(map(visible_name, sorted(twice)))}: the file is named twice. Name each file once.")
    for place, file in enumerate(files):
        try:
            found.append(_source(file, unit, scratch / f"{place}{file.suffix.lower()}"))
        except InputError as error:
            refused += str(error).splitlines()
    if refused:
        raise InputError("\n".join(refused))
    return found


def visible_name(name: str) -> str:
    """Return a file's name as it can be printed.

    >>> visible_name("a\u202e b.csv")
    'a[U+202E] b.csv'
    """
    return visible(" ".join(name.splitlines()))


def recoded(source: Source) -> Source:
    """Return a source read as GB18030, because it holds what is not UTF-8."""
    copy = source.path.with_suffix(".utf8.csv")
    _transcode(source.path, copy, source.name)
    return replace(source, path=copy, kind="CSV, GB18030")


def relined(source: Source) -> Source:
    """Return a source in which every line ends alike, because it could not be read otherwise."""
    copy = source.path.with_suffix(".lines.csv")
    as_is = {"encoding": "utf-8", "errors": "surrogateescape"}
    with source.path.open(**as_is) as text, copy.open("w", newline="\n", **as_is) as written:
        shutil.copyfileobj(text, written)
    return replace(source, path=copy)


def row_numbers(source: Source, rejected: set[int]) -> array | None:
    """Return the row in the file of each row that was read; None where blank or broken lines put nothing out of step."""
    if not source.is_text or not (rejected or _has_blank_lines(source.path)):
        return None
    csv.field_size_limit(_LONGEST)
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
    name = visible_name(file.name)
    if not file.is_file():
        raise InputError(f"{name}: there is no such file. Name a CSV, Excel or Parquet file.")
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    _check_kind(file, name, head)
    # Read under a name of our own: a reader takes [, * and ? in a name for a pattern.
    copy.symlink_to(file.resolve())
    if file.suffix.lower() == ".parquet":
        names, types = _parquet(copy, name)
        return Source(name, copy, "Parquet", understand(name, names, unit), types)
    path, kind = copy, "CSV, UTF-8"
    if file.suffix.lower() in _WORKBOOKS:
        path = copy.with_suffix(".sheet.csv")
        kind = _workbook(copy, path, name)
    elif not _is_utf8(head, name):
        path, kind = copy.with_suffix(".utf8.csv"), "CSV, GB18030"
        _transcode(copy, path, name)
    header = _header(path, name)
    source = Source(name, path, kind, understand(name, header, unit), ("VARCHAR",) * len(header))
    # The first line break is taken for that of all rows.
    return relined(source) if re.search("[\r\n]", "".join(header)) else source


def _check_kind(file: Path, name: str, head: bytes) -> None:
    held = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "text")
    named = {".parquet": "a Parquet file", **dict.fromkeys(_WORKBOOKS, "an Excel workbook")}.get(file.suffix.lower(), "text")
    if not head.strip():
        raise refusal(name, 0, "the file is empty.", "Name a file with a header and rows.")
    if head.startswith(b"\xd0\xcf\x11\xe0") and file.suffix.lower() in (".xlsx", ".xlsb"):
        raise refusal(name, 0, *_PROTECTED)
    if held != named:
        fix = "Give it the ending of what it is: .csv, .xlsx or .parquet."
        raise refusal(name, 0, f"its name says {named}, but it holds {held}.", fix)


def _is_utf8(head: bytes, name: str) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head:
        raise refusal(name, 0, "it is UTF-16 or no text at all.", "Save it as CSV in UTF-8.")
    try:
        io.TextIOWrapper(io.BytesIO(head), "utf-8").read() if len(head) < _HEAD else head[: head.rindex(b"\n")].decode()
    except ValueError:
        return False
    return True


def _transcode(file: Path, copy: Path, name: str) -> None:
    """Write a UTF-8 copy of a GB18030 text, line by line; a line that is UTF-8 says that the file is a mixture."""
    with file.open("rb") as lines, copy.open("w", encoding="utf-8", newline="") as written:
        for row, line in enumerate(lines, 1):
            if _speaks_utf8(line):
                message = "this line is UTF-8, but others are not."
                raise refusal(name, row, message, "Save the whole file in one encoding.")
            try:
                written.write(line.decode("gb18030"))
            except UnicodeDecodeError:
                message = "this line is neither UTF-8 nor GB18030."
                raise refusal(name, row, message, "Save the file as CSV in UTF-8.") from None


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
            raise refusal(name, 1, "there is no header.", "Begin with the names of the columns.") from None
    other = next((mark for mark in ";\t|" if ",".join(header).count(mark) >= len(header)), None)
    if other:
        message = f"the cells are separated by {other!r}."
        raise refusal(name, 1, message, "Save it with commas between the cells.")
    return header


def _workbook(file: Path, copy: Path, name: str) -> str:
    """Write the first sheet of a workbook as text."""
    import python_calamine

    _check_unpacked(file, name)
    try:
        book = python_calamine.load_workbook(file)
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        protected = "password" in str(error).lower() or "password" in type(error).__name__.lower()
        if protected:
            raise refusal(name, 0, *_PROTECTED) from None
        raise refusal(name, 0, "the workbook cannot be read.", "Open it in a spreadsheet and save it again.") from None
    with copy.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(map(_as_written, row) for row in rows)
    others = book.sheet_names[1:]
    unread = f"; sheets not read: {', '.join(others)}" if others else ""
    return visible_name(f"Excel, sheet {book.sheet_names[0]}{unread}")


def _check_unpacked(file: Path, name: str) -> None:
    """Refuse a workbook that unpacks to more than a sheet can hold, or says so."""
    if not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as book:
        unpacked = sum(part.file_size for part in book.infolist())
    if unpacked > _UNPACKED:
        raise refusal(name, 0, f"the workbook unpacks to {unpacked >> 20:,} MB.", "Save the sheet as CSV.")


def _as_written(cell: object) -> str:
    return repr(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def _parquet(file: Path, name: str) -> tuple[list[str], tuple[str, ...]]:
    import duckdb

    try:
        run = duckdb.connect().execute
        described = run("describe select * from read_parquet(?)", [str(file)]).fetchall()
        (rows,) = run("select num_rows from parquet_file_metadata(?)", [str(file)]).fetchone()
    except duckdb.Error:
        message = "the Parquet file cannot be read; it may be cut short."
        raise refusal(name, 0, message, "Copy or write it again.") from None
    if rows > _ROWS:
        raise refusal(name, 0, f"it claims to hold {rows:,} rows.", "Split it, if it does.")
    return [name for name, *_ in described], tuple(kind for _, kind, *_ in described)
