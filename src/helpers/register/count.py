"""Counting a register: rows grouped as they are written, the groups read cell by cell, each row used or set aside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import pandas as pd

from helpers.errors import refusal
from helpers.register import cells
from helpers.register import ingest as intake
from helpers.register.cells import CellError
from helpers.register.engine import Engine, FullError, ReadError
from helpers.register.ingest import Source
from helpers.register.query import BETWEEN

GROUP = ["institution", "date", "mode", "contracts", "written"]
READ = ["institution", "year", "mode", "single"]
SUMS = ["rows", "contracts", "fen", "over", "nothing"]
REPEATED, CONFLICTING = "repeated", "conflicting id"
# No file has more rows.
_SPAN = 2**40
_REJECTED = {"MISSING COLUMNS": "too few cells", "TOO MANY COLUMNS": "too many cells"}


@dataclass(frozen=True)
class Counted:
    """A register counted.

    `groups` has the rows that can be used: institution, year, mode, single (whether each row is one contract), rows, contracts,
    fen, over (rows above the threshold), nothing (rows of no value), most (fen of the largest row, be it set aside as doubled).
    `aside` has one row a row set aside: file, row, reason.
    """

    groups: pd.DataFrame
    aside: pd.DataFrame

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return int(self.groups["rows"].sum()) + len(self.aside)


def count(files: list[Source], engine: Engine, threshold: int, step: Callable[[str], None]) -> Counted:
    """Count the rows of a register; `threshold` is in yuan, `step` is told what is being done.

    Raises InputError where a file cannot be read to its end.
    """
    used, aside, named = [], [], True
    for place, file in enumerate(files):
        step(f"Reading {file.name}")
        file, tally = _first(engine, file, threshold)
        files[place] = file
        named = named and tally["named"].sum() == tally["rows"].sum()
        read = _read(tally, file.layout.unit, threshold)
        used.append(read)
        aside.append([_refused(engine, file, tally, read)])
    step("Looking for rows that stand twice")
    for place, (read, again) in enumerate(_doubled(engine, files, threshold, "named_mark" if named else "mark")):
        used.append(read)
        aside[place].append(again)
    step("Numbering the rows set aside")
    numbered = [_numbered(engine, file, refused) for file, refused in zip(files, aside, strict=True)]
    good = pd.concat([read[read["reason"] == ""] for read in used])
    kept = dict.fromkeys(SUMS, "sum") | {"most": "max"}
    groups = good.groupby(READ, as_index=False).agg(kept).astype(dict.fromkeys(kept, "int64"))
    return Counted(groups[groups["rows"] > 0], pd.concat(numbered, ignore_index=True))


def _first(engine: Engine, file: Source, threshold: int) -> tuple[Source, pd.DataFrame]:
    """Tally a file, and return it as it had to be read: with other line ends, or in another encoding."""
    try:
        tally = _collect(_tally(engine.rows(file), threshold))
    except ReadError as error:
        if not file.is_text or file.path.suffixes[-2:] == [".lines", ".csv"]:
            if isinstance(error, FullError):
                raise
            raise refusal(file.name, 0, "it cannot be read to its end.", "Copy or write it again.") from None
        return _first(engine, intake.relined(file), threshold)
    if any(kind == "INVALID ENCODING" for kind, *_ in engine.rejects(file)) and file.kind == "CSV, UTF-8":
        return _first(engine, intake.recoded(file), threshold)
    return file, tally


def _tally(rows: nw.LazyFrame, threshold: int, *by: str) -> nw.LazyFrame:
    """Sum rows that are written alike; those above the threshold are counted strictly."""
    over, nothing = (test.cast(nw.Int64) for test in (nw.col("fen") > threshold * cells.FEN, nw.col("fen") == 0))
    grouped = rows.with_columns(over=over, nothing=nothing).group_by(*by, *GROUP)
    summed = nw.col("fen", "named", "over", "nothing").sum()
    return grouped.agg(nw.len().alias("rows"), summed, nw.col("fen").max().alias("most"))


def _collect(frame: nw.LazyFrame) -> pd.DataFrame:
    return frame.collect("pandas").to_native()


def _read(tally: pd.DataFrame, unit: int, threshold: int) -> pd.DataFrame:
    """Read the cells of each group; `reason` says why its rows are set aside, and is empty where they are not."""
    institution, *refused = _cells(tally["institution"], cells.institution)
    year, *refused[1:] = _cells(tally["date"], _year)
    mode, *refused[2:] = _cells(tally["mode"], cells.mode)
    contracts, *refused[3:] = _cells(tally["contracts"], cells.count)
    value, *refused[4:] = _cells(tally["written"], lambda text: cells.amount(text, unit) if text else 0)
    reason = np.select([why != "" for why in refused], refused, "")
    blank = np.flatnonzero(reason == "no institution")
    texts = tally[GROUP].iloc[blank].replace({"written": {"": "a plain number"}})
    empty = (texts.apply(lambda cells: cells.str.strip()) == "").all(axis=1)
    reason[blank[empty.to_numpy(dtype=bool)]] = "empty row"
    rows, plain = tally["rows"].to_numpy("int64"), (tally["written"] == "").to_numpy(dtype=bool)
    read = {"institution": institution, "year": year, "mode": mode, "single": contracts == 1, "reason": reason, "rows": rows}
    fen = np.where(plain, tally["fen"].to_numpy("int64"), value * rows)
    over = np.where(plain, tally["over"].to_numpy("int64"), rows * (value > threshold * cells.FEN))
    nothing = np.where(plain, tally["nothing"].to_numpy("int64"), rows * (value == 0))
    sums = {"contracts": contracts * rows, "fen": fen, "over": over, "nothing": nothing}
    most = np.where(plain, tally["most"].to_numpy("int64"), value)
    return pd.DataFrame(read | sums | {"most": most}, index=tally.index)


def _cells(texts: pd.Series, read: Callable[[str], object]) -> tuple[np.ndarray, np.ndarray]:
    """Read each different text once; return what they say, 0 where they are doubtful, and why they are."""
    codes, different = pd.factorize(texts)
    said, doubts = [], []
    for text in different:
        try:
            said.append(read(text))
            doubts.append("")
        except CellError as doubt:
            said.append(0)
            doubts.append(str(doubt))
    of_a_kind = np.array(said) if all(type(one) is int for one in said) else np.array(said, dtype=object)
    return of_a_kind[codes], np.array(doubts, dtype=object)[codes]


def _year(text: str) -> int:
    years = {cells.year(part) for part in text.split(BETWEEN)}
    if len(years) > 1:
        raise CellError("impossible date")
    return years.pop()


def _refused(engine: Engine, file: Source, tally: pd.DataFrame, read: pd.DataFrame) -> pd.DataFrame:
    """Return place and reason of the rows whose cells are doubtful."""
    bad = tally[GROUP].assign(reason=read["reason"])
    bad = bad[bad["reason"] != ""]
    if bad.empty:
        return pd.DataFrame({"place": [], "reason": []})
    return _collect(engine.rows(file).join(engine.give(bad), on=GROUP, how="inner").select("place", "reason"))


def _doubled(engine: Engine, files: list[Source], threshold: int, mark: str) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield, for each file, what rows that count more than once are to be taken off with, and their places and reasons.

    Rows are alike when they have the same id or, without one, hold the same to the letter. Where all rows of an id hold the
    same, the first counts; where they differ, none does. `mark` names the column that finds the few rows to look at.
    """
    rows = nw.concat([engine.rows(file).with_columns(nw.lit(n).alias("file")) for n, file in enumerate(files)])
    often = rows.group_by(mark).agg(nw.len().alias("times")).filter(nw.col("times") > 1).select(mark)
    marks = engine.keep(often, "marks")
    if _collect(marks.select(nw.len().alias("marks")))["marks"].item() == 0:
        return
    again = engine.keep(rows.join(marks, on=mark, how="inner"), "again")
    spot = nw.col("file").cast(nw.Int64) * _SPAN + nw.col("place")
    versions = again.group_by("key", "content").agg(nw.len().alias("times")).group_by("key").agg(nw.len().alias("versions"))
    firsts = again.with_columns(spot=spot).group_by("key").agg(nw.col("spot").min().alias("first"))
    known = again.join(versions, on="key", how="inner").join(firsts, on="key", how="inner")
    doubled = engine.keep(known.filter((nw.col("versions") > 1) | (spot > nw.col("first"))), "doubled")
    tally = _collect(_tally(doubled, threshold, "file"))
    places = _collect(doubled.select("file", "place", "versions"))
    places = places.assign(reason=(places["versions"] > 1).map({True: CONFLICTING, False: REPEATED}))
    for n, file in enumerate(files):
        read = _read(tally[tally["file"] == n], file.layout.unit, threshold)
        yield read.assign(**{name: -read[name] for name in SUMS}), places[places["file"] == n][["place", "reason"]]


