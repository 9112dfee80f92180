"""The cells of a register's file, as the SQL that reads them: each as text, in whatever column and type it stands."""

import re
from dataclasses import dataclass
from pathlib import Path

from helpers.register.cells import BETWEEN, FEN, SWALLOWED
from helpers.register.ingest import Source
from helpers.register.query import CELLS, SPAN

# A date that exists, 29 February aside: that one is read with care.
_DAY = r"-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))"
_WHEN = rf"(19[5-9]\d|20\d\d)({_DAY})?"
_NUMERIC = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
_OPTIONS = "auto_detect=false, header=true, delim=',', quote='\"', escape='\"', store_rejects=true, rejects_limit=0"
_BETWEEN = f"chr({ord(BETWEEN)})"


@dataclass(frozen=True)
class Share:
    """Rows of a file that are counted together: those between two numbers, of the file that has a place in the register."""

    source: Source
    place: int
    first: int = 0
    last: int = SPAN


def cells(share: Share) -> str:
    """Return the SQL for the cells of a share's rows, with the columns that `query.CELLS` names."""
    source = share.source
    names = _names(source)
    columns = {meaning: names[place] for meaning, place in source.layout.columns.items()}
    types = dict(zip(names, source.types, strict=True))
    read = {m: f"text({columns[m]})" if m in columns else "''" for m in ("id", "mode", "contracts", "currency", "value")}
    read["institution"] = f"text({columns['institution']})"
    if source.kind.startswith("CSV"):
        read["institution"] = f"if({_swallows(names)}, '{SWALLOWED}', {read['institution']})"
    read["amount"] = _amount(columns["value"], types[columns["value"]], source.layout.unit)
    read["date"] = _date([(columns[m], types[columns[m]]) for m in ("date", "year") if m in columns])
    read |= {"unit": source.layout.unit, "rows": _rows(source, names)}
    return CELLS.format(**read, before=share.place * SPAN + 1, first=share.first, last=share.last)


def _rows(source: Source, names: list[str]) -> str:
    """Return the SQL for the rows of a file with their numbers, from 0."""
    if source.parquet and not (source.parquet == source.path and "file_row_number" in source.layout.header):
        return f"read_parquet({_quoted(source.parquet)}, file_row_number=true) as file({', '.join(names)}, number)"
    rows = f"read_parquet({_quoted(source.path)}) as file({', '.join(names)})" if source.parquet else text_rows(source)
    return f"(select *, row_number() over () - 1 as number from {rows})"


def text_rows(source: Source) -> str:
    """Return the SQL for the rows of a text as columns c0, c1 and so on; DuckDB keeps the lines that are no rows apart."""
    columns = dict.fromkeys(_names(source), "VARCHAR")
    return f"read_csv({_quoted(source.path)}, {_OPTIONS}, columns={columns})"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def content(source: Source) -> str:
    """Return the SQL for all that a row holds, by meaning: the order of a file's columns makes no other row."""
    columns = zip(source.layout.taken_for(), _names(source), strict=True)
    texts = [text for *_, text in sorted((meaning, header, f"text({name})") for (header, meaning), name in columns)]
    return f"{_BETWEEN} || concat_ws({_BETWEEN}, '{source.layout.unit}', {', '.join(texts)})"


def _names(source: Source) -> list[str]:
    return [f"c{number}" for number in range(len(source.layout.header))]


def _swallows(names: list[str]) -> str:
    """Return the SQL for whether a cell holds just as many commas as the lines in it would have as rows."""
    feeds = [f"len({name}) - len(replace({name}, chr(10), ''))" for name in names]
    commas = [f"len({name}) - len(replace({name}, ',', ''))" for name in names]
    each = [f"({f} > 0 and {c} = ({f}) * {len(names) - 1})" for f, c in zip(feeds, commas, strict=True)]
    some = [f"contains({name}, chr(10))" for name in names]
    return f"if({' or '.join(some)}, {' or '.join(each)}, false)"


def _date(columns: list[tuple[str, str]]) -> str:
    """Return the SQL for a year where a cell is plainly one or a date of it, else its text; both where two cells differ."""
    read = [_year(name, kind) for name, kind in columns]
    if len(read) == 1:
        return read[0]
    date, year = read
    both = f"{date} || {_BETWEEN} || {year}"
    return f"case when {date} in ('', {year}) then {year} when {year} = '' then {date} else {both} end"


def _year(name: str, kind: str) -> str:
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"text(year({name}))"
    if _NUMERIC.fullmatch(kind):
        return f"text({name})"
    plain = f"regexp_full_match(text({name}), '{_WHEN}')"
    return f"case when {plain} then left(text({name}), 4) when is_nothing(text({name})) then '' else text({name}) end"


def _amount(name: str, kind: str, unit: int) -> str:
    """Return the SQL for the number in a cell where it is plainly one that holds no part of a fen, else null."""
    if _NUMERIC.fullmatch(kind):
        return f"{name}::double"
    decimals = len(str(unit * FEN)) - 1
    plain = rf"(\d{{1,14}}|\d{{1,3}}(,\d{{3}}){{1,4}})(\.\d{{1,{decimals}}}0*)?"
    return f"if(regexp_full_match(text({name}), '{plain}'), replace(text({name}), ',', '')::double, null)"
