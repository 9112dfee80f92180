"""The SQL that counts a register, step by step: cells, keyed, marks, repeats, valued, counted, rejected.

A step reads those before it by their names. `place` is the place of a row in the register: its file's number and its own.
"""

from dataclasses import dataclass

from helpers.register.cells import BETWEEN, contracts
from helpers.register.dates import day
from helpers.register.expressions import of_cells
from helpers.register.faults import literal, names_of
from helpers.register.ingest import Source
from helpers.register.modes import mode
from helpers.register.money import FEN, LARGEST_FEN, amount

# No file has more rows.
SPAN = 2**40
# Stands between the fen of a unit and an amount that is no plain number.
TIMES = "×"
# What rows that are counted together have in common: their cells as they are written, and whether they stand twice.
GROUP = ("institution", "date", "mode", "contracts", "written", "counted_in", "currency", "fault", "repeat")
_OPTIONS = "auto_detect=false, header=true, quote='\"', escape='\"', store_rejects=true, rejects_limit=0"
_BETWEEN = f"chr({ord(BETWEEN)})"

# The rows of one file, or of a share of them: every cell as text as it stands; the date is a year where it is plainly one or
# a date of it, and both where two cells differ; amount is the value where it is plainly a number; fault is what a row is for
# more than one of its cells. A cell swallows rows where it holds just as many marks as the lines in it would have as rows. The
# columns of the file itself come with them.
CELLS = """
select {before} + number as place, {unit} as unit, {id} as id, {institution} as institution, either({date}, {year}) as date,
    {mode} as mode, {contracts} as contracts, {counted_in} as counted_in,
    {currency} as currency, {beside} as beside, {value} as value, {amount} as amount, {fault} as fault, *
from {rows}
"""

# What a row holds, as it is understood as far as that needs no care; the names beside tell contracts without an id apart.
_CONTENT = f"""
if(is_cut({{id}}), 'cut', '') || concat_ws({_BETWEEN}, plainly({{institution}}),
    day_of(either({{day}}, {{year}})), mode_of(plainly({{mode}})), {{contracts}},
    if(is_yuan({{currency}}), '', plainly({{currency}})), plainly({{counted_in}}),
    coalesce(floor({{amount}} * {{factor}}::double + 0.5)::varchar, '{{factor}}{TIMES}' || plainly({{value}})))
"""

# Rows have the same key when they have the same id or, without one, hold the same. What a row holds is put together in two
# places, and by a case, which is not evaluated ahead, so that it is not done for every row that has an id: nor are the names
# beside folded, which would take most of the time.
KEYED = f"""
select place, if(usable = '', {_BETWEEN} || {{content}} || {_BETWEEN} || plainly(beside), usable) as key, {{content}} as content
from (select *, usable(id) as usable from {{cells}})
"""

# Few rows share the hash of their key with another: only those are compared.
HASHES = "select hash(key) as mark from keyed"
MARKS = "select mark from met group by mark having count(*) > 1"

# Where all rows of a key hold the same, the first counts; where they differ, none does.
SUSPECTS = "select hash(key) as mark, place, key, content from keyed where hash(key) in (select mark from marks)"
REPEATS = f"""
select place, case when differ then 'conflicting id' when starts_with(key, {_BETWEEN} || 'cut') then 'id cut by a spreadsheet'
    when starts_with(key, {_BETWEEN}) then 'repeated without an id' else 'repeated' end as repeat
from met join (
    select key, min(place) as first, list(distinct content) as contents,
        case when len(contents) = 1 then false else differ(contents) end as differ
    from met group by key
) using (key)
where differ or place > first
"""

# Money in whole fen; where it is no plain number of yuan, its text is kept to be read with care (a space where it is empty).
VALUED = f"""
select place, institution, date, mode, contracts, if(fen is null, 0, fen::bigint) as fen, fault,
    case when fen is not null then '' when value = '' then ' ' else value end as written,
    if(fen is null, counted_in, '') as counted_in, if(fen is null, currency, '') as currency
from (
    select *, floor(amount * (unit * {FEN}::double) + 0.5) as sum,
        if(unit > 0 and counted_in = '' and is_yuan(currency) and amount >= 0 and sum <= {LARGEST_FEN}, sum, null) as fen
    from {{cells}}
)
"""

# Without repeats no row need be numbered, and those of a text are read by all threads.
ALL = "(select valued.*, coalesce(repeat, '') as repeat from valued left join repeats using (place))"
UNREPEATED = "(select *, '' as repeat from valued)"
COUNTED = f"""
select {", ".join(GROUP)}, count(*) as rows, sum(fen)::bigint as fen, count(*) filter (fen > {{above}}) as over,
    count(*) filter (fen = 0) as nothing, max(fen) as most
from {{rows}} group by all
"""

# Groups whose cells cannot be read, or that stand twice, are given back with the reason.
REJECTED = f"select place % {SPAN} as place, reason from {ALL} join given using ({', '.join(GROUP)})"


@dataclass(frozen=True)
class Share:
    """Rows of a file that are counted together: those between two numbers, of the file that has this place."""

    source: Source
    place: int
    first: int = 0
    last: int = SPAN


def cells(share: Share) -> str:
    """Return the SQL for the cells of a share's rows, with the columns that `query.CELLS` names."""
    read, rows = of_cells(share.source), _rows(share.source)
    if (share.first, share.last) != (0, SPAN):
        rows += f" where number between {share.first} and {share.last}"
    return CELLS.format(**read, rows=rows, before=share.place * SPAN + 1)


def content(source: Source) -> str:
    """Return the SQL for what a row of a file holds, as far as it has a meaning."""
    return _CONTENT.format(**of_cells(source), factor=(source.layout.unit or 1) * FEN)


def differ(contents: list[str]) -> bool:
    """Tell whether contents of rows with one key mean different things: judged on what is understood, not on how it is written.

    >>> rows = [("2020-03-05", "development", "10000000"), ("5 mar 2020", "技术开发合同", "1000000×10万元")]
    >>> differ([BETWEEN.join(("示例大学", day, mode, "", "", "", value)) for day, mode, value in rows])
    False
    """
    return len({_understood(content) for content in contents}) > 1


def _understood(content: str) -> tuple[object, ...]:
    institution, *days, kind, number, currency, unit, value = content.split(BETWEEN)
    factor, is_text, text = value.rpartition(TIMES)
    try:
        fen = amount(text, int(factor) // FEN, unit, currency) if is_text else int(float(value))
        return institution, *map(day, days), mode(kind), contracts(number), currency, unit, fen
    except ValueError:
        return (content,)


def _rows(source: Source) -> str:
    """Return the SQL for the rows of a file with their numbers, from 0."""
    names = ", ".join(names_of(source))
    if source.parquet and not (source.parquet == source.path and "file_row_number" in source.layout.header):
        return f"read_parquet({literal(source.parquet)}, file_row_number=true) as file({names}, number)"
    rows = f"read_parquet({literal(source.path)}) as file({names})" if source.parquet else text_rows(source)
    return f"(select *, row_number() over () - 1 as number from {rows})"


def text_rows(source: Source) -> str:
    """Return the SQL for the rows of a text as columns c0, c1 and so on; DuckDB keeps the lines that are no rows apart."""
    columns = dict.fromkeys(names_of(source), "VARCHAR")
    return f"read_csv({literal(source.path)}, delim='{source.mark}', {_OPTIONS}, columns={columns})"
