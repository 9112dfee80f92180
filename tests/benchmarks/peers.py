"""The register benchmark's contenders, each run as a process of its own: prints what it counted, as JSON, and its peak memory."""

import json
import sys
import tempfile
from pathlib import Path

MODES = ["transfer", "licence", "equity investment", "development", "consulting", "service"]
LARGE = 100_000_000


def scitech(file: Path) -> tuple:
    """Count with this project's own readers and engine."""
    from helpers.register.count import count_rows
    from helpers.register.engine import Engine, connected
    from helpers.register.ingest import sources

    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        counted = count_rows(sources([file], Path(scratch)), Engine(connected(Path(scratch))), LARGE)
    return len(counted.groups), int(counted.groups["fen"].sum()), int(counted.groups["over"].sum()), len(counted.rejected)


def pandas(file: Path) -> tuple:
    """Read, check and sum in the obvious way: one frame in memory."""
    import pandas as pd

    is_parquet = file.suffix == ".parquet"
    rows = pd.read_parquet(file) if is_parquet else pd.read_csv(file, dtype=str, keep_default_na=False)
    repeated, ids = rows.duplicated(), rows["contract_id"].str.strip()
    first = ids[~repeated & (ids != "")]
    conflicting = ids.isin(first[first.duplicated(keep=False)])
    year = pd.to_datetime(rows["date"], format="ISO8601", errors="coerce").dt.year
    value = pd.to_numeric(rows["value_yuan"], errors="coerce")
    institution, mode = rows["institution"].str.strip(), rows["mode"].str.strip().str.lower()
    good = (institution != "") & year.notna() & mode.isin(MODES) & (value >= 0) & ~repeated & ~conflicting
    fen = (value * 100).round()
    used = pd.DataFrame({"institution": institution, "year": year, "mode": mode, "fen": fen, "over": fen > LARGE * 100})[good]
    groups = used.groupby(["institution", "year", "mode"])[["fen", "over"]].sum()
    return len(groups), int(groups["fen"].sum()), int(groups["over"].sum()), int((~good).sum())


def duckdb(file: Path) -> tuple:
    """Read, check and sum in SQL, with the memory limit that the project sets."""
    import duckdb

    from helpers.register.engine import MEMORY

    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        run = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": scratch}).execute
        rows = f"'{file}'" if file.suffix == ".parquet" else f"read_csv('{file}', all_varchar=true, header=true)"
        run(f"""create view typed as select trim(contract_id) as id, trim(institution) as institution,
            year(try_cast(date as date)) as year, lower(trim(mode)) as mode, try_cast(value_yuan as double) as value from {rows}""")
        good = "institution <> '' and year is not null and mode in (select unnest(?)) and value >= 0 and isfinite(value)"
        groups = run(
            f"""select sum(round(value * 100)::bigint), count(*) filter (value > {LARGE}), count(*) from typed
            where {good} group by institution, year, mode""",
            [MODES],
        ).fetchall()
        doubled = run("select id from typed where id <> '' group by id having count(*) > 1").fetchall()
        read = run("select count(*) from typed").fetchone()[0]
    used = sum(rows for *_, rows in groups)
    return len(groups), int(sum(g[0] for g in groups)), sum(g[1] for g in groups), read - used + len(doubled)


if __name__ == "__main__":
    made = globals()[sys.argv[1]](Path(sys.argv[2]))
    # The peak since this program began: that of getrusage may be its parent's.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"counted": made, "megabytes": int(peak.split()[1]) / 1024}))
