"""Registers that people add up by hand: rows that equal the sum of those before or after them."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from helpers.register.cells import EXAMPLE, is_total

# How far a total that was rounded may be from the sum.
NEAR = 5e-4
# Registers that people add up by hand are not longer.
LONGEST = 20_000


def suspects(rows: pd.DataFrame) -> list[int]:
    """Return the places of rows that equal the sum of others above or below, and have no id where those have one, or a name
    that only such rows have; of two equal contracts none is a total.

    `rows` has the columns place, no_id, institution, mode and fen, in the order of the file.
    """
    rows = rows[~rows["institution"].map(lambda name: name == EXAMPLE or is_total(name)).astype(bool)]
    found = set(_sums(rows))
    found |= set(_sums(rows[~rows["place"].isin(found)][::-1]))
    return sorted(found | set(_by_mode(rows)) | set(_by_mode(rows[::-1])))


def _sums(rows: pd.DataFrame) -> Iterator[int]:
    """Yield the places of rows that equal the sum of those before them: of all, of their mode, or of their institution.

    They lack an id where all of those have one; or no row has, and theirs is the only one of its institution.
    """
    names, sums, without = Counter(rows["institution"]), defaultdict(list), 0
    for row in rows.itertuples():
        keys = ("all",), ("mode", row.mode), ("institution", row.institution)
        is_own, every = names[row.institution] == 1, sums[keys[0]]
        is_sum = any(len(sums[key]) > 1 and sums[key][-1] == row.fen for key in keys)
        is_near = is_own and len(every) > 1 and abs(every[-1] - row.fen) < row.fen * NEAR
        if row.no_id and ((not without and (is_sum or is_near)) or (is_own and len(every) > 2 and every[-1] == row.fen)):
            yield row.place
            continue
        without += row.no_id
        for key in keys:
            sums[key].append(row.fen + (sums[key] or [0])[-1])


def _by_mode(rows: pd.DataFrame) -> Iterator[int]:
    """Yield the rows of a last institution that has, for each of several modes, the sum of all rows before."""
    if rows.empty or not rows["no_id"].iloc[-1]:
        return
    own = rows["institution"] == rows["institution"].iloc[-1]
    above, last = rows[~own], rows[own]
    sums = above.groupby("mode")["fen"].agg(["sum", "size"])
    is_alike = last.groupby("mode")["fen"].sum().to_dict() == sums["sum"].to_dict()
    if is_alike and len(last) == len(sums) > 1 and (sums["size"] > 1).all():
        yield from last["place"]
