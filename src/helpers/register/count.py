"""Counting a register: rows grouped as they are written, the groups read cell by cell, each row used or rejected."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from helpers.errors import InputError, refusal
from helpers.register import cells, dates, formats, modes, money, query, second_heads, texts
from helpers.register.cells import CellError
from helpers.register.choices import IGNORE, answer
from helpers.register.coverage import LOST, NO_CONTRACTS
from helpers.register.engine import Engine, collect
from helpers.register.first_reading import is_broken
from helpers.register.ingest import Source
from helpers.register.money import FEN, NEGATIVE

# The column that a reason blames, by a word of it; how many different cells are shown, and how much of each.
_BLAMED = {
    "mode": ("mode",), "date": ("date", "year"), "institution": ("institution",), "contracts": ("count",),
    "currency": ("currency",), "counted_in": ("unit",), "written": ("number", "value"),
}  # fmt: skip
_WORDS, _LETTERS = 5, 30
READ = ["institution", "year", "mode", "single"]
_SUMS = {"rows": "sum", "contracts": "sum", "fen": "sum", "over": "sum", "nothing": "sum", "most": "max", "counts": "sum"}


@dataclass(frozen=True)
class Counted:
    """A register counted.

    `sources` are its files as they had to be read. `groups` has the rows that can be used: institution, year, mode, single
    (whether each row is one contract), rows, contracts, fen, over (rows above the threshold), nothing (rows of no value), most
    (fen of the largest row), counts (rows that hold a number of contracts alone). `rejected` has file, row and reason of each
    rejected row, `lost` the groups of those that may be contracts, `examples` by reason the first row, and words.
    """

    sources: list[Source]
    groups: pd.DataFrame
    rejected: pd.DataFrame
    lost: pd.DataFrame
    examples: dict[str, str]


def count_rows(sources: list[Source], engine: Engine, threshold: int, step: Callable = lambda name: None) -> Counted:
    """Count the rows of a register; `threshold` is in yuan, `step` is called with each step's name.

    Raises InputError where a file cannot be read to its end, or is taken away, and where a disk is full.
    """
    try:
        files, reading = [], engine.read(sources)
        for source in sources:
            step(f"Reading {source.name}")
            files.append(next(reading))
        step("Looking for rows that stand twice")
        engine.find_repeats()
        step("Counting")
        counting = query.COUNTED.format(above=threshold * FEN, rows=query.ALL if engine.has_repeats else query.UNREPEATED)
        counted = engine.run(collect, engine.shares, counting, pd.DataFrame({"file": []}))
        written = pd.concat(counted, ignore_index=True)
        read = pd.concat(_meant(written[written["file"] == n], file, threshold) for n, file in enumerate(files))
        step("Numbering the rejected rows")
        rejected = _rejected(engine, files, written.assign(reason=read["reason"]))
    except (duckdb.Error, FileNotFoundError) as error:
        raise _explained(error, sources, engine) from error
    groups = read[read["reason"] == ""].groupby(READ, as_index=False).agg(_SUMS).astype(dict.fromkeys(_SUMS, "int64"))
    return Counted(files, groups, rejected, _lost(read, files), _examples(written, read["reason"], rejected, files))


def _lost(read: pd.DataFrame, files: list[Source]) -> pd.DataFrame:
    """Return the rejected groups that may be contracts, and with them the lines that are no rows, of which nothing is known."""
    lost = read.loc[(read["reason"] != "") & ~read["reason"].isin(NO_CONTRACTS), LOST]
    if broken := sum(reason not in NO_CONTRACTS for file in files for reason in file.broken.values()):
        nothing = dict(zip(LOST, ("", 0, "", broken, broken, 0, False, False), strict=True))
        lost = pd.concat([lost, pd.DataFrame([nothing])], ignore_index=True)
    return lost.reset_index(drop=True)


def _examples(written: pd.DataFrame, reasons: pd.Series, rejected: pd.DataFrame, files: list[Source]) -> dict[str, str]:
    """Return the place of the first row of each reason, and words of the column that is to blame."""
    found = {}
    for file, row, reason in rejected.drop_duplicates("reason").itertuples(index=False, name=None):
        column = next((column for column, words in _BLAMED.items() if any(word in reason for word in words)), "")
        # Groups come in any order: sorted, the words are the same in every run.
        texts = sorted(written.loc[reasons == reason, column].unique())[:_WORDS] if column else ()
        words = ", ".join(repr(cells.clean(text.partition(formats.SCALED)[0])[:_LETTERS]) for text in texts if text.strip())
        if reason == dates.DIFFERENT:
            layout = next(one.layout for one in files if one.name == file)
            date, year = (layout.header[layout.columns[one]] for one in ("date", "year"))
            words += f" in {date} and {year}, which is left out by {answer('column', IGNORE, year)}"
        found[reason] = f"{file}, row {row}{': ' if words else ''}{words}"
    return found


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


def _meant(groups: pd.DataFrame, source: Source, threshold: int) -> pd.DataFrame:
    """Return what the cells of a file's groups mean, and the reason why the rows of a group are rejected, empty for none."""
    rows, is_plain = groups["rows"].to_numpy("int64"), (groups["written"] == "").to_numpy(bool)
    institution, no_institution = _read(groups["institution"], cells.institution, "")
    year, no_year = _read(groups["date"], _dates(groups["date"], source))
    mode, no_mode = _read(groups["mode"], modes.mode, "")
    contracts, no_contracts = _read(groups["contracts"], cells.contracts)
    fen, no_fen = _money(groups, source.layout.unit)
    # A row is rejected for what it is, then for the first of its cells that cannot be read, else because it stands twice.
    reasons = (no_institution, no_year, no_mode, no_contracts, no_fen, groups["repeat"].to_numpy(object))
    reason = groups["fault"].to_numpy(object)
    for why in reasons:
        reason = np.where(reason == "", why, reason)
    reason[(reason != "") & np.any([why == cells.TOTAL for why in reasons], axis=0)] = cells.TOTAL
    odd = (groups["fault"] == "").to_numpy(bool) & (reason != cells.TOTAL) & (no_fen != "") & (no_fen != NEGATIVE)
    reason[odd] = _without_amount(groups[odd], source, reason[odd])
    read = {"institution": institution, "year": year, "mode": mode, "single": contracts == 1, "reason": reason}
    read |= {"is_readable": no_fen == "", "has_contracts": no_contracts == ""}
    sums = {"rows": rows, "contracts": contracts * rows, "fen": fen * rows, "most": fen}
    sums |= {"over": rows * (fen > threshold * FEN), "nothing": rows * (fen == 0)}
    for name in ("fen", "over", "nothing", "most"):
        sums[name] = np.where(is_plain, groups[name].to_numpy("int64"), sums[name])
    sums["counts"] = rows * (contracts > 0) * ("measure" in source.layout.columns)
    sums["nothing"] = np.where(sums["counts"] > 0, 0, sums["nothing"])
    return pd.DataFrame(read | sums, index=groups.index)


