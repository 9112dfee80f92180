"""Files of a register: what each holds, its header understood, and the first reading, which finds how it has to be read."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from helpers.errors import InputError, refusal, visible
from helpers.register import books, columns, heads, sheets, texts, validity
from helpers.register.choices import NONE, Choices
from helpers.register.headers import Layout, understand, with_decimals

# No Parquet file of contracts has more rows.
MOST_ROWS = 10**9
_HEAD = 1 << 20
_PDF, _OLD_WORKBOOK = b"%PDF", b"\xd0\xcf\x11\xe0"
# Without them, an old workbook is the cover of a protected one.
_OLD_SHEETS = "Workbook".encode("utf-16-le")
_BEGINNINGS = {
    b"PK\x03\x04": "an Excel workbook",
    _OLD_WORKBOOK: "an Excel workbook",
    b"PAR1": "a Parquet file",
    _PDF: "a PDF document",
}
_ENDINGS = {".parquet": "a Parquet file", **dict.fromkeys(books.WORKBOOKS, "an Excel workbook")}


@dataclass(frozen=True)
class Source:
    """A table of a register: its name, what to read in its place, its kind in words, its layout and its columns' types.

    `parquet` is the Parquet file with its rows, if there is one; `broken` has the lines that are no rows, their reasons by row;
    `above` is how many rows of the file stand above what is read; `has_quotes` tells whether a text has a quotation mark, and
    `usual` has the cells of columns with few different ones; `mark` stands between the cells of a text.
    """

    name: str
    path: Path
    kind: str
    layout: Layout
    types: tuple[str, ...]
    parquet: Path | None = None
    broken: dict[int, str] = field(default_factory=dict)
    above: int = 0
    has_quotes: bool = False
    usual: dict[int, list[str]] = field(default_factory=dict)
    mark: str = ","

    @property
    def is_text(self) -> bool:
        """Whether it is read as comma-separated text."""
        return self.kind != "Parquet"

    def numbers(self, places: Sequence[int]) -> list[int]:
        """Return the numbers in the file of the rows that were read first, second and so on."""
        if not self.is_text or len(places) == 0:
            return list(places)
        numbers = texts.row_numbers(self.path, self.mark, set(self.broken))
        return [numbers[place - 1] + self.above for place in places]


def sources(files: list[Path], scratch: Path, choices: Choices = NONE) -> list[Source]:
    """Return the tables of files, copied into `scratch` where not UTF-8 or Parquet; raises InputError with one line a file."""
    found, refused = [], []
    paths = [file.resolve() for file in files]
    twice = sorted({visible_name(file.name) for file, path in zip(files, paths, strict=True) if paths.count(path) > 1})
    if twice:
        refused.append(f"{', '.join(twice)}: the file is named twice. Name each file once.")
    for place, file in enumerate(files):
        try:
            found += _sources(file, choices, scratch / f"{place}{file.suffix.lower()}")
        except InputError as error:
            refused.append(str(error))
    if not refused:
        headers = list(dict.fromkeys(name for source in found for name in source.layout.header))
        which = f"no file has a column of this name. The columns are {', '.join(headers)}."
        refused = [visible(f"--column {name}: {which}") for name in choices.columns if name not in headers]
    if refused:
        raise InputError("\n".join(refused))
    # Where several tables count from 1, what counts is an id in none.
    several = sum(source.layout.counts for source in found) > 1
    return [replace(one, layout=one.layout.without_id()) if several and one.layout.counts else one for one in found]


def visible_name(name: str) -> str:
    """Return a file's name as it can be printed.

    >>> visible_name("a\u202e b.csv")
    'a[U+202E] b.csv'
    """
    return visible(" ".join(name.splitlines()))


def _sources(file: Path, choices: Choices, copy: Path) -> list[Source]:
    name, ending = visible_name(file.name), file.suffix.lower()
    if not file.is_file():
        raise InputError(f"{name}: there is no such file. Name a CSV, Excel or Parquet file.")
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    _check_kind(ending, name, head)
    # Read under a name of our own: a reader takes [, * and ? in a name for a pattern.
    copy.symlink_to(file.resolve())
    if ending == ".parquet":
        names, types, rows = _parquet(copy, name)
        layout = understand(name, names, choices, heads.Head((), rows=tuple(rows), row=0))
        return [Source(name, copy, "Parquet", layout, types, copy, usual=columns.usual(rows))]
    if ending in books.WORKBOOKS:
        return [_of_sheet(name, one) for one in sheets.copied(copy, name, choices)]
    return [_text(name, copy, head, choices)]


def _of_sheet(name: str, sheet: sheets.Copied) -> Source:
    kind = f"Excel, {visible_name(sheet.where)}"
    name = f"{name}, sheet {visible_name(sheet.name)}" if sheet.is_one_of_several else name
    return Source(name, sheet.path, kind, sheet.layout, ("VARCHAR",) * len(sheet.layout.header), above=sheet.above)


def _text(name: str, path: Path, head: bytes, choices: Choices) -> Source:
    """Return a text as a table; one with rows above its header, or with a header of two rows, is copied without them."""
    has_quotes = texts.has_quotes(path, name)
    kind, is_wide = "CSV, UTF-8", head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if choices.encoding or is_wide or not texts.is_utf8(head, name):
        path, kind = texts.recoded(path, name, choices.encoding or ("utf-16" if is_wide else ""))
    mark, found = texts.head(path, name)
    validity.refuse_apart(name, found.titles, found.names)
    layout = understand(name, found.names, choices, found)
    layout = with_decimals(layout, found.rows, may_be_comma=mark != ",")
    if found.at or found.above > 1:
        path = texts.reheaded(path, mark, found.names, found.above)
    elif any("\n" in header or "\r" in header for header in found.names):
        # The first line break is taken for that of all rows.
        path = texts.relined(path)
    kind = ", ".join(filter(None, (kind, texts.MARKS[mark], found.at)))
    types = ("VARCHAR",) * len(layout.header)
    return Source(name, path, kind, layout, types, above=found.above - 1, mark=mark, has_quotes=has_quotes)


def _check_kind(ending: str, name: str, head: bytes) -> None:
    """Refuse a file whose name says another kind than it holds."""
    held = next((kind for beginning, kind in _BEGINNINGS.items() if head.startswith(beginning)), "text")
    named = _ENDINGS.get(ending, "text")
    if not head.strip():
        raise refusal(name, 0, "the file is empty.", "Name a file with a header and rows.")
    if head.startswith(_OLD_WORKBOOK) and ending in (".xlsx", ".xlsb") and _OLD_SHEETS not in head:
        raise refusal(name, 0, *books.PROTECTED)
    if held != named:
        fix = "Give it the ending of what it is: .csv, .xlsx or .parquet."
        if head.lstrip(codecs.BOM_UTF8 + b" \r\n\t").startswith(b"<"):
            held, fix = "HTML or XML", "Open it in a spreadsheet and save it as .xlsx."
        if head.startswith(_PDF):
            fix = "Copy its table into a spreadsheet, and save that."
        raise refusal(name, 0, f"its name says {named}, but it holds {held}.", fix)


def _parquet(file: Path, name: str) -> tuple[list[str], tuple[str, ...], list[list[str]]]:
    """Return the names and types of a Parquet file's columns, and its first rows as text."""
    try:
        connection = duckdb.connect()
        table = connection.read_parquet(str(file))
        texts_of = table.limit(heads.SAMPLED).project("columns(*)::varchar")
        first = [[cell or "" for cell in row] for row in texts_of.fetchall()]
        (rows,) = connection.execute("select num_rows from parquet_file_metadata(?)", [str(file)]).fetchone()
    except duckdb.Error:
        raise refusal(name, 0, "the Parquet file cannot be read; it may be cut short.", "Copy or write it again.") from None
    if rows > MOST_ROWS:
        raise refusal(name, 0, f"it claims to hold {rows:,} rows.", "Split it, if it does.")
    return table.columns, tuple(map(str, table.types)), first
