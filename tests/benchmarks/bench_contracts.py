"""Counting a register against pandas and raw DuckDB SQL: python bench_contracts.py [MILLIONS] prints a table of ratios.

The register is the synthetic national one, repeated under new ids, so that rows grow while institutions stay those of a country.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from sample import write  # noqa: E402

PEERS = Path(__file__).with_name("peers.py")
REPEATS = 2


def register(folder: Path, base: Path, rows: int, suffix: str) -> Path:
    """Write a register of so many rows."""
    file = folder / f"register-{rows}.{suffix}"
    connection = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(folder)})
    (once,) = connection.execute(f"select count(*) from '{base}'").fetchone()
    copies = f"(select range as copy from range({rows // once + 1}))"
    query = (
        f"select contract_id || '-' || copy as contract_id, * exclude (contract_id, copy) from '{base}', {copies} limit {rows}"
    )
    connection.execute(f"copy ({query}) to '{file}'" + (" (header)" if suffix == "csv" else ""))
    return file


def run(contender: str, file: Path) -> dict:
    """Run a contender as a process of its own."""
    start = time.perf_counter()
    said = subprocess.run([sys.executable, PEERS, contender, file], check=True, capture_output=True, text=True).stdout
    return json.loads(said) | {"seconds": time.perf_counter() - start}


def compare(file: Path, contenders: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Run contenders in turn, several times, and return the median of each; they must count the same."""
    runs = {name: [] for name in contenders}
    for _ in range(REPEATS):
        for name in contenders:
            runs[name].append(run(name, file))
    (_,) = {tuple(one["counted"]) for made in runs.values() for one in made}
    return {name: {of: median(one[of] for one in made) for of in ("seconds", "megabytes")} for name, made in runs.items()}


def main(millions: int) -> None:
    """Print one table of speed and memory side by side, and one of growth with the rows."""
    print(
        f"| {millions} million rows | scitech | pandas | ratio, at least 3 | DuckDB SQL | ratio, at most 1.3 | memory, at most 0.25 |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        base = folder / "base.parquet"
        write(base, None)
        for suffix in ("parquet", "csv"):
            file = register(folder, base, millions * 10**6, suffix)
            made = compare(file, ("scitech", "pandas", "duckdb"))
            own, frame, sql = (made[name] for name in ("scitech", "pandas", "duckdb"))
            file.unlink()
            cells = [
                f"{own['seconds']:.1f} s, {own['megabytes']:.0f} MB",
                f"{frame['seconds']:.1f} s, {frame['megabytes']:.0f} MB",
            ]
            cells += [f"{frame['seconds'] / own['seconds']:.1f}", f"{sql['seconds']:.1f} s, {sql['megabytes']:.0f} MB"]
            cells += [f"{own['seconds'] / sql['seconds']:.2f}", f"{own['megabytes'] / frame['megabytes']:.2f}"]
            print(f"| {suffix} | {' | '.join(cells)} |", flush=True)
        sizes = (millions // 10, millions * 5 // 2)
        few, many = (compare(register(folder, base, n * 10**6, "parquet"), ("scitech",))["scitech"] for n in sizes)
    grown = f"{many['megabytes'] / few['megabytes']:.2f} (at most 1.5)"
    print(f"\n| from {sizes[0]} to {sizes[1]} million rows | {sizes[0]} | {sizes[1]} | ratio |\n| --- | --- | --- | --- |")
    print(f"| peak memory, MB | {few['megabytes']:.0f} | {many['megabytes']:.0f} | {grown} |")
    print(f"| seconds | {few['seconds']:.1f} | {many['seconds']:.1f} | {many['seconds'] / few['seconds']:.1f} (rows: 25) |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
