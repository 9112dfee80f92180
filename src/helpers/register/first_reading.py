"""The first reading of a file, which finds how it has to be read, and which of its lines are no rows."""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from pathlib import Path

import duckdb

from helpers.errors import refusal
from helpers.register import columns, texts
from helpers.register.cells import EMPTY, LABEL, NOTE, TOTAL, is_total
from helpers.register.ingest import Source

_BROKEN = """
select distinct line, error_type, csv_line from reject_errors join reject_scans using (scan_id, file_id)
where file_path = ? order by line, error_type
"""
# A cell of a line without a contract: the number of a page, how many rows there are, a word with a colon behind it, or a date
# beside such words.
_ROWS = r"共\s*\d+\s*[条项笔份个行页]|\d+ (?:rows|records|contracts)"
_NOTE = re.compile(
    rf"\s*(-?\s*第\s*\d+\s*页|-?\s*page \d+|{_ROWS}|{LABEL}|\d{{4}}[-年./]\d\d?[-月./]\d\d?)[^,;|\t]*", re.IGNORECASE
)
_PADDED = ".padded.csv"
_REASONS = {
    "MISSING COLUMNS": "too few cells",
    "TOO MANY COLUMNS": "too many cells",
    "UNQUOTED VALUE": "quotation mark amid a cell",
}


def first_read(connection: duckdb.DuckDBPyConnection, numbered: tuple[int, Source], read: Callable) -> Source:
    """Read a file, and return it as it had to be read; `read` is given the connection, the file's place and the file.

    Raises InputError where it cannot be read to its end, duckdb.Error where there is no room.
    """
    place, source = numbered
    try:
        source = read(connection, place, source)
    except duckdb.Error as error:
        if not source.is_text or isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
            raise
        if source.path.name.endswith(texts.RELINED):
            raise refusal(source.name, 0, *texts.UNREADABLE) from None
        return first_read(connection, (place, replace(source, path=texts.relined(source.path))), read)
    if not source.is_text:
        return source
    lines = connection.execute(_BROKEN, [str(source.path)]).fetchall()
    # A cell that goes on behind its closing quotation mark is reported as both.
    behind = {row for row, kind, _ in lines if kind == "UNQUOTED VALUE"}
    lines = [one for one in lines if one[1] != "INVALID ENCODING" or one[0] not in behind]
    if again := _otherwise(source, lines):
        return first_read(connection, (place, again), read)
    source = replace(source, broken={line[0]: _reason(source, *line) for line in lines})
    return replace(source, usual=columns.usual(texts.scattered(source.path, source.mark, len(source.layout.header))))


def _otherwise(source: Source, lines: Sequence[tuple[int, str, str]]) -> Source | None:
    """Return how a text is to be read once more, by the lines of it that were no rows; None where it was read as it is."""
    if source.kind.startswith("CSV, UTF-8") and any(kind == "INVALID ENCODING" for _, kind, _ in lines):
        path, kind = texts.recoded(source.path, source.name)
        return replace(source, path=path, kind=kind, parquet=None)
    short = {line for _, kind, line in lines if kind == "MISSING COLUMNS" and _is_whole(source, line)}
    if not short or source.path.name.endswith(_PADDED):
        return None
    return replace(source, path=_padded(source.path, source.mark, len(source.layout.header), short), parquet=None)


def _is_whole(source: Source, line: str) -> bool:
    """Tell whether a line misses no more than cells at its end on which no sum rests; what was cut in two is no whole."""
    cells, value = line.strip("\r\n").split(source.mark), source.layout.columns["value"]
    if '"' in line or "\n" in line.strip("\r\n") or len(cells) <= source.layout.last:
        return False
    # 1,200 without quotation marks is two cells.
    return not (
        re.fullmatch(r"\d{1,3}", cells[value]) and re.fullmatch(r"\d{3}(\.\d+)?", "".join(cells[value + 1 : value + 2]))
    )


def _padded(path: Path, mark: str, width: int, short: Set[str]) -> Path:
    """Write a copy of a text in which these lines have as many cells as its header, and return its path."""
    copy = path.with_suffix(_PADDED)
    bare = {line.strip("\r\n") for line in short}
    as_is = {"encoding": "utf-8", "errors": "surrogateescape", "newline": ""}
    with path.open(**as_is) as text, copy.open("w", **as_is) as written:
        for line in text:
            whole = line.rstrip("\r\n")
            missing = mark * (width - 1 - whole.count(mark)) if whole in bare else ""
            written.write(f"{whole}{missing}{line[len(whole) :]}")
    return copy


def is_broken(connection: duckdb.DuckDBPyConnection, source: Source) -> bool:
    """Tell whether a Parquet file cannot be read to its end."""
    try:
        if not source.is_text:
            # Apart from the connection that failed, which may be in no state to answer.
            connection.cursor().read_parquet(str(source.path)).aggregate("max(hash(columns(*)))").fetchall()
    except duckdb.Error as error:
        return not isinstance(error, duckdb.OutOfMemoryException)
    return False


def _reason(source: Source, row: int, kind: str, line: str) -> str:
    """Return why a line is no row; where a quotation mark swallows the lines after it, more than a row is lost."""
    if kind == "UNQUOTED VALUE" and "\n" in line.strip("\n"):
        message = "a quotation mark opens a cell and is never closed."
        raise refusal(source.name, row + source.above, message, "Close it, or double it where it is part of the text.")
    filled = [cell for cell in line.split(source.mark) if cell.strip()]
    if kind == "MISSING COLUMNS" and all(map(_NOTE.fullmatch, filled)):
        return NOTE if filled else EMPTY
    if kind == "MISSING COLUMNS" and any(map(is_total, filled)):
        return TOTAL
    return _REASONS.get(kind, "unreadable row")
