"""Registers for the tests: written into files, counted, and read back as verdicts."""

import atexit
import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import duckdb
import pytest
from openpyxl import Workbook

from helpers.errors import InputError
from helpers.register import count as counting
from helpers.register import ingest as intake
from helpers.register.choices import Choices
from helpers.register.count import Counted
from helpers.register.engine import Engine, connected
from helpers.register.headers import unit_of

FIXTURES = Path(__file__).parent / "fixtures" / "registers"
MESSY = FIXTURES / "messy.csv"
VERDICTS = 3  # the last columns of messy.csv: verdict, year, fen
HEADER = "contract_id,institution,province,date,mode,value_yuan,contracts"
SUMS = ("rows", "contracts", "fen")


@cache
def connection() -> duckdb.DuckDBPyConnection:
    """Return one connection for all tests, which goes when they end: DuckDB complains of one that is left."""
    one = connected(Path(gettempdir()))
    atexit.register(connection.cache_clear)
    atexit.register(one.close)
    return one


class Shared(Engine):
    """An engine whose connection serves one register after another: to make one takes longer than to count a few rows."""

    def __init__(self):
        super().__init__(connection())

    def close(self) -> None:
        for (name,) in self.connection.execute("select table_name from duckdb_tables()").fetchall():
            self.connection.execute(f"drop table {name}")


def messy() -> tuple[list[list[str]], list[list[str]]]:
    """Return the messy register, header first, and the verdict, year and fen of each of its rows."""
    with MESSY.open(encoding="utf-8", newline="") as text:
        table = list(csv.reader(text))
    return [row[:-VERDICTS] for row in table], [row[-VERDICTS:] for row in table[1:]]


def as_csv(table: Iterable[Sequence[object]], end: str = "\n") -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows(table)
    return text.getvalue()


def saved(folder: Path, content: str | bytes, name: str = "register.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def register(folder: Path, *rows: str, header: str = HEADER, name: str = "register.csv") -> Path:
    return saved(folder, "".join(f"{line}\n" for line in (header, *rows)), name)


def workbook(folder: Path, table: Iterable[Sequence[object]], name: str = "register.xlsx") -> Path:
    """Write a workbook in which text stays text, whatever it begins with."""
    book = Workbook()
    for row, cells in enumerate(table, 1):
        for column, value in enumerate(cells, 1):
            cell = book.active.cell(row, column, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(folder / name)
    return folder / name


def parquet(folder: Path, query: str, name: str = "register.parquet") -> Path:
    path = folder / name
    with duckdb.connect() as store:
        store.execute(f"COPY ({query}) TO $1 (FORMAT parquet)", [str(path)])
    return path


def parquet_text(folder: Path, table: Sequence[Sequence[str]], name: str = "register.parquet") -> Path:
    """Write a Parquet file of text alone, in which an empty cell is null."""
    path = folder / name
    with duckdb.connect() as store:
        columns = ", ".join(f'"{column}" VARCHAR' for column in table[0])
        store.execute(f"CREATE TABLE register ({columns})")
        store.executemany(
            f"INSERT INTO register VALUES ({', '.join('?' * len(table[0]))})", [[c or None for c in row] for row in table[1:]]
        )
        store.execute("COPY register TO $1 (FORMAT parquet)", [str(path)])
    return path


def counted(*files: Path, unit: str = "", threshold: int = 100_000_000) -> Counted:
    with TemporaryDirectory() as scratch:
        found = intake.sources(list(files), Path(scratch), Choices(unit_of(unit) if unit else 0))
        with closing(Shared()) as engine:
            return counting.count_rows(found, engine, threshold, lambda step: None)


def refusal(*files: Path, unit: str = "") -> str:
    with pytest.raises(InputError) as caught:
        counted(*files, unit=unit)
    return str(caught.value)


def reasons_of(made: Counted) -> dict[tuple[str, int], str]:
    """Return the reason of each row rejected, by file and row; a row rejected twice is no answer."""
    found = {(file, row): reason for file, row, reason in made.rejected.itertuples(index=False, name=None)}
    assert len(found) == len(made.rejected)
    return found


def rows_read(made: Counted) -> int:
    return int(made.groups["rows"].sum()) + len(made.rejected)


def rejected(made: Counted) -> list[tuple[int, str]]:
    return list(zip(made.rejected["row"], made.rejected["reason"], strict=True))


def used(made: Counted) -> dict[int, tuple[int, int, int]]:
    """Return the rows, contracts and fen that were used, by year."""
    sums = made.groups.groupby("year")[list(SUMS)].sum()
    return {int(year): tuple(int(n) for n in row) for year, row in zip(sums.index, sums.to_numpy(), strict=True)}


def groups(made: Counted) -> list[tuple]:
    """Return all groups in an order of their own."""
    return sorted(made.groups.itertuples(index=False, name=None))
