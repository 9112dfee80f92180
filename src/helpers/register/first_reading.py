"""The first reading of a file, which finds how it has to be read, and which of its lines are no rows."""

import re
from collections.abc import Callable
from dataclasses import replace

import duckdb

from helpers.errors import refusal
from helpers.register import columns, texts
from helpers.register.cells import TOTAL, is_total
from helpers.register.ingest import Source

_BROKEN = """
select distinct line, error_type, csv_line from reject_errors join reject_scans using (scan_id, file_id)
where file_path = ? order by line, error_type
"""
# A line of one cell that is no part of a contract: the number of a page, or a word with a colon behind it.
_NOTE = re.compile(r"-?\s*第\s*\d+\s*页[^,;|\t]*|-?\s*page \d+[^,;|\t]*|[^\d,;|\t]{1,12}[:：][^,;|\t]*", re.IGNORECASE)
_REASONS = {"MISSING COLUMNS": "too few cells", "TOO MANY COLUMNS": "too many cells"}


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
    if source.kind.startswith("CSV, UTF-8") and any(kind == "INVALID ENCODING" for _, kind, _ in lines):
        path, kind = texts.recoded(source.path, source.name)
        recoded = replace(source, path=path, kind=kind, parquet=None)
        return first_read(connection, (place, recoded), read)
    source = replace(source, broken={line[0]: _reason(source, *line) for line in lines})
    return replace(source, usual=columns.usual(texts.scattered(source.path, source.mark, len(source.layout.header))))


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
        raise refusal(source.name, row, message, "Close it, or double it where it is part of the text.")
    bare = line.strip().strip(source.mark)
    if kind == "MISSING COLUMNS" and _NOTE.fullmatch(bare):
        return "empty row"
    if kind == "MISSING COLUMNS" and any(map(is_total, bare.split(source.mark))):
        return TOTAL
    return _REASONS.get(kind, "unreadable row")
