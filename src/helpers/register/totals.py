"""Totals that no word gives away: rows that equal the sum of those above them, and lack what those have."""

from collections.abc import Iterator
from itertools import chain

from duckdb import DuckDBPyConnection

from helpers.errors import InputError, Problem
from helpers.register import hand_sums, texts
from helpers.register.cells import EXAMPLE, is_total
from helpers.register.choices import answer
from helpers.register.engine import Engine
from helpers.register.headers import RUNNING, Layout
from helpers.register.money import FEN, LARGEST_FEN
from helpers.register.query import SPAN, Share, cells

# Registers that people add up by hand are not longer: a sheet of Excel has no more rows.
LONGEST = 1 << 20
# So many rows are named, and looked for.
_NAMED = 10
# Little is read of most registers: of one in which no row without an id stands below one that has an id, and whose last
# institution has more rows than there are modes, no more than this.
_ENDS = """
select min(place) filter (usable({id}) <> ''), max(place) filter (usable({id}) = ''), max(place), count(distinct mode)
from {cells}
"""
_LAST = "select institution, amount is null or amount <= 0 or fault <> '' from {cells} where place = $last"
_OF_INSTITUTION = "select count(*) from {cells} where institution = $institution"
_SUMMABLE = f"""
create or replace temp table summable as select place, no_id, institution, mode, fen::bigint as fen from (
    select *, usable({{id}}) = '' as no_id, floor(amount * ({{unit}} * {FEN}::double) + 0.5) as fen
    from {{cells}} where amount > 0 and fault = '' and counted_in = '' and is_yuan(currency)
    and not (is_total(mode) or is_total(date))
) where fen <= {LARGEST_FEN}
"""
_GROUPS = """
select institution, mode, no_id, count(*) as rows, sum(fen) as fen, min(place) as first, max(place) as last
from summable group by all
"""
_WITHOUT_ID = "from summable where no_id and institution not in (select unnest($totals)) order by place limit $most"
# All rows above one that have an id, those of its mode, and those of its institution.
_ABOVE = """
select list_contains([
    if(count(*) > 1, sum(fen), 0), if(count(*) filter (mode = $mode) > 1, sum(fen) filter (mode = $mode), 0),
    if(count(*) filter (institution = $institution) > 1, sum(fen) filter (institution = $institution), 0)
], $fen) from summable where not no_id and place < $place and institution not in (select unnest($totals))
"""
_WHY = "it equals the sum of rows above it or below, and lacks what those have."
_FIX = (
    f"If it is a contract, give it an id, or count all such rows with {answer('totals', 'contracts')}; "
    "else write 合计 or total into it."
)
_EACH = "select fen from summable order by fen"
_SAME = "its rows add up to the same sum as others here: it may sum them up."
_LEAVE = f"If it does, take the sheet or file out; if all are contracts, count them with {answer('totals', 'contracts')}."


def ask(engine: Engine, how: str, rows: int) -> bool:
    """Return whether a register of so many rows has been searched for totals, where `how` is to ask and not to count them.

    Raises InputError that names rows which may be totals of those above them: only a user can tell.
    """
    if how != "ask" or rows > LONGEST:
        return how != "ask"
    problems, tables = [], {}
    for place, source in {share.place: share.source for share in engine.shares}.items():
        slots = {"cells": f"({cells(Share(source, place))})", "id": _id(source.layout), "unit": source.layout.unit or 1}
        if rows > hand_sums.LONGEST and not _may_have_totals(engine.connection, slots):
            continue
        engine.connection.execute(_SUMMABLE.format(**slots))
        tables[source.name] = [] if rows > hand_sums.LONGEST else engine.connection.execute(_EACH).fetchall()
        for found in _suspects(engine.connection, rows):
            row = (
                texts.row_numbers(source.path, source.mark, set(source.broken))[found % SPAN - 1]
                if source.is_text
                else found % SPAN
            )
            problems.append(Problem(source.name, row + source.above, "", _WHY, _FIX))
    if problems := [*problems, *_summaries(tables)]:
        raise InputError(sorted(problems)[:_NAMED])
    return True


