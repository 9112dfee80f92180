"""Totals that no word gives away: rows that equal the sum of those above or below them, and lack what those have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from duckdb import DuckDBPyConnection

from helpers.errors import InputError, Problem
from helpers.register.cells import EXAMPLE, is_total
from helpers.register.choices import answer
from helpers.register.engine import Engine
from helpers.register.headers import RUNNING, Layout
from helpers.register.money import FEN, LARGEST_FEN
from helpers.register.query import SPAN, Share, cells

# Registers that people add up by hand are not longer: a sheet of Excel has no more rows.
LONGEST = 1 << 20
# Tables of a register with no more rows are compared as wholes.
_COMPARED = 20_000
# So many rows are named.
_NAMED = 10
# How far a total that was rounded may be from the sum.
_NEAR = 5e-4
_BATCH = 10_000
# A register in which all rows have an id has no such totals, and no more is read of it.
_WITHOUT_ID = "select count(*) from {cells} where usable({id}) = ''"
_SUMMABLE = f"""
create or replace temp table summable as select place, no_id, institution, mode, fen::bigint as fen from (
    select *, usable({{id}}) = '' as no_id, floor(amount * ({{unit}} * {FEN}::double) + 0.5) as fen
    from {{cells}} where amount > 0 and fault = '' and counted_in = '' and is_yuan(currency)
    and not (is_total(mode) or is_total(date))
) where fen <= {LARGEST_FEN}
"""
# Where no row has an id, only an institution that has each of its modes once can be the sum of others.
_MAY_BE = """
select bool_or(without > 0) and (bool_or(without < rows) or bool_or(rows = modes)) from (
    select count(*) as rows, count(*) filter (no_id) as without, count(distinct mode) as modes
    from summable group by institution
)
"""
_ROWS = """
from (select *, count(*) over (partition by institution) = 1 as is_own from summable)
where institution not in (select unnest($totals)) order by place
"""
_OF_INSTITUTION = """
with mine as (from rows where institution = $institution),
    others as (select mode, sum(fen) as fen, count(*) as rows from rows where institution <> $institution group by mode)
select place, mode, coalesce(mine.fen = others.fen, false), others.rows from mine left join others using (mode)
"""
_WHY = "it equals the sum of rows above it or below, without what those have."
_FIX = (
    f"If it is a contract, give it an id, or count all such rows with {answer('totals', 'contracts')}; "
    "else write 合计 or total into it."
)
_SAME = "its rows add up to the same sum as others here: it may sum them up."
_LEAVE = f"If it does, take the sheet or file out; if all are contracts, count them with {answer('totals', 'contracts')}."


def ask(engine: Engine, how: str, rows: int) -> bool:
    """Return whether so many rows were searched for totals, if `how` is to ask; raises InputError that names those found."""
    if how != "ask" or rows > LONGEST:
        return how != "ask"
    problems, tables = [], {}
    sources = {share.place: share.source for share in engine.shares}
    are_compared = len(sources) > 1 and rows <= _COMPARED
    for place, source in sources.items():
        slots = {"cells": f"({cells(Share(source, place))})", "id": _id(source.layout), "unit": source.layout.unit or 1}
        if not are_compared and not engine.connection.execute(_WITHOUT_ID.format(**slots)).fetchone()[0]:
            continue
        engine.connection.execute(_SUMMABLE.format(**slots))
        if are_compared:
            tables[source.name] = engine.connection.execute("select fen from summable order by fen").fetchall()
        if engine.connection.execute(_MAY_BE).fetchone()[0]:
            found = source.numbers([place % SPAN for place in suspects(engine.connection)])
            problems += [Problem(source.name, row, "", _WHY, _FIX) for row in found]
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


def _id(layout: Layout) -> str:
    """Return the SQL for what contracts have and totals lack: an id or, without one, a running number."""
    return f"text(c{layout.columns[RUNNING]})" if RUNNING in layout.columns and "id" not in layout.columns else "id"


def suspects(connection: DuckDBPyConnection) -> list[int]:
    """Return the places of rows that equal the sum of others above or below, and have no id where those have one, or a name
    that only such rows have; of two equal contracts none is a total.

    The connection has a table `summable` of the columns place, no_id, institution, mode and fen.
    """
    names = connection.execute("select distinct institution from summable").fetchall()
    totals = [name for (name,) in names if name == EXAMPLE or is_total(name)]
    connection.execute(f"create or replace temp table rows as {_ROWS}", {"totals": totals})
    found = set(_sums(_rows(connection, "asc")))
    found |= set(_sums(row for row in _rows(connection, "desc") if row[0] not in found))
    return sorted(found.union(*(_by_mode(connection, which) for which in ("max", "min"))))


def _rows(connection: DuckDBPyConnection, order: str) -> Iterator[tuple]:
    rows = connection.execute(f"from rows order by place {order}")
    while batch := rows.fetchmany(_BATCH):
        yield from batch


def _sums(rows: Iterable[tuple]) -> Iterator[int]:
    """Yield the places of rows that equal the sum of those before them: of all, of their mode, or of their institution.

    They lack an id where all of those have one; or no row has, and theirs is the only one of its institution.
    """
    # How many rows there were, and their fen.
    sums, without = defaultdict(lambda: (0, 0)), 0
    for place, no_id, institution, mode, fen, is_own in rows:
        keys = ("all",), ("mode", mode), ("institution", institution)
        number, every = sums[keys[0]]
        is_sum = any(sums[key][0] > 1 and sums[key][1] == fen for key in keys)
        is_near = is_own and number > 1 and abs(every - fen) < fen * _NEAR
        if no_id and ((not without and (is_sum or is_near)) or (is_own and number > 2 and every == fen)):
            yield place
            continue
        without += no_id
        for key in keys:
            sums[key] = sums[key][0] + 1, sums[key][1] + fen


def _by_mode(connection: DuckDBPyConnection, which: str) -> set[int]:
    """Return the rows of the last or first institution if it has, for each of several modes, the sum of all others.

    Of one of them at least that is the sum of several rows: a single one may equal another by chance.
    """
    ends = f"arg_{which}(institution, place), arg_{which}(no_id, place)"
    institution, no_id = connection.execute(f"select {ends} from rows").fetchone()
    if not no_id:
        return set()
    rows = connection.execute(_OF_INSTITUTION, {"institution": institution}).fetchall()
    is_alike = len({mode for _, mode, *_ in rows}) == len(rows) > 1 and all(same for _, _, same, _ in rows)
    is_alike = is_alike and any(of_others > 1 for *_, of_others in rows)
    return {place for place, *_ in rows} if is_alike else set()
