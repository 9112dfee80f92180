"""Groups of rows that are written alike, read cell by cell: careful reading costs as much as there are different cells."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.register import cells
from helpers.register.cells import FEN, CellError

SUMS = ("rows", "contracts", "fen", "over", "nothing")


def read(groups: pd.DataFrame, unit: int, threshold: int) -> pd.DataFrame:
    """Return what the cells of each group mean, in the columns of `Counted.groups`; values and threshold are in yuan.

    `groups` is what `query.COUNTED` finds; `reason` says why the rows of a group are rejected, and is empty where they are not.
    """
    rows, is_plain = groups["rows"].to_numpy("int64"), (groups["written"] == "").to_numpy(bool)
    institution, reason = _read(groups["institution"], cells.institution, object)
    year, no_year = _read(groups["date"], cells.year)
    mode, no_mode = _read(groups["mode"], cells.mode, object)
    contracts, no_contracts = _read(groups["contracts"], cells.contracts)
    fen, no_fen = _read(groups["written"].mask(is_plain, "0"), lambda text: cells.amount(text, unit))
    reason[(reason == "no institution") & _is_blank(groups)] = "empty row"
    # A row is rejected for the first of its cells that cannot be read, else because it stands twice.
    for why in (no_year, no_mode, no_contracts, no_fen, groups["repeat"].to_numpy(object)):
        reason = np.where(reason == "", why, reason)
    read = {"institution": institution, "year": year, "mode": mode, "single": contracts == 1, "reason": reason}
    sums = {"rows": rows, "contracts": contracts * rows, "fen": fen * rows, "most": fen}
    sums |= {"over": rows * (fen > threshold * FEN), "nothing": rows * (fen == 0)}
    for name in ("fen", "over", "nothing", "most"):
        sums[name] = np.where(is_plain, groups[name].to_numpy("int64"), sums[name])
    return pd.DataFrame(read | sums, index=groups.index)


def _is_blank(groups: pd.DataFrame) -> np.ndarray:
    """Tell for each group whether nothing stands in any of its cells."""
    blank = groups["written"] != ""
    for name in ("institution", "date", "mode", "contracts", "written"):
        blank &= groups[name].str.strip() == ""
    return blank.to_numpy(bool)


def _read(texts: pd.Series, read: Callable[[str], object], kind: type = int) -> tuple[np.ndarray, np.ndarray]:
    """Read each different text once; return what they mean, 0 where they cannot be read, and why they cannot."""
    codes, different = pd.factorize(texts)
    meanings, reasons = np.zeros(len(different), kind), np.full(len(different), "", object)
    for place, text in enumerate(different):
        try:
            meanings[place] = read(text)
        except CellError as error:
            reasons[place] = str(error)
    return meanings[codes], reasons[codes]
