"""Files of a register: what each holds, and its header understood."""

from dataclasses import dataclass, field
from pathlib import Path

from helpers.errors import InputError, refusal, visible
from helpers.register import texts, workbooks
from helpers.register.headers import Layout, understand, unit_of

# No Parquet file of contracts has more rows.
MOST_ROWS = 10**9
_HEAD = 1 << 20
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_BEGINNINGS = {b"PK\x03\x04": "an Excel workbook", _OLD_WORKBOOK: "an Excel workbook", b"PAR1": "a Parquet file"}
_ENDINGS = {".parquet": "a Parquet file", **dict.fromkeys(workbooks.ENDINGS, "an Excel workbook")}


@dataclass(frozen=True)
class Source:
    """A file of a register: its name, what to read in its place, its kind in words, its layout and its columns' types.

    `parquet` is the Parquet file with its rows, if there is one; `broken` has the lines that are no rows, their reasons by row.
    """

    name: str
    path: Path
    kind: str
    layout: Layout
    types: tuple[str, ...]
    parquet: Path | None = None
    broken: dict[int, str] = field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        """Whether it is read as comma-separated text."""
        return self.kind != "Parquet"


def sources(files: list[Path], unit: str, scratch: Path) -> list[Source]:
    """Look into files and understand their headers; what is neither UTF-8 text nor Parquet is copied as such into `scratch`.

    Raises InputError with one line a file.
    """
    found, refused = [], []
    if unit:
        unit_of(unit)
    paths = [file.resolve() for file in files]
    twice = sorted({visible_name(file.name) for file, path in zip(files, paths, strict=True) if paths.count(path) > 1})
    if twice:
        refused.append(f"{', '.join(twice)}: the file is named twice. Name each file once.")
    for place, file in enumerate(files):
        try:
            found.append(_source(file, unit, scratch / f"{place}{file.suffix.lower()}"))
        except InputError as error:
            refused.append(str(error))
    if refused:
        raise InputError("\n".join(refused))
    return found


def visible_name(name: str) -> str:
    """Return a file's name as it can be printed.

    >>> visible_name("a\u202e b.csv")
    'a[U+202E] b.csv'
    """
    return visible(" ".join(name.splitlines()))


def _source(file: Path, unit: str, copy: Path) -> Source:
    name, ending = visible_name(file.name), file.suffix.lower()
    if not file.is_file():
        raise InputError(f"{name}: there is no such file. Name a CSV, Excel or Parquet file.")
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    _check_kind(ending, name, head)
    # Read under a name of our own: a reader takes [, * and ? in a name for a pattern.
    copy.symlink_to(file.resolve())
    if ending == ".parquet":
        names, types = _parquet(copy, name)
        return Source(name, copy, "Parquet", understand(name, names, unit), types, copy)
    path, kind = copy, "CSV, UTF-8"
    if ending in workbooks.ENDINGS:
        path = copy.with_suffix(".sheet.csv")
        kind = f"Excel, {visible_name(workbooks.copy_first_sheet(copy, path, name))}"
    elif not texts.is_utf8(head, name):
        path, kind = texts.recoded(copy, name), "CSV, GB18030"
    header = texts.header(path, name)
    if "\n" in "".join(header) or "\r" in "".join(header):
        # The first line break is taken for that of all rows.
        path = texts.relined(path)
    return Source(name, path, kind, understand(name, header, unit), ("VARCHAR",) * len(header))


def _check_kind(ending: str, name: str, head: bytes) -> None:
    """Refuse a file whose name says another kind than it holds."""
    held = next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), "text")
    named = _ENDINGS.get(ending, "text")
    if not head.strip():
        raise refusal(name, 0, "the file is empty.", "Name a file with a header and rows.")
    if head.startswith(_OLD_WORKBOOK) and ending in (".xlsx", ".xlsb"):
        raise refusal(name, 0, *workbooks.PROTECTED)
    if held != named:
        fix = "Give it the ending of what it is: .csv, .xlsx or .parquet."
        raise refusal(name, 0, f"its name says {named}, but it holds {held}.", fix)


def _parquet(file: Path, name: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the names and types of a Parquet file's columns."""
    import duckdb

    try:
        run = duckdb.connect().execute
        described = run("describe select * from read_parquet(?)", [str(file)]).fetchall()
        (rows,) = run("select num_rows from parquet_file_metadata(?)", [str(file)]).fetchone()
    except duckdb.Error:
        message = "the Parquet file cannot be read; it may be cut short."
        raise refusal(name, 0, message, "Copy or write it again.") from None
    if rows > MOST_ROWS:
        raise refusal(name, 0, f"it claims to hold {rows:,} rows.", "Split it, if it does.")
    return [name for name, *_ in described], tuple(kind for _, kind, *_ in described)
