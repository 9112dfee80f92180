"""Totals that no word gives away: rows that equal the sum of those above them, and lack what those have."""

from collections.abc import Iterator

import pandas as pd

from helpers.errors import InputError, Problem
from helpers.register.cells import is_total
from helpers.register.engine import Engine
from helpers.register.money import FEN
from helpers.register.query import SPAN, Share, cells

# Registers that people add up by hand are not longer.
LONGEST = 20_000
_ROWS = f"""
select place, usable(id) = '' as no_id, institution, mode, floor(amount * ({{unit}} * {FEN}::double) + 0.5)::bigint as fen
from {{cells}} where amount > 0 and fault = '' and counted_in = '' and is_yuan(currency) order by place
"""
_WHY = "it equals the sum of rows above it, and lacks what those have."
_FIX = "If it is a contract, give it an id, or count all such rows with --totals contracts; else write 合计 or total into it."


def ask(engine: Engine, shares: list[Share]) -> None:
    """Raise InputError that names rows which may be totals of those above them: only a user can tell."""
    problems = []
    for share in shares:
        query = _ROWS.format(cells=f"({cells(share)})", unit=share.source.layout.unit or 1)
        for place in suspects(engine.connection.execute(query).df()):
            row = place % SPAN + share.source.above + share.source.is_text
            problems.append(Problem(share.source.name, row, "", _WHY, _FIX))
    if problems:
        raise InputError(problems[:10])


def suspects(rows: pd.DataFrame) -> Iterator[int]:
    """Yield the places of rows that equal the sum of two rows or more above, and have no id where those have one, or a name
    that only such rows have; of two equal contracts none is a total.

    `rows` has the columns place, no_id, institution, mode and fen, in the order of the file.
    """
    rows = rows[~rows["institution"].map(is_total).astype(bool)]
    found = set()
    for row in rows[rows["no_id"]].itertuples():
        above = rows[(rows["place"] < row.place) & ~rows["place"].isin(found)]
        with_ids = above[~above["no_id"]]
        if _is_sum(row, with_ids) and len(with_ids) == len(above):
            found.add(row.place)
    yield from sorted(found | set(_by_mode(rows)))


def _is_sum(row: tuple, above: pd.DataFrame) -> bool:
    """Tell whether a row equals the sum of two rows or more: of all above, of its mode, or of its institution."""
    parts = (above, above[above["mode"] == row.mode], above[above["institution"] == row.institution])
    return any(len(part) > 1 and part["fen"].sum() == row.fen for part in parts)


def _by_mode(rows: pd.DataFrame) -> Iterator[int]:
    """Yield the rows of a last institution that has, for each of several modes, the sum of all rows above."""
    if rows.empty or not rows["no_id"].iloc[-1]:
        return
    own = rows["institution"] == rows["institution"].iloc[-1]
    above, last = rows[~own], rows[own]
    sums = above.groupby("mode")["fen"].agg(["sum", "size"])
    is_alike = last.groupby("mode")["fen"].sum().to_dict() == sums["sum"].to_dict()
    if is_alike and len(last) == len(sums) > 1 and (sums["size"] > 1).all():
        yield from last["place"]
