"""The SQL that counts a register, step by step: cells, keyed, marks, repeats, valued, counted, rejected.

A step reads those before it by their names. `place` is the place of a row in the register: its file's number and its own.
"""

import re

from helpers.register.cells import FEN, LARGEST_FEN, NOTHING

# No file has more rows.
SPAN = 2**40
# What rows that are counted together have in common: their cells as they are written, and whether they stand twice.
GROUP = ("institution", "date", "mode", "contracts", "written", "repeat")

_BLANK = r"[\s\x{3000}\x{00a0}]*"
_NOTHING = f"{_BLANK}({'|'.join(map(re.escape, (*NOTHING, '－', '／')))}){_BLANK}"
_YUAN = f"{_BLANK}(cny|rmb|renminbi|yuan|(chinese )?yuan( renminbi)?|¥|￥|元|人民币元?){_BLANK}"

MACROS = f"""
create temp macro text(cell) as coalesce(cell::varchar, '');
create temp macro is_nothing(cell) as
    case when strlen(cell) < 10 then regexp_full_match(cell, '{_NOTHING}', 'i') else false end;
create temp macro trimmed(cell) as if(starts_with(cell, ' ') or ends_with(cell, ' '), trim(cell), cell);
create temp macro is_yuan(currency) as is_nothing(currency) or regexp_full_match(currency, '{_YUAN}', 'i');
"""

# The rows of one file, or of a share of them: every cell as text as it stands; the date is a year where it is plainly one;
# amount is the value where it is plainly a number. The columns of the file itself come with them.
CELLS = """
select {before} + number as place, {unit} as unit, {id} as id, {institution} as institution, {date} as date, {mode} as mode,
    {contracts} as contracts, {currency} as currency, {value} as value, {amount} as amount, *
from {rows} where number between {first} and {last}
"""

# Rows have the same key when they have the same id or, without one, hold the same to the letter. What a row holds is put
# together in two places, so that it is not done for every row that has an id.
KEYED = """
select place, coalesce(nullif(if(is_nothing(id), '', trimmed(id)), ''), {content}) as key, {content} as content from {cells}
"""

# Few rows share the hash of their key with another: only those are compared.
HASHES = "select hash(key) as mark from keyed"
MARKS = "select mark from met group by mark having count(*) > 1"

# Where all rows of a key hold the same, the first counts; where they differ, none does.
SUSPECTS = "select hash(key) as mark, place, key, content from keyed where hash(key) in (select mark from marks)"
REPEATS = """
select place, if(differ, 'conflicting id', 'repeated') as repeat
from met join (select key, min(place) as first, min(content) <> max(content) as differ from met group by key) using (key)
where differ or place > first
"""

# Money in whole fen; where it is no plain number of yuan, its text is kept to be read with care (a space where it is empty).
VALUED = f"""
select place, institution, date, mode, contracts, if(fen is null, 0, fen::bigint) as fen,
    case when fen is not null then '' when not is_yuan(currency) then currency || ' ' || value
        when value = '' then ' ' else value end as written
from (
    select *, if(is_yuan(currency) and amount >= 0 and sum <= {LARGEST_FEN}, sum, null) as fen
    from (select *, floor(amount * (unit * {FEN}::double) + 0.5) as sum from {{cells}})
)
"""

ALL = "(select valued.*, coalesce(repeat, '') as repeat from valued left join repeats using (place))"
COUNTED = f"""
select {", ".join(GROUP)}, count(*) as rows, sum(fen)::bigint as fen, count(*) filter (fen > {{above}}) as over,
    count(*) filter (fen = 0) as nothing, max(fen) as most
from {ALL} group by {", ".join(GROUP)}
"""

# Groups whose cells cannot be read, or that stand twice, are given back with the reason.
REJECTED = f"select place % {SPAN} as place, reason from {ALL} join given using ({', '.join(GROUP)})"
