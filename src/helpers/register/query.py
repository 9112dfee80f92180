"""The SQL that reads the rows of a register's file: texts as they stand, money in whole fen where it is plainly written."""

import re

from helpers.register.cells import FEN, LARGEST_FEN, NOTHING, SWALLOWED
from helpers.register.ingest import Source

# A date that exists, 29 February aside: that one is read with care.
_DAY = r"-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
_WHEN = rf"(19[5-9]\d|20\d\d)({_DAY})?"
_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
# Stands between the cells of a row, between two dates, and before a row without an id.
BETWEEN = "\x1f"
_BETWEEN = "chr(31)"
_BLANK = r"[\s\x{3000}\x{00a0}]*"
_YUAN = f"{_BLANK}(cny|rmb|renminbi|yuan|(chinese )?yuan( renminbi)?|¥|￥|元|人民币元?){_BLANK}"
_NOTHING = f"{_BLANK}({'|'.join(map(re.escape, (*NOTHING, '－', '／')))}){_BLANK}"


def select(source: Source) -> str:
    """Return the SQL for a source's rows, one row a row of the file.

    Columns: place (row in the file), named (whether it has an id), key (its id, or all that it holds), mark and named_mark
    (numbers that equal keys, or equal ids, share), content (all that it holds), institution, date, mode and contracts as text,
    fen, written (the text of a value that is no plain number, else empty).
    """
    names = [f"c{place}" for place in range(len(source.layout.header))]
    cells = [_text(name) for name in names]
    columns = source.layout.columns
    id, institution, mode, contracts = (
        cells[columns[m]] if m in columns else "''" for m in ("id", "institution", "mode", "contracts")
    )
    content = f"{_BETWEEN} || concat_ws({_BETWEEN}, '{source.layout.unit}', {', '.join(_in_order(source, cells))})"
    if source.kind.startswith("CSV"):
        institution = f"case when {_swallows(cells)} then '{SWALLOWED}' else {institution} end"
    named = f"case when {_is_nothing(id)} then '' else trim({id}) end"
    key = f"case when {named} <> '' then {named} else {content} end"
    value = columns["value"]
    fen, written = _fen(names[value], source.types[value], source.layout.unit), cells[value]
    if "currency" in columns:
        currency = cells[columns["currency"]]
        yuan = f"({_is_nothing(currency)} or regexp_full_match({currency}, '{_YUAN}', 'i'))"
        fen = f"case when {yuan} then {fen} end"
        written = f"case when {yuan} then {written} else {currency} || ' ' || {written} end"
    return f"""
        select place, named, key, mark, named_mark, content, institution, date, mode, contracts,
            case when fen <= {LARGEST_FEN} then fen::bigint else 0 end as fen,
            case when fen <= {LARGEST_FEN} then '' when written = '' then ' ' else written end as written
        from (select place, {institution} as institution, {_date(source)} as date, {mode} as mode, {contracts} as contracts,
            ({named} <> '')::bigint as named, {key} as key, {content} as content,
            (hash({key}) >> 1)::bigint as mark, (hash({named}) >> 1)::bigint as named_mark,
            {fen} as fen, {written} as written
            from {_table(source)})"""


def _in_order(source: Source, cells: list[str]) -> list[str]:
    """Return cells by what they mean: the same row counts once however the columns of two files are ordered."""
    told = [(meaning, name) for name, meaning in source.layout.told()]
    return [cell for _, cell in sorted(zip(told, cells, strict=True))]


def _swallows(cells: list[str]) -> str:
    """Return the SQL for whether a cell holds just as many commas as the lines in it would have as rows."""
    feeds = [f"len({cell}) - len(replace({cell}, chr(10), ''))" for cell in cells]
    commas = [f"len({cell}) - len(replace({cell}, ',', ''))" for cell in cells]
    each = (f"({f} > 0 and {c} = ({f}) * {len(cells) - 1})" for f, c in zip(feeds, commas, strict=True))
    some = " or ".join(f"contains({cell}, chr(10))" for cell in cells)
    return f"case when {some} then {' or '.join(each)} else false end"


def _text(name: str) -> str:
    return f"coalesce({name}::varchar, '')"


def _is_nothing(text: str) -> str:
    """Return the SQL for whether a cell says that there is nothing in it: a list of words would be joined, row by row."""
    return f"case when strlen({text}) < 10 then regexp_full_match({text}, '{_NOTHING}', 'i') else false end"


def _table(source: Source) -> str:
    """Return the SQL for the rows of a file, in its order, with columns c0, c1 and so on."""
    path, names = "'" + str(source.path).replace("'", "''") + "'", [f"c{place}" for place in range(len(source.layout.header))]
    if not source.is_text and "file_row_number" in source.layout.header:
        return f"(select *, row_number() over () as place from read_parquet({path}) as file({', '.join(names)}))"
    if not source.is_text:
        read = f"read_parquet({path}, file_row_number=true) as file({', '.join([*names, 'number'])})"
        return f"(select * exclude (number), number + 1 as place from {read})"
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    options = "auto_detect=false, header=true, delim=',', quote='\"', escape='\"', store_rejects=true, rejects_limit=0"
    return f"(select *, row_number() over () + 1 as place from read_csv({path}, {options}, columns={{{columns}}}))"


def _date(source: Source) -> str:
    """Return the SQL for a year where a cell is plainly one or a date of it, else its text; both where two cells differ."""
    columns = source.layout.columns
    read = [_year(f"c{columns[m]}", source.types[columns[m]]) for m in ("date", "year") if m in columns]
    if len(read) == 1:
        return read[0]
    date, year = read
    both = f"{date} || {_BETWEEN} || {year}"
    return f"case when {date} in ('', {year}) then {year} when {year} = '' then {date} else {both} end"


def _year(name: str, kind: str) -> str:
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"coalesce(year({name})::varchar, '')"
    if _NUMERIC.fullmatch(kind):
        return _text(name)
    text = _text(name)
    plain = f"regexp_full_match({text}, '{_WHEN}')"
    return f"case when {plain} then left({text}, 4) when {_is_nothing(text)} then '' else {text} end"


def _fen(name: str, kind: str, unit: int) -> str:
    """Return the SQL for fen where a value is a plain number that holds no part of a fen, else null."""
    factor = unit * FEN
    if _NUMERIC.fullmatch(kind):
        return f"case when {name} >= 0 then floor({name}::double * {factor}::double + 0.5) end"
    plain = rf"(\d{{1,14}}|\d{{1,3}}(,\d{{3}}){{1,4}})(\.\d{{1,{len(str(factor)) - 1}}}0*)?"
    number = f"replace({name}::varchar, ',', '')::double"
    return f"case when regexp_full_match({name}::varchar, '{plain}') then floor({number} * {factor}::double + 0.5) end"