def _numbered(engine: Engine, file: Source, refused: list[pd.DataFrame]) -> pd.DataFrame:
    """Return row and reason of everything of a file that is set aside, each row once, with its own reason first."""
    rejects = engine.rejects(file)
    lost = {row: _why(kind, line, file.name, row) for kind, line, row in rejects}
    aside = pd.concat(refused).drop_duplicates("place")
    rows = intake.row_numbers(file, set(lost)) if len(aside) else None
    places = aside["place"].astype("int64")
    aside = pd.DataFrame(
        {"row": places if rows is None else places.map(lambda place: rows[place - 2]), "reason": aside["reason"]}
    )
    lines = pd.DataFrame({"row": list(lost), "reason": list(lost.values())})
    told = pd.concat([aside, lines]).astype({"row": "int64"}).sort_values("row")
    return told.assign(file=file.name)[["file", "row", "reason"]]


def _why(kind: str, line: str, name: str, row: int) -> str:
    """Return why a line is no row; where a quotation mark swallows the lines after it, more than a row is lost."""
    if kind == "UNQUOTED VALUE" and "\n" in line.strip("\n"):
        message = "a quotation mark opens a cell and is never closed."
        raise refusal(name, row, message, "Close it, or double it where it is part of the text.")
    return _REJECTED.get(kind, "unreadable row")
