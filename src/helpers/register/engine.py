"""Where a register is counted: DuckDB in this process, or the workers of a Dask scheduler; the expressions are the same."""

import warnings
from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd

from helpers.errors import InputError
from helpers.register.ingest import Source
from helpers.register.query import select

# Beyond this DuckDB works on disk, so that memory does not grow with the register.
MEMORY = "220MB"
ReadError, FullError = duckdb.Error, duckdb.OutOfMemoryException


class Engine:
    """DuckDB, embedded: reads the files of a register, and counts them."""

    def __init__(self, scratch: Path):
        settings = {"memory_limit": MEMORY, "temp_directory": str(scratch / "spilled"), "autoinstall_known_extensions": False}
        self.connection = duckdb.connect(config=settings)
        # A moment's day is that of the country, wherever it is counted.
        self.connection.execute("set TimeZone = 'Asia/Shanghai'")
        self.scratch = scratch

    def rows(self, source: Source) -> nw.LazyFrame:
        """Return the rows of a source, with the columns that `reading.select` names."""
        return nw.from_native(self.connection.sql(select(source)))

    def keep(self, frame: nw.LazyFrame, name: str) -> nw.LazyFrame:
        """Return a frame worked out once and kept."""
        frame.to_native().create(name)
        return nw.from_native(self.connection.table(name))

    def give(self, frame: pd.DataFrame) -> nw.LazyFrame:
        """Return a small frame to be joined."""
        return nw.from_native(self.connection.from_df(frame))

    def rejects(self, source: Source) -> list[tuple[str, str, int]]:
        """Return the lines of a text that are no rows, once it was read: kind of error, the line, its row."""
        query = "select error_type, csv_line, line from reject_errors join reject_scans using (scan_id, file_id)"
        try:
            found = self.connection.execute(f"{query} where file_path = ? order by line", [str(source.path)]).fetchall()
        except duckdb.CatalogException:
            return []
        # Each scan tells them anew.
        return list({row: (kind, line, row) for kind, line, row in found}.values())

    def close(self) -> None:
        """Let go of everything."""
        self.connection.close()


class Cluster(Engine):
    """Dask: DuckDB reads the files into Parquet in a folder that the workers share, and the workers count them."""

    def __init__(self, scratch: Path, address: str):
        super().__init__(scratch)
        # A notice to the library's maintainers' other users; the version is pinned.
        warnings.filterwarnings("ignore", "Dask support is moving out of Narwhals", FutureWarning)
        try:
            from distributed import Client
            from distributed.comm import get_address_host_port, normalize_address
        except ImportError:
            raise InputError("--scheduler needs Dask: pip install 'research-commercialisation-notebooks[cluster]'.") from None
        try:
            # An address that is none would leave a client behind that was begun and never ended.
            get_address_host_port(normalize_address(address))
            self.client = Client(address, timeout="10s")
        except (OSError, ValueError, TypeError) as error:
            raise InputError(f"No scheduler answers at {address}: {error}. Start one with dask scheduler.") from None

    def rows(self, source: Source) -> nw.LazyFrame:
        """Return the rows of a source, read once."""
        import dask.dataframe

        folder = self.scratch / f"rows-{source.path.name}"
        if not folder.exists():
            target = "'" + str(folder).replace("'", "''") + "'"
            self.connection.sql(f"copy ({select(source)}) to {target} (format parquet, per_thread_output true)")
        return nw.from_native(dask.dataframe.read_parquet(folder))

    def keep(self, frame: nw.LazyFrame, name: str) -> nw.LazyFrame:
        """Return a frame worked out once and kept on the workers."""
        return nw.from_native(frame.to_native().persist())

    def give(self, frame: pd.DataFrame) -> nw.LazyFrame:
        """Return a small frame to be joined."""
        import dask.dataframe

        return nw.from_native(dask.dataframe.from_pandas(frame, npartitions=1))

    def close(self) -> None:
        """Let go of the scheduler, which goes on."""
        self.client.close()
        super().close()
