"""Where a register is counted: by DuckDB in this process, or with the same SQL by a DuckDB on each worker of a scheduler."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import duckdb
import pandas as pd
from duckdb import DuckDBPyConnection

from helpers.errors import InputError
from helpers.register.expressions import macros
from helpers.register.first_reading import first_read
from helpers.register.ingest import Source
from helpers.register.query import HASHES, KEYED, MARKS, REPEATS, SUSPECTS, VALUED, Share, cells, content, differ, text_rows

# Beyond this DuckDB works on disk, so that memory does not grow with the register.
MEMORY = "220MB"
# Rows of a share, and parts in which rows of all shares meet.
_ROWS, _PARTS = 1 << 20, 16


def connected(folder: Path) -> DuckDBPyConnection:
    """Return a DuckDB that knows the macros of cells, and has its temporary files in a folder."""
    settings = {"memory_limit": MEMORY, "temp_directory": str(folder / "spilled"), "autoinstall_known_extensions": False}
    connection = duckdb.connect(config=settings)
    # A moment's day is that of the country, wherever it is counted.
    connection.execute(f"set TimeZone = 'Asia/Shanghai'; {macros()}")
    connection.create_function("differ", differ, ["VARCHAR[]"], "BOOLEAN")
    return connection


class Engine:
    """DuckDB, embedded, by a connection of its own: each file is a share."""

    def __init__(self, connection: DuckDBPyConnection, reading: Callable | None = None):
        self.connection, self.reading = connection, reading or _keep_hashes
        self.shares: list[Share] = []
        self.has_repeats = True

    def run(self, task: Callable, items: Iterable, *given: object) -> Iterator:
        """Yield what a task returns for each item; it is called with a connection, the item and what else is given."""
        for item in items:
            yield task(self.connection, item, *given)

    def read(self, sources: list[Source]) -> Iterator[Source]:
        """Yield each file as it had to be read, once it was."""
        for place, source in enumerate(self.run(first_read, enumerate(sources), self.reading)):
            self.shares += self._split(source, place)
            yield source

    def find_repeats(self) -> None:
        """Find the rows that stand twice, and keep them as `repeats`."""
        hashes = " union all ".join(f"from hashes_{share.place}" for share in self.shares)
        self.connection.execute(f"create table marks as with met as ({hashes}) {MARKS}")
        self.connection.execute("create table repeats (place bigint, repeat varchar)")
        self.has_repeats = bool(self.connection.execute("from marks limit 1").fetchall())
        if self.has_repeats:
            self.connection.execute(f"insert into repeats with {_rows('keyed', self.shares)}, met as ({SUSPECTS}) {REPEATS}")

    def _split(self, source: Source, place: int) -> list[Share]:
        return [Share(source, place)]

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()


class Cluster(Engine):
    """The workers of a Dask scheduler, which share a folder: there, rows with the same hash meet in the same part."""

    def __init__(self, scratch: Path, address: str):
        # Of Parquet, unlike text, a worker can read a share.
        super().__init__(connected(scratch), _copy)
        self.scratch, self.client, self.tables = scratch, _client(address), {}

    def run(self, task: Callable, items: Iterable, *given: object) -> Iterator:
        """Yield what a task returns for each item, in their order; what a worker that is killed was at, another does again."""
        work = partial(_on_worker, self.scratch, dict(self.tables), task, given)
        for future in self.client.map(work, list(items), pure=False):
            yield future.result()

    def find_repeats(self) -> None:
        """Find the rows that stand twice, and have the workers see them as `repeats`."""
        for name, rows, found in (("marks", HASHES, MARKS), ("repeats", SUSPECTS, REPEATS)):
            folders = list(self.run(_scatter, self.shares, self.scratch, rows))
            self.tables[name] = list(self.run(_meet, range(_PARTS), folders, found))

    def _split(self, source: Source, place: int) -> list[Share]:
        count = "select num_rows from parquet_file_metadata(?)"
        (rows,) = self.connection.execute(count, [str(source.parquet)]).fetchone()
        return [Share(source, place, first, first + _ROWS - 1) for first in range(0, max(rows, 1), _ROWS)]

    def close(self) -> None:
        """Let go of the scheduler, which goes on."""
        self.client.close()
        super().close()


def collect(connection: DuckDBPyConnection, share: Share, query: str, given: pd.DataFrame) -> pd.DataFrame:
    """Return what a query finds in a share, with the place of its file; it may join the rows that are given for that file."""
    connection.register("given", given[given["file"] == share.place])
    return connection.execute(f"with {_rows('valued', [share])} {query}").df().assign(file=share.place)


def _rows(step: str, shares: list[Share]) -> str:
    """Return what follows WITH in SQL that reads the rows of shares after a step by its name: keyed or valued."""
    sql = {"keyed": KEYED, "valued": VALUED}[step]
    each = [sql.format(cells=f"({cells(share)})", content=content(share.source)) for share in shares]
    return f"{step} as not materialized ({' union all '.join(each)})"


def _keep_hashes(connection: DuckDBPyConnection, place: int, source: Source) -> Source:
    keyed = _rows("keyed", [Share(source, place)])
    connection.execute(f"create or replace table hashes_{place} as with {keyed} {HASHES}")
    return source


def _copy(connection: DuckDBPyConnection, place: int, source: Source) -> Source:
    """Copy a text into a Parquet file, under a name that no other attempt has."""
    if not source.is_text:
        return source
    parquet = source.path.with_suffix(f".{uuid4().hex}.parquet")
    connection.sql(f"from {text_rows(source)}").write_parquet(str(parquet))
    return replace(source, parquet=parquet)


def _client(address: str):
    try:
        from distributed import Client
        from distributed.comm import get_address_host_port, normalize_address
    except ImportError:
        fix = "Install the package distributed, or pip install '.[cluster]' in a checkout of this project."
        raise InputError(f"--scheduler needs Dask. {fix}") from None
    try:
        # An address that is none would leave a client behind that was begun and never ended.
        get_address_host_port(normalize_address(address))
        return Client(address, timeout="3s")
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"No scheduler answers at {address}: {error}. Start one with dask scheduler.") from None


def _on_worker(scratch: Path, tables: dict[str, list[Path]], task: Callable, given: tuple, item: object) -> object:
    with TemporaryDirectory(dir=scratch) as folder, closing(connected(Path(folder))) as connection:
        for name, files in tables.items():
            connection.read_parquet([str(file) for file in files]).create_view(name)
        return task(connection, item, *given)


def _scatter(connection: DuckDBPyConnection, share: Share, scratch: Path, rows: str) -> Path:
    """Write rows of a share into a new folder, in parts by their mark, and return it."""
    folder = scratch / uuid4().hex
    folder.mkdir()
    rows = f"with {_rows('keyed', [share])} {rows}"
    # A part may have no rows at all: its columns are those of this file.
    connection.sql(f"{rows} limit 0").write_parquet(str(folder / "none.parquet"))
    parts = connection.sql(f"select *, mark % {_PARTS} as part from ({rows})")
    parts.write_parquet(str(folder / "parts"), partition_by=["part"])
    return folder


def _meet(connection: DuckDBPyConnection, part: int, folders: list[Path], found: str) -> Path:
    """Write what is found in a part of the rows of all shares into a new file, and return it."""
    files = [folders[0] / "none.parquet"]
    for folder in folders:
        files += folder.glob(f"parts/part={part}/*.parquet")
    connection.read_parquet([str(file) for file in files], hive_partitioning=False).create_view("met")
    path = folders[0] / f"{uuid4().hex}.parquet"
    connection.sql(found).write_parquet(str(path))
    return path
