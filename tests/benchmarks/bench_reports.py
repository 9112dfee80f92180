"""Reports against papermill and nbconvert, a plain script, and nbval as it comes: python bench_reports.py prints a table of ratios.

Cold means a new HOME, and no server from before. Processor time is that of every process that a command started, however it ended.
"""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import nbformat

from helpers import paths
from helpers.run.report import PAGES

REPEATS = 3
FEW, MORE = "2022,2023", "2019,2020,2022,2023"
BIN = Path(sys.executable).parent
CELLS = Path(__file__).with_name("cells.py")
_SUBREAPER = 36
Cost = dict[str, float]


def run(folder: Path, *commands: list[object]) -> Cost:
    """Run commands one after another in a process that adopts what they leave, and return seconds of wall and of processor."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
        try:
            os.write(writing, json.dumps(_costs(folder, commands)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as result:  # noqa: PTH123
        answer = result.read()
    os.wait()
    if not answer:
        raise SystemExit(f"One of these failed: {commands}")
    return json.loads(answer)


def _costs(folder: Path, commands: tuple[list[object], ...]) -> Cost:
    with tempfile.TemporaryDirectory() as home:
        return _timed(folder, commands, home)


def _timed(folder: Path, commands: tuple[list[object], ...], home: str) -> Cost:
    environment = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": home, "LANG": "C.UTF-8", "TMPDIR": home}
    start = time.perf_counter()
    for command in commands:
        made = subprocess.run(
            [str(a) for a in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if made.returncode:
            print(made.stdout, made.stderr, file=sys.stderr)
            raise SystemExit(1)
    wall = time.perf_counter() - start
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    spent = os.times()
    return {"wall": wall, "processor": spent.children_user + spent.children_system}


def peer(folder: Path) -> Cost:
    """Run and render each notebook of a report as papermill and nbconvert do."""
    commands = []
    for name in PAGES:
        executed = folder / f"{name}.ipynb"
        commands.append(
            [BIN / "papermill", "--no-progress-bar", paths.NOTEBOOKS / f"{name}.ipynb", executed, "-p", "year", 2020]
        )
        commands.append([BIN / "jupyter", "nbconvert", "--log-level=ERROR", "--to", "html", executed])
    return run(folder, *commands)


def script(folder: Path) -> Cost:
    """Run the cells of a report as one script."""
    cells = [
        "".join(cell.source)
        for name in PAGES
        for cell in nbformat.read(paths.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
        if cell.cell_type == "code"
    ]
    (folder / "script.py").write_text("\n\n".join(cells), encoding="utf-8")
    return run(folder, [sys.executable, folder / "script.py"])


def cells(folder: Path) -> Cost:
    """Run the cells of a report and format what they show, in a process that has everything imported: it counts by itself."""
    result = subprocess.run([sys.executable, CELLS], check=True, capture_output=True, text=True).stdout
    return {"processor": float(result.splitlines()[-1])}


def batch(years: str) -> Callable[[Path], Cost]:
    """Return a batch of reports."""
    return lambda folder: run(folder, [BIN / "scitech", "batch", "--years", years, "--out", folder / f"batch {years}"])


def article(folder: Path) -> Cost:
    """Check the article that comes with the project, in which some numbers differ: the exit code says so."""
    check = f"{BIN / 'scitech'} check-article {paths.DATA / 'article_example.txt'} --out {folder / 'article'}; test $? = 1"
    return run(folder, ["sh", "-c", check])


def nbval(*more: str) -> Callable[[Path], Cost]:
    """Return nbval over all notebooks."""
    asked = ["-q", "-p", "no:cacheprovider", *more]
    return lambda folder: run(paths.ROOT, [BIN / "pytest", *asked, paths.NOTEBOOKS])


CONTENDERS: dict[str, Callable[[Path], Cost]] = {
    "peer": peer,
    "report": lambda folder: run(folder, [BIN / "scitech", "report", "--year", 2020, "--out", folder / "report"]),
    "script": script,
    "cells": cells,
    "few": batch(FEW),
    "more": batch(MORE),
    "again": batch(MORE),
    "help": lambda folder: run(folder, [BIN / "scitech", "--help"]),
    "article": article,
    "plain nbval": nbval("--override-ini", "addopts=", "--nbval", "--nbval-current-env", "--noconftest"),
    "warm nbval": nbval(),
}


def main() -> None:
    """Print what was measured beside what is asked for."""
    runs: dict[str, list[Cost]] = {name: [] for name in CONTENDERS}
    for _ in range(REPEATS):
        with tempfile.TemporaryDirectory() as folder:
            for name, contend in CONTENDERS.items():
                runs[name].append(contend(Path(folder)))
    wall, spent = (
        {name: median(cost[of] for cost in costs) for name, costs in runs.items() if of in costs[0]}
        for of in ("wall", "processor")
    )
    # Both have as many workers, which import for the first report of each.
    further = (spent["more"] - spent["few"]) / 2
    rows = (
        ("one report, cold, wall", wall["report"], "papermill and nbconvert", wall["peer"], "5 times faster"),
        ("one report, cold, processor", spent["report"], "papermill and nbconvert", spent["peer"], "3 times less"),
        ("one report, cold, wall", wall["report"], "one plain script", wall["script"], "within 2 times"),
        ("a further report of a batch, processor", further, "papermill and nbconvert", spent["peer"], "8 times less"),
        ("a further report of a batch, processor", further, "the cells alone, all imported", spent["cells"], "within 3 times"),
        ("an unchanged batch, wall", wall["again"], "`scitech --help`", wall["help"], "within 3 times"),
        ("an article, cold, processor", spent["article"], "one plain script", spent["script"], "within 1 times"),
        ("nbval over all notebooks, wall", wall["warm nbval"], "plain `pytest --nbval`", wall["plain nbval"], "2 times faster"),
    )
    print("| measure | scitech | beside | | ratio | asked for |\n| --- | --- | --- | --- | --- | --- |")
    for measure, own, name, other, asked in rows:
        ratio = own / other if asked.startswith("within") else other / own
        print(f"| {measure} | {own:.2f} s | {name} | {other:.2f} s | {ratio:.1f} | {asked} |")


if __name__ == "__main__":
    main()
