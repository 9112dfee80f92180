"""Totals that no word gives away: rows that equal the sum of those above them, and lack what those have."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from helpers.errors import InputError, Problem
from helpers.register.cells import is_total
from helpers.register.engine import Engine
from helpers.register.money import FEN
from helpers.register.query import SPAN, Share, cells

# How far a total that was rounded may be from the sum.
NEAR = 5e-4
# Registers that people add up by hand are not longer.
LONGEST = 20_000
_ROWS = f"""
select place, usable(id) = '' as no_id, institution, mode, floor(amount * ({{unit}} * {FEN}::double) + 0.5)::bigint as fen
from {{cells}}
where amount > 0 and fault = '' and counted_in = '' and is_yuan(currency) and not (is_total(mode) or is_total(date))
order by place
"""
_WHY = "it equals the sum of rows above it or below, and lacks what those have."
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


def suspects(rows: pd.DataFrame) -> list[int]:
    """Return the places of rows that equal the sum of others above or below, and have no id where those have one, or a name
    that only such rows have; of two equal contracts none is a total.

    `rows` has the columns place, no_id, institution, mode and fen, in the order of the file.
    """
    rows = rows[~rows["institution"].map(is_total).astype(bool)]
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
