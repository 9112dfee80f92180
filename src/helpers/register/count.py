"""Counting a register: rows grouped as they are written, the groups read cell by cell, each row used or rejected."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pandas as pd

from helpers.errors import InputError
from helpers.register import groups, query, texts
from helpers.register.cells import FEN
from helpers.register.engine import Engine, collect
from helpers.register.ingest import Source
from helpers.register.reading import is_broken, unreadable

READ = ["institution", "year", "mode", "single"]


@dataclass(frozen=True)
class Counted:
    """A register counted.

    `sources` are its files as they had to be read. `groups` has the rows that can be used: institution, year, mode, single
    (whether each row is one contract), rows, contracts, fen, over (rows above the threshold), nothing (rows of no value), most
    (fen of the largest row). `rejected` has one row a row that is rejected: file, row, reason.
    """

    sources: list[Source]
    groups: pd.DataFrame
    rejected: pd.DataFrame

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return int(self.groups["rows"].sum()) + len(self.rejected)


def count_rows(sources: list[Source], engine: Engine, threshold: int, step: Callable = lambda name: None) -> Counted:
    """Count the rows of a register; `threshold` is in yuan, `step` is called with each step's name.

    Raises InputError where a file cannot be read to its end, or is taken away, and where a disk is full.
    """
    try:
        return _counted(sources, engine, threshold, step)
    except (duckdb.Error, FileNotFoundError) as error:
        raise _explained(error, sources, engine) from error


def _counted(sources: list[Source], engine: Engine, threshold: int, step: Callable) -> Counted:
    files, reading = [], engine.read(sources)
    for source in sources:
        step(f"Reading {source.name}")
        files.append(next(reading))
    step("Looking for rows that stand twice")
    engine.find_repeats()
    step("Counting")
    written = _collected(engine, query.COUNTED.format(above=threshold * FEN), pd.DataFrame({"file": []}))
    read = [groups.read(written[written["file"] == n], file.layout.unit, threshold) for n, file in enumerate(files)]
    read = pd.concat(read)
    step("Numbering the rejected rows")
    return Counted(files, _summed(read), _rejected(engine, files, written.assign(reason=read["reason"])))


def _explained(error: Exception, sources: list[Source], engine: Engine) -> Exception:
    """Return why counting failed, as far as the files or the disk are the reason; else it is a mistake in the program."""
    if gone := [source.name for source in sources if not source.path.exists()]:
        return InputError(f"{', '.join(gone)}: taken away while it was read. Put it back, and run again.")
    for source in sources:
        if is_broken(engine.connection, source):
            return unreadable(source)
    if not isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
        return error
    why = f"{', '.join(source.name for source in sources)}: counting failed: {str(error).splitlines()[0].rstrip('.')}."
    return InputError(f"{why} Free some space for temporary files, or set TMPDIR to a folder that has more.")


def _collected(engine: Engine, sql: str, given: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(engine.run(collect, engine.shares, sql, given), ignore_index=True)


def _summed(read: pd.DataFrame) -> pd.DataFrame:
    """Sum the groups that can be used, by what their cells mean."""
    sums = dict.fromkeys(groups.SUMS, "sum") | {"most": "max"}
    return read[read["reason"] == ""].groupby(READ, as_index=False).agg(sums).astype(dict.fromkeys(sums, "int64"))


def _rejected(engine: Engine, files: list[Source], written: pd.DataFrame) -> pd.DataFrame:
    """Return file, row and reason of each row that is rejected, in their order."""
    bad = written.loc[written["reason"] != "", [*query.GROUP, "file", "reason"]]
    found = _collected(engine, query.REJECTED, bad) if len(bad) else pd.DataFrame({"place": [], "reason": [], "file": []})
    return pd.concat([_numbered(file, found[found["file"] == n]) for n, file in enumerate(files)], ignore_index=True)


def _numbered(file: Source, found: pd.DataFrame) -> pd.DataFrame:
    """Return file, row and reason of everything in a file that is rejected: rows that were read, and lines that are none."""
    rows = found["place"].astype("int64")
    if file.is_text and len(found):
        numbers = texts.row_numbers(file.path, set(file.broken))
        rows = rows + 1 if numbers is None else rows.map(lambda place: numbers[place - 1])
    lines = pd.DataFrame({"row": list(file.broken), "reason": list(file.broken.values())})
    both = pd.concat([pd.DataFrame({"row": rows, "reason": found["reason"]}), lines])
    return both.astype({"row": "int64"}).sort_values("row").assign(file=file.name)[["file", "row", "reason"]]
