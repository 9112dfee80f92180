"""Counting a register: rows grouped as they are written, the groups read cell by cell, each row used or rejected.

Careful reading costs as much as there are different cells.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from helpers.errors import InputError, refusal
from helpers.register import cells, query, texts
from helpers.register.cells import FEN, CellError
from helpers.register.engine import Engine, collect
from helpers.register.ingest import Source, is_broken

READ = ["institution", "year", "mode", "single"]
_SUMS = {"rows": "sum", "contracts": "sum", "fen": "sum", "over": "sum", "nothing": "sum", "most": "max"}


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
    counted = engine.run(collect, engine.shares, query.COUNTED.format(above=threshold * FEN), pd.DataFrame({"file": []}))
    written = pd.concat(counted, ignore_index=True)
    read = pd.concat(_meant(written[written["file"] == n], file.layout.unit, threshold) for n, file in enumerate(files))
    step("Numbering the rejected rows")
    groups = read[read["reason"] == ""].groupby(READ, as_index=False).agg(_SUMS).astype(dict.fromkeys(_SUMS, "int64"))
    return Counted(files, groups, _rejected(engine, files, written.assign(reason=read["reason"])))


def _explained(error: Exception, sources: list[Source], engine: Engine) -> Exception:
    """Return why counting failed, as far as the files or the disk are the reason; else it is a mistake in the program."""
    if gone := [source.name for source in sources if not source.path.exists()]:
        return InputError(f"{', '.join(gone)}: taken away while it was read. Put it back, and run again.")
    for source in sources:
        if is_broken(engine.connection, source):
            return refusal(source.name, 0, *texts.UNREADABLE)
    if not isinstance(error, (duckdb.IOException, duckdb.OutOfMemoryException)):
        return error
    why = f"{', '.join(source.name for source in sources)}: counting failed: {str(error).splitlines()[0].rstrip('.')}."
    return InputError(f"{why} Free some space for temporary files, or set TMPDIR to a folder that has more.")


def _meant(groups: pd.DataFrame, unit: int, threshold: int) -> pd.DataFrame:
    """Return what the cells of a file's groups mean, and the reason why the rows of a group are rejected, empty for none."""
    rows, is_plain = groups["rows"].to_numpy("int64"), (groups["written"] == "").to_numpy(bool)
    institution, reason = _read(groups["institution"], cells.institution, object)
    year, no_year = _read(groups["date"], cells.year)
    mode, no_mode = _read(groups["mode"], cells.mode, object)
    contracts, no_contracts = _read(groups["contracts"], cells.contracts)
    fen, no_fen = _read(groups["written"].mask(is_plain, "0"), lambda text: cells.amount(text, unit))
    everything = groups["institution"] + groups["date"] + groups["mode"] + groups["contracts"] + groups["written"]
    reason[(reason == "no institution") & ~is_plain & (everything.str.strip() == "").to_numpy(bool)] = "empty row"
    # A row is rejected for the first of its cells that cannot be read, else because it stands twice.
    for why in (no_year, no_mode, no_contracts, no_fen, groups["repeat"].to_numpy(object)):
        reason = np.where(reason == "", why, reason)
    read = {"institution": institution, "year": year, "mode": mode, "single": contracts == 1, "reason": reason}
    sums = {"rows": rows, "contracts": contracts * rows, "fen": fen * rows, "most": fen}
    sums |= {"over": rows * (fen > threshold * FEN), "nothing": rows * (fen == 0)}
    for name in ("fen", "over", "nothing", "most"):
        sums[name] = np.where(is_plain, groups[name].to_numpy("int64"), sums[name])
    return pd.DataFrame(read | sums, index=groups.index)


def _read(column: pd.Series, read: Callable[[str], object], kind: type = int) -> tuple[np.ndarray, np.ndarray]:
    """Read each different text once; return what they mean, 0 where they cannot be read, and why they cannot."""
    codes, different = pd.factorize(column)
    meanings, reasons = np.zeros(len(different), kind), np.full(len(different), "", object)
    for place, text in enumerate(different):
        try:
            meanings[place] = read(text)
        except CellError as error:
            reasons[place] = str(error)
    return meanings[codes], reasons[codes]


def _rejected(engine: Engine, files: list[Source], written: pd.DataFrame) -> pd.DataFrame:
    """Return file, row and reason of each row that is rejected, in their order."""
    bad = written.loc[written["reason"] != "", [*query.GROUP, "file", "reason"]]
    found = pd.DataFrame({"place": [], "reason": [], "file": []})
    if len(bad):
        found = pd.concat(engine.run(collect, engine.shares, query.REJECTED, bad), ignore_index=True)
    each = []
    for place, file in enumerate(files):
        of_file = found[found["file"] == place]
        rows = of_file["place"].astype("int64")
        if file.is_text and len(rows):
            numbers = texts.row_numbers(file.path, set(file.broken))
            rows = [numbers[row - 1] for row in rows]
        # Rows that were read, and lines that are none.
        lines = pd.DataFrame({"row": list(file.broken), "reason": list(file.broken.values())})
        both = pd.concat([pd.DataFrame({"row": rows, "reason": of_file["reason"]}), lines])
        each.append(both.astype({"row": "int64"}).sort_values("row").assign(file=file.name)[["file", "row", "reason"]])
    return pd.concat(each, ignore_index=True)