def _summaries(tables: dict[str, list[tuple]]) -> Iterator[Problem]:
    """Yield each table whose rows add up to those of another, or of all others, and are not the same rows."""
    for name, own in tables.items():
        others = [rows for other, rows in tables.items() if other != name]
        for rows in (*others, list(chain(*others))):
            if len(rows) > 2 and len(own) <= len(rows) and own != sorted(rows) and sum(map(sum, own)) == sum(map(sum, rows)):
                yield Problem(name, 0, "", _SAME, _LEAVE)
                break


def _suspects(connection: DuckDBPyConnection, rows: int) -> list[int]:
    if rows > hand_sums.LONGEST:
        return suspects(connection)
    return hand_sums.suspects(connection.execute("select * from summable order by place").df())


def _id(layout: Layout) -> str:
    """Return the SQL for what contracts have and totals lack: an id or, without one, a running number."""
    return f"text(c{layout.columns[RUNNING]})" if RUNNING in layout.columns and "id" not in layout.columns else "id"


def _may_have_totals(connection: DuckDBPyConnection, slots: dict[str, object]) -> bool:
    """Return whether a closer look at all rows is worth its time."""
    first_with, last_without, last, modes = connection.execute(_ENDS.format(**slots)).fetchone()
    if last_without is None:
        return False
    if first_with is not None and first_with < last_without:
        return True
    if last != last_without:
        return False
    institution, is_odd = connection.execute(_LAST.format(**slots), {"last": last}).fetchone()
    (size,) = connection.execute(_OF_INSTITUTION.format(**slots), {"institution": institution}).fetchone()
    return is_odd or is_total(institution) or 1 < size <= modes


def suspects(connection: DuckDBPyConnection) -> list[int]:
    """Return the places of rows that equal the sum of two rows or more above, and have no id where those have one, or a name
    that only such rows have; of two equal contracts none is a total.

    The connection has a table `summable` of the columns place, no_id, institution, mode and fen.
    """
    groups = connection.execute(_GROUPS).fetchall()
    totals = sorted({name for name, *_ in groups if is_total(name) or name == EXAMPLE})
    groups = [one for one in groups if one[0] not in totals]
    without = [first for _, _, no_id, _, _, first, _ in groups if no_id]
    with_id = [first for _, _, no_id, _, _, first, _ in groups if not no_id]
    is_below = without and with_id and min(with_id) < min(without)
    return sorted({*(_sums(connection, totals) if is_below else ()), *_by_mode(groups)})


def _sums(connection: DuckDBPyConnection, totals: list[str]) -> Iterator[int]:
    """Yield the first rows without an id, as long as each equals the sum of rows above it, all of which have one."""
    rows = connection.execute(f"select place, institution, mode, fen {_WITHOUT_ID}", {"totals": totals, "most": _NAMED})
    for place, institution, mode, fen in rows.fetchall():
        asked = {"place": place, "institution": institution, "mode": mode, "fen": fen, "totals": totals}
        (is_sum,) = connection.execute(_ABOVE, asked).fetchone()
        if not is_sum:
            return
        yield place


def _by_mode(groups: list[tuple]) -> Iterator[int]:
    """Yield the rows of a last institution that has, for each of several modes, the sum of all rows above."""
    last = max(groups, key=lambda one: one[-1], default=None)
    if not last or not last[2]:
        return
    own, sums = {}, {}
    for institution, mode, _, rows, fen, _, place in groups:
        if institution == last[0]:
            own[mode] = (*own.get(mode, ()), (rows, fen, place))
        else:
            before = sums.get(mode, (0, 0))
            sums[mode] = (before[0] + rows, before[1] + fen)
    each = {mode: found[0] for mode, found in own.items() if len(found) == 1 and found[0][0] == 1}
    is_alike = len(each) > 1 and {mode: (fen, True) for mode, (_, fen, _) in each.items()} == {
        mode: (fen, rows > 1) for mode, (rows, fen) in sums.items()
    }
    yield from (place for _, _, place in each.values()) if is_alike and len(each) == len(own) else ()