def _without_amount(groups: pd.DataFrame, source: Source, reason: np.ndarray) -> np.ndarray:
    """Return why rows without an amount are rejected: as a header in other words, or a note, which fills one cell alone."""
    filling = ["date", "mode", "contracts", "written", *(() if source.layout.institution else ("institution",))]
    filled = groups[filling].apply(lambda cell: ~cell.astype(str).str.fullmatch(cells.NO_CELL)).sum(axis=1)
    headers = map(second_heads.is_one, groups["date"], groups["mode"], groups["written"])
    return np.select([np.fromiter(headers, bool), (filled < 2).to_numpy()], [cells.HEADER, cells.NOTE], reason)


def _dates(column: pd.Series, source: Source) -> Callable[[str], int]:
    """Return how the dates of a file are read; raises InputError where they are academic years, which are no years."""
    try:
        return dates.reader(column.unique())
    except CellError as error:
        message = f"its years are academic years, like {error}: contracts of one lie in two years."
        raise refusal(source.name, 0, message, "Give the date of signing, or the year in which it lies.") from None


def _money(groups: pd.DataFrame, unit: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the fen of each group's rows where they were no plain numbers, and why they cannot be read."""
    careful = np.flatnonzero(groups["written"] != "")
    cells_of_rows = pd.MultiIndex.from_frame(groups[["written", "counted_in", "currency"]].iloc[careful])
    fen, reason = np.zeros(len(groups), "int64"), np.full(len(groups), "", object)
    fen[careful], reason[careful] = _read(cells_of_rows, lambda row: money.amount(row[0], unit, row[1], row[2]))
    # Whatever it is, it is less than nothing.
    fen[reason == NEGATIVE] = -1
    return fen, reason


def _read(texts: pd.Series | pd.MultiIndex, read: Callable, unknown: int | str = 0) -> tuple[np.ndarray, np.ndarray]:
    """Read each different text once; return what they mean, `unknown` where they cannot be read, and why they cannot."""
    codes, different = pd.factorize(texts)
    meanings = np.full(len(different), unknown, "int64" if unknown == 0 else object)
    reasons = np.full(len(different), "", object)
    for place, text in enumerate(different):
        try:
            meanings[place] = read(text)
        except CellError as error:
            reasons[place] = str(error)
    return meanings[codes], reasons[codes]


def _rejected(engine: Engine, files: list[Source], written: pd.DataFrame) -> pd.DataFrame:
    """Return file, row and reason of each row that is rejected, in their order; one that is another header stops the run."""
    bad = written.loc[written["reason"] != "", [*query.GROUP, "file", "reason"]]
    found = pd.DataFrame({"place": [], "reason": [], "file": []})
    if len(bad):
        found = pd.concat(engine.run(collect, engine.shares, query.REJECTED, bad), ignore_index=True)
    each = []
    for place, file in enumerate(files):
        of_file = found[found["file"] == place]
        rows = file.numbers(of_file["place"].astype("int64"))
        # Rows that were read, and lines that are none.
        lines = pd.DataFrame({"row": [row + file.above for row in file.broken], "reason": list(file.broken.values())})
        both = pd.concat([pd.DataFrame({"row": rows, "reason": of_file["reason"]}), lines])
        second_heads.refuse(file, both.loc[both["reason"].isin(second_heads.REASONS), "row"].astype("int64"))
        each.append(both.astype({"row": "int64"}).sort_values("row").assign(file=file.name)[["file", "row", "reason"]])
    return pd.concat(each, ignore_index=True)
